"""In: two readings and the check of one against the other. Out: what a page about it shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from depesche.core.check import Change, Check, StatementChange, Truth
from depesche.core.dispatch import Span
from depesche.core.reading import Reading
from depesche.views.words import CERTAINTY, date_words

Run = tuple[Literal["same", "gone", "new"], str]
AROUND = 90
"""Characters of a sentence that are shown on either side of what changed."""
TITLE = 120
TRUTHS: dict[Truth, tuple[str, str]] = {
    "agrees": ("=", "agrees with the change"),
    "partial": ("~", "agrees in part"),
    "disagrees": ("!", "disagrees with the change"),
    "unverifiable": ("?", "cannot be verified"),
}
"""A verdict's sign and words."""


class Judged(NamedTuple):
    """A notice and its verdict, in words."""

    kind: str
    text: str
    verdict: Truth
    sign: str
    words: str
    says: str


class Mark(NamedTuple):
    """What a changed passage changes: the grade, and whether no notice names it."""

    grade: str
    silent: bool


class Passage(NamedTuple):
    """A sentence or line that changed: where it stands, as runs, with its grades."""

    where: str
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...]


class Differing(NamedTuple):
    """A page about two versions."""

    title: str
    old: str
    new: str
    summary: str
    notices: tuple[Judged, ...]
    passages: tuple[Passage, ...]
    moves: tuple[str, ...]
    statements: tuple[tuple[str, str], ...]


def differing(old: Reading, new: Reading, found: Check) -> Differing:
    """The page about a check of `new` against `old`."""
    return Differing(
        title=new.dispatch.headline or opening(new),
        old=described(old),
        new=described(new),
        summary=summary(found),
        notices=tuple(judged(new, found)),
        passages=tuple(passages(new, found)),
        moves=tuple(
            f"A sentence of paragraph {one.old_paragraph} stands in paragraph {one.paragraph} now."
            for one in found.moves
        ),
        statements=tuple(map(statement, found.statements)),
    )


def opening(reading: Reading) -> str:
    """How a dispatch begins."""
    begin, end = (reading.sentences or ((0, TITLE),))[0]
    line = " ".join(reading.text[begin:end].split())
    return line if len(line) <= TITLE else f"{line[: TITLE - 1]}…"


def described(reading: Reading) -> str:
    """Which dispatch it is, in a line."""
    one = reading.dispatch
    facts = (one.agency or "agency unknown", one.kind, date_words(one.published), reading.id[:12])
    return " · ".join(facts)


def summary(found: Check) -> str:
    """How much changed, and how much of it no notice names."""
    count, silent = len(found.changes), len(found.silent)
    if not count:
        return "Nothing changed."
    told = "all of them named by a notice" if not silent else f"{silent} of them named by no notice"
    return f"{count} change{'s' * (count > 1)}, {told}."


def judged(new: Reading, found: Check) -> Iterator[Judged]:
    """The notices with their verdicts."""
    for one in found.notices:
        notice = new.dispatch.notices[one.notice]
        yield Judged(notice.kind, notice.text, one.verdict, *TRUTHS[one.verdict], one.says)


def passages(new: Reading, found: Check) -> Iterator[Passage]:
    """What changed, sentence by sentence."""
    silent = frozenset(found.silent)
    for at, some in groupby(enumerate(found.changes), lambda one: place(new, *one)):
        group = list(some)
        marks = dict.fromkeys(Mark(change.grade, i in silent) for i, change in group)
        changes = [change for _, change in group]
        yield Passage(where(changes[0]), tuple(runs(new, at, changes)), tuple(marks))


def place(new: Reading, i: int, change: Change) -> Span | int:
    """The sentence that a change lies in; its own number where it stands alone."""
    if change.old_span is None or change.new_span is None or not (change.old or change.new):
        return i
    begin = change.new_span[0]
    at = bisect_right(new.sentences, begin, key=lambda one: one[0]) - 1
    inside = change.part == "body" and at >= 0 and begin <= new.sentences[at][1]
    return new.sentences[at] if inside else i


def where(change: Change) -> str:
    """Where a change stands, for people."""
    if change.part != "body":
        return change.part
    return f"paragraph {change.paragraph}" if change.paragraph else f"was paragraph {change.old_paragraph}"


def runs(new: Reading, at: Span | int, changes: list[Change]) -> Iterator[Run]:
    """The changed words amid those that stayed."""
    if isinstance(at, int):
        change = changes[0]
        yield from ((("gone", change.old),) if change.old else ())
        yield from ((("new", change.new),) if change.new else ())
        if not (change.old or change.new):
            yield "same", change.says
        return
    done = at[0]
    for change in changes:
        begin, end = change.new_span or (done, done)
        yield "same", shortened(new.text[done:begin], first=done == at[0])
        yield from ((("gone", change.old),) if change.old else ())
        yield from ((("new", change.new),) if change.new else ())
        done = end
    yield "same", shortened(new.text[done : at[1]], last=True)


def shortened(words: str, *, first: bool = False, last: bool = False) -> str:
    """Words between changes on one line, cut where they are far from any."""
    head, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    line = " " * bool(head) + " ".join(words.split()) + " " * bool(tail and words.strip())
    if first and len(line) > AROUND:
        return f"… {line[-AROUND:].partition(' ')[2]}"
    if last and len(line) > AROUND:
        return f"{line[:AROUND].rpartition(' ')[0]} …"
    return line


def statement(one: StatementChange) -> tuple[str, str]:
    """A changed statement: what of it changed, and from what to what."""
    if one.what in ("appeared", "vanished"):
        return one.what, f"“{one.content}” ({worded(one.now or one.was)})"
    was, now = (worded(value) or "none" for value in (one.was, one.now))
    return one.what, f"{was} → {now}: “{one.content}”"


def worded(value: str) -> str:
    """A certainty as its word; other values as they are, the agency by its name."""
    chain, colon, last = value.rpartition(": ")
    grade = CERTAINTY.get(last)  # type: ignore[call-overload]
    chain = " ← ".join("the agency" if name == "author" else name for name in chain.split(" ← "))
    told = grade.word if grade else "the agency" if last == "author" else last
    return f"{chain}{colon}{told}" if colon else told


def plain(some: Iterable[Run]) -> str:
    """Runs as text without colour: [-gone-] {+new+}."""
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(signs[kind].format(words) for kind, words in some)
