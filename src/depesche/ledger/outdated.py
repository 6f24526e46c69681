"""In: a statement of one's own, the claim that it repeats as that stands at a moment. Out: what is stale in it. Pure.

It is stale where the claim was withdrawn, replaced or denied; and where it gives a number that nobody
stands by any more, since those who gave it have given another. Where somebody still stands by it, it is
disputed, not stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from depesche.core.claim_status import Member, Standing
from depesche.core.claims import Figure, Told
from depesche.core.own import Because
from depesche.ledger.sameness import compatible, same_quantity
from depesche.ledger.status import live, origin_of, when

TAKEN_BACK = ("corrected", "withdrawn")


class Outdated(NamedTuple):
    """Why a statement is stale; the one of the claim that it repeats, the one that stands now; the wording
    of both, and why in words."""

    because: Because
    said: Member
    now: Member
    old: str
    new: str
    says: str


def outdated(one: Told, members: Sequence[Member], stands: Standing) -> Outdated | None:
    """What is stale in a statement that belongs to a claim; None where nothing is."""
    if one.stance == "open":
        return None
    said = [m for m in members if m.denies == one.denies and not m.points]
    if not said:
        return None
    if one.denies:
        return _reversed(members, said, stands)
    return _gone(said, stands) or _denied(members, said, stands) or _figure(one, members, said)


def doubtful(one: Told, members: Sequence[Member]) -> bool:
    """Whether anything can be stale in a statement, whoever the origins of the others are: where this is
    false, `outdated` finds nothing."""
    said = [m for m in members if m.denies == one.denies and not m.points]
    if one.stance == "open" or not said:
        return False
    current = [m for m in members if m.state == "current"]
    if any(m.state in TAKEN_BACK for m in members):
        return True
    if one.denies:
        return any(not m.denies for m in current) and not any(m.denies for m in current)
    return any(m.denies for m in current) or any(_passed(one, each, said, current) for each in one.figures)


def _passed(one: Told, figure: Figure, said: Iterable[Member], current: Iterable[Member]) -> bool:
    """Whether another number was given after a figure was given last."""
    gave = [when(m) for m in said if any(_gave(one, figure, m, other) for other in m.figures)]
    return bool(gave) and any(
        when(m) > max(gave) and _comparable(one, figure, m, other) and not _agree(figure, other)
        for m in current
        for other in m.figures
    )


def _reversed(members: Sequence[Member], said: Sequence[Member], stands: Standing) -> Outdated | None:
    """What was said not to be so, and now nobody says so any more, but somebody the contrary."""
    counting = live(list(members))
    now = [m for m in counting if not m.denies and not m.points and m.stance == "for"]
    first = max(said, key=when)
    if any(m.denies for m in counting) or not now or when(max(now, key=when)) <= when(first):
        return None
    says = "Nobody who said that it is not so says it now."
    return Outdated("superseded", first, max(now, key=when), first.words, "", says)


def _gone(said: Sequence[Member], stands: Standing) -> Outdated | None:
    """An update that leaves a sentence out takes nothing back; a correction does."""
    last = max(said, key=when)
    if stands.status == "withdrawn":
        return Outdated("withdrawn", last, last, last.words, "", "All copy that said so was withdrawn.")
    if stands.status == "superseded" and last.state == "corrected":
        return Outdated("corrected", last, last, last.words, "", "The correction no longer says so.")
    return None


def _denied(members: Sequence[Member], said: Sequence[Member], stands: Standing) -> Outdated | None:
    if stands.status != "denied":
        return None
    against = [m for m in members if m.statement in stands.counter]
    if not against:
        return None
    says = "Somebody who can be held to it has denied it since, and nobody such has said it."
    return Outdated("denied", max(said, key=when), max(against, key=when), said[-1].words, "", says)


def _figure(one: Told, members: Sequence[Member], said: Sequence[Member]) -> Outdated | None:
    """A number that was given and that nobody stands by now."""
    counting = [m for m in live(list(members)) if m.figures and not m.denies]
    for figure in one.figures:
        gave = [m for m in said if any(_gave(one, figure, m, other) for other in m.figures)]
        before = [m for m in gave if any(figure.value == other.value for other in m.figures)] or gave
        those = {origin_of(m) for m in before}
        now = _latest(m for m in counting if any(_comparable(one, figure, m, other) for other in m.figures))
        if not before or not now or any(_stands(figure, m, before) for m in now):
            continue
        first = max(before, key=when)
        last = max((m for m in now if origin_of(m) in those), key=when, default=first)
        if when(last) <= when(first):
            continue
        other = next(other for other in last.figures if _comparable(one, figure, last, other))
        because: Because = "corrected" if first.state == "corrected" else "superseded"
        old, new = f"{figure.value:g}", f"{other.value:g}"
        return Outdated(because, first, last, old, new, f"Those who said {old} say {new} now.")
    return None


def _stands(figure: Figure, now: Member, before: Sequence[Member]) -> bool:
    """Does somebody give a number that goes with this one? "Rund 1100" does not go with "rund 1000" where that
    is what was corrected."""
    if any(figure.value == other.value for other in now.figures):
        return True
    mended = any(m.state == "corrected" and origin_of(m) == origin_of(now) for m in before)
    return not mended and any(_agree(figure, other) for other in now.figures)


def _latest(members: Iterable[Member]) -> list[Member]:
    """The latest word of each origin."""
    return list({origin_of(member): member for member in members}.values())


def _comparable(one: Told, figure: Figure, member: Member, other: Figure) -> bool:
    """Whether two figures are of one thing: by what they count, or since each statement has only this one
    and both belong to one claim ("12 000 Tiere", "12 000 Puten")."""
    alone = len(one.figures) == len(member.figures) == 1 and figure.unit == other.unit
    return alone or same_quantity(figure, other)


def _gave(one: Told, figure: Figure, member: Member, other: Figure) -> bool:
    return _comparable(one, figure, member, other) and compatible(figure, other)


def _agree(one: Figure, other: Figure) -> bool:
    return same_quantity(one, other) and compatible(one, other)
