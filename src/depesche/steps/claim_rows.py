"""In: the stories of a dispatch. Out: their claims, from the store or from what the fold remembers; and back.

A story's claims are asked for by every dispatch of it, so a fold remembers those of the stories that it
had to do with last. Outside a fold, only what is asked for is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Protocol

from sqlalchemy import Connection

from depesche.store.memory import bounded, memory
from depesche.store.prepared import Prepared, insert_into
from depesche.store.tables import claim_terms, claims

STORIES = 300
"""Stories whose claims are remembered."""
Terms = dict[str, dict[str, float]]
"""By concept, the claims that have it, each with what it weighs there."""
COUNTS = Prepared(
    "SELECT concept, count(*) FROM claim_terms WHERE story IN :stories AND concept IN :names GROUP BY concept"
)
TOTAL = Prepared("SELECT count(*) FROM claims WHERE story IN :stories")
SHARING = Prepared(
    "SELECT concept, claim, weight FROM claim_terms WHERE story IN :stories AND concept IN :names"
)
PROFILES = Prepared("SELECT claim, packed FROM claims WHERE claim IN :claims")
CLAIMS = Prepared("SELECT story, claim, packed FROM claims WHERE story IN :stories")
TERMS = Prepared("SELECT story, concept, claim, weight FROM claim_terms WHERE story IN :stories")
TELL = Prepared("UPDATE claims SET packed = :packed WHERE claim = :claim")
OPEN, POST = insert_into(claims), insert_into(claim_terms)
HOME = Prepared("SELECT story FROM claims WHERE claim = :claim")


class Source(Protocol):
    """The claims of some stories."""

    def counts(self, names: Sequence[str]) -> dict[str, int]:
        """How many claims have each of these concepts."""

    def total(self) -> int:
        """How many claims there are."""

    def terms(self, names: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
        """By concept, the claims that have it."""

    def packed(self, claims: Sequence[str]) -> dict[str, bytes]:
        """The profiles of those of these claims that there are, as they are kept."""


class Stored:
    """A Source that asks the store."""

    def __init__(self, connection: Connection, stories: Sequence[str]) -> None:
        self.connection, self.stories = connection, stories

    def counts(self, names: Sequence[str]) -> dict[str, int]:
        """How many claims have each of these concepts."""
        return dict(COUNTS.rows(self.connection, stories=self.stories, names=names))

    def total(self) -> int:
        """How many claims there are."""
        return int(TOTAL.value(self.connection, stories=self.stories))

    def terms(self, names: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
        """By concept, the claims that have it."""
        found: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for concept, claim, weight in SHARING.rows(self.connection, stories=self.stories, names=names):
            found[concept][claim] = weight
        return found

    def packed(self, claims: Sequence[str]) -> dict[str, bytes]:
        """The profiles of those of these claims that there are, as they are kept."""
        return {claim: bytes(one) for claim, one in PROFILES.rows(self.connection, claims=claims)}


class Kept:
    """The claims of one story: their profiles as they are kept, and what each speaks of."""

    def __init__(self) -> None:
        self.claims: dict[str, bytes] = {}
        self.terms: Terms = {}


class Writing:
    """What is still to be written: new claims, profiles of older ones, rows of what claims speak of."""

    def __init__(self) -> None:
        self.opened: dict[object, dict[str, object]] = {}
        self.told: dict[object, dict[str, object]] = {}
        self.terms: list[dict[str, object]] = []


class Stories(dict[str, Kept]):
    """The stories whose claims are remembered."""


class Remembered:
    """A Source that asks the store for what it does not remember."""

    def __init__(self, connection: Connection, stories: Sequence[str]) -> None:
        self.connection, self.all = connection, memory(connection).part(Stories)
        self.stories = list(stories)
        self._load(self.stories)
        self.kept = [self.all[story] for story in stories]

    def counts(self, names: Sequence[str]) -> dict[str, int]:
        """How many claims have each of these concepts."""
        found: Counter[str] = Counter()
        for one in self.kept:
            found.update({name: len(one.terms[name]) for name in names if name in one.terms})
        return found

    def total(self) -> int:
        """How many claims there are."""
        return sum(len(one.claims) for one in self.kept)

    def terms(self, names: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
        """By concept, the claims that have it."""
        if len(self.kept) == 1:
            return self.kept[0].terms
        found: Terms = {name: {} for name in names}
        for one in self.kept:
            for name in found.keys() & one.terms.keys():
                found[name] |= one.terms[name]
        return found

    def packed(self, claims: Sequence[str]) -> dict[str, bytes]:
        """The profiles of those of these claims that there are, as they are kept."""
        return {claim: one.claims[claim] for claim in claims for one in self.kept if claim in one.claims}

    def elsewhere(self, claim: str) -> bytes | None:
        """The profile of a claim of whatever story, which is looked after from now on; None for none."""
        written(self.connection)
        stories = HOME.column(self.connection, claim=claim)
        self._load(stories)
        self.stories += [story for story in stories if story not in self.stories]
        return self.all[stories[0]].claims[claim] if stories else None

    def home(self, claim: str) -> str:
        """The story of a claim: for a new one, the first."""
        return next((one for one in self.stories if claim in self.all[one].claims), self.stories[0])

    def told(self, claim: str, packed: bytes) -> bool:
        """Whether a claim's profile is another one from now on."""
        there = self.all[self.home(claim)].claims
        before, there[claim] = there.get(claim), packed
        return packed != before

    def speaks(self, claim: str, terms: Mapping[str, float]) -> list[dict[str, object]]:
        """A claim speaks of these concepts from now on; the rows of those of which it did not before."""
        story = self.home(claim)
        there = self.all[story].terms
        fresh = [name for name in sorted(terms) if claim not in there.get(name, ())]
        for name in fresh:
            there.setdefault(name, {})[claim] = terms[name]
        return [{"story": story, "concept": name, "claim": claim, "weight": terms[name]} for name in fresh]

    def write(self, opened: Sequence[dict[str, object]], told: Sequence[dict[str, object]]) -> None:
        """Rows of new claims, and profiles of older ones, are to be written: before the store is asked for any, or
        at the end of a stretch."""
        waiting = memory(self.connection).part(Writing)
        waiting.opened |= {row["claim"]: row for row in opened}
        for row in told:
            new = waiting.opened.get(row["claim"])
            if new is None:
                waiting.told[row["claim"]] = row
            else:
                new["packed"] = row["packed"]

    def post(self, rows: Sequence[dict[str, object]]) -> None:
        """Rows of what claims speak of are to be written likewise."""
        memory(self.connection).part(Writing).terms.extend(rows)

    def done(self) -> None:
        """Forget the stories that nothing was asked of for longest."""
        for story in self.stories:
            self.all[story] = self.all.pop(story)
        bounded(self.all, STORIES)

    def _load(self, stories: Sequence[str]) -> None:
        missing = [story for story in stories if story not in self.all]
        if not missing:
            return
        written(self.connection)
        self.all.update({story: Kept() for story in missing})
        for story, claim, packed in CLAIMS.rows(self.connection, stories=missing):
            self.all[story].claims[claim] = bytes(packed)
        for story, concept, claim, weight in TERMS.rows(self.connection, stories=missing):
            self.all[story].terms.setdefault(concept, {})[claim] = weight


def written(connection: Connection) -> None:
    """Write what waits, in the order of the tables, which take it so in a fraction of the time."""
    waiting = memory(connection).part(Writing)
    OPEN.run(connection, waiting.opened.values())
    TELL.run(connection, [waiting.told[claim] for claim in sorted(waiting.told, key=str)])
    POST.run(connection, sorted(waiting.terms, key=itemgetter("story", "concept", "claim")))
    for some in (waiting.opened, waiting.told, waiting.terms):
        some.clear()


def opened(connection: Connection, story: str) -> None:
    """Remember of a new story that it has no claims yet."""
    memory(connection).part(Stories)[story] = Kept()
