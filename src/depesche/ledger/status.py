"""In: the statements of a claim as they stand at a moment. Out: its status, and why. Pure.

Who counts. Copy that was withdrawn or replaced does not; nor does another agency's copy of it, or what
cites it. Each origin counts once, by its latest word. An agency's own sentence counts only where
nobody is named for the claim at all. A medium that names its source is not one itself.

What it comes to, in this order:

withdrawn      no statement counts, and the latest was withdrawn
superseded     no statement counts, because the copy that carried them was replaced
denied         nobody stands for it; or those who do are hearsay (anonymous, media) and somebody named denies it
disputed       origins for and against; or two origins with numbers that cannot both be right
corroborated   two or more independent origins, none against
single-source  one
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from depesche.core.claim_status import Member, Standing
from depesche.core.claims import Figure
from depesche.ledger.sameness import compatible, same_quantity

HEARSAY = frozenset(("anonymous", "media", "agency"))
VOICES = frozenset(("author", "media", "agency"))
TOLLS = frozenset(("tod", "verletzung", "vermisst", "festnahme", "ansteckung", "evakuierung"))
SHOWN = 3


class Sides(NamedTuple):
    """The latest word of each origin, for the claim and against it."""

    pro: dict[str, Member]
    contra: dict[str, Member]


class Conflict(NamedTuple):
    """Two statements of two origins whose numbers cannot both be right."""

    one: Member
    other: Member
    settled: bool
    """Whether the latest numbers of the two agree by now."""


def standing(members: Sequence[Member]) -> Standing:
    """How a claim stands by these statements; there has to be one at least."""
    counting = live(members)
    if not counting:
        return _gone(members)
    sides = sided(counting, members)
    found = [one for one in conflicts(counting) if not one.settled]
    if sides.contra and (not sides.pro or _only_hearsay(sides)):
        return _standing("denied", sides, counting, _denied(sides))
    if sides.contra:
        return _standing("disputed", sides, counting, _disputed(sides))
    if found:
        return _standing("disputed", sides, counting, _unequal(found[0]))
    if len(sides.pro) > 1:
        return _standing("corroborated", sides, counting, _several(sides))
    return _standing("single-source", sides, counting, _one(sides))


def live(members: Sequence[Member]) -> list[Member]:
    """The statements that count: current copy that does not rest on copy taken back, in order of time."""
    bad = {m.number for m in members if m.state in ("withdrawn", "corrected")}
    lost = _taken_back(members)
    found = [m for m in members if m.state == "current" and m.copies not in bad and not _rests_on(m, lost)]
    return sorted(found, key=when)


def when(member: Member) -> tuple[str, int, bool, int]:
    """What orders statements in time; within a dispatch what recalls an earlier word comes first."""
    return (member.created or member.received, member.number, member.stance != "past", member.place)


def _taken_back(members: Iterable[Member]) -> frozenset[str]:
    """The agencies that withdrew what they said of this claim, and say nothing of it now."""
    withdrew = {plain(m.agency) for m in members if m.state == "withdrawn"}
    return frozenset(withdrew - {plain(m.agency) for m in members if m.state == "current"})


def _rests_on(member: Member, agencies: frozenset[str]) -> bool:
    keys = (*member.via, member.origin, member.origin_name)
    return bool(agencies) and any(plain(key) in agencies for key in keys)


def plain(name: str) -> str:
    """An agency's or medium's name as it is compared: the last part of a key, letters and digits only."""
    return "".join(mark for mark in name.rpartition(":")[2].lower() if mark.isalnum())


def sided(counting: Sequence[Member], members: Sequence[Member]) -> Sides:
    """Each origin's latest word; what it denies in a dispatch its other words there do not take back. Where
    nobody ever asserts the thing and it is no denial of what somebody said elsewhere but a negative statement
    ("es gab keine Toten"), those that make it are for it."""
    negative = not any(m for m in members if not m.denies) and not any(
        m.act == "deny" or m.points for m in members
    )
    latest: dict[str, Member] = {}
    for member in _voices(_named(counting)):
        before = latest.get(origin_of(member))
        if before is None or before.number != member.number or not before.denies:
            latest[origin_of(member)] = member
    contra = {key: m for key, m in latest.items() if m.denies and not negative}
    return Sides({key: m for key, m in latest.items() if key not in contra}, contra)


def _named(counting: Sequence[Member]) -> Sequence[Member]:
    """The statements that name somebody; where none of them asserts the thing, also those that rest on
    somebody named beside them; where nobody is named at all, the agencies' own that are no copies."""
    named = [m for m in counting if not m.own]
    if named and all(m.denies for m in named):
        named = [m for m in counting if not m.own or m.origin_kind != "author"]
    return named or [m for m in counting if m.copies is None] or counting


def nobodys(member: Member) -> bool:
    """Is a statement the agency's own, with nobody whom its text names for it?"""
    return member.own and member.origin_kind in (*VOICES, "anonymous")


def _voices(members: Sequence[Member]) -> list[Member]:
    """The statements without those of media and agencies whose source another statement tells: what
    they report is that source's, and an agency's own dispatches say whose word it is."""
    cited = {plain(key) for m in members for key in (*m.via, m.agency) if m.origin_kind not in VOICES}
    others = [m for m in members if m.origin_kind not in ("media", "agency") or plain(m.origin) not in cited]
    return others or list(members)


def origin_of(member: Member) -> str:
    """The key of a statement's origin."""
    return member.origin


def conflicts(counting: Sequence[Member]) -> Iterator[Conflict]:
    """The pairs of statements of different origins whose numbers exclude each other.

    An origin's number is held against the latest number of each other one when the origin first gives it
    or stands by it, not when it revises its own: a toll that an authority raises is development. A
    pair is settled where the latest numbers of the two agree by now.
    """
    latest: dict[str, Member] = {}
    met: dict[tuple[str, str], tuple[Member, Member]] = {}
    for member in sorted(counting, key=when):
        key = origin_of(member)
        if not member.figures or (nobodys(member) and any(not m.own for m in counting)):
            continue
        before = latest.get(key)
        if before is None or not unequal(before.figures, member.figures):
            for other, theirs in latest.items():
                if other != key and unequal(member.figures, theirs.figures):
                    met[min(key, other), max(key, other)] = member, theirs
        latest[key] = member
    for (one, other), pair in sorted(met.items(), key=itemgetter(0)):
        yield Conflict(*pair, settled=not unequal(latest[one].figures, latest[other].figures))


def unequal(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Do two statements of one claim give numbers of the same thing, none of which agree? Where each gives
    one number only, it is the claim's, whatever word it counts by."""
    alone = len(a) == len(b) == 1 and a[0].unit == b[0].unit
    pairs = [(x, y) for x in a for y in b if alone or same_quantity(x, y)]
    return bool(pairs) and not any(compatible(x, y) for x, y in pairs)


def _only_hearsay(sides: Sides) -> bool:
    hearsay = all(m.origin_kind in HEARSAY for m in sides.pro.values())
    return hearsay and any(m.origin_kind not in HEARSAY for m in sides.contra.values())


def _gone(members: Sequence[Member]) -> Standing:
    ordered = sorted(members, key=when)
    last = ordered[-1]
    if all(m.state in ("withdrawn",) or m.state == "current" for m in members):
        says = f"Withdrawn: what {_who(last)} said in {last.dispatch} was taken back, and nothing else carries it."
        return Standing(status="withdrawn", says=says, statements=(last.statement,))
    says = f"Superseded: the newer version of {last.dispatch} no longer says it."
    return Standing(status="superseded", says=says, statements=(last.statement,))


def _standing(status: str, sides: Sides, counting: Sequence[Member], says: str) -> Standing:
    against = {origin for origin in sides.contra}
    pro = [m.statement for m in counting if origin_of(m) not in against and not m.denies]
    contra = [m.statement for m in counting if m.denies and origin_of(m) in against]
    return Standing(
        status=status,  # type: ignore[arg-type]
        says=f"{status.capitalize()}: {says}.",
        origins=tuple(sorted(sides.pro)),
        against=tuple(sorted(sides.contra)),
        statements=tuple(pro),
        counter=tuple(contra),
    )


def _denied(sides: Sides) -> str:
    deny = _names(sides.contra)
    if not sides.pro:
        return f"{deny} denies it, and nobody stands for it now"
    return f"{deny} denies it, and only {_names(sides.pro)} stands for it, whom nobody can hold to it"


def _disputed(sides: Sides) -> str:
    return f"{_names(sides.pro)} says so, {_names(sides.contra)} denies it"


def _unequal(found: Conflict) -> str:
    values = f"{_value(found.one)} and {_value(found.other)}"
    return f"{_who(found.one)} and {_who(found.other)} give numbers that cannot both be right ({values})"


def _several(sides: Sides) -> str:
    return f"{_names(sides.pro)} say so independently of each other"


def _one(sides: Sides) -> str:
    return f"only {_names(sides.pro)} says so"


def _names(side: Mapping[str, Member]) -> str:
    found = [f"{_who(m)} ({m.dispatch})" for _, m in sorted(side.items())]
    more = len(found) - SHOWN
    return ", ".join(found[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _who(member: Member) -> str:
    return member.origin_name or member.agency or "somebody"


def _value(member: Member) -> str:
    return "/".join(f"{figure.value:g}" for figure in member.figures)
