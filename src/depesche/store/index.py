"""Terms and queries in each database's own full-text form, so that both find the same.

SQLite: an FTS5 table of two columns, `stems` in order and `parts` of compounds, in ASCII words that
its simplest tokenizer leaves as they are. PostgreSQL: a tsvector, written out here rather than
parsed there, with stems at their positions and parts, without any, marked by "=". Both stop at the
same bounds, which are a tsvector's: `WORDS` words, `OFTEN` places a stem. Facets stand among the parts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from depesche.core.terms import IndexTerm
from depesche.store.query import Both, Either, Facet, Node, Phrase, Without, Word

WORDS = 16_000
"""Words of a dispatch that are indexed; a tsvector counts positions to 16,383."""
OFTEN = 255
"""Places of one stem that are indexed; a tsvector keeps 255."""
PARTS = 6_000
LONGEST = 40
KEPT = 100_000
"""Stems whose codes are kept: the words of a language come again."""
GAP = "_"
"""Stands where a stem's place is not indexed, so that what follows keeps its own."""


@lru_cache(KEPT)
def code(stem: str) -> str:
    """A stem as an ASCII word: itself, or "_" and its UTF-8 in hexadecimal."""
    if stem.isascii() and stem.isalnum():
        return stem[:LONGEST]
    return ("_" + stem.encode("utf-8", "replace").hex())[:LONGEST]


def name_key(terms: Iterable[IndexTerm]) -> str:
    """A name as its stems between blanks, so that ` key ` lies in it for whole words alone."""
    return f" {' '.join(code(term.stem) for term in terms)} "


def stems(terms: Sequence[IndexTerm]) -> list[str]:
    """The codes of the words in order, a gap where one is over the bounds."""
    words = [code(term.stem) for term in terms[:WORDS]]
    if len(words) <= OFTEN or max(Counter(words).values()) <= OFTEN:
        return words
    seen: defaultdict[str, int] = defaultdict(int)
    found = []
    for word in words:
        seen[word] += 1
        found.append(word if seen[word] <= OFTEN else GAP)
    return found


def parts(terms: Sequence[IndexTerm]) -> list[str]:
    """The codes of all parts of compounds, each once, in order of appearance."""
    found = {code(part): None for term in terms[:WORDS] for part in term.parts}
    return list(found)[:PARTS]


def tsvector(terms: Sequence[IndexTerm], facets: Iterable[str] = ()) -> str:
    """The terms as a tsvector literal, and facets."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(stems(terms), 1):
        if word != GAP:
            places[word].append(place)
    words = [f"'{word}':{','.join(map(str, at))}" for word, at in places.items()]
    return " ".join([*words, *(f"'={part}'" for part in parts(terms)), *(f"'{one}'" for one in facets)])


def fts5(node: Node) -> str:
    """A query as FTS5's MATCH expression."""
    match node:
        case Word(stem):
            return f'"{code(stem)}"'
        case Facet(word):
            return f'"{word}"'
        case Phrase(words):
            return f'stems : "{" ".join(map(code, words))}"'
        case Both(nodes):
            return f"({' AND '.join(map(fts5, nodes))})"
        case Either(nodes):
            return f"({' OR '.join(map(fts5, nodes))})"
        case Without(wanted, unwanted):
            return f"({fts5(wanted)} NOT {fts5(unwanted)})"


def tsquery(node: Node) -> str:
    """A query as a tsquery literal."""
    match node:
        case Word(stem):
            return f"('{code(stem)}' | '={code(stem)}')"
        case Facet(word):
            return f"'{word}'"
        case Phrase(words):
            return "(" + " <-> ".join(f"'{code(word)}'" for word in words) + ")"
        case Both(nodes):
            return f"({' & '.join(map(tsquery, nodes))})"
        case Either(nodes):
            return f"({' | '.join(map(tsquery, nodes))})"
        case Without(wanted, unwanted):
            return f"({tsquery(wanted)} & !{tsquery(unwanted)})"
