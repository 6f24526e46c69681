"""In: a word. Out: is it a plain noun, or one that the model only puts together and that may be a name?"""

from __future__ import annotations

from functools import lru_cache

from depesche.german.morphology import morphology

RARE = -18.5
"""log p(word | noun) below which a noun that the model reads may as well be a name: Hellwerk has -20."""
NOUNS = ("NN", "NNA", "NNI")
LONGEST = 60


@lru_cache(maxsize=1 << 14)
def best(word: str) -> tuple[str, float]:
    """The part of speech that the model reads first, and how likely the word is of it."""
    tag, likely = morphology().readings(word[:LONGEST], False)[0]
    return morphology().names.get(tag, ""), likely


def nominal(word: str) -> bool:
    """Does the model read a noun first?"""
    return best(word)[0] in NOUNS


def plain(word: str) -> bool:
    """Is the word a plain noun?"""
    tag, likely = best(word)
    return tag in NOUNS and likely > RARE
