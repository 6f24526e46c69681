"""What comes in stays, once, in order; and all else can be made from it anew."""

from __future__ import annotations

import hashlib
import json
import threading

import pytest
from sqlalchemy import text

from depesche import record
from depesche.store import journal, projection
from depesche.store.database import Database
from depesche.store.errors import StoreError
from depesche.store.journal import Arrival
from depesche.store.schema import opened
from tests.store.wires import AT, TEXTS, arrivals, many


def dump(store: Database) -> list[str]:
    with store.reading() as connection:
        return list(projection.dump(connection))


def entries(store: Database) -> list[journal.Entry]:
    with store.reading() as connection:
        return list(journal.every_entry(connection))


def test_what_comes_in_is_kept_byte_for_byte_and_numbered(store: Database) -> None:
    taken = record.ingest(store, arrivals())
    assert [(one.known, one.dispatches, one.errors) for one in taken] == [(False, 1, ())] * 3
    kept = entries(store)
    assert [entry.seq for entry in kept] == [1, 2, 3]
    assert [entry.arrival for entry in kept] == arrivals()
    assert kept[0].id == hashlib.sha256(b"dispatch\n" + TEXTS[0].encode()).hexdigest()


def test_the_same_bytes_are_known_whenever_and_wherever_they_come_from(store: Database) -> None:
    first = arrivals()
    again = [Arrival("dispatch", one.data, "2025-01-01T00:00:00.000000Z", "other") for one in first]
    assert [one.known for one in record.ingest(store, [first[0], again[0], first[1]])] == [
        False, True, False,
    ]  # fmt: skip
    assert [one.known for one in record.ingest(store, [*again, first[2]])] == [
        True,
        True,
        False,
        True,
    ]
    assert len(entries(store)) == 3
    assert len(dump(store)) == len(set(dump(store)))


def test_the_journal_can_only_be_appended_to(store: Database) -> None:
    record.ingest(store, arrivals())
    for change in ("UPDATE journal SET origin = 'x'", "DELETE FROM journal"):
        with pytest.raises(StoreError, match="append-only"), store.writing() as connection:
            connection.execute(text(change))
    assert len(entries(store)) == 3


def test_rebuild_reproduces_everything_exactly(store: Database) -> None:
    record.ingest(store, [*arrivals(), *arrivals("\0\1\2", "")])
    before = dump(store)
    with store.writing() as connection:
        connection.execute(text("UPDATE dispatches SET title = 'spoilt'"))
        connection.execute(text("DELETE FROM statements"))
        connection.execute(text("INSERT INTO quarantine VALUES (99999999, 'x', 'y', 'z')"))
    assert dump(store) != before
    assert list(record.rebuild(store)) == [5]
    assert dump(store) == before


def test_an_interrupted_rebuild_is_finished_by_the_next_one_who_comes(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "BATCH", 2)
    record.ingest(store, many(6))
    before = dump(store)
    for done in record.rebuild(store):
        assert done == 2
        break
    taken = record.ingest(store, many(7))
    assert [one.known for one in taken] == [True] * 6 + [False]
    assert list(record.catch_up(store)) == [4, 6, 7]
    assert dump(store)[:6] == before[:6]
    assert list(record.rebuild(store)) == [2, 4, 6, 7]


def test_a_judgement_is_an_entry_without_a_dispatch(store: Database) -> None:
    judgement = Arrival("judgement", b'{"says": "same claim"}', AT, "editor")
    (taken,) = record.ingest(store, [judgement])
    assert (taken.known, taken.dispatches) == (False, 0)
    assert entries(store)[0].arrival == judgement
    before = dump(store)
    assert {json.loads(line)[0] for line in before} <= {"judgements"}
    assert list(record.rebuild(store)) == [1]
    assert dump(store) == before


def test_several_writers_leave_no_gap_and_no_double(where: str) -> None:
    opened(where, writable=True).close()
    faults: list[BaseException] = []

    def write(own: list[Arrival]) -> None:
        try:
            store = opened(where, writable=True)
            for one in own:
                record.ingest(store, [one])
            store.close()
        except BaseException as fault:
            faults.append(fault)

    shared = many(20)
    threads = [threading.Thread(target=write, args=(own,)) for own in (shared, shared[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    store = opened(where, writable=False)
    kept = entries(store)
    assert [entry.seq for entry in kept] == list(range(1, 21))
    assert {entry.arrival.data for entry in kept} == {one.data for one in shared}
    before = dump(store)
    store.close()
    store = opened(where, writable=True)
    assert list(record.rebuild(store))
    assert dump(store) == before
    store.close()
