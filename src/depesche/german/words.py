"""In: a file under german/data. Out: its lines without comments; closed word classes of German."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of `data/<name>`, stripped, without blank ones and those that begin with `#`."""
    text = DATA.joinpath(name).read_text("utf-8")
    stripped = (line.strip() for line in text.splitlines())
    return tuple(line for line in stripped if line and not line.startswith("#"))


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """The words of `data/<name>` by section: `[section]` lines head blank-separated words."""
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in lines(name):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), set())
        else:
            current.update(line.split())
    return {section: frozenset(words) for section, words in found.items()}


def closed(section: str) -> frozenset[str]:
    """A closed word class of `data/closed.txt`, such as "starters" or "subjunctions"."""
    return sections("closed.txt")[section]
