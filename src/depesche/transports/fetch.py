"""In: a URL. Out: what is there, at most so many bytes of it, in at most so much time.

TLS is always checked. Redirects are few, never away from TLS, never into a private network that was
not configured, and never take secrets to another host. What is compressed is unpacked by the piece.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx
import stamina

from depesche import __version__
from depesche.intake import LARGEST
from depesche.transports.errors import TransportError
from depesche.transports.hosts import Resolve, addresses, public_address

AGENT = f"depesche/{__version__}"
REDIRECTS = 5
PIECE = 1 << 16
SEVERAL = 4
"""How many times its own time-out an answer may take from first to last byte."""
MOVED = (301, 302, 303, 307, 308)
PASSING = (502, 503, 504)
AGAIN = (httpx.ConnectError, httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError)
Clock = Callable[[], float]


class Answer(NamedTuple):
    """What came: status, body (unpacked), headers (their names in lower case)."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class Request(NamedTuple):
    """What to ask. The headers, which may hold secrets, are for the host of `url` alone. `public`:
    that host, too, must not be of a private network."""

    url: str
    headers: Mapping[str, str]
    method: str = "GET"
    timeout: float = 30.0
    private_redirects: bool = False
    largest: int = LARGEST
    body: bytes = b""
    public: bool = False


class Passing(Exception):
    """The server is in trouble, for the moment."""


class Fetcher:
    """Asks. `attempts` and `wait` (seconds before the second one) are for what soon passes."""

    def __init__(
        self,
        *,
        attempts: int = 3,
        wait: float = 0.5,
        resolve: Resolve = addresses,
        clock: Clock = time.monotonic,
    ) -> None:
        self.attempts, self.wait, self.resolve, self.clock = attempts, wait, resolve, clock
        self.client = httpx.Client(headers={"User-Agent": AGENT}, follow_redirects=False)
        stamina.instrumentation.set_on_retry_hooks(())  # it would write to our standard error

    def ask(self, request: Request) -> Answer:
        """The answer, whatever its status; a redirect of a question that changes something is the
        answer. Raises TransportError where there is none."""
        url, headers = request.url, request.headers
        pinned = public_address(urlsplit(url).hostname or "", self.resolve) if request.public else None
        for _ in range(REDIRECTS + 1):
            answer = self._ask_patiently(request, url, headers, pinned)
            target = answer.headers.get("location")
            if answer.status not in MOVED or not target or request.method != "GET":
                return answer
            url = self._next(url, target)
            if _same_host(request.url, url):
                headers, pinned = request.headers, None
            else:
                headers = {}
                host = urlsplit(url).hostname or ""
                pinned = None if request.private_redirects else public_address(host, self.resolve)
        raise TransportError("It redirects again and again.", where=_shown(request.url))

    def close(self) -> None:
        """Let go of all connections."""
        self.client.close()

    def _next(self, before: str, target: str) -> str:
        try:
            url = urljoin(before, target)
            schemes = urlsplit(before).scheme, urlsplit(url).scheme
            well = bool(urlsplit(url).hostname) and (urlsplit(url).port or 1) > 0
        except ValueError:
            well = False
        if not well or schemes[1] not in ("http", "https") or schemes == ("https", "http"):
            raise TransportError("It redirects to something that is not safe.", where=_shown(before))
        return url

    def _ask_patiently(
        self, request: Request, url: str, headers: Mapping[str, str], pinned: str | None
    ) -> Answer:
        answer: Answer | None = None
        retrying = stamina.retry_context(
            on=(Passing, *AGAIN), attempts=self.attempts, wait_initial=self.wait, wait_jitter=0, timeout=60
        )
        try:
            for attempt in retrying:
                with attempt:
                    answer = self._ask(request, url, headers, pinned)
                    if answer.status in PASSING and "retry-after" not in answer.headers:
                        raise Passing
        except Passing:
            pass
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
            raise _told(error, url) from error
        assert answer
        return answer

    def _ask(self, request: Request, url: str, headers: Mapping[str, str], pinned: str | None) -> Answer:
        until = self.clock() + SEVERAL * request.timeout
        sent = {"Accept-Encoding": "gzip", **headers}
        target, extensions = httpx.URL(url), {}
        if pinned:
            sent["Host"] = target.netloc.decode("ascii")
            extensions["sni_hostname"] = target.host
            target = target.copy_with(host=pinned)
        with self.client.stream(
            request.method,
            target,
            headers=sent,
            timeout=request.timeout,
            extensions=extensions,
            content=request.body or None,
        ) as response:
            pieces = _unpacked(response.iter_raw(), response.headers, _shown(url))
            body = self._body(pieces, request.largest, until, _shown(url))
            return Answer(response.status_code, body, {k.lower(): v for k, v in response.headers.items()})

    def _body(self, pieces: Iterator[bytes], largest: int, until: float, shown: str) -> bytes:
        body = bytearray()
        for piece in pieces:
            body += piece
            if len(body) > largest:
                raise TransportError(f"It sends more than {largest >> 20} MB.", where=shown)
            if self.clock() > until:
                raise TransportError("It takes too long to say what it has to say.", where=shown)
        return bytes(body)


def _unpacked(pieces: Iterator[bytes], headers: httpx.Headers, shown: str) -> Iterator[bytes]:
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding in ("identity", ""):
        yield from pieces
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise TransportError(f"It is packed in a way that was not asked for ({coding}).", where=shown)
    try:
        yield from _inflated(pieces, shown)
    except zlib.error as error:
        raise TransportError("What it sends cannot be unpacked.", where=shown) from error


def _inflated(pieces: Iterator[bytes], shown: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, by its head
    came = False
    for piece in pieces:
        came, rest = came or bool(piece), piece
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, PIECE * 16)
            rest = unpacker.unconsumed_tail
    yield unpacker.flush()
    if came and not unpacker.eof:
        raise TransportError("It breaks off.", where=shown)


def same_origin(one: str, other: str) -> bool:
    """Whether two URLs have scheme, host and port in common. Raises ValueError where one is none."""
    return _origin(one) == _origin(other)


def _same_host(one: str, other: str) -> bool:
    # from http to https on the usual ports is the same host, better asked
    (scheme, host, port), (scheme2, host2, port2) = _origin(one), _origin(other)
    upgraded = (scheme, port, scheme2, port2) == ("http", 80, "https", 443)
    return host == host2 and (upgraded or (scheme, port) == (scheme2, port2))


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _shown(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _told(error: Exception, url: str) -> TransportError:
    if isinstance(error, httpx.TimeoutException):
        what = "It does not answer in time."
    elif isinstance(error, httpx.ConnectError):
        certificate = "certificate" in str(error).lower()
        what = "Its certificate is not good." if certificate else "It cannot be reached."
    elif isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        what = "It breaks off."
    else:
        what = f"It cannot be asked ({type(error).__name__})."
    return TransportError(what, where=_shown(url))
