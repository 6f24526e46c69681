"""In: a feed or a queue, and how it did last. Out: what it delivered, taken in; how it did now.

The order is what keeps every dispatch: asked, committed, then remembered (ETag) or acknowledged. What
breaks off before that comes again, and is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from depesche import record
from depesche.core.errors import DepescheError
from depesche.intake import Refusal, Unit
from depesche.record import Taken
from depesche.store.journal import Arrival
from depesche.store.moments import in_utc
from depesche.transports import schedule
from depesche.transports.config import Source
from depesche.transports.contents import Entry, document_units, entries
from depesche.transports.errors import TransportError
from depesche.transports.fetch import Answer, Fetcher, Request
from depesche.transports.receipts import acknowledge

OK, NOTHING, UNCHANGED = 200, 204, 304
SAYS = {
    401: ("It wants to know who asks.", "Check bearer, basic or secret_headers."),
    403: ("It does not let us in.", "Check bearer, basic or secret_headers."),
    404: ("There is nothing at this address.", "Check its URL."),
    410: ("There is nothing at this address any more.", "Check its URL."),
    429: ("It wants to be asked less often.", "Raise every."),
}
Take = Callable[[Sequence[Arrival]], list[Taken]]
Now = Callable[[], datetime]


class State(msgspec.Struct, frozen=True):
    """What is remembered of a source. `of` says for which URL etag and modified hold; `tried` is in
    seconds since 1970, `pause` how long to wait from then on; `succeeded`, `failed` are ISO times."""

    of: str = ""
    etag: str | None = None
    modified: str | None = None
    tried: float = 0.0
    pause: float = 0.0
    succeeded: str | None = None
    failed: str | None = None
    error: str = ""
    failures: int = 0
    new: int = 0


class Outcome(NamedTuple):
    """How it went once. `more`: there may be more at once."""

    state: State
    taken: tuple[Taken, ...] = ()
    refused: tuple[Refusal, ...] = ()
    error: DepescheError | None = None
    more: bool = False


class Delivered(NamedTuple):
    """What an answer came to."""

    taken: tuple[Taken, ...] = ()
    refused: tuple[Refusal, ...] = ()
    error: DepescheError | None = None
    more: bool = False


def ask(source: Source, state: State, fetcher: Fetcher, take: Take, now: Now) -> Outcome:
    """Ask once, take in what comes, and say how it went; errors are in the outcome.

    `take` commits arrivals, or raises a StoreError, which is passed on: then nothing was
    acknowledged, and the state is as before.
    """
    state = state if state.of == _digest(source.url) else State(of=_digest(source.url), new=state.new)
    tried = now()
    try:
        answer = fetcher.ask(_request(source, state))
        wanted = schedule.retry_after(answer.headers, tried)
        _refuse(answer, wanted, source)
        deliver = _queue if source.feed.kind == "queue" else _document
        found = deliver(source, answer, fetcher, take, now)
    except TransportError as error:
        failed = _failed(source, state, error, tried)
        return Outcome(failed, error=error)
    if found.error:
        failed = _failed(source, state, found.error, tried)
        return Outcome(_counted(failed, found), found.taken, found.refused, found.error)
    done = _succeeded(source, state, answer, found, tried)
    return Outcome(_counted(done, found), found.taken, found.refused, None, found.more)


def _request(source: Source, state: State) -> Request:
    headers = dict(source.headers)
    if state.etag:
        headers["If-None-Match"] = state.etag
    if state.modified:
        headers["If-Modified-Since"] = state.modified
    return Request(
        source.url, headers, timeout=source.feed.timeout, private_redirects=source.feed.private_redirects
    )


def _refuse(answer: Answer, wanted: float | None, source: Source) -> None:
    if answer.status in (OK, NOTHING, UNCHANGED):
        return
    what, advice = SAYS.get(answer.status, (f"It answers with status {answer.status}.", ""))
    error = TransportError(what, where=source.shown, advice=advice)
    error.retry_after = wanted
    raise error


def _document(source: Source, answer: Answer, fetcher: Fetcher, take: Take, now: Now) -> Delivered:
    if answer.status != OK:
        return Delivered()
    taken: list[Taken] = []
    refused: list[Refusal] = []
    for batch in record.batches(_arrivals(source, answer, in_utc(now()), refused)):
        taken += take(batch)
    return Delivered(tuple(taken), tuple(refused))


def _arrivals(source: Source, answer: Answer, at: str, refused: list[Refusal]) -> Iterator[Arrival]:
    for unit in document_units(answer.body, _origin(source)):
        if isinstance(unit, Unit):
            yield Arrival("dispatch", unit.data, at, unit.origin, source.feed.date)
        else:
            refused.append(unit)


def _queue(source: Source, answer: Answer, fetcher: Fetcher, take: Take, now: Now) -> Delivered:
    if answer.status != OK:
        return Delivered()
    feed, at = source.feed, in_utc(now())
    found = entries(answer.body, feed.entries, feed.receipt, source.shown)
    taken: list[Taken] = []
    error: DepescheError | None = None
    pairs = [(_arrival(source, entry, at), entry) for entry in found]
    for first in range(0, len(pairs), record.BATCH):
        batch = pairs[first : first + record.BATCH]
        taken += take([arrival for arrival, _ in batch])
        error = acknowledge(source, [entry for _, entry in batch], fetcher) or error
    return Delivered(tuple(taken), (), error, more=bool(found) and error is None)


def _arrival(source: Source, entry: Entry, at: str) -> Arrival:
    return Arrival("dispatch", entry.data, at, _origin(source), source.feed.date)


def _origin(source: Source) -> str:
    return f"{source.name}: {source.shown}"


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def _counted(state: State, found: Delivered) -> State:
    new = sum(one.dispatches for one in found.taken)
    return msgspec.structs.replace(state, new=state.new + new)


def _failed(source: Source, state: State, error: DepescheError, tried: datetime) -> State:
    failures = state.failures + 1
    wanted = getattr(error, "retry_after", None)
    return msgspec.structs.replace(
        state,
        tried=tried.timestamp(),
        pause=schedule.after_failure(source.every, failures, wanted, source.name),
        failed=in_utc(tried),
        error=f"{error.what} {error.advice}".strip(),
        failures=failures,
    )


def _succeeded(source: Source, state: State, answer: Answer, found: Delivered, tried: datetime) -> State:
    wanted = schedule.retry_after(answer.headers, tried.astimezone(UTC))
    pause = (wanted or 0.0) if found.more else schedule.after_success(source.every, wanted)
    validators = {} if answer.status == UNCHANGED else _validators(answer, found)
    return msgspec.structs.replace(
        state,
        tried=tried.timestamp(),
        pause=pause,
        succeeded=in_utc(tried),
        failures=0,
        **validators,
    )


def _validators(answer: Answer, found: Delivered) -> dict[str, str | None]:
    # what could not be read whole is fetched once more: it may have been half written
    if found.refused or any(one.errors for one in found.taken):
        return {"etag": None, "modified": None}
    return {"etag": _short(answer, "etag"), "modified": _short(answer, "last-modified")}


def _short(answer: Answer, name: str) -> str | None:
    value = answer.headers.get(name, "")
    return value if 0 < len(value) <= 1000 and value.isascii() and value.isprintable() else None
