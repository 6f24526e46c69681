"""Feeds and queues, asked once: what comes in, what is remembered, what goes wrong and is said."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from depesche import record
from depesche.record import Taken
from depesche.store.database import Database
from depesche.store.errors import StoreFull
from depesche.store.journal import Arrival, every_entry
from depesche.transports import fetch
from depesche.transports.ask import Outcome, State, ask
from depesche.transports.config import Feed, Source
from depesche.transports.errors import TransportError
from depesche.transports.fetch import Fetcher, Request
from depesche.transports.receipts import acknowledgement
from tests.transports.conftest import Hands
from tests.transports.server import Exchange, Queue, Server, feed

FIRE = ("a1", "KIEL (dpa) - In einer Werft hat es gebrannt.")
FERRY = ("a2", "HUSUM (dpa) - Die Fähre fährt wieder.")
FAIR = ("a3", "EMDEN (dpa) - Der Markt fällt aus.")


def source(server: Server, path: str = "/feed", **fields: Any) -> Source:
    one = Feed(url=server.url + path, timeout=fields.pop("timeout", 1.0), **fields)
    return Source("kueste", one, one.url, one.headers, one.url)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    one = Fetcher(attempts=2, wait=0.001)
    yield one
    one.close()


@pytest.fixture
def asking(sqlite: Database, fetcher: Fetcher, hands: Hands) -> Callable[[Source, State], Outcome]:
    def take(arrivals: Sequence[Arrival]) -> list[Taken]:
        return record.ingest(sqlite, arrivals)

    return lambda one, state: ask(one, state, fetcher, take, hands)


def texts(store: Database) -> list[str]:
    with store.reading() as connection:
        return [entry.arrival.data.decode() for entry in every_entry(connection)]


def test_an_item_is_taken_once_however_the_feed_around_it_changes(
    server: Server, sqlite: Database, asking: Any
) -> None:
    server.handler = lambda exchange: exchange.answer(200, feed(FIRE, FERRY))
    first = asking(source(server), State())
    assert [one.dispatches for one in first.taken] == [1, 1]
    later = feed(FAIR, FIRE, FERRY, built="Mon, 13 May 2024 11:00:00 GMT")
    server.handler = lambda exchange: exchange.answer(200, later)
    second = asking(source(server), first.state)
    assert [one.known for one in second.taken] == [False, True, True]
    assert second.state.new == 3
    assert all("<title>Küstenblatt" in text and "lastBuild" not in text for text in texts(sqlite))
    with sqlite.reading() as connection:
        (origin, *_) = [entry.arrival.origin for entry in every_entry(connection)]
    assert origin == f"kueste: {server.url}/feed#1"


@pytest.mark.parametrize(
    "body",
    [
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>K</title><updated>2024</updated>'
        b"<entry><id>1</id><title>Eins</title><content>KIEL (dpa) - Ja.</content></entry>"
        b"<entry><id>2</id><title>Zwei</title><content>KIEL (dpa) - Nein.</content></entry></feed>",
        b'{"entries": [{"text": "KIEL (dpa) - Ja."}, {"text": "KIEL (dpa) - Nein."}], "at": 1}',
        b'[{"text": "KIEL (dpa) - Ja."}, {"text": "KIEL (dpa) - Nein."}]',
        b'{"text": "KIEL (dpa) - Ja."}\n{"text": "KIEL (dpa) - Nein."}\n',
        gzip.compress(b'[{"text": "KIEL (dpa) - Ja."}, {"text": "KIEL (dpa) - Nein."}]'),
    ],
    ids=["Atom", "JSON with entries", "JSON list", "JSON Lines", "gzip file"],
)
def test_what_it_is_is_known_by_its_content(server: Server, asking: Any, body: bytes) -> None:
    server.handler = lambda exchange: exchange.answer(200, body, Content_Type="image/png")
    assert [one.dispatches for one in asking(source(server), State()).taken] == [1, 1]


def test_what_has_not_changed_is_not_sent_again(server: Server, asking: Any) -> None:
    def answer(exchange: Exchange) -> None:
        if exchange.headers["If-None-Match"] == '"v1"':
            exchange.answer(304)
        else:
            exchange.answer(200, feed(FIRE), ETag='"v1"', Last_Modified="Mon, 13 May 2024 10:00:00 GMT")

    server.handler = answer
    first = asking(source(server), State())
    second = asking(source(server), first.state)
    assert (len(first.taken), len(second.taken), second.error) == (1, 0, None)
    assert server.asked[1][2]["If-Modified-Since"] == "Mon, 13 May 2024 10:00:00 GMT"
    assert second.state.etag == '"v1"'
    asking(source(server, "/other"), second.state)
    assert "If-None-Match" not in server.asked[2][2], "an ETag holds for the URL that gave it"


def test_failures_wait_longer_and_longer_and_success_forgets_them(server: Server, asking: Any) -> None:
    one = source(server, every=100.0)
    server.handler = lambda exchange: exchange.answer(500)
    state, pauses = State(), []
    for _ in range(8):
        outcome = asking(one, state)
        state = outcome.state
        pauses.append(state.pause)
    assert "status 500" in str(outcome.error)
    assert pauses[:3] == [pauses[0], 2 * pauses[0], 4 * pauses[0]]
    assert 100 <= pauses[0] <= 110
    assert pauses[-1] == pauses[-2] <= 3960
    server.handler = lambda exchange: exchange.answer(200, feed(FIRE))
    state = asking(one, state).state
    assert (state.pause, state.failures) == (100, 0)
    assert state.failed
    assert state.succeeded


def test_a_server_in_trouble_is_asked_once_more_at_once(server: Server, asking: Any) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.answer(503 if len(server.asked) == 1 else 200, feed(FIRE))

    server.handler = answer
    assert asking(source(server), State()).error is None
    assert len(server.asked) == 2


@pytest.mark.parametrize("wanted", ["7200", "Mon, 13 May 2024 12:00:00 GMT"])
@pytest.mark.parametrize("status", [429, 503, 200])
def test_retry_after_is_kept(server: Server, asking: Any, wanted: str, status: int) -> None:
    server.handler = lambda exchange: exchange.answer(status, feed(FIRE), Retry_After=wanted)
    assert asking(source(server), State()).state.pause == 7200
    assert len(server.asked) == 1


def test_a_truncated_body_is_an_error_and_nothing_is_taken(server: Server, asking: Any) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.answer(200, feed(FIRE)[:-20], Content_Length="1000")
        exchange.close_connection = True

    server.handler = answer
    outcome = asking(source(server), State())
    assert "breaks off" in str(outcome.error)
    assert not outcome.taken


def test_a_packed_body_that_breaks_off_is_an_error(server: Server, asking: Any) -> None:
    packed = gzip.compress(feed(FIRE))
    server.handler = lambda exchange: exchange.answer(200, packed, Content_Encoding="gzip")
    assert asking(source(server), State()).error is None
    server.handler = lambda exchange: exchange.answer(200, packed[:-9], Content_Encoding="gzip")
    assert "breaks off" in str(asking(source(server), State()).error)
    server.handler = lambda exchange: exchange.answer(200, b"xyz", Content_Encoding="gzip")
    assert "cannot be unpacked" in str(asking(source(server), State()).error)


@pytest.mark.parametrize("packed", [False, True])
def test_a_body_without_end_is_cut_off(server: Server, fetcher: Fetcher, packed: bool) -> None:
    zeros = b"\0" * (8 << 20)
    body = zlib.compress(zeros) if packed else zeros
    headers = {"Content_Encoding": "deflate"} if packed else {}
    server.handler = lambda exchange: exchange.answer(200, body, **headers)
    with pytest.raises(TransportError, match="more than 1 MB"):
        fetcher.ask(Request(server.url, {}, largest=1 << 20))


def test_a_body_that_trickles_is_given_up(server: Server, fetcher: Fetcher) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.send_response(200)
        exchange.end_headers()
        for _ in range(100):
            exchange.wfile.write(b".")
            time.sleep(0.05)

    server.handler = answer
    began = time.monotonic()
    with pytest.raises(TransportError, match="takes too long"):
        fetcher.ask(Request(server.url, {}, timeout=0.1))
    assert time.monotonic() - began < 2


def test_silence_is_given_up(server: Server, fetcher: Fetcher) -> None:
    server.handler = lambda exchange: time.sleep(0.5)
    with pytest.raises(TransportError, match="not answer in time"):
        fetcher.ask(Request(server.url, {}, timeout=0.1))


def test_nobody_there_is_said(fetcher: Fetcher) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(TransportError, match="cannot be reached"):
            fetcher.ask(Request(f"http://127.0.0.1:{held.getsockname()[1]}/", {}))


@pytest.mark.parametrize(
    "body", [b"<!DOCTYPE html><html><body>Anmelden</body></html>", b"\n <HTML lang=de>Anmelden"]
)
def test_a_page_that_asks_to_log_in_is_no_dispatch(server: Server, asking: Any, body: bytes) -> None:
    server.handler = lambda exchange: exchange.answer(200, body)
    outcome = asking(source(server), State())
    assert "page for a browser" in str(outcome.error)
    assert not outcome.taken


def test_what_cannot_be_read_is_kept_and_the_document_fetched_once_more(server: Server, asking: Any) -> None:
    server.handler = lambda exchange: exchange.answer(200, b"\0\1\2\3", ETag='"bad"')
    first = asking(source(server), State())
    assert [len(one.errors) for one in first.taken] == [1]
    assert first.state.etag is None
    second = asking(source(server), first.state)
    assert [one.known for one in second.taken] == [True]
    assert second.state.etag == '"bad"'


def test_redirects_lead_on_at_the_same_host(server: Server, asking: Any) -> None:
    def answer(exchange: Exchange) -> None:
        if exchange.path == "/feed":
            exchange.answer(301, Location="/new")
        else:
            exchange.answer(200, feed(FIRE))

    server.handler = answer
    one = source(server)._replace(headers={"Authorization": "Bearer geheim"})
    assert asking(one, State()).error is None
    assert server.asked[1][2]["Authorization"] == "Bearer geheim"


@pytest.mark.parametrize(
    ("target", "complaint"),
    [
        ("/feed", "again and again"),
        ("file:///etc/passwd", "not safe"),
        ("ftp://example.org/x", "not safe"),
        ("http://[x/", "not safe"),
        ("http://127.0.0.1:1/", "private network"),
        ("http://localhost:1/", "private network"),
        ("http://[::ffff:10.0.0.1]/", "private network"),
        ("http://169.254.169.254/latest/meta-data", "private network"),
    ],
)
def test_redirects_that_lead_astray_are_refused(
    server: Server, asking: Any, target: str, complaint: str
) -> None:
    server.handler = lambda exchange: exchange.answer(302, Location=target)
    assert complaint in str(asking(source(server), State()).error)


def test_secrets_do_not_go_to_another_host(server: Server, fetcher: Fetcher) -> None:
    other = Server()
    other.handler = lambda exchange: exchange.answer(200, feed(FIRE))
    server.handler = lambda exchange: exchange.answer(302, Location=other.url + "/there")
    one = Request(server.url, {"Authorization": "Bearer geheim"}, private_redirects=True)
    assert fetcher.ask(one).status == 200
    assert "Authorization" not in other.asked[0][2]
    other.shutdown()
    other.server_close()


def test_the_address_that_was_checked_is_the_one_that_is_called(
    server: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(exchange: Exchange) -> None:
        if exchange.path == "/feed":
            exchange.answer(302, Location=f"http://umzug.example:{server.server_address[1]}/there")
        else:
            exchange.answer(200, feed(FIRE))

    server.handler = answer
    monkeypatch.setattr(fetch, "public_address", lambda host, resolve: "127.0.0.1")
    assert fetcher.ask(Request(server.url + "/feed", {})).status == 200
    assert server.asked[1][2]["Host"].startswith("umzug.example:")


def test_a_certificate_that_nobody_vouches_for_is_refused(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate)]
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    subprocess.run([openssl, *words, *subject], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    url = server.url.replace("http://127.0.0.1", "https://localhost")
    with pytest.raises(TransportError, match="certificate is not good"):
        fetcher.ask(Request(url, {}))
    assert server.asked == []


def test_a_queue_is_acknowledged_after_the_commit(server: Server, sqlite: Database, asking: Any) -> None:
    queue = Queue({"text": "KIEL (dpa) - Eins."}, {"text": "KIEL (dpa) - Zwei.", "n": 1.50})
    server.handler = queue
    one = source(server, "/q/entries.json", kind="queue")
    first = asking(one, State())
    assert [one.dispatches for one in first.taken] == [1, 1]
    assert (first.more, first.error) == (True, None)
    assert server.paths("DELETE") == ["/q/entry/0-1", "/q/entry/1-2"]
    assert texts(sqlite)[1] == '{"text":"KIEL (dpa) - Zwei.","n":1.5}'
    second = asking(one, first.state)
    assert (second.more, second.taken, second.state.pause) == (False, (), 30)


def test_what_is_not_committed_is_not_acknowledged(server: Server, fetcher: Fetcher, hands: Hands) -> None:
    server.handler = Queue({"text": "KIEL (dpa) - Eins."})

    def full(arrivals: Sequence[Arrival]) -> list[Taken]:
        raise StoreFull("There is no room left.")

    with pytest.raises(StoreFull):
        ask(source(server, "/q", kind="queue"), State(), fetcher, full, hands)
    assert server.paths("DELETE") == []


def test_what_comes_again_after_a_crash_is_known(server: Server, sqlite: Database, asking: Any) -> None:
    queue = Queue({"text": "KIEL (dpa) - Eins.", "version": 2}, {"text": "KIEL (dpa) - Zwei.", "version": 1})
    queue.deaf = True
    server.handler = queue
    one = source(server, "/q/entries.json", kind="queue")
    first = asking(one, State())
    assert "does not take an acknowledgement" in str(first.error)
    assert first.more is False
    assert first.state.new == 2
    queue.deaf = False
    second = asking(one, first.state)
    assert [one.known for one in second.taken] == [True, True]
    assert queue.items == {}
    assert len(texts(sqlite)) == 2


def test_a_queue_that_does_not_listen_is_soon_left_alone(server: Server, asking: Any) -> None:
    queue = Queue(*({"text": f"KIEL (dpa) - Nummer {number}."} for number in range(8)))
    queue.deaf = True
    server.handler = queue
    outcome = asking(source(server, "/q/entries.json", kind="queue"), State())
    assert len(outcome.taken) == 8
    assert len(server.paths("DELETE")) == 3


def test_a_receipt_that_was_used_up_is_as_good(server: Server, asking: Any) -> None:
    queue = Queue({"text": "KIEL (dpa) - Eins."})

    def answer(exchange: Exchange) -> None:
        if exchange.command == "DELETE":
            queue.items.clear()
        queue(exchange)

    server.handler = answer
    assert asking(source(server, "/q/", kind="queue"), State()).error is None


@pytest.mark.parametrize("body", [b"", b"nein", b'{"entries": 7}', b'{"entries": {}}', b"[" * 5000])
def test_a_queue_that_answers_nonsense_is_a_failure(server: Server, asking: Any, body: bytes) -> None:
    server.handler = lambda exchange: exchange.answer(200, body)
    assert "entries in JSON" in str(asking(source(server, kind="queue"), State()).error)


def test_entries_that_are_no_dispatches_are_kept_and_acknowledged(server: Server, asking: Any) -> None:
    server.handler = Queue({"nothing": True})
    outcome = asking(source(server, "/q/", kind="queue"), State())
    assert [len(one.errors) for one in outcome.taken] == [1]
    assert len(server.paths("DELETE")) == 1


def test_entries_without_a_receipt_are_kept_and_complained_of(server: Server, asking: Any) -> None:
    body = json.dumps([{"text": "KIEL (dpa) - Eins."}, "text", 7]).encode()
    server.handler = lambda exchange: exchange.answer(200, body)
    outcome = asking(source(server, kind="queue"), State())
    assert len(outcome.taken) == 3
    assert "no _wireq_receipt" in str(outcome.error)


@pytest.mark.parametrize(
    ("template", "receipt", "url"),
    [
        ("entry/{receipt}", "a/../b?c", "https://q.example/base/entry/a%2F..%2Fb%3Fc"),
        ("{receipt}", "https://q.example/done/7", "https://q.example/done/7"),
        ("{receipt}", "done/7", "https://q.example/base/done/7"),
        ("https://done.example/{receipt}", "7", "https://done.example/7"),
        ("{receipt}", "https://evil.example/7", None),
        ("{receipt}", "http://q.example/7", None),
        ("{receipt}", "//evil.example/7", None),
        ("{receipt}", "http://[", None),
        ("https://{receipt}", "evil.example", None),
    ],
)
def test_receipts_lead_only_where_the_configuration_says(
    template: str, receipt: str, url: str | None
) -> None:
    one = Feed(url="https://q.example/base/entries.json", kind="queue", acknowledge=template)
    given = Source("q", one, one.url, {}, one.url)
    if url:
        assert acknowledgement(given, receipt) == url
    else:
        with pytest.raises(TransportError, match="another host"):
            acknowledgement(given, receipt)
