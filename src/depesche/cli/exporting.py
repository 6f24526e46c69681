"""In: exported objects. Out: JSON Lines, or a file of CSV or Parquet for each kind of object."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from types import UnionType
from typing import Any, BinaryIO, Protocol, Union, get_args, get_origin, get_type_hints

import msgspec

from depesche.cli.outputs import replacing
from depesche.core.errors import UsageError
from depesche.core.export import EXPORTED, Exported

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet; what came over a wire must not be one."""
ROWS = 2_000
FILES = dict(zip(EXPORTED, ("dispatches", "statements", "stories", "claims", "findings"), strict=True))


class Sink(Protocol):
    """Something that exported objects are written to."""

    def write(self, one: Exported) -> None:
        """Write one."""


class Lines:
    """One line of JSON an object, its kind in `type`."""

    def __init__(self, sink: BinaryIO) -> None:
        self.sink, self.encoder = sink, msgspec.json.Encoder()

    def write(self, one: Exported) -> None:
        """One line."""
        self.sink.write(self.encoder.encode(one) + b"\n")


class Sheets:
    """A CSV file for each kind of object; lists and objects in a cell are JSON."""

    def __init__(self, sinks: dict[type[msgspec.Struct], BinaryIO]) -> None:
        self.files = {
            kind: TextIOWrapper(sink, "utf-8", "replace", newline="") for kind, sink in sinks.items()
        }
        self.writers = {kind: csv.writer(file) for kind, file in self.files.items()}
        for kind, writer in self.writers.items():
            writer.writerow(kind.__struct_fields__)

    def write(self, one: Exported) -> None:
        """One row."""
        self.writers[type(one)].writerow([_cell(getattr(one, name)) for name in one.__struct_fields__])

    def close(self) -> None:
        """Hand the files back, all of it written."""
        for file in self.files.values():
            file.flush()
            file.detach()


class Columns:
    """A Parquet file for each kind of object, lists and objects as nested columns."""

    def __init__(self, sinks: dict[type[msgspec.Struct], BinaryIO]) -> None:
        self.arrow, self.parquet = _pyarrow()
        self.schemas = {kind: self.arrow.schema(_fields(self.arrow, kind)) for kind in sinks}
        self.writers = {
            kind: self.parquet.ParquetWriter(sink, self.schemas[kind], compression="zstd")
            for kind, sink in sinks.items()
        }
        self.rows: dict[type[msgspec.Struct], list[dict[str, Any]]] = {kind: [] for kind in sinks}

    def write(self, one: Exported) -> None:
        """One row, in groups of ROWS."""
        rows = self.rows[type(one)]
        rows.append(msgspec.to_builtins(one))
        if len(rows) >= ROWS:
            self._flush(type(one))

    def close(self) -> None:
        """The last rows, and the end of each file."""
        for kind, writer in self.writers.items():
            self._flush(kind)
            writer.close()

    def _flush(self, kind: type[msgspec.Struct]) -> None:
        rows, self.rows[kind] = self.rows[kind], []
        self.writers[kind].write_table(self.arrow.Table.from_pylist(rows, schema=self.schemas[kind]))


@contextmanager
def sink(style: str, to: str | None) -> Iterator[Sink]:
    """Where objects go: standard output or the file `to` for "jsonl", files in the folder `to` for
    "csv" and "parquet". All files appear at the end, as a whole.

    Raises UsageError where that cannot be, or pyarrow is not installed for Parquet.
    """
    if style == "jsonl" and to is None:
        yield Lines(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    if to is None:
        advice = "Name a folder: --output FOLDER."
        raise UsageError(f"{style} is a file for each kind of object.", where="--format", advice=advice)
    with ExitStack() as stack:
        if style == "jsonl":
            yield Lines(stack.enter_context(replacing(to)))
            return
        names = {kind: Path(_folder(to), f"{name}.{style}") for kind, name in FILES.items()}
        sinks = {kind: stack.enter_context(replacing(str(name))) for kind, name in names.items()}
        out = Sheets(sinks) if style == "csv" else Columns(sinks)
        yield out
        out.close()


def _folder(to: str) -> str:
    try:
        os.makedirs(to, exist_ok=True)
    except OSError as error:
        advice = "Choose a folder that you may write to."
        raise UsageError(f"{error.strerror}.", where=to, advice=advice) from error
    return to


def _cell(value: Any) -> Any:
    if isinstance(value, tuple | msgspec.Struct):
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        advice = "Install it with: pip install 'depesche[parquet]'."
        raise UsageError("Parquet needs pyarrow.", where="--format", advice=advice) from error
    return pyarrow, pyarrow.parquet


def _fields(arrow: Any, kind: type[msgspec.Struct]) -> list[Any]:
    hints = get_type_hints(kind)
    fields = [arrow.field(name, _type(arrow, hints[name])) for name in kind.__struct_fields__]
    tag = kind.__struct_config__.tag
    return [arrow.field("type", arrow.string()), *fields] if tag else fields


def _type(arrow: Any, hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return _type(arrow, next(one for one in get_args(hint) if one is not type(None)))
    if get_origin(hint) is tuple:
        return arrow.list_(_type(arrow, get_args(hint)[0]))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return arrow.struct(_fields(arrow, hint))
    return {int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}.get(hint, arrow.string())
