"""In: the names of the data files. Out: their words and rules, loaded once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from depesche.core import toml

DATA = Path(__file__).with_name("data")


class Rule(NamedTuple):
    """A rule of a data file: its id, the role it gives, its pattern."""

    id: str
    role: str
    pattern: re.Pattern[str]


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `data/NAME.toml`."""
    return toml.load(DATA / f"{name}.toml")


@cache
def rules(name: str, role: str = "") -> tuple[Rule, ...]:
    """The rules of `data/NAME.toml`, in the file's order; of one role only if `role` says so."""
    if role:
        return tuple(rule for rule in rules(name) if rule.role.startswith(role))
    return tuple(
        Rule(entry["id"], entry["role"], re.compile(entry["pattern"])) for entry in table(name)["rule"]
    )


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A word list of `data/NAME.toml`, in lower case."""
    return frozenset(str(word).lower() for word in table(name)[key])


def any_of(alternatives: list[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(alternatives, key=len, reverse=True))) + ")"
