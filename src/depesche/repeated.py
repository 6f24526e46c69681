"""In: the statements of a text, the stories that it may tell of. Out: what dispatches of those said that is like them.

A statement of a text is held against the statements of dispatches one by one, not against claims, and
against those of one story: of all stories that have something like it, the one that is likest, and rather
the one that the rest of the text tells of too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from depesche.core.claims import Told
from depesche.ledger.claims import Pool
from depesche.ledger.outdated import ANSWERS
from depesche.ledger.sameness import weighed
from depesche.steps.claim_rows import Stored
from depesche.steps.claims import Folding
from depesche.store.prepared import Prepared

HOMES = Prepared("SELECT claim, story FROM claims WHERE claim IN :claims")
REST, WORDS = 0.3, 0.3
"""What it counts that the rest of a text tells of a story too, and that the text has its words, beside how like
a statement is."""
STORIES = 3
"""Stories in which what is like a statement is looked for."""


class Like(NamedTuple):
    """What a statement of a claim tells, and how surely one of a text says the same."""

    claim: str
    told: Told
    score: float


def alike(
    connection: Connection, stories: Mapping[str, float], told: Sequence[Told]
) -> dict[int, list[Like]]:
    """For each statement that is like any (by its place) those that it is like. `stories`: those that the text may
    tell of, each with how much of its words the text has."""
    if not stories or not told:
        return {}
    return Asking(Stored(connection, tuple(stories)), told).alike(connection, stories)


class Asking(Folding):
    """A text's turn: it asks what its statements are like, and joins nothing."""

    def alike(self, connection: Connection, words: Mapping[str, float]) -> dict[int, list[Like]]:
        """For each statement, by its place, what it is like in the story that it is of."""
        pool = self._pool()
        home: dict[str, str] = dict(HOMES.rows(connection, claims=set(pool.claims)))
        found = {one.place: self._by_story(one, pool, home, words) for one in self.told if not one.back}
        weights = _weights(found.values(), words)
        return {place: some[_chosen(some, weights)] for place, some in found.items() if some}

    def _by_story(
        self, one: Told, pool: Pool, home: Mapping[str, str], words: Mapping[str, float]
    ) -> dict[str, list[Like]]:
        """What a statement is like in each of the stories that have what can be likest."""
        mine = weighed(self._shape(one), pool.rarity)
        near: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
        for at, bound in pool.close(mine, ANSWERS):
            near[home[pool.claims[at]]].append((bound, at))
        likely = sorted(near, key=lambda at: (-max(near[at])[0] - WORDS * words.get(at, 0.0), at))[:STORIES]
        return {
            story: [
                Like(pool.claims[at], pool.shapes[at].told, pool.alike(mine, at)) for _, at in near[story]
            ]
            for story in likely
        }


def _weights(found: Iterable[Mapping[str, Sequence[Like]]], words: Mapping[str, float]) -> dict[str, float]:
    """What speaks for each story: how much of a text tells of it, to the one that most does, and its words."""
    total: defaultdict[str, float] = defaultdict(float)
    for by_story in found:
        for story, some in by_story.items():
            total[story] += max(each.score for each in some)
    most = max(total.values(), default=1)
    return {story: REST * weight / most + WORDS * words.get(story, 0.0) for story, weight in total.items()}


def _chosen(by_story: Mapping[str, Sequence[Like]], weights: Mapping[str, float]) -> str:
    def likely(story: str) -> tuple[float, str]:
        return max(each.score for each in by_story[story]) + weights[story], story

    return max(by_story, key=likely)
