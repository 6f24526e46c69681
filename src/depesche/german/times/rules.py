"""In: rules written over word classes. Out: regular expressions over the letters of a text.

The notation of `match`, a rule's pattern, in parts with blanks between:

    CLASS   A|B   'wort'        one word of a class, of either class, this word
    n=CLASS                     ... whose value the rule's meaning reads as `n`
    CLASS?   ( A B | C )?       what may be missing; a group of choices
    [ ... ]                     the extent, where it is not the whole match
    <CLASS  <!CLASS             only after, never after such a word
    >( ... )  >!CLASS           only before, never before such words; not part of the match
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from depesche.german.times.lexicon import BREAK, CAPITAL, OTHER, Lexicon, lexicon, rule_entries

PART = re.compile(r"\s*(<!|<|>!|>\(|>|\(|\)\?|\)|\[|\]|\|(?=\s)|(?:(\w+)=)?([\w'|.\-/,]+)(\?)?)")
KEYS = {"id", "match", "examples", "counter"}


@dataclass(slots=True)
class Rule:
    """One rule: its id, what its match means, which words to the left it takes in."""

    id: str
    match: str
    order: int
    means: str
    options: dict[str, Any]
    slots: dict[str, tuple[str, ...]] = field(default_factory=dict)
    starts: str = ""
    compiled: re.Pattern[str] | None = None

    def pattern(self) -> re.Pattern[str]:
        """The expression over letters, compiled at the first need."""
        if self.compiled is None:
            self.compiled = re.compile(Builder(self, lexicon()).build())
        return self.compiled


class Builder:
    """Turns one rule's notation into an expression, noting its slots."""

    def __init__(self, rule: Rule, words: Lexicon) -> None:
        self.rule, self.words = rule, words

    def build(self) -> str:
        """The expression; raises ValueError where the notation is not understood."""
        parts: list[str] = []
        around = ""
        for mark, name, classes, optional in self.parts():
            if classes:
                parts.append(around + self.one(name, classes) + (optional or "") + ")" * bool(around))
                around = ""
            elif mark in ("<!", "<", ">!", ">"):
                around = {"<!": "(?<!", "<": "(?<=", ">!": "(?!", ">": "(?="}[mark]
            else:
                parts.append({">(": "(?=", "(": "(?:", "[": "(?P<extent>", "]": ")"}.get(mark, mark))
        return "".join(parts)

    def parts(self) -> list[tuple[str, str | None, str | None, str | None]]:
        """The notation cut into its parts."""
        found, at, text = [], 0, self.rule.match.strip()
        while at < len(text):
            match = PART.match(text, at)
            if not match:
                raise ValueError(f"rule {self.rule.id}: cannot read {text[at:]!r}")
            found.append((match[1], match[2], match[3], match[4]))
            at = match.end()
        return found

    def one(self, name: str | None, classes: str) -> str:
        """One word of the classes, in a group of its name."""
        names = tuple(classes.split("|"))
        letters = self.words.letters_of(names)
        letters += CAPITAL * ("CAP" in names) + BREAK * ("BREAK" in names)
        letters += OTHER * ("LOW" in names)
        if not letters:
            raise ValueError(f"rule {self.rule.id}: no word of {classes}")
        if name:
            self.rule.slots[name] = names
            return f"(?P<{name}>[{re.escape(letters)}])"
        return f"[{re.escape(letters)}]"

    def starts(self) -> str:
        """The letters a match can begin with."""
        letters, depth, skipping, looking = "", 0, False, False
        for mark, _, classes, optional in self.parts():
            if classes and looking:
                looking = False
            elif classes:
                letters += self.one(None, classes)[1:-1] if not skipping else ""
                skipping = skipping or (depth > 0)
                if depth == 0 and not optional:
                    return letters
                skipping = depth > 0 and not optional
            elif mark in ("<!", "<", ">!", ">"):
                looking = True
            elif mark == "(":
                depth += 1
            elif mark == "|":
                skipping = False
            elif mark == ")":
                return letters
            elif mark == ")?":
                depth, skipping = depth - 1, False
        return letters


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of their file."""
    found = []
    for order, entry in enumerate(rule_entries()):
        options = {k: v for k, v in entry.items() if k not in KEYS}
        found.append(Rule(entry["id"], entry["match"], order, options.pop("means"), options))
    return tuple(found)


@cache
def by_start() -> dict[str, tuple[Rule, ...]]:
    """For each letter, the rules whose match can begin with it."""
    table: dict[str, list[Rule]] = {}
    for rule in rules():
        for letter in set(Builder(rule, lexicon()).starts().replace("\\", "")):
            table.setdefault(letter, []).append(rule)
    return {letter: tuple(found) for letter, found in table.items()}


@cache
def starter() -> re.Pattern[str]:
    """Finds the next letter that any rule begins with."""
    return re.compile("[" + re.escape("".join(sorted(by_start()))) + "]")
