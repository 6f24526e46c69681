"""Judgements hold at once and on every rebuild, in any batches, until another takes them back."""

from __future__ import annotations

import json

import pytest

from depesche import record
from depesche.core.errors import UsageError
from depesche.store.database import Database
from depesche.store.journal import Arrival
from depesche.store.judgements import judged, subjects, undoable
from depesche.store.stories import listed
from tests.store.test_journal_and_rebuild import dump
from tests.store.test_stories import BANK, FIRE, LATER, arrivals

AT = "2025-03-10T20:00:00.000000Z"


def entry(kind: str, *about: str, undoes: str | None = None, at: str = AT) -> Arrival:
    says = {"judgement": kind, "subjects": about, "because": "x", "by": "cd", "at": at, "undoes": undoes}
    return Arrival("judgement", json.dumps(says).encode(), at, "desk")


def stories(store: Database) -> list[str]:
    with store.reading() as connection:
        return [one.id for one in listed(connection, LATER, limit=100)]


def test_a_join_holds_until_it_is_undone_and_again_when_that_is(store: Database) -> None:
    record.ingest(store, arrivals((FIRE, BANK)))
    first, second = stories(store)
    join = entry("join", first, second)
    undo = entry("undo", undoes=join.id)
    again = entry("undo", undoes=undo.id)
    for one, left in ((join, 1), (undo, 2), (again, 1)):
        record.ingest(store, [one])
        assert len(stories(store)) == left
    with store.reading() as connection:
        assert [one.holds for one in judged(connection)] == [True, False, True]
        assert undoable(connection, join.id[:8]).id == join.id
        with pytest.raises(UsageError, match="taken back already"):
            undoable(connection, undo.id)
        with pytest.raises(UsageError, match="no such judgement"):
            undoable(connection, "ffffffffff")


def test_any_batches_and_a_rebuild_give_the_same(store: Database) -> None:
    record.ingest(store, arrivals((FIRE, BANK)))
    join = entry("join", *stories(store))
    origins = entry("same-origin", "police:", "org:weserbank")
    more = [join, origins, entry("undo", undoes=join.id), entry("same", "no", "such")]
    for one in more:
        record.ingest(store, [one])
    live = dump(store)
    for _ in record.rebuild(store):
        pass
    assert dump(store) == live


def test_subjects_are_found_by_their_beginnings_and_held_to_the_kind(store: Database) -> None:
    record.ingest(store, arrivals((FIRE, BANK)))
    first, second = stories(store)
    with store.reading() as connection:
        assert subjects(connection, "join", [first[:8], second[:8]], LATER) == (first, second)
        for kind, names, says in (
            ("join", [first], "One subject is not enough"),
            ("split", [first], "Nothing is to be split off"),
            ("same", ["ffffffffff", first], "no such claim or statement"),
            ("same-origin", ["nobody:here", "org:none"], "no such origin or statement"),
        ):
            with pytest.raises(UsageError, match=says):
                subjects(connection, kind, names, LATER)
