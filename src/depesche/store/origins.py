"""In: a store and a moment. Out: the original sources that spoke, and what each said.

A statement's row has the origin as its own dispatch tells it; what several dispatches of a story tell
together (`store.claims`) may know it better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec
from sqlalchemy import ColumnElement, Connection, func, or_, select

from depesche.core.origin import Origin
from depesche.store.members import called
from depesche.store.spans import spanned
from depesche.store.tables import claim_members, claims, dispatches
from depesche.store.text import LONGEST_KEY, clean

UNNAMED = ("anonymous", "author")
MOST = 1000
"""Claims of an origin that are looked at, the newest."""


class Spoke(msgspec.Struct, frozen=True):
    """An origin: its key, a name, of what kind; how many statements in how many dispatches it made, and
    when the last of them came in (ISO, UTC)."""

    key: str
    name: str
    kind: str
    statements: int
    dispatches: int
    last: str


def spoke(connection: Connection, at: str, *, limit: int, embargoed: bool = False) -> list[Spoke]:
    """The named origins that had spoken at a moment, those that said most first; `last` is when the last
    of their statements came in by the order of the journal."""
    member, count = claim_members.c, func.count().label("statements")
    seen = (~member.own, ~_unseen(at, embargoed=embargoed))
    query = select(member.origin, count).where(*seen).group_by(member.origin)
    rows = connection.execute(query.order_by(count.desc(), member.origin))
    found = (_spoke(connection, row.origin, row.statements, seen) for row in rows)
    return list(islice((one for one in found if one), limit))


def _unseen(at: str, *, embargoed: bool) -> ColumnElement[bool]:
    """Whether a statement's dispatch was not there at a moment: few are not, as a rule."""
    one = dispatches.c
    late = select(one.number).where(one.received > at)
    held = select(one.number).where(one.embargo.is_not(None), one.embargo > at)
    return claim_members.c.number.in_(late if embargoed else late.union_all(held))


def _spoke(
    connection: Connection, key: str, statements: int, seen: Sequence[ColumnElement[bool]]
) -> Spoke | None:
    member = claim_members.c
    latest = select(member.source, dispatches.c.received)
    latest = latest.join(dispatches, dispatches.c.number == member.number).where(member.origin == key, *seen)
    row = connection.execute(latest.order_by(member.number.desc(), member.place.desc()).limit(1)).one()
    source = msgspec.json.decode(row.source, type=Origin | None)
    if source is None or source.kind in UNNAMED:
        return None
    many = select(func.count(member.number.distinct())).where(member.origin == key, *seen)
    return Spoke(
        key, source.name, source.kind, statements, connection.execute(many).scalar_one(), row.received
    )


def speaks(*names: str) -> ColumnElement[bool]:
    """Whether a statement's row is of one of these origins, or of a part of one."""
    bare = [clean(name[:LONGEST_KEY]).partition("@")[0] for name in names]
    return or_(claim_members.c.origin.in_(bare), claim_members.c.whole.in_(bare))


def keys(connection: Connection, name: str) -> list[str]:
    """The keys of the origins of this key or name, capitals or not."""
    member = claim_members.c
    exact = select(member.origin).where(member.origin == clean(name[:LONGEST_KEY]).partition("@")[0]).limit(1)
    if found := list(connection.execute(exact).scalars()):
        return found
    so = select(member.origin).where(spanned(connection), member.called == called(name)).distinct()
    return list(connection.execute(so.order_by(member.origin).limit(50)).scalars())


def claims_by(connection: Connection, found: Iterable[str]) -> list[str]:
    """The ids of the claims on which one of these origins said something, the newest first."""
    last = func.max(claim_members.c.number)
    query = select(claims.c.canonical).join(claim_members, claim_members.c.claim == claims.c.claim)
    query = query.where(speaks(*found)).group_by(claims.c.canonical)
    return list(connection.execute(query.order_by(last.desc(), claims.c.canonical).limit(MOST)).scalars())
