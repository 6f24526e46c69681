"""In: a TOML file, the environment. Out: the feeds and queues to ask, with their secrets.

The file holds names of environment variables where a secret is needed, so it can be shown to anyone.
"""

from __future__ import annotations

import base64
import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple
from urllib.parse import urlsplit

import msgspec

from depesche.core.dates import published
from depesche.core.errors import UsageError

FILE = "transports.toml"
ADVICE = "docs/transports.md has a sample."
EVERY = {"feed": 300.0, "queue": 30.0}
Seconds = Annotated[float, msgspec.Meta(ge=1, le=86_400)]
Kind = Literal["feed", "queue"]


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One feed or queue, as the file has it; `docs/transports.md` says what each field means."""

    url: str = ""
    url_from: str = ""
    kind: Kind = "feed"
    every: Seconds | None = None
    timeout: Seconds = 30.0
    date: str | None = None
    headers: dict[str, str] = {}
    secret_headers: dict[str, str] = {}
    bearer: str = ""
    basic: tuple[str, str] | None = None
    plain_http: bool = False
    private_redirects: bool = False
    entries: str = "entries"
    receipt: str = "_wireq_receipt"
    acknowledge: str = "entry/{receipt}"
    method: Literal["DELETE", "POST"] = "DELETE"


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    feeds: dict[str, Feed]


class Source(NamedTuple):
    """A feed or a queue, ready to be asked: its name, how the file describes it, its real URL, and
    the headers to send, secrets among them. `shown` is the URL without anything secret."""

    name: str
    feed: Feed
    url: str
    headers: Mapping[str, str]
    shown: str

    @property
    def every(self) -> float:
        """Seconds between two questions."""
        return self.feed.every or EVERY[self.feed.kind]


def own() -> Path:
    """Where the configuration lies by itself."""
    from platformdirs import user_config_path

    return user_config_path("depesche") / FILE


def sources(
    path: Path, environment: Mapping[str, str] = os.environ, names: Sequence[str] = ()
) -> list[Source]:
    """The sources that the file at `path` describes, or those of these names.

    Raises UsageError where the file cannot be read, says what is not understood, or names a variable
    that is not set.
    """
    feeds = _read(path).feeds
    for name in names:
        if name not in feeds:
            known = ", ".join(feeds) or "none"
            raise UsageError(f"There is no feed {name!r}.", where=str(path), advice=f"There are: {known}.")
    wanted = {name: feeds[name] for name in names} if names else feeds
    return [_source(name, feed, environment, f"{path}, {name}") for name, feed in wanted.items()]


def _read(path: Path) -> Config:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Config)
    except OSError as error:
        raise UsageError(f"{error.strerror}.", where=str(path), advice=ADVICE) from error
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        what = f"This is no configuration: {error}."
        raise UsageError(what, where=str(path), advice=ADVICE) from error


def _source(name: str, feed: Feed, environment: Mapping[str, str], where: str) -> Source:
    if bool(feed.url) == bool(feed.url_from):
        raise UsageError("It needs either url or url_from.", where=where, advice=ADVICE)
    if feed.date is not None and published(feed.date) is None:
        raise UsageError(f"{feed.date!r} is no date.", where=where, advice="Write 2023-09-11 or 2023.")
    if "{receipt}" not in feed.acknowledge:
        what = "acknowledge does not say where the {receipt} goes."
        raise UsageError(what, where=where, advice=ADVICE)
    url = feed.url or _secret(environment, feed.url_from, where)
    headers = dict(feed.headers) | _secrets(feed, environment, where)
    _check_url(url, feed, bool(set(headers) - set(feed.headers)), where)
    _check_headers(headers, where)
    parts = urlsplit(url)
    shown = f"{parts.scheme}://{parts.netloc}{parts.path if feed.url else '/...'}"
    return Source(name, feed, url, headers, shown)


def _check_url(url: str, feed: Feed, secret: bool, where: str) -> None:
    try:
        parts = urlsplit(url)
        well = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        well = False
    if not well or any(sign <= " " for sign in url):
        advice = "It begins with https:// or http://."
        raise UsageError("Its URL is none that can be asked.", where=where, advice=advice)
    if "@" in parts.netloc:
        advice = "Use basic = [USER_VARIABLE, PASSWORD_VARIABLE], or url_from."
        raise UsageError("A password does not belong into a URL.", where=where, advice=advice)
    if secret and parts.scheme == "http" and not feed.plain_http and not _loopback(parts.hostname or ""):
        advice = "Use https, or say plain_http = true."
        raise UsageError("Its secret would travel for everybody to read.", where=where, advice=advice)


def _loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


def _check_headers(headers: Mapping[str, str], where: str) -> None:
    for name, value in headers.items():
        fit = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
        if not fit or not value.isascii() or not value.isprintable():
            raise UsageError("This is no header that can be sent.", where=f"{where}, {name[:60]}")


def _secrets(feed: Feed, environment: Mapping[str, str], where: str) -> dict[str, str]:
    found = {name: _secret(environment, key, where) for name, key in feed.secret_headers.items()}
    if feed.bearer:
        found["Authorization"] = f"Bearer {_secret(environment, feed.bearer, where)}"
    if feed.basic:
        pair = ":".join(_secret(environment, key, where) for key in feed.basic)
        found["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return found


def _secret(environment: Mapping[str, str], key: str, where: str) -> str:
    value = environment.get(key, "").strip()
    if not value:
        what = f"The environment variable {key} is not set."
        raise UsageError(what, where=where, advice="It has to hold what the configuration leaves out.")
    return value
