"""In: two sides. Out: what changed between them, each change graded, moves apart.

Sentences are paired first (`alignment`), then the words of each pair are (Levenshtein), and every
stretch of words that differs is graded (`grading`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from depesche.core.check import Change, How, Move, Part, StatementChange, Words
from depesche.core.dispatch import Span
from depesche.ledger import grading, telling
from depesche.ledger.alignment import Aligned, Pair, align
from depesche.ledger.grading import Edit
from depesche.ledger.sides import Side
from depesche.ledger.wording import Word, words

MOST_WORDS = 2000
"""Words of one sentence that are compared one by one; what is behind is one change."""


class Rows(NamedTuple):
    """Two rows of words that are compared, and the statements that they have in common."""

    first: list[Word]
    second: list[Word]
    common: list[telling.Told]


class Difference(NamedTuple):
    """What changed in the text: stretches, moved sentences, statements."""

    changes: list[Change]
    moves: list[Move]
    statements: list[StatementChange]


def difference(old: Side, new: Side, known: Words) -> Difference:
    """All that changed between two readings' texts, in the order of the new one."""
    aligned = align(old.keys, new.keys)
    found = [*lines(old, new, known)]
    said: list[StatementChange] = []
    for pair in aligned.pairs:
        common = telling.told(old, new, pair.old, pair.new)
        found += sentence(old, new, pair, common, known)
        said += statements(old, new, pair, common)
    found += whole(old, new, aligned)
    found += breaks(old, new, aligned)
    said += lone(old, new, aligned)
    moves = [moved(old, new, pair) for pair in aligned.pairs if pair.moved]
    return Difference(sorted(found, key=order), moves, said)


def order(change: Change) -> tuple[int, int, int]:
    """Where a change comes in the list: parts above the text first, then as the text goes."""
    span = change.new_span or change.old_span or (0, 0)
    above = change.part not in ("body", "dateline")
    paragraph = change.paragraph or change.old_paragraph or 0
    return (0 if above else paragraph, span[0] if change.new_span else 1 << 40, span[0])


def lines(old: Side, new: Side, known: Words) -> Iterator[Change]:
    """What changed in headline, dateline and bylines."""
    was, now = old.reading.dispatch, new.reading.dispatch
    if old.headline and new.headline:
        yield from stretch(old, new, (old.headline, new.headline), "headline", known)
    else:
        yield from grading.line("headline", was.headline or "", now.headline or "", known)
    if old.dateline and new.dateline:
        yield from stretch(old, new, (old.dateline, new.dateline), "dateline", known)
    yield from grading.line("byline", ", ".join(was.bylines), ", ".join(now.bylines), known)


def stretch(old: Side, new: Side, spans: tuple[Span, Span], part: Part, known: Words) -> Iterator[Change]:
    """What changed in a line that both texts have."""
    first, second = words(old.text, spans[0]), words(new.text, spans[1])
    yield from graded(old, new, Rows(first, second, []), part, known)


def sentence(old: Side, new: Side, pair: Pair, common: list[telling.Told], known: Words) -> Iterator[Change]:
    """What changed within a pair of sentences."""
    was, now = old.spans[pair.old], new.spans[pair.new]
    if old.text[was[0] : was[1]] != new.text[now[0] : now[1]]:
        rows = Rows(old.words(pair.old), new.words(pair.new), common)
        yield from graded(old, new, rows, "body", known)


def graded(old: Side, new: Side, rows: Rows, part: Part, known: Words) -> Iterator[Change]:
    """The changes between two rows of words."""
    first, second = rows.first, rows.second
    for was, now in edits(first, second):
        edit = Edit(old, new, first[was], second[now], place(first, was), place(second, now))
        if edit.changes:
            yield grading.change(edit, part, rows.common, known)


def place(row: list[Word], at: slice) -> Span:
    """The stretch of the text that some words of a row take, empty where there are none."""
    some = row[at]
    if some:
        return (some[0].begin, some[-1].end)
    here = row[at.start - 1].end if at.start else row[0].begin if row else 0
    return (here, here)


def edits(first: Sequence[Word], second: Sequence[Word]) -> Iterator[tuple[slice, slice]]:
    """The stretches of words that differ, as slices of both rows."""
    left = [word.norm for word in first[:MOST_WORDS]]
    right = [word.norm for word in second[:MOST_WORDS]]
    open_: tuple[slice, slice] | None = None
    for code in Levenshtein.opcodes(left, right):
        was, now = slice(code.src_start, code.src_end), slice(code.dest_start, code.dest_end)
        if code.tag == "equal":
            if open_:
                yield open_
            open_ = None
        elif open_:
            open_ = (slice(open_[0].start, was.stop), slice(open_[1].start, now.stop))
        else:
            open_ = (was, now)
    if open_:
        yield open_
    if len(first) > MOST_WORDS or len(second) > MOST_WORDS:
        yield slice(MOST_WORDS, len(first)), slice(MOST_WORDS, len(second))


def statements(old: Side, new: Side, pair: Pair, common: list[telling.Told]) -> Iterator[StatementChange]:
    """What became of the statements of a pair of sentences."""
    for one in common:
        yield from telling.differences(old, new, one)
    if pair.equal and len(common) == len(new.statements.get(pair.new, ())):
        return
    olds, news = {one.old for one in common}, {one.new for one in common}
    for at, one_now in new.statements.get(pair.new, ()):
        if at not in news:
            yield telling.appeared(new, at, one_now)
    for at, one_was in old.statements.get(pair.old, ()):
        if at not in olds:
            yield telling.vanished(old, at, one_was)


def lone(old: Side, new: Side, aligned: Aligned) -> Iterator[StatementChange]:
    """The statements of sentences that came or went."""
    for i in aligned.added:
        for at, one in new.statements.get(i, ()):
            yield telling.appeared(new, at, one)
    for i in aligned.removed:
        for at, one in old.statements.get(i, ()):
            yield telling.vanished(old, at, one)


def whole(old: Side, new: Side, aligned: Aligned) -> Iterator[Change]:
    """Sentences that came or went."""
    for i in aligned.added:
        yield came_or_went(new, new.spans[i], "added")
    for i in aligned.removed:
        yield came_or_went(old, old.spans[i], "removed")


def came_or_went(side: Side, span: Span, how: How) -> Change:
    """The change that a whole sentence is."""
    number, shown, added = side.paragraph(span[0]), side.shown(span), how == "added"
    return Change(
        grade="wording",
        how=how,
        part="body",
        paragraph=number if added else None,
        old_paragraph=None if added else number,
        old_span=None if added else span,
        new_span=span if added else None,
        old="" if added else shown,
        new=shown if added else "",
        says=f"Paragraph {number}: a sentence {'is new' if added else 'is gone'}.",
    )


def moved(old: Side, new: Side, pair: Pair) -> Move:
    """The move of a sentence."""
    was, now = old.spans[pair.old], new.spans[pair.new]
    return Move(was, now, old.paragraph(was[0]), new.paragraph(now[0]))


def breaks(old: Side, new: Side, aligned: Aligned) -> Iterator[Change]:
    """Where a paragraph was parted or joined, and once if lines are broken otherwise."""
    for one, two in pairwise(aligned.pairs):
        if two.old == one.old + 1 and two.new == one.new + 1:
            was, now = (
                side.paragraph(side.firsts[i]) != side.paragraph(side.firsts[j])
                for side, i, j in ((old, one.old, two.old), (new, one.new, two.new))
            )
            if was != now:
                says = "A paragraph begins here now." if now else "The paragraph before goes on here now."
                yield grading.layout(old, new, old.spans[two.old], new.spans[two.new], says)
    set_otherwise = [pair for pair in aligned.pairs if pair.equal and reset(old, new, pair)]
    if set_otherwise:
        first, count = set_otherwise[0], len(set_otherwise)
        says = f"Only blanks, line breaks or kinds of marks differ in {count} sentence{'s' * (count > 1)}."
        yield grading.layout(old, new, old.spans[first.old], new.spans[first.new], says)


def reset(old: Side, new: Side, pair: Pair) -> bool:
    """Whether two sentences have the same words and marks, but look otherwise."""
    was, now = old.spans[pair.old], new.spans[pair.new]
    if old.text[was[0] : was[1]] == new.text[now[0] : now[1]]:
        return False
    return [word.norm for word in old.words(pair.old)] == [word.norm for word in new.words(pair.new)]
