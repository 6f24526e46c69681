"""`depesche check`. In: texts of one's own. Out: what in them is stale by now, and what to cite."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Iterator
from textwrap import wrap

import msgspec

from depesche import own
from depesche.cli.check_watch import Reported, beside, texts_of, watch
from depesche.cli.search import WIDTH
from depesche.cli.status import OK, USAGE, complain
from depesche.cli.stores import moment_given, say, store
from depesche.cli.taking import stopping
from depesche.core.errors import DepescheError, UnreadableInput, UsageError
from depesche.core.own import Cited, Passage
from depesche.formats.decode import LARGEST
from depesche.formats.pages import page
from depesche.intake import Refusal, survey
from depesche.store.database import Database
from depesche.store.errors import StoreError
from depesche.transports.folder import stamp_of
from depesche.views.safe import shown_line

STALE = 1
PAUSE = 2.0
"""Seconds between two looks at store and texts."""
ENDINGS = (".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text", ".rss", ".atom", ".xml")
"""Of the files in folders; a file that is named itself may have any."""
HEADS = {
    "corrected": "CORRECTED", "withdrawn": "WITHDRAWN", "superseded": "superseded", "denied": "denied",
}  # fmt: skip


def run(found: argparse.Namespace) -> int:
    """Check; 0, or 1 where something is stale, or 2 where a text cannot be read."""
    found.paths += texts_of(found.set) if found.set else []
    if not found.paths:
        raise UsageError("There is no text to check.", advice="Name files or folders, or give --set.")
    if found.watch and ("-" in found.paths or found.as_of):
        raise UsageError("Only files as of now can be watched.", where="--watch")
    moment_given(found.as_of, "--as-of")
    with store(found, writable=False) as database:
        return _watch(database, found) if found.watch else _once(database, found)


def _once(database: Database, found: argparse.Namespace) -> int:
    texts, stale, unread = 0, 0, 0
    for passages in _passages(database, found):
        texts += passages is not None
        unread += passages is None
        stale += _show([one for one in passages or () if one.stale or found.all], found)
    if not found.json:
        said = f"{texts} text{'s' * (texts != 1)}, {stale} stale passage{'s' * (stale != 1)}."
        print(f"depesche: {said}", file=sys.stderr)
    return USAGE if unread else STALE if stale else OK


def _watch(database: Database, found: argparse.Namespace) -> int:
    reported = Reported(found.state or beside(found.paths, found.set))
    halt, stale = threading.Event(), 0

    def again() -> None:
        nonlocal stale
        for passages in _passages(database, found):
            fresh = reported.fresh(passages or ())
            stale += _show(fresh, found)
            if fresh:
                reported.keep()
        if found.once:
            halt.set()

    with stopping(halt.set):
        watch(database, again, lambda: _stamps(found.paths), halt, pause=PAUSE)
    return STALE if stale and found.once else OK


def _stamps(paths: list[str]) -> list[tuple[str, object]]:
    """How the texts look from outside; what cannot be seen is none."""
    return [(one.path, stamp_of(one.path)) for one in survey(paths) if not isinstance(one, Refusal)]


def _passages(database: Database, found: argparse.Namespace) -> Iterator[list[Passage] | None]:
    """The passages of each text; None for one that cannot be read, which is said."""
    for name, data in _texts(found.paths):
        try:
            at = moment_given(found.as_of, "--as-of")
            yield checked(database, name, data, at, embargoed=found.embargoed)
        except StoreError:
            raise
        except DepescheError as error:
            complain(error)
            yield None


def checked(
    database: Database, name: str, data: bytes | DepescheError, at: str, *, embargoed: bool
) -> list[Passage]:
    """The passages of one text. Raises UnreadableInput where it cannot be read."""
    if isinstance(data, DepescheError):
        raise data
    read = page(data, name)
    with database.reading() as connection:
        return own.check(connection, read, at, embargoed=embargoed)


def _texts(paths: list[str]) -> Iterator[tuple[str, bytes | DepescheError]]:
    for path in paths:
        if path == "-":
            yield "standard input", sys.stdin.buffer.read(LARGEST + 1)
            continue
        for one in survey([path]):
            if isinstance(one, Refusal):
                yield one.origin, UnreadableInput(one.what, where=one.origin, advice=one.advice)
            elif one.path == path or one.path.lower().endswith(ENDINGS):
                yield one.path, read(one.path)


def read(path: str) -> bytes | DepescheError:
    """The bytes of a file, as far as they may go, or why there are none."""
    try:
        with open(path, "rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        return UnreadableInput(f"{error.strerror or error}.", where=path, advice="Check that it can be read.")


def _show(passages: list[Passage], found: argparse.Namespace) -> int:
    """Show passages; how many of them are stale."""
    for one in passages:
        say(msgspec.json.encode(one).decode() if found.json else "\n".join(lines(one)))
    return sum(one.stale for one in passages)


def lines(one: Passage) -> Iterator[str]:
    """A passage for people."""
    where = f"{one.page}:{one.line}" + (f":{one.column}" if one.column else "")
    head = HEADS[one.because] if one.because else "fine"
    yield f"{shown_line(where)}: {head}"
    yield from _wrapped(f"“{shown_line(one.passage)}”", "  ")
    for fault in one.faults:
        change = f"“{fault.old}” is now “{fault.new}”. " if fault.new else ""
        yield from _wrapped(f"{change}{fault.says}", "    ")
        if fault.now:
            yield from _wrapped(f"Now: {fault.now}", "    ")
        yield f"    cite {cited(fault.cite)}"
    yield f"    from {cited(one.source)}"
    yield ""


def cited(one: Cited) -> str:
    """A dispatch on one line: id, agency, when, its title, its URN."""
    agency, when = one.agency or "agency unknown", f"{one.created[:10]} {one.created[11:16]}Z"
    urn = f"  {one.urn}" if one.urn else ""
    return shown_line(f"{one.id[:12]}  {agency}  {when}  {one.title}{urn}")


def _wrapped(words: str, indent: str) -> list[str]:
    return wrap(shown_line(words), WIDTH, initial_indent=indent, subsequent_indent=indent)
