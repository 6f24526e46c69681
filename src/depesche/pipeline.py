"""The whole flow on one page: bytes -> formats -> Dispatch -> german -> Reading -> JSON.

read        one dispatch, as text or bytes      -> Reading, or an error is raised
read_all    a file's bytes, one dispatch or many -> Readings and errors, in order
read_stream an open file, line by line if it is JSON Lines -> the same, as the lines arrive
dumps       Reading -> the contract's JSON, one line
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

import msgspec

from depesche import formats
from depesche.core.dates import published
from depesche.core.dispatch import Dispatch
from depesche.core.errors import DepescheError, UnreadableInput, UsageError
from depesche.core.reading import Reading
from depesche.formats.jsonl import from_line
from depesche.formats.plain import dispatch_from_text

REPORT = "The others are read. Please report this, with the dispatch if you may."
HEAD = 1 << 20
Item = tuple[Dispatch, Reading] | DepescheError
"""A dispatch with its reading, or why there is none."""


def read(text: str | bytes, *, date: str | None = None, id: str | None = None) -> Reading:
    """The reading of one dispatch in any supported format.

    `date` (YYYY, YYYY-MM or YYYY-MM-DD) is when it was published, for a dispatch that does not
    say so itself; `id` replaces its id. Text given as `str` is read as it stands, whatever
    characters it holds. Of an input with several dispatches the first is read.

    Raises UsageError where `date` is none, UnreadableInput where there is no dispatch to read.
    """
    for item in dispatches(text, date=date):
        if isinstance(item, DepescheError):
            raise item
        return _reading(item if id is None else msgspec.structs.replace(item, id=id))
    raise UnreadableInput("There is nothing in it to read.")


def read_all(
    data: str | bytes, *, name: str = "", date: str | None = None
) -> Iterator[Reading | DepescheError]:
    """The readings of all dispatches in `data`, in order, one at a time.

    A dispatch that cannot be read comes out as the error that says why, in its place: it is not
    raised, and the others are read. `name` is the input's name for those errors. Raises UsageError
    where `date` is none.
    """
    for item in read_items(data, name=name, date=date):
        yield item if isinstance(item, DepescheError) else item[1]


def read_items(data: str | bytes, *, name: str = "", date: str | None = None) -> Iterator[Item]:
    """As `read_all`, each reading with the dispatch that it is of."""
    for item in dispatches(data, name=name, date=date):
        found = _read_or_error(item, name)
        if isinstance(found, DepescheError):
            yield found
        elif isinstance(item, Dispatch):
            yield item, found


def read_stream(
    stream: BinaryIO, *, name: str = "", date: str | None = None
) -> Iterator[Reading | DepescheError]:
    """The readings of an open binary file, as `read_all`; JSON Lines are read as they arrive.

    So a file of any length takes the memory of its longest line. Errors name the line.
    """
    first = stream.readline(HEAD)
    if not _is_json_line(first):
        yield from read_all(first + stream.read(), name=name, date=date)
        return
    for number, line in enumerate(chain((first,), stream), 1):
        if line.strip():
            where = f"{name}, line {number}".lstrip(", ")
            for item in from_line(line, where=where, date=date):
                yield _read_or_error(item, where)


def dumps(reading: Reading) -> str:
    """The reading as JSON (`docs/reading.schema.json`) on one line, without a line feed."""
    return encode(reading).decode("utf-8")


def encode(reading: Reading) -> bytes:
    """The reading as JSON in UTF-8; lone surrogates, which have no UTF-8, as escapes."""
    try:
        return msgspec.json.encode(reading)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(reading), separators=(",", ":")).encode("ascii")


def dispatches(
    data: str | bytes, *, name: str = "", date: str | None = None
) -> Iterator[Dispatch | DepescheError]:
    """The dispatches in `data` with what their formats say, not yet read; otherwise as `read_all`."""
    if date is not None and published(date) is None:
        raise UsageError(f"{date!r} is no date.", advice="Write it as 2023-09-11, 2023-09 or 2023.")
    if isinstance(data, str):
        yield dispatch_from_text(data, date=date)
        return
    try:
        yield from formats.read_bytes(data, name=name, date=date)
    except DepescheError as error:
        yield error


def _reading(dispatch: Dispatch) -> Reading:
    from depesche import german

    return german.read(dispatch)


def _read_or_error(item: Dispatch | DepescheError, where: str) -> Reading | DepescheError:
    if isinstance(item, DepescheError):
        return item
    try:
        return _reading(item)
    except DepescheError as error:
        return error
    except Exception as fault:  # one dispatch that trips us must not cost a newsroom the rest
        what = f"This dispatch trips a fault in Depesche itself ({_fault(fault)})."
        return DepescheError(what, where=where, advice=REPORT)


def _fault(fault: Exception) -> str:
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" in {trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}" if trace else ""
    return f"{type(fault).__name__}{place}"


def _is_json_line(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
