"""In: a reading. Out: it as one side of a comparison: sentences as words, marks by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from depesche.core.dispatch import Span
from depesche.core.reading import Amount, Entity, Reading, Statement, Timex
from depesche.ledger.wording import Word, key, words

T = TypeVar("T")
BLOCK = 7  # 128 characters; what is longer than LONGEST is found by its first part only
LONGEST = 4096
CLOSING = "»«“”\"'‹›‘’) "
ENDS = frozenset(".!?…:")


class Over(Generic[T]):
    """Things by the stretch of text that they lie over."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self.blocks: defaultdict[int, list[tuple[Span, T]]] = defaultdict(list)
        for span, thing in things:
            last = min(span[1], span[0] + LONGEST)
            for block in range(span[0] >> BLOCK, (last >> BLOCK) + 1):
                self.blocks[block].append((span, thing))

    def __call__(self, span: Span) -> list[tuple[Span, T]]:
        """What lies over some of `span`, in order."""
        last = min(span[1], span[0] + LONGEST)
        found = {
            id(one): one
            for block in range(span[0] >> BLOCK, (last >> BLOCK) + 1)
            for one in self.blocks.get(block, ())
            if one[0][0] < span[1] and span[0] < one[0][1]
        }
        return list(found.values())


def rejoined(text: str, begins: Sequence[int], spans: Iterable[Span]) -> Iterator[Span]:
    """The sentences of a text with paragraphs that begin there; what only the end of a printed line has
    parted is one again."""
    held: Span | None = None
    for span in spans:
        if held and _goes_on(text, begins, held, span):
            held = (held[0], span[1])
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _goes_on(text: str, begins: Sequence[int], one: Span, two: Span) -> bool:
    """Whether a sentence goes on behind a line break within its paragraph."""
    if "\n" not in text[one[1] : two[0]] or text[one[0] : one[1]].rstrip(CLOSING)[-1:] in ENDS:
        return False
    return bisect_right(begins, one[0]) == bisect_right(begins, two[0])


class Side:
    """One of two readings that are compared."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self.begins = [begin for begin, _ in reading.dispatch.paragraphs]
        self.spans = tuple(rejoined(self.text, self.begins, reading.sentences))
        self.rows: dict[int, list[Word]] = {}
        self.lines: dict[int, list[Span]] = {}

    def words(self, i: int) -> list[Word]:
        """The words of a sentence; cut when they are first asked for, for most sentences never are."""
        if i not in self.rows:
            self.rows[i] = words(self.text, self.spans[i])
        return self.rows[i]

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that a place of the text is in; 0 before the first."""
        return bisect_right(self.begins, at)

    def sentence(self, at: int) -> int:
        """The place of the sentence that a place of the text is in, or that begins before it."""
        return bisect_right(self.firsts, at) - 1

    def first_of(self, paragraph: int) -> int:
        """The place of a paragraph's first sentence."""
        begin = self.begins[paragraph - 1] if 0 < paragraph <= len(self.begins) else 0
        return bisect_left(self.firsts, begin)

    def kept(self, paragraph: int, made: Callable[[Side, int], Iterable[Span]]) -> list[Span]:
        """The printed lines of a paragraph as `made` finds them, found once."""
        if paragraph not in self.lines:
            self.lines[paragraph] = list(made(self, paragraph))
        return self.lines[paragraph]

    @cached_property
    def keys(self) -> list[str]:
        """The sentences without their layout."""
        return [key(self.text, span) for span in self.spans]

    @cached_property
    def firsts(self) -> list[int]:
        """Where each sentence begins."""
        return [begin for begin, _ in self.spans]

    @cached_property
    def headline(self) -> Span | None:
        """Where the headline stands in the text, if it does."""
        line = self.reading.dispatch.headline
        end = self.begins[0] if self.begins else len(self.text)
        begin = self.text.find(line, 0, end) if line else -1
        return (begin, begin + len(line)) if line and begin >= 0 else None

    @cached_property
    def dateline(self) -> Span | None:
        """What stands in the first paragraph before its first sentence: the dateline, a byline."""
        if not self.begins or not self.spans or self.paragraph(self.firsts[0]) != 1:
            return None
        return (self.begins[0], self.firsts[0])

    @cached_property
    def statements(self) -> dict[int, list[tuple[int, Statement]]]:
        """The statements by the sentence in which their content begins."""
        found: dict[int, list[tuple[int, Statement]]] = {}
        for i, one in enumerate(self.reading.statements):
            if one.content:
                found.setdefault(self.sentence(one.content[0][0]), []).append((i, one))
        return found

    @cached_property
    def amounts(self) -> Over[Amount]:
        """The amounts."""
        return Over((one.span, one) for one in self.reading.amounts)

    @cached_property
    def times(self) -> Over[Timex]:
        """The times."""
        return Over((one.span, one) for one in self.reading.times)

    @cached_property
    def names(self) -> Over[Entity]:
        """The mentions of persons, organisations and places."""
        return Over((span, one) for one in self.reading.entities for span in one.mentions)

    def shown(self, span: Span) -> str:
        """A stretch of the text on one line."""
        return " ".join(self.text[span[0] : span[1]].split())
