"""In: words, a day. Out: the stories of the time that are looked up by them; and how many there are.

Where a word stands is remembered while dispatches are folded: the same ones are asked for again and again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from depesche.store.memory import bounded, memory
from depesche.store.prepared import Prepared, insert_into
from depesche.store.tables import story_terms

KEPT = 10_000
"""Words that are remembered."""
LONG = 60
"""Days of a word beyond which the old ones are forgotten."""
AT = Prepared("SELECT term, day, story FROM story_terms WHERE term IN :terms AND day >= :first")
POSTED = Prepared(
    "SELECT term, story FROM story_terms WHERE term IN :terms AND day BETWEEN :first AND :last"
    " ORDER BY day DESC, term, story LIMIT :most"
)
DAYS = Prepared("SELECT day, count(*) FROM stories GROUP BY day")
POST = insert_into(story_terms)
UNPOST = Prepared("DELETE FROM story_terms WHERE term = :term AND day = :day AND story = :story")


class Place:
    """Where one word stands: the stories by their day, all from the day `since` on."""

    def __init__(self, since: int) -> None:
        self.since = since
        self.days: dict[int, dict[str, None]] = {}

    def between(self, first: int, last: int) -> int:
        """How many stories there are of these days."""
        if len(self.days) > LONG:
            self.since = first
            self.days = {day: some for day, some in self.days.items() if day >= first}
        return sum([len(some) for day, some in self.days.items() if first <= day <= last])

    def stories(self, first: int, last: int) -> list[str]:
        """The stories of these days."""
        return [story for day, some in self.days.items() if first <= day <= last for story in some]


class Places(dict[str, Place]):
    """The words that are remembered."""


class Live(Counter[int]):
    """How many stories were told last on each day."""


def live(connection: Connection, first: int, last: int) -> int:
    """How many stories were told last on one of these days."""
    found = _live(connection)
    return sum(found[day] for day in range(first, last + 1))


def moved(connection: Connection, before: int | None, after: int) -> None:
    """A story is of another day now; a new one was of none."""
    parts = memory(connection).parts
    if Live in parts:  # else they are counted when they are asked for
        parts[Live][after] += 1
        if before is not None:
            parts[Live][before] -= 1


def having(connection: Connection, terms: Sequence[str], first: int, last: int) -> dict[str, int]:
    """How many stories of these days are looked up by each of these words, if any is."""
    places = memory(connection).part(Places)
    missing = [one for one in terms if one not in places or places[one].since > first]
    if missing:
        places |= {term: Place(first) for term in missing}
        for term, day, story in AT.rows(connection, terms=missing, first=first):
            places[term].days.setdefault(day, {})[story] = None
    counts = {term: places[term].between(first, last) for term in terms}
    bounded(places, KEPT)
    return {term: count for term, count in counts.items() if count}


def posted(
    connection: Connection, having: Mapping[str, int], first: int, last: int, most: int
) -> dict[str, list[str]]:
    """By each of these words, given with how many stories of these days are looked up by it, those stories, `most`
    together."""
    places = memory(connection).part(Places)
    known = all([one in places and places[one].since <= first for one in having])
    if known and sum(having.values()) <= most:
        return {term: places[term].stories(first, last) for term in having}
    found: dict[str, list[str]] = {}
    rows = POSTED.rows(connection, terms=sorted(having), first=first, last=last, most=most)
    for term, story in rows:
        found.setdefault(term, []).append(story)
    return found


def post(connection: Connection, story: str, day: int, terms: Sequence[str]) -> None:
    """A story is looked up by these words from now on."""
    places = memory(connection).part(Places)
    POST.run(connection, [{"term": term, "day": day, "story": story} for term in terms])
    for term in terms:
        if term in places:
            places[term].days.setdefault(day, {})[story] = None


def unpost(connection: Connection, story: str, day: int, terms: Sequence[str]) -> None:
    """A story is looked up by these words no longer."""
    places = memory(connection).part(Places)
    UNPOST.run(connection, [{"term": term, "day": day, "story": story} for term in terms])
    for term in terms:
        if term in places:
            places[term].days.get(day, {}).pop(story, None)


def _live(connection: Connection) -> Live:
    parts = memory(connection)
    known = Live in parts.parts
    found = parts.part(Live)
    if not known:
        found.update(dict(DAYS.rows(connection)))
    return found
