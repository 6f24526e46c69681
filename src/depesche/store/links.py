"""In: the number of a dispatch, and a moment. Out: what it revises, what revises it, its copies.

The links in the table are those of all that is in the store. Where somebody asks how it was at a
moment, what had not come in by then is walked over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Row, and_, exists, or_, select

from depesche.store.tables import dispatches, lineage, links
from depesche.store.visible import Moment

COPY = "copy"
MOST = 10_000
"""Dispatches that a history has at most."""


class Link(NamedTuple):
    """What a dispatch (`number`) revises or copies: the other one's number, how, told by what, how
    surely (0 to 1), and why in a sentence."""

    number: int
    other: int
    relation: str
    basis: str
    score: float
    because: str


class Version(NamedTuple):
    """A dispatch in its history: its number, id, when it came in, its kind and title, and its link
    to the one that it replaces, if it replaces one."""

    number: int
    id: str
    received: str
    kind: str
    title: str
    link: Link | None


def link_of(connection: Connection, number: int) -> Link | None:
    """What this dispatch revises by all that is in the store; None where it revises nothing."""
    query = select(*COLUMNS).where(links.c.number == number, links.c.relation != COPY)
    row = connection.execute(query).one_or_none()
    return Link(*row) if row else None


def predecessor(connection: Connection, number: int, at: str) -> Link | None:
    """What this dispatch revised by what had come in at this moment.

    Where its predecessor had not, it is that one's predecessor, and so on: `relation` is always
    the first one's, what this dispatch is.
    """
    first = link_of(connection, number)
    link, seen = first, {number}
    while first and link and link.other not in seen:
        if _received(connection, [link.other], at):
            return first._replace(other=link.other)
        seen.add(link.other)
        link = link_of(connection, link.other)
    return None


def history(connection: Connection, number: int, at: str, *, embargoed: bool = False) -> list[Version]:
    """All versions that this dispatch belongs to by what had come in at this moment, the first
    one first: whatever it revises and whatever revises it, over any number of links. Those that an
    embargo held are left out unless asked for."""
    found = _connected(connection, number)
    query = select(
        dispatches.c.number, dispatches.c.id, dispatches.c.received, dispatches.c.kind, dispatches.c.title
    ).join(lineage, lineage.c.number == dispatches.c.number)
    rows: list[Row[Any]] = []
    for some in _slices(sorted(found)):
        chosen = query.where(dispatches.c.number.in_(some), dispatches.c.received <= at)
        if not embargoed:
            chosen = chosen.where(dispatches.c.embargo.is_(None) | (dispatches.c.embargo <= at))
        rows += connection.execute(chosen.add_columns(lineage.c.version, lineage.c.place)).all()
    there = {row.number for row in rows}
    told = {row.number: _seen(found, row.number, there) for row in rows}
    order = {row.number: (row.place, row.version) for row in rows}
    ordered = _in_order(told, order)
    by_number = {row.number: row for row in rows}
    return [_version(by_number[one], told[one]) for one in ordered]


def _version(row: Row[Any], link: Link | None) -> Version:
    return Version(row.number, row.id, row.received, row.kind, row.title, link)


def copies(connection: Connection, number: int, at: str) -> list[Link]:
    """The other agencies' copies of this dispatch that had come in at this moment, in the order in
    which they did; and, if it is a copy itself, the link to what it was copied from."""
    either = (links.c.other == number) | (links.c.number == number)
    query = select(*COLUMNS).where(either, links.c.relation == COPY).order_by(links.c.number)
    found = [Link(*row) for row in connection.execute(query)]
    there = _received(connection, {n for link in found for n in (link.number, link.other)}, at)
    return [link for link in found if {link.number, link.other} <= there]


def unknown(connection: Connection, number: int) -> str | None:
    """What a notice of this dispatch names as its predecessor, where the store has no such one."""
    query = select(lineage.c.unknown).where(lineage.c.number == number)
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found


def current(at: Moment) -> ColumnElement[bool]:
    """Whether a dispatch was, by what had come in at this moment, the newest version of itself: no
    later one replaced or withdrew it, and it is not the second delivery of another one."""
    return and_(~superseded(at), ~_repeated(at))


def superseded(at: Moment) -> ColumnElement[bool]:
    """Whether a later version that could be seen had replaced a dispatch at this moment."""
    return or_(_revised(at), _older_version(at))


def _revised(at: Moment) -> ColumnElement[bool]:
    """One that came later revises it, or another delivery of it, or a version that had not come."""
    own, same, link, later = (
        table.alias(name)
        for table, name in ((lineage, "own"), (lineage, "same"), (links, "link"), (dispatches, "later"))
    )
    between = links.alias("between")
    direct = exists(
        select(link.c.number)
        .join(later, later.c.number == link.c.number)
        .where(link.c.other == dispatches.c.number, _revises(link), _seen_at(later, at))
    )
    through = exists(
        select(link.c.number)
        .join(between, between.c.number == link.c.other)
        .join(later, later.c.number == link.c.number)
        .where(
            between.c.other == dispatches.c.number,
            between.c.relation != COPY,
            _revises(link),
            _seen_at(later, at),
        )
    )
    beside = exists(
        select(link.c.number)
        .join(later, later.c.number == link.c.number)
        .join(same, same.c.number == link.c.other)
        .join(own, own.c.digest == same.c.digest)
        .where(own.c.number == dispatches.c.number, _revises(link), _seen_at(later, at))
    )
    return or_(direct, through, beside)


def _revises(link: object) -> ColumnElement[bool]:
    relation: ColumnElement[str] = link.c.relation  # type: ignore[attr-defined]
    return relation.not_in([COPY, "duplicate"])


def _seen_at(other: FromClause, at: Moment) -> ColumnElement[bool]:
    """What an embargo holds replaces nothing yet: nobody may know that it is there."""
    held = and_(other.c.embargo.is_not(None), other.c.embargo > at)
    return and_(other.c.received <= at, ~held)


def _older_version(at: Moment) -> ColumnElement[bool]:
    own, later, other = lineage.alias("older"), lineage.alias("newer"), dispatches.alias("newest")
    return exists(
        select(own.c.number)
        .join(later, later.c.item == own.c.item)
        .join(other, other.c.number == later.c.number)
        .where(
            own.c.number == dispatches.c.number,
            later.c.version > own.c.version,
            later.c.digest != own.c.digest,
            _seen_at(other, at),
        )
    )


def _repeated(at: Moment) -> ColumnElement[bool]:
    link, before = links.alias("again"), dispatches.alias("before")
    return exists(
        select(link.c.number)
        .join(before, before.c.number == link.c.other)
        .where(link.c.number == dispatches.c.number, link.c.relation == "duplicate", _seen_at(before, at))
    )


COLUMNS = (
    links.c.number, links.c.other, links.c.relation, links.c.basis, links.c.score, links.c.because,
)  # fmt: skip


def _received(connection: Connection, numbers: Iterable[int], at: str) -> set[int]:
    query = select(dispatches.c.number).where(dispatches.c.number.in_(list(numbers)))
    return set(connection.execute(query.where(dispatches.c.received <= at)).scalars())


def _connected(connection: Connection, number: int) -> dict[int, Link]:
    """All dispatches linked with this one over any number of links, each with its own link."""
    found: dict[int, Link] = {}
    seen, waiting = {number}, deque([number])
    while waiting and len(seen) < MOST:
        some = [waiting.popleft() for _ in range(min(len(waiting), 400))]
        either = links.c.number.in_(some) | links.c.other.in_(some)
        for row in connection.execute(select(*COLUMNS).where(either, links.c.relation != COPY)):
            link = Link(*row)
            found[link.number] = link
            fresh = {link.number, link.other} - seen
            seen |= fresh
            waiting.extend(sorted(fresh))
    return {one: found[one] for one in seen if one in found} | {
        one: ALONE for one in seen if one not in found
    }


ALONE = Link(0, 0, "", "", 0.0, "")


def _seen(found: dict[int, Link], number: int, there: set[int]) -> Link | None:
    link = first = found[number]
    passed = {number}
    while link is not ALONE and link.other not in passed:
        if link.other in there:
            return first._replace(other=link.other)
        passed.add(link.other)
        link = found[link.other]
    return None


def _in_order(told: dict[int, Link | None], order: dict[int, tuple[str, str]]) -> list[int]:
    """Predecessors before what revises them, and otherwise as their own order has it."""
    after: dict[int, list[int]] = {}
    for number, link in told.items():
        if link:
            after.setdefault(link.other, []).append(number)
    heads = sorted((one for one, link in told.items() if not link), key=order.__getitem__, reverse=True)
    done: dict[int, None] = {}
    while heads or len(done) < len(told):
        at = heads.pop() if heads else min(set(told) - set(done), key=order.__getitem__)
        if at not in done:
            done[at] = None
            heads += after.get(at, ())
            heads.sort(key=order.__getitem__, reverse=True)
    return list(done)


def _slices(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[at : at + 400] for at in range(0, len(numbers), 400))
