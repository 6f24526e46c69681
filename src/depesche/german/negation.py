"""In: stretches of a text. Out: the concepts that are said not to be so. Pure.

A negative word negates the clause it stands in and nothing beside it: "Zwei Wanderer seien aufgebrochen und
nicht erreichbar" denies no departure. One that makes an expression with others belongs to that: "Dort halten keine
Züge" says that a line is closed. An infinitive behind it is negated too: "Wir haben nicht die Absicht,
diese Firma zu kaufen". What is only put right ("am 21. Mai, nicht am 19. Mai") negates nothing.
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
INFINITIVE = re.compile(r",\s+(?:[^\W\d_]+\s+){0,8}?(?:zu\s+[a-zäöüß]+n|[a-zäöüß]+zu[a-zäöüß]+n)\b")
"""An infinitive clause behind a comma."""
CLAUSE = re.compile(r"[,;:!?–]|(?<!\d)\.|\b(?:und|oder|aber|sondern|jedoch|doch)\b")


def negated(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """The names of the concepts in clauses with a negative word, sorted, and NOTHING; () without such a word."""
    found: set[str] = set()
    for begin, end in spans:
        for first, last in clauses(text, begin, end):
            if unbound(text, [(first, last)]):
                behind = INFINITIVE.match(text, last, end)
                whole = (first, behind.end() if behind else last)
                found |= {NOTHING, *(one.name for one in said(text, [whole]).concepts)}
    return tuple(sorted(found))


def unbound(text: str, spans: Iterable[Span]) -> bool:
    """Has the text a negative word there that no expression needs?"""
    for span in spans:
        words = [match.span() for match in NEGATIVE.finditer(text, *span)]
        if words and not set(words) <= set(said(text, [span]).bound):
            return True
    return False


def clauses(text: str, begin: int, end: int) -> Iterator[Span]:
    """The stretches between marks and coordinators, roughly the clauses."""
    at = begin
    for mark in CLAUSE.finditer(text, begin, end):
        yield at, mark.start()
        at = mark.end()
    yield at, end
