"""In: the statements of a claim up to a moment. Out: what in them does not go together. Pure.

denial     one origin says so, another denies it
numbers    two origins give numbers that cannot both be right; a toll that one authority raises is none
dates, places, names   two origins agree but for the day, the place or the person
hardened   what was suspected is told as fact by an agency itself, with nobody named who says so
lost       what had a source is told without it: in a newer version, or in another agency's copy
circular   two agencies each give the other as their source
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from depesche.core.claim_status import Disagreement, Member
from depesche.ledger.status import VOICES, conflicts, nobodys, origin_of, plain, when

ALIKE = 0.75
"""How like a statement has to be to those of its claim before another day or place in it is a conflict."""
UNSURE = frozenset(("PR+", "PS+", "PR-", "PS-", "Uu"))


def disagreements(members: Sequence[Member]) -> Iterator[Disagreement]:
    """The findings on one claim, in the order of the kinds above."""
    told = sorted((m for m in members if m.state != "withdrawn"), key=when)
    yield from _denials(told)
    yield from _numbers(told)
    yield from _others(told)
    yield from _hardened(told)
    yield from _lost(told)
    yield from _circular(told)


def _finding(kind: str, members: Sequence[Member], says: str, because: str) -> Disagreement:
    return Disagreement(
        kind=kind,  # type: ignore[arg-type]
        claim=members[0].claim,
        statements=tuple(m.statement for m in members),
        dispatches=tuple(dict.fromkeys(m.number for m in members)),
        says=says,
        because=because,
    )


def _denials(told: Sequence[Member]) -> Iterator[Disagreement]:
    pro = [m for m in told if not m.denies and m.stance == "for"]
    origins = {origin_of(m) for m in pro}
    contra = [m for m in told if m.denies and m.stance == "for" and not nobodys(m)]
    hard = [m for m in contra if origins - {origin_of(m)}]
    if hard and pro:
        first, last = pro[0], hard[-1]
        says = f"{_who(last)} denies what {_who(first)} says: {_short(first)}"
        because = f"{last.dispatch} says “{_short(last)}”"
        yield _finding("denial", sorted({*pro, *hard}, key=when), says, because)


def _numbers(told: Sequence[Member]) -> Iterator[Disagreement]:
    current = [m for m in told if m.state != "corrected"]
    found = list(conflicts(current))
    if found:
        one, other = found[0].other, found[0].one
        says = f"{_who(one)} and {_who(other)} give different numbers: {_values(one)} and {_values(other)}"
        because = "two origins, and no number that fits the bounds of both"
        if all(pair.settled for pair in found):
            because += "; by now their numbers agree"
        yield _finding("numbers", sorted({m for pair in found for m in pair[:2]}, key=when), says, because)


def _others(told: Sequence[Member]) -> Iterator[Disagreement]:
    named = [m for m in told if not m.own and m.score >= ALIKE and m.state == "current"]
    for kind, differ in (("dates", _other_day), ("places", _other_place), ("names", _other_person)):
        pairs = ((a, b) for a, b in combinations(named[:40], 2) if origin_of(a) != origin_of(b))
        found = next(((a, b) for a, b in pairs if differ(a, b)), None)
        if found:
            one, other = found
            says = (
                f"{_who(one)} and {_who(other)} differ in the {kind[:-1]}: “{_short(one)}”, “{_short(other)}”"
            )
            yield _finding(kind, found, says, "two origins say the same but for this")


def _other_day(a: Member, b: Member) -> bool:
    if not (a.first and a.last and b.first and b.last):
        return False
    return a.last < b.first or b.last < a.first


def _other_place(a: Member, b: Member) -> bool:
    return _differ(a, b, "place")


def _other_person(a: Member, b: Member) -> bool:
    return _differ(a, b, "person")


def _differ(a: Member, b: Member, kind: str) -> bool:
    left, right = ({name for what, name in m.names if what == kind} for m in (a, b))
    return len(left) == len(right) == 1 and left != right


def _hardened(told: Sequence[Member]) -> Iterator[Disagreement]:
    attributed = {m.number for m in told if not m.own}
    for member in told:
        if not member.own or member.factuality != "CT+" or member.number in attributed:
            continue
        before = [m for m in told if when(m) < when(member) and m.number != member.number]
        unsure = [m for m in before if m.factuality in UNSURE and m.factuality != "Uu" and not m.denies]
        sure = [m for m in before if m.factuality == "CT+" and not m.denies and m.stance == "for"]
        if unsure and not sure:
            first = unsure[-1]
            says = f"{member.agency or _who(member)} tells as fact what {_who(first)} only suspects"
            because = f"“{_short(first)}” ({first.factuality}), then “{_short(member)}” with nobody named"
            yield _finding("hardened", (first, member), says, because)
            return


def _lost(told: Sequence[Member]) -> Iterator[Disagreement]:
    by_number = {m.number for m in told if not m.own}
    for member in told:
        silent = member.own and member.origin_kind == "author"
        if not silent or member.number in by_number or member.factuality != "CT+":
            continue
        earlier = {member.copies, member.revises} - {None}
        first = next((m for m in told if not m.own and m.number in earlier and m.factuality == "CT+"), None)
        if first:
            says = f"{member.agency or _who(member)} leaves out that it is {_who(first)} who says so"
            yield _finding("lost", (first, member), says, f"“{_short(member)}” names nobody")
            return


def _circular(told: Sequence[Member]) -> Iterator[Disagreement]:
    cites = [(plain(m.agency), _cited(m), m) for m in told if _cited(m)]
    for (one, theirs, a), (other, mine, b) in combinations(cites[:60], 2):
        if one != other and one in mine and other in theirs:
            says = f"{a.agency} gives {b.agency} as its source, and {b.agency} gives {a.agency}"
            yield _finding("circular", (a, b), says, "each cites the other, and nobody else is named")
            return


def _cited(member: Member) -> frozenset[str]:
    keys = (
        *member.via,
        *([member.origin, member.origin_name] if member.origin_kind in VOICES or not member.own else []),
    )
    return frozenset(plain(key) for key in keys) - {plain(member.agency)}


def _who(member: Member) -> str:
    return member.origin_name or member.agency or "somebody"


def _short(member: Member) -> str:
    return member.words if len(member.words) <= 120 else f"{member.words[:119]}…"


def _values(member: Member) -> str:
    return "/".join(f"{figure.value:g}" for figure in member.figures)
