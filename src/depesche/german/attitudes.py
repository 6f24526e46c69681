"""In: a sentence in the agency's words. Out: whose plan, fear or demand it tells, if anybody's.

"Die Stadt plant einen Neubau" is no quotation, yet it is the city's plan: the city is the source,
as FactBank has it, and the verb says how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from depesche.german import cues
from depesche.german.claimed import CONTRACTED
from depesche.german.clauses import Clause, Parse
from depesche.german.found import Found, Range, Voice
from depesche.german.sheet import Token
from depesche.german.speech.matrix import Matrix, matrices, trimmed
from depesche.german.speech.reported import gapped
from depesche.german.speech.subject import subject
from depesche.german.speech.verbs import cue_places
from depesche.german.words import sections

MAIN = frozenset(("main", "v1"))
QUOTES = frozenset('„“”«»"‚‘’›‹')
DETERMINERS = frozenset(("ART", "PPOSAT", "PDAT"))
UNNAMED = frozenset(("speech", "writing", "thought"))
"""Verbs whose passive without an agent is somebody's all the same ("Es wird vermutet")."""
NOBODY = Voice((), "anonymous", "")


def attitudes(tokens: tuple[Token, ...], parse: Parse, ranges: tuple[Range, ...]) -> tuple[Found, ...]:
    """The stretch as what somebody in it plans, fears, demands or judges, parted where several share the
    verb ("X geht von 40, Y von 60 aus"); nothing if nobody does."""
    for matrix in matrices(tokens, parse):
        if matrix.clause.kind in MAIN and within(matrix.clause, ranges):
            cue = taken(tokens, matrix)
            voice = holder(matrix, cue) if cue else None
            if cue and voice:
                places = cue_places(tokens, matrix.clause, cue)
                return tuple(parted(tokens, ranges, matrix, cue, built(ranges, places, cue.lemma, voice)))
    wanted = intention(tokens, parse, ranges)
    return (wanted,) if wanted else ()


def parted(
    tokens: tuple[Token, ...], ranges: tuple[Range, ...], matrix: Matrix, cue: cues.VerbCue, whole: Found
) -> Iterator[Found]:
    """The statement, or one for each of those who share its verb."""
    parts = list(gapped(tokens, ranges[0], matrix.speaker, cue)) if len(ranges) == 1 else []
    if len(parts) < 2:
        yield whole
        return
    for span, speaker in parts:
        voice = Voice((speaker,), "named") if speaker else NOBODY
        yield replace(whole, content=(trimmed(tokens, span),), sources=(voice,))


def within(clause: Clause, ranges: tuple[Range, ...]) -> bool:
    """Does the clause lie in the ranges, by its finite verb?"""
    return any(a <= max(clause.first, clause.finite) < b for a, b in ranges)


def taken(tokens: tuple[Token, ...], matrix: Matrix) -> cues.VerbCue | None:
    """The cue that takes a nominal content of this clause: an object, or behind its preposition."""
    if matrix.clause.finite >= 0 and hedging(tokens[matrix.clause.finite]):
        return None
    for cue in matrix.uses:
        if cue.medium != "finding" and nominal(tokens, matrix, cue):
            return cue
    return None


def hedging(finite: Token) -> bool:
    """Is the verb a modal by which the agency itself supposes or demands ("könnte fordern")?"""
    return finite.lemma in {"müssen", "sollen"} or (
        finite.lemma in {"können", "dürfen"} and finite.mood == "k2"
    )


def nominal(tokens: tuple[Token, ...], matrix: Matrix, cue: cues.VerbCue) -> bool:
    """Has the cue its object, preposition or "als" here? A weak one needs more than an object."""
    if cue.act == "withhold":
        return True
    if unsaid(tokens, matrix, cue) or quoted(tokens, matrix, cue) or estimated(tokens, matrix, cue):
        return True
    present = {CONTRACTED.get(tokens[i].low, tokens[i].low) for i in matrix.clause.places()}
    if not present.isdisjoint(cue.prepositions):
        return cue.strong or cue.medium in {"decision", "thought"}
    if any(word in cue.frames and word in present for word in ("als", "für")):
        return True
    if "pred" in cue.frames and predicative(tokens, matrix):
        return True
    return "np" in cue.frames and (cue.strong or cue.medium == "decision")


def unsaid(tokens: tuple[Token, ...], matrix: Matrix, cue: cues.VerbCue) -> bool:
    """Is something not said or confirmed ("konnte die Zahl nicht nennen")?"""
    own = {tokens[i].low for i in matrix.clause.places()}
    withheld = cue.negated[0] == "withhold" and cue.act in {"state", "confirm", "judge"}
    told = cue.medium in {"speech", "writing"} and (cue.strong or "np" in cue.frames)
    modal = matrix.clause.finite >= 0 and tokens[matrix.clause.finite].tag == "VMFIN"
    return (
        withheld
        and told
        and (modal or cue.act != "state")
        and not own.isdisjoint({"nicht", "weder"})
        and not matrix.passive
    )


def quoted(tokens: tuple[Token, ...], matrix: Matrix, cue: cues.VerbCue) -> bool:
    """Are words of the object quoted: 'sprach von einer "Frechheit"'?"""
    own = [tokens[i] for i in matrix.clause.places()]
    given = not {token.low for token in own}.isdisjoint(cue.prepositions)
    return given and cue.medium == "speech" and any(token.form in QUOTES for token in own)


def estimated(tokens: tuple[Token, ...], matrix: Matrix, cue: cues.VerbCue) -> bool:
    """Is a figure expected ("erwartet 300 Besucher")?"""
    figures = (tokens[i].tag == "CARD" for i in matrix.clause.places())
    return cue.medium == "thought" and "np" in cue.frames and any(figures)


def predicative(tokens: tuple[Token, ...], matrix: Matrix) -> bool:
    """Is something called something: two objects with determiners, or an adjective at the end?"""
    speaker = range(*matrix.speaker) if matrix.speaker else range(0)
    own = [tokens[i] for i in matrix.clause.places() if i not in speaker]
    words = [token for token in own if token.tag[0] != "$"]
    determiners = sum(token.tag in DETERMINERS for token in words)
    untrue = bool(words) and words[-1].low in sections("denials.txt")["untrue"]
    return determiners > 1 or untrue or bool(words) and words[-1].tag == "ADJD"


def holder(matrix: Matrix, cue: cues.VerbCue) -> Voice | None:
    """Whose attitude it is; somebody unnamed in a passive of supposing or fearing."""
    if matrix.speaker:
        return Voice((matrix.speaker,), "named")
    told = cue.medium in UNNAMED and (cue.strong or cue.act != "judge")
    return NOBODY if matrix.passive and told else None


def intention(tokens: tuple[Token, ...], parse: Parse, ranges: tuple[Range, ...]) -> Found | None:
    """A plan told with wollen or möchte: "Der Verein will das Stadion ausbauen"."""
    for clause in parse.clauses:
        if clause.kind not in MAIN or clause.finite < 0 or not within(clause, ranges):
            continue
        finite = tokens[clause.finite]
        if finite.lemma == "wollen" or finite.low in {"möchte", "möchten"}:
            who = subject(tokens, clause)
            if who and any(tokens[i].tag in {"VVINF", "VAINF"} for i in clause.rest):
                lemma = finite.lemma if finite.lemma == "wollen" else "mögen"
                return built(ranges, (clause.finite,), lemma, Voice((who,), "named"))
    return None


def built(ranges: tuple[Range, ...], places: tuple[int, ...], lemma: str, voice: Voice) -> Found:
    """The stretch with its cue and whose it is."""
    return Found("plain", ranges, places, lemma, "verb", sources=(voice,), rule="attitude")
