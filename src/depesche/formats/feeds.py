"""In: the root of an RSS or Atom feed. Out: an Item for each entry, in the feed's order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from depesche.core.wire import Association, Term, Wire
from depesche.formats.clean import line
from depesche.formats.item import Block, Item
from depesche.formats.markup import blocks_of, blocks_of_html, text_of
from depesche.formats.times import iso_time
from depesche.formats.trees import XML_LANGUAGE, anywhere, attribute, below, one, said

LONG_CONTENT = ("encoded", "content")
SHORT_CONTENT = ("description", "summary")
ESCAPED = re.compile(r"<[A-Za-z/!]|&[A-Za-z#]")


def items_from_feed(root: Any) -> Iterator[Item]:
    """The items; an entry without any content has its title only."""
    channel = one(root, "channel")
    channel = root if channel is None else channel
    for name in ("item", "entry"):
        for each in anywhere(root, name):
            yield item_of(each, channel)


def item_of(entry: Any, channel: Any) -> Item:
    """One entry; what is missing is empty."""
    long, short = content(entry, LONG_CONTENT), content(entry, SHORT_CONTENT)
    return Item(
        wire=wire_of(entry, channel, teaser=" ".join(b.text for b in short) if long else None),
        headline=plain(one(entry, "title")),
        agency=None,
        bylines=tuple(authors(entry)),
        blocks=long or short,
    )


def wire_of(entry: Any, channel: Any, *, teaser: str | None) -> Wire:
    """What the entry says beside its content. Its name may change from one fetch to the next."""
    atom_link = next((attribute(e, "href") for e in below(entry, "link") if main_link(e)), None)
    link = said(entry, "link") or atom_link
    issued = said(entry, "pubdate") or said(entry, "published") or said(entry, "date")
    updated = said(entry, "updated") or said(entry, "modified") or issued
    return Wire(
        format="atom" if attribute(entry, "about") is None and one(entry, "id") is not None else "rss",
        urn=said(entry, "guid") or said(entry, "id") or attribute(entry, "about") or link,
        version_created=iso_time(updated) or updated,
        first_created=iso_time(issued),
        language=entry.get(XML_LANGUAGE) or channel.get(XML_LANGUAGE) or said(channel, "language"),
        provider=plain(one(channel, "title")) or None,
        teaser=line(teaser or "") or None,
        rights=said(entry, "rights") or said(channel, "copyright") or said(channel, "rights"),
        categories=tuple(categories(entry)),
        keywords=tuple(each.name or each.code for each in categories(entry)),
        associations=tuple(associations(entry, link)),
    )


def main_link(link: Any) -> bool:
    """Whether an Atom link leads to the entry itself."""
    return (attribute(link, "rel") or "alternate") == "alternate"


def categories(entry: Any) -> Iterator[Term]:
    """The categories of an entry."""
    for each in below(entry, "category"):
        name = attribute(each, "label") or text_of(each)
        yield Term(attribute(each, "scheme", "domain") or "", attribute(each, "term") or "", name)


def associations(entry: Any, link: str | None) -> Iterator[Association]:
    """The entry's page, and the files that belong to it."""
    if link:
        yield Association(kind="page", href=link, relation="alternate")
    for each in below(entry, "enclosure"):
        yield Association(kind=attribute(each, "type") or "", href=attribute(each, "url") or "")


def authors(entry: Any) -> Iterator[str]:
    """The authors' names; RSS gives an address with the name in brackets."""
    for name in ("creator", "author"):
        for each in below(entry, name):
            printed = said(each, "name") or (text_of(each) if not len(each) else "")
            named = re.search(r"\(([^()]{2,100})\)\s*$", printed)
            printed = named[1] if named else printed
            if printed and "@" not in printed:
                yield printed


def plain(element: Any) -> str:
    """The text of a title; where it is escaped markup, what that says."""
    text = text_of(element)
    if ESCAPED.search(text):
        return line(" ".join(block.text for block in blocks_of_html(text)))
    return text


def content(entry: Any, names: tuple[str, ...]) -> tuple[Block, ...]:
    """The blocks of the first content that has any."""
    for name in names:
        for each in below(entry, name):
            if found := blocks_in(each):
                return found
    return ()


def blocks_in(element: Any) -> tuple[Block, ...]:
    """The blocks of a content in markup or in escaped markup."""
    if len(element):
        return blocks_of(element)
    raw = "".join(t for t in element.itertext() if isinstance(t, str))
    return blocks_of_html(raw) if ESCAPED.search(raw) else blocks_of_html(f"<p>{escape(raw)}</p>")


def escape(raw: str) -> str:
    """Plain text, safe to stand in markup."""
    return raw.replace("&", "&amp;").replace("<", "&lt;")
