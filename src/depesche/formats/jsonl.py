"""In: JSON Lines of {"id", "text", "date"?} or of wires' items. Out: a Dispatch for each."""

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

OBJECT = re.compile(rb"\s*(?:\[\s*)?\{\s*[\"}]")
LISTS = ("entries", "items", "results")
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
            yield from from_line(line, where=f"{name or 'input'}, line {number}", date=date)


def parses(data: bytes) -> bool:
    """Whether `data` is one whole JSON value."""
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def from_line(line: bytes, *, where: str, date: str | None) -> Iterator[Dispatch | UnreadableInput]:
    """The dispatch of one line, or those of a list in it, or what is wrong with it."""
    try:
        refuse_large(line, where=where)
        text, guesses = decode(line, where=where)
        records = records_of(json.loads(text))
    except UnreadableInput as refusal:
        yield refusal
        return
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "too deeply nested")
        yield UnreadableInput(f"This is not JSON ({reason}).", where=where, advice=WANTED)
        return
    for record in records:
        try:
            yield from_record(record, guesses, where=where, date=date)
        except UnreadableInput as refusal:
            yield refusal


def records_of(value: Any) -> list[Any]:
    """The records of a list, or of an answer that holds one; a record alone is a list of it."""
    if isinstance(value, dict) and "text" not in value and len(value) <= 12:
        for name in LISTS:
            if isinstance(value.get(name), list) and all(isinstance(v, dict) for v in value[name]):
                return list(value[name])
    return value if isinstance(value, list) else [value]


def from_record(record: Any, guesses: tuple[str, ...], *, where: str, date: str | None) -> Dispatch:
    """The dispatch of a decoded object, a wire's item or one with a string "text".

    Raises UnreadableInput where it is neither.
    """
    text = record.get("text") if isinstance(record, dict) else None
    if isinstance(record, dict) and not isinstance(text, str):
        found = from_wire(record, guesses, date)
        if found:
            return found
    if not isinstance(text, str):
        raise UnreadableInput('There is no string "text" in it.', where=where, advice=WANTED)
    given, own = record.get("id"), record.get("date")
    return dispatch_from_text(
        text,
        id=None if given is None or given == "" else str(given),
        date=str(own) if own else date,
        guesses=guesses,
    )


def from_wire(record: dict[str, Any], guesses: tuple[str, ...], date: str | None) -> Dispatch | None:
    """The dispatch of an item of digitalwires or ninjs; None for any other object."""
    from depesche.formats.jsonwires import dispatch_from_object

    return dispatch_from_object(record, guesses=guesses, date=date)
