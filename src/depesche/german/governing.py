"""In: a statement on "wonach". Out: the verb that confirms or denies the noun it hangs on.

In "Der Konzern wies Berichte zurück, wonach das Werk schließt" the company denies that it closes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesche.german import cues
from depesche.german.found import Found, Voice
from depesche.german.predicates import MAIN, sentences_of
from depesche.german.sheet import Sheet
from depesche.german.speech.matrix import Matrix, matrices
from depesche.german.words import sections

ACTS = frozenset(("confirm", "deny", "withhold", "suspect"))
RELATIVES = frozenset(("denen", "dem", "der"))


@dataclass(frozen=True, slots=True)
class Governor:
    """The verb's cue, its finite verb's place, and who denies or confirms."""

    cue: cues.VerbCue
    place: int
    voice: Voice | None


def governing(sheet: Sheet, found: Found) -> Governor | None:
    """The confirming or denying verb of the main clause before a statement with "wonach"."""
    if found.cue_kind not in {"prep", "adv"} or not found.cue or not linked(sheet, found):
        return None
    for matrix in before(sheet, found.cue[0]):
        for cue in matrix.uses:
            if cue.act in ACTS and ("np" in cue.frames or "dat" in cue.prepositions):
                speaker = Voice((matrix.speaker,), "named") if matrix.speaker else None
                return Governor(cue, matrix.clause.finite, speaker)
    return None


def before(sheet: Sheet, place: int) -> Iterator[Matrix]:
    """The main clauses with a cue that begin before `place` in its sentence."""
    for number in sentences_of(sheet, [(place, place + 1)]):
        for matrix in matrices(sheet.tokens, sheet.clauses[number]):
            clause = matrix.clause
            if clause.kind in MAIN and clause.first < place and clause.finite >= 0:
                yield matrix


def linked(sheet: Sheet, found: Found) -> bool:
    """Does the statement hang on a noun by "wonach", "denen zufolge" and the like?"""
    place = found.cue[0]
    if sheet.tokens[place].low in sections("chains.txt")["linking"]:
        return True
    return place > 0 and found.cue_lemma == "zufolge" and sheet.tokens[place - 1].low in RELATIVES
