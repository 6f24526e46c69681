"""The step of revision links: what each dispatch revises, what it copies, and what revises it.

The links of a dispatch depend on what is in the store, not on when it came in: where a dispatch
arrives late, those that it precedes are settled anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from depesche.ledger import revisions
from depesche.ledger.revisions import RANK, Candidate, Link, Traits, best
from depesche.steps.link_days import finish
from depesche.steps.link_search import STEP as NAME
from depesche.steps.link_search import Around, Neighbour, around, load, remember
from depesche.steps.step import Step
from depesche.steps.traits import traits
from depesche.store.prepared import Prepared, insert_into
from depesche.store.tables import links

MOST_TEXT = 200
PRESENT = Prepared("SELECT number, basis FROM links WHERE number IN :wanted AND relation <> 'copy'")
FOLLOWING = Prepared("SELECT number FROM links WHERE other IN :wanted AND basis = 'follows'")
UNLINK = Prepared("DELETE FROM links WHERE number = :number")
MISS = Prepared("UPDATE lineage SET unknown = :unknown WHERE number = :number")
LINK = insert_into(links)


def apply(connection: Connection, number: int, one: Traits) -> None:
    """Link a dispatch with those before it, and those after it with it."""
    remember(connection, number, one)
    found = around(connection, number, one)
    _settle(connection, Neighbour(number, one), found)
    for other in _affected(connection, Neighbour(number, one), found):
        UNLINK.run(connection, [{"number": other.number}])
        _settle(connection, other, around(connection, other.number, other.traits))


def _settle(connection: Connection, one: Neighbour, found: Around) -> None:
    link = best(one.traits, _candidates(connection, one, found))
    # what revises its agency's own copy has its text from there
    copied = _copied(one, found) if link is None or link.basis == "follows" else None
    LINK.run(connection, [_row(one.number, each) for each in (link, copied) if each])
    if one.traits.items or one.traits.named:
        known = link is not None and link.basis in ("named", "version", "same text")
        words = None if known else _names(one.traits)
        MISS.run(connection, [{"number": one.number, "unknown": words}])


def _row(number: int, link: Link) -> dict[str, Any]:
    return {"number": number} | link._asdict()


def _names(one: Traits) -> str:
    return next(iter((*one.items, *(named.words for named in one.named))))[:MOST_TEXT]


def _candidates(connection: Connection, one: Neighbour, found: Around) -> Iterator[Candidate]:
    later, (version, _), (text, _) = one.traits, found.versions, found.texts
    if version:
        yield revisions.version_of(version.number, later, version.traits)
        return
    if text and (same := revisions.same_text(text.number, later, text.traits)):
        yield same
        return
    for other in found.others:
        judged = _judged(other.number, later, other.traits)
        if judged and not (judged.basis == "follows" and _taken(connection, one, other)):
            yield judged


def _judged(number: int, later: Traits, earlier: Traits) -> Candidate | None:
    if later.item is not None and earlier.item == later.item:
        return None
    ways = (revisions.named, revisions.headed, revisions.alike, revisions.follows)
    return next((found for way in ways if (found := way(number, later, earlier))), None)


def _taken(connection: Connection, one: Neighbour, flash: Neighbour) -> bool:
    """Whether another one follows the flash before this one does."""
    if flash.traits.kind != "flash" or one.traits.summary:
        return False
    return any(
        other.number != one.number
        and other.traits.order < one.traits.order
        and _judged(flash.number, other.traits, flash.traits)
        for other in around(connection, flash.number, flash.traits).others
    )


def _copied(one: Neighbour, found: Around) -> Link | None:
    links_of = (
        (link.score, other.traits.order, link)
        for other in found.others
        if other.traits.order < one.traits.order
        and (link := revisions.copied(other.number, one.traits, other.traits))
    )
    return max(links_of, key=lambda each: (round(each[0], 1), each[1]), default=(0, "", None))[2]


def _affected(connection: Connection, one: Neighbour, found: Around) -> list[Neighbour]:
    """Those stored before it whose links have to be settled anew because of this one."""
    beside = [other for other in (found.versions[1], found.texts[1]) if other]
    later = [other for other in found.others if _concerns(one.traits, other.traits)]
    if later:
        held = _held_by(connection, [other.number for other in later])
        later = [other for other in later if _may_win(one, other, held.get(other.number))]
    flashes = [other.number for other in found.others if other.traits.kind == "flash"]
    followers = set(FOLLOWING.column(connection, wanted=flashes)) if flashes else set()
    there = {other.number: other for other in (*beside, *later)}
    missing = followers - set(there) - {one.number}
    return sorted([*there.values(), *load(connection, missing)], key=lambda other: other.number)


def _held_by(connection: Connection, numbers: list[int]) -> dict[int, str]:
    return dict(PRESENT.rows(connection, wanted=numbers))


def _may_win(one: Neighbour, other: Neighbour, basis: str | None) -> bool:
    """Whether this one may be a better predecessor of the other than the one that it has."""
    if basis is None or basis == "follows":
        return True
    judged = _judged(one.number, other.traits, one.traits)
    return judged is not None and RANK[judged.basis] >= RANK[basis]


def _concerns(earlier: Traits, later: Traits) -> bool:
    if later.order > earlier.order:
        return bool(_judged(0, later, earlier) or revisions.copied(0, later, earlier))
    return revisions.named(0, later, earlier) is not None


STEP = Step(NAME, Traits, traits, apply, finish=finish)
