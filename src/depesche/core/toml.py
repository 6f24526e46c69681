"""In: a TOML file of the package. Out: its content, from its compiled form if that is up to date.

`tools/compile_data.py` writes the compiled form beside the file: the checksum of the file it was
made from, then the content as JSON, which loads twenty times as fast. A file that was edited since
is parsed itself, so an edit holds at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

SUFFIX = ".json"


class Compiled(msgspec.Struct, frozen=True):
    """The content of a TOML file, and the CRC-32 of that file without carriage returns."""

    crc32: int
    content: dict[str, Any]


def load(path: Path) -> dict[str, Any]:
    """The content of a TOML file. Raises OSError, or tomllib.TOMLDecodeError for bad TOML."""
    data = path.read_bytes()
    try:
        compiled = msgspec.json.decode(compiled_path(path).read_bytes(), type=Compiled)
    except (OSError, msgspec.MsgspecError):
        return parsed(data)
    return compiled.content if compiled.crc32 == checksum(data) else parsed(data)


def compiled_path(path: Path) -> Path:
    """Where the compiled form of a TOML file lies."""
    return path.with_name(path.name + SUFFIX)


def compiled(data: bytes) -> bytes:
    """The compiled form of a TOML file's bytes."""
    return msgspec.json.encode(Compiled(checksum(data), parsed(data))) + b"\n"


def parsed(data: bytes) -> dict[str, Any]:
    """The content of a TOML file's bytes."""
    import tomllib

    return tomllib.loads(data.decode("utf-8"))


def checksum(data: bytes) -> int:
    """The CRC-32 of a file's bytes, whichever way its lines end."""
    return crc32(data.replace(b"\r\n", b"\n"))
