"""In: drop folders and a store. Out: what is dropped there, taken in; what became of it, in rounds."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from depesche import record
from depesche.intake import Refusal, Unit, units
from depesche.record import Taken
from depesche.store.database import Database
from depesche.store.journal import Arrival
from depesche.transports.folder import Afterwards, Quiet, Waiting, opener, stamp_of

ANYWAY = 60.0
"""Seconds after which a folder is looked at even where nothing was heard of it."""
EMPTY = "It is empty."
LEFT = "It is left where it is."
Clock = Callable[[], str]


@dataclass
class Round:
    """What one batch brought. `left`: files that were not taken and stay; `settled`: paths of files
    that are done; `stuck`: what could not be moved away, though it is in the store."""

    taken: list[Taken] = field(default_factory=list)
    left: list[Refusal] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    stuck: list[Refusal] = field(default_factory=list)


class DropFolders:
    """Drop folders that are emptied into a store. `clock` gives the time of arrival in UTC."""

    def __init__(
        self,
        folders: Sequence[str],
        afterwards: Afterwards,
        clock: Clock,
        *,
        date: str | None = None,
        quiet: float = 1.0,
    ) -> None:
        self.folders, self.afterwards, self.clock, self.date = folders, afterwards, clock, date
        self.quiet = Quiet(quiet)

    def rounds(self, store: Database, now: float) -> Iterator[Round]:
        """Take in what is whole, a batch at a time; what became of it after each commit.

        The caller may stop between two rounds: what is not settled comes again and is known.
        Raises StoreError; then nothing of the batch is settled.
        """
        waiting, refused = self.quiet.look(self.folders, now)
        if refused:
            yield Round(left=refused)
        files = Files(waiting, self.clock, self.date)
        for batch in record.batches(files):
            done = files.finished()
            yield self._settled(record.ingest(store, batch), done)
        yield self._settled([], files.finished())

    def _settled(self, taken: list[Taken], done: list[tuple[Waiting, list[Refusal]]]) -> Round:
        found = Round(taken)
        for one, refusals in done:
            found.left += refusals
            if refusals or not self._away(one, found):
                self.quiet.leave(one)
        return found

    def _away(self, one: Waiting, found: Round) -> bool:
        try:
            gone = self.afterwards.settle(one)
        except OSError as error:
            if stamp_of(one.path) is None:  # somebody else was quicker
                return True
            advice = "It is in the store; move it away yourself."
            found.stuck.append(Refusal(one.path, f"{error.strerror or error}.", advice))
            return False
        if gone:
            self.quiet.gone(one)
            found.settled.append(one.path)
        return gone


class Files:
    """The arrivals in these files. `finished` gives those files all of whose arrivals came out."""

    def __init__(self, waiting: Sequence[Waiting], clock: Clock, date: str | None) -> None:
        self.waiting, self.clock, self.date = waiting, clock, date
        self.done: list[tuple[Waiting, list[Refusal]]] = []

    def __iter__(self) -> Iterator[Arrival]:
        for one in self.waiting:
            refusals: list[Refusal] = []
            last: Arrival | None = None
            for unit in _units(one):
                if isinstance(unit, Refusal):
                    refusals.append(unit)
                    continue
                if last:
                    yield last
                last = Arrival("dispatch", unit.data, self.clock(), unit.origin, self.date)
            self.done.append((one, refusals))
            if last:
                yield last

    def finished(self) -> list[tuple[Waiting, list[Refusal]]]:
        """The files that are through since the last call, each with what in it was not taken."""
        found, self.done = self.done, []
        return found


def _units(one: Waiting) -> Iterator[Unit | Refusal]:
    if not one.stamp.size:
        yield Refusal(one.path, EMPTY, LEFT)
        return
    for unit, _ in units(one.path, opener=opener(one.folder)):
        yield unit


class Bell:
    """Rings when something happens in the folders. Where the system cannot tell, it rings by the
    clock: `polling` seconds."""

    def __init__(self, folders: Sequence[str], *, polling: float | None) -> None:
        self.rung, self.over = threading.Event(), threading.Event()
        self.polling = polling
        if polling is None:
            threading.Thread(target=self._listen, args=(list(folders),), daemon=True).start()

    def wait(self, seconds: float | None) -> None:
        """Return when it rings, at the latest after `seconds` (None: whenever it rings anyway)."""
        most = self.polling or ANYWAY
        self.rung.wait(most if seconds is None else min(seconds, most))
        self.rung.clear()

    def ring(self) -> None:
        """Ring it, from anywhere."""
        self.rung.set()

    def close(self) -> None:
        """Listen no more."""
        self.over.set()

    def _listen(self, folders: list[str]) -> None:
        import watchfiles

        heard = watchfiles.watch(
            *folders,
            watch_filter=_dropped,
            stop_event=self.over,
            step=20,
            rust_timeout=500,
            yield_on_timeout=True,
        )
        try:
            for number, changes in enumerate(heard):
                if changes or number == 0:  # what came before it listened has to be looked for
                    self.rung.set()
        except (OSError, RuntimeError):  # too many watches, a folder that went away
            self.polling = 1.0
            self.rung.set()


def _dropped(change: object, path: str) -> bool:
    return not os.path.basename(path).startswith(".") and f"{os.sep}.done{os.sep}" not in path
