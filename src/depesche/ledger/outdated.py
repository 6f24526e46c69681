"""In: a statement of one's own, what dispatches said that is like it. Out: what is stale in it by now. Pure.

What dispatches said is looked at one by one, not as a claim: a toll and its next number may be two claims,
and a claim may mix two matters. A statement of one's own repeats those that are likest to it. It is
stale where

withdrawn    all copy that said so was withdrawn
corrected    a correction no longer says so
superseded   those who said so say something else now: another number, another day, the contrary
denied       only hearsay said so, and somebody who can be held to it has denied it since

Where somebody still stands by it, it is disputed, not stale.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from depesche.core.claim_status import Member
from depesche.core.claims import Figure, Told
from depesche.core.own import Because
from depesche.ledger.claims import contradicts, weightiest
from depesche.ledger.days import disagree
from depesche.ledger.sameness import compatible, same_quantity
from depesche.ledger.status import HEARSAY, VOICES, live, origin_of, when

REPEATS = 0.5
"""The likeness from which a statement is what one's own repeats."""
NEARLY = 0.2
"""How much less like than the likest one another may be that is repeated as well."""
ANSWERS = 0.25
"""The likeness from which one speaks of the same thing."""


class Near(NamedTuple):
    """A statement of a dispatch, what it tells, and how surely it says the same."""

    member: Member
    told: Told
    score: float


class Outdated(NamedTuple):
    """Why a statement is stale; the one that it repeats, the one that stands now; the wording
    of both, and why in words."""

    because: Because
    said: Member
    now: Member
    old: str
    new: str
    says: str


def outdated(one: Told, near: Sequence[Near], day: str = "") -> Outdated | None:
    """What is stale in a statement; None where nothing is. `day`: the TIMEX3 value of the only day that it gives."""
    if one.stance == "open":
        return None
    said = _repeated(one, near, day)
    if not said:
        return None
    contrary = _contrary(one, near, [each.member for each in said], day)
    standing = {m for m in live([each.member for each in near])}
    living = [each for each in said if each.member in standing]
    return _gone(said, living) or _moved(one, said, living, contrary) or _denied(said, living, contrary)


def _repeated(one: Told, near: Sequence[Near], day: str) -> list[Near]:
    """What one's own statement repeats, in order of time."""
    same = [
        each
        for each in near
        if each.member.denies == one.denies
        and each.told.retracts <= one.retracts
        and not each.member.points
        and each.member.stance != "past"
        and not _differ(one, each.member)
        and not disagree(day, each.member.first, each.member.last)
    ]
    best = max((each.score for each in same), default=0.0)
    said = [each for each in same if each.score >= max(REPEATS, best - NEARLY)]
    said = [each for each in said if _gives(one, each.member)] or said
    return sorted(said, key=lambda each: when(each.member))


def _gives(one: Told, member: Member) -> bool:
    """Whether a statement has one of the very numbers of one's own."""
    return any(x.value == y.value and _comparable(one, x, member, y) for x in one.figures for y in member.figures)


def _contrary(one: Told, near: Sequence[Near], said: Sequence[Member], day: str) -> list[Member]:
    """What cannot be so as well, in order of time."""
    claims = {m.claim for m in said}
    found = [each.member for each in near if each.member.stance == "for" and _answers(one, each, claims, day)]
    return sorted(live(found), key=when)


def _answers(one: Told, each: Near, claims: Collection[str], day: str) -> bool:
    if each.member.points:
        return each.member.denies and not one.denies and each.member.claim in claims
    if each.score < ANSWERS:
        return False
    if one.denies:
        about = set(one.negated or weightiest(one))
        speaks = any(name in about for name, _ in each.told.concepts)
        return not each.member.denies and each.score >= REPEATS and speaks
    if each.member.denies:
        return contradicts(each.told, (one,))
    return each.told.retracts or _differ(one, each.member) or _another_day(one, each, day)


def _another_day(one: Told, each: Near, day: str) -> bool:
    """Whether a statement puts the same event on another day."""
    same = each.score >= REPEATS and set(one.events) & set(each.told.events)
    return bool(same) and disagree(day, each.member.first, each.member.last)


def _differ(one: Told, member: Member) -> bool:
    """Whether both give numbers of one thing that cannot both be right; equal ones are told apart first
    ("21 der 63 Sitze", "20 der 63 Sitze")."""
    mine = [x for x in one.figures if all(x.value != y.value for y in member.figures)]
    theirs = [y for y in member.figures if all(x.value != y.value for x in one.figures)]
    pairs = [(x, y) for x in mine for y in theirs if _comparable(one, x, member, y)]
    return bool(pairs) and not any(compatible(x, y) for x, y in pairs)


def _comparable(one: Told, figure: Figure, member: Member, other: Figure) -> bool:
    """Whether two figures are of one thing: by what they count, or since each statement has only this one
    and both speak of the same ("12 000 Tiere", "12 000 Puten")."""
    alone = len(one.figures) == len(member.figures) == 1 and figure.unit == other.unit
    return alone or same_quantity(figure, other)


def _gone(said: Sequence[Near], living: Sequence[Near]) -> Outdated | None:
    """An update that leaves a sentence out takes nothing back; a correction does."""
    if living:
        return None
    last = said[-1].member
    if all(each.member.state in ("withdrawn", "current") for each in said):
        return Outdated("withdrawn", last, last, last.words, "", "All copy that said so was withdrawn.")
    if last.state == "corrected":
        return Outdated("corrected", last, last, last.words, "", "The correction no longer says so.")
    return None


def _moved(
    one: Told, said: Sequence[Near], living: Sequence[Near], contrary: Sequence[Member]
) -> Outdated | None:
    """Who said so and now says something else, where nobody has said so since."""
    own = [each for each in said if one.source and origin_of(each.member) == one.source.key]
    voices = _named(own or said)
    best = max(voices, key=lambda each: each.score)
    first = max((each.member for each in voices if origin_of(each.member) == origin_of(best.member)), key=when)
    later = [m for m in contrary if origin_of(m) == origin_of(first) and when(m) > when(first)]
    if not later or any(when(each.member) > when(later[-1]) for each in living):
        return None
    last = later[-1]
    because: Because = "corrected" if first.state == "corrected" else "superseded"
    old, becomes = _wordings(one, first, last)
    return Outdated(because, first, last, old, becomes, "Who said so says something else now.")


def _named(some: Sequence[Near]) -> list[Near]:
    named = [each for each in some if not each.member.own and each.member.origin_kind not in VOICES]
    return named or list(some)


def _wordings(one: Told, first: Member, last: Member) -> tuple[str, str]:
    for x in one.figures:
        for y in last.figures:
            if _comparable(one, x, last, y) and not compatible(x, y):
                return f"{x.value:g}", f"{y.value:g}"
    return first.words, ""


def _denied(said: Sequence[Near], living: Sequence[Near], contrary: Sequence[Member]) -> Outdated | None:
    first = said[0].member
    if first.denies or any(each.member.origin_kind not in HEARSAY for each in _named(living)):
        return None
    against = [m for m in contrary if m.denies and m.origin_kind not in HEARSAY and when(m) > when(first)]
    if not against:
        return None
    says = "Somebody who can be held to it has denied it since, and nobody such has said it."
    return Outdated("denied", said[-1].member, against[-1], said[-1].member.words, "", says)
