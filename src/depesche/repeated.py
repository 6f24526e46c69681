"""In: the statements of a text, the stories that it may tell of. Out: the claims that it repeats, of those in
which anything can be stale.

The claim of a statement is the likest of all of its stories. But only claims that are open to doubt matter
here: first each statement is held against those alone, and only one that repeats such a claim against all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection

from depesche.core.claims import Told
from depesche.ledger.claims import ENOUGH, Pool, Profile
from depesche.ledger.sameness import weighed
from depesche.steps.claim_rows import Stored
from depesche.steps.claims import Folding
from depesche.store.doubts import open_to_doubt


def repeated(connection: Connection, stories: tuple[str, ...], told: Sequence[Told]) -> dict[int, str]:
    """The claims that statements (by their places) repeat, where anything can be stale in them."""
    if not stories or not told:
        return {}
    return Asking(Stored(connection, stories), told).repeated(connection)


class Asking(Folding):
    """A text's turn: it asks which claims it would join, and joins none."""

    def repeated(self, connection: Connection) -> dict[int, str]:
        """The claim that each statement repeats, by the statement's place."""
        doubtful = open_to_doubt(connection, self.profiles)
        few = self._pool_of(doubtful)
        likely = [one for one in self.told if one.back or self._may_repeat(one, few)]
        pool = self._pool_of(self._sharing(likely))
        chosen = ((one.place, self._choice(one, pool)) for one in likely)
        return {
            place: found.claim
            for place, found in chosen
            if found.claim in doubtful and found.score >= ENOUGH and found.claim
        }

    def _may_repeat(self, one: Told, pool: Pool) -> bool:
        """Whether a statement is like enough to one of some claims."""
        mine = weighed(self._shape(one), pool.rarity)
        return any(
            bound >= ENOUGH and pool.likest(mine, claim, near, ()).score >= ENOUGH
            for bound, claim, near in pool.near(mine)
        )

    def _pool_of(self, claims: Collection[str]) -> Pool:
        """Some of the claims, with rarities as among all."""
        every = self.packed
        self.packed = {claim: packed for claim, packed in every.items() if claim in claims}
        try:
            return self._pool()
        finally:
            self.packed = every

    def _sharing(self, some: Iterable[Told]) -> set[str]:
        """The claims that have anything in common with statements."""
        names = {name for one in some for name, _ in one.concepts}
        return {claim for claim, profile in self.profiles.items() if _speaks(profile, names)}


def _speaks(profile: Profile, names: Collection[str]) -> bool:
    return any(name in names for one in profile.told for name, _ in one.concepts)
