"""Embargo, withdrawal, and the store as it was at a moment."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from depesche import record
from depesche.core.errors import UsageError
from depesche.german.terms import terms
from depesche.store.database import Database
from depesche.store.filters import Filters
from depesche.store.find import find
from depesche.store.moments import in_utc, moment, moment_until
from depesche.store.search import Question, search
from tests.store.wires import arrivals

EMBARGO = "(Sperrfrist: 14. Mai 2024, 10.00 Uhr)\n\nBONN (dpa) - Die Kommission legt den Bericht vor.\n"


def found(store: Database, at: str, *, withdrawn: bool = False, embargoed: bool = False) -> list[int]:
    with store.reading() as connection:
        question = Question(None, Filters(withdrawn=withdrawn, embargoed=embargoed), at)
        return [hit.seq for hit in search(connection, question, terms)]


def sent(store: Database, seq: int, **changed: object) -> None:
    """Dress a dispatch up as one that a wire format brought."""
    setting = ", ".join(f"{name} = :{name}" for name in changed)
    with store.writing() as connection:
        connection.execute(
            text(f"UPDATE dispatches SET {setting} WHERE number / 1048576 = :seq"),
            {**changed, "seq": seq},
        )


def test_an_embargo_holds_until_its_moment(store: Database) -> None:
    record.ingest(store, arrivals(EMBARGO))
    assert found(store, "2024-05-14T07:59:00.000000Z") == []
    assert found(store, "2024-05-14T07:59:00.000000Z", embargoed=True) == [1]
    assert found(store, "2024-05-14T08:00:00.000000Z") == [1]
    with store.reading() as connection:
        (kept,) = find(connection, "#1", "2024-05-13T12:00:00.000000Z")
    assert kept.held


def test_as_of_shows_what_had_come_in_by_then(store: Database) -> None:
    for number, one in enumerate(("A.", "B.", "C.")):
        record.ingest(store, arrivals(f"BONN (dpa) - {one}", at=f"2024-05-1{number}T12:00:00.000000Z"))
    assert found(store, "2024-05-10T11:59:59.000000Z") == []
    assert found(store, "2024-05-11T12:00:00.000000Z") == [2, 1]
    assert found(store, "2024-06-01T00:00:00.000000Z") == [3, 2, 1]


def test_a_withdrawal_withdraws_from_when_it_came_in(store: Database) -> None:
    for number in range(1, 5):
        at = f"2024-05-1{number}T12:00:00.000000Z"
        record.ingest(store, arrivals(f"BONN (dpa) - Fassung {number}.", at=at))
        sent(store, number, item="urn:a", created=at)
    sent(store, 3, withdraws=True)
    sent(store, 4, item="urn:b")
    end = "2024-06-01T00:00:00.000000Z"
    assert found(store, "2024-05-12T13:00:00.000000Z") == [2, 1]
    assert found(store, end) == [4, 3]
    assert found(store, end, withdrawn=True) == [4, 3, 2, 1]
    sent(store, 4, item="urn:a")
    assert found(store, end) == [4, 3, 2, 1]  # sent again after all
    assert found(store, "2024-05-13T13:00:00.000000Z") == [3]


def test_a_withdrawal_that_came_first_withdraws_what_comes_after(store: Database) -> None:
    record.ingest(store, arrivals("BONN (dpa) - Weg.", "BONN (dpa) - Da."))
    sent(store, 1, item="urn:a", withdraws=True, created="2024-05-12T12:00:00.000000Z")
    sent(store, 2, item="urn:a", created="2024-05-12T11:00:00.000000Z")
    assert found(store, "2024-06-01T00:00:00.000000Z") == [1]


def test_a_withdrawal_by_name(store: Database) -> None:
    record.ingest(store, arrivals("BONN (dpa) - Weg.", "BONN (dpa) - Da."))
    sent(store, 1, item="urn:a")
    sent(store, 2, withdraws=True)
    with store.writing() as connection:
        connection.execute(text("INSERT INTO previous VALUES (2097152, 0, 'urn:a')"))
    assert found(store, "2024-06-01T00:00:00.000000Z") == [2]


def test_names_of_dispatches(store: Database) -> None:
    record.ingest(store, arrivals())
    now = "2024-06-01T00:00:00.000000Z"
    with store.reading() as connection:
        (kept,) = find(connection, "#2", now)
        assert find(connection, "2", now) == find(connection, "2.1", now) == [kept]
        assert find(connection, kept.reading.id[:8], now) == [kept]
        assert find(connection, "#2.2", now) == find(connection, "#99", now) == []
        assert find(connection, "%%%%%%%", now) == []
        with pytest.raises(UsageError):
            find(connection, " ", now)


def test_moments() -> None:
    assert moment("2024-05-14T10:00") == "2024-05-14T08:00:00.000000Z"  # German summer time
    assert moment("2024-01-14T10:00") == "2024-01-14T09:00:00.000000Z"
    assert moment("2024-10-27T02:30") == "2024-10-27T01:30:00.000000Z"  # the second of the two
    assert moment("2024-05-14T10:00:00+05:00") == "2024-05-14T05:00:00.000000Z"
    assert moment("2024-05-14") == "2024-05-13T22:00:00.000000Z"
    assert moment_until("2024-05-14") == "2024-05-14T21:59:59.999999Z"
    assert [moment(wrong) for wrong in ("", None, "T10:00", "0001-01-01", "9999-12-31")] == [None] * 5


@given(st.datetimes(datetime(1901, 1, 1), datetime(8999, 1, 1)))
def test_every_moment_has_a_form_that_is_its_own(at: datetime) -> None:
    written = moment(str(at))
    assert written is not None
    assert moment(written) == written == in_utc(at)


NEWS = {"urn:a:1": "Fähre nach Borkum", "urn:a:2": "Biathlon in Winterberg", "urn:a:3": "Ratssitzung"}


def item(urn: str, *, version: int, status: str = "usable", embargo: str = "") -> str:
    """An item of a JSON wire."""
    fields = {
        "uri": urn,
        "version": str(version),
        "versioncreated": f"2024-05-13T0{version}:00:00Z",
        "type": "text",
        "pubstatus": status,
        "headline": f"{NEWS[urn]} fällt aus",
        "body_text": f"Emden (dpa) - {NEWS[urn]} fällt wegen der Glätte aus, Fassung {version}.",
    }
    return json.dumps(fields | ({"embargoed": embargo} if embargo else {}))


def test_what_wires_say_of_status_and_embargo(store: Database) -> None:
    record.ingest(
        store,
        arrivals(
            item("urn:a:1", version=1),
            item("urn:a:1", version=2, status="canceled"),
            item("urn:a:2", version=3, status="withheld"),
            item("urn:a:3", version=4, embargo="2024-06-01T12:00:00+02:00"),
        ),
    )
    now = "2024-06-01T09:00:00.000000Z"
    assert found(store, now) == [2]
    assert found(store, now, withdrawn=True, embargoed=True) == [4, 3, 2, 1]
    assert found(store, "2024-06-01T10:00:00.000000Z") == [4, 2]
    with store.reading() as connection:
        assert [kept.seq for kept in find(connection, "urn:a:1", now)] == [2, 1]


def test_what_an_embargo_holds_replaces_nothing_yet(store: Database) -> None:
    until = "2024-06-01T12:00:00+02:00"
    record.ingest(store, arrivals(item("urn:a:1", version=1), item("urn:a:1", version=2, embargo=until)))
    assert found(store, "2024-06-01T09:00:00.000000Z") == [1]
    assert found(store, "2024-06-01T10:00:00.000000Z") == [2]
