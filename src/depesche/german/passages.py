"""In: a text in blocks. Out: its sentences; and what comparing them with a wire has to know of German."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from depesche.core.dispatch import Dispatch, Span
from depesche.german import sentences, tokens
from depesche.german.rarity import rarity
from depesche.german.sheet import Sheet

FIGURE = 5.0
"""What a figure weighs beside words, whose weight is how rare they are (0 to 8)."""
FUNCTION = 0.2
KEPT = 100_000


def sentences_of(blocks: Sequence[str]) -> list[list[Span]]:
    """The sentences of each block, as spans of its text."""
    return [_sentences(text) for text in blocks]


def _sentences(text: str) -> list[Span]:
    sheet = Sheet(Dispatch("", text, paragraphs=((0, len(text)),), body=((0, len(text)),)))
    sheet = replace(sheet, tokens=tokens.layer(sheet))
    return [one.span for one in sentences.layer(sheet)]


@lru_cache(KEPT)
def weigh(word: str) -> float:
    """What a word weighs where wordings are compared: how rare it is; figures count like names."""
    if word[0].isdigit():
        return FIGURE
    found = rarity(word)
    return found.idf if found.kind != "none" and found.idf > FUNCTION else FUNCTION
