"""Drop folders: what is whole is taken once, moved away after its commit, and nothing else touched."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from depesche import record
from depesche.cli import main
from depesche.core.errors import UsageError
from depesche.store.database import Database
from depesche.store.errors import StoreFull
from depesche.store.journal import every_entry
from depesche.store.schema import opened
from depesche.transports.folder import Afterwards, Quiet, check, move, opener
from depesche.transports.watch import DropFolders, Round

SOURCE = Path(__file__).parents[2] / "src"
AT = "2024-05-13T10:00:00.000000Z"
ROUNDS = int(os.environ.get("DEPESCHE_KILLS", "3"))


def dispatch(number: int) -> str:
    return f"BONN (dpa) - Der Verein Rheinufer zählt {number} Mitglieder.\n"


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


def folders(drop: Path, afterwards: Afterwards = Afterwards()) -> DropFolders:  # noqa: B008
    return DropFolders([str(drop)], afterwards, lambda: AT)


def files(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def taken(store: Database) -> list[str]:
    with store.reading() as connection:
        return [entry.arrival.data.decode() for entry in every_entry(connection)]


def emptied(one: DropFolders, store: Database, now: float) -> Round:
    """Everything that the rounds of one look brought."""
    whole = Round()
    for each in one.rounds(store, now):
        whole.taken += each.taken
        whole.left += each.left
        whole.settled += each.settled
        whole.stuck += each.stuck
    return whole


def test_a_file_is_taken_when_it_has_not_changed_for_a_while(drop: Path, sqlite: Database) -> None:
    one = folders(drop)
    (drop / "a.txt").write_text(dispatch(1)[:20], encoding="utf-8")
    assert not emptied(one, sqlite, 0).taken
    (drop / "a.txt").write_text(dispatch(1), encoding="utf-8")
    assert not emptied(one, sqlite, 1.5).taken, "it has changed since"
    assert not emptied(one, sqlite, 2.0).taken
    assert one.quiet.pending() == [str(drop / "a.txt")]
    assert len(emptied(one, sqlite, 2.5).taken) == 1
    assert taken(sqlite) == [dispatch(1)]
    assert files(drop) == [".done/a.txt"]
    assert one.quiet.pending() == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_an_upload_that_stalls_is_waited_for_as_long_as_its_file_is_open(
    drop: Path, sqlite: Database
) -> None:
    one = folders(drop)
    with (drop / "a.txt").open("w", encoding="utf-8") as upload:
        upload.write(dispatch(1)[:20])
        upload.flush()
        for now in (0, 10, 100):
            assert not emptied(one, sqlite, now).taken
        upload.write(dispatch(1)[20:])
    emptied(one, sqlite, 110)
    emptied(one, sqlite, 112)
    assert taken(sqlite) == [dispatch(1)]
    with (drop / "b.txt").open("w", encoding="utf-8") as upload:
        upload.write(dispatch(2))
        upload.flush()
        emptied(one, sqlite, 200)
        assert len(emptied(one, sqlite, 501).taken) == 1, "it will not go on any more"


def test_names_of_half_written_files_are_passed_over_until_they_are_renamed(
    drop: Path, sqlite: Database
) -> None:
    one = folders(drop)
    for name in ("a.txt.part", ".b.txt", "c.tmp", "d.filepart"):
        (drop / name).write_text(dispatch(1), encoding="utf-8")
    emptied(one, sqlite, 0)
    assert not emptied(one, sqlite, 10).taken
    (drop / "a.txt.part").rename(drop / "a.txt")
    emptied(one, sqlite, 11)
    assert len(emptied(one, sqlite, 12).taken) == 1


def test_what_is_done_never_overwrites_what_was(drop: Path, sqlite: Database) -> None:
    one = folders(drop)
    (drop / "sport").mkdir()
    for number in range(3):
        (drop / "sport" / "a.b.txt").write_text(dispatch(number), encoding="utf-8")
        emptied(one, sqlite, 10 * number)
        emptied(one, sqlite, 10 * number + 5)
    assert files(drop) == [".done/sport/a.b.2.txt", ".done/sport/a.b.3.txt", ".done/sport/a.b.txt"]
    assert (drop / ".done/sport/a.b.3.txt").read_text(encoding="utf-8") == dispatch(2)


@pytest.mark.parametrize(
    ("afterwards", "left"), [(Afterwards(delete=True), []), (Afterwards(keep=True), ["a.txt"])]
)
def test_deleted_or_kept(drop: Path, sqlite: Database, afterwards: Afterwards, left: list[str]) -> None:
    one = folders(drop, afterwards)
    (drop / "a.txt").write_text(dispatch(1), encoding="utf-8")
    emptied(one, sqlite, 0)
    assert len(emptied(one, sqlite, 2).taken) == 1
    assert files(drop) == left
    assert not emptied(one, sqlite, 4).taken, "what is kept is not read again"
    if left:
        (drop / "a.txt").write_text(dispatch(22), encoding="utf-8")
        emptied(one, sqlite, 6)
        assert [one.known for one in emptied(one, sqlite, 8).taken] == [False]


def test_a_place_of_ones_own_on_another_disk(drop: Path, sqlite: Database, tmp_path: Path) -> None:
    shared = Path("/dev/shm")
    other = shared / f"depesche-{os.getpid()}" if os.access(shared, os.W_OK) else tmp_path / "other"
    one = folders(drop, Afterwards(done=str(other)))
    (drop / "a.txt").write_text(dispatch(1), encoding="utf-8")
    emptied(one, sqlite, 0)
    assert emptied(one, sqlite, 2).settled == [str(drop / "a.txt")]
    assert files(other) == ["a.txt"]
    assert files(drop) == []
    (other / "a.txt").unlink()
    other.rmdir()


def test_a_file_that_changes_while_it_is_read_is_taken_again_and_not_moved(
    drop: Path, sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = folders(drop)
    path = drop / "a.txt"
    path.write_text(dispatch(1)[:30], encoding="utf-8")
    emptied(one, sqlite, 0)
    ingest = record.ingest

    def grows(*arguments: object) -> object:
        path.write_text(dispatch(1), encoding="utf-8")
        return ingest(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(record, "ingest", grows)
        assert not emptied(one, sqlite, 2).settled
    emptied(one, sqlite, 3)
    assert emptied(one, sqlite, 5).settled
    assert taken(sqlite) == [dispatch(1)[:30], dispatch(1)]


def test_what_is_not_taken_is_said_once_and_left(drop: Path, sqlite: Database) -> None:
    one = folders(drop)
    (drop / "link.txt").symlink_to("/etc/passwd")
    os.mkfifo(drop / "pipe.txt")
    (drop / "empty.txt").touch()
    (drop / "huge.txt").touch()
    os.truncate(drop / "huge.txt", 33 << 20)
    with zipfile.ZipFile(drop / "trick.zip", "w") as archive:
        archive.writestr("../up.txt", "BONN (dpa) - Ein Trick.")
        archive.writestr("good.txt", dispatch(1))
    (drop / "broken.txt").write_bytes(b"\0\1\2\3")
    first, second = emptied(one, sqlite, 0), emptied(one, sqlite, 2)
    assert sorted(Path(item.origin).name for item in first.left) == ["link.txt", "pipe.txt"]
    assert [item.what for item in second.left] == [
        "It is empty.", "This is larger than 32 MB, which no dispatch is.",
        "Its path leads out of the archive.",
    ]  # fmt: skip
    assert [bool(item.errors) for item in second.taken] == [True, False]
    assert files(drop) == [".done/broken.txt", "empty.txt", "huge.txt", "trick.zip"]
    third = emptied(one, sqlite, 60)
    assert (third.left, third.taken) == ([], [])
    (drop / "empty.txt").write_text(dispatch(2), encoding="utf-8")
    emptied(one, sqlite, 61)
    assert emptied(one, sqlite, 63).settled == [str(drop / "empty.txt")]


def test_links_laid_in_the_way_lead_nowhere(drop: Path, tmp_path: Path, sqlite: Database) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(dispatch(7), encoding="utf-8")
    (drop / "sub").symlink_to(outside)
    with pytest.raises(OSError, match="no plain file"):
        opener(str(drop))(str(drop / "sub" / "secret.txt"), os.O_RDONLY)
    (drop / "direct.txt").symlink_to(outside / "secret.txt")
    with pytest.raises(OSError, match="symbolic links"):
        opener(str(drop))(str(drop / "direct.txt"), os.O_RDONLY)
    (drop / ".done").symlink_to(outside)
    (drop / "a.txt").write_text(dispatch(1), encoding="utf-8")
    one = folders(drop)
    emptied(one, sqlite, 0)
    found = emptied(one, sqlite, 2)
    assert "is no folder" in found.stuck[0].what
    assert files(outside) == ["secret.txt"]
    assert (drop / "a.txt").exists()
    assert taken(sqlite) == [dispatch(1)]


def test_a_store_that_is_full_moves_nothing(
    drop: Path, sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = folders(drop)
    (drop / "a.txt").write_text(dispatch(1), encoding="utf-8")
    emptied(one, sqlite, 0)

    def full(*_: object) -> None:
        raise StoreFull("There is no room left.")

    with monkeypatch.context() as patch:
        patch.setattr(record, "ingest", full)
        with pytest.raises(StoreFull):
            emptied(one, sqlite, 2)
    assert files(drop) == ["a.txt"]
    assert emptied(one, sqlite, 3).settled == [str(drop / "a.txt")]


def test_files_are_settled_with_the_batch_that_holds_their_last_dispatch(
    drop: Path, sqlite: Database
) -> None:
    lines = "".join(json.dumps({"text": dispatch(number)}) + "\n" for number in range(150))
    (drop / "a.jsonl").write_text(lines, encoding="utf-8")
    (drop / "b.txt").write_text(dispatch(1000), encoding="utf-8")
    one = folders(drop)
    emptied(one, sqlite, 0)
    rounds = list(one.rounds(sqlite, 2))
    assert [len(each.taken) for each in rounds] == [64, 64, 23, 0]
    names = [[Path(path).name for path in each.settled] for each in rounds]
    assert names == [[], [], ["a.jsonl", "b.txt"], []]


def test_folders_are_checked(drop: Path, tmp_path: Path) -> None:
    check([str(drop)], None)
    check([str(drop)], str(drop / ".fertig"))
    check([str(drop)], str(tmp_path / "done"))
    for done in (str(drop), str(drop / "done")):
        with pytest.raises(UsageError, match="taken again"):
            check([str(drop)], done)
    with pytest.raises(UsageError, match="no such folder"):
        check([str(drop / "none")], None)


def test_moving_takes_the_next_free_name(tmp_path: Path) -> None:
    for name in ("a", "a.2"):
        (tmp_path / name).touch()
    (tmp_path / "source").touch()
    assert move(str(tmp_path / "source"), tmp_path, Path("a")).name in ("a.2", "a.3")
    assert not (tmp_path / "source").exists()


def test_a_folder_that_goes_away_is_said_and_waited_for(drop: Path, sqlite: Database) -> None:
    one = folders(drop)
    drop.rmdir()
    assert [item.what for item in emptied(one, sqlite, 0).left] == ["No such file or directory."]
    assert not emptied(one, sqlite, 1).left
    drop.mkdir()
    (drop / "a.txt").write_text(dispatch(1), encoding="utf-8")
    emptied(one, sqlite, 2)
    assert emptied(one, sqlite, 4).settled


def test_looking_is_forgotten_with_the_file(drop: Path) -> None:
    quiet = Quiet(1)
    (drop / "a").write_text("x", encoding="utf-8")
    quiet.look([str(drop)], 0)
    (drop / "a").unlink()
    quiet.look([str(drop)], 1)
    assert quiet.seen == {}


def command(store: Path, drop: Path, *words: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "depesche",
        "watch",
        "--store",
        str(store),
        "--quiet",
        "0.1",
        *words,
        str(drop),
    ]


@pytest.mark.parametrize("polling", [[], ["--polling"]])
def test_the_command_takes_what_comes_and_ends_when_asked(
    drop: Path, tmp_path: Path, polling: list[str]
) -> None:
    watcher = subprocess.Popen(
        command(tmp_path / "s.sqlite", drop, "--json", *polling),
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )
    assert watcher.stdout
    assert "watching" in watcher.stdout.readline()
    (drop / "a.part").write_text(dispatch(1), encoding="utf-8")
    (drop / "a.part").rename(drop / "a.txt")
    assert "1 new, 0 known" in watcher.stdout.readline()
    until = time.monotonic() + 5
    while files(drop) != [".done/a.txt"] and time.monotonic() < until:
        time.sleep(0.01)
    assert files(drop) == [".done/a.txt"]
    watcher.send_signal(signal.SIGTERM)
    assert json.loads(watcher.stdout.read())["new"] == 1
    assert watcher.wait() == 0
    watcher.stdout.close()


def test_once_takes_what_is_whole_and_leaves_the_rest(
    drop: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (drop / "a.txt").write_text(dispatch(1), encoding="utf-8")
    words = ["watch", "--once", "--quiet", "0.05", "--store", str(tmp_path / "s.sqlite"), str(drop)]
    assert main(words) == 0
    assert capfdbinary.readouterr().out.endswith(b"1 new, 0 known, 0 in quarantine, 0 refused.\n")
    assert main([*words, "--quiet", "-1"]) == 2
    assert main([*words, "--done", str(drop)]) == 2


def test_a_killed_watcher_loses_nothing_and_doubles_nothing(drop: Path, tmp_path: Path) -> None:
    chance = random.Random(20240513)
    store, count = tmp_path / "s.sqlite", 60
    for number in range(count):
        (drop / f"{number}.txt").write_text(dispatch(number), encoding="utf-8")
    for _ in range(ROUNDS):
        watcher = subprocess.Popen(
            command(store, drop),
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(SOURCE)},
        )
        assert watcher.stdout
        watcher.stdout.readline()
        time.sleep(chance.uniform(0.1, 0.6))
        watcher.kill()
        watcher.wait()
        watcher.stdout.close()
        database = opened(str(store), writable=True)
        moved = [name for name in files(drop / ".done") if (drop / ".done" / name).stat().st_size]
        assert {(drop / ".done" / name).read_text(encoding="utf-8") for name in moved} <= set(taken(database))
        database.close()
    assert main(["watch", "--once", "--quiet", "0.05", "--store", str(store), str(drop)]) == 0
    database = opened(str(store), writable=True)
    assert sorted(taken(database)) == sorted(dispatch(number) for number in range(count))
    database.close()
    whole = [path for path in (drop / ".done").rglob("*") if path.stat().st_size]
    assert len(whole) == count
