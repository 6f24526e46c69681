"""In: the statements of a text, the stories that it may tell of. Out: what dispatches of those said that is like them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from depesche.core.claims import Told
from depesche.ledger.claims import Pool
from depesche.ledger.outdated import ANSWERS
from depesche.ledger.sameness import at_most, compared, weighed
from depesche.steps.claim_rows import Stored
from depesche.steps.claims import Folding
from depesche.store.prepared import Prepared


class Like(NamedTuple):
    """A statement of a claim and how surely it says the same."""

    claim: str
    told: Told
    score: float


HOMES = Prepared("SELECT claim, story FROM claims WHERE claim IN :claims")
WEIGHT = 0.3


def alike(connection: Connection, stories: tuple[str, ...], told: Sequence[Told]) -> dict[int, list[Like]]:
    """For each statement (by its place) what is like it."""
    if not stories or not told:
        return {}
    return Asking(Stored(connection, stories), told).alike(connection)


class Asking(Folding):
    """A text's turn: it asks what its statements are like, and joins nothing."""

    def alike(self, connection: Connection) -> dict[int, list[Like]]:
        pool = self._pool()
        home = dict(HOMES.rows(connection, claims=set(pool.claims)))
        found: dict[int, dict[str, list[Like]]] = {}
        total: Counter[str] = Counter()
        for one in self.told:
            if not one.back:
                found[one.place] = by_story = defaultdict(list)
                for like in self._like(one, pool):
                    by_story[home[like.claim]].append(like)
                for story, some in by_story.items():
                    total[story] += max(each.score for each in some)
        most = max(total.values(), default=1.0)
        return {place: self._of_one(by_story, total, most) for place, by_story in found.items() if by_story}

    def _of_one(self, by_story, total, most):
        def likely(story: str) -> float:
            return max(each.score for each in by_story[story]) + WEIGHT * total[story] / most
        return by_story[max(sorted(by_story), key=likely)]

    def _like(self, one: Told, pool: Pool) -> Iterator[Like]:
        mine = weighed(self._shape(one), pool.rarity)
        for at, (some, both) in pool._sharing(mine).items():
            if at_most(mine, pool.shapes[at], some, both) < ANSWERS:
                continue
            score = compared(mine, pool._weighed(at), pool.rarity).score
            yield Like(pool.claims[at], pool.shapes[at].told, score)
