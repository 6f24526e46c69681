"""In: a German number word. Out: its value: "dreihundertfünfzig" is 350, "zweieinhalb" 2.5."""

from __future__ import annotations

import re
from functools import lru_cache

SMALL = {
    "null": 0, "ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5,
    "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
    "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17,
    "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60,
    "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
ORDINALS = {"erst": 1, "dritt": 3, "siebt": 7, "acht": 8}
START = re.compile(
    r"null|ein|zw[eoöa]|drei|dritt|erst|vier|fünf|sech|sieb|acht|neun|zehn|elf|hundert|tausend"
    r"|ander|dutzend"
)
LONGEST = 60


@lru_cache(maxsize=20_000)
def cardinal(word: str) -> float | int | None:
    """The value of a small-letter number word, or None where it is none.

    "anderthalb", "eineinhalb", "zweieinhalb" give halves. Words over 60 letters give None.
    """
    if len(word) > LONGEST or not START.match(word):
        return None
    if word == "anderthalb":
        return 1.5
    if word.endswith("einhalb"):
        whole = below_million(word[:-7])
        return None if whole is None else whole + 0.5
    return below_million(word)


def below_million(word: str) -> int | None:
    """The value of a whole-number word up to 999,999, or None."""
    head, found, tail = word.rpartition("tausend")
    if not found:
        return below_thousand(word)
    return joined(1 if not head else below_thousand(head), 1000, tail, below_thousand)


def below_thousand(word: str) -> int | None:
    """The value up to 1999 ("neunzehnhundert" is a year), or None."""
    head, found, tail = word.rpartition("hundert")
    if not found:
        return below_hundred(word)
    return joined(1 if not head else below_hundred(head), 100, tail, below_hundred)


def joined(head: int | None, step: int, tail: str, read: object) -> int | None:
    """`head * step` and what `tail` adds; None where either part is no number."""
    rest = 0 if not tail else (read(tail.removeprefix("und")) if callable(read) else None)
    return None if head is None or rest is None else head * step + rest


def below_hundred(word: str) -> int | None:
    """The value of a number word below a hundred, or None."""
    if word in SMALL:
        return SMALL[word]
    if word in TENS:
        return TENS[word]
    units, found, tens = word.partition("und")
    return SMALL[units] + TENS[tens] if found and units in SMALL and tens in TENS else None


@lru_cache(maxsize=20_000)
def ordinal(word: str) -> int | None:
    """The value of an inflected ordinal ("dritten" is 3, "zwanzigster" 20), or None."""
    if len(word) > LONGEST or not START.match(word):
        return None
    stem = re.sub(r"e[nrsm]?$", "", word)
    if stem in ORDINALS:
        return ORDINALS[stem]
    for ending, lowest, highest in (("st", 20, 10**6), ("t", 2, 19)):
        if stem.endswith(ending):
            value = cardinal(stem.removesuffix(ending))
            if value is not None and lowest <= value % 100 <= highest and value == int(value):
                return int(value)
    return None
