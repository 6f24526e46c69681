"""In: a notice's text. Out: its tokens: words, ordinals, numbers, dates, quotations, marks."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 6000
CLOSERS = {
    "„": "“”\"", "“": "”“\"", "”": "”", "«": "»", "»": "«", '"': '"”“', "›": "‹", "‹": "›", "‚": "‘’",
}  # fmt: skip
MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
TOKEN = re.compile(
    r"(?P<urn>\burn:[^\s«»„“”\"()]+)"
    rf"|(?P<date>\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.(?:\s?\d{{4}}|\d\d)?|(?:{MONTHS})\b(?:\s\d{{4}})?)"
    r"|\b\d{4}-\d\d-\d\d\b)"
    r"|(?P<clock>\b\d{1,2}[.:]\d\d\s?(?:Uhr|h)\b|\b\d{1,2}:\d\d\b|\b\d{1,2}\sUhr\b)"
    r"|(?P<ordinal>\b\d{1,2}\.(?=\s*[/,–-]?\s*(?:\d{1,2}\.|[A-Za-zÄÖÜäöü]|$)))"
    r"|(?P<number>\b\d+(?:[.,:]\d+)*\b)"
    r"|(?P<gap>\.{3,}|…)"
    r"|(?P<word>\w+(?:[-’']\w+)*\.?(?:(?<=[Aa]bs\.)|(?<=u\.)|(?<!\.)))"
    r"|(?P<open>[„“”«»\"›‹‚])"
    r"|(?P<mark>\S)"
)


class Token(NamedTuple):
    """One token: kind (urn date clock ordinal number gap word quote mark), its span, its text.

    For a quotation `text` is what stands between the marks.
    """

    kind: str
    begin: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """The text in lower case."""
        return self.text.lower()


def tokens_of(text: str) -> tuple[list[Token], bool]:
    """The tokens of the first 6000 characters, and whether a quotation was never closed."""
    found: list[Token] = []
    at, unclosed, end = 0, False, min(len(text), LONGEST)
    while token := TOKEN.search(text, at, end):
        kind = str(token.lastgroup)
        if kind == "open":
            inner, at, closed = quotation(text, token.start(), end)
            unclosed |= not closed
            found.append(Token("quote", token.start(), at, inner))
            continue
        word = token[0]
        at = token.end()
        found.append(Token(kind, token.start(), at, word))
    return found, unclosed


def quotation(text: str, begin: int, limit: int) -> tuple[str, int, bool]:
    """What stands behind the opening mark, where the quotation ends, whether it was closed.

    A mark closes where no letter follows. What is never closed ends with the notice.
    """
    closers = CLOSERS[text[begin]]
    for at in range(begin + 1, limit):
        if text[at] in closers and not text[at + 1 : at + 2].isalnum():
            return text[begin + 1 : at], at + 1, True
    inner = text[begin + 1 : limit].rstrip()
    if inner.endswith(")") and inner.count("(") < inner.count(")"):
        inner = inner[:-1].rstrip()
    return inner.rstrip("."), limit, False
