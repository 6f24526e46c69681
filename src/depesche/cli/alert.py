"""`depesche alert`. In: what somebody wants to be told. Out: he is told, once for each event."""

from __future__ import annotations

import argparse
import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from textwrap import wrap

import msgspec

from depesche import alerts, record
from depesche.cli.briefs import line, short
from depesche.cli.search import WIDTH
from depesche.cli.status import OK, SOME_UNREADABLE, complain
from depesche.cli.stores import now, say, store
from depesche.cli.stories import minute
from depesche.cli.taking import stopping
from depesche.core.alert import Definition, Event, Target
from depesche.core.errors import DepescheError, UsageError
from depesche.store import alerts as kept
from depesche.store.database import Database
from depesche.store.text import LONGEST_KEY, clean
from depesche.transports.fetch import Fetcher
from depesche.transports.tell import Teller
from depesche.transports.webhook import checked

FILTERS = {
    "agency": "agencies", "place": "places", "person": "persons", "source": "sources",
    "act": "acts", "factuality": "factualities", "kind": "kinds",
}  # fmt: skip


def run(found: argparse.Namespace) -> int:
    """Add, list, remove or run; the exit status."""
    if found.action in ("add", "remove") and not (found.name or "").strip():
        raise UsageError("The alert has no name.", where=found.action, advice="Give one.")
    return {"add": _add, "list": _list, "remove": _remove, "run": _run}[found.action](found)


def _add(found: argparse.Namespace) -> int:
    what = definition(found)
    with store(found, writable=True) as database:
        for _ in record.catch_up(database):
            pass
        alerts.add(database, _name(found), what, now(), past=found.past)
    return OK


def _name(found: argparse.Namespace) -> str:
    return clean(found.name.strip()[:LONGEST_KEY])


def definition(found: argparse.Namespace) -> Definition:
    """What the command line wants to be told, and where. Raises UsageError where that cannot be."""
    filters = {field: tuple(getattr(found, name)) for name, field in FILTERS.items()}
    given = [
        name
        for name in ("search", "story", "correction", "origin")
        if getattr(found, name) not in (None, False)
    ]
    if len(given) > 1 or not (given or any(filters.values())):
        what = "An alert is for one thing."
        raise UsageError(what, where="alert", advice="Say --search, --story, --correction or --origin.")
    _fitting(found, given, filters)
    target = Target(
        webhook=found.webhook,
        secret=found.secret or "",
        private=found.private,
        feed=os.path.abspath(found.feed) if found.feed else None,
    )
    if target.webhook and target.feed:
        raise UsageError("An alert has one target.", where="--feed", advice="Add another alert.")
    if target.webhook:
        checked(target)
    return Definition(
        search=found.search or "",
        story=found.story,
        when=tuple(found.when),
        correction=found.correction,
        origin=found.origin,
        target=target,
        **filters,
    )


def _fitting(found: argparse.Namespace, given: list[str], filters: dict[str, tuple[str, ...]]) -> None:
    if bool(found.story) != bool(found.when):
        advice = "Say --story ID --when disputed."
        raise UsageError("A story's claim comes to be something.", where="--when", advice=advice)
    allowed = {"correction": ("places", "agencies"), "story": (), "origin": ()}
    for name in given:
        other = [field for field, some in filters.items() if some and field not in allowed.get(name, filters)]
        if other:
            what = f"With --{name} this filter says nothing."
            raise UsageError(what, where=other[0], advice="Leave it out, or use --search.")


def _list(found: argparse.Namespace) -> int:
    with store(found, writable=False) as database, database.reading() as connection:
        known, fired = kept.known(connection), kept.counts(connection)
    for one in known:
        if found.json:
            say(msgspec.json.encode(one).decode())
        else:
            say(f"{line(one.name)}  since {minute(one.made)}  fired {fired.get(one.name, 0)}")
            say(f"  {about(one.definition)}")
    return OK


def about(what: Definition) -> str:
    """An alert's definition in a line."""
    built = msgspec.to_builtins(what)
    target = what.target.webhook or what.target.feed or "terminal"
    facts = [f"{key} {_plain(value)}".strip() for key, value in built.items() if value and key != "target"]
    return line(f"{', '.join(facts)} → {target}")


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return " or ".join(map(str, value))
    return "" if value is True else str(value)


def _remove(found: argparse.Namespace) -> int:
    with store(found, writable=True) as database, database.writing() as connection:
        kept.remove(connection, _name(found))
    return OK


def _run(found: argparse.Namespace) -> int:
    if found.every < 0.1:
        raise UsageError("That is too often.", where="--every", advice="Say 0.1 seconds or more.")
    halt, wrong = threading.Event(), Wrong()
    fetcher = Fetcher(attempts=1)
    with store(found, writable=True) as database, stopping(halt.set):
        teller = Teller(database, fetcher, _clock, os.environ.get, _shows(json=found.json), wrong)
        try:
            _watch(database, teller, halt, once=found.once, every=found.every)
        finally:
            fetcher.close()
    return SOME_UNREADABLE if found.once and wrong.count else OK


def _watch(database: Database, teller: Teller, halt: threading.Event, *, once: bool, every: float) -> None:
    for _ in record.catch_up(database):
        pass
    while not halt.is_set():
        alerts.look(database, now())
        teller.tell()
        if once or halt.wait(every):
            return


class Wrong:
    """Complains of what could not be told, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: DepescheError) -> None:
        """One complaint."""
        self.count += 1
        complain(error)


def _clock() -> datetime:
    return datetime.now(UTC)


def _shows(*, json: bool) -> Callable[[Event], None]:
    def show(one: Event) -> None:
        say(msgspec.json.encode(one).decode() if json else "\n".join(lines(one)))

    return show


def lines(one: Event) -> Iterator[str]:
    """An event for the terminal."""
    what = f"{one.kind} {one.status or ''}".strip().upper()
    where = " ".join(filter(None, (one.number, line(one.agency or ""), short(one.made) if one.made else "")))
    yield f"{line(one.alert)}  {what}  {where}"
    for words in (one.title, one.says):
        yield from wrap(line(words), WIDTH, initial_indent="  ", subsequent_indent="    ")
    yield ""
