"""A reading: all annotations of one dispatch by one version of the program (the JSON contract).

Offsets count code points of `text`, half-open. The field names are the contract's own.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from depesche.core.dates import Published
from depesche.core.dispatch import DatelinePlace, Kind, NoticeKind, Span

SCHEMA = "depesche.reading/1"

Mode = Literal["direct", "indirect", "free-indirect", "indirect-free-indirect", "reported", "plain"]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
Act = Literal[
    "state", "confirm", "deny", "announce", "suspect", "speculate", "warn", "demand", "promise",
    "withhold", "ask", "judge",
]  # fmt: skip
SourceKind = Literal["named", "author", "anonymous"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Anchor = Literal["document", "text", "none"]
Verdict = Literal["located", "not-found", "ambiguous", "not-checkable"]


class Notice(msgspec.Struct, frozen=True):
    """What the desk says about the copy, understood, and where in the text it points."""

    kind: NoticeKind
    span: Span | None
    paragraph: int | None = None
    sentence: int | None = None
    line: int | None = None
    wrong: str | None = None
    right: str | None = None
    located: Span | None = None
    verdict: Verdict = "not-checkable"
    text: str = ""
    paragraphs: tuple[int, ...] = ()
    part: str | None = None
    urn: str | None = None
    until: str | None = None
    topics: tuple[str, ...] = ()
    because: str = ""


class Evidence(msgspec.Struct, frozen=True):
    """Why: the rule that fired, the words it saw, and what it says of them."""

    rule: str
    span: Span
    says: str


class Source(msgspec.Struct, frozen=True):
    """One link of a source chain: whose mentions, by what name, of what kind, which entity."""

    mentions: tuple[Span, ...] = ()
    name: str = ""
    kind: SourceKind = "named"
    entity: str | None = None


class Statement(msgspec.Struct, frozen=True):
    """One attributed stretch of a dispatch.

    `mode` says how the words are represented, `sources` whose commitment `factuality` gives: a
    plain statement is in the agency's words, whoever its source is. `part_of` is the id of the
    longer attributed statement of which this one is a clause.
    """

    id: str
    content: tuple[Span, ...]
    claimed: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    mode: Mode = "plain"
    act: Act = "state"
    factuality: Factuality = "CT+"
    sources: tuple[Source, ...] = ()
    times: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    part_of: str | None = None


class Timex(msgspec.Struct, frozen=True):
    """A TIMEX3 expression and the first and last day it can mean (ISO days, inclusive).

    `candidates` lists the ISO days that remain between them where the date is uncertain, else None.
    """

    span: Span
    type: TimexType
    value: str
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None
    candidates: tuple[str, ...] | None = None
    anchor: Anchor = "none"
    rule: str = ""


class Place(msgspec.Struct, frozen=True):
    """A place of the world: ISO country code, degrees north and east, GeoNames number."""

    name: str
    country: str
    lat: float
    lon: float
    geonames: int | None = None


class Entity(msgspec.Struct, frozen=True):
    """Somebody or something that is mentioned, with all its mentions and roles."""

    id: str
    kind: Literal["person", "organisation", "place"]
    name: str
    mentions: tuple[Span, ...]
    roles: tuple[str, ...] = ()
    place: Place | None = None


class Amount(msgspec.Struct, frozen=True):
    """A number with its unit; `low` and `high` where a range is given; `of` what is counted."""

    span: Span
    value: float | int | None
    low: float | int | None = None
    high: float | int | None = None
    unit: str | None = None
    approximate: bool = False
    of: str | None = None


class Finding(msgspec.Struct, frozen=True):
    """Something the program noticed: what kind, where, in words, and why."""

    kind: str
    spans: tuple[Span, ...]
    says: str
    because: str


class Anatomy(msgspec.Struct, frozen=True):
    """The dispatch's parts as the contract shows them."""

    agency: str | None
    kind: Kind
    headline: str | None
    prefixes: tuple[str, ...]
    dateline: tuple[DatelinePlace, ...]
    published: Published | None
    signoff: tuple[str, ...]
    paragraphs: tuple[Span, ...]
    notices: tuple[Notice, ...]
    bylines: tuple[str, ...] = ()
    isins: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All annotations of one dispatch. `depesche.dumps(reading)` gives the contract's JSON."""

    schema: str = SCHEMA
    id: str
    engine: str
    text: str
    language: str
    dispatch: Anatomy
    sentences: tuple[Span, ...]
    statements: tuple[Statement, ...]
    times: tuple[Timex, ...]
    entities: tuple[Entity, ...]
    amounts: tuple[Amount, ...]
    findings: tuple[Finding, ...]
