"""What `depesche export` gives out, one object a line: the documented shape of each.

Ids of dispatches, statements, stories and claims are those of the store everywhere. Offsets count
code points of the dispatch's text, half-open.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from depesche.core.dispatch import Span

ExportStatus = Literal["current", "superseded", "withdrawn"]


class ExportedNotice(msgspec.Struct, frozen=True):
    """A notice: its words, where it points, and what the change between the versions says of it.

    `verdict`: agrees, disagrees, partial, unverifiable; `says` gives the reasons; `located` is
    where in the text it points.
    """

    kind: str
    text: str
    paragraph: int | None
    sentence: int | None
    line: int | None
    wrong: str | None
    right: str | None
    located: Span | None
    verdict: str
    says: str


class ExportedDispatch(msgspec.Struct, frozen=True, tag="dispatch"):
    """A dispatch. `number` is its place in the journal, `path` where its bytes came from,
    `external_id` the sender's own id for the item.

    `revises` is the dispatch that it replaces and `relation` how; of a duplicate, and of another
    agency's near-copy (relation "copy", which revises nothing), `duplicate_of` is the original, and
    `copy_of` too of a copy. `because` says why they are linked.
    `silent` are the grades of changes against the version before that no notice mentions.
    """

    id: str
    number: str
    external_id: str | None
    version: str | None
    path: str
    agency: str | None
    kind: str
    headline: str | None
    title: str
    received: str
    published: str | None
    story: str | None
    stories: tuple[str, ...]
    revises: str | None
    relation: str | None
    duplicate_of: str | None
    copy_of: str | None
    because: str | None
    status: ExportStatus
    notices: tuple[ExportedNotice, ...]
    silent: tuple[str, ...]
    text: str


class ExportedSource(msgspec.Struct, frozen=True):
    """One link of a source chain, nearest first."""

    name: str
    kind: str
    entity: str | None


class ExportedStatement(msgspec.Struct, frozen=True, tag="statement"):
    """A statement of a dispatch. `text` is the content's words; `origin` the key of the canonical
    original source at the end of the chain, `claim` the claim that it belongs to and `stance` how it takes it:
    for, against or open."""

    id: str
    dispatch: str
    place: int
    content: tuple[Span, ...]
    text: str
    mode: str
    act: str
    factuality: str
    sources: tuple[ExportedSource, ...]
    times: tuple[str, ...]
    origin: str | None
    origin_name: str | None
    claim: str | None
    stance: str | None
    status: ExportStatus


class ExportedStory(msgspec.Struct, frozen=True, tag="story"):
    """A story with its dispatches, in the order in which they came in."""

    id: str
    title: str
    dispatches: tuple[str, ...]


class ExportedValue(msgspec.Struct, frozen=True):
    """A number that a statement gives for a claim: which, of what, when it came in, from whom."""

    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    of: str
    statement: str
    received: str
    origin: str | None


class ExportedClaim(msgspec.Struct, frozen=True, tag="claim"):
    """A claim with its statements, and the origins of all of them. `supporting` and `opposing` are
    the independent ones that count at the moment, `independent_origins` how many support it; `says`
    explains the status with its statements."""

    id: str
    story: str | None
    gloss: str
    statements: tuple[str, ...]
    origins: tuple[str, ...]
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    independent_origins: int
    status: str
    says: str
    values: tuple[ExportedValue, ...]


class ExportedFinding(msgspec.Struct, frozen=True, tag="finding"):
    """Something that was noticed: across dispatches, or within the one in `dispatches`."""

    kind: str
    story: str | None
    claim: str | None
    statements: tuple[str, ...]
    dispatches: tuple[str, ...]
    says: str
    because: str


Exported = ExportedDispatch | ExportedStatement | ExportedStory | ExportedClaim | ExportedFinding
EXPORTED: tuple[type[msgspec.Struct], ...] = (
    ExportedDispatch, ExportedStatement, ExportedStory, ExportedClaim, ExportedFinding,
)  # fmt: skip
