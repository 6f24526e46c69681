"""In: a sheet with clauses and quotations. Out: who says what, as statements not yet graded."""

from __future__ import annotations

from dataclasses import replace

from depesche.german.clauses import Parse
from depesche.german.found import Found, Voice
from depesche.german.sheet import Sheet, Token
from depesche.german.speech.adverbial import BACKWARD, adverbial
from depesche.german.speech.direct import direct
from depesche.german.speech.free import hearsay, konjunktiv, main_clause, whole
from depesche.german.speech.matrix import anaphoric, hinted, indirect, matrices
from depesche.german.speech.reported import reported
from depesche.german.speech.subject import subject


UNDER_KONJUNKTIV = frozenset(("speech.dass", "speech.zu", "speech.ob", "speech.reported", "speech.konjunktiv", "speech.hinted"))
"""Rules whose finding, in a main clause that itself is carried Konjunktiv, is part of what is told."""


def layer(sheet: Sheet) -> tuple[Found, ...]:
    """The attributed statements of a sheet, in order of their content."""
    tokens, parses = sheet.tokens, tuple(sheet.clauses)
    told: list[Found] = []
    quoted = {i for q in sheet.quotes if q.speech for i in range(q.first, q.last)}
    last: tuple[Voice, ...] = ()
    direct_by_sentence = list(direct(sheet, parses, []))
    previous: Found | None = None
    before: Parse | None = None
    follows = False
    standing: dict[int, tuple[Voice, ...]] = {}
    for parse in parses:
        standing[parse.sentence.first] = last
        here = sentence(sheet, parse, quoted) or list(anaphoric(tokens, parse, before))
        if here and here[0].rule == "speech.anaphoric":
            told = [f for f in told if f.content[0][0] < before.sentence.first or f.rule != "speech.sollen"]
        before = parse
        starting = [f for f in direct_by_sentence if parse.sentence.first <= f.content[0][0] < parse.sentence.last]
        free = continued(sheet, parse, last, follows, here) if parse.sentence.first not in quoted else None
        if free:
            here = [free]
        elif not here:
            free = carried(sheet, parse, last, follows, quoted)
            if free:
                here = [free]
        if here and previous and joins(previous, here[0]):
            told.remove(previous)
            here[0] = replace(previous, content=((previous.content[0][0], here[0].content[-1][1]),))
        told += here
        previous = here[0] if len(here) == 1 and here[0].mode == "indirect-free-indirect" else None
        voices = [f for f in starting + here if f.sources and f is not free and f.cue_lemma not in BACKWARD]
        if voices:
            last = voices[-1].sources
        elif not free and parse.sentence.first not in quoted:
            last = spoken(tokens, parse) or acting_person(tokens, parse) or last
        follows = bool(here or starting or parse.sentence.first in quoted)
    told += [settled(f, standing) for f in direct(sheet, parses, told)]
    return tuple(sorted(told, key=lambda f: f.content[0]))


def acting_person(tokens: tuple[Token, ...], parse: Parse) -> tuple[Voice, ...]:
    """The subject of a sentence with no cue, where it is a name: somebody the text now turns to."""
    clause = main_clause(parse)
    found = subject(tokens, clause) if clause else None
    if found and tokens[found[1] - 1].tag == "NE" and found[1] - found[0] > 1:
        return (Voice((found,), "named"),)
    return ()


def spoken(tokens: tuple[Token, ...], parse: Parse) -> tuple[Voice, ...]:
    """Who does something with words in a sentence that attributes nothing: the last cue's subject."""
    for matrix in reversed(list(matrices(tokens, parse))):
        if matrix.speaker and matrix.clause.kind in {"main", "v1"} and not matrix.passive:
            return (Voice((matrix.speaker,), "named"),)
    return ()


def joins(before: Found, now: Found) -> bool:
    """Do two free sentences with one speaker make one statement?"""
    return (now.mode == before.mode == "indirect-free-indirect" and now.sources[:1] == before.sources[:1]
            and now.content[0][0] == before.content[-1][1])


def sentence(sheet: Sheet, parse: Parse, quoted: set[int]) -> list[Found]:
    """The statements that the sentence itself attributes."""
    if all(c.kind == "quote" for c in parse.clauses):
        return []
    found = list(indirect(sheet.tokens, parse)) + list(adverbial(sheet.tokens, parse))
    found = [f for f in found if not all(i in quoted for a, b in f.content for i in range(a, b))]
    found += list(hinted(sheet.tokens, parse, found))
    return found or list(reported(sheet.tokens, parse))


def carried(
    sheet: Sheet, parse: Parse, last: tuple[Voice, ...], follows: bool, quoted: set[int]
) -> Found | None:
    """A sentence that goes on in Konjunktiv, or hearsay with sollen."""
    if parse.sentence.first in quoted:
        return None
    place = hearsay(sheet.tokens, parse, follows)
    if place >= 0:
        return whole(parse, "free-indirect", last if follows else (), "speech.sollen", (place,))
    return None


def continued(
    sheet: Sheet, parse: Parse, last: tuple[Voice, ...], follows: bool, here: list[Found]
) -> Found | None:
    """A sentence whose main clause stands in Konjunktiv; a matrix in it lengthens the chain."""
    if not konjunktiv(sheet.tokens, parse, follows) or any(f.rule not in UNDER_KONJUNKTIV for f in here):
        return None
    found = whole(parse, "indirect-free-indirect", last, "speech.carried-konjunktiv")
    for within in here:
        if within.mode == "indirect" and within.sources and within.sources != last and not (
            sheet.tokens[within.sources[0].ranges[0][0]].low == "man"
        ):
            return replace(found, sources=(*last, *within.sources), cue_lemma=within.cue_lemma)
    return found


def settled(found: Found, standing: dict[int, tuple[Voice, ...]]) -> Found:
    """A bare quotation takes the speaker that was last named before its sentence."""
    if found.sources or found.frame:
        return found
    before = max((place for place in standing if place <= found.content[0][0]), default=-1)
    return replace(found, sources=standing.get(before, ()))
