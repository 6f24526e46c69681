"""In: the clauses of a sentence. Out: reported speech: the verb of saying with a noun for content."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.german import cues
from depesche.german.clauses import Parse
from depesche.german.found import Found, Voice
from depesche.german.sheet import Token
from depesche.german.speech.matrix import Matrix, matrices
from depesche.german.speech.verbs import cue_places

ACTS = frozenset(("confirm", "deny", "warn", "demand", "promise", "withhold"))
"""Acts whose noun phrase says what is claimed; of other verbs only a prepositional object does."""


def reported(tokens: tuple[Token, ...], parse: Parse) -> Iterator[Found]:
    """Whole clauses whose verb reports and whose object is the content."""
    for matrix in matrices(tokens, parse):
        if matrix.speaker is None or matrix.clause.kind not in {"main", "v1"}:
            continue
        cue = matrix.taking("np", "als", "für", "pred") or prepositional(tokens, matrix)
        if cue is None or matrix.passive or not telling(cue):
            continue
        span = (parse.sentence.first, parse.sentence.last)
        yield Found("reported", (span,), cue_places(tokens, matrix.clause, cue), cue.lemma, "verb",
                    (), (Voice((matrix.speaker,), "named"),), rule="speech.reported")
        return


def telling(cue: cues.VerbCue) -> bool:
    """Does the verb with a noun tell what was said, rather than what was done?"""
    if cue.medium == "speech" and cue.act == "state":
        return bool(cue.prepositions)
    judging = cue.act == "judge" and cue.medium == "speech"
    return cue.strong and (cue.act in ACTS or judging)


def prepositional(tokens: tuple[Token, ...], matrix: Matrix) -> cues.VerbCue | None:
    """The cue whose preposition stands in the clause."""
    present = {tokens[i].low for i in matrix.clause.places()}
    for cue in matrix.uses:
        if any(p in present for p in cue.prepositions):
            return cue
    return None
