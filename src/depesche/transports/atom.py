"""In: events. Out: an Atom feed of them, written in one go, so that nobody ever reads half of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from xml.etree import ElementTree

from depesche.core.alert import Event
from depesche.core.ids import content_id
from depesche.transports.errors import TransportError

SPACE = "http://www.w3.org/2005/Atom"
MOST = 100
"""Events of a feed, the newest."""
UNWRITABLE = {code: 0xFFFD for code in (*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)}
UNWRITABLE |= {9: 32, 10: 32, 13: 32}


def document(name: str, events: Sequence[Event]) -> bytes:
    """The feed of an alert, its newest event first."""
    ElementTree.register_namespace("", SPACE)
    feed = ElementTree.Element(f"{{{SPACE}}}feed")
    _add(feed, "id", f"urn:depesche:alert:{content_id('alert', [name])}")
    _add(feed, "title", f"Depesche: {name}")
    _add(feed, "updated", max((one.fired for one in events), default="1970-01-01T00:00:00Z"))
    author = ElementTree.SubElement(feed, f"{{{SPACE}}}author")
    _add(author, "name", "Depesche")
    for one in events:
        _entry(feed, one)
    found: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return found


def _entry(feed: ElementTree.Element, one: Event) -> None:
    entry = ElementTree.SubElement(feed, f"{{{SPACE}}}entry")
    _add(entry, "id", f"urn:depesche:event:{one.event}")
    _add(entry, "title", f"{one.status or one.kind}: {one.title}")
    _add(entry, "updated", one.fired)
    _add(entry, "summary", " ".join(filter(None, (one.says, one.number, one.agency, one.made))))


def _add(parent: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, f"{{{SPACE}}}{name}").text = words.translate(UNWRITABLE)


def write(path: str, name: str, events: Sequence[Event]) -> None:
    """Put the feed in the place of what is at `path`. Raises TransportError where it cannot be written."""
    try:
        handle, draft = tempfile.mkstemp(prefix=".depesche-", dir=os.path.dirname(path) or ".")
        try:
            with os.fdopen(handle, "wb") as sink:
                sink.write(document(name, events))
            os.chmod(draft, 0o644)
            os.replace(draft, path)
        except BaseException:
            os.unlink(draft)
            raise
    except OSError as error:
        raise TransportError(f"{error.strerror}.", where=path, advice="Check the feed's folder.") from error
