"""In: a store and a moment. Out: the original sources that spoke, and what each said.

A statement's row has the origin as its own dispatch tells it; what several dispatches of a story tell
together (`store.claims`) may know it better.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from depesche.core.origin import Origin
from depesche.store.tables import claim_members, claims, dispatches
from depesche.store.text import LONGEST_KEY, clean
from depesche.store.visible import held, received

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
    """The named origins that had spoken at a moment, those that said most first."""
    member = claim_members.c
    count = func.count().label("statements")
    query = _seen(
        select(
            member.origin,
            func.max(member.source).label("source"),
            count,
            func.count(member.number.distinct()).label("dispatches"),
            func.max(dispatches.c.received).label("last"),
        ),
        at,
        embargoed=embargoed,
    ).where(~member.own)
    rows = connection.execute(query.group_by(member.origin).order_by(count.desc(), member.origin))
    found: list[Spoke] = []
    for row in rows:
        source = msgspec.json.decode(row.source, type=Origin | None)
        if source and source.kind not in UNNAMED:
            found.append(
                Spoke(row.origin, source.name, source.kind, row.statements, row.dispatches, row.last)
            )
        if len(found) == limit:
            break
    return found


def _seen(query: Select[Any], at: str, *, embargoed: bool) -> Select[Any]:
    joined = query.join(dispatches, dispatches.c.number == claim_members.c.number).where(received(at))
    return joined if embargoed else joined.where(or_(dispatches.c.embargo.is_(None), ~held(at)))


def speaks(key: str) -> ColumnElement[bool]:
    """Whether a statement's row is of this origin, or of a part of it."""
    bare = clean(key[:LONGEST_KEY]).partition("@")[0]
    part = claim_members.c.source.contains(f'"of":{msgspec.json.encode(bare).decode()}', autoescape=True)
    return or_(claim_members.c.origin == bare, part)


def keys(connection: Connection, name: str) -> list[str]:
    """The keys of the origins of this key or name, capitals or not."""
    member = claim_members.c
    exact = select(member.origin).where(member.origin == clean(name[:LONGEST_KEY]).partition("@")[0]).limit(1)
    if found := list(connection.execute(exact).scalars()):
        return found
    like = member.source.contains(f'"name":{msgspec.json.encode(clean(name)).decode()}', autoescape=True)
    return list(connection.execute(select(member.origin).where(like).distinct().limit(50)).scalars())


def claims_by(connection: Connection, found: Iterable[str]) -> list[str]:
    """The ids of the claims on which one of these origins said something, the newest first."""
    last = func.max(claim_members.c.number)
    query = select(claims.c.canonical).join(claim_members, claim_members.c.claim == claims.c.claim)
    query = query.where(or_(*(speaks(key) for key in found))).group_by(claims.c.canonical)
    return list(connection.execute(query.order_by(last.desc(), claims.c.canonical).limit(MOST)).scalars())
