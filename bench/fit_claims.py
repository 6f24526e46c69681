"""In: annotated wires. Out: the weights with which `ledger.sameness` tells whether statements say the same.

    python bench/fit_claims.py [FOLDER...]

Pairs of annotated statements of one file are the cases; whether they belong to one annotated claim is what is
learnt, by a logistic regression with a ridge (Hastie et al. 2009, 4.4). It prints first how well it tells
the pairs of files that it was not fitted on (each in turn), then the lines for `SPEAKS` and `AGAINST`.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from wire_gold import FOLDER, Gold, Said, gold_of
from wire_render import rendered

from depesche import pipeline
from depesche.core.claims import Told
from depesche.core.public import public
from depesche.ledger.claims import rarities, related
from depesche.ledger.sameness import Evidence, Weighed, evidence, shape, weighed
from depesche.steps.telling import telling
from depesche.store.text import whole

RIDGE, ROUNDS = 10.0, 25
FOLDS = 8
LEAST = 0.5
"""The share of the annotated words that a statement has to hold."""


class Case(NamedTuple):
    """A pair of statements: the file, the evidence, whether they are one claim."""

    file: str
    evidence: Evidence
    same: bool


def main() -> int:
    """Print how well weights tell, and the weights."""
    folders = [Path(name) for name in sys.argv[1:]] or [FOLDER]
    cases = [case for folder in folders for case in cases_of(gold_of(folder.glob("*.toml")))]
    values = np.array([(*case.evidence, 1.0) for case in cases], dtype=float)
    same = np.array([case.same for case in cases])
    print(f"{len(cases)} pairs that share something, {int(same.sum())} of them one claim")
    print(f"best F1 of pairs in files not fitted on: {best_f1(held_out(cases, values, same), same):.3f}")
    weights = fitted(values, same)
    print("SPEAKS = Evidence(")
    for name, weight in zip(Evidence._fields, weights, strict=False):
        print(f"    {name}={weight:.2f},")
    print(f")\nAGAINST = {weights[-1]:.2f}")
    return 0


def cases_of(gold: Gold) -> Iterator[Case]:
    """The pairs of a wire that share something."""
    told = {id: told_of(one) for id, one in gold.dispatches.items()}
    files: dict[str, list[Said]] = defaultdict(list)
    for said in gold.said:
        files[said.claim.split("/")[0]].append(said)
    for file, some in files.items():
        yield from pairs(file, some, told)


def told_of(dispatch: dict[str, object]) -> tuple[str, tuple[Told, ...]]:
    """What a dispatch tells, and the text of its reading without anything private."""
    item = next(iter(pipeline.read_items(rendered(dispatch)[1])))
    if isinstance(item, Exception):
        raise item
    matter = whole(*public(*item))
    return matter[1].text, telling(*matter).told


def pairs(file: str, some: Sequence[Said], told: dict[str, tuple[str, tuple[Told, ...]]]) -> Iterator[Case]:
    """The pairs of one file."""
    found = [(said, one) for said in some if (one := held(said, told[said.dispatch][1]))]
    claim_of = {one.id: said.claim for said, one in found}
    concepts: dict[str, set[str]] = defaultdict(set)
    for dispatch in {said.dispatch for said in some}:
        for one in told[dispatch][1]:
            concepts[claim_of.get(one.id, one.id)] |= {name for name, _ in one.concepts}
    rarity = rarities(Counter(name for names in concepts.values() for name in names), len(concepts))
    ready: dict[str, Weighed] = {one.id: weighed(shape(one), rarity) for _, one in found}
    for (said, one), (other_said, other) in combinations(found, 2):
        together = said.dispatch == other_said.dispatch and not related(one, (other,))
        seen = evidence(ready[one.id], ready[other.id], rarity, together=together)
        if one.id != other.id and seen:
            yield Case(file, seen, said.claim == other_said.claim)


def held(said: Said, told: Sequence[Told]) -> Told | None:
    """The shortest statement that holds the annotated words, or most of them."""
    wanted = Counter(said.words.casefold().split())

    def share(one: Told) -> float:
        return (wanted & Counter(one.words.casefold().split())).total() / wanted.total()

    best = max(told, key=lambda one: (share(one), -len(one.words)), default=None)
    return best if best and share(best) >= LEAST else None


def fitted(values: np.ndarray, same: np.ndarray) -> np.ndarray:
    """The weights, the constant last: Newton's method on scaled values."""
    scale = values.std(axis=0)
    scale[scale == 0] = 1.0
    scaled, ridge = values / scale, np.eye(values.shape[1]) * RIDGE
    ridge[-1, -1] = 0.0
    weights = np.zeros(values.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - same) + ridge @ weights
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return np.asarray(weights / scale)


def held_out(cases: Sequence[Case], values: np.ndarray, same: np.ndarray) -> np.ndarray:
    """The score of each pair by weights that were fitted without its file."""
    files = sorted({case.file for case in cases})
    of = np.array([files.index(case.file) % FOLDS for case in cases])
    scores = np.zeros(len(cases))
    for fold in range(FOLDS):
        scores[of == fold] = values[of == fold] @ fitted(values[of != fold], same[of != fold])
    return scores


def best_f1(scores: np.ndarray, same: np.ndarray) -> float:
    """The best F1 that a threshold on the scores reaches."""
    right = np.cumsum(same[np.argsort(-scores)])
    return float(np.max(2 * right / (np.arange(1, len(same) + 1) + same.sum())))


if __name__ == "__main__":
    raise SystemExit(main())
