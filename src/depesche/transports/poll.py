"""In: sources, a store, a clock. Out: each asked whenever it is due, until somebody says halt.

Each source has a thread of its own, so that a slow one keeps nobody waiting; reading and committing
are done by one at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from depesche import record
from depesche.core.errors import DepescheError
from depesche.record import Taken
from depesche.store.database import Database
from depesche.store.errors import StoreBusy, StoreError, StoreFull, StoreLost
from depesche.store.journal import Arrival
from depesche.store.transports import remember, remembered
from depesche.transports import schedule
from depesche.transports.ask import Now, Outcome, State, ask
from depesche.transports.config import Source
from depesche.transports.fetch import Fetcher

PASSING = (StoreBusy, StoreFull, StoreLost)
STORE_PAUSE = 15.0
"""Seconds to wait where the store is full, busy or out of reach: nothing is acknowledged meanwhile."""
NEARLY = 0.1
"""With `once` what is due within a tenth of its interval is asked as well: cron is never exact."""
LONGEST_ONCE = 60.0
Report = Callable[[Source, Outcome], None]


class Halt(Protocol):
    """What `threading.Event` has of it: whether to halt, and waiting for that."""

    def is_set(self) -> bool:
        """Whether to halt."""
        ...

    def set(self) -> None:
        """Halt."""
        ...

    def wait(self, timeout: float | None = None) -> bool:
        """Wait so many seconds for it."""
        ...


class Poller:
    """Asks sources. `now` gives the time; `report` is told of each outcome, one at a time."""

    def __init__(self, store: Database, fetcher: Fetcher, *, now: Now, halt: Halt, report: Report) -> None:
        self.store, self.fetcher, self.now, self.halt, self.report = store, fetcher, now, halt, report
        self.lock = threading.Lock()
        self.fatal: DepescheError | None = None

    def run(self, sources: Sequence[Source], *, once: bool = False) -> None:
        """Ask them all until halted; with `once` each until it has no more to give.

        Raises StoreError where the store cannot be used at all. When it returns, nothing is being
        committed any more, and nothing will be.
        """
        states = known_states(self.store)
        threads = [
            threading.Thread(target=self.line, args=(one, states.get(one.name, State()), once), daemon=True)
            for one in sources
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads) and not self.halt.wait(0.2):
            pass
        self.lock.acquire()  # whoever commits now may finish; nobody begins
        if self.fatal:
            raise self.fatal

    def line(self, source: Source, state: State, once: bool) -> None:
        """Ask one source whenever it is due."""
        first = True
        while not self.halt.is_set():
            wait = schedule.due_in(self.now().timestamp(), state.tried, state.pause)
            if once and wait > (NEARLY * source.every if first else LONGEST_ONCE):
                return
            if wait and not (once and first) and self.halt.wait(wait):
                return
            outcome = self._once(source, state)
            state, first = outcome.state, False
            if once and not outcome.more:
                return

    def _once(self, source: Source, state: State) -> Outcome:
        try:
            outcome = ask(source, state, self.fetcher, self._take, self.now)
            with self.lock:
                self._keep(source, outcome)
                self.report(source, outcome)
            return outcome
        except StoreError as error:
            return self._without_store(source, state, error)
        except Exception as fault:  # one source that trips us must not silence the others
            what = f"This trips a fault in Depesche itself ({type(fault).__name__})."
            said = DepescheError(what, where=source.shown, advice="Please report this.")
            return self._told(source, Outcome(self._paused(state, source.every), error=said))

    def _without_store(self, source: Source, state: State, error: StoreError) -> Outcome:
        if not isinstance(error, PASSING):
            self.fatal = error
            self.halt.set()
        return self._told(source, Outcome(self._paused(state, STORE_PAUSE), error=error))

    def _told(self, source: Source, outcome: Outcome) -> Outcome:
        with self.lock:
            self.report(source, outcome)
        return outcome

    def _paused(self, state: State, pause: float) -> State:
        return msgspec.structs.replace(state, tried=self.now().timestamp(), pause=pause)

    def _take(self, arrivals: Sequence[Arrival]) -> list[Taken]:
        with self.lock:
            return record.ingest(self.store, arrivals)

    def _keep(self, source: Source, outcome: Outcome) -> None:
        with self.store.writing() as connection:
            remember(connection, source.name, msgspec.json.encode(outcome.state).decode())


def known_states(store: Database) -> dict[str, State]:
    """What the store remembers of sources, by name; what it does not understand is left out."""
    with store.reading() as connection:
        kept = remembered(connection)
    found = {}
    for name, value in kept.items():
        try:
            found[name] = msgspec.json.decode(value, type=State)
        except msgspec.MsgspecError:
            continue
    return found
