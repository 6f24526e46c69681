"""What the index names quickly is what the rows say: of any filters, in any stretches, of any days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from depesche import record
from depesche.german.terms import terms
from depesche.store import matches
from depesche.store.database import Database
from depesche.store.facets import ANYTHING, FIRST, LAST, MOST, covering, facets
from depesche.store.filters import Filters, conditions
from depesche.store.journal import Arrival
from depesche.store.query import parsed
from depesche.store.schema import opened
from depesche.store.search import Question, replaced, search
from depesche.store.tables import PLACES, dispatches
from tests.store.conftest import created
from tests.store.wires import arrivals, varied

DAYS = st.dates(FIRST, LAST)
AT = "2024-06-01T00:00:00.000000Z"
EARLY = "2024-05-13T23:00:00.000000Z"
DATES = ("2024-05-13", "2024-05", "2024", None, "1803-02-01", "2024-02-28")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One store for all questions, which change nothing."""
    where = str(tmp_path_factory.mktemp("facets") / "store.sqlite")
    if request.param == "postgresql":
        where = created(request.getfixturevalue("cluster"), "facets")
    database = opened(where, writable=True)
    found = [*arrivals(), *varied(30)]
    record.ingest(
        database,
        [
            Arrival("dispatch", one.data, f"2024-05-{13 + number % 9}T10:00:00.000000Z", one.origin,
                    DATES[number % len(DATES)])
            for number, one in enumerate(found)
        ],
    )  # fmt: skip
    yield database
    database.close()


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "agencies": st.sampled_from([("DPA",), ("apa", "dpa-afx"), ("epd",)]),
        "kinds": st.sampled_from([("report",), ("correction",)]),
        "places": st.sampled_from([("Kiel",), ("Graz", "Emden"), ("Bonn am Rhein",), ("!",)]),
        "persons": st.sampled_from([("Karl Huber",), ("Müller",)]),
        "sources": st.sampled_from([("Ministerium",), ("Sprecherin Jana Müller",)]),
        "acts": st.sampled_from([("deny",), ("say", "report")]),
        "factualities": st.sampled_from([("CT+",), ("PR+", "CT-"), ("Uu",)]),
        "first": st.sampled_from(["2024-05-13", "2024-02-01", "1700-01-01"]),
        "last": st.sampled_from(["2024-05-20", "1803-12-31", "2024-02-29", "2150-01-01"]),
        "embargoed": st.booleans(),
        "replaced": st.booleans(),
    },
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILTERS, st.sampled_from(["", "werft", "hafen OR brücke"]), st.sampled_from([AT, EARLY]))
def test_filters_find_what_the_rows_say(
    filled: Database, given_filters: dict[str, Any], words: str, at: str
) -> None:
    filters = Filters(**given_filters)
    with filled.reading() as connection, pytest.MonkeyPatch.context() as small:
        for name, value in (("FEWEST", 2), ("MOST", 5), ("RECENT", 4)):
            small.setattr(matches, name, value)
        hits = search(connection, Question(parsed(words, terms), filters, at, 1000), terms)
        query = select(dispatches.c.number).where(*conditions(filters, terms))
        every = connection.execute(query.order_by(dispatches.c.number.desc()), {"at": at}).scalars().all()
        said = {
            hit.seq
            for hit in search(
                connection, Question(parsed(words, terms), Filters(replaced=True), AT, 99), terms
            )
        }
    assert [hit.seq for hit in hits] == [n // PLACES for n in every if n // PLACES in said]


def test_pages_are_stretches_of_one_list(filled: Database) -> None:
    with filled.reading() as connection:
        asked = Question(parsed("nummer", terms), Filters(), AT, 1000)
        whole = search(connection, asked, terms)
        paged = [search(connection, asked._replace(limit=7, skip=skip), terms) for skip in range(0, 40, 7)]
        assert [hit for page in paged for hit in page] == whole
        every = search(connection, asked._replace(filters=Filters(replaced=True)), terms)
        assert replaced(connection, asked, terms) == (len(every) - len(whole), False)


@given(DAYS, st.integers(0, 20_000))
def test_any_stretch_of_days_is_a_few_words_that_are_just_those_days(first: date, count: int) -> None:
    last = min(first + timedelta(count), LAST)
    found = covering(first, last)
    assert len(found) < 90
    for day in (first, last, first + (last - first) / 2):
        assert sum(day.strftime("%Y%m%d").startswith(one) for one in found) == 1
    for day in (first - timedelta(1), last + timedelta(1)):
        assert not any(day.strftime("%Y%m%d").startswith(one) for one in found)


def test_what_has_too_many_facets_is_looked_at_whatever_is_asked_for() -> None:
    row = {"kind": "report", "agency": None, "received": AT, "earliest": None, "latest": None}
    names = [{"kind": "place", "key": f" ort{number} "} for number in range(MOST)]
    assert facets({"dispatches": [row], "entities": names}) == [ANYTHING.word]


def test_an_upgrade_adds_the_facets_that_taking_in_adds(filled: Database) -> None:
    upgrade = import_module("depesche.store.migrations.versions.v0008_looking")
    with filled.reading() as connection:
        for stretch in upgrade._stretches(connection, sqlite=not filled.postgres):
            for one in stretch:
                if filled.postgres:
                    query = "SELECT (terms || CAST(:facets AS tsvector)) = terms FROM search WHERE number = :number"
                else:
                    query = "SELECT parts LIKE '%' || :facets FROM search WHERE rowid = :number"
                assert connection.execute(text(query), one).scalar_one()
