"""`depesche judge`. In: what an editor decides. Out: an entry of the journal, applied at once."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Iterator
from textwrap import wrap

import msgspec

from depesche import record
from depesche.cli.search import WIDTH
from depesche.cli.status import OK
from depesche.cli.stores import now, say, store
from depesche.cli.stories import minute
from depesche.core.errors import UsageError
from depesche.core.judgement import Judgement
from depesche.store.database import Database
from depesche.store.journal import Arrival
from depesche.store.judgements import Judged, judged, subjects, undoable
from depesche.views.safe import shown_line


def run(found: argparse.Namespace) -> int:
    """Judge, undo or list; 0."""
    if found.action == "list":
        return _list(found)
    if not found.subjects:
        raise UsageError("There is nothing to judge.", where=found.action, advice="Name what it is about.")
    if not (found.because or "").strip():
        what = "A judgement needs a reason."
        raise UsageError(
            what, where="--because", advice='Say why: --because "same fire, other town\'s name".'
        )
    with store(found, writable=True) as database:
        for _ in record.catch_up(database):
            pass
        one = _judgement(found, database)
        made = Arrival("judgement", msgspec.json.encode(one), one.at, "desk")
        record.ingest(database, [made])
        with database.reading() as connection:
            entry = next(entry for entry in reversed(judged(connection)) if entry.id == made.id)
    say(msgspec.json.encode(entry).decode() if found.json else f"#{entry.seq}  {entry.id[:12]}  {_told(one)}")
    return OK


def _judgement(found: argparse.Namespace, database: Database) -> Judgement:
    at, by = now(), found.by or _login()
    with database.reading() as connection:
        if found.action != "undo":
            about = subjects(connection, found.action, found.subjects, at)
            return Judgement(judgement=found.action, subjects=about, because=found.because, by=by, at=at)
        if len(found.subjects) > 1:
            raise UsageError("One judgement is undone at a time.", where="undo", advice="Undo each.")
        undone = undoable(connection, found.subjects[0])
        return Judgement(judgement="undo", because=found.because, by=by, at=at, undoes=undone.id)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:  # nobody of that number is known to the system
        raise UsageError("Nobody knows who you are.", where="--by", advice="Give your name.") from error


def _list(found: argparse.Namespace) -> int:
    with store(found, writable=False) as database, database.reading() as connection:
        entries = judged(connection)
    for entry in entries:
        say(msgspec.json.encode(entry).decode() if found.json else "\n".join(_lines(entry)))
    return OK


def _lines(entry: Judged) -> Iterator[str]:
    one = entry.says
    state = () if entry.holds else ("TAKEN BACK",)
    yield "  ".join((f"#{entry.seq}", entry.id[:12], minute(one.at), shown_line(one.by), *state))
    for line in (_told(one), f"because: {shown_line(one.because)}"):
        yield from wrap(line, WIDTH, initial_indent="  ", subsequent_indent="    ")
    yield ""


def _told(one: Judgement) -> str:
    if one.undoes:
        return f"undoes {one.undoes[:12]}"
    names = (shown_line(name if ":" in name else name[:12]) for name in one.subjects)
    return f"{one.judgement}: {', '.join(names)}"
