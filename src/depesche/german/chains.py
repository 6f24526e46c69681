"""In: found statements. Out: the same with whole chains of sources, nearest first.

Who stands nearest is whom the dispatch relies on, last comes who said it first: "sagte die
Ministerin laut Abendpost" is Abendpost, Ministerin. A statement told inside another inherits the
other's chain; "unter Berufung auf", "zitiert" and the like lengthen it at the far end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from depesche.german.found import Found, Range, Voice
from depesche.german.governing import governing
from depesche.german.phrases import core, noun_phrase
from depesche.german.predicates import clause_at
from depesche.german.sheet import Sheet, Token
from depesche.german.words import closed, sections

WINDOW = 40
"""Statements back within which an enclosing one is looked for."""
ATTRIBUTIVE = ("te", "ten", "ter", "ene", "enen", "ener", "ende", "enden", "ender")
"""Endings of participles that stand before a noun."""
LONGEST = 4
"""Links of a chain; more come from misreadings only."""
NOBODY_QUOTED = frozenset(("das", "dies", "dabei", "sich"))
SAME = frozenset(("er", "sie", "es", "ich", "wir", "man", "der", "die"))
"""Words that mostly take up the speaker already there when they speak inside a statement."""
THIRD = frozenset(("er", "sie", "es", "der", "die"))


def lengthened(sheet: Sheet, found: Sequence[Found]) -> tuple[Found, ...]:
    """The statements with their chains completed, in the same order."""
    with_origin = [replace(f, sources=own_links(sheet, f)) for f in found]
    ordered = sorted((f for f in with_origin if f.content), key=begin)
    return tuple(replace(f, sources=chain(sheet, f, ordered)) for f in with_origin)


def own_links(sheet: Sheet, found: Found) -> tuple[Voice, ...]:
    """The links of a statement by itself: who says it, and whom that one relies on."""
    governor = governing(sheet, found)
    if governor and governor.voice:
        return (governor.voice,)
    voices = tuple(unsettled(sheet, voice) for voice in found.sources)
    return (*voices, *(v for v in origins(sheet, found) if v not in voices))[:LONGEST]


def unsettled(sheet: Sheet, voice: Voice) -> Voice:
    """The voice, nobody's if its words say so: "ersten Angaben", "Gerüchten"."""
    words = [t.low for a, b in voice.ranges for t in sheet.tokens[a:b]]
    known = sections("chains.txt")
    bare = len(words) <= LONGEST and bool(words) and words[-1] in known["reports"]
    if (bare and not known["unsettled"].isdisjoint(words)) or not known["rumours"].isdisjoint(words):
        return replace(voice, kind="anonymous")
    return voice


def covers(outer: Sequence[Range], inner: Sequence[Range]) -> bool:
    """Do the outer ranges hold all the inner ones?"""
    return all(any(a <= c and d <= b for a, b in outer) for c, d in inner)


def hull(ranges: Sequence[Range]) -> Range:
    """From the first to the last token of the ranges."""
    return ranges[0][0], ranges[-1][1]


def holders(inner: Found, found: Sequence[Found]) -> Iterator[Found]:
    """The statements in whose content the inner one is told: its cue and content lie there."""
    if not inner.cue or inner.cue_kind in {"modal", "mood"}:
        return
    cue = [(i, i + 1) for i in inner.cue]
    for outer in found:
        other = outer is not inner and outer.sources and outer.mode != "reported"
        if other and covers(outer.content, cue) and covers([hull(outer.content)], inner.content):
            yield outer


def chain(sheet: Sheet, inner: Found, found: Sequence[Found]) -> tuple[Voice, ...]:
    """The sources of a statement behind those of the statements it is told in, outermost first."""
    outer = sorted(holders(inner, nearby(inner, found)), key=size, reverse=True)
    links: list[Voice] = []
    inside = False
    for each in (*outer, inner):
        kept = [voice for voice in each.sources if not repeated(sheet, voice, links, quoted=inside)]
        links += [other(sheet, voice) if inside else voice for voice in kept]
        inside = each.mode == "direct"
    return tuple(links[:LONGEST])


def other(sheet: Sheet, voice: Voice) -> Voice:
    """The voice; "er" in a quotation keeps that word as its name, since it is not the one quoted."""
    words = [t for a, b in voice.ranges for t in sheet.tokens[a:b]]
    third = len(words) == 1 and words[0].low in THIRD
    return replace(voice, name=words[0].form) if third else voice


def begin(found: Found) -> int:
    """The first token of the content."""
    return found.content[0][0]


def nearby(inner: Found, ordered: Sequence[Found]) -> Sequence[Found]:
    """The statements that begin before the inner one's cue, as many as can reach over it."""
    if not inner.cue:
        return ()
    behind = bisect_right(ordered, inner.cue[0], key=begin)
    return ordered[max(0, behind - WINDOW) : behind]


def size(found: Found) -> int:
    """How many tokens the content has."""
    return sum(b - a for a, b in found.content)


def repeated(sheet: Sheet, voice: Voice, links: Sequence[Voice], *, quoted: bool) -> bool:
    """Is the voice in the chain already, or a pronoun that takes up its last link?

    Who is `quoted` says "ich" of himself: "er" is somebody else.
    """
    if voice in links:
        return True
    words = [t.low for a, b in voice.ranges for t in sheet.tokens[a:b]]
    return bool(links) and len(words) == 1 and words[0] in (SAME - THIRD if quoted else SAME)


def origins(sheet: Sheet, found: Found) -> tuple[Voice, ...]:
    """Whom the source itself relies on: "unter Berufung auf X", "zitiert X", "von X erfahren"."""
    if not found.cue or not found.sources:
        return ()
    clause = clause_at(sheet, found.cue[0])
    if clause is None:
        return ()
    last = clause.tokens[-1].i + 1
    taken = [r for voice in found.sources for r in voice.ranges]
    for place in relied_on(clause.tokens, sheet.tokens):
        stop = noun_phrase(sheet.tokens, place, last)
        stop = stop if stop > place else described(sheet.tokens, place, last)
        if stop > place and not any(a < stop and place < b for a, b in taken):
            return (Voice(((place, stop),), "named"),)
    if found.cue_lemma in sections("chains.txt")["quoting"]:
        return quoted(sheet, clause.tokens, taken)
    return ()


def relied_on(own: Sequence[Token], tokens: Sequence[Token]) -> Iterator[int]:
    """The places behind "unter Berufung auf" and its like."""
    nouns, verbs = sections("chains.txt")["relying"], sections("chains.txt")["relying-verbs"]
    lows = {token.low for token in own}
    relying = not lows.isdisjoint(verbs)
    for token in own:
        if token.low in {"auf", "aufs"} and token.i:
            before = tokens[token.i - 1]
            if before.low in nouns or (relying and before.low in {"sich", "dabei", "sie", "er"}):
                yield token.i + 1


def described(tokens: Sequence[Token], place: int, last: int) -> int:
    """The place behind nouns whose attribute has its own object: "mit der Sache vertraute Leute"."""
    inner = core(tokens, place + 1, last) if tokens[place].tag in {"APPR", "APPRART"} else place
    if inner <= place + 1 or inner >= last or not tokens[inner].low.endswith(ATTRIBUTIVE):
        return place
    return noun_phrase(tokens, inner + 1, last) if tokens[inner].form[0].islower() else place


def quoted(sheet: Sheet, own: Sequence[Token], taken: Sequence[Range]) -> tuple[Voice, ...]:
    """The one that is quoted: the other noun phrase of the clause, "aus" before it or nothing."""
    place, end = own[0].i, own[-1].i + 1
    while place < end:
        stop = noun_phrase(sheet.tokens, place, end)
        if stop == place:
            place += 1
            continue
        before = sheet.tokens[place - 1].low if place else ""
        free = before not in closed("prepositions") or before == "aus"
        free = free and sheet.tokens[place].low not in NOBODY_QUOTED
        if free and not any(a < stop and place < b for a, b in taken):
            return (Voice(((place, stop),), "named"),)
        place = stop
    return ()
