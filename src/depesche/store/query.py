"""In: what somebody typed. Out: a query as a tree, which finds the same in every database.

ministerin haushalt        both words, in any form, or as parts of compounds
"offener Brief"            these words one after the other, in any form
brief OR schreiben         one of them
brief -leserbrief          the first without the second
US-Regierung               both words in a row, or written as one
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from depesche.core.errors import UsageError
from depesche.core.terms import IndexTerm


class Terms(Protocol):
    """What cuts a text into terms: a language's own, given by the caller."""

    def __call__(self, text: str, wanted: frozenset[str] | None = None) -> tuple[IndexTerm, ...]:
        """The terms of `text`. Where `wanted` is given, other parts than these may be missing."""


PIECE = re.compile(r"""(-?)(?:["„“”«»]([^"„“”«»]*)["„“”«»]?|([^\s"„“”«»]+))""")
MOST = 32
"""Words of one query that are looked at."""
ADVICE = 'Type words, "words in a row", -without, one OR other.'


class Word(NamedTuple):
    """A word by its stem, alone or as a part of a compound."""

    stem: str


class Phrase(NamedTuple):
    """Words one after the other, by their stems."""

    stems: tuple[str, ...]


class Both(NamedTuple):
    """All of these."""

    nodes: tuple[Node, ...]


class Either(NamedTuple):
    """At least one of these."""

    nodes: tuple[Node, ...]


class Without(NamedTuple):
    """The first, where the second is not."""

    wanted: Node
    unwanted: Node


class Facet(NamedTuple):
    """What a filter asks for (`store.facets`), as the word that the index has for it."""

    word: str


Node = Word | Phrase | Both | Either | Without | Facet


def parsed(written: str, terms: Terms) -> Node | None:
    """The query's tree; None where nothing is typed.

    Raises UsageError where there is no word in it, or none that is wanted.
    """
    if not written.strip():
        return None
    wanted: list[list[Node]] = []
    unwanted: list[Node] = []
    joins = False
    for minus, node in _pieces(written, terms):
        if node is None:
            joins = bool(wanted)
        elif minus:
            unwanted.append(node)
        elif joins:
            wanted[-1].append(node)
            joins = False
        else:
            wanted.append([node])
    if not wanted:
        raise UsageError("There is no word to look for.", where="query", advice=ADVICE)
    return _tree([_either(nodes) for nodes in wanted], unwanted)


def stems_of(node: Node | None) -> frozenset[str]:
    """The stems that a query looks for, without those that it does not want."""
    match node:
        case Word(stem):
            return frozenset((stem,))
        case Phrase(words):
            return frozenset(words)
        case Both(nodes) | Either(nodes):
            return frozenset().union(*map(stems_of, nodes))
        case Without(wanted, _):
            return stems_of(wanted)
        case Facet() | None:
            return frozenset()


def _pieces(written: str, terms: Terms) -> Iterator[tuple[bool, Node | None]]:
    left = MOST
    for piece in PIECE.finditer(written):
        minus, quoted, bare = piece.groups()
        if bare in ("OR", "ODER"):
            yield False, None
            continue
        found = terms(quoted if bare is None else bare)[:left]
        left -= len(found)
        if found:
            yield bool(minus), _node(found, quoted=bare is None)


def _node(found: Sequence[IndexTerm], *, quoted: bool) -> Node:
    if len(found) == 1:
        return Phrase((found[0].stem,)) if quoted else Word(found[0].stem)
    row = Phrase(tuple(term.stem for term in found))
    if quoted or not found[-1].parts:
        return row
    return Either((row, Word(found[-1].parts[-1])))


def _either(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Either(tuple(nodes))


def _tree(wanted: list[Node], unwanted: list[Node]) -> Node:
    node = wanted[0] if len(wanted) == 1 else Both(tuple(wanted))
    return Without(node, _either(unwanted)) if unwanted else node
