"""In: what editors decided about claims, in order. Out: what of it holds, and which claims are one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple


class Decision(NamedTuple):
    """One judgement: its id, whether it says "same", "different" or undoes another, its subjects.

    A subject has "claim", and with a statement that leaves its claim "number", "place" and "to"; that of
    an "undo" has "undoes", the id of the judgement taken back.
    """

    id: str
    relation: str
    subjects: tuple[Mapping[str, Any], ...]


def holding(decisions: Sequence[Decision]) -> frozenset[str]:
    """The ids of the judgements that hold: those that no later one that holds takes back."""
    undone: set[str] = set()
    for one in reversed(decisions):
        if one.relation == "undo" and one.id not in undone:
            undone.add(str(one.subjects[0]["undoes"]))
    return frozenset(one.id for one in decisions if one.id not in undone)


def canonical(decisions: Iterable[Decision]) -> dict[str, str]:
    """For each claim that is one with others, the claim that it is read as: the least id of them.

    Of a "same" and a "different" about the same two claims, the later decides.
    """
    tied: set[tuple[str, str]] = set()
    for one in decisions:
        names = sorted(
            {str(subject.get("to", subject["claim"])) for subject in one.subjects if "claim" in subject}
        )
        if one.relation == "same":
            tied.update(combinations(names, 2))
        elif one.relation == "different":
            tied.difference_update(combinations(names, 2))
    root: dict[str, str] = {}
    for left, right in sorted(tied):
        a, b = sorted((_root(root, left), _root(root, right)))
        root.setdefault(a, a)
        root[b] = a
    return {name: _root(root, name) for name in root}


def _root(root: Mapping[str, str], name: str) -> str:
    while root.get(name, name) != name:
        name = root[name]
    return name
