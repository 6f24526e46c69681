"""In: found statements. Out: the single propositions inside the long ones.

A quotation of four sentences makes four claims, each as sure as its own words. Parts are plain:
what their source says in its own voice, inside what is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from depesche.german.clauses import Clause, Parse, parse
from depesche.german.found import Found, Range
from depesche.german.predicates import MAIN, sentences_of, trimmed
from depesche.german.sheet import Sentence, Sheet
from depesche.german.speech.matrix import indirect

SHORTEST = 3
"""Tokens that a part must have."""


def parts(sheet: Sheet, found: Sequence[Found]) -> Iterator[Found]:
    """The parts of the statements, outer ones first, without those that are statements already."""
    known = {trimmed(sheet.tokens, *hull(f.content)) for f in found if f.content}
    reach = 0
    for outer in sorted((f for f in found if f.content), key=outermost):
        if outer.mode in {"reported", "plain"}:
            continue
        parsed = tuple(parses(sheet, outer))
        within = hull(outer.content)[1] <= reach
        reach = max(reach, hull(outer.content)[1])
        inner = () if within else told(sheet, outer, parsed)
        for part in (*clauses(sheet, outer, parsed), *inner):
            key = trimmed(sheet.tokens, *hull(part.content))
            if key not in known and key[1] - key[0] >= SHORTEST:
                known.add(key)
                yield part


def outermost(found: Found) -> Range:
    """Sorts statements by where they begin, the longer before those inside."""
    first, last = hull(found.content)
    return first, -last


def hull(ranges: Sequence[Range]) -> Range:
    """From the first to the last token of the ranges."""
    return ranges[0][0], ranges[-1][1]


def parses(sheet: Sheet, outer: Found) -> Iterator[Parse]:
    """The stretches of the content, sentence by sentence, parsed by themselves."""
    first, last = hull(outer.content)
    for number in sentences_of(sheet, [(first, last)]):
        sentence = sheet.sentences[number]
        a, b = trimmed(sheet.tokens, max(first, sentence.first), min(last, sentence.last))
        if b - a >= SHORTEST:
            span = sheet.tokens[a].begin, sheet.tokens[b - 1].end
            yield parse(sheet.tokens, Sentence(span, a, b, sentence.paragraph), {})


def clauses(sheet: Sheet, outer: Found, parsed: Sequence[Parse]) -> Iterator[Found]:
    """Its independent clauses, each with what hangs on it; none where there is only one."""
    groups = [(each, group) for each in parsed for group in independent(each)]
    before: Range | None = None
    for each, (first, last) in groups if len(groups) > 1 else ():
        joined = sheet.tokens[first].tag == "KON"
        shared = before if shares(each, first) else None
        yield part_of(outer, (trimmed(sheet.tokens, first + joined, last),), shared)
        before = shared or (first, last)


def shares(parsed: Parse, first: int) -> bool:
    """Does the clause that begins at `first` share its subject with the one before?"""
    return any(c.shares and c.coordinated and c.first <= first + 1 for c in parsed.clauses if c.last > first)


def independent(parsed: Parse) -> list[Range]:
    """The ranges of the coordinated main clauses (or equal subordinate ones) of a stretch."""
    heads = [c for c in parsed.clauses if begins(parsed, c)]
    starts = [parsed.sentence.first] + [c.first for c in heads[1:]]
    ends = [*starts[1:], parsed.sentence.last]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if b - a >= SHORTEST]


def begins(parsed: Parse, clause: Clause) -> bool:
    """Does the clause state something beside the first one: main, or its equal behind und?"""
    first = next((c for c in parsed.clauses if c.finite >= 0), None)
    if clause is first:
        return True
    if clause.finite < 0 or first is None:
        return False
    if clause.kind in MAIN:
        return first.kind in MAIN and (clause.coordinated or clause.parent < 0)
    return clause.coordinated and clause.kind == first.kind


def part_of(outer: Found, content: tuple[Range, ...], scope: Range | None = None) -> Found:
    """A part with the cue and the sources of the whole."""
    return replace(outer, mode="plain", content=content, rule="part", whole=outer, scope=scope)


def told(sheet: Sheet, outer: Found, parsed: Sequence[Parse]) -> Iterator[Found]:
    """What the source says that somebody says or thinks: "er glaube, P" inside its own words."""
    for each in parsed:
        for inner in indirect(sheet.tokens, each):
            yield replace(inner, mode="plain", frame=(), rule="part.told", whole=outer)
