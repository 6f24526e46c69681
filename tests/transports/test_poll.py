"""Polling: sources in turn, states kept in the store, slow ones that keep nobody waiting."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from depesche.cli import main
from depesche.store import projection
from depesche.store.database import Database
from depesche.store.errors import StoreFull, StoreReadOnly
from depesche.store.journal import last_seq
from depesche.transports import poll
from depesche.transports.ask import Outcome, State
from depesche.transports.config import Feed, Source
from depesche.transports.fetch import Fetcher
from depesche.transports.poll import Poller, known_states
from tests.transports.conftest import Hands
from tests.transports.server import Exchange, Queue, Server, feed

FIRE = ("a1", "KIEL (dpa) - In einer Werft hat es gebrannt.")


class Halt:
    """An event whose waiting moves the hands of a clock, and which halts after some waits."""

    def __init__(self, hands: Hands, waits: int) -> None:
        self.hands, self.left, self.waits = hands, waits, []  # type: ignore[var-annotated]

    def is_set(self) -> bool:
        return self.left <= 0

    def set(self) -> None:
        self.left = 0

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        self.waits.append(timeout)
        self.hands.move(timeout or 0)
        return self.is_set()


def poller(store: Database, halt: Any, hands: Any, told: list[Outcome]) -> Poller:
    fetcher = Fetcher(attempts=1)
    return Poller(store, fetcher, now=hands, halt=halt, report=lambda source, outcome: told.append(outcome))


def source(server: Server, path: str, **fields: Any) -> Source:
    one = Feed(url=server.url + path, timeout=1.0, **fields)
    return Source(path.strip("/"), one, one.url, {}, one.url)


def test_a_source_is_asked_when_it_is_due(server: Server, store: Database, hands: Hands) -> None:
    server.handler = lambda exchange: exchange.answer(200, feed(FIRE))
    told: list[Outcome] = []
    halt = Halt(hands, 4)
    one = poller(store, halt, hands, told)
    one.line(source(server, "/feed", every=100.0), State(), False)
    one.fetcher.close()
    assert halt.waits == [100, 100, 100, 100]
    assert len(told) == 4
    state = known_states(store)["feed"]
    assert (state.new, state.succeeded) == (1, "2024-05-13T10:05:00.000000Z")


def test_a_queue_is_emptied_at_once(server: Server, store: Database, hands: Hands) -> None:
    server.handler = Queue(*({"text": f"KIEL (dpa) - Nummer {number}."} for number in range(25)))
    told: list[Outcome] = []
    one = poller(store, threading.Event(), hands, told)
    one.run([source(server, "/q/entries.json", kind="queue")], once=True)
    one.fetcher.close()
    assert [len(outcome.taken) for outcome in told] == [10, 10, 5, 0]
    with store.reading() as connection:
        assert last_seq(connection) == 25


def test_a_slow_source_keeps_nobody_waiting(server: Server, sqlite: Database, hands: Hands) -> None:
    def answer(exchange: Exchange) -> None:
        if exchange.path == "/slow":
            time.sleep(0.8)
        exchange.answer(200, feed(FIRE))

    server.handler = answer
    told: list[Outcome] = []
    came: list[str] = []
    one = poller(sqlite, threading.Event(), hands, told)
    one.report = lambda source, outcome: came.append(source.name)
    one.run([source(server, "/slow"), source(server, "/fast")], once=True)
    one.fetcher.close()
    assert came == ["fast", "slow"]


def test_a_full_store_is_waited_for_and_nothing_is_acknowledged(
    server: Server, sqlite: Database, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.handler = Queue({"text": "KIEL (dpa) - Eins."})
    write, full = projection.write, [1]

    def filled(*arguments: Any) -> None:
        if full[0]:
            full[0] -= 1
            raise StoreFull("There is no room left.")
        write(*arguments)

    monkeypatch.setattr(projection, "write", filled)
    told: list[Outcome] = []
    halt = Halt(hands, 2)
    one = poller(sqlite, halt, hands, told)
    one.line(source(server, "/q/entries.json", kind="queue"), State(), False)
    one.fetcher.close()
    assert halt.waits[0] == poll.STORE_PAUSE
    assert [type(outcome.error) for outcome in told[:2]] == [StoreFull, type(None)]
    assert server.paths("DELETE") == ["/q/entry/0-2"]


def test_a_store_that_cannot_be_written_ends_it(
    server: Server, sqlite: Database, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise StoreReadOnly("No.")

    monkeypatch.setattr(projection, "write", refuse)
    server.handler = lambda exchange: exchange.answer(200, feed(FIRE))
    one = poller(sqlite, threading.Event(), hands, [])
    with pytest.raises(StoreReadOnly):
        one.run([source(server, "/feed")])
    one.fetcher.close()


def test_a_fault_in_one_source_does_not_silence_it_for_good(
    server: Server, sqlite: Database, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(*_: Any) -> None:
        raise KeyError("nothing we foresaw")

    monkeypatch.setattr(poll, "ask", trip)
    told: list[Outcome] = []
    one = poller(sqlite, Halt(hands, 2), hands, told)
    one.line(source(server, "/feed"), State(), False)
    one.fetcher.close()
    assert len(told) == 2
    assert "fault in Depesche itself (KeyError)" in str(told[0].error)


@pytest.fixture
def config(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DEPESCHE_STORE", str(tmp_path / "store" / "wire.sqlite"))
    monkeypatch.setenv("KUESTE", "geheim")
    text = (
        f'[feeds.kueste]\nurl = "{server.url}/feed?x=1"\nbearer = "KUESTE"\n'
        f'[feeds.schlange]\nkind = "queue"\nurl = "{server.url}/q/entries.json"\n'
    )
    path = tmp_path / "transports.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_command_once_and_the_status(
    config: str, server: Server, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    queue = Queue({"text": "KIEL (dpa) - Eins."})

    def answer(exchange: Exchange) -> None:
        if exchange.path.startswith("/q"):
            queue(exchange)
        else:
            exchange.answer(404)

    server.handler = answer
    assert main(["poll", "--status", "--config", config]) == 3
    capfdbinary.readouterr()
    assert main(["poll", "--once", "--config", config]) == 1
    out, err = capfdbinary.readouterr()
    assert b"schlange: 1 new, 0 known" in out
    assert out.endswith(b"1 new, 0 known, 0 in quarantine, 0 refused, 1 failed.\n")
    assert b"There is nothing at this address. Check its URL. Asked again in 5" in err
    assert b"geheim" not in out + err
    asked = len(server.asked)
    assert main(["poll", "--once", "--json", "--config", config, "kueste"]) == 0
    assert len(server.asked) == asked, "it is left alone for a while"
    counts = json.loads(capfdbinary.readouterr().out)
    assert counts == {"new": 0, "known": 0, "quarantined": 0, "refused": 0, "failed": 0}
    assert main(["poll", "--status", "--config", config]) == 1
    page = capfdbinary.readouterr().out.decode()
    assert "kueste  feed  " in page
    assert "(1 in a row): There is nothing at this address." in page
    assert "1 new so far" in page
    assert main(["poll", "--status", "--json", "--config", config]) == 1
    lines = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [line["failures"] for line in lines] == [1, 0]
    assert main(["rebuild"]) == 0
    assert main(["poll", "--status", "--config", config, "schlange"]) == 0
    assert b"1 new so far" in capfdbinary.readouterr().out


def test_a_configuration_that_is_missing(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["poll", "--config", str(tmp_path / "none")]) == 2
    assert b"docs/transports.md" in capfdbinary.readouterr().err
