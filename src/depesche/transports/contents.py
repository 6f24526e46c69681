"""In: what a feed or a queue answered. Out: its items, the same bytes for the same item each time.

A feed repeats its items for days, a queue until they are acknowledged. The journal knows what it has
by its bytes, so an item is cut out of what changes around it: the rest of the feed, the receipt.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

import msgspec

from depesche.core.errors import UnreadableInput
from depesche.formats.jsonl import LISTS, records_of
from depesche.intake import Refusal, Unit, stream_units
from depesche.transports.errors import TransportError

EMPTY, NULL = msgspec.Raw(b"[]"), msgspec.Raw(b"null")
KEPT = frozenset(("title", "language", "copyright", "rights", "link", "id"))
"""What of a feed's own head belongs to each of its items; what else is there changes by the hour."""
LONGEST_HEAD = 10_000
"""Bytes of a head that is copied for every item; a longer one is no honest feed's, which stays whole."""
ITEMS = frozenset(("item", "entry"))
HEADS = frozenset(("rss", "feed", "RDF"))
WEB_PAGE = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


class Entry(NamedTuple):
    """One entry of a queue: its bytes without the receipt, and the receipt, where it has one."""

    data: bytes
    receipt: str | None


def document_units(body: bytes, origin: str) -> Iterator[Unit | Refusal]:
    """The units of a document that may be an archive, JSON Lines, a feed, or one dispatch.

    Raises TransportError where it is a page for a browser, such as one that asks to log in.
    """
    if WEB_PAGE.match(body[:1000].removeprefix(b"\xef\xbb\xbf")):
        what = "It answers with a page for a browser, not with dispatches."
        raise TransportError(what, where=origin, advice="Check its URL, and whether it wants a login.")
    if not body.strip():
        return
    for unit in stream_units(io.BytesIO(body), origin):
        if isinstance(unit, Refusal):
            yield unit
        else:
            yield from (one for several in feed_units(unit) for one in list_units(several))


def list_units(unit: Unit) -> Iterator[Unit]:
    """A JSON list, or an object that holds one as wires' answers do, as one unit an item; anything
    else as it is."""
    listed = _listed(unit.data)
    if listed is None:
        yield unit
        return
    for number, one in enumerate(listed, 1):
        yield Unit(bytes(one), f"{unit.origin}#{number}")


def _listed(data: bytes) -> list[msgspec.Raw] | None:
    try:
        found = msgspec.json.decode(data)
        if isinstance(found, list):
            return msgspec.json.decode(data, type=list[msgspec.Raw])
        records = records_of(found)
        if len(records) == 1 and records[0] is found:
            return None
        raw = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        name = next(name for name in LISTS if isinstance(found.get(name), list))
        return msgspec.json.decode(bytes(raw[name]), type=list[msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, StopIteration):
        return None


def feed_units(unit: Unit) -> Iterator[Unit]:
    """An RSS or Atom feed as one unit an item; anything else as it is."""
    from lxml import etree

    root = _feed(unit.data)
    if root is None:
        yield unit
        return
    head = _head(root)
    if len(etree.tostring(head)) > LONGEST_HEAD:
        yield unit
        return
    for number, item in enumerate(_items(root), 1):
        shell = deepcopy(head)
        home = shell if item.getparent() is root else shell.find("{*}channel")
        home.append(_alone(item))
        yield Unit(etree.tostring(shell, encoding="utf-8"), f"{unit.origin}#{number}")


def entries(body: bytes, field: str, receipt: str, where: str) -> list[Entry]:
    """The entries of a queue's answer: a list under `field`, or the answer itself.

    An entry's values keep the very bytes that they had. Raises TransportError where the answer is
    none.
    """
    try:
        listed = msgspec.Raw(body)
        if body.lstrip()[:1] == b"{":
            listed = msgspec.json.decode(body, type=dict[str, msgspec.Raw]).get(field, EMPTY)
        several = msgspec.json.decode(bytes(listed), type=list[msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _lenient(body, field, receipt, where)
    return [_entry(bytes(one), receipt) for one in several]


def _entry(data: bytes, receipt: str) -> Entry:
    try:
        fields = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except msgspec.MsgspecError:
        return Entry(data, None)
    given = msgspec.json.decode(bytes(fields.pop(receipt, NULL)))
    kept = (json.dumps(name).encode() + b":" + bytes(value) for name, value in fields.items())
    return Entry(b"{" + b",".join(kept) + b"}", _receipt(given))


def _lenient(body: bytes, field: str, receipt: str, where: str) -> list[Entry]:
    """Half of a surrogate pair or a stray byte in one entry must not keep the others back."""
    try:
        found = json.loads(body.decode("utf-8", "replace"))
        listed = found.get(field, []) if isinstance(found, dict) else found
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list):
        what = "It does not answer with entries in JSON."
        raise TransportError(what, where=where, advice="Check its URL, and entries.")
    receipts = [one.pop(receipt, None) if isinstance(one, dict) else None for one in listed]
    return [
        Entry(json.dumps(one).encode(), _receipt(given)) for one, given in zip(listed, receipts, strict=True)
    ]


def _receipt(given: object) -> str | None:
    return str(given) if isinstance(given, str | int) and not isinstance(given, bool) and str(given) else None


def _feed(data: bytes) -> Any:
    from depesche.formats import is_xml
    from depesche.formats.xmlsafe import read_xml

    if not is_xml(data):
        return None
    try:
        root = read_xml(data).root
    except UnreadableInput:
        return None
    return root if _name(root) in HEADS else None


def _items(root: Any) -> Iterator[Any]:
    for child in root:
        if _name(child) in ITEMS:
            yield child
        elif _name(child) == "channel":
            yield from (one for one in child if _name(one) in ITEMS)


def _head(root: Any) -> Any:
    from lxml import etree

    shell = etree.Element(root.tag, dict(root.attrib), nsmap=root.nsmap)
    for child in root:
        if _name(child) == "channel":
            channel = etree.SubElement(shell, child.tag, dict(child.attrib), nsmap=child.nsmap)
            channel.extend(_alone(one) for one in child if _name(one) in KEPT)
        elif _name(child) in KEPT:
            shell.append(_alone(child))
    return shell


def _alone(element: Any) -> Any:
    copied = deepcopy(element)
    copied.tail = None
    return copied


def _name(element: Any) -> str:
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
