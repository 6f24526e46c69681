"""In: a statement of one's own, what dispatches said that is like it. Out: what is stale in it by now. Pure.

What dispatches said is looked at one by one, not as a claim: a toll and its next number may be two claims,
and a claim may mix two matters. A statement of one's own repeats those that are likest to it. It is
stale where

withdrawn    all copy that said so was withdrawn
superseded   who said so says something else now: another number, another day, the contrary, or owns up
corrected    the same, where a correction replaced what he said; or a correction no longer has it
denied       only hearsay said so, and somebody who can be held to it has denied it since

Where somebody has said so since, it is disputed, not stale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, Protocol

from depesche.core.claim_status import Member
from depesche.core.claims import Figure, Told
from depesche.core.own import Because
from depesche.ledger.claims import ENOUGH, contradicts, weightiest
from depesche.ledger.days import disagree
from depesche.ledger.sameness import compatible, same_quantity
from depesche.ledger.status import HEARSAY, VOICES, live, origin_of, when

REPEATS = ENOUGH
"""The likeness from which a statement is what one's own repeats: as of claims."""
SPEAKING = 0.5
"""What a concept weighs at least by which what is said speaks of what was denied."""
LIKE = 3
"""How many times larger one number may be than another of the same thing that is called otherwise."""
NEARLY = 0.2
"""How much less like than the likest one another may be that is repeated as well."""
ANSWERS = 0.25
"""The likeness from which one speaks of the same thing."""
SURELY = 0.6
"""The likeness from which what is said to be so answers a denial."""


class Who(Protocol):
    """Tells whose words statements are."""

    def of(self, member: Member) -> str:
        """The key of a statement's origin."""

    def may_be_one(self, one: Member, other: Member) -> bool:
        """Whether two statements can be of one origin: what is told without looking at their story."""


class AsTold:
    """Whose words statements are by what they tell themselves."""

    of = staticmethod(origin_of)

    def may_be_one(self, one: Member, other: Member) -> bool:
        """Whether two statements are of one origin."""
        return origin_of(one) == origin_of(other)


AS_TOLD = AsTold()


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


def outdated(one: Told, near: Sequence[Near], day: str = "", who: Who = AS_TOLD) -> Outdated | None:
    """What is stale in a statement; None where nothing is.

    `day`: the TIMEX3 value of the only day that it gives. `who` tells a statement's origin; it is asked only
    where it matters."""
    said = _repeated(one, near, day)
    if not may_be_stale(one) or not said:
        return None
    contrary = _contrary(one, near, {each.member.claim for each in said}, day)
    alive = set(live([each.member for each in near]))
    stances = {"for", "against", one.stance}
    living = [each for each in said if each.member in alive and each.member.stance in stances]
    return (
        _withdrawn(said, living)
        or _moved(one, said, living, contrary, who)
        or _corrected(said, living)
        or _denied(said, living, contrary)
    )


def may_be_stale(one: Told) -> bool:
    """Whether a statement says anything that can be stale: a demand or a question only by its numbers."""
    return one.stance != "open" or bool(one.figures)


def repeats(one: Told, told: Told, score: float, day: str = "") -> bool:
    """Whether a statement can be what one's own repeats."""
    return score >= REPEATS and told.denies == one.denies and not _otherwise(one, told, day)


def speaks_against(one: Told, told: Told, score: float, day: str = "") -> bool:
    """Whether a statement can tell otherwise than one's own."""
    return score >= ANSWERS and (one.denies or told.denies or told.retracts or _otherwise(one, told, day))


def _otherwise(one: Told, told: Told, day: str) -> bool:
    return _differ(one, told.figures) or disagree(day, told.first, told.last)


def _repeated(one: Told, near: Sequence[Near], day: str) -> list[Near]:
    """What one's own statement repeats, in order of time: rather what has its very numbers."""
    same = [
        each
        for each in near
        if each.member.denies == one.denies
        and each.told.retracts <= one.retracts
        and not each.member.points
        and each.member.stance != "past"
        and not _differ(one, each.member.figures)
        and not disagree(day, each.member.first, each.member.last)
    ]
    best = max((each.score for each in same), default=0.0)
    said = [each for each in same if each.score >= max(REPEATS, best - NEARLY)]
    said = [each for each in said if _gives(one, each.member.figures)] or said
    return sorted(said, key=lambda each: when(each.member))


def _contrary(one: Told, near: Iterable[Near], claims: Collection[str], day: str) -> list[Member]:
    """What counts now and cannot be so as well, in order of time; `claims`: those that the statement repeats."""
    stance = "open" if one.stance == "open" else "for"
    found = [
        each.member for each in near if each.member.stance == stance and _answers(one, each, claims, day)
    ]
    return sorted(live(found), key=when)


def _answers(one: Told, each: Near, claims: Collection[str], day: str) -> bool:
    if each.member.points:
        return each.member.denies and not one.denies and each.member.claim in claims
    if each.score < ANSWERS:
        return False
    if one.denies:
        about = set(one.negated or weightiest(one))
        speaks = any(name in about and weight >= SPEAKING for name, weight in each.told.concepts)
        return not each.member.denies and each.score >= SURELY and speaks
    if each.member.denies:
        return contradicts(each.told, (one,))
    owns_up = each.told.retracts and each.score >= REPEATS
    return owns_up or _differ(one, each.member.figures) or _another_day(one, each, day)


def _another_day(one: Told, each: Near, day: str) -> bool:
    """Whether a statement puts the same event on another day."""
    same = each.score >= REPEATS and set(one.events) & set(each.told.events)
    return bool(same) and disagree(day, each.member.first, each.member.last)


def _gives(one: Told, figures: Sequence[Figure]) -> bool:
    """Whether some numbers are the very ones of a statement."""
    return any(x.value == y.value and _comparable(one, x, figures, y) for x in one.figures for y in figures)


def _differ(one: Told, figures: Sequence[Figure]) -> bool:
    """Whether some numbers are of the same thing as a statement's and cannot be right as well; equal ones are
    put aside first ("21 der 63 Sitze", "20 der 63 Sitze")."""
    mine = [x for x in one.figures if all(x.value != y.value for y in figures)]
    theirs = [y for y in figures if all(x.value != y.value for x in one.figures)]
    pairs = [(x, y) for x in mine for y in theirs if _comparable(one, x, figures, y)]
    return bool(pairs) and not any(compatible(x, y) for x, y in pairs)


def _comparable(one: Told, figure: Figure, figures: Sequence[Figure], other: Figure) -> bool:
    """Whether two figures are of one thing: by what they count, or since each statement has only this one
    of the like size and both speak of the same ("12 000 Tiere", "12 500 Puten")."""
    alone = len(one.figures) == len(figures) == 1 and figure.unit == other.unit
    sizes = sorted((abs(figure.value), abs(other.value)))
    return same_quantity(figure, other) or alone and sizes[1] <= LIKE * sizes[0]


def _withdrawn(said: Sequence[Near], living: Sequence[Near]) -> Outdated | None:
    """What was said nowhere but in copy that was withdrawn, or rests on such copy."""
    if living or any(each.member.state not in ("withdrawn", "current") for each in said):
        return None
    last = said[-1].member
    return Outdated("withdrawn", last, last, last.words, "", "All copy that said so was withdrawn.")


def _corrected(said: Sequence[Near], living: Sequence[Near]) -> Outdated | None:
    """An update that leaves a sentence out takes nothing back; a correction does."""
    last = said[-1].member
    if living or last.state != "corrected":
        return None
    return Outdated("corrected", last, last, last.words, "", "The correction no longer says so.")


def _moved(
    one: Told, said: Sequence[Near], living: Sequence[Near], contrary: Sequence[Member], who: Who
) -> Outdated | None:
    """What somebody said who says something else now, where nobody has said so since: he whom one's own names,
    else who said what is likest."""
    last = max((when(each.member) for each in living), default=when(said[0].member))
    later = [m for m in contrary if when(m) > last and any(who.may_be_one(m, each.member) for each in said)]
    if not later:
        return None
    own = [each for each in said if one.source and who.of(each.member) == one.source.key]
    voices = _named(own or said)
    speaker = who.of(max(voices, key=lambda each: each.score).member)
    first = max((each.member for each in voices if who.of(each.member) == speaker), key=when)
    now = next((m for m in reversed(later) if when(m) > when(first) and who.of(m) == speaker), None)
    if now is None:
        return None
    because: Because = "corrected" if first.state == "corrected" else "superseded"
    old, new = _wordings(one, first, now)
    return Outdated(because, first, now, old, new, "Who said so says something else now.")


def _named(some: Sequence[Near]) -> list[Near]:
    """Those whose source is named; else all."""
    named = [each for each in some if not each.member.own and each.member.origin_kind not in VOICES]
    return named or list(some)


def _wordings(one: Told, first: Member, last: Member) -> tuple[str, str]:
    """The old number and the new one; else the old statement alone."""
    for x in one.figures:
        for y in last.figures:
            if _comparable(one, x, last.figures, y) and not compatible(x, y):
                return f"{x.value:g}", f"{y.value:g}"
    return first.words, ""


def _denied(said: Sequence[Near], living: Sequence[Near], contrary: Sequence[Member]) -> Outdated | None:
    first, last = said[0].member, said[-1].member
    if first.denies or any(_answerable(each.member) for each in living):
        return None
    against = [m for m in contrary if m.denies and m.origin_kind not in HEARSAY and when(m) > when(first)]
    if not against:
        return None
    says = "Somebody who can be held to it has denied it since, and nobody such has said it."
    return Outdated("denied", last, against[-1], last.words, "", says)


def _answerable(member: Member) -> bool:
    """Whether somebody can be held to what he said: neither a paper, a nameless source, nor somebody whom only
    his role in one dispatch tells of ("eine Passantin")."""
    return member.origin_kind not in HEARSAY and not member.origin.endswith(f"@{member.dispatch}")
