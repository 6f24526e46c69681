"""In: paths. Out: the files behind them, in order, and the units in those."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple, cast

from depesche.intake.archives import BROKEN, DEEPEST, Budget, kind_of, members
from depesche.intake.lines import single_units
from depesche.intake.unit import Bomb, Refusal, Unit

HEAD = 512
Opener = Callable[[str, int], int]
PASSED_OVER = (".part", ".tmp", ".filepart", ".crdownload", "~")
"""Ends of the names of files that somebody is still writing."""


class Found(NamedTuple):
    """A file that was found, and its bytes."""

    path: str
    size: int


def survey(paths: Sequence[str]) -> Iterator[Found | Refusal]:
    """The files behind these paths, each folder's in the order of their names.

    Hidden files in folders, and those that are still being written, are passed over.
    """
    for path in paths:
        try:
            if os.path.isdir(path):
                yield from _folder(path)
            else:
                yield _file(path, os.stat(path))
        except (OSError, ValueError) as error:
            yield Refusal(path, f"{getattr(error, 'strerror', None) or error}.", "Check the path.")


def units(path: str, *, opener: Opener | None = None) -> Iterator[tuple[Unit | Refusal, int]]:
    """The units of one file, each with how many bytes of the file are read by then.

    `opener` opens it, as `open` takes one.
    """
    try:
        with open(path, "rb", opener=opener) as stream:
            size = os.fstat(stream.fileno()).st_size
            budget = Budget(size)
            for unit in _opened(stream, path, budget, 0):
                yield unit, min(stream.tell(), size)
    except Bomb:
        yield _bomb(path), 0
    except OSError as error:
        yield Refusal(path, f"{error.strerror or error}.", "Check that it can be read."), 0


def stream_units(stream: BinaryIO, origin: str) -> Iterator[Unit | Refusal]:
    """The units of an open stream, such as standard input, that may be an archive as well."""
    try:
        yield from _opened(io.BufferedReader(cast(io.RawIOBase, stream)), origin, Budget(0), 0)
    except Bomb:
        yield _bomb(origin)


def _folder(path: str) -> Iterator[Found | Refusal]:
    with os.scandir(path) as listing:
        found = sorted(listing, key=lambda one: one.name)
    for one in found:
        if one.name.startswith(".") or one.name.endswith(PASSED_OVER):
            continue
        try:
            if one.is_dir(follow_symlinks=False):
                yield from _folder(one.path)
            else:
                yield _file(one.path, one.stat(follow_symlinks=False))
        except OSError as error:
            yield Refusal(one.path, f"{error.strerror or error}.", "Check that it can be read.")


def _file(path: str, about: os.stat_result) -> Found | Refusal:
    if stat.S_ISLNK(about.st_mode):
        return Refusal(path, "It is a link.", "Name the file itself.")
    if not stat.S_ISREG(about.st_mode):
        return Refusal(path, "It is a device or a pipe, not a file.")
    return Found(path, about.st_size)


def _opened(stream: io.BufferedReader, origin: str, budget: Budget, depth: int) -> Iterator[Unit | Refusal]:
    kind = kind_of(stream.peek(HEAD)[:HEAD])
    if kind is None:
        yield from single_units(stream, origin)
        return
    if depth >= DEEPEST:
        yield Refusal(origin, "It is an archive in an archive in an archive.", "Unpack it first.")
        return
    try:
        yield from _members(stream, kind, origin, budget, depth)
    except BROKEN as error:
        yield _damaged(origin, error)


def _members(
    stream: io.BufferedReader, kind: str, origin: str, budget: Budget, depth: int
) -> Iterator[Unit | Refusal]:
    for member in members(stream, kind, origin, budget):
        if isinstance(member, Refusal):
            yield member
            continue
        inner = f"{origin}!{member.name}" if member.name else origin
        try:
            yield from _opened(member.stream, inner, budget, depth + 1)
        except BROKEN as error:
            yield _damaged(inner, error)


def _bomb(origin: str) -> Refusal:
    what = "It grows to more than an honest archive can; the rest of it was left alone."
    return Refusal(origin, what, "If it is honest, unpack it first.")


def _damaged(origin: str, error: Exception) -> Refusal:
    return Refusal(origin, f"The archive is damaged ({error}).", "Fetch it again.")
