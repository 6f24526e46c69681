"""In: a sentence. Out: what it says "laut X", "nach Angaben von X", "X zufolge", "so X"."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.german import cues
from depesche.german.clauses import Clause, Parse
from depesche.german.found import Found, Voice
from depesche.german.phrases import NOUNS, core, noun_phrase
from depesche.german.sheet import Token
from depesche.german.speech.extent import source_end
from depesche.german.speech.matrix import possessor, runs, trimmed
from depesche.german.speech.reported import figured, telling_clauses

Range = tuple[int, int]
Hit = tuple[tuple[int, ...], Range, Range | None, str]
"""Cue places, whole phrase, source phrase, cue lemma."""
SAYING = frozenset(("state", "suspect", "judge", "confirm"))
UNITS = ("tag", "woche", "monat", "jahr", "stunde", "minute", "sekunde", "augenblick")
"""How nouns begin by which time is measured."""
NUMBERED = frozenset(("artikel", "paragraf", "paragraph", "absatz", "kapitel", "abschnitt"))
"""Nouns for parts of laws: what is done "nach Artikel 5" is nobody's word."""
NEAR = 8
"""Tokens back within which the noun stands that "wonach" hangs on."""
NAMING = frozenset(("laut", "lt.", "gemäß", "nach", "zufolge"))
BACKWARD = {"demnach", "danach", "wonach", "demzufolge", "hiernach"}
FINITE = frozenset(("VVFIN", "VAFIN", "VMFIN"))


def adverbial(tokens: tuple[Token, ...], parse: Parse) -> Iterator[Found]:
    """Indirect statements whose source stands in a prepositional phrase or behind "so"."""
    i, last = parse.sentence.first, parse.sentence.last
    parted = tuple(borders(tokens, parse))
    while i < last:
        hit = at(tokens, parse, i)
        if hit:
            found = statement(tokens, parse, hit, parted)
            if found:
                yield found
                i = hit[1][1]
        i += 1


def borders(tokens: tuple[Token, ...], parse: Parse) -> Iterator[int]:
    """Where another source begins that has its own figure, the verb left out or right behind it: "laut
    Polizei kamen 4000, | laut Verein 10 000 Menschen"."""
    heard = False
    for i in range(parse.sentence.first, parse.sentence.last):
        hit = at(tokens, parse, i) if tokens[i].low in NAMING else None
        if hit is None:
            continue
        begin, end = hit[1]
        if heard and joined(tokens[begin - 1]) and figure_behind(tokens, end, parse.sentence.last):
            if any(t.tag in FINITE for t in tokens[parse.sentence.first : begin]):
                yield begin
        heard = True


def joined(mark: Token) -> bool:
    """Is it a comma or coordinator, behind which another part begins?"""
    return mark.form in {",", ";"} or mark.tag == "KON"


def figure_behind(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """Does a figure stand behind place `i` before the next comma, and no finite verb but right there?"""
    stop = next((k for k in range(i, last) if tokens[k].form in {",", ";"}), last)
    verbs = [k for k in range(i, stop) if tokens[k].tag in FINITE]
    goes_on = stop + 1 < last and tokens[stop + 1].tag in FINITE
    return verbs in ([], [i]) and not goes_on and any(t.tag == "CARD" for t in tokens[i:stop])


def at(tokens: tuple[Token, ...], parse: Parse, i: int) -> Hit | None:
    """The phrase that names a source at token `i`, or None."""
    low, last = tokens[i].low, parse.sentence.last
    if low in {"laut", "lt.", "gemäß"} and tokens[i].tag not in {"ADJD", "ADJA"}:
        return preposed(tokens, parse, i, last)
    if low == "nach":
        return according(tokens, parse, i, last)
    if low in {"zufolge"}:
        return postposed(tokens, parse, i)
    if low == "so" and follows_mark(tokens, i, parse.sentence.first):
        return so_source(tokens, parse, i, last)
    if low in BACKWARD:
        return backward(tokens, parse, i)
    return None


def phrase_end(tokens: tuple[Token, ...], parse: Parse, i: int, start: int) -> int:
    """Where the source phrase from `start` ends; up to the finite verb if it fills the front."""
    clause = clause_at(parse, i)
    limit = next((b for a, b in clause.ranges if a <= start < b), parse.sentence.last)
    if clause.kind == "main" and clause.first == i and clause.finite > i:
        stop = noun_phrase(tokens, start, min(limit, clause.finite))
        return widest(tokens, clause, stop) if stop > start else stop
    return source_end(tokens, start, limit)


def widest(tokens: tuple[Token, ...], clause: Clause, stop: int) -> int:
    """A phrase that fills the front of its clause reaches to the finite verb, adverbs left out."""
    end = clause.finite
    while end > stop and (tokens[end - 1].tag in {"ADV", "PROAV"} or tokens[end - 1].form == ","):
        end -= 1
    return end


def clause_at(parse: Parse, i: int) -> Clause:
    """The clause that owns token `i`."""
    for clause in parse.clauses:
        if any(a <= i < b for a, b in clause.ranges):
            return clause
    return parse.clauses[0]


def preposed(tokens: tuple[Token, ...], parse: Parse, i: int, last: int) -> Hit | None:
    """ "laut Polizei", "gemäß dem Bericht" (gemäß with reporting nouns only)."""
    stop = phrase_end(tokens, parse, i, i + 1)
    if stop == i + 1:
        return None
    if tokens[i].low == "gemäß" and not reporting(tokens, i + 1, stop):
        return None
    return (i,), (i, stop), (i + 1, stop), "laut"


def according(tokens: tuple[Token, ...], parse: Parse, i: int, last: int) -> Hit | None:
    """ "nach Angaben der Polizei", "nach Ansicht von X", and "seiner Meinung nach"."""
    stop = phrase_end(tokens, parse, i, i + 1)
    if stop > i + 1 and reporting(tokens, i + 1, stop) and not measured(tokens, i, parse.sentence.first):
        return (i,), (i, stop), (i + 1, stop), "nach"
    start = backwards(tokens, i, parse.sentence.first)
    owned = tokens[start].tag in {"PPOSAT", "ART", "NE"} and tokens[start].low not in {"die", "das", "den"}
    if start < i and stop == i + 1 and owned and reporting(tokens, start, i):
        return (i,), (start, i + 1), (start, i), "nach"
    return None


def measured(tokens: tuple[Token, ...], i: int, first: int) -> bool:
    """Does a stretch of time stand before "nach" ("einen Tag nach dem Bericht")?"""
    return i > first and tokens[i - 1].tag[0] == "N" and tokens[i - 1].low.startswith(UNITS)


def reporting(tokens: tuple[Token, ...], i: int, stop: int) -> bool:
    """Is the head of the phrase a noun that says something ("Angaben", "Bericht")?"""
    for k in range(i, core(tokens, i, stop)):
        if tokens[k].tag in NOUNS and (
            k + 1 >= stop or tokens[k + 1].tag not in NOUNS or tokens[k].tag == "NN"
        ):
            uses = cues.noun(tokens[k].lemma) or cues.noun(tokens[k].form)
            if k + 1 < len(tokens) and tokens[k].low in NUMBERED and tokens[k + 1].tag == "CARD":
                return False
            if uses or tokens[k].tag == "NN":
                return any((c.source or "document" in c.uses) and c.act in SAYING for c in uses)
    return False


def postposed(tokens: tuple[Token, ...], parse: Parse, i: int) -> Hit | None:
    """ "der Polizei zufolge"."""
    start = backwards(tokens, i, parse.sentence.first)
    if start == i:
        return None
    return (i,), (start, i + 1), (start, i), "zufolge"


def backwards(tokens: tuple[Token, ...], i: int, first: int) -> int:
    """Where the noun phrase begins that ends right before `i`."""
    best = i
    for start in range(i - 1, max(first, i - 14) - 1, -1):
        if (
            tokens[start].tag in FINITE
            or tokens[start].form in {",", ":", ";", "“", "„"}
            and best < i
            and (tokens[start].form in {",", ":", ";"})
        ):
            break
        if noun_phrase(tokens, start, i) == i:
            best = start
    return best


def follows_mark(tokens: tuple[Token, ...], i: int, first: int) -> bool:
    """Does "so" stand behind a comma or a closing quotation mark?"""
    return i > first and tokens[i - 1].form in {",", "“", "”", '"', "«", "»", "''", "–", "-"} or i == first


def so_source(tokens: tuple[Token, ...], parse: Parse, i: int, last: int) -> Hit | None:
    """ ", so der Sprecher" up to the next comma or the sentence's end."""
    stop = noun_phrase(tokens, i + 1, last)
    if stop == i + 1 or (i == parse.sentence.first and tokens[i].form == "So"):
        return None
    end = stop
    while end < last and tokens[end].form not in {",", ".", "“", "„", ";", ":", "!", "?", "–"}:
        if tokens[end].tag in FINITE:
            return None
        end += 1
    head = tokens[i + 1]
    if head.tag in {"ADJD", "ADV", "KOUS", "PIAT", "PIS"}:
        return None
    if end < last and tokens[end].form == "," and end + 1 < last:
        further = noun_phrase(tokens, end + 1, last)
        if end + 1 < further < last and tokens[further].form in {",", ".", "–"}:
            stop = end = further
    return (i,), (i, end), (i + 1, stop), "so"


def backward(tokens: tuple[Token, ...], parse: Parse, i: int) -> Hit | None:
    """ "Demnach", "wonach" at the head of a clause."""
    clause = clause_at(parse, i)
    if tokens[i].low == "wonach" and i == clause.first:
        return (i,), (i, i + 1), whose(tokens, parse, i) or (i, i + 1), "wonach"
    if tokens[i].low in {"demnach", "danach"} and i == parse.sentence.first:
        if tokens[i].low == "danach" and not reportable(tokens, clause):
            return None
        return (i,), (i, i + 1), (i, i + 1), tokens[i].low
    if tokens[i].low == "demnach" and clause.kind == "main" and 0 <= clause.finite < i:
        return (i,), (i, i + 1), (i, i + 1), "demnach"
    return None


def whose(tokens: tuple[Token, ...], parse: Parse, i: int) -> Range | None:
    """Whose saying it is that "wonach" hangs on: "Vorwürfe eines Ingenieurs, wonach ..."."""
    for k in range(i - 2, max(parse.sentence.first, i - NEAR) - 1, -1):
        if tokens[k].tag == "NN" and cues.noun(tokens[k].lemma):
            return possessor(tokens, clause_at(parse, k), k)
    return None


def reportable(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Does the clause stand in Konjunktiv or with sollen, as after "Danach" in reports?"""
    return clause.finite >= 0 and (
        tokens[clause.finite].mood in {"k1", "k2"} or tokens[clause.finite].lemma.lower() == "sollen"
    )


def statement(tokens: tuple[Token, ...], parse: Parse, hit: Hit, parted: tuple[int, ...]) -> Found | None:
    """The clause around the phrase as content, as far as no place where the sentence is parted."""
    cue, phrase, source, lemma = hit
    begin, end = scope(tokens, parse, phrase)
    begin = max([begin, *(place for place in parted if place <= phrase[0])])
    end = min([end, *(place for place in parted if place > phrase[0])])
    inside = [i for i in range(begin, end) if not phrase[0] <= i < phrase[1]]
    pieces = [trimmed(tokens, run) for run in runs(inside)]
    content = tuple(p for p in pieces if p[0] < p[1] and any(tokens[k].tag[0] != "$" for k in range(*p)))
    if not content:
        return None
    voices = (Voice((source,), "named"),) if source else ()
    return Found(
        "indirect", content, cue, lemma, "prep", framed(tokens, phrase, parse), voices, rule=f"speech.{lemma}"
    )


def framed(tokens: tuple[Token, ...], phrase: Range, parse: Parse) -> tuple[Range, ...]:
    """The phrase with the commas that set it off."""
    a, b = phrase
    if a - 1 >= parse.sentence.first and tokens[a - 1].form == ",":
        a -= 1
    if b < parse.sentence.last and tokens[b].form == ",":
        b += 1
    return ((a, b),)


def scope(tokens: tuple[Token, ...], parse: Parse, phrase: Range) -> Range:
    """The stretch that the source stands for: its clause with all that hangs on it."""
    clause = clause_at(parse, phrase[0])
    if clause.kind in {"sub", "rel", "inf"} and clause.first <= phrase[0]:
        return clause.first, clause.last
    if (
        clause.kind == "main"
        and clause.first > parse.sentence.first
        and clause.finite >= 0
        and (clause is not parse.clauses[0])
        and earlier_main(parse, clause)
    ):
        return clause.first, parse.sentence.last
    return parse.sentence.first, others_figure(tokens, parse, phrase)


def others_figure(tokens: tuple[Token, ...], parse: Parse, phrase: Range) -> int:
    """Where a clause behind begins in which somebody else gives a figure; the sentence's end if none."""
    for matrix, cue in telling_clauses(tokens, parse):
        clause = matrix.clause
        if clause.first >= phrase[1] and earlier_main(parse, clause) and figured(tokens, matrix, cue):
            return clause.first
    return parse.sentence.last


def earlier_main(parse: Parse, clause: Clause) -> bool:
    """Has the sentence a main clause of its own before this one?"""
    return any(c.kind == "main" and c.finite >= 0 and c.last <= clause.first for c in parse.clauses)
