"""In: entries of a queue that are committed. Out: their receipts given back."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urljoin, urlsplit

from depesche.transports.config import Source
from depesche.transports.contents import Entry
from depesche.transports.errors import TransportError
from depesche.transports.fetch import Fetcher, Request, same_origin

USED_UP = (404, 410)
"""Somebody gave it back before, or it expired: as good, since what is not gone comes again."""
ENOUGH = 3
"""Failures in one batch after which the queue is left alone: it may be down, and each takes time."""
AGAIN = "It is in the store; what comes again is known."


def acknowledge(source: Source, several: Sequence[Entry], fetcher: Fetcher) -> TransportError | None:
    """Give the receipts back; the last error. Entries whose receipts are not given back come again."""
    error: TransportError | None = None
    failures = 0
    for entry in several:
        try:
            url = acknowledgement(source, entry.receipt)
        except TransportError as found:
            error = found
            continue
        try:
            _give_back(source, url, fetcher)
        except TransportError as found:
            error, failures = found, failures + 1
            if failures >= ENOUGH:
                break
    return error


def acknowledgement(source: Source, receipt: str | None) -> str:
    """The URL that acknowledges a receipt. Raises TransportError where there is none, or where it
    leads elsewhere: our secrets go along with it, and the sender may write there what he likes."""
    if receipt is None:
        what = f"An entry has no {source.feed.receipt} to acknowledge it by."
        raise TransportError(what, where=source.shown, advice=AGAIN)
    template = source.feed.acknowledge
    filled = receipt if template == "{receipt}" else template.replace("{receipt}", quote(receipt, safe=""))
    home = template if urlsplit(template).netloc and not template.startswith("{") else source.url
    try:
        url = urljoin(source.url, filled)
        if same_origin(home.replace("{receipt}", ""), url):
            return url
    except ValueError:
        pass
    what = "A receipt leads to another host."
    raise TransportError(what, where=source.shown, advice="Give that host in acknowledge, if it is meant.")


def _give_back(source: Source, url: str, fetcher: Fetcher) -> None:
    feed = source.feed
    status = fetcher.ask(Request(url, source.headers, method=feed.method, timeout=feed.timeout)).status
    if not 200 <= status < 300 and status not in USED_UP:
        what = f"It does not take an acknowledgement (status {status})."
        raise TransportError(what, where=source.shown, advice=AGAIN)
