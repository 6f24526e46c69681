"""SQLite and PostgreSQL: one schema, equal rows, equal answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from depesche import record
from depesche.core.errors import UsageError
from depesche.german.terms import terms
from depesche.store import index, projection
from depesche.store.database import Database
from depesche.store.filters import Filters
from depesche.store.journal import Arrival
from depesche.store.query import parsed
from depesche.store.schema import FOLDER, HEAD, opened
from depesche.store.search import Question, search
from depesche.store.tables import as_made
from tests.store.conftest import created
from tests.store.wires import AT, TEXTS, arrivals

WORDS = st.sampled_from(
    "Treffen treffen Gipfel Lieferung Waffen Brief offener Huber Karl Müller Haus häuser us "
    "Regierung US-Regierung die der Straße 2024 путин a".split()
)
PIECES = st.one_of(
    WORDS,
    st.tuples(WORDS, WORDS).map(lambda two: '"' + " ".join(two) + '"'),
    WORDS.map(lambda word: f"-{word}"),
    st.just("OR"),
    st.text(max_size=6),
)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


LONG = " ".join(["der Wolf und das Schaf"] * 3300)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, cluster: str) -> Iterator[tuple[Database, ...]]:
    folder = tmp_path_factory.mktemp("both")
    places = (str(folder / "store.sqlite"), created(cluster, "both_stores"))
    stores = tuple(opened(where, writable=True) for where in places)
    for store in stores:
        record.ingest(store, arrivals(*TEXTS, f"WIEN (APA) - {LONG} und путин ging in der Straße.\n"))
    yield stores
    for store in stores:
        store.close()


def test_rows_are_equal(both: tuple[Database, ...]) -> None:
    dumps = []
    for store in both:
        with store.reading() as connection:
            dumps.append([line for line in projection.dump(connection) if '["search"' not in line])
    assert dumps[0] == dumps[1]
    assert len(dumps[0]) > 20


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=5))
def test_answers_are_equal(both: tuple[Database, ...], pieces: list[str]) -> None:
    try:
        node = parsed(" ".join(pieces), terms)
    except UsageError:
        return
    answers = []
    for store in both:
        with store.reading() as connection:
            answers.append(search(connection, Question(node, Filters(), AT), terms))
    assert answers[0] == answers[1]


def test_what_is_not_indexed_keeps_its_place() -> None:
    found = index.stems(terms(LONG))
    assert len(found) == index.WORDS
    assert found.count("wolf") == index.OFTEN
    assert found[5 * index.OFTEN + 1] == index.GAP
    assert len(index.tsvector(terms(LONG))) < 1 << 20


def test_migrations_make_the_tables_that_the_code_knows(store: Database) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _not_the_index})
        assert compare_metadata(context, as_made()) == []
        assert inspect(connection).has_table("search")


def _not_the_index(name: str | None, *_: object) -> bool:
    return not str(name).startswith(("search", "ix_search"))


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(FOLDER)).get_current_head() == HEAD
    assert Path(FOLDER, "versions").is_dir()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.binary(max_size=60) | st.text(max_size=60).map(_encoded), min_size=1))
def test_any_bytes_are_taken_in_and_become_equal_rows(both: tuple[Database, ...], data: list[bytes]) -> None:
    batch = [Arrival("dispatch", one, AT, "wire") for one in data]
    dumps = []
    for store in both:
        first = record.ingest(store, batch)
        assert all(one.known for one in record.ingest(store, batch))
        assert all(one.known or one.dispatches or one.errors for one in first)
        with store.reading() as connection:
            lines = projection.dump(connection)
            dumps.append([line for line in lines if '["search"' not in line])
    assert dumps[0] == dumps[1]
