"""A statement as it is found in the sheet, before it is graded: places are token indices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from depesche.core.reading import Act, Evidence, Factuality, Mode, SourceKind

Range = tuple[int, int]
"""Half-open: the first token and the one behind the last."""
CueKind = Literal["verb", "noun", "prep", "adv", "modal", "mood", "quote", "none"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a source chain: the tokens of its mentions, its kind and its name."""

    ranges: tuple[Range, ...] = ()
    kind: SourceKind = "named"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One attributed stretch of a dispatch, not yet graded.

    `cue` lists tokens; `cue_lemma` is the key of the cue lexicon ("mitteilen", "davon ausgehen",
    "laut", "sollen") or "". `sources` run from the nearest to the original. `whole` is the longer
    statement of which this one is a clause, `scope` the clause before, whose subject and opening
    adverbs hold for this one too.
    """

    mode: Mode
    content: tuple[Range, ...]
    cue: tuple[int, ...] = ()
    cue_lemma: str = ""
    cue_kind: CueKind = "none"
    frame: tuple[Range, ...] = ()
    sources: tuple[Voice, ...] = ()
    addressee: tuple[Range, ...] = ()
    rule: str = ""
    evidence: tuple[Evidence, ...] = ()
    whole: Found | None = None
    scope: Range | None = None

    @property
    def whole_clause(self) -> bool:
        """Does the content hold the cue's own clause, as in "Die Partei fordert eine Prüfung"?"""
        if self.mode == "plain" and self.cue:
            return any(a <= i < b for i in self.cue for a, b in self.content)
        return self.mode == "reported"


@dataclass(frozen=True, slots=True)
class Grade:
    """How sure and which act: `claimed` are the tokens of the shortest stretch that is claimed.

    `hearsay` is True where its words say that somebody unnamed stands behind it ("angeblich").
    """

    factuality: Factuality
    act: Act
    claimed: tuple[Range, ...]
    evidence: tuple[Evidence, ...] = ()
    hearsay: bool = False
