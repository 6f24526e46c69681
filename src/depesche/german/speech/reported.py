"""In: the clauses of a sentence. Out: reported speech: the verb of saying with a noun for content."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.german import cues
from depesche.german.clauses import Parse
from depesche.german.found import Found, Voice
from depesche.german.sheet import Token
from depesche.german.speech.matrix import Matrix, matrices, trimmed
from depesche.german.speech.verbs import cue_places

ACTS = frozenset(("confirm", "deny", "warn", "demand", "promise", "withhold"))
"""Acts whose noun phrase says what is claimed; of other verbs only a prepositional object does."""


def reported(tokens: tuple[Token, ...], parse: Parse) -> Iterator[Found]:
    """Whole sentences whose verb reports and whose object is the content; where a sentence has
    several such verbs ("lobt den Plan und fordert Geld"), the clause of each."""
    found = []
    for matrix in matrices(tokens, parse):
        if matrix.speaker is None or matrix.clause.kind not in {"main", "v1"} or said_to_have(tokens, matrix):
            continue
        cue = matrix.taking("np", "als", "für", "pred") or prepositional(tokens, matrix)
        if cue is not None and not matrix.passive and telling(cue):
            found.append((matrix, cue))
    ends = [matrix.clause.first for matrix, _ in found[1:]] + [parse.sentence.last]
    begin = parse.sentence.first
    for (matrix, cue), end in zip(found, ends, strict=False):
        places = cue_places(tokens, matrix.clause, cue)
        voice = Voice((matrix.speaker,) if matrix.speaker else (), "named")
        span = (begin, end) if end == parse.sentence.last else trimmed(tokens, (begin, end))
        yield Found("reported", (span,), places, cue.lemma, "verb", (), (voice,), rule="speech.reported")
        begin = end


def said_to_have(tokens: tuple[Token, ...], matrix: Matrix) -> bool:
    """Is it only hearsay that somebody said it: "soll die Tat zugegeben haben"?"""
    soll = tokens[matrix.clause.finite].low in {"soll", "sollen"} if matrix.clause.finite >= 0 else False
    return soll and any(tokens[i].low == "haben" for i in matrix.clause.rest)


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
