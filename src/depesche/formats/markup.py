"""In: an HTML fragment, or an element of XML that holds one. Out: the blocks of its copy, in order.

Scripts, styles, pictures and forms are dropped, links and emphasis are read through; a heading, a
list, a table is a block of its own. Nothing is fetched and no entity is defined by the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from depesche.formats.clean import line, seen
from depesche.formats.item import Block
from depesche.formats.wrapped import blocks_of_lines

DROPPED = frozenset((
    "script", "style", "head", "header", "footer", "nav", "aside", "figure", "form", "iframe",
    "object", "embed", "svg", "math", "noscript", "template", "video", "audio", "canvas",
    "media", "button", "select", "textarea",
))  # fmt: skip
HEADINGS = frozenset((
    "h1", "h2", "h3", "h4", "h5", "h6", "hl2",
))  # fmt: skip
LISTS = frozenset((
    "ul", "ol", "dir", "menu",
))  # fmt: skip
BREAKS = frozenset((
    "p", "div", "section", "article", "main", "blockquote", "bq", "block", "center", "address",
    "dl", "dt", "dd", "hr", "body", "html", "credit", "table", "nitf-table", "pre", "li", "tr",
    "td", "th", "tbody", "thead", "tfoot", "caption", "details", "summary", "fn", "note",
    "tagline", "abstract", "body.content", "datacontent", "para", "infobox",
)) | HEADINGS | LISTS  # fmt: skip
TABLES = frozenset(("table", "nitf-table"))
ROLES = frozenset((
    "teaser", "byline", "closingline", "infobox", "dateline", "notepad",
))  # fmt: skip
NO_BLOCK = re.compile(r"<(?:p|div|br|li|h[1-6]|table|section|pre|td)\b", re.IGNORECASE)


def blocks_of_html(html: str) -> tuple[Block, ...]:
    """The blocks of an HTML fragment; text without any tag is taken as lines."""
    tidy = seen(html)
    if "<" not in tidy and "&" not in tidy:
        return blocks_of_lines(tidy)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(tidy.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return ()
    if not NO_BLOCK.search(tidy):
        return blocks_of_lines("".join(texts(root)))
    return blocks_of(root)


def texts(element: Any) -> Iterator[str]:
    """All strings below an element, in order, but none of scripts and styles."""
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if name_of(node) in ("script", "style", "head"):
                walker.skip_subtree()
            else:
                yield node.text or ""
        if event != "start" and node is not element:
            yield node.tail or ""


def name_of(element: Any) -> str:
    """The name of an element in lower case, without its namespace; "" for a comment."""
    tag = element.tag
    return local_name(tag) if isinstance(tag, str) else ""


@lru_cache(4096)
def local_name(tag: str) -> str:
    """A tag in lower case, without its namespace."""
    return tag.rpartition("}")[2].lower()


def text_of(element: Any) -> str:
    """All text of an element on one line; "" for None."""
    return "" if element is None else line("".join(texts(element)))


def blocks_of(element: Any) -> tuple[Block, ...]:
    """The blocks below an element, in order."""
    collector = Collector()
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if not collector.open(node):
                walker.skip_subtree()
        elif event == "end":
            collector.close(node, last=node is element)
        else:
            collector.text(node.tail)
    collector.flush()
    return tuple(collector.blocks)


class Collector:
    """Gathers blocks while a tree is walked."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.items: list[str] = []
        self.lists = 0
        self.boxes = 0
        self.heading = False
        self.pre = 0
        self.role = ""

    def open(self, node: Any) -> bool:
        """Notes that an element begins; False where what is below it is not copy."""
        name = name_of(node)
        if name in TABLES:
            self.flush()
            self.blocks.extend(table_of(node))
            return False
        if not name or name in DROPPED:
            return False
        if name in BREAKS:
            self.begin(name, node)
        elif name == "br":
            self.parts.append("\n")
        self.text(node.text)
        return True

    def begin(self, name: str, node: Any) -> None:
        """A block begins."""
        self.flush()
        classes = (node.get("class") or "").lower().split()
        self.role = next((each for each in classes if each in ROLES), name if name in ROLES else "")
        self.boxes += is_box(node, name)
        self.lists += name in LISTS
        self.pre += name == "pre"
        self.heading = name in HEADINGS

    def close(self, node: Any, *, last: bool) -> None:
        """Notes that an element ends; what follows it is its parent's text."""
        name = name_of(node)
        if name in BREAKS and name not in TABLES:
            self.flush()
            self.pre -= name == "pre"
            self.boxes -= is_box(node, name)
            self.role, self.heading = "", False
            if name in LISTS:
                self.end_list()
        if not last:
            self.text(node.tail)

    def text(self, text: str | None) -> None:
        """Adds a stretch of text; only `br` and `pre` make lines."""
        if text:
            self.parts.append(text if self.pre else text.replace("\n", " ").replace("\r", " "))

    def flush(self) -> None:
        """Ends the block at hand, if there is one."""
        text = "".join(self.parts)
        self.parts.clear()
        if not text.strip():
            return
        if self.boxes:
            self.blocks.append(Block("box", "\n".join(filter(None, map(line, text.split("\n"))))))
        elif self.lists:
            self.items.append(line(text))
        elif self.heading:
            self.blocks.append(Block("heading", line(text), self.role))
        elif self.pre:
            self.blocks.extend(blocks_of_lines(text))
        else:
            self.blocks.extend(Block("paragraph", part, self.role) for part in split(text))

    def end_list(self) -> None:
        """Ends a list; lists within lists are part of the outer one."""
        self.lists -= 1
        if not self.lists and self.items:
            text = "\n".join("- " + re.sub(r"^[-–•*]\s+", "", item) for item in self.items)
            self.blocks.append(Block("list", text, self.role))
            self.items.clear()


def is_box(node: Any, name: str) -> bool:
    """Whether an element is a box beside the copy."""
    return name == "infobox" or "infobox" in (node.get("class") or "").lower().split()


def split(text: str) -> Iterator[str]:
    """The paragraphs of a block: two line breaks end one, a single one begins a line."""
    lines: list[str] = []
    for part in text.split("\n"):
        tidy = line(part)
        if tidy:
            lines.append(tidy)
        elif lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def table_of(table: Any) -> Iterator[Block]:
    """The table as one block; nothing where no cell has text."""
    rows = [row for row in (cells_of(row) for row in rows_of(table)) if any(row)]
    caption = next((text_of(part) for part in table if name_of(part) == "caption"), "")
    heads = [all(name_of(cell) == "th" for cell in row) for row in rows_of(table) if len(row)]
    headings = next((n for n, head in enumerate(heads) if not head), len(heads))
    if rows:
        yield Block("table", caption, "", tuple(rows), min(headings, len(rows)))


def rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table, but not those of tables within it."""
    for part in table:
        name = name_of(part)
        if name == "tr":
            yield part
        elif name in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if name_of(row) == "tr")


def cells_of(row: Any) -> tuple[str, ...]:
    """The cells of a row, each on one line."""
    return tuple(text_of(cell) for cell in row if name_of(cell) in ("td", "th"))
