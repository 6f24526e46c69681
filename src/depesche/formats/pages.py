"""In: the bytes of a text of one's own: HTML, Markdown, plain text, RSS or Atom. Out: its blocks.

What it is, is told by its content. Every block knows where in the file it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.core.errors import UnreadableInput
from depesche.core.own import Block, Page, Position
from depesche.formats.clean import line
from depesche.formats.decode import LARGEST, by_mark, by_trial, refuse_binary
from depesche.formats.markdown import blocks_of_markdown
from depesche.formats.pagehtml import blocks_of_page

HEAD = 2000
FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|ul|table|span|br)\b", re.IGNORECASE
)
DECLARED = re.compile(rb"""<meta\b[^<>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,30})""", re.IGNORECASE)
SINGLE_BYTE = re.compile(r"(?:iso-?8859-\d{1,2}|windows-125\d|cp125\d|latin-?\d)", re.IGNORECASE)


def page(data: bytes, name: str) -> Page:
    """The blocks of a text of one's own.

    Raises UnreadableInput where it is empty, binary, over 32 MB, or XML that cannot be read.
    """
    if len(data) > LARGEST:
        raise UnreadableInput(f"{len(data) / 1024**2:.0f} MB are too much for one text.", where=name)
    refuse_binary(data, name)
    text = decoded(data)
    if not text.strip():
        raise UnreadableInput("There is no text in it.", where=name)
    return Page(name, tuple(blocks(text, data, name)))


def blocks(text: str, data: bytes, name: str) -> Iterator[Block]:
    """The blocks, by what the text begins with."""
    head = text[:HEAD]
    if FEED.search(head) and not HTML.match(head.lstrip()):
        yield from blocks_of_feed(text, data, name)
    elif HTML.search(head):
        yield from blocks_of_page(text)
    else:
        yield from blocks_of_markdown(text)


def decoded(data: bytes) -> str:
    """The text: by its byte order mark, as UTF-8 if it is that, as it declares itself, or guessed."""
    marked = by_mark(data)
    if marked:
        return marked[0]
    text, guesses = by_trial(data)
    found = DECLARED.search(data[:4000]) if guesses else None
    if found and SINGLE_BYTE.fullmatch(found[1].decode("ascii", "replace")):
        declared = found[1].decode("ascii", "replace").lower()
        try:  # what says Latin-1 is Windows-1252 on the web
            return data.decode(declared) if not declared.endswith("8859-1") else text
        except (LookupError, UnicodeDecodeError):
            return text
    return text


def blocks_of_feed(text: str, data: bytes, name: str) -> Iterator[Block]:
    """Titles and texts of the entries of a feed; each stands where its entry begins."""
    from depesche.formats.feeds import items_from_feed  # no other page has to wait for XML
    from depesche.formats.trees import anywhere
    from depesche.formats.xmlsafe import read_xml

    root = read_xml(data, where=name).root
    # what stands above the root is taken away before it is read as XML
    begins = FEED.search(text[:HEAD])
    above = text.count("\n", 0, begins.start()) + 1 - (root.sourceline or 1) if begins else 0
    entries = [each for kind in ("item", "entry") for each in anywhere(root, kind)]
    for element, item in zip(entries, items_from_feed(root), strict=False):
        at = ((0, Position((element.sourceline or 1) + above)),)
        parts = [("title", item.headline or ""), ("summary", item.wire.teaser or "")]
        parts += [(each.kind, each.text) for each in item.blocks]
        for kind, words in dict.fromkeys(parts):
            for some in words.split("\n"):
                if line(some):
                    yield Block(line(some), kind, at)
