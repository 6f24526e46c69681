"""In: bytes of an XML document. Out: the Dispatches in it, whichever of the XML formats it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from depesche.core.dispatch import Dispatch
from depesche.core.errors import UnreadableInput
from depesche.formats.decode import refuse_large
from depesche.formats.item import Item
from depesche.formats.markup import name_of
from depesche.formats.normal import dispatch_of
from depesche.formats.xmlsafe import read_xml

KNOWN = "NewsML-G2, NewsML 1.2, NITF, RSS and Atom are read here."


def dispatches_from_xml(data: bytes, *, name: str = "", date: str | None = None) -> Iterator[Dispatch]:
    """The dispatches of an XML document, made one at a time.

    Raises UnreadableInput at once where it is too large, is no wire format known here, holds no
    item, or cannot be read without risk.
    """
    refuse_large(data, where=name)
    document = read_xml(data, where=name)
    items = items_of(document.root, name)
    first = next(items, None)
    if first is None:
        raise UnreadableInput("There is no news item in it.", where=name, advice=KNOWN)
    return made(first, items, document.guesses, date)


def made(
    first: Item, items: Iterator[Item], guesses: tuple[str, ...], date: str | None
) -> Iterator[Dispatch]:
    """The dispatch of every item; the guesses of the document are those of each."""
    for item in (first, *items):
        found = dispatch_of(item, date=date)
        yield msgspec.structs.replace(found, guesses=(*guesses, *found.guesses))


def items_of(root: Any, where: str) -> Iterator[Item]:
    """The items below a root element; raises UnreadableInput where it is of no known format."""
    name = name_of(root)
    if name in ("newsmessage", "newsitem", "packageitem") and is_g2(root):
        from depesche.formats.newsml_g2 import items_from_g2

        return items_from_g2(root)
    if name in ("newsml", "newsitem"):
        from depesche.formats.newsml1 import items_from_newsml1

        return items_from_newsml1(root)
    if name == "nitf":
        from depesche.formats.nitf import item_from_nitf

        return iter((item_from_nitf(root),))
    if name in ("rss", "feed", "rdf", "entry", "item", "channel"):
        from depesche.formats.feeds import items_from_feed

        return items_from_feed(root)
    shown = re.sub(r"\W", "", name)[:40]
    what = f"This XML ({shown or 'without a name'}) is no wire format known here."
    raise UnreadableInput(what, where=where, advice=KNOWN)


def is_g2(root: Any) -> bool:
    """Whether a root is NewsML-G2's: the older NewsML names its identification otherwise."""
    return not any(name_of(each) == "identification" for each in root)
