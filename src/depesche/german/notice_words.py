"""In: `data/notices.toml`. Out: what each word of a notice means to its grammar."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from depesche.core import toml


@cache
def table() -> dict[str, Any]:
    """The content of the data file."""
    return toml.load(Path(__file__).with_name("data") / "notices.toml")


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """One word list."""
    return frozenset(table()[section][key])


@cache
def units() -> dict[str, str]:
    """The unit or part that a word names: "absatzes" names a paragraph."""
    return {word: unit for unit, words in table()["units"].items() for word in words}


@cache
def cardinals() -> dict[str, int]:
    """The numbers from 1 to 99 by their words."""
    ones, tens = table()["cardinals"]["ones"], table()["cardinals"]["tens"]
    names = {word: number for number, word in enumerate(ones, 1)}
    for decade, ten in enumerate(tens, 2):
        names[ten] = decade * 10
        for one, word in enumerate(ones[:9], 1):
            names[f"{word.removesuffix('s') if one == 1 else word}und{ten}"] = decade * 10 + one
    return names


@cache
def ordinals() -> dict[str, int]:
    """The ordinals from 1 to 99 in all their endings, and those counted from the end as -1 to -5."""
    rules = table()["ordinals"]
    stems = {ordinal_stem(word, number): number for word, number in cardinals().items()}
    stems = {stem: n for stem, n in stems.items() if n not in rules["special"].values()}
    stems |= rules["special"] | rules["last"]
    return {stem + ending: n for stem, n in stems.items() for ending in rules["endings"]}


def ordinal_stem(word: str, number: int) -> str:
    """ "viert" for "vier", "zwanzigst" for "zwanzig"."""
    return word + ("t" if number < 20 else "st")
