"""Alembic's way in: migrations run on the connection, in the transaction, that they are given."""

from __future__ import annotations

from alembic import context

from depesche.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller's transaction holds all of it
)
context.run_migrations()
