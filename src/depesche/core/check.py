"""The check of a dispatch against the one it replaces: what changed, and is every notice true to it?

Spans count code points of the old or the new reading's text, half-open; paragraphs count from 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import msgspec

from depesche.core.dispatch import Span

SCHEMA = "depesche.check/1"

Grade = Literal["number", "name", "date", "attribution", "factuality", "wording", "layout"]
Part = Literal["body", "headline", "dateline", "byline", "kicker", "subhead", "teaser", "table"]
How = Literal["changed", "added", "removed"]
Truth = Literal["agrees", "partial", "disagrees", "unverifiable"]
What = Literal["appeared", "vanished", "factuality", "source", "value"]
Answer = Literal[
    "number", "date", "name", "role", "attribution", "factuality", "wording", "spelling", "added",
    "removed", "quote", "any",
]  # fmt: skip
GRADES: tuple[Grade, ...] = (
    "number", "name", "date", "attribution", "factuality", "wording", "layout",
)  # fmt: skip


class Change(msgspec.Struct, frozen=True):
    """One stretch that differs. Words that came or went within a sentence have an empty span where
    they would stand on the other side; a whole sentence has none there; parts that are not in the
    text (a kicker, a table) have neither.

    `paragraph` is the new text's, `old_paragraph` the old one's. `says` tells it in a sentence.
    """

    grade: Grade
    how: How
    part: Part
    paragraph: int | None
    old_paragraph: int | None
    old_span: Span | None
    new_span: Span | None
    old: str
    new: str
    says: str

    @property
    def weighs(self) -> bool:
        """Whether it changes what a reader learns: more than wording or layout."""
        return self.grade not in ("wording", "layout") or self.how != "changed"


class Move(msgspec.Struct, frozen=True):
    """A sentence that stands elsewhere now; what changed in it is a change of its own."""

    old_span: Span
    new_span: Span
    old_paragraph: int
    paragraph: int


class StatementChange(msgspec.Struct, frozen=True):
    """A statement that came, went or says it otherwise. `old`, `new`: places in the readings'
    `statements`, None where there is none. `was`, `now`: certainty, source chain, values or words."""

    what: What
    old: int | None
    new: int | None
    was: str
    now: str
    content: str


class NoticeVerdict(msgspec.Struct, frozen=True):
    """Whether a notice is true. `notice`: its place among the new reading's; `changes`: the places
    of the changes that it names."""

    notice: int
    verdict: Truth
    says: str
    changes: tuple[int, ...] = ()


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """All that `depesche.ledger.check` finds. `silent`: places of changes that no notice names."""

    schema: str = SCHEMA
    old: str | None
    new: str
    changes: tuple[Change, ...] = ()
    moves: tuple[Move, ...] = ()
    statements: tuple[StatementChange, ...] = ()
    notices: tuple[NoticeVerdict, ...] = ()
    silent: tuple[int, ...] = ()


class Words(NamedTuple):
    """What the check has to know of a language.

    `topic`: what kinds of change answer a topic of a notice ("Zahlen"), () for an unknown one.
    `editorial`: whether a notice's text says that only the editing changed. `value`: the value of
    a number word in small letters. `name`: whether a word is a name, given the word before it.
    `stem`: the stem of a word. `hedges`: words that turn or soften what is said. `meant`: the names of
    what a line tells that happens, in whatever words ("die Toten", "kamen ums Leben").
    """

    topic: Callable[[str], tuple[Answer, ...]]
    editorial: Callable[[str], bool]
    value: Callable[[str], float | None]
    name: Callable[[str, str], bool]
    stem: Callable[[str], str]
    hedges: frozenset[str]
    meant: Callable[[str], frozenset[str]]
