"""Alerts fire once for each event, late ones and held ones too, and outlive a rebuild."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from depesche import alerts, record
from depesche.core.alert import Definition, Event, Target
from depesche.core.errors import DepescheError, UsageError
from depesche.store import alerts as kept
from depesche.store.database import Database
from depesche.store.journal import Arrival
from depesche.transports.fetch import Fetcher
from depesche.transports.tell import Teller
from depesche.transports.webhook import checked, signature
from tests.store.test_stories import BANK, FIRE, arrivals
from tests.transports.server import Exchange, Server

NOON, EVENING, NEXT = (
    "2025-03-10T12:00:00.000000Z",
    "2025-03-10T19:00:00.000000Z",
    "2025-03-11T12:00:00.000000Z",
)
HELD = "(Sperrfrist: 11. März 2025, 10.00 Uhr)\n\nBREMEN (FinanzTicker) - Die Weserbank baut Stellen ab.\n"


def arrival(text: str, at: str) -> Arrival:
    return Arrival("dispatch", text.encode(), at, "wire", "2025-03-10")


def told(store: Database, at: str, server: Server | None = None) -> tuple[list[Event], list[DepescheError]]:
    events: list[Event] = []
    wrong: list[DepescheError] = []
    moment = datetime.fromisoformat(at).astimezone(UTC)
    fetcher = Fetcher(attempts=1)
    Teller(store, fetcher, lambda: moment, {"KEY": "s3cret"}.get, events.append, wrong.append).tell()
    fetcher.close()
    return events, wrong


def test_a_search_fires_once_and_only_for_what_is_new(store: Database) -> None:
    record.ingest(store, [arrival(FIRE, NOON)])
    alerts.add(store, "feuer", Definition(search="Lagerhalle"), NOON, past=False)
    alerts.add(store, "alles", Definition(search="Lagerhalle"), NOON, past=True)
    assert alerts.look(store, EVENING) == 1
    record.ingest(store, [arrival(FIRE.replace("Feuerwehr", "Polizei"), NOON)])
    assert alerts.look(store, EVENING) == 2
    assert alerts.look(store, NEXT) == 0
    assert len(told(store, NEXT)[0]) == 3
    for _ in record.rebuild(store):
        pass
    assert alerts.look(store, NEXT) == 0
    assert told(store, NEXT) == ([], [])
    with pytest.raises(UsageError, match="of this name"):
        alerts.add(store, "feuer", Definition(search="x"), NOON, past=False)


def test_what_an_embargo_holds_fires_when_it_ends(store: Database) -> None:
    alerts.add(store, "bank", Definition(search="Weserbank"), NOON, past=False)
    record.ingest(store, [arrival(HELD, NOON)])
    assert alerts.look(store, EVENING) == 0
    assert alerts.look(store, NEXT) == 1
    assert alerts.look(store, NEXT) == 0


def test_a_webhook_is_signed_tried_again_under_one_key_and_never_private_unasked(store: Database) -> None:
    server = Server()
    answers = iter((500, 302, 204))
    server.handler = lambda exchange: answer(exchange, next(answers))
    target = Target(webhook=f"{server.url}/x", secret="KEY", private=True)
    alerts.add(store, "hook", Definition(search="Weserbank", target=target), NOON, past=False)
    record.ingest(store, [arrival(BANK, NOON)])
    alerts.look(store, EVENING)
    assert "does not take" in told(store, EVENING)[1][0].what
    assert told(store, EVENING) == ([], [])
    assert "redirects" in told(store, "2025-03-10T20:00:00Z")[1][0].what
    assert told(store, NEXT) == ([], [])
    assert len({headers["Idempotency-Key"] for _, _, headers in server.asked}) == 1
    assert [method for method, _, _ in server.asked] == ["POST"] * 3
    assert server.asked[0][2]["Depesche-Signature"].startswith("t=1741633200,v1=")
    server.shutdown()


def answer(exchange: Exchange, status: int) -> None:
    exchange.rfile.read(int(exchange.headers["Content-Length"]))
    exchange.answer(status, **({"Location": "http://127.0.0.1:1/"} if status == 302 else {}))


def test_a_private_address_is_refused(store: Database) -> None:
    target = Target(webhook="https://127.0.0.1:9/x", secret="KEY")
    alerts.add(store, "hook", Definition(search="Weserbank", target=target), NOON, past=False)
    record.ingest(store, [arrival(BANK, NOON)])
    alerts.look(store, EVENING)
    assert "private network" in told(store, EVENING)[1][0].what
    for url in ("ftp://x.de/", "http://x.de/", "https://u:p@x.de/", "nothing"):
        with pytest.raises(UsageError):
            checked(Target(webhook=url, secret="KEY"))
    assert signature("k", b"{}", 1).startswith("t=1,v1=")


def test_removed_is_forgotten(store: Database) -> None:
    alerts.add(store, "bank", Definition(search="Weserbank"), NOON, past=False)
    record.ingest(store, arrivals((BANK,)))
    alerts.look(store, NEXT)
    with store.writing() as connection:
        kept.remove(connection, "bank")
    assert told(store, NEXT) == ([], [])
