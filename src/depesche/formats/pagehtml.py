"""In: an HTML page of one's own, well-formed or not. Out: the blocks of its article.

The page is read as signs, not as a tree: so every block knows its line and column, any depth of
nesting is fine, and it takes time in proportion to its length. Navigation, scripts, styles, forms and
what is hidden are left out; where the page marks its article or main part, all else is too.
"""

from __future__ import annotations

import html
import re

from depesche.core.own import Block
from depesche.formats.markup import BREAKS
from depesche.formats.pieces import Gatherer

RAW = frozenset(("script", "style", "template", "noscript", "textarea", "title", "iframe", "svg", "math",
                 "select", "object", "canvas", "audio", "video", "noembed", "noframes"))  # fmt: skip
BESIDE = frozenset(("nav", "footer", "form", "button", "dialog", "head", "menu"))
OUTSIDE = frozenset(("header", "aside"))
"""Beside the copy, unless they stand within the article."""
ARTICLE = frozenset(("article", "main"))
ROLES = re.compile(r"""\brole\s*=\s*["']?(?:navigation|banner|contentinfo|search|menu)\b""", re.IGNORECASE)
HIDDEN = re.compile(
    r"""\s(?:hidden(?=[\s>/=]|$)|aria-hidden\s*=\s*["']?true|style\s*=\s*["'][^"']{0,300}display\s*:\s*none)""",
    re.IGNORECASE,
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:.-]{0,40})")
TAG_PART = re.compile(r"""=\s*+(["'])|>""")
CELLS = frozenset(("td", "th"))
CONTINUED = 200
"""Characters of an attribute list that are looked into for what hides an element."""


class Skip:
    """An element that is left out: until as many of its name have ended as have begun."""

    def __init__(self) -> None:
        self.name, self.depth = "", 0

    def begin(self, name: str) -> None:
        """An element begins that is left out."""
        self.name, self.depth = name, 1

    def inside(self, name: str, *, closing: bool) -> bool:
        """Whether a tag stands in what is left out; its end still does."""
        if not self.depth:
            return False
        if name == self.name:
            self.depth += -1 if closing else 1
        return True


class Reader:
    """Reads a page from front to back."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.gatherer = Gatherer(source)
        self.within: list[bool] = []
        self.skip = Skip()
        self.articles = 0
        self.unclosed = False

    def read(self) -> tuple[Block, ...]:
        """All blocks; those of the article alone where there is one."""
        at, end = 0, len(self.source)
        while at < end:
            sign = self.source.find("<", at)
            sign = end if sign < 0 else sign
            self.text(at, sign)
            at = self.markup(sign) if sign < end else end
        self.flush()
        found = self.gatherer.blocks
        article = [block for block, inside in zip(found, self.within, strict=True) if inside]
        return tuple(article or found)

    def text(self, begin: int, end: int) -> None:
        """A stretch of text."""
        if begin < end and not self.skip.depth:
            raw = self.source[begin:end]
            self.gatherer.add(html.unescape(raw) if "&" in raw else raw, begin)

    def markup(self, at: int) -> int:
        """What begins with "<"; the offset behind it."""
        if self.source.startswith("<!--", at):
            return self.behind("-->", at)
        if self.source.startswith(("<!", "<?"), at):
            return self.behind(">", at)
        named = NAME.match(self.source, at + 1)
        if not named:
            self.text(at, at + 1)
            return at + 1
        end = self.tag_end(named.end())
        attributes = self.source[named.end() : min(end, named.end() + CONTINUED)]
        return self.tag(named[1].lower(), at, end, attributes)

    def behind(self, mark: str, at: int) -> int:
        """The offset behind the next `mark`, or the end."""
        found = self.source.find(mark, at)
        return len(self.source) if found < 0 else found + len(mark)

    def tag_end(self, at: int) -> int:
        """The offset behind a tag; a ">" within a quoted attribute does not end it."""
        start = at
        while not self.unclosed:
            part = TAG_PART.search(self.source, at)
            if part is None:
                self.unclosed = True  # nor is there one behind: it must not be looked for again
                break
            if not part[1]:
                return part.end()
            closing = self.source.find(part[1], part.end())
            at = closing + 1 if closing >= 0 else part.end()
        found = self.source.find(">", start)
        next_sign = self.source.find("<", start)
        if found >= 0 and (next_sign < 0 or found < next_sign):
            return found + 1
        return next_sign if next_sign >= 0 else len(self.source)

    def tag(self, name: str, begin: int, end: int, attributes: str) -> int:
        """A tag; the offset at which to go on."""
        closing = self.source[begin + 1] == "/"
        if name in RAW and not closing and not attributes.rstrip(">").endswith("/"):
            return self.raw_end(name, end)
        if name in ARTICLE and self.skip.name in ("nav", "header", "form"):
            self.skip.depth = 0  # whoever forgot to close it
        if self.skip.inside(name, closing=closing):
            return end
        if not closing and name not in VOID and self.beside(name, attributes):
            self.flush()
            self.skip.begin(name)
            return end
        self.turn(name, closing=closing)
        return end

    def raw_end(self, name: str, at: int) -> int:
        """The offset behind an element whose content is not copy."""
        found = re.compile(rf"</{name}\b[^<>]{{0,200}}>?", re.IGNORECASE).search(self.source, at)
        return found.end() if found else len(self.source)

    def beside(self, name: str, attributes: str) -> bool:
        """Whether an element stands beside the copy."""
        if name in BESIDE or (name in OUTSIDE and not self.articles):
            return True
        return bool(attributes) and bool(ROLES.search(attributes) or HIDDEN.search(attributes))

    def turn(self, name: str, *, closing: bool) -> None:
        """A tag that may end a block or begin one."""
        if name in BREAKS:
            self.flush()
            self.gatherer.element = "" if closing else name
            if name in ARTICLE:
                self.articles = max(0, self.articles + (-1 if closing else 1))
        elif name == "br":
            self.gatherer.add(" ", 0)

    def flush(self) -> None:
        """Ends the block at hand."""
        self.gatherer.flush()
        self.within += [self.articles > 0] * (len(self.gatherer.blocks) - len(self.within))


def blocks_of_page(source: str) -> tuple[Block, ...]:
    """The blocks of a page, in order."""
    return Reader(source).read()
