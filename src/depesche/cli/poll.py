"""`depesche poll`. In: a configuration. Out: what feeds and queues deliver, taken in; how they do."""

from __future__ import annotations

import argparse
import json
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from depesche import record
from depesche.cli.status import OK, SOME_UNREADABLE, complain
from depesche.cli.stores import say, store
from depesche.cli.taking import Summary, stopping
from depesche.cli.taking import log as say_now
from depesche.core.errors import DepescheError
from depesche.store.database import Database
from depesche.transports.ask import Outcome, State
from depesche.transports.config import Source, own, sources
from depesche.transports.fetch import Fetcher
from depesche.transports.poll import Poller, known_states
from depesche.transports.schedule import due_in
from depesche.views.safe import shown_line


def run(found: argparse.Namespace) -> int:
    """Poll until asked to stop; with `--once` 0, or 1 where something went wrong."""
    asked = sources(Path(found.config) if found.config else own(), names=found.names)
    if found.status:
        return _status(asked, found)
    with store(found, writable=True) as database:
        for _ in record.catch_up(database):
            pass
        log = Log()
        try:
            _poll(database, asked, found.once, log)
        finally:
            say(json.dumps(log.counts()) if found.json else f"{log.total}, {log.failed:,} failed.")
    wrong = log.failed or log.total.quarantined or log.total.refused
    return SOME_UNREADABLE if found.once and wrong else OK


def _poll(database: Database, asked: list[Source], once: bool, log: Log) -> None:
    halt = threading.Event()
    fetcher = Fetcher()
    poller = Poller(database, fetcher, now=_now, halt=halt, report=log.report)
    try:
        with stopping(halt.set):
            if not once:
                say_now(f"asking {', '.join(source.name for source in asked)}")
            poller.run(asked, once=once)
    finally:
        fetcher.close()


class Log:
    """What happened, a line each, and the sums."""

    def __init__(self) -> None:
        self.total, self.failed = Summary(), 0

    def report(self, source: Source, outcome: Outcome) -> None:
        """Say how it went, where there is something to say."""
        batch = Summary()
        batch.add(outcome.taken)
        batch.refuse(outcome.refused)
        if batch:
            say_now(f"{shown_line(source.name)}: {batch}")
        if outcome.error:
            self.failed += 1
            pause = _span(outcome.state.pause)
            advice = f"{outcome.error.advice} Asked again in {pause}.".strip()
            where = f"{source.name}: {outcome.error.where or source.shown}"
            complain(DepescheError(outcome.error.what, where=where, advice=advice))
        self.total.join(batch)

    def counts(self) -> dict[str, int]:
        """The sums, for JSON."""
        return asdict(self.total) | {"failed": self.failed}


def _status(asked: list[Source], found: argparse.Namespace) -> int:
    with store(found, writable=False) as database:
        states = known_states(database)
    for source in asked:
        state = states.get(source.name, State())
        say(_json(source, state) if found.json else _lines(source, state))
    return SOME_UNREADABLE if any(states.get(s.name, State()).failures for s in asked) else OK


def _lines(source: Source, state: State) -> str:
    first = f"{source.name}  {source.feed.kind}  {source.shown}  every {_span(source.every)}"
    lines = [f"{first}  {state.new:,} new so far"]
    lines.append(f"    last success  {state.succeeded or 'never'}")
    if state.failed:
        again = f" ({state.failures:,} in a row)" if state.failures else ""
        lines.append(f"    last failure  {state.failed}{again}: {state.error}")
    lines.append(f"    due           {_due(state)}")
    return "\n".join(map(shown_line, lines))


def _json(source: Source, state: State) -> str:
    told = ("succeeded", "failed", "error", "failures", "new")
    found = {"name": source.name, "kind": source.feed.kind, "url": source.shown}
    found |= {name: getattr(state, name) for name in told}
    return json.dumps(found | {"due_in": round(_wait(state))}, ensure_ascii=False)


def _wait(state: State) -> float:
    return due_in(_now().timestamp(), state.tried, state.pause)


def _due(state: State) -> str:
    wait = _wait(state)
    return f"in {_span(wait)}" if wait else "now"


def _span(seconds: float) -> str:
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.0f} s"


def _now() -> datetime:
    return datetime.now(UTC)
