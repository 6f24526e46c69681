"""In: a stretch of tokens and the sheet's clauses. Out: the main clause of the stretch, its verbs.

What a statement says stands in its main clause; what its embedded clauses say is another matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from depesche.german.clauses import Clause, parse
from depesche.german.found import Range
from depesche.german.sheet import Sentence, Sheet, Token

FULL = frozenset(("VVPP", "VVINF", "VVIZU", "VVFIN"))
CONTENT_OPENERS = frozenset(
    [
        "dass",
        "daß",
        "ob",
        "wie",
        "wann",
        "warum",
        "weshalb",
        "wieso",
        "wer",
        "wen",
        "wem",
        "was",
        "wo",
        "woher",
        "wohin",
        "welche",
        "welcher",
        "welches",
        "wonach",
        "womit",
        "wofür",
        "inwieweit",
        "inwiefern",
    ]
)
FIRST = attrgetter("first")
MAIN = frozenset(("main", "v1"))
MARKS = frozenset("„“”«»‚‘’›‹\"'()[].!?") | {"''", "``", "…"}


@dataclass(frozen=True, slots=True)
class Hanging:
    """A clause that hangs on a predicate: its opener in lower case or "", and its tokens."""

    opener: str
    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """The main clause of a stretch: its own tokens, its verbs, what hangs on it.

    `finite` is None in infinitive clauses and fragments. `verb` is the infinitive of the main verb
    with its separable prefix ("mitteilen"), `carrier` that of the finite verb ("haben", "können").
    """

    tokens: tuple[Token, ...]
    finite: Token | None = None
    rest: tuple[Token, ...] = ()
    verb: str = ""
    carrier: str = ""
    hanging: tuple[Hanging, ...] = ()

    @property
    def mood(self) -> str:
        """The finite verb's mood or ""."""
        return self.finite.mood if self.finite else ""


def main_verb(finite: Token | None, rest: Sequence[Token]) -> str:
    """The infinitive of a clause's full verb, separable prefix included; "" without a verb."""
    full = [token for token in rest if token.tag in FULL]
    if full:
        return full[0].lemma.lower()
    if finite is None:
        return rest[0].lemma.lower() if rest else ""
    prefix = next((token.low for token in rest if token.tag == "PTKVZ"), "")
    lemma = finite.lemma.lower()
    return lemma if lemma.startswith(prefix) and prefix else prefix + lemma


def of_clause(
    tokens: Sequence[Token],
    clause: Clause,
    places: Sequence[int],
    hanging: tuple[Hanging, ...] = (),
) -> Predicate:
    """The predicate of a clause, with those of its tokens that are in `places`."""
    finite = tokens[clause.finite] if clause.finite >= 0 else None
    rest = tuple(tokens[i] for i in clause.rest)
    return Predicate(
        tokens=tuple(tokens[i] for i in places),
        finite=finite,
        rest=rest,
        verb=main_verb(finite, rest),
        carrier=finite.lemma.lower() if finite else "",
        hanging=hanging,
    )


def span_of(tokens: Sequence[Token]) -> tuple[int, int]:
    """The code points from the first to the last token."""
    return (tokens[0].begin, tokens[-1].end) if tokens else (0, 0)


def sentences_of(sheet: Sheet, ranges: Iterable[Range]) -> list[int]:
    """The numbers of the sentences that the ranges touch, in order."""
    found: list[int] = []
    for first, last in ranges:
        number = max(0, bisect_right(sheet.sentences, first, key=FIRST) - 1)
        while number < len(sheet.sentences) and sheet.sentences[number].first < last:
            if number not in found:
                found.append(number)
            number += 1
    return found


def trimmed(tokens: Sequence[Token], first: int, last: int) -> Range:
    """The range without quotation marks, brackets and full stops at its ends."""
    while first < last and tokens[first].form in MARKS:
        first += 1
    while first < last and tokens[last - 1].form in MARKS:
        last -= 1
    return first, last


def chosen(clauses: Sequence[tuple[Clause, list[int]]], tokens: Sequence[Token]) -> int:
    """Which of the clauses of a stretch is its main one: its place in the list, -1 for none.

    A clause with dass, ob or a question word, a relative and an infinitive are what they begin,
    unless the finite verb right behind them shows that they stand before it as a constituent;
    other subordinate clauses give way to the main clause behind them.
    """
    for place, (clause, own) in enumerate(clauses):
        if clause.kind == "frag" or not (clause.finite >= 0 or clause.rest):
            continue
        opener = tokens[clause.opener].low if clause.opener >= 0 else ""
        adverbial = clause.kind == "sub" and opener not in CONTENT_OPENERS
        later = [(o, p) for o, p in clauses[place + 1 :] if o.kind in MAIN and not o.coordinated]
        gives_way = later if adverbial or clause.kind == "v1" else fronted(own, later)
        if not (gives_way and clause.kind != "main"):
            return place
    return 0 if clauses else -1


def fronted(own: list[int], later: Sequence[tuple[Clause, list[int]]]) -> bool:
    """Does a clause that begins with its finite verb follow right behind these tokens?"""
    return any(
        clause.kind == "v1" and clause.finite == places[0] and 0 < places[0] - own[-1] <= 2
        for clause, places in later
    )


def inside(sheet: Sheet, ranges: Sequence[Range], number: int) -> list[tuple[Clause, list[int]]]:
    """The clauses of one sentence that have tokens in the ranges, each with those tokens."""
    parts = sheet.clauses[number].clauses if number < len(sheet.clauses) else ()
    found = []
    for clause in parts:
        places = [i for i in clause.places() if any(a <= i < b for a, b in ranges)]
        if places and (clause.finite < 0 or clause.finite in places or clause.kind == "quote"):
            found.append((clause, places))
    return found


def reparsed(sheet: Sheet, first: int, last: int) -> list[tuple[Clause, list[int]]]:
    """The clauses of a stretch taken by itself, as inside a quotation."""
    first, last = trimmed(sheet.tokens, first, last)
    if first >= last:
        return []
    span = sheet.tokens[first].begin, sheet.tokens[last - 1].end
    found = parse(sheet.tokens, Sentence(span, first, last, 0), {})
    return [(clause, list(clause.places())) for clause in found.clauses]


def clauses_of(sheet: Sheet, ranges: Sequence[Range]) -> list[tuple[Clause, list[int]]]:
    """The clauses of the first sentence of a stretch that has a verb there."""
    best: list[tuple[Clause, list[int]]] = []
    for number in sentences_of(sheet, ranges):
        sentence = sheet.sentences[number]
        found = inside(sheet, ranges, number)
        if not found or any(clause.kind == "quote" for clause, _ in found):
            a = max(ranges[0][0], sentence.first)
            b = min(ranges[-1][1], sentence.last)
            found = reparsed(sheet, a, b)
        best = best or found
        if any(clause.finite >= 0 or clause.kind == "inf" for clause, _ in found):
            return found
    return best


def predicate(sheet: Sheet, ranges: Sequence[Range]) -> Predicate:
    """The main predicate of a stretch; all its tokens, and no verb, where no clause is found."""
    found = clauses_of(sheet, ranges)
    place = chosen(found, sheet.tokens)
    if place < 0:
        return Predicate(tuple(sheet.tokens[i] for a, b in ranges for i in range(a, b)))
    clause, places = found[place]
    tokens = sheet.tokens
    hanging = tuple(
        Hanging(tokens[other.opener].low if other.opener >= 0 else "", other.kind, own[0], own[-1] + 1)
        for other, own in found
        if other is not clause and not (other.coordinated and other.kind == clause.kind)
    )
    return of_clause(tokens, clause, places, hanging)


def clause_at(sheet: Sheet, place: int) -> Predicate | None:
    """The predicate of the clause that holds the token at `place`, whole; None if none does.

    A quotation is parsed by itself, sentence by sentence.
    """
    for number in sentences_of(sheet, [(place, place + 1)]):
        for clause in sheet.clauses[number].clauses if number < len(sheet.clauses) else ():
            if not any(a <= place < b for a, b in clause.ranges):
                continue
            if clause.kind != "quote":
                return of_clause(sheet.tokens, clause, list(clause.places()))
            return clause_in(sheet, place, clause, number)
    return None


def clause_in(sheet: Sheet, place: int, quote: Clause, number: int) -> Predicate | None:
    """The predicate of the clause at `place` inside a quotation of one sentence."""
    sentence = sheet.sentences[number]
    first, last = max(quote.first, sentence.first), min(quote.last, sentence.last)
    for inner, places in reparsed(sheet, first, last):
        if place in places:
            return of_clause(sheet.tokens, inner, places)
    return None
