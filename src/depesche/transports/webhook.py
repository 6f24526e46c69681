"""In: an event and a URL. Out: the event posted there as JSON, signed.

`Depesche-Signature: t=SECONDS,v1=HEX` is the HMAC-SHA256 of "SECONDS.BODY" under the secret, so that
neither the body nor the time can be changed; `Idempotency-Key` is the event's id, the same at every
try. Where the URL leads is looked up once, must be no private network unless that was allowed, and
that very address is called; a redirect is not followed.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from depesche.core.alert import Event, Target
from depesche.core.errors import UsageError
from depesche.transports.errors import TransportError
from depesche.transports.fetch import Fetcher, Request

TIMEOUT = 10.0
LARGEST_ANSWER = 1 << 16
Environment = Callable[[str], str | None]


def checked(target: Target) -> None:
    """Raises UsageError where the target's URL is none that events may be posted to."""
    try:
        parts = urlsplit(target.webhook or "")
        well = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        well = False
    if not well or parts.scheme not in ("http", "https"):
        raise UsageError("This is no URL to post to.", where="--webhook", advice="Write https://host/path.")
    if parts.scheme == "http" and not target.private:
        raise UsageError("Events are posted by https alone.", where="--webhook", advice="Or say --private.")
    if parts.username or parts.password:
        raise UsageError("A URL must hold no password.", where="--webhook", advice="Use --secret.")
    if not target.secret:
        what = "Posts are signed, and there is no key to sign with."
        raise UsageError(what, where="--secret", advice="Name the environment variable that holds it.")


def post(target: Target, event: Event, fetcher: Fetcher, at: float, environment: Environment) -> None:
    """Post an event at a time (seconds since 1970). Raises TransportError where it was not taken."""
    url, secret = target.webhook or "", environment(target.secret)
    shown = urlsplit(url).netloc
    if not secret:
        advice = f"Set {target.secret} in the environment of depesche alert run."
        raise TransportError("There is no key to sign with.", where=shown, advice=advice)
    body = msgspec.json.encode(event)
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": event.event,
        "Depesche-Signature": signature(secret, body, int(at)),
    }
    request = Request(
        url, headers, "POST", TIMEOUT, largest=LARGEST_ANSWER, body=body, public=not target.private
    )
    status = fetcher.ask(request).status
    if not 200 <= status < 300:
        moved = "It redirects, which is not followed" if 300 <= status < 400 else "It does not take the event"
        raise TransportError(f"{moved} (status {status}).", where=shown)


def signature(secret: str, body: bytes, at: int) -> str:
    """The value of Depesche-Signature for a body at a time (seconds since 1970)."""
    digest = hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256)
    return f"t={at},v1={digest.hexdigest()}"
