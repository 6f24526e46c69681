"""The step of revision links: what each dispatch revises, what it copies, and what revises it.

The links of a dispatch depend on what is in the store, not on when it came in: where a dispatch
arrives late, those that it precedes are settled anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from depesche.ledger import revisions
from depesche.ledger.revisions import Candidate, Link, Traits, best
from depesche.steps.link_search import (
    STEP as NAME,
)
from depesche.steps.link_search import (
    Neighbour,
    load,
    near,
    remember,
    text_after,
    text_before,
    version_after,
    version_before,
)
from depesche.steps.step import Step
from depesche.steps.traits import traits
from depesche.store.tables import lineage, links

MOST_TEXT = 200


def apply(connection: Connection, number: int, one: Traits) -> None:
    """Link a dispatch with those before it, and those after it with it."""
    remember(connection, number, one)
    around = near(connection, number, one)
    _settle(connection, Neighbour(number, one), around)
    for other in _affected(connection, Neighbour(number, one), around):
        _settle(connection, other, near(connection, other.number, other.traits))


def _settle(connection: Connection, one: Neighbour, around: Sequence[Neighbour]) -> None:
    link = best(one.traits, _candidates(connection, one, around))
    # what revises its agency's own copy has its text from there
    copies = _copies(one, around) if link is None or link.basis == "follows" else None
    connection.execute(delete(links).where(links.c.number == one.number))
    rows = [_row(one.number, each) for each in (link, copies) if each]
    if rows:
        connection.execute(insert(links), rows)
    if one.traits.items or one.traits.named:
        known = link is not None and link.basis in ("named", "version", "same text")
        words = None if known else _names(one.traits)
        connection.execute(update(lineage).where(lineage.c.number == one.number).values(unknown=words))


def _row(number: int, link: Link) -> dict[str, Any]:
    return {"number": number} | link._asdict()


def _names(one: Traits) -> str:
    return next(iter((*one.items, *(named.words for named in one.named))))[:MOST_TEXT]


def _candidates(connection: Connection, one: Neighbour, around: Sequence[Neighbour]) -> Iterator[Candidate]:
    later = one.traits
    if later.item:
        for number, earlier in _loaded(connection, version_before(connection, later)):
            yield revisions.version_of(number, later, earlier)
    for number, earlier in _loaded(connection, text_before(connection, later)):
        found = revisions.same_text(number, later, earlier)
        if found:
            yield found
    for number, earlier in around:
        if later.item is None or earlier.item != later.item:
            found = _judged(number, later, earlier)
            if found and not (found.basis == "follows" and _taken(connection, one, number, earlier)):
                yield found


def _judged(number: int, later: Traits, earlier: Traits) -> Candidate | None:
    for judge in (revisions.named, revisions.headed, revisions.alike, revisions.follows):
        found = judge(number, later, earlier)
        if found:
            return found
    return None


def _taken(connection: Connection, one: Neighbour, number: int, flash: Traits) -> bool:
    """Whether another one follows the flash before this one does."""
    if flash.kind != "flash" or one.traits.summary:
        return False
    return any(
        other.number != one.number
        and other.traits.order < one.traits.order
        and _judged(number, other.traits, flash)
        for other in near(connection, number, flash)
    )


def _copies(one: Neighbour, around: Sequence[Neighbour]) -> Link | None:
    found = (
        (link.score, other.traits.order, link)
        for other in around
        if other.traits.order < one.traits.order
        and (link := revisions.copied(other.number, one.traits, other.traits))
    )
    return max(found, key=lambda each: (round(each[0], 1), each[1]), default=(0, "", None))[2]


def _affected(connection: Connection, one: Neighbour, around: Sequence[Neighbour]) -> list[Neighbour]:
    """Those stored before it whose link may have to change because of this one."""
    found = {other.number: other for other in around if _concerns(one.traits, other.traits)}
    beside = (
        version_after(connection, one.traits) if one.traits.item else None,
        text_after(connection, one.traits),
    )
    followers: set[int] = set()
    flashes = [other.number for other in around if other.traits.kind == "flash"]
    if flashes:
        query = select(links.c.number).where(links.c.other.in_(flashes), links.c.basis == "follows")
        followers = set(connection.execute(query).scalars()) - {one.number}
    missing = {number for number in beside if number is not None} | followers
    found |= {each.number: each for each in load(connection, missing - set(found))}
    return [found[number] for number in sorted(found)]


def _concerns(earlier: Traits, later: Traits) -> bool:
    if later.order > earlier.order:
        return bool(_judged(0, later, earlier) or revisions.copied(0, later, earlier))
    return revisions.named(0, later, earlier) is not None


def _loaded(connection: Connection, number: int | None) -> list[Neighbour]:
    return load(connection, [number] if number is not None else [])


STEP = Step(NAME, Traits, traits, apply)
