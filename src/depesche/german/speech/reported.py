"""In: the clauses of a sentence. Out: reported speech: the verb of saying with a noun for content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depesche.german import cues
from depesche.german.clauses import Clause, Parse
from depesche.german.found import Found, Range, Voice
from depesche.german.phrases import PREPOSITIONS, core, nominative
from depesche.german.sheet import Token
from depesche.german.speech.agents import named
from depesche.german.speech.matrix import Matrix, matrices, trimmed
from depesche.german.speech.verbs import cue_places

ACTS = frozenset(("confirm", "deny", "warn", "demand", "promise", "withhold"))
"""Acts whose noun phrase says what is claimed; of other verbs only a prepositional object does."""
AGAINST = frozenset(("während", "wohingegen"))
LOOSE = frozenset(("ADV", "ADJD", "PIAT", "PIS", "KOKOM", "PTKA", "APPR"))
"""What may stand between a preposition and its figure: "von rund 4000", "von mehr als 4000"."""


def reported(tokens: tuple[Token, ...], parse: Parse) -> Iterator[Found]:
    """Whole sentences whose verb reports and whose object is the content; where a sentence has
    several such verbs ("lobt den Plan und fordert Geld"), the clause of each."""
    found = list(telling_clauses(tokens, parse))
    ends = [matrix.clause.first for matrix, _ in found[1:]] + [parse.sentence.last]
    begin = parse.sentence.first
    for (matrix, cue), end in zip(found, ends, strict=False):
        opened = contrasting(tokens, matrix.clause)
        span = (matrix.clause.opener + 1 if opened else begin, end)
        yield from shared_out(tokens, parse, matrix, cue, span)
        begin = end


def beside(tokens: tuple[Token, ...], parse: Parse, told: Sequence[Found]) -> Iterator[Found]:
    """Clauses that report a figure of their own beside what is told already: "laut Verein kamen 7000
    Menschen, die Polizei spricht von 4000"."""
    taken = {i for f in told for a, b in (*f.content, *f.frame) for i in range(a, b)}
    for matrix, cue in telling_clauses(tokens, parse):
        clause = matrix.clause
        if (
            clause.finite not in taken
            and clause.first > parse.sentence.first
            and figured(tokens, matrix, cue)
        ):
            begin = clause.opener + 1 if contrasting(tokens, clause) else clause.first
            yield from shared_out(tokens, parse, matrix, cue, (begin, clause.last))


def telling_clauses(tokens: tuple[Token, ...], parse: Parse) -> Iterator[tuple[Matrix, cues.VerbCue]]:
    """The clauses of a sentence that report by themselves, each with its cue."""
    for matrix in matrices(tokens, parse):
        against = contrasting(tokens, matrix.clause)
        if matrix.speaker is None or said_to_have(tokens, matrix):
            continue
        if matrix.clause.kind not in {"main", "v1"} and not against:
            continue
        cue = matrix.taking("np", "als", "für", "pred") or prepositional(tokens, matrix)
        if cue is not None and not matrix.passive and telling(cue):
            if not against or figured(tokens, matrix, cue):
                yield matrix, cue


def contrasting(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Is it a subordinate clause that sets one thing against another: "während die Polizei ..."?"""
    return clause.kind == "sub" and clause.opener >= 0 and tokens[clause.opener].low in AGAINST


def figured(tokens: tuple[Token, ...], matrix: Matrix, cue: cues.VerbCue) -> bool:
    """Is a figure what the clause reports: "spricht von 4000 Teilnehmern"?"""
    return next(figures(tokens, range(matrix.clause.first, matrix.clause.last), cue), -1) >= 0


def figures(tokens: tuple[Token, ...], places: range, cue: cues.VerbCue) -> Iterator[int]:
    """The places of the cue's preposition where a figure stands behind it."""
    for i in places:
        if tokens[i].low in cue.prepositions and tokens[i].tag in PREPOSITIONS:
            k = i + 1
            while k < places.stop and tokens[k].tag in LOOSE:
                k += 1
            if k < places.stop and tokens[k].tag == "CARD":
                yield i


def shared_out(
    tokens: tuple[Token, ...], parse: Parse, matrix: Matrix, cue: cues.VerbCue, span: Range
) -> Iterator[Found]:
    """The statement of a clause; where others share its verb, that of each: "X spricht von 30 Toten, Y
    von 40"."""
    places = cue_places(tokens, matrix.clause, cue)
    for (begin, end), speaker in gapped(tokens, span, matrix.speaker, cue):
        voice = Voice((speaker,) if speaker else (), "named")
        whole = (begin, end) if end == parse.sentence.last else trimmed(tokens, (begin, end))
        yield Found("reported", (whole,), places, cue.lemma, "verb", (), (voice,), rule="speech.reported")


def gapped(
    tokens: tuple[Token, ...], span: Range, speaker: Range | None, cue: cues.VerbCue
) -> Iterator[tuple[Range, Range | None]]:
    """The stretch parted where others give figures that the verb is left out of, each with who gives it."""
    first, *others = [*figures(tokens, range(*span), cue)] or [-1]
    begin, who = span[0], speaker
    for place in others:
        mark = next((i for i in range(place - 1, first, -1) if parts_with(tokens, i, place)), -1)
        if mark >= 0:
            yield (begin, mark), who
            begin, who = mark + 1, (mark + 1, place)
    yield (begin, span[1]), who


def parts_with(tokens: tuple[Token, ...], mark: int, place: int) -> bool:
    """Do a comma or coordinator and, up to the preposition at `place`, a subject stand here?"""
    joint = tokens[mark].form == "," or tokens[mark].tag == "KON"
    whole = joint and core(tokens, mark + 1, place) == place > mark + 1
    return whole and nominative(tokens, mark + 1, place) and named(tokens, mark + 1, place)


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
