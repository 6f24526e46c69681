"""In: a dispatch. Out: its words and marks with exact offsets, over headline and body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from depesche.core.dispatch import Dispatch, Span
from depesche.german.sheet import Sheet, Token
from depesche.german.words import lines

SHAPES = r"""
  (?:https?://|www\.)[^\s«»„“”"<>()]{1,400}
| [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}
| %(address)s
| %(short)s
| \d+(?:[.,:/]\d+)*(?:-[A-Za-zÄÖÜäöüß]+)*
| (?:[A-ZÄÖÜ]\.){2,6}
| [A-ZÄÖÜ]\.(?=\s?-?[A-ZÄÖÜ])
| \w+(?:(?:-|[’'](?=\w)|(?<=\w)/(?=\w{4}))\w+)*
  (?:-(?=\s(?:und|oder|bzw|sowie|/)|,)|(?<=[sxzß])[’'](?![\w’']))?
| '' | `` | \.{2,} | -{2,3}
| \S
"""


ADDRESS = r"\w[\w-]{0,62}+(?:\.\w[\w-]{0,62}+){0,3}?\.(?:%s)(?!\w|\.\w)"
"""An internet address without scheme; its last part stands in the data file."""


@cache
def pattern() -> re.Pattern[str]:
    """The one expression that finds the next token; abbreviations come from their data file."""
    known = sorted({line.rstrip("!") for line in lines("abbreviations.txt")}, key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"[ \u00a0]") for word in known)
    shapes = {"address": addresses() + r"(?:-\w+){0,4}", "short": rf"\b(?:{words})(?!\w)"}
    return re.compile(SHAPES % shapes, re.VERBOSE)


@cache
def addresses() -> str:
    """The expression for an internet address as copy prints it: "ndr.de"."""
    return ADDRESS % "|".join(word for line in lines("domains.txt") for word in line.split())


@cache
def address_form() -> re.Pattern[str]:
    """The expression for a word that is an address, or begins with one and a hyphen."""
    return re.compile(rf"({addresses()})(-.+)?")


def compounded(form: str) -> str | None:
    """What is joined to an internet address: "-Bericht" in "ndr.de-Bericht", "" where nothing is; None
    where the word is no address."""
    found = address_form().fullmatch(form) if "." in form else None
    return found[2] or "" if found else None


def regions(dispatch: Dispatch) -> Iterator[Span]:
    """The spans that are read: the headline, then the body's paragraphs."""
    if dispatch.headline_span:
        yield dispatch.headline_span
    yield from dispatch.body


def layer(sheet: Sheet) -> tuple[Token, ...]:
    """All tokens of headline and body, in order of the text."""
    text, find = sheet.dispatch.text, pattern().finditer
    found: list[Token] = []
    for begin, end in sorted(regions(sheet.dispatch)):
        for match in find(text, begin, end):
            b, e = match.span()
            found.append(Token(b, e, text[b:e], len(found)))
    return tuple(found)
