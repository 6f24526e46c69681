"""In: quotations in marks, clauses. Out: direct speech with its frame, cue and speaker."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.german.clauses import Clause, Parse
from depesche.german.found import Found, Voice
from depesche.german.quotes import Quote
from depesche.german.sheet import Sheet, Token
from depesche.german.speech.adverbial import at
from depesche.german.speech.matrix import Matrix, frame, matrices
from depesche.german.speech.verbs import cue_places

Range = tuple[int, int]
SHORTEST_NESTED = 2
LONG = 4


def direct(sheet: Sheet, parses: tuple[Parse, ...], told: list[Found]) -> Iterator[Found]:
    """Direct statements: quotations of speech with what frames them, and quoted parts of `told`."""
    by_last = {}
    for parse in parses:
        for place in range(parse.sentence.first, parse.sentence.last):
            by_last[place] = parse
    for quote in sheet.quotes:
        if quote.speech:
            yield framed(sheet.tokens, quote, by_last)
        else:
            nested = inside(quote, told)
            if nested and speaks(sheet.tokens, quote):
                yield part_of(quote, nested)
            elif not nested and quote.first in by_last:
                yield from described(sheet.tokens, by_last[quote.first], quote)


def inside(quote: Quote, told: list[Found]) -> Found | None:
    """The statement whose content holds the quotation."""
    for found in told:
        if any(a <= quote.first and quote.last <= b for a, b in found.content):
            return found
    return None


def speaks(tokens: tuple[Token, ...], quote: Quote) -> bool:
    """Is a quoted part of an indirect statement long enough, and no title, to be its words?"""
    return quote.size >= LONG or (quote.size >= SHORTEST_NESTED and not is_title(tokens, quote))


def described(tokens: tuple[Token, ...], parse: Parse, quote: Quote) -> Iterator[Found]:
    """What somebody calls something in quotation marks: "bezeichnete das als „Unsinn“"."""
    if is_title(tokens, quote):
        return
    for matrix in matrices(tokens, parse):
        here = any(a <= quote.first < b for a, b in matrix.clause.ranges)
        cue = matrix.taking("als", "pred", "np", "für", "direct")
        if not here or not cue or not matrix.speaker or within(quote, matrix.speaker):
            continue
        calling = cue.act == "judge" and bool(cue.frames & {"als", "pred", "für"})
        if quote.first > matrix.clause.finite and (calling or quote.size >= LONG):
            content = [(quote.first, quote.last)]
            places = cue_places(tokens, matrix.clause, cue)
            if tokens[quote.first - 1].low == "als":
                places = tuple(sorted({*places, quote.first - 1}))
            yield Found(
                "direct",
                tuple(content),
                places,
                cue.lemma,
                "verb",
                frame(tokens, parse, matrix, content),
                (Voice((matrix.speaker,), "named"),),
                rule="speech.called",
            )
            return


def within(quote: Quote, span: Range) -> bool:
    """Does the quotation stand within the range?"""
    return span[0] <= quote.first < span[1]


def is_title(tokens: tuple[Token, ...], quote: Quote) -> bool:
    """Does the quotation name the noun before it ("der Film „Nach der Flut“")?"""
    before = tokens[quote.first - 1] if quote.first else None
    verb = any(tokens[i].tag.endswith("FIN") for i in range(quote.first, quote.last))
    return before is not None and before.tag in {"NN", "NE"} and not verb


def part_of(quote: Quote, outer: Found) -> Found:
    """A quoted part of an indirect statement, with the same frame and speaker."""
    return Found(
        "direct",
        ((quote.first, quote.last),),
        outer.cue,
        outer.cue_lemma,
        outer.cue_kind,
        outer.frame,
        outer.sources,
        outer.addressee,
        "speech.quoted-part",
    )


def framed(tokens: tuple[Token, ...], quote: Quote, parses: dict[int, Parse]) -> Found:
    """A quotation of speech with the clause behind, before or around it that frames it."""
    content = ((quote.first, quote.last),)
    end = parses[quote.last - 1]
    begin = parses[quote.first]
    for found in (
        source_behind(tokens, end, quote),
        matrix_behind(tokens, end, quote),
        matrix_before(tokens, begin, quote),
    ):
        if found:
            return found
    return Found("direct", content, cue_kind="quote", rule="speech.bare-quote")


def source_behind(tokens: tuple[Token, ...], parse: Parse, quote: Quote) -> Found | None:
    """„...“, so der Sprecher; „...“ laut Polizei."""
    for i in range(quote.last, min(quote.last + 3, parse.sentence.last)):
        hit = at(tokens, parse, i)
        if hit:
            cue, phrase, source, lemma = hit
            start = quote.last if tokens[quote.last].form == "," else phrase[0]
            voices = (Voice((source,), "named"),) if source else ()
            return Found(
                "direct",
                ((quote.first, quote.last),),
                cue,
                lemma,
                "prep",
                ((start, phrase[1]),),
                voices,
                rule=f"speech.direct-{lemma}",
            )
    return None


def matrix_behind(tokens: tuple[Token, ...], parse: Parse, quote: Quote) -> Found | None:
    """„...“, sagte der Sprecher."""
    for matrix in matrices(tokens, parse):
        clause = matrix.clause
        if not quote.last <= clause.first <= quote.last + 1:
            continue
        cue = matrix.taking("direct", "v2", "dass")
        if cue and clause.kind in {"v1", "main", "sub"} and (clause.kind != "main" or not clause.rest):
            return joined(tokens, parse, quote, matrix)
    return None


def matrix_before(tokens: tuple[Token, ...], parse: Parse, quote: Quote) -> Found | None:
    """Der Sprecher sagte: „...“; also the clause that the quotation is an object of."""
    best = None
    for matrix in matrices(tokens, parse):
        if matrix.clause.first >= quote.first or not matrix.taking("direct", "v2", "dass", "np"):
            continue
        if best is None or matrix.clause.kind in {"main", "v1"} or best.clause.kind == "rel":
            best = matrix
    return joined(tokens, parse, quote, best) if best else colon(tokens, parse, quote)


def joined(tokens: tuple[Token, ...], parse: Parse, quote: Quote, matrix: Matrix) -> Found:
    """The quotation with its matrix clause."""
    cue = matrix.taking("direct", "v2", "dass", "np") or matrix.uses[0]
    content = [(quote.first, quote.last)]
    speakers = (Voice((matrix.speaker,), "named"),) if matrix.speaker else ()
    return Found(
        "direct",
        tuple(content),
        cue_places(tokens, matrix.clause, cue),
        cue.lemma,
        "verb",
        frame(tokens, parse, matrix, content),
        speakers,
        rule="speech.direct",
    )


def colon(tokens: tuple[Token, ...], parse: Parse, quote: Quote) -> Found | None:
    """Der Sprecher: „...“ without a verb, or with one that the lexicon does not know."""
    if quote.first == parse.sentence.first or tokens[quote.first - 1].form != ":":
        return None
    from depesche.german.phrases import noun_phrase
    from depesche.german.speech.subject import subject

    clause = owner(parse, quote.first - 2)
    if clause is None:
        return None
    found = subject(tokens, clause)
    if found is None and clause.finite < 0:
        stop = noun_phrase(tokens, clause.first, clause.last)
        found = (clause.first, stop) if stop > clause.first else None
    speakers = (Voice((found,), "named"),) if found else ()
    cue = tuple(i for i in (clause.finite, *clause.rest) if i >= 0)
    return Found(
        "direct",
        ((quote.first, quote.last),),
        tuple(sorted(set(cue))),
        "",
        "quote",
        ((clause.first, quote.first),),
        speakers,
        rule="speech.colon",
    )


def owner(parse: Parse, place: int) -> Clause | None:
    """The clause that holds a token."""
    for clause in parse.clauses:
        if any(a <= place < b for a, b in clause.ranges):
            return clause
    return None
