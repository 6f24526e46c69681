"""In: tokens in sentences. Out: the same tokens with part of speech, lemma and mood.

The morphology is HanTa's (Wartena 2019, "A Probabilistic Morphology Model for German
Lemmatization"): tag probabilities and lemma of a word form, asked once a form and kept. The
sequence of tags is then found by Viterbi's algorithm over HanTa's own trigram model.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from depesche.german import name_tags
from depesche.german.mood import mood
from depesche.german.sheet import Sheet, Token

LONGEST = 48
KEPT = 400_000
BEAM = 6
START = (0, 1)
Readings = tuple[tuple[int, float], ...]


def stts(tag: str) -> str:
    """HanTa's tag name as the STTS one: `VV(FIN)` is VVFIN, `ADJ(A)` ADJA."""
    return tag.replace("(", "").replace(")", "") if "(" in tag and tag[0] != "$" else tag


class Tagger:
    """HanTa's model with what it said of each word form so far. Made once a process."""

    def __init__(self) -> None:
        from HanTa.HanoverTagger import HanoverTagger

        self.model: Any = HanoverTagger("morphmodel_ger.pgz")
        self.names = {number: stts(name) for number, name in self.model.int2tag.items()}
        self.forms: dict[tuple[str, bool], Readings] = {}
        self.lemmas: dict[tuple[str, int], tuple[str, str, str]] = {}
        self.unknown: Readings = ((self.model.tag2int["NE"], 0.0), (self.model.tag2int["XY"], -1.0))

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
        """HanTa's answer for one form; words too long for it count as names."""
        if len(form) > LONGEST:
            return self.unknown
        found = self.model._tag_word(form, cutoff=5, casesensitive=not initial, conditional=True)
        usable = tuple((tag, p) for tag, p in found if tag != 3)
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
        """HanTa's lemma for a form under a tag, and the mood where it is a finite verb."""
        name = self.names[tag]
        if len(form) > LONGEST:
            return name, form, ""
        lemma = self.model._analyze(form, tag, taglevel=1)[0]
        return name, lemma, mood(form.lower(), lemma) if name.endswith("FIN") else ""

    def sequence(self, words: tuple[Token, ...]) -> list[int]:
        """The likeliest tags of a sentence, by beam-limited Viterbi over HanTa's trigrams."""
        transitions = self.model.LP_trans_word
        states: dict[tuple[int, int], float] = {START: 0.0}
        back: list[dict[tuple[int, int], tuple[int, int]]] = []
        for place, word in enumerate(words):
            readings = self.readings(word.form, place == 0)
            states, pointers = step(states, readings, transitions)
            back.append(pointers)
        return trace(states, back)


def step(
    states: dict[tuple[int, int], float],
    readings: Readings,
    transitions: dict[tuple[int, int], dict[int, float]],
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], tuple[int, int]]]:
    """One word further: the best score of each new state, and the state it came from."""
    row: dict[tuple[int, int], float] = {}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    ranked = (
        sorted(states.items(), key=lambda item: -item[1])[:BEAM]
        if len(states) > BEAM
        else (states.items())
    )
    for state, score in ranked:
        following = transitions.get(state, {})
        for tag, p in readings:
            new = (state[1], tag)
            total = score + p + following.get(tag, -18.0)
            if total > row.get(new, -math.inf):
                row[new] = total
                came[new] = state
    return row, came


def trace(
    states: dict[tuple[int, int], float],
    back: list[dict[tuple[int, int], tuple[int, int]]],
) -> list[int]:
    """The tags on the best path, first to last."""
    if not back:
        return []
    state = max(states, key=states.__getitem__)
    tags = []
    for pointers in reversed(back):
        tags.append(state[1])
        state = pointers[state]
    return tags[::-1]


@cache
def tagger() -> Tagger:
    """The one tagger of this process."""
    return Tagger()


def layer(sheet: Sheet) -> tuple[Token, ...]:
    """The sheet's tokens, each now with tag, lemma and mood."""
    known = tagger()
    for sentence in sheet.sentences:
        words = sheet.words(sentence)
        for word, tag in zip(words, known.sequence(words), strict=True):
            word.tag, word.lemma, word.mood = known.lexeme(word.form, tag)
    name_tags.mend(sheet.tokens, sheet.sentences)
    return sheet.tokens
