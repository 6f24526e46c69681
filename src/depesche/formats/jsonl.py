"""In: JSON Lines of {"id", "text", "date"?}, or one such object. Out: a Dispatch a line, in order."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from depesche.core.dispatch import Dispatch
from depesche.core.errors import UnreadableInput
from depesche.formats.decode import by_mark, decode, refuse_large
from depesche.formats.plain import dispatch_from_text

OBJECT = re.compile(rb"\s*\{\s*[\"}]")
WANTED = 'A line has to be an object like {"id": "...", "text": "..."}.'
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_json(data: bytes) -> bool:
    """Whether `data` begins like a JSON object rather than like prose."""
    return OBJECT.match(narrow(data[:200]).removeprefix(codecs.BOM_UTF8)) is not None


def narrow(data: bytes) -> bytes:
    """`data` as UTF-8, where it carries a UTF-16 mark; else as it is."""
    if not data.startswith(WIDE_MARKS):
        return data
    marked = by_mark(data)
    return marked[0].encode("utf-8", "replace") if marked else data


def dispatches_from_json(
    data: bytes, *, name: str = "", date: str | None = None
) -> Iterator[Dispatch | UnreadableInput]:
    """A Dispatch for each object, or an UnreadableInput that names the line it could not read.

    An empty text makes an empty Dispatch, so that one result comes out for each object.
    """
    data = narrow(data).removeprefix(codecs.BOM_UTF8)
    lines = data.split(b"\n")
    if len(lines) > 1 and not parses(lines[0]) and parses(data):
        lines = [data]
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield from_line(line, where=f"{name or 'input'}, line {number}", date=date)


def parses(data: bytes) -> bool:
    """Whether `data` is one whole JSON value."""
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def from_line(line: bytes, *, where: str, date: str | None) -> Dispatch | UnreadableInput:
    """The dispatch of one line, or what is wrong with it."""
    try:
        refuse_large(line, where=where)
        text, guesses = decode(line, where=where)
        return from_record(json.loads(text), guesses, where=where, date=date)
    except UnreadableInput as refusal:
        return refusal
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "too deeply nested")
        return UnreadableInput(f"This is not JSON ({reason}).", where=where, advice=WANTED)


def from_record(record: Any, guesses: tuple[str, ...], *, where: str, date: str | None) -> Dispatch:
    """The dispatch of a decoded object; raises UnreadableInput where it has no string "text"."""
    text = record.get("text") if isinstance(record, dict) else None
    if not isinstance(text, str):
        raise UnreadableInput('There is no string "text" in it.', where=where, advice=WANTED)
    given, own = record.get("id"), record.get("date")
    return dispatch_from_text(
        text,
        id=None if given is None or given == "" else str(given),
        date=str(own) if own else date,
        guesses=guesses,
    )
