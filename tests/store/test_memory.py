"""What a fold remembers never shows: others may write between, a batch may be undone."""

from __future__ import annotations

import pytest

from depesche import fold, record
from depesche.steps import link_days
from depesche.store import memory, projection
from depesche.store.database import Database
from depesche.store.schema import opened
from tests.store.wires import varied

WIRE = varied(40)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days are remembered from the first look-up on, and some forgotten again."""
    monkeypatch.setattr(link_days, "OFTEN", 2)
    monkeypatch.setattr(link_days, "DAYS", 3)


def whole(store: Database) -> list[str]:
    with store.reading() as connection:
        return list(projection.dump(connection))


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The same wire, each dispatch by a store that remembers nothing."""
    where = str(tmp_path_factory.mktemp("plain") / "plain.sqlite")
    for one in WIRE:
        store = opened(where, writable=True)
        record.ingest(store, [one])
        store.close()
    store = opened(where, writable=True)
    found = whole(store)
    store.close()
    return [line for line in found if not line.startswith('["search"')]


def plain(store: Database) -> list[str]:
    return [line for line in whole(store) if not line.startswith('["search"')]


def test_it_does_not_show_in_one_batch(store: Database, told: list[str]) -> None:
    record.ingest(store, WIRE)
    assert plain(store) == told


def test_it_does_not_show_in_a_rebuild(store: Database, told: list[str]) -> None:
    record.ingest(store, WIRE[::-1][:10])
    record.ingest(store, WIRE)
    list(record.rebuild(store))
    first = plain(store)
    list(record.rebuild(store))
    assert plain(store) == first


def test_others_may_write_between(store: Database, where: str, told: list[str]) -> None:
    other = opened(where, writable=True)
    for at in range(0, len(WIRE), 5):
        record.ingest(store if at % 2 else other, WIRE[at : at + 5])
    other.close()
    assert plain(store) == told


def test_a_batch_that_is_undone_is_forgotten(
    store: Database, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record.ingest(store, WIRE[:15])
    with monkeypatch.context() as broken:
        broken.setattr(fold, "set_watermark", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            record.ingest(store, WIRE[20:30])
    record.ingest(store, WIRE[15:])
    assert plain(store) == told


def test_a_fold_anew_is_not_mistaken_for_the_old_one(store: Database, where: str) -> None:
    record.ingest(store, WIRE[:20])
    other = opened(where, writable=True)
    with other.writing() as connection:
        fold.unfold(connection)
    other.close()
    with store.writing() as connection, memory.remembering(connection) as found:
        assert not found.parts
    assert list(record.catch_up(store)) == []
    first = whole(store)
    list(record.rebuild(store))
    assert whole(store) == first
