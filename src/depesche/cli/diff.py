"""`depesche diff`. In: two files, or one or two names of dispatches. Out: what changed, and verdicts."""

from __future__ import annotations

import argparse
import os
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from depesche.checks import wire_of
from depesche.cli.arguments import styled
from depesche.cli.outputs import bytes_out
from depesche.cli.search import held_until
from depesche.cli.stores import moment_given, store
from depesche.core.check import Check
from depesche.core.errors import DepescheError, UnreadableInput, UsageError
from depesche.core.reading import Reading
from depesche.core.wire import Wire
from depesche.pipeline import read_items
from depesche.store.find import Kept, find
from depesche.store.links import predecessor
from depesche.store.rows import number
from depesche.store.tables import PLACES
from depesche.views.difference import differing

SAME, DIFFERENT = 0, 1
TWO = "Name the other one too."


class One(NamedTuple):
    """One side: the reading, and what came beside its text."""

    reading: Reading
    wire: Wire


def run(found: argparse.Namespace) -> int:
    """Compare; 0 where every notice agrees and nothing of weight is silent, else 1."""
    old, new = _sides(found)
    made = checked(old, new)
    request = styled(found, ())
    with bytes_out(request) as (sink, width, color):
        sink.write(_shown(old.reading, new.reading, made, request.style, width, color=color))
    silent = any(made.changes[i].weighs for i in made.silent)
    return DIFFERENT if silent or any(one.verdict != "agrees" for one in made.notices) else SAME


def checked(old: One, new: One) -> Check:
    """The check of two sides."""
    from depesche.german.checkwords import words
    from depesche.ledger.check import check

    return check(old.reading, new.reading, words(), (old.wire, new.wire))


def _shown(old: Reading, new: Reading, made: Check, style: str, width: int, *, color: bool) -> bytes:
    if style == "json":
        return msgspec.json.encode(made) + b"\n"
    page = differing(old, new, made)
    if style == "html":
        from depesche.cli import diffhtml, html

        return f"{html.head()}{diffhtml.article(page)}{html.foot()}".encode("utf-8", "replace")
    from depesche.cli.diffpage import draw

    out = StringIO()
    draw(page, out, width=width, color=color)
    return out.getvalue().encode("utf-8", "replace")


def _sides(found: argparse.Namespace) -> tuple[One, One]:
    names: list[str] = found.names
    if len(names) > 2:
        raise UsageError("More than two cannot be compared.", where=names[2])
    if all(os.path.isfile(name) for name in names):
        sides = [one for name in names for one in _file(name, found.date, 3 - len(names))]
        if len(sides) != 2:
            raise UsageError("There is one dispatch in it.", where=names[0], advice=TWO)
        return sides[0], sides[1]
    with store(found, writable=False) as database, database.reading() as connection:
        at = moment_given(found.as_of, "--as-of")
        if len(names) == 1:
            return _with_predecessor(connection, names[0], at, embargoed=found.embargoed)
        one, two = (
            _file(name, found.date, 1)[0]
            if os.path.isfile(name)
            else _kept(connection, name, at, embargoed=found.embargoed)[0]
            for name in names
        )
        return one, two


def _file(path: str, date: str | None, most: int) -> list[One]:
    found = []
    for item in read_items(Path(path).read_bytes(), name=path, date=date):
        if isinstance(item, DepescheError):
            raise item
        found.append(One(item[1], item[0].wire))
        if len(found) == most:
            return found
    if not found:
        raise UnreadableInput("There is nothing in it to read.", where=path)
    return found


def _with_predecessor(connection: Connection, name: str, at: str, *, embargoed: bool) -> tuple[One, One]:
    new, kept = _kept(connection, name, at, embargoed=embargoed)
    link = predecessor(connection, number(kept.seq, kept.place - 1), at)
    if link is None:
        what = "What it revises is not in the store."
        raise UsageError(what, where=name, advice=TWO)
    former = f"#{link.other // PLACES}.{link.other % PLACES + 1}"
    return _kept(connection, former, at, embargoed=embargoed)[0], new


def _kept(connection: Connection, name: str, at: str, *, embargoed: bool) -> tuple[One, Kept]:
    kept = next(iter(find(connection, name, at)), None)
    if kept is None:
        raise UsageError("There is no such dispatch.", where=name, advice="Try search.")
    if kept.held and not embargoed:
        advice = "Compare it all the same with --embargoed."
        raise UnreadableInput(f"It is held until {held_until(kept.embargo)}.", where=name, advice=advice)
    return One(kept.reading, wire_of(connection, number(kept.seq, kept.place - 1))), kept
