"""German numerals. In: a figure or number word as printed. Out: its value, exact, or None.

"1.200" is 1200, "1,5" is 1.5, "dreihundertfünfundzwanzig" is 325, "zweieinhalb" 2.5.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

Number = int | float

FIGURE = re.compile(r"(?:0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:\.\d{3}){1,4})(?:,\d{1,6})?")
FRACTION = re.compile(r"([1-9])/([2-9]|10)")
SMALL = {
    "null": 0, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13,
    "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60,
    "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
HALVES: dict[str, Number] = {
    "eineinhalb": 1.5, "anderthalb": 1.5, "einundeinhalb": 1.5, "halbe": 0.5, "halben": 0.5, "halbes": 0.5,
}  # fmt: skip
ONES = frozenset(("ein", "eine", "einen", "einem", "einer", "eines"))
MAGNITUDES = {
    "hundert": 100, "tausend": 1000, "tsd.": 1000, "tsd": 1000, "dutzend": 12,
    "million": 10**6, "millionen": 10**6, "mio.": 10**6, "mio": 10**6,
    "milliarde": 10**9, "milliarden": 10**9, "mrd.": 10**9, "mrd": 10**9,
    "billion": 10**12, "billionen": 10**12, "billiarde": 10**15, "billiarden": 10**15,
}  # fmt: skip
MANY = {
    "dutzende": 12, "dutzenden": 12, "dutzender": 12, "hunderte": 100, "hunderten": 100, "hunderter": 100,
    "tausende": 1000, "tausenden": 1000, "tausender": 1000,
    "zehntausende": 10**4, "zehntausenden": 10**4, "zehntausender": 10**4,
    "hunderttausende": 10**5, "hunderttausenden": 10**5, "hunderttausender": 10**5,
}  # fmt: skip
"""Plurals that say no number, with the least that they can mean."""
LONGEST_WORD = 60


def whole(value: float) -> Number:
    """The value as an int where it is one."""
    return int(value) if value == int(value) else value


def figure(form: str) -> Number | None:
    """The value of a figure in German notation (full stops part thousands, a comma the fraction).

    None for what is written as a clock time, score, date, telephone number or list of figures.
    """
    if fraction := FRACTION.fullmatch(form):
        above, below = int(fraction.group(1)), int(fraction.group(2))
        return above / below if above < below else None
    if not FIGURE.fullmatch(form):
        return None
    plain = form.replace(".", "")
    return float(plain.replace(",", ".")) if "," in plain else int(plain)


@lru_cache(maxsize=1 << 14)
def word(low: str) -> Number | None:
    """The value of a number word in small letters, or None; "ein" alone is none."""
    if len(low) > LONGEST_WORD or not low.isalpha():
        return None
    if low in HALVES:
        return HALVES[low]
    if low.endswith("einhalb") and (base := below_hundred(low[: -len("einhalb")])):
        return base + 0.5
    return below_million(low)


def below_million(low: str) -> int | None:
    """The value of a word up to 999 999: "zweitausenddreihundert"."""
    return times_and_rest(low, "tausend", 1000, below_thousand)


def below_thousand(low: str) -> int | None:
    """The value of a word up to 999: "dreihundertfünf"."""
    return times_and_rest(low, "hundert", 100, below_hundred)


def times_and_rest(low: str, mark: str, factor: int, part: Callable[[str], int | None]) -> int | None:
    """The value of a word made of a part, the mark and a part, or of a part alone."""
    head, found, tail = low.partition(mark)
    if not found:
        return part(low)
    times = 1 if head in ("", "ein") else part(head)
    rest = part(tail.removeprefix("und")) if tail else 0
    return None if times is None or rest is None else times * factor + rest


def below_hundred(low: str) -> int | None:
    """The value of a word up to 99: "einundzwanzig"."""
    if low in SMALL or low in TENS:
        return SMALL.get(low, TENS.get(low))
    ones, found, tens = low.partition("und")
    if not found or tens not in TENS:
        return None
    one = 1 if ones == "ein" else SMALL.get(ones)
    return TENS[tens] + one if one is not None and 0 < one < 10 else None
