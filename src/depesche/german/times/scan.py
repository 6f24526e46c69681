"""In: a text and the spans to search. Out: its words as letters, and where rules match."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from depesche.core.dispatch import Span
from depesche.german.times.lexicon import BREAK, Info, lexicon
from depesche.german.times.rules import Rule, by_start, starter

WORDS = re.compile(
    r"\d{4}-\d\d-\d\d(?!\d)"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d(?!\d)(?!\.))?(?!\d)"
    r"|\d{1,2}\. ?(?=\d{1,2}\.(?:\d{4}|\d\d)?(?!\d))\d{1,2}\.(?:\d{4}|\d\d(?!\d))?"
    r"|\d{4}/(?:\d{4}|\d\d)(?!\d)|\d+(?:[.,:]\d+)+"
    r"|\d{1,3}\.(?!\d)|(?:\d{4}|\d\d)-?er(?!\w)|\d+"
    r"|[^\W\d_]+|[^\w\s]|\n[ \t\r]*\n\s*"
)


@dataclass(slots=True)
class Units:
    """The words of a text: a letter each, where they begin and end, their classes and values."""

    text: str
    letters: str = ""
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    infos: list[Info] = field(default_factory=list)

    def form(self, i: int) -> str:
        """The i-th word as printed, "" outside."""
        return self.text[self.begins[i] : self.ends[i]] if 0 <= i < len(self.begins) else ""

    def low(self, i: int) -> str:
        """The i-th word in small letters, "" outside."""
        return self.form(i).lower()

    def info(self, i: int) -> Info:
        """Classes and values of the i-th word; none outside."""
        return self.infos[i] if 0 <= i < len(self.infos) else {}

    def at(self, offset: int) -> int:
        """The number of the word that begins at or before a code point."""
        return bisect_right(self.begins, offset) - 1


@dataclass(slots=True)
class Hit:
    """A rule matched: which, where, over which words [first, last), and the slots' values."""

    rule: Rule
    units: Units
    first: int
    last: int
    match: re.Match[str]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a slot, as the first of the slot's classes that the word has."""
        names = self.rule.slots.get(name)
        at = self.match.start(name) if names and name in self.match.re.groupindex else -1
        if at < 0:
            return default
        info = self.units.infos[at]
        return next((info[n] for n in names or () if n in info), default)

    def before(self, back: int = 1) -> str:
        """The word before the extent, in small letters."""
        return self.units.low(self.first - back)

    def after(self, ahead: int = 0) -> str:
        """The word behind the extent, as printed."""
        return self.units.form(self.last + ahead)


def units_of(text: str, areas: tuple[Span, ...]) -> Units:
    """The words of the areas, a break between two areas and between paragraphs."""
    look = lexicon().look
    units, letters = Units(text), []
    for begin, end in areas:
        for match in WORDS.finditer(text, begin, end):
            form = match[0]
            letter, info = look(form) if form[0] != "\n" else (BREAK, {})
            letters.append(letter)
            units.infos.append(info)
            units.begins.append(match.start())
            units.ends.append(match.end())
        letters.append(BREAK)
        units.infos.append({})
        units.begins.append(end)
        units.ends.append(end)
    units.letters = "".join(letters)
    return units


def matches(units: Units, at: int) -> tuple[int, list[Hit]]:
    """The first place from `at` on where rules match, and their matches, best first.

    The best is the longest, of equals the first in the file. At the end of the text the place is
    its length and there are no matches.
    """
    table, find, end = by_start(), starter().search, len(units.letters)
    while place := find(units.letters, at):
        at = place.start()
        found = []
        for rule in table[units.letters[at]]:
            if match := rule.pattern().match(units.letters, at):
                span = match.span("extent") if "extent" in match.re.groupindex else match.span()
                found.append((at - match.end(), rule.order, Hit(rule, units, *span, match)))
        if found:
            found.sort(key=lambda entry: entry[:2])
            return at, [hit for _, _, hit in found]
        at += 1
    return end, []
