"""In: the first line of a headline. Out: the prefixes before it and where the headline begins."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from depesche.core.dispatch import Kind
from depesche.formats.words import any_of, table

PLUS = re.compile(r"\+{2,3}\s*")
JOINT = re.compile(r"\s*(?:/|:|\s[-\u2010-\u2015]\s)\s*|\s*$|\s+\+{2,3}\s*|\s+(?=\()")
RANK: tuple[Kind, ...] = (
    "withdrawal", "correction", "repeat", "flash", "update", "digest", "advisory", "report",
)  # fmt: skip
MOST_PREFIXES = 6


class Prefixes(NamedTuple):
    """The prefixes as printed, the kinds they make, and how many characters they take."""

    printed: tuple[str, ...]
    kinds: tuple[Kind, ...]
    length: int


@cache
def pattern() -> re.Pattern[str]:
    """All prefixes of the table as one pattern; each entry is a group named after its place."""
    entries = table("prefixes")["prefix"]
    return re.compile("|".join(f"(?P<p{n}>{alternatives(e)})" for n, e in enumerate(entries)))


def alternatives(entry: dict[str, object]) -> str:
    """One entry of the table as a pattern."""
    words = entry.get("words")
    body = any_of(words) if isinstance(words, list) else str(entry["pattern"])
    return body + (r"(?:[ \u00a0]\d{1,4})?" if entry.get("numbered") else "")


def read_prefixes(line: str) -> Prefixes:
    """The prefixes that `line` begins with; none is an empty tuple and length 0."""
    opening = PLUS.match(line)
    at = opening.end() if opening else 0
    printed: list[str] = []
    kinds: list[Kind] = []
    while len(printed) < MOST_PREFIXES:
        found = pattern().match(line, at)
        joint = JOINT.match(line, found.end()) if found else None
        if not found or not joint or not found.lastgroup:
            break
        printed.append(found[0])
        kind = table("prefixes")["prefix"][int(found.lastgroup[1:])].get("kind")
        kinds += [kind] if kind else []
        at = joint.end()
    return Prefixes(tuple(printed), tuple(kinds), at if printed else 0)


def strongest(kinds: list[Kind]) -> Kind:
    """The kind that decides among several; "report" where there is none."""
    return min(kinds, key=RANK.index, default="report")
