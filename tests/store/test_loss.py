"""What a disk, a server and a kill can do to a store: what was acknowledged stays, the rest is repeated."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from depesche import record
from depesche.cli import main
from depesche.store import projection
from depesche.store.database import Database
from depesche.store.doctor import checks
from depesche.store.errors import StoreError, StoreFull, StoreLost, StoreReadOnly
from depesche.store.journal import Arrival
from depesche.store.schema import opened
from tests.store.conftest import Server, binaries, created
from tests.store.test_journal_and_rebuild import dump, entries
from tests.store.wires import AT, arrivals, many, varied

ROUNDS = int(os.environ.get("DEPESCHE_KILLS", "3"))
SOURCE = Path(__file__).parents[2] / "src"
MEGABYTE = 1 << 20


@pytest.fixture
def disk() -> Iterator[Path]:
    """A small disk of its own: 6 MB."""
    folder = Path(tempfile.mkdtemp(prefix="depesche-disk-"))
    if not mounted(folder, "size=6m,mode=777"):
        folder.rmdir()
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


def mounted(folder: Path, options: str) -> bool:
    words = ["mount", "-t", "tmpfs", "-o", options, "depesche", str(folder)]
    try:
        return subprocess.run(words, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def remounted(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def sound(store: Database) -> None:
    """The doctor finds nothing, and what is derived is what a rebuild makes."""
    with store.reading() as connection:
        assert [one for one in checks(connection, record.engine(), deep=True) if not one.well] == []
    before = dump(store)
    list(record.rebuild(store))
    assert dump(store) == before


def fill(store: Database, wire: list[Arrival]) -> list[Arrival]:
    """Take the wire in, four at a time, until that fails; what was acknowledged."""
    for first in range(0, len(wire), 4):
        try:
            record.ingest(store, wire[first : first + 4], sleep=lambda _: None)
        except (StoreFull, StoreLost):
            return wire[:first]
    pytest.fail("it never failed")


def long_wire(count: int) -> list[Arrival]:
    """Dispatches of 80 kB that are quick to read: nearly all of it is in a field that nobody reads."""
    chance = random.Random(7)
    return arrivals(
        *(
            json.dumps({"text": one.data.decode(), "ballast": chance.randbytes(40_000).hex()})
            for one in varied(count)
        )
    )


def test_a_disk_that_runs_full_and_is_made_larger(disk: Path) -> None:
    wire = long_wire(100)
    store = opened(str(disk / "store.sqlite"), writable=True)
    done = fill(store, wire)
    assert 0 < len(done) < len(wire)
    assert [entry.arrival for entry in entries(store)] == done
    store.close()
    remounted(disk, "size=64m")
    store = opened(str(disk / "store.sqlite"), writable=True)
    again = record.ingest(store, wire)
    assert sum(one.known for one in again) == len(done)
    assert [entry.arrival for entry in entries(store)] == wire
    sound(store)
    store.close()


def test_a_disk_so_full_that_no_store_can_be_made(disk: Path) -> None:
    ballast(disk)
    with pytest.raises(StoreError, match=r"no room|does not take"):
        opened(str(disk / "store.sqlite"), writable=True)
    (disk / "ballast").unlink()
    store = opened(str(disk / "store.sqlite"), writable=True)
    assert len(record.ingest(store, arrivals())) == 3
    store.close()


def ballast(disk: Path) -> None:
    with suppress(OSError), (disk / "ballast").open("wb", buffering=0) as out:
        while True:
            out.write(bytes(4096))


def test_a_disk_that_becomes_read_only(disk: Path) -> None:
    where = str(disk / "store.sqlite")
    store = opened(where, writable=True)
    record.ingest(store, arrivals())
    store.close()
    remounted(disk, "ro")
    with pytest.raises(StoreReadOnly, match="may not be written"):
        opened(where, writable=True)
    reader = opened(where, writable=False)
    assert len(entries(reader)) == 3
    reader.close()
    remounted(disk, "rw")


def test_a_disk_that_becomes_read_only_under_a_writer(disk: Path) -> None:
    where = str(disk / "store.sqlite")
    store = opened(where, writable=True)
    record.ingest(store, arrivals())
    copies = {path: path.read_bytes() for path in disk.iterdir()}
    assert len(copies) == 3, "the log and its index lie beside it"
    store.close()
    for path, data in copies.items():
        path.write_bytes(data)
    remounted(disk, "ro")
    reader = opened(where, writable=False)
    assert len(entries(reader)) == 3
    reader.close()
    writer = opened(where, writable=True)
    with pytest.raises(StoreReadOnly):
        record.ingest(writer, many(1))
    writer.close()
    remounted(disk, "rw")


@pytest.fixture
def small_server() -> Iterator[tuple[Server, Path]]:
    """A PostgreSQL server of its own whose disk has little room."""
    tools = binaries()
    if tools is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="depesche-pgdisk-"))
    if not mounted(folder, "size=96m,mode=777"):
        folder.rmdir()
        pytest.skip("a small disk can only be mounted by root")
    server = Server(tools, folder, ["--wal-segsize=1"], ["min_wal_size=2MB", "max_wal_size=4MB"])
    server.make()
    server.start()
    yield server, folder
    server.stop()
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


def test_the_disk_of_a_server_runs_full(small_server: tuple[Server, Path]) -> None:
    server, folder = small_server
    wire = long_wire(100)
    where = created(server.url, "wire")
    store = opened(where, writable=True)
    record.ingest(store, wire[:4])
    ballast(folder)
    os.truncate(folder / "ballast", (folder / "ballast").stat().st_size - 2 * MEGABYTE)
    done = wire[:4] + fill(store, wire[4:])
    store.close()
    (folder / "ballast").unlink()
    server.restart()
    store = opened(where, writable=True)
    assert [entry.arrival for entry in entries(store)] == done
    again = record.ingest(store, wire)
    assert sum(one.known for one in again) == len(done)
    assert [entry.arrival for entry in entries(store)] == wire
    sound(store)
    store.close()


def test_a_server_that_is_restarted_in_the_middle_of_a_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tools = binaries()
    if tools is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="depesche-pg-"))
    folder.chmod(0o777)
    server = Server(tools, folder)
    server.make()
    server.start()
    store = opened(created(server.url, "wire"), writable=True)
    write, restarts = projection.write, [2]

    def restarted(*arguments: object) -> None:
        write(*arguments)  # type: ignore[arg-type]
        if restarts[0]:
            restarts[0] -= 1
            server.restart()

    monkeypatch.setattr(projection, "write", restarted)
    taken = record.ingest(store, many(5), sleep=lambda _: None)
    assert [one.known for one in taken] == [False] * 5
    monkeypatch.setattr(projection, "write", write)
    assert len(entries(store)) == 5
    sound(store)
    store.close()
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


def test_a_run_that_is_killed_again_and_again_ends_like_one_that_was_not(where: str, tmp_path: Path) -> None:
    chance = random.Random(20240513)
    lines = [json.dumps({"text": one.data.decode()}) + "\n" for one in varied(30 * ROUNDS + 60)]
    wire = tmp_path / "wire.jsonl"
    wire.write_text("".join(lines), encoding="utf-8")
    words = ["ingest", "--received", AT, str(wire)]
    opened(where, writable=True).close()
    kept = 0
    for _ in range(ROUNDS):
        killed = subprocess.Popen(
            [sys.executable, "-m", "depesche", *words, "--store", where],
            stdout=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(SOURCE)},
        )
        time.sleep(chance.uniform(0.3, 1.5))
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        store = opened(where, writable=True)
        now = [entry.arrival.data.decode() + "\n" for entry in entries(store)]
        assert now == lines[: len(now)]
        assert len(now) >= kept
        kept = len(now)
        store.close()
    assert main([*words, "--store", where]) == 0
    whole = opened(str(tmp_path / "whole.sqlite"), writable=True)
    assert main([*words, "--store", str(tmp_path / "whole.sqlite")]) == 0
    store = opened(where, writable=True)
    with store.reading() as connection:
        assert [one for one in checks(connection, record.engine(), deep=True) if not one.well] == []
    assert _rows(dump(store)) == _rows(dump(whole))
    store.close()
    whole.close()


def _rows(dumped: list[str]) -> list[str]:
    return [line for line in dumped if not line.startswith('["search"')]  # each database has its own


def test_one_urn_and_version_with_two_texts_are_two_dispatches(store: Database) -> None:
    item = {"version": "1", "uri": "urn:newsml:example.org:20240513:1", "type": "text", "headline": "Fähre"}
    texts = ("KIEL (dpa) - Die Fähre fährt.", "KIEL (dpa) - Die Fähre fährt nicht.")
    wire = [Arrival("dispatch", json.dumps(item | {"body_text": text}).encode(), AT, "x") for text in texts]
    taken = record.ingest(store, wire)
    assert [(one.known, one.dispatches, one.errors) for one in taken] == [(False, 1, ())] * 2
    sound(store)


def test_a_clock_that_runs_backwards_changes_the_order_of_nothing(store: Database) -> None:
    times = ("2024-05-13T10:00:00.000000Z", "2024-05-13T09:00:00.000000Z", "1970-01-01T00:00:00.000000Z")
    wire = [Arrival("dispatch", one.data, at, one.origin) for one, at in zip(many(3), times, strict=True)]
    for one in wire:
        record.ingest(store, [one])
    assert [entry.arrival for entry in entries(store)] == wire
    sound(store)


def test_a_hundred_megabytes_are_refused_in_little_memory(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as out:
        for _ in range(100):
            out.write(b"BONN (dpa) - Ja. " * (MEGABYTE // 17))
    code = (
        "import re, sys\n"
        "from depesche.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "print(status, re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
    )  # the most memory of its own: ru_maxrss would begin with that of the process that started it
    words = ["ingest", "--store", str(tmp_path / "s.sqlite"), str(huge)]
    said = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )
    assert "larger than 32 MB" in said.stderr
    summary, last = said.stdout.splitlines()
    assert summary == "0 new, 0 known, 0 in quarantine, 1 refused."
    status, kilobytes = map(int, last.split())
    assert status == 1
    assert kilobytes < 400 << 10
