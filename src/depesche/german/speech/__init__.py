"""In: a sheet with clauses and quotations. Out: who says what, as statements not yet graded."""

from __future__ import annotations

from dataclasses import replace

from depesche.german import cues
from depesche.german.clauses import Parse
from depesche.german.found import Found, Voice
from depesche.german.sheet import Sheet, Token
from depesche.german.speech.adverbial import BACKWARD, adverbial
from depesche.german.speech.direct import direct
from depesche.german.speech.free import hearsay, konjunktiv, main_clause, of_facts, takes_up, whole
from depesche.german.speech.matrix import anaphoric, hinted, indirect, matrices
from depesche.german.speech.reported import beside, reported
from depesche.german.speech.subject import subject
from depesche.german.speech.told import addressed

Voices = tuple[Voice, ...]
UNDER_KONJUNKTIV = frozenset(
    ("speech.dass", "speech.zu", "speech.ob", "speech.reported", "speech.konjunktiv")
) | {"speech.hinted"}
"""Rules whose finding, in a main clause that itself is carried Konjunktiv, is part of what is told."""


def layer(sheet: Sheet) -> tuple[Found, ...]:
    """The attributed statements of a sheet, in order of their content."""
    parses = tuple(sheet.clauses)
    walk = Walk(sheet, [addressed(sheet, found) for found in direct(sheet, parses, [])])
    for parse in parses:
        walk.take(parse)
    quoted = [settled(addressed(sheet, f), walk.standing) for f in direct(sheet, parses, walk.told)]
    return tuple(sorted(walk.told + quoted, key=lambda found: found.content[0]))


class Walk:
    """Goes through a text's sentences in order and remembers who spoke last.

    `told`: what was found so far. `last`: whose words a sentence without a source carries on.
    `standing`: that source at the beginning of each sentence, for quotations that stand alone.
    """

    def __init__(self, sheet: Sheet, quotations: list[Found]) -> None:
        self.sheet = sheet
        self.quotations = quotations
        self.quoted = {i for q in sheet.quotes if q.speech for i in range(q.first, q.last)}
        self.told: list[Found] = []
        self.standing: dict[int, Voices] = {}
        self.last: Voices = ()
        self.follows = False
        self.telling = False
        self.before: Parse | None = None
        self.open: Found | None = None

    def take(self, parse: Parse) -> None:
        """One sentence: what it attributes itself, else what it carries on."""
        self.standing[parse.sentence.first] = self.last
        quotations = self.starting(parse)
        here, free = self.carry(parse, self.own(parse))
        if here and self.open and joins(self.open, here[0]):
            self.told.remove(self.open)
            span = (self.open.content[0][0], here[0].content[-1][1])
            here[0] = replace(self.open, content=(span,))
        self.told += here
        alone = len(here) == 1 and here[0].mode == "indirect-free-indirect"
        self.open = here[0] if alone else None
        self.remember(parse, quotations + here, free)
        self.follows = bool(here or quotations or parse.sentence.first in self.quoted)
        self.before = parse

    def starting(self, parse: Parse) -> list[Found]:
        """The quotations that begin in the sentence."""
        first, last = parse.sentence.first, parse.sentence.last
        return [f for f in self.quotations if first <= f.content[0][0] < last]

    def own(self, parse: Parse) -> list[Found]:
        """What the sentence itself attributes, the sentence before included ("Das sagte X")."""
        here = sentence(self.sheet, parse, self.quoted)
        if here or self.before is None:
            return here
        here = [addressed(self.sheet, f) for f in anaphoric(self.sheet.tokens, parse, self.before)]
        if here:
            since = self.before.sentence.first
            self.told = [f for f in self.told if f.content[0][0] < since or f.rule != "speech.sollen"]
        return here

    def carry(self, parse: Parse, here: list[Found]) -> tuple[list[Found], bool]:
        """The sentence's statements, and whether its source is carried on from before."""
        if parse.sentence.first in self.quoted:
            return here, False
        free = self.continued(parse, here) or (None if here else self.said_to_be(parse))
        return ([free], True) if free else (here, False)

    def continued(self, parse: Parse, here: list[Found]) -> Found | None:
        """A sentence whose main clause stands in Konjunktiv; a matrix in it lengthens the chain."""
        tokens = self.sheet.tokens
        if any(f.rule not in UNDER_KONJUNKTIV for f in here):
            return None
        if not konjunktiv(tokens, parse, self.follows):
            return None
        rule = "speech.carried-konjunktiv"
        found = whole(parse, "indirect-free-indirect", self.last, rule)
        for within in here:
            if lengthens(tokens, within, self.last):
                sources = (*self.last, *within.sources)
                return replace(found, sources=sources, cue_lemma=within.cue_lemma)
        return found

    def said_to_be(self, parse: Parse) -> Found | None:
        """Hearsay with sollen."""
        tokens = self.sheet.tokens
        place = hearsay(tokens, parse, self.follows)
        if place < 0:
            return None
        clause = main_clause(parse)
        plan = clause is not None and not of_facts(tokens, clause)
        theirs = plan or takes_up(tokens, parse) or self.telling
        voices = self.last if self.follows and theirs else ()
        if (neighbour := self.said_before(parse)) is not None:
            voices = neighbour.sources
        return whole(parse, "free-indirect", voices, "speech.sollen", (place,))

    def said_before(self, parse: Parse) -> Found | None:
        """Hearsay with sollen in the sentence right before: what is said to be so besides is by the same."""
        found = self.told[-1] if self.told else None
        if found is None or found.rule != "speech.sollen" or found.content[-1][1] != parse.sentence.first:
            return None
        return found

    def remember(self, parse: Parse, found: list[Found], free: bool) -> None:
        """Who spoke last, or whom the text has turned to, when this sentence is over."""
        heard = [f for f in found if f.sources and f.cue_lemma not in BACKWARD]
        if free:
            heard = [f for f in heard if f in self.quotations]
        self.telling = bool(heard) and tells(heard[-1])
        if heard:
            self.last = heard[-1].sources
        elif not free and parse.sentence.first not in self.quoted:
            tokens = self.sheet.tokens
            self.last = spoken(tokens, parse) or acting(tokens, parse) or self.last


def tells(found: Found) -> bool:
    """Does the source say or write something there, rather than think, plan or demand it?"""
    cue = cues.by_lemma().get(found.cue_lemma)
    if cue is None:
        return found.cue_kind == "prep"
    return cue.medium in {"speech", "writing"} and cue.act in {"state", "confirm"}


def lengthens(tokens: tuple[Token, ...], within: Found, last: Voices) -> bool:
    """Does a statement inside a carried sentence name a further source?"""
    if within.mode != "indirect" or not within.sources or within.sources == last:
        return False
    ranges = within.sources[0].ranges
    return not ranges or tokens[ranges[0][0]].low != "man"


def acting(tokens: tuple[Token, ...], parse: Parse) -> Voices:
    """The subject of a sentence with no cue, where it is a name: somebody the text now turns to."""
    clause = main_clause(parse)
    found = subject(tokens, clause) if clause else None
    if found and tokens[found[1] - 1].tag == "NE" and found[1] - found[0] > 1:
        return (Voice((found,), "named"),)
    return ()


def spoken(tokens: tuple[Token, ...], parse: Parse) -> Voices:
    """Who does something with words in a sentence that attributes nothing: the last cue's subject."""
    for matrix in reversed(list(matrices(tokens, parse))):
        if matrix.speaker and matrix.clause.kind in {"main", "v1"} and not matrix.passive:
            return (Voice((matrix.speaker,), "named"),)
    return ()


def joins(before: Found, now: Found) -> bool:
    """Do two free sentences with one speaker make one statement?"""
    free = now.mode == before.mode == "indirect-free-indirect"
    same = now.sources[:1] == before.sources[:1]
    return free and same and now.content[0][0] == before.content[-1][1]


def sentence(sheet: Sheet, parse: Parse, quoted: set[int]) -> list[Found]:
    """The statements that the sentence itself attributes."""
    if all(c.kind == "quote" for c in parse.clauses):
        return []
    found = [addressed(sheet, f) for f in indirect(sheet.tokens, parse)]
    found += adverbial(sheet.tokens, parse)
    found = [f for f in found if not all(i in quoted for a, b in f.content for i in range(a, b))]
    found += list(hinted(sheet.tokens, parse, found))
    if not found:
        return list(reported(sheet.tokens, parse))
    return found + list(beside(sheet.tokens, parse, found))


def settled(found: Found, standing: dict[int, Voices]) -> Found:
    """A bare quotation takes the speaker that was last named before its sentence."""
    if found.sources or found.frame:
        return found
    before = max((place for place in standing if place <= found.content[0][0]), default=-1)
    return replace(found, sources=standing.get(before, ()))
