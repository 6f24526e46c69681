"""Alembic's way in: migrations run on the connection, in the transaction, that they are given."""

from __future__ import annotations

from alembic import context

from depesche.store.tables import as_made

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=as_made(),
    transactional_ddl=False,  # the caller's transaction holds all of it
)
context.run_migrations()
