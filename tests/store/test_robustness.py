"""Whatever is torn away, what was committed stays, and the next run goes on from there."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from depesche import record
from depesche.core.errors import UsageError
from depesche.store import journal, projection
from depesche.store.address import address, address_of, is_postgres, shown_address
from depesche.store.database import Database
from depesche.store.errors import (
    StoreDamaged,
    StoreFull,
    StoreLost,
    StoreMissing,
    StoreNewer,
    StoreOlder,
    StoreReadOnly,
)
from depesche.store.schema import HEAD, opened
from tests.store.test_journal_and_rebuild import dump, entries
from tests.store.wires import arrivals, many

ROUNDS = int(os.environ.get("DEPESCHE_KILLS", "3"))
SOURCE = Path(__file__).parents[2] / "src"
WRITER = """
import sys
from depesche import record
from depesche.store.schema import opened
from depesche.store.journal import Arrival
store = opened(sys.argv[1], writable=True)
line = "BONN (dpa) - Der Verein zählt {} Mitglieder."
print("ready", flush=True)
for number in range(100_000):
    record.ingest(store, [Arrival("dispatch", line.format(number).encode(), "2024", "x")])
    print(number + 1, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_had_committed(where: str) -> None:
    opened(where, writable=True).close()
    chance = random.Random(20240513)
    for _ in range(ROUNDS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, where],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(SOURCE)},
        )
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.05, 0.6))
        writer.send_signal(signal.SIGKILL)
        said = writer.stdout.read().split()
        writer.wait()
        writer.stdout.close()
        store = opened(where, writable=True)
        kept = entries(store)
        assert [entry.seq for entry in kept] == list(range(1, len(kept) + 1))
        assert len(kept) >= (int(said[-1]) if said else 0)
        with store.reading() as connection:
            assert projection.watermark(connection) == len(kept)
        before = dump(store)
        assert list(record.rebuild(store)) or not kept
        assert dump(store) == before
        store.close()


def test_several_that_come_first_make_one_store(where: str) -> None:
    code = "import sys; from depesche.store.schema import opened; opened(sys.argv[1], writable=True)"
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    words = [sys.executable, "-c", code, where]
    racers = [subprocess.Popen(words, env=environment) for _ in range(3)]
    assert [racer.wait() for racer in racers] == [0, 0, 0]
    opened(where, writable=False).close()


def test_a_full_disk_costs_the_batch_and_nothing_else(store: Database) -> None:
    record.ingest(store, arrivals())
    before = dump(store)
    _fill(store)
    with pytest.raises(StoreFull, match="no room"):
        record.ingest(store, many(60))
    assert dump(store) == before
    _empty(store)
    assert not any(one.known for one in record.ingest(store, many(60)))
    assert len(entries(store)) == 63


def _fill(store: Database) -> None:
    if store.postgres:
        raises = (
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
        )
        trigger = "CREATE TRIGGER full_disk BEFORE INSERT ON statements EXECUTE FUNCTION full_disk()"
        with store.writing() as connection:
            connection.execute(text(raises))
            connection.execute(text(trigger))
    else:
        _pages(store, "(SELECT 0)")


def _empty(store: Database) -> None:
    if store.postgres:
        with store.writing() as connection:
            connection.execute(text("DROP TRIGGER full_disk ON statements"))
    else:
        _pages(store, "1000000000")


def _pages(store: Database, most: str) -> None:
    with store.reading() as connection:
        now = connection.execute(text("PRAGMA page_count")).scalar_one()
        most = str(now + 3) if "SELECT" in most else most
        connection.execute(text(f"PRAGMA max_page_count = {most}"))


def test_a_connection_lost_in_the_middle_of_a_batch_is_made_again(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(postgres, writable=True)
    killer = create_engine(postgres)
    write, cuts = projection.write, [2]

    def cut_off(*arguments: object) -> None:
        if cuts[0]:
            cuts[0] -= 1
            with killer.connect() as connection:
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE application_name = 'depesche'"
                    )
                )
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(projection, "write", cut_off)
    pauses: list[float] = []
    taken = record.ingest(store, arrivals(), sleep=pauses.append)
    assert [one.known for one in taken] == [False] * 3
    assert len(pauses) == 2
    assert [entry.seq for entry in entries(store)] == [1, 2, 3]
    store.close()
    killer.dispose()


def test_what_was_committed_just_before_the_connection_broke_counts_as_new(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit, breaks = record._commit, [1]

    def broken(*arguments: object) -> object:
        found = commit(*arguments)  # type: ignore[arg-type]
        if breaks[0]:
            breaks[0] -= 1
            raise StoreLost("The connection broke off.")
        return found

    monkeypatch.setattr(record, "_commit", broken)
    taken = record.ingest(store, arrivals(), sleep=lambda pause: None)
    assert [one.known for one in taken] == [False] * 3
    assert len(entries(store)) == 3


def test_a_server_that_is_not_there_is_said_to_be() -> None:
    with pytest.raises(StoreLost, match="cannot be reached"):
        opened("postgresql+psycopg://nobody@127.0.0.1:1/none", writable=True)


def test_a_newer_schema_is_refused_with_advice(where: str) -> None:
    store = opened(where, writable=True)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    for writable in (True, False):
        with pytest.raises(StoreNewer, match="Upgrade Depesche") as refusal:
            opened(where, writable=writable)
        assert HEAD in refusal.value.what


def test_an_older_schema_is_not_read_before_it_is_upgraded(where: str) -> None:
    store = opened(where, writable=True)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    store.close()
    with pytest.raises(StoreOlder, match="doctor --upgrade"):
        opened(where, writable=False)


def test_a_store_that_is_only_read_stays_as_it_is(where: str) -> None:
    store = opened(where, writable=True)
    record.ingest(store, arrivals())
    store.close()
    reader = opened(where, writable=False)
    with pytest.raises(StoreReadOnly):
        record.ingest(reader, many(1))
    assert len(entries(reader)) == 3
    reader.close()


@pytest.mark.skipif(os.getuid() != 0, reason="needs to become somebody else")
def test_a_store_in_a_folder_that_may_not_be_written_to_can_be_read(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    path = tmp_path / "store.sqlite"
    store = opened(str(path), writable=True)
    record.ingest(store, arrivals())
    store.close()
    code = (
        "import os, sys\n"
        "from depesche.store.schema import opened\n"
        "from depesche.store.errors import StoreError\n"
        "from depesche.store.journal import last_seq\n"
        "opened(sys.argv[1] + '.other', writable=True).close()\n"  # loads what is loaded late
        "os.setgid(65534); os.setuid(65534)\n"
        "store = opened(sys.argv[1], writable=False)\n"
        "with store.reading() as connection: print(last_seq(connection))\n"
        "try: opened(sys.argv[1], writable=True).writing().__enter__()\n"
        "except StoreError as error: print(type(error).__name__)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )
    assert said.stdout.split() == ["3", "StoreReadOnly"]


def test_what_is_no_store_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database at all, but long enough to look like one. " * 50)
    before = path.read_bytes()
    for writable in (True, False):
        with pytest.raises(StoreDamaged):
            opened(str(path), writable=writable)
    assert path.read_bytes() == before
    with pytest.raises(StoreMissing):
        opened(str(tmp_path / "none"), writable=False)
    assert not (tmp_path / "none").exists()


def test_another_database_is_left_alone(where: str) -> None:
    engine = create_engine(where if is_postgres(where) else f"sqlite:///{where}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE shopping (item TEXT)"))
    engine.dispose()
    with pytest.raises(StoreDamaged, match="something else"):
        opened(where, writable=True)


def test_addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DEPESCHE_STORE", "postgres://me:secret@db.example/wire")
    assert address() == "postgresql+psycopg://me:secret@db.example/wire"
    assert shown_address(address()) == "postgresql://me@db.example/wire"
    assert address(str(tmp_path / "x")) == str(tmp_path / "x")
    assert address_of(f"sqlite:///{tmp_path}/x") == f"{tmp_path}/x"
    monkeypatch.delenv("DEPESCHE_STORE")
    assert address().endswith("store.sqlite")
    for wrong in ("mysql://x/y", " ", "a\0b"):
        with pytest.raises(UsageError):
            address(wrong)


def test_texts_that_databases_refuse_are_taken(store: Database) -> None:
    hostile = [
        b'{"id": "a\\u0000b", "text": "BONN (dpa) - Null \\u0000 \\ud800, sagte M\\u0000ller."}',
        b'{"text": "\\"\\"\\"' + b"\\u0001" * 50 + b'"}',
    ]
    at = "2024-05-13T10:00:00.000000Z"
    hostile += [
        json.dumps({"id": "x" * 9000, "text": "BONN (dpa) - " + "ä" * 5000}).encode(),
        b"(In der 99999999999999999999. Zeile des 4294967296. Absatzes wurde korrigiert: Bonn)\n\n"
        b"BONN (dpa) - Am 99999999999.12.2024 zahlte Bonn 99999999999999999999 Euro.",
        f"{'BONN' * 2000} (dpa) - Der {'Haus' * 3000} {'Meier ' * 2000}sagte: Ja.".encode(),
        b"\r\n".join([b"\x01bdt" + b"9" * 3000 + b" 3 pl 99 dpa " + b"1" * 2000, b"\x02", b"A =",
                      b"BONN (dpa) - Ja.", b"\x03", b"111111 Mai 24"]),
    ]  # fmt: skip
    batch = [journal.Arrival("dispatch", data, at, "a\0b\ud800") for data in hostile]
    assert not any(one.known for one in record.ingest(store, batch))
    before = dump(store)
    list(record.rebuild(store))
    assert dump(store) == before
