"""In: a word. Out: how rare it is in news copy, and whether it is a noun, a name or neither.

Rarity is an inverse document frequency: minus the natural logarithm of the share of dispatches
of WORDS words that have the form, under the word probabilities of HanTa's model (Wartena 2019), whose
corpus is newspaper copy. What the model has never seen is as rare as SELDOM.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal, NamedTuple

from depesche.german.morphmodel import WORD
from depesche.german.morphology import morphology

WORDS = 250
"""Words of a dispatch of middle length."""
SELDOM = 8.0
"""Rarity of a form that the model does not know: one dispatch of 3,000."""
KEPT = 100_000
LONGEST = 60
"""Letters of a word that is looked at; a longer one is no word of any language."""
Class = Literal["name", "noun", "word", "none"]
CONTENT = ("NN", "NE", "NNA", "NNI", "ADJ", "VV", "FM", "XY")


ARTICLES = ("ART", "APPRART", "PPOSAT", "PDAT")
BEFORE_NOUNS = ("ART", "APPRART", "PIAT", "PPOSAT", "PDAT", "PWAT", "PIDAT", "ADJ", "CARD")

NEAR = 3.0
"""A reading this much less likely (log) than the best still counts."""


class Rarity(NamedTuple):
    """`idf`: from 0 (in every dispatch) to SELDOM. `kind`: "none" for words without content."""

    idf: float
    kind: Class


@lru_cache(KEPT)
def rarity(word: str) -> Rarity:
    """How rare the word is, and what it is; a capital letter is taken for a noun's or a name's."""
    if not word[0].isalpha() or len(word) > LONGEST:
        return Rarity(0.0, "none")
    model = morphology()
    known = model.model.pairs(WORD, word.lower())
    if not known:
        return Rarity(SELDOM, _unseen(word))
    tags = [(model.names[tag], p) for tag, p in known]
    if not tags[0][0].startswith(CONTENT):
        return Rarity(0.0, "none")
    p = sum(math.exp(p) for _, p in tags)
    share = max(-math.expm1(-WORDS * p), math.exp(-SELDOM))
    return Rarity(-math.log(share), _kind(word, tags))


@lru_cache(KEPT)
def before_noun(word: str) -> bool:
    """Whether the word is an article, an adjective or a number: what stands before nouns, not names."""
    if word[0].isdigit() or len(word) > LONGEST:
        return word[0].isdigit()
    model = morphology()
    opens = word[0].isupper()  # a sentence: "Der Pegel steigt"
    readings = model.readings(word.lower() if opens else word, initial=True)
    near = [model.names[tag] for tag, p in readings if p > readings[0][1] - NEAR]
    return any(tag.startswith(ARTICLES if opens else BEFORE_NOUNS) for tag in near)


def _kind(word: str, tags: list[tuple[str, float]]) -> Class:
    if word[0].islower():
        return "word"
    for tag, _ in tags:
        if tag.startswith("NE"):
            return "name"
        if tag.startswith("NN"):
            return "noun"
    return "word"


def _unseen(word: str) -> Class:
    if word[0].islower():
        return "word"
    model = morphology()
    tag = model.names[model.readings(word.capitalize(), initial=False)[0][0]]
    return "name" if tag.startswith("NE") else "noun" if tag.startswith("NN") else "word"
