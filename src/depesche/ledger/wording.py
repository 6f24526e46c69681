"""In: a stretch of text. Out: its words as they are compared, with their places.

A word keeps its case; marks are words of their own. What is compared is `norm`: all quotation
marks are one, all dashes are one, thousands have no point, soft hyphens are gone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from depesche.core.dispatch import Span

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:\N{SOFT HYPHEN}\n?[^\W\d_]+)*|[^\s\w]|[\d_]+")
BARE = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:\N{SOFT HYPHEN}\n?[^\W\d_]+)*")
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?!\d)")
SOFT = "\N{SOFT HYPHEN}"
MARKS = {mark: '"' for mark in "„“”«»‹›‚‘’'`´\""} | {mark: "-" for mark in "-‐‑‒–—−"}
MARKS["…"] = "."


class Word(NamedTuple):
    """A word or mark of a text: its span, and its form as it is compared."""

    begin: int
    end: int
    norm: str

    @property
    def mark(self) -> bool:
        """Whether it is no word but a mark."""
        return not self.norm[0].isalnum()


def words(text: str, span: Span) -> list[Word]:
    """The words and marks of a stretch, in order."""
    return [Word(found.start(), found.end(), norm(found.group())) for found in TOKEN.finditer(text, *span)]


def norm(form: str) -> str:
    """A word as it is compared."""
    if len(form) == 1:
        return MARKS.get(form, form)
    if "." in form and THOUSANDS.fullmatch(form):
        return form.replace(".", "")
    return re.sub(r"\N{SOFT HYPHEN}\n?", "", form) if SOFT in form else form


def bare(some: Sequence[Word]) -> str:
    """The words alone, joined: what is left when all layout is taken away."""
    return "".join(word.norm for word in some if not word.mark)


def key(text: str, span: Span) -> str:
    """What two sentences have in common if they differ in layout at most: the words, blanks between."""
    return " ".join([word if word.isalpha() else norm(word) for word in BARE.findall(text, *span)])


def text_of(text: str, some: Sequence[Word]) -> str:
    """The words as they stand, on one line."""
    return " ".join(text[some[0].begin : some[-1].end].split()) if some else ""
