"""In: stretches of a text. Out: the concepts that are said not to be so. Pure.

A negative word negates the clause it stands in and nothing beside it: "Zwei Wanderer seien aufgebrochen und
nicht erreichbar" denies no departure. What is only put right ("am 21. Mai, nicht am 19. Mai") negates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from depesche.core.dispatch import Span
from depesche.german.concepts import said

NEGATIVE = re.compile(
    r"\b(?:nicht|kein(?:e[mnrs]?|erlei|esfalls|eswegs)?|nie(?:mals|mand(?:em|en)?)?|nichts|weder|ohne|nirgends)\b",
    re.IGNORECASE,
)
NOTHING = "-"
"""Stands for what a negative word is about that has no concept: "nicht am 19."."""
CLAUSE = re.compile(r"[,;:!?–]|(?<!\d)\.|\b(?:und|oder|aber|sondern|jedoch|doch)\b")


def negated(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """The names of the concepts in clauses with a negative word, sorted, and NOTHING; () without such a word."""
    found: set[str] = set()
    for begin, end in spans:
        for first, last in clauses(text, begin, end):
            if NEGATIVE.search(text, first, last):
                found |= {NOTHING, *(one.name for one in said(text, [(first, last)]).concepts)}
    return tuple(sorted(found))


def clauses(text: str, begin: int, end: int) -> Iterator[Span]:
    """The stretches between marks and coordinators, roughly the clauses."""
    at = begin
    for mark in CLAUSE.finditer(text, begin, end):
        yield at, mark.start()
        at = mark.end()
    yield at, end
