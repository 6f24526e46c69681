"""In: an open file. Out: its units: a line each where it is JSON Lines, else all of it as one."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from depesche.intake.unit import LARGEST, Refusal, Unit, content

HEAD = 1 << 20


def single_units(stream: BinaryIO, origin: str) -> Iterator[Unit | Refusal]:
    """The units of a file that is no archive. Of JSON Lines one line is in memory at a time."""
    first = stream.readline(HEAD)
    if not _is_json_line(first):
        yield content(_joined(first, stream), origin)
        return
    for number, line in enumerate(chain((first,), iter(lambda: _line(stream), b"")), 1):
        if line.strip():
            yield content(io.BytesIO(line.strip()), f"{origin}:{number}")


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(LARGEST + 2)
    while line and not line.endswith(b"\n") and len(line) > LARGEST:
        more = stream.readline(LARGEST)
        if not more or more.endswith(b"\n"):
            break
    return line


def _joined(first: bytes, stream: BinaryIO) -> BinaryIO:
    return io.BytesIO(first + stream.read(LARGEST + 1 - len(first)))


def _is_json_line(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
