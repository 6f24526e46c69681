"""In: a store. Out: what somebody wants to be told, what has fired, and what is still to be told.

Nothing here is derived from the journal: a rebuild leaves it alone. That an event fires once is kept
by the key of the table: alert and event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from depesche.core.alert import Definition, Event
from depesche.core.errors import UsageError
from depesche.store.search import Since
from depesche.store.tables import alert_events, alerts

NOBODY = "-"
"""Stands for the time of telling where nobody is to be told."""


class Alert(msgspec.Struct, frozen=True):
    """An alert: its name, what it is about, when it was made (ISO, UTC), how far it has looked."""

    name: str
    definition: Definition
    made: str
    seen: int
    looked: str

    @property
    def since(self) -> Since:
        """Where it left off."""
        return Since(self.seen, self.looked)


class Firing(NamedTuple):
    """An event with what it is about: while `subject` stays so, it does not fire again."""

    event: Event
    subject: str = ""


class Waiting(NamedTuple):
    """An event that has not been told yet, and how often it was tried."""

    alert: str
    event: Event
    tries: int


def known(connection: Connection) -> list[Alert]:
    """All alerts, by name."""
    rows = connection.execute(select(alerts).order_by(alerts.c.name))
    return [
        Alert(row.name, msgspec.json.decode(row.definition, type=Definition), row.made, row.seen, row.looked)
        for row in rows
    ]


def add(connection: Connection, one: Alert) -> None:
    """Keep an alert. Raises UsageError where one of its name is there."""
    if connection.execute(select(alerts.c.name).where(alerts.c.name == one.name)).first():
        raise UsageError("There is an alert of this name.", where=one.name, advice="Remove it first.")
    row = {"name": one.name, "definition": msgspec.json.encode(one.definition).decode(), "made": one.made}
    connection.execute(insert(alerts), row | {"seen": one.seen, "looked": one.looked})


def remove(connection: Connection, name: str) -> None:
    """Forget an alert and what it fired. Raises UsageError where there is none."""
    gone = connection.execute(delete(alerts).where(alerts.c.name == name))
    if not gone.rowcount:
        raise UsageError("There is no such alert.", where=name, advice="See depesche alert list.")
    connection.execute(delete(alert_events).where(alert_events.c.alert == name))


def moved(connection: Connection, name: str, since: Since) -> None:
    """Remember how far an alert has looked."""
    where = alerts.c.name == name
    connection.execute(update(alerts).where(where).values(seen=since.seq, looked=since.at))


def fire(connection: Connection, name: str, firings: Iterable[Firing], *, silent: bool = False) -> int:
    """Keep those events that have not fired yet; say how many. `silent`: nobody is told of them.

    `connection` has to be in a writing transaction, so that two that look at once fire once.
    """
    count = 0
    at = alert_events.c
    for one in firings:
        key = (at.alert == name, at.event == one.event.event)
        if connection.execute(select(at.event).where(*key)).first():
            continue
        row = {
            "alert": name,
            "event": one.event.event,
            "subject": one.subject,
            "holds": bool(one.subject),
            "fired": one.event.fired,
            "told": NOBODY if silent else None,
            "tries": 0,
            "again": "",
            "body": msgspec.json.encode(one.event).decode(),
        }
        connection.execute(insert(alert_events), row)
        count += 1
    return count


def episodes(connection: Connection, name: str) -> tuple[dict[str, str], dict[str, int]]:
    """Of the subjects of an alert: those whose condition is met (subject -> event), and how often each
    has fired."""
    at = alert_events.c
    query = select(at.subject, at.event, at.holds).where(at.alert == name, at.subject != "")
    met: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in connection.execute(query):
        counts[row.subject] = counts.get(row.subject, 0) + 1
        if row.holds:
            met[row.subject] = row.event
    return met, counts


def ended(connection: Connection, name: str, events: Sequence[str]) -> None:
    """Remember that what these events were about is no longer so."""
    at = alert_events.c
    for event in events:
        connection.execute(
            update(alert_events).where(at.alert == name, at.event == event).values(holds=False)
        )


def waiting(connection: Connection, at: str, most: int = 500) -> list[Waiting]:
    """The events that are to be told at a moment (UTC), in the order in which they fired."""
    one = alert_events.c
    query = select(alert_events).where(one.told.is_(None), one.again <= at)
    rows = connection.execute(query.order_by(one.fired, one.alert, one.event).limit(most))
    return [Waiting(row.alert, msgspec.json.decode(row.body, type=Event), row.tries) for row in rows]


def told(connection: Connection, one: Waiting, at: str) -> None:
    """Remember that an event was told."""
    where = (alert_events.c.alert == one.alert, alert_events.c.event == one.event.event)
    connection.execute(update(alert_events).where(*where).values(told=at))


def failed(connection: Connection, one: Waiting, again: str | None) -> None:
    """Remember that an event could not be told, and when to try again; None: never."""
    where = (alert_events.c.alert == one.alert, alert_events.c.event == one.event.event)
    values: dict[str, object] = {"tries": one.tries + 1, "again": again or ""}
    if again is None:
        values["told"] = NOBODY
    connection.execute(update(alert_events).where(*where).values(values))


def latest(connection: Connection, name: str, most: int) -> list[Event]:
    """The newest events of an alert that were to be told, the newest first."""
    at = alert_events.c
    query = select(at.body).where(at.alert == name, (at.told.is_(None)) | (at.told != NOBODY))
    rows = connection.execute(query.order_by(at.fired.desc(), at.event).limit(most))
    return [msgspec.json.decode(row.body, type=Event) for row in rows]


def counts(connection: Connection) -> dict[str, int]:
    """How often each alert has fired."""
    at = alert_events.c
    query = select(at.alert, func.count()).where((at.told.is_(None)) | (at.told != NOBODY)).group_by(at.alert)
    return {row[0]: row[1] for row in connection.execute(query)}
