"""In: a drop folder as it is listed. Out: the files in it that are whole; those that are done, away.

An upload is whole when it was renamed to its last name, or when nothing changed in it for a while:
both look the same here, a file that is as long and as old as it was a quiet moment ago.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from depesche.core.errors import UsageError
from depesche.intake import Found, Refusal, survey

DONE = Path(".done")
STALLED = 300.0
"""Seconds after which an upload that goes no further is taken for ended, though its file is open."""
HALF_MOVED = ".moving-"
fcntl: Any = import_module("fcntl") if os.name == "posix" else None
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for its writer


class Stamp(NamedTuple):
    """How a file looks from outside: while it is being written, this changes."""

    size: int
    modified: int


class Waiting(NamedTuple):
    """A file that is whole: the folder it was dropped into, its path, its stamp."""

    folder: str
    path: str
    stamp: Stamp


class Quiet:
    """Which files have not changed for `seconds`, by looking again and again."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.seen: dict[str, tuple[Stamp, float]] = {}
        self.left: dict[str, Stamp | None] = {}

    def look(self, folders: Iterable[str], now: float) -> tuple[list[Waiting], list[Refusal]]:
        """What is whole at `now` (seconds on any clock that only runs forwards), and what there is
        that is no file to be taken. What was left alone before comes only when it has changed."""
        whole: list[Waiting] = []
        refused: list[Refusal] = []
        present: set[str] = set()
        for folder in folders:
            for one in survey([folder]):
                path = one.origin if isinstance(one, Refusal) else one.path
                present.add(path)
                if isinstance(one, Refusal):
                    refused += [one] if path not in self.left else []
                    self.left.setdefault(path, None)
                elif found := self._whole(folder, one, now):
                    whole.append(found)
        self._forget(present)
        return whole, refused

    def pending(self) -> list[str]:
        """The paths that were seen and are neither whole nor left alone."""
        return sorted(path for path, (stamp, _) in self.seen.items() if self.left.get(path) != stamp)

    def leave(self, one: Waiting) -> None:
        """Do not take this file again until it changes."""
        self.left[one.path] = one.stamp

    def gone(self, one: Waiting) -> None:
        """The file was moved away."""
        self.seen.pop(one.path, None)

    def _whole(self, folder: str, found: Found, now: float) -> Waiting | None:
        stamp = stamp_of(found.path)
        if stamp is None or self.left.get(found.path) == stamp:
            return None
        before = self.seen.get(found.path)
        if before is None or before[0] != stamp:
            self.seen[found.path] = before = (stamp, now)
        age = now - before[1]
        whole = age >= self.seconds and not (age < STALLED and being_written(found.path))
        return Waiting(folder, found.path, stamp) if whole else None

    def _forget(self, present: set[str]) -> None:
        self.seen = {path: seen for path, seen in self.seen.items() if path in present}
        self.left = {path: left for path, left in self.left.items() if path in present}


def stamp_of(path: str) -> Stamp | None:
    """The file's stamp; None where it is gone."""
    try:
        about = os.lstat(path)
    except OSError:
        return None
    return Stamp(about.st_size, about.st_mtime_ns)


def being_written(path: str) -> bool:
    """Whether somebody has the file open for writing, where the system can tell: Linux does, of files
    that are ours, by refusing a lease on them."""
    try:
        number = os.open(path, os.O_RDONLY | NO_LINK | NO_WAIT)
    except OSError:
        return False
    try:
        fcntl.fcntl(number, fcntl.F_SETSIG, signal.SIGURG)  # by itself a broken lease would end us
        fcntl.fcntl(number, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    except AttributeError:  # another system
        return False
    finally:
        os.close(number)  # which gives the lease back
    return False


def opener(folder: str) -> Callable[[str, int], int]:
    """An opener for files below `folder`, which follows no link and waits for no pipe.

    It raises OSError where the path leads to anything but a plain file in that folder: whoever may
    drop files there must not make us read others.
    """

    def opened(path: str, flags: int) -> int:
        number = os.open(path, flags | NO_LINK | NO_WAIT)
        if _inside(folder, path) and stat.S_ISREG(os.fstat(number).st_mode):
            return number
        os.close(number)
        raise OSError(errno.ELOOP, "It is no plain file of this folder")

    return opened


def _inside(folder: str, path: str) -> bool:
    home = os.path.realpath(folder)
    return os.path.commonpath([home, os.path.realpath(path)]) == home


class Afterwards(NamedTuple):
    """What becomes of a file that is in the store: moved to `done` (None: the folder's own
    `.done`), deleted, or kept where it is."""

    keep: bool = False
    delete: bool = False
    done: str | None = None

    def settle(self, one: Waiting) -> bool:
        """Do it, unless the file changed since; whether it was done. Raises OSError."""
        if self.keep or stamp_of(one.path) != one.stamp:
            return False
        if self.delete:
            os.unlink(one.path)
            return True
        below = Path(os.path.relpath(one.path, one.folder))
        if self.done is None:
            move(one.path, Path(one.folder), DONE / below)
        else:
            move(one.path, Path(self.done), below)
        return True


def check(folders: Iterable[str], done: str | None) -> None:
    """Nothing; raises UsageError where a folder is none, or where what is done would come again."""
    for folder in folders:
        if not os.path.isdir(folder):
            raise UsageError("There is no such folder.", where=folder, advice="Make it first.")
        if done is not None and _seen_again(os.path.realpath(folder), os.path.realpath(done)):
            what = f"It lies in {folder}, so what is done would be taken again."
            raise UsageError(what, where=done, advice="Give one outside, or a hidden one.")


def _seen_again(home: str, done: str) -> bool:
    if os.path.commonpath([home, done]) != home:
        return False
    steps = os.path.relpath(done, home).split(os.sep)
    return not any(step.startswith(".") and step != "." for step in steps)


def move(source: str, home: Path, below: Path) -> Path:
    """Move a file to `home / below`, or to `name.2.xml`, `name.3.xml` where there is one; where it
    went. Folders are made where they are missing; below `home` no link is followed, since others
    may be able to lay one there. Raises OSError.
    """
    _folders(home, below.parent)
    for name in _names(home / below):
        try:
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | NO_LINK, 0o600))
        except FileExistsError:
            continue
        _replace(source, name)
        return name
    raise AssertionError("names never end")


def _folders(home: Path, below: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    for part in below.parts:
        home /= part
        with suppress(FileExistsError):
            home.mkdir()
        if not stat.S_ISDIR(os.lstat(home).st_mode):
            raise OSError(errno.ELOOP, f"{home} is no folder")


def _names(target: Path) -> Iterator[Path]:
    yield target
    for number in count(2):
        yield target.with_name(f"{target.stem}.{number}{target.suffix}")


def _replace(source: str, reserved: Path) -> None:
    try:
        os.replace(source, reserved)
    except OSError as error:
        if error.errno != errno.EXDEV:
            reserved.unlink()
            raise
        _copy(source, reserved)


def _copy(source: str, reserved: Path) -> None:
    # to another file system nothing can be moved at once: the whole copy first, then its name
    half = reserved.with_name(HALF_MOVED + reserved.name)
    shutil.copy2(source, half, follow_symlinks=False)
    os.replace(half, reserved)
    os.unlink(source)
