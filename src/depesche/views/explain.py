"""In: a Reading. Out: every result with its reasons: the rule, the words it saw, what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from depesche.core.reading import Reading, Timex
from depesche.views.page import Page, Said, chain_words, page, words_at
from depesche.views.safe import shown, shown_line
from depesche.views.words import timex_words


class Reason(NamedTuple):
    """The rule that fired, the words it saw, and what it says of them."""

    rule: str
    words: str
    says: str


class Explained(NamedTuple):
    """One result: what it is ("statement 3"), the words it covers, what was concluded, and why."""

    what: str
    words: str
    concluded: str
    reasons: tuple[Reason, ...]


def explain(reading: Reading) -> Iterator[Explained]:
    """All results of a reading with their reasons: notices, statements, times, findings.

    Statements keep the order and the numbers of the page; the agency's own plain word, which the
    page leaves unmarked, has no number. Clauses of a statement that are told as the whole is are
    left out, as on the page.
    """
    drawn = page(reading)
    yield from _notices(drawn)
    said = (one for block in drawn.blocks for one in block.said)
    for one in said:
        yield _statement(one, f"statement {one.number}" if one.number else "statement")
        yield from (_statement(part, f"part of statement {one.number}") for part in one.parts)
    text = shown(reading.text)
    yield from (_time(text, timex) for timex in reading.times)
    for row in drawn.findings:
        yield Explained(f"finding {row.kind}", row.words, row.means, (Reason("", "", row.more),))


def _notices(drawn: Page) -> Iterator[Explained]:
    for notice in drawn.notices:
        concluded = ": ".join(filter(None, (notice.kind, notice.where, notice.change)))
        why = Reason("", "", notice.because)
        yield Explained("notice", notice.text, f"{concluded}; {notice.verdict}", (why,))


def _statement(one: Said, what: str) -> Explained:
    concluded = f"{one.factuality} {one.certainty.word}, {one.act}, {one.mode}"
    return Explained(
        what,
        one.content,
        f"{chain_words(one.voices)}: {concluded}",
        tuple(Reason(*reason) for reason in one.reasons),
    )


def _time(text: str, timex: Timex) -> Explained:
    value = " ".join(filter(None, (timex.type, timex.value, timex.mod)))
    concluded = ": ".join(filter(None, (value, timex_words(timex))))
    anchored = {
        "document": "counted from the day of publication",
        "text": "fixed by the text itself",
        "none": "nothing to count from",
    }[timex.anchor]
    words = words_at(text, (timex.span,))
    reason = Reason(shown_line(timex.rule), words, anchored)
    return Explained("time", words, shown_line(concluded), (reason,))
