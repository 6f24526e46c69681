"""In: a word. Out: what it weighs where a text of one's own is compared with dispatches."""

from __future__ import annotations

from functools import lru_cache

from depesche.german.morphmodel import WORD
from depesche.german.morphology import morphology
from depesche.german.passages import weigh
from depesche.german.rarity import LONGEST, SELDOM

KEPT = 100_000


@lru_cache(KEPT)
def weight(word: str) -> float:
    """The same as `weigh`, sooner: a word that nobody has seen is seldom, whatever part of speech it may be."""
    if word[0].isalpha() and len(word) <= LONGEST and not morphology().model.pairs(WORD, word.lower()):
        return SELDOM
    return weigh(word)
