"""In: a story's claims, dispatches and checks as they stood at a moment. Out: its briefing.

A briefing says what is known, by whom, since when and how surely; every line names its dispatch.
Pure: no store, no markup. Its structs are the JSON of `depesche story --format json`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, Protocol

import msgspec

from depesche.core.claim_status import ClaimStatus, Disagreement, Member, Standing, State
from depesche.core.claims import Figure
from depesche.ledger.status import origin_of

SCHEMA = "depesche.briefing/1"
Side = Literal["for", "against", "open"]
UNSURE = frozenset(("PS+", "PS-", "Uu"))
OPEN_ACTS = frozenset(("speculate", "ask"))
TITLES = {
    "corroborated": "Corroborated",
    "disputed": "Disputed or denied",
    "single": "From a single source",
    "open": "Open",
    "gone": "No longer said",
}
"""The sections in the order in which they are shown."""
EXPLAINED = {
    "corroborated": "two or more independent origins, none against",
    "disputed": "somebody says it is not so, or gives another number",
    "single": "one origin alone, however many carry it",
    "open": "speculated, asked, or without comment",
    "gone": "withdrawn, or replaced by copy that no longer says so",
}


class ClaimLike(Protocol):
    """A claim as the store gives it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def gloss(self) -> str:
        """Its clearest words."""

    @property
    def members(self) -> tuple[Member, ...]:
        """Its statements, in order of time."""

    @property
    def standing(self) -> Standing:
        """How it stands."""

    @property
    def findings(self) -> tuple[Disagreement, ...]:
        """What in it does not go together."""


class Ref(msgspec.Struct, frozen=True):
    """A dispatch as every line names it: its number in the journal ("#12"), id, agency, and when it
    was made (ISO, UTC)."""

    number: str
    id: str
    agency: str
    made: str


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """What one origin says of a claim, by its latest word. `via` names who passed it on, nearest first;
    `refs` all dispatches that carry it, the latest last; `counts` is False where it is not counted any
    more, or not as an origin of its own."""

    origin: str
    name: str
    kind: str
    side: Side
    act: str
    factuality: str
    via: tuple[str, ...]
    words: str
    statement: str
    counts: bool
    state: State
    refs: tuple[Ref, ...]


class Step(msgspec.Struct, frozen=True):
    """A number as it was given at one time: in words ("12", "12-15", "rund 50"), by whom, where."""

    value: str
    origin: str
    state: State
    ref: Ref


class Values(msgspec.Struct, frozen=True):
    """How a number developed: of what, in which unit, its steps in order of time."""

    of: str
    unit: str | None
    steps: tuple[Step, ...]


class Noticed(msgspec.Struct, frozen=True):
    """A finding on a claim, with the dispatches that it is about."""

    kind: str
    says: str
    because: str
    refs: tuple[Ref, ...]


class ClaimShown(msgspec.Struct, frozen=True, kw_only=True):
    """A claim for people: its words, status and why, how many independent origins stand for it; who
    says what; how its number developed; what does not go together."""

    id: str
    gloss: str
    status: ClaimStatus
    says: str
    independent_origins: int
    voices: tuple[Voice, ...]
    values: Values | None
    findings: tuple[Noticed, ...]


class Section(msgspec.Struct, frozen=True):
    """Claims of one kind, the weightiest first. `more`: how many are left out."""

    kind: str
    title: str
    claims: tuple[ClaimShown, ...]
    more: int = 0


class Question(msgspec.Struct, frozen=True):
    """What somebody asked or would not comment on."""

    act: str
    who: str
    words: str
    ref: Ref


class Event(msgspec.Struct, frozen=True):
    """A dispatch in the story's time line, and what it is to an earlier one."""

    ref: Ref
    kind: str
    title: str
    relation: str
    other: Ref | None
    withdrawn: bool


class Verdict(msgspec.Struct, frozen=True):
    """Whether a notice is true to the change: its words, the verdict, why."""

    notice: str
    verdict: str
    says: str


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A dispatch that replaces or takes back another: what changed, what its notices say of it, and
    what changed without a word about it."""

    ref: Ref
    relation: str
    before: Ref | None
    because: str
    changes: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    silent: tuple[str, ...]


class Briefing(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a story at a moment (`at`, ISO, UTC). `agencies`: how many dispatches of
    each."""

    schema: str = SCHEMA
    id: str
    at: str
    title: str
    lead: str
    latest: Ref
    first: str
    last: str
    agencies: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    timeline: tuple[Event, ...]
    corrections: tuple[Correction, ...]


def sections(
    claims: Iterable[ClaimLike], refs: Mapping[int, Ref], most: int | None = None
) -> tuple[Section, ...]:
    """The claims by how they stand, in the order of TITLES; `most` of each at most."""
    found: dict[str, list[ClaimLike]] = {kind: [] for kind in TITLES}
    for one in claims:
        found[section_of(one)].append(one)
    return tuple(_section(kind, some, refs, most) for kind, some in found.items() if some)


def _section(kind: str, claims: list[ClaimLike], refs: Mapping[int, Ref], most: int | None) -> Section:
    ranked = sorted(claims, key=_weight)
    shown = ranked[:most]
    return Section(
        kind, TITLES[kind], tuple(claim_shown(one, refs) for one in shown), len(ranked) - len(shown)
    )


def _weight(one: ClaimLike) -> tuple[int, int, int, bool, int]:
    first = min(member.number for member in one.members)
    alone = all(member.own for member in one.members)
    return (-len(one.standing.origins), -len(one.findings), -len(one.members), alone, first)


def section_of(one: ClaimLike) -> str:
    """Which of TITLES a claim belongs to."""
    status = one.standing.status
    if status in ("superseded", "withdrawn"):
        return "gone"
    if status in ("disputed", "denied"):
        return "disputed"
    if status == "corroborated":
        return "corroborated"
    return "open" if _open(one) else "single"


def _open(one: ClaimLike) -> bool:
    said = [m for m in one.members if m.state == "current" and origin_of(m) in one.standing.origins]
    return all(m.stance == "open" or m.factuality in UNSURE or m.act in OPEN_ACTS for m in said)


def claim_shown(one: ClaimLike, refs: Mapping[int, Ref]) -> ClaimShown:
    """A claim for people; `refs` names each dispatch of its statements."""
    standing = one.standing
    return ClaimShown(
        id=one.id,
        gloss=one.gloss,
        status=standing.status,
        says=named(standing.says, one.members, refs),
        independent_origins=len(standing.origins),
        voices=tuple(voices(one, refs)),
        values=values(one.members, refs),
        findings=tuple(_noticed(finding, one.members, refs) for finding in one.findings),
    )


def named(says: str, members: Iterable[Member], refs: Mapping[int, Ref]) -> str:
    """A sentence that names dispatches by their ids, with their numbers in the place of these."""
    for member in members:
        says = says.replace(member.dispatch, refs[member.number].number)
    return says


def plain(one: ClaimShown) -> bool:
    """Whether one voice says all there is to say, so that its status needs no sentence."""
    return one.status == "single-source" and len(one.voices) == 1 and one.voices[0].counts


def telling(one: Correction) -> bool:
    """Whether a revision is news to whoever used the older copy: not a plain update."""
    false = any(verdict.verdict == "disagrees" for verdict in one.verdicts)
    return (
        one.relation in ("correction", "withdrawal")
        or false
        or (one.relation == "repeat" and bool(one.silent))
    )


def voices(one: ClaimLike, refs: Mapping[int, Ref]) -> Iterator[Voice]:
    """What each origin says of a claim: first those that count, for and against, then the others."""
    groups: dict[str, list[Member]] = {}
    for member in one.members:
        groups.setdefault(origin_of(member), []).append(member)
    shown = [_voice(some, one.standing, refs) for some in groups.values()]
    order = {"for": 0, "against": 1, "open": 2}
    yield from sorted(shown, key=lambda voice: (not voice.counts, order[voice.side]))


def _voice(members: Sequence[Member], standing: Standing, refs: Mapping[int, Ref]) -> Voice:
    current = [m for m in members if m.state == "current"] or list(members)
    named = [m for m in current if not m.own] or current
    best = ([m for m in named if not m.points] or named)[-1]
    origin = origin_of(best)
    side: Side = "for" if origin in standing.origins or not best.denies else "against"
    return Voice(
        origin=best.origin,
        name=best.origin_name or best.agency or "somebody",
        kind=best.origin_kind,
        side="open" if best.stance == "open" else side,
        act=best.act,
        factuality=best.factuality,
        via=tuple(best.via),
        words=best.words,
        statement=best.statement,
        counts=best.state == "current" and origin in (*standing.origins, *standing.against),
        state=best.state,
        refs=tuple(dict.fromkeys(refs[m.number] for m in members)),
    )


def values(members: Iterable[Member], refs: Mapping[int, Ref]) -> Values | None:
    """How the number that a claim is about developed; None where it has only ever been one."""
    figures = [(member, figure) for member in members for figure in member.figures]
    counts = Counter((figure.of, figure.unit) for _, figure in figures)
    if not counts:
        return None
    of, unit = max(counts, key=lambda key: (counts[key], key[0], key[1] or ""))
    steps = [
        Step(number_words(figure), member.origin_name or member.agency, member.state, refs[member.number])
        for member, figure in figures
        if (figure.of, figure.unit) == (of, unit)
    ]
    changed = [next(iter(same)) for _, same in groupby(steps, key=lambda step: (step.value, step.state))]
    return Values(of, unit, tuple(changed)) if len({step.value for step in changed}) > 1 else None


def number_words(figure: Figure) -> str:
    """A number with its bounds: "12", "mindestens 12", "bis zu 50", "rund 40"."""
    value = (
        f"{figure.value:,.10g}".replace(",", ".")
        if figure.value == int(figure.value)
        else f"{figure.value:g}"
    )
    low, high = figure.low, figure.high
    if low is not None and high is None:
        return f"at least {value}"
    if low is None and high is not None:
        return f"up to {value}"
    exact = low == high == figure.value or (low is None and high is None)
    return value if exact else f"about {value}"


def _noticed(one: Disagreement, members: Iterable[Member], refs: Mapping[int, Ref]) -> Noticed:
    known = list(members)
    about = tuple(refs[number] for number in one.dispatches if number in refs)
    return Noticed(one.kind, named(one.says, known, refs), named(one.because, known, refs), about)
