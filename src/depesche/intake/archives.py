"""In: an open file that is an archive. Out: its members, one after another, as open streams.

What an honest archive never holds is refused: paths that lead out of it, links, devices, encrypted
members, archives in archives in archives, and more bytes than such an archive can grow to.
"""

from __future__ import annotations

import gzip
import io
import lzma
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, NamedTuple, cast

from depesche.intake.unit import Bomb, Refusal

GROWTH = 200
"""How many times its own size an archive may grow to; text seldom grows tenfold."""
HONEST = 256 << 20
"""Bytes that any archive may grow to."""
DEEPEST = 3
BUFFER = 1 << 16
IN_MEMORY = 8 << 20
TAR_AT = 257
BROKEN = (
    OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError,
    NotImplementedError, RuntimeError, ValueError, UnicodeError,
)  # fmt: skip
"""What the standard library raises on archives that are damaged or meant to harm."""


class Member(NamedTuple):
    """One member of an archive: its path there, and its bytes. Read it before the next."""

    name: str
    stream: io.BufferedReader


class Budget:
    """How many bytes may still come out of what was given."""

    def __init__(self, size: int) -> None:
        self.left = max(HONEST, size * GROWTH)

    def spend(self, count: int) -> None:
        """Take `count` bytes off; raises Bomb where there are not so many left."""
        self.left -= count
        if self.left < 0:
            raise Bomb


class Metered(io.RawIOBase):
    """A stream that spends a budget as it is read. Raises Bomb in the midst of reading."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self.stream, self.budget = stream, budget

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; how many bytes came."""
        data = self.stream.read(len(buffer))
        self.budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def kind_of(head: bytes) -> str | None:
    """By the first 512 bytes of a file: "zip", "gzip" or "tar"; None where it is no archive."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    return "tar" if head[TAR_AT : TAR_AT + 5] == b"ustar" else None


def members(stream: BinaryIO, kind: str, origin: str, budget: Budget) -> Iterator[Member | Refusal]:
    """The members of an archive, refusals in the place of those that are not taken.

    `stream` has to be at the archive's beginning. Raises Bomb, and what is in BROKEN.
    """
    if kind == "zip":
        return _zip(stream, origin, budget)
    if kind == "gzip":
        unzipped = gzip.GzipFile(fileobj=stream)
        return iter((Member("", _metered(cast(IO[bytes], unzipped), budget)),))
    return _tar(stream, origin)


def _metered(stream: IO[bytes], budget: Budget) -> io.BufferedReader:
    return io.BufferedReader(Metered(stream, budget), BUFFER)


def _zip(stream: BinaryIO, origin: str, budget: Budget) -> Iterator[Member | Refusal]:
    with _seekable(stream) as seekable, zipfile.ZipFile(seekable) as archive:
        for info in archive.infolist():
            why = _zip_trick(info)
            if why:
                yield Refusal(f"{origin}!{info.filename}", why)
            elif not info.is_dir():
                yield from _zip_member(archive, info, origin, budget)


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: str, budget: Budget
) -> Iterator[Member | Refusal]:
    try:
        member = archive.open(info)
    except BROKEN as error:
        yield Refusal(f"{origin}!{info.filename}", f"It cannot be unpacked ({error}).")
        return
    with member:
        yield Member(info.filename, _metered(member, budget))


def _zip_trick(info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    if info.flag_bits & 0x1:
        return "It is encrypted."
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "It is a link or a device, not a file."
    return _path_trick(info.orig_filename)


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    # a zip archive is read from its end, which a compressed stream cannot give
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as spooled:
        shutil.copyfileobj(stream, spooled)
        spooled.seek(0)
        yield cast(BinaryIO, spooled)


def _tar(stream: BinaryIO, origin: str) -> Iterator[Member | Refusal]:
    # what a tar holds is as long as the tar itself: whatever it came out of spends the budget
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in archive:
            why = _path_trick(info.name)
            if not (info.isreg() or info.isdir()) or info.issparse():
                why = "It is a link, a device or a sparse file."
            if why:
                yield Refusal(f"{origin}!{info.name}", why)
            elif info.isreg():
                yield Member(info.name, io.BufferedReader(_member(archive, info), BUFFER))


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Any:
    return archive.extractfile(info)


def _path_trick(name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or name[1:2] == ":" or "\0" in name:
        return "Its path leads out of the archive."
    return ""
