"""In: tokens in sentences. Out: the same tokens with part of speech, lemma and mood.

The morphology's tag probabilities and lemma of a word form are asked once a form and kept. The
sequence of tags is then found by Viterbi's algorithm over the model's trigrams of tags.
"""

from __future__ import annotations

import math
from functools import cache
from operator import itemgetter
from typing import Any

from depesche.german import name_tags
from depesche.german.mood import mood
from depesche.german.morphmodel import WIDTH
from depesche.german.morphology import UNKNOWN, Morphology, morphology
from depesche.german.sheet import Sheet, Token
from depesche.german.tokens import compounded

LONGEST = 48
KEPT = 400_000
BEAM = 6
START = 1  # a state, two tags, is one number: previous * WIDTH + current
Readings = tuple[tuple[int, float], ...]


def stts(tag: str) -> str:
    """HanTa's tag name as the STTS one: `VV(FIN)` is VVFIN, `ADJ(A)` ADJA."""
    return tag.replace("(", "").replace(")", "") if "(" in tag and tag[0] != "$" else tag


class Tagger:
    """The morphology with what it said of each word form so far. Made once a process."""

    def __init__(self, known: Morphology) -> None:
        self.morphology = known
        self.names = {number: stts(name) for number, name in known.names.items()}
        self.forms: dict[tuple[str, bool], Readings] = {}
        self.lemmas: dict[tuple[str, int], tuple[str, str, str]] = {}
        self.unknown: Readings = ((known.tags["NE"], 0.0), (known.tags["XY"], -1.0))

    def readings(self, form: str, initial: bool) -> Readings:
        """The possible tags of a word form with log p(form | tag), best first."""
        key = (form, initial)
        known = self.forms.get(key)
        if known is None:
            if len(self.forms) > KEPT:
                self.forms.clear()
            known = self.forms[key] = self.ask(form, initial)
        return known

    def ask(self, form: str, initial: bool) -> Readings:
        """The morphology's answer for one form; words too long for it and internet addresses count as
        names, what is joined to an address as what it ends in."""
        tail = compounded(form)
        if len(form) > LONGEST or tail == "":
            return self.unknown
        found = self.morphology.readings(form.rpartition("-")[2] if tail else form, initial)
        usable = tuple((tag, p) for tag, p in found if tag != UNKNOWN)
        return usable or self.unknown

    def lexeme(self, form: str, tag: int) -> tuple[str, str, str]:
        """(STTS tag, lemma, mood) of a form under a tag."""
        key = (form, tag)
        known = self.lemmas.get(key)
        if known is None:
            if len(self.lemmas) > KEPT:
                self.lemmas.clear()
            known = self.lemmas[key] = self.ask_lexeme(form, tag)
        return known

    def ask_lexeme(self, form: str, tag: int) -> tuple[str, str, str]:
        """The lemma for a form under a tag, and the mood where it is a finite verb."""
        name = self.names[tag]
        if len(form) > LONGEST:
            return name, form, ""
        lemma = self.morphology.lemma(form, tag)
        return name, lemma, mood(form.lower(), lemma) if name.endswith("FIN") else ""

    def sequence(self, words: tuple[Token, ...]) -> list[int]:
        """The likeliest tags of a sentence, by beam-limited Viterbi over trigrams of tags."""
        rows, trigrams = self.morphology.model.rows, self.morphology.model.trigrams
        states: dict[int, float] = {START: 0.0}
        back: list[dict[int, int]] = []
        for place, word in enumerate(words):
            readings = self.readings(word.form, place == 0)
            states, pointers = step(states, readings, rows, trigrams)
            back.append(pointers)
        return trace(states, back)


def step(
    states: dict[int, float], readings: Readings, rows: memoryview, trigrams: Any
) -> tuple[dict[int, float], dict[int, int]]:
    """One word further: the best score of each new state, and the state it came from."""
    row: dict[int, float] = {}
    came: dict[int, int] = {}
    ranked = (
        sorted(states.items(), key=itemgetter(1), reverse=True)[:BEAM]
        if len(states) > BEAM
        else states.items()
    )
    for state, score in ranked:
        after = rows[state] * WIDTH
        base = state % WIDTH * WIDTH
        for tag, p in readings:
            total = score + p + trigrams[after + tag]
            if total > row.get(base + tag, -math.inf):
                row[base + tag] = total
                came[base + tag] = state
    return row, came


def trace(states: dict[int, float], back: list[dict[int, int]]) -> list[int]:
    """The tags on the best path, first to last."""
    if not back:
        return []
    state = max(states, key=states.__getitem__)
    tags = []
    for pointers in reversed(back):
        tags.append(state % WIDTH)
        state = pointers[state]
    return tags[::-1]


@cache
def tagger() -> Tagger:
    """The one tagger of this process."""
    return Tagger(morphology())


def layer(sheet: Sheet) -> tuple[Token, ...]:
    """The sheet's tokens, each now with tag, lemma and mood."""
    known = tagger()
    for sentence in sheet.sentences:
        words = sheet.words(sentence)
        for word, tag in zip(words, known.sequence(words), strict=True):
            word.tag, word.lemma, word.mood = known.lexeme(word.form, tag)
    name_tags.mend(sheet.tokens, sheet.sentences)
    return sheet.tokens
