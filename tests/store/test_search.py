"""The same is found in both databases: stems, umlauts, compounds, phrases, filters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from depesche import record
from depesche.core.errors import UsageError
from depesche.german.terms import terms
from depesche.store.database import Database
from depesche.store.filters import Filters
from depesche.store.query import parsed
from depesche.store.schema import opened
from depesche.store.search import Hit, Question, search
from tests.store.conftest import created
from tests.store.wires import arrivals

NOW = "2024-06-01T00:00:00.000000Z"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One store for all questions, which change nothing."""
    where = str(tmp_path_factory.mktemp("search") / "store.sqlite")
    if request.param == "postgresql":
        where = created(request.getfixturevalue("cluster"), "searched")
    database = opened(where, writable=True)
    record.ingest(database, arrivals())
    yield database
    database.close()


def look(store: Database, words: str = "", **filters: Any) -> list[Hit]:
    with store.reading() as connection:
        question = Question(parsed(words, terms), Filters(**filters), NOW)
        return search(connection, question, terms)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("treffen", [2, 1]),
        ("Lieferung", [3, 1]),
        ("Waffe Lieferung", [1]),
        ("mueller", [1]),
        ("Muller", [1]),
        ("haus", [2]),
        ('"offener brief"', [3]),
        ('"brief offener"', []),
        ('"Karl Huber"', [2]),
        ("„Karl Huber“", [2]),
        ("US-Regierung", [3]),
        ("Regierung US", [3]),
        ("treffen -minister", [1]),
        ("brief OR gewerkschaft", [3, 1]),
        ("brief OR", [3]),
        ("OR brief", [3]),
        ("treffen brief", []),
        ("путин", []),
        ("' & | ! ( ) : * \\ brief", [3]),
    ],
)
def test_words_find(filled: Database, words: str, found: list[int]) -> None:
    assert [hit.seq for hit in look(filled, words)] == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"agencies": ("DPA",)}, [1]),
        ({"agencies": ("dpa", "apa")}, [2, 1]),
        ({"places": ("Hamburg",)}, [1]),
        ({"persons": ("Müller",)}, [1]),
        ({"persons": ("Jana Mueller", "niemand")}, [1]),
        ({"acts": ("deny",)}, [2]),
        ({"factualities": ("PR+",)}, [3]),
        ({"kinds": ("report",)}, [3, 2, 1]),
        ({"kinds": ("correction",)}, []),
        ({"first": "2024-05-13", "last": "2024-05-13"}, [3, 2, 1]),
        ({"first": "2024-05-14"}, []),
        ({"last": "2024-05-12"}, []),
        ({"sources": ("Ministerium",)}, [2]),
        ({"sources": ("Ministerium",), "acts": ("deny",)}, []),
    ],
)
def test_filters_find(filled: Database, filters: dict[str, Any], found: list[int]) -> None:
    assert [hit.seq for hit in look(filled, **filters)] == found


def test_a_snippet_marks_what_was_looked_for(filled: Database) -> None:
    (hit,) = look(filled, "waffen lieferung")
    shown = [hit.snippet.text[begin:end] for begin, end in hit.snippet.marks]
    assert shown == ["Waffenlieferungen"]


@pytest.mark.parametrize("words", ["-brief", "OR", "!!!", '""'])
def test_a_query_without_a_wanted_word_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        parsed(words, terms)
