"""In: events that nobody has been told of yet. Out: they are told, each where its alert says.

An event is remembered as told after its target took it: whatever breaks off in between, it is told
again, to a webhook under the same key. What a target does not take is tried again, ever later, for
about two days.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from depesche.core.alert import Event, Target
from depesche.core.errors import DepescheError
from depesche.store import alerts
from depesche.store.alerts import Waiting
from depesche.store.database import Database
from depesche.store.moments import in_utc
from depesche.transports import atom
from depesche.transports.errors import TransportError
from depesche.transports.fetch import Fetcher
from depesche.transports.schedule import after_failure
from depesche.transports.webhook import Environment, post

FIRST, TRIES = 10.0, 54
"""Seconds before the second try; tries: after the first hour one an hour."""


class Teller(NamedTuple):
    """What telling takes: the store, a fetcher, a clock, an environment; `show` for the terminal,
    `complain` for what could not be told."""

    store: Database
    fetcher: Fetcher
    now: Callable[[], datetime]
    environment: Environment
    show: Callable[[Event], None]
    complain: Callable[[DepescheError], None]

    def tell(self) -> int:
        """Tell what is to be told now; say how much was."""
        at = self.now()
        with self.store.reading() as connection:
            targets = {one.name: one.definition.target for one in alerts.known(connection)}
            events = alerts.waiting(connection, in_utc(at))
        written: set[str] = set()
        return sum(self._one(one, targets[one.alert], at, written) for one in events if one.alert in targets)

    def _one(self, one: Waiting, target: Target, at: datetime, written: set[str]) -> bool:
        try:
            if one.alert not in written:  # a feed has all that waits as soon as it is written
                self._send(one, target, at)
            if target.feed:
                written.add(one.alert)
        except TransportError as error:
            self.complain(error)
            pause = after_failure(FIRST, one.tries + 1, None, one.alert)
            again = in_utc(at + timedelta(seconds=pause)) if one.tries + 1 < TRIES else None
            with self.store.writing() as connection:
                alerts.failed(connection, one, again)
            return False
        with self.store.writing() as connection:
            alerts.told(connection, one, in_utc(at))
        return True

    def _send(self, one: Waiting, target: Target, at: datetime) -> None:
        if target.webhook:
            post(target, one.event, self.fetcher, at.timestamp(), self.environment)
        elif target.feed:
            with self.store.reading() as connection:
                events = alerts.latest(connection, one.alert, atom.MOST)
            atom.write(target.feed, one.alert, events)
        else:
            self.show(one.event)
