"""In: a store of any size. Out: how long each look into it takes, in milliseconds and in readings.

    python bench/looking.py STORE [--times 20]

A reading is what it takes to read one of the store's own dispatches on the same machine: the ratio
holds from machine to machine. What is looked up is drawn from the store itself, always the same.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from random import Random

from sqlalchemy import Connection, func, select

from depesche import own, pipeline
from depesche.alerts import FINDERS
from depesche.briefings import briefing, numbers_of, refs
from depesche.checks import checked, revised
from depesche.cli.corrections import CORRECTING
from depesche.cli.history import told_history
from depesche.cli.sources import said_by
from depesche.core.alert import Definition
from depesche.core.own import Page
from depesche.core.reading import Reading
from depesche.exports import Asked, exported
from depesche.formats.pages import page
from depesche.german.terms import terms
from depesche.store import origins
from depesche.store.address import address_of
from depesche.store.alerts import Alert
from depesche.store.claims import story_claims
from depesche.store.filters import Filters
from depesche.store.find import find
from depesche.store.query import parsed
from depesche.store.schema import opened
from depesche.store.search import Question, Since, replaced, search
from depesche.store.stories import listed
from depesche.store.tables import PLACES, dispatches, journal, links, readings, story_members
from depesche.store.text import unpacked

AT = "2100-01-01T00:00:00.000000Z"
WORDS = 1000
DRAWN = 200
EXPORTED = 3000
FIRST_PAGE = 20
Look = Callable[[int], object]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("store")
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    store = opened(address_of(options.store), writable=False)
    with store.reading() as connection:
        drawn = Drawn(connection)
        reading = drawn.reading()
        print(f"{drawn.count:,} dispatches, {drawn.stories:,} stories; a reading takes {reading:.1f} ms")
        print(f"{'':24}{'p50 ms':>9}{'p95 ms':>9}{'p50 in readings':>18}")
        for name, look in looks(connection, drawn):
            times = 10 * options.times if name.startswith("search") else options.times
            taken = sorted(_timed(look, number) for number in range(times))
            middle, high = taken[times // 2], taken[int(times * 0.95)]
            print(f"{name:24}{middle:9.1f}{high:9.1f}{middle / reading:18.1f}", flush=True)
        _export(connection)
    store.close()
    return 0


class Drawn:
    """What is looked up: dispatches of the whole store, their ids and stories; a page from them."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.count = connection.execute(select(func.count()).select_from(dispatches)).scalar_one()
        self.stories = connection.execute(select(func.count(story_members.c.story.distinct()))).scalar_one()
        every = list(connection.execute(select(dispatches.c.number)).scalars())
        self.last = max(every) // PLACES
        self.numbers = Random(1).sample(every, min(DRAWN, len(every)))
        linked = list(connection.execute(select(links.c.number).order_by(links.c.number)).scalars())
        self.linked = Random(2).sample(linked, min(DRAWN, len(linked))) or self.numbers
        spoke = origins.spoke(connection, AT, limit=DRAWN)
        self.origins = [one.key for one in spoke] or ["nobody"]

    def reading(self) -> float:
        """Milliseconds that it takes to read one of them."""
        seqs = [number // PLACES for number in self.numbers[:40]]
        found = self.connection.execute(select(journal.c.data).where(journal.c.seq.in_(seqs)))
        data = [bytes(one) for one in found.scalars()]
        list(pipeline.read_all(data[0]))
        return _timed(lambda _: [list(pipeline.read_all(one)) for one in data], 0) / len(data)

    def one(self, number: int) -> int:
        """The number of a dispatch."""
        return self.numbers[number % len(self.numbers)]

    def id(self, number: int) -> str:
        """The id of a dispatch."""
        found = select(dispatches.c.id).where(dispatches.c.number == self.one(number))
        return str(self.connection.execute(found).scalar_one())

    def story(self, number: int) -> str:
        """A story of a dispatch."""
        found = select(story_members.c.story).where(story_members.c.number == self.one(number)).limit(1)
        return str(self.connection.execute(found).scalar_one())

    def questions(self) -> Iterator[Question]:
        """Searches for what one of them says: a word, two, words in a row, with filters and without."""
        chance = Random(3)
        for number in itertools.count():
            one = self.one(chance.randrange(DRAWN))
            reading = self._unpacked(one)
            words = [word for word in re.findall(r"\w+", reading.text) if len(word) > 3]
            first = chance.randrange(len(words) - 1)
            written = (words[first], " ".join(chance.sample(words, 2)), f'"{words[first]}"')[number % 3]
            names = [[e.name for e in reading.entities if e.kind == kind][:1] for kind in ("place", "person")]
            places, persons = names if number % 4 == 1 else (names[0], []) if number % 4 == 2 else ([], [])
            acts = [s.act for s in reading.statements][-1:] if number % 8 == 3 else []
            filters = Filters(places=tuple(places), persons=tuple(persons), acts=tuple(acts))
            yield Question(parsed(written, terms), filters, AT, FIRST_PAGE, 0)

    def _unpacked(self, number: int) -> Reading:
        packed = select(readings.c.packed).where(readings.c.number == number)
        return unpacked(bytes(self.connection.execute(packed).scalar_one()))

    def page(self, number: int) -> Page:
        """A page of WORDS words with paragraphs of the dispatches."""
        words: list[str] = []
        for place in itertools.count(7 * number):
            words += self._unpacked(self.one(place)).text.split(" ")
            if len(words) >= WORDS:
                return page(" ".join(words[:WORDS]).encode(), "page.txt")
        raise AssertionError


def looks(connection: Connection, drawn: Drawn) -> Iterator[tuple[str, Look]]:
    """Every look-up, by its name; given how often it was made before."""
    asked = list(itertools.islice(drawn.questions(), 1000))
    latest = drawn.last - 64
    alert = Alert("bench", Definition(origin=drawn.origins[0]), AT, latest, AT)

    def fresh(number: int) -> object:
        question = asked[number]._replace(since=Since(latest, AT))
        return search(connection, question, terms)

    yield "search", lambda n: search(connection, asked[n], terms)
    yield "search, older versions", lambda n: replaced(connection, asked[n], terms)
    yield "search, of the last 64", fresh
    yield "show ID", lambda n: find(connection, drawn.id(n), AT)
    yield "show ID --history", lambda n: _history(connection, drawn.linked[n % len(drawn.linked)])
    yield "stories", lambda _: listed(connection, AT)
    yield "stories --skip 200", lambda _: listed(connection, AT, skip=200)
    yield "story ID", lambda n: briefing(connection, drawn.story(n), AT)
    yield "claims ID", lambda n: _claims(connection, drawn.story(n))
    yield "sources", lambda _: origins.spoke(connection, AT, limit=40)
    yield "sources KEY", lambda n: said_by(connection, drawn.origins[n % len(drawn.origins)], AT, limit=40)
    yield (
        "corrections",
        lambda _: list(itertools.islice(revised(connection, AT, kinds=CORRECTING), FIRST_PAGE)),
    )
    yield "diff ID", lambda n: checked(connection, drawn.linked[n % len(drawn.linked)], AT)
    yield "check, 1,000 words", lambda n: own.check(connection, drawn.page(n), AT)
    yield "alert --origin, of 64", lambda _: list(FINDERS["origin"](connection, alert, AT))


def _history(connection: Connection, number: int) -> object:
    (kept, *_) = find(connection, f"#{number // PLACES}.{number % PLACES + 1}", AT)
    return told_history(connection, kept, AT, embargoed=False)


def _claims(connection: Connection, story: str) -> object:
    found = story_claims(connection, story, AT)
    return refs(connection, numbers_of(found))


def _export(connection: Connection) -> None:
    found = exported(connection, Asked(AT))
    begin = time.perf_counter()
    next(found)
    first = 1000 * (time.perf_counter() - begin)
    begin = time.perf_counter()
    count = sum(1 for _ in itertools.islice(found, EXPORTED))
    rate = count / (time.perf_counter() - begin)
    tracemalloc.start()
    sum(1 for _ in itertools.islice(found, EXPORTED))
    before = tracemalloc.get_traced_memory()[0]
    sum(1 for _ in itertools.islice(found, EXPORTED))
    grown = tracemalloc.get_traced_memory()[0] - before
    print(f"export: the first object after {first:.0f} ms, {rate:,.0f} objects a second,"
          f" {grown / EXPORTED:,.0f} bytes kept an object")  # fmt: skip


def _timed(look: Look, number: int) -> float:
    begin = time.perf_counter()
    look(number)
    return 1000 * (time.perf_counter() - begin)


if __name__ == "__main__":
    sys.exit(main())
