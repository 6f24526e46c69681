"""In: `data/topics.toml` and the German lexica. Out: what the check of notices has to know of German."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from depesche.core import toml
from depesche.core.check import Answer, Words
from depesche.german import numerals
from depesche.german.concepts import said
from depesche.german.names import first_name
from depesche.german.tags import tagger
from depesche.german.terms import stem

WORD = re.compile(r"[\w-]+")
UNCHANGED = re.compile(
    r"\bohne (?:inhaltliche )?änderung|\binhaltlich unverändert|\binhalt hat sich nichts geändert"
)
"""How a notice says that nothing weighty changed."""
NAMES = ("NE", "XY", "FM")
RARE = -20.5
"""Log probability below which a noun that follows no article is taken for a name: "Nordwerk"."""
ARTICLES = frozenset(
    "der die das dem den des ein eine einen einem einer eines kein keine keinen keinem jeder jede jedes"
    " sein seine ihr ihre dieser diese dieses zum zur im am vom beim".split()
)
SHORTEST_HEAD = 4
KEPT = 20_000


@cache
def words() -> Words:
    """What the check has to know of German."""
    hedges = frozenset(table()["hedges"]["words"])
    return Words(topic, editorial, numerals.word, is_name, stem, hedges, meant)


@cache
def table() -> dict[str, Any]:
    """The content of the data file."""
    return toml.load(Path(__file__).with_name("data") / "topics.toml")


@cache
def kinds() -> dict[str, tuple[Answer, ...]]:
    """The kinds of change that answer each topic."""
    found: dict[str, tuple[Answer, ...]] = {}
    for kind, listed in table()["topics"].items():
        for word in listed:
            found[word] = (*found.get(word, ()), kind)
    return found


def topic(named: str) -> tuple[Answer, ...]:
    """The kinds of change that a topic names, by its first known word, or the end of a compound."""
    known = kinds()
    for word in WORD.findall(named[:200].lower()):
        if word in known:
            return known[word]
        heads = (word[i:] for i in range(1, len(word) - SHORTEST_HEAD + 1))
        if head := next((head for head in heads if head in known), None):
            return known[head]
    return ()


@lru_cache(KEPT)
def meant(line: str) -> frozenset[str]:
    """The events that a line tells, as claims are compared by them."""
    return frozenset(one.name for one in said(line, [(0, len(line))]).concepts if one.kind == "events")


def editorial(text: str) -> bool:
    """Whether a notice says that only the editing changed."""
    listed = frozenset(table()["editorial"]["words"])
    low = text[:1000].lower()
    return bool(UNCHANGED.search(low)) or any(word in listed for word in WORD.findall(low))


@lru_cache(KEPT)
def is_name(form: str, before: str) -> bool:
    """Whether a word with a capital is a name, by the morphology, or a noun that nobody knows."""
    if first_name(form) is not None:
        return True
    known = tagger()
    tag, likelihood = known.readings(form, False)[0]
    if known.names[tag] in NAMES:
        return True
    return likelihood < RARE and before.lower() not in ARTICLES and known.names[tag] == "NN"
