"""In: a store. Out: the stretches of numbers that it has rows of, for what is looked up in each of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam

from depesche.store.journal import last_seq
from depesche.store.tables import PLACES, SPAN, claim_members


def spans(connection: Connection, size: int) -> range:
    """All stretches of this size, the newest first."""
    return range(last_seq(connection) * PLACES // size, -1, -1)


def spanned(connection: Connection) -> ColumnElement[bool]:
    """Whether a statement's row is of any stretch, as all are: by which an index on `span` is used."""
    every: BindParameter[Any] = bindparam(
        "spans", list(spans(connection, SPAN)), expanding=True, literal_execute=True
    )
    return claim_members.c.span.in_(every)
