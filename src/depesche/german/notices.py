"""In: a sheet whose dispatch carries notices as printed. Out: the notices, understood and located.

Paragraphs count from the dateline's, sentences within the paragraph, lines at 69 columns.
"""

from __future__ import annotations

from typing import NamedTuple

from depesche.core.dispatch import Dispatch, NoticeText, Span
from depesche.core.reading import Notice, Verdict
from depesche.german.notice_embargo import until
from depesche.german.notice_grammar import Change, Parsed, parse
from depesche.german.notice_search import find, lines_at_width
from depesche.german.sheet import Sheet

ABOUT_ITEMS = ("withdrawal", "repeat", "advisory")


class Passage(NamedTuple):
    """A stretch of the text that a notice points at, and its name for people."""

    span: Span
    name: str


class Place(NamedTuple):
    """Where a change is said to be: the passages, what is wrong with the place, its numbers."""

    passages: tuple[Passage, ...] = ()
    wider: tuple[Passage, ...] = ()
    missing: str = ""
    paragraphs: tuple[int, ...] = ()
    sentence: int | None = None
    line: int | None = None


class Outcome(NamedTuple):
    """Whether a change was found, where, and why so."""

    verdict: Verdict
    located: Span | None
    because: str


def layer(sheet: Sheet) -> tuple[Notice, ...]:
    """The dispatch's notices; one for each change that a notice declares, in the notice's order."""
    return tuple(notice for printed in sheet.dispatch.notices for notice in understood(sheet, printed))


def understood(sheet: Sheet, printed: NoticeText) -> list[Notice]:
    """What one notice says, located."""
    parsed = parse(printed.text)
    return [noted(sheet, printed, parsed, change) for change in parsed.changes]


def noted(sheet: Sheet, printed: NoticeText, parsed: Parsed, change: Change) -> Notice:
    """One change of a notice as the contract has it."""
    place = place_of(sheet, change)
    outcome = check(sheet, parsed, change, place)
    unclosed = " The notice has a quotation mark or bracket that is never closed."
    return Notice(
        kind=parsed.kind,
        span=printed.span,
        paragraph=place.paragraphs[0] if place.paragraphs else None,
        sentence=place.sentence,
        line=place.line,
        wrong=change.wrong,
        right=change.right,
        located=outcome.located,
        verdict=outcome.verdict,
        text=printed.text,
        paragraphs=place.paragraphs,
        part=change.part,
        urn=parsed.urn,
        until=until(parsed.tokens, sheet.dispatch.published) if parsed.kind == "embargo" else None,
        topics=tuple(change.topics),
        because=outcome.because + (unclosed if parsed.unclosed else ""),
    )


# -- places -----------------------------------------------------------------------------------------


def place_of(sheet: Sheet, change: Change) -> Place:
    """The passages that a change names, narrowest first those meant, then those around them."""
    spans = sheet.dispatch.paragraphs
    if change.part:
        return part_of(sheet, change)
    numbers = tuple(dict.fromkeys(from_front(n, len(spans)) for n in change.paragraphs))
    lost = [n for n in numbers if not 1 <= n <= len(spans)]
    if lost:
        said = f"The copy has {len(spans)} paragraphs; there is no paragraph {lost[0]}."
        return Place(missing=said, paragraphs=numbers, sentence=change.sentence, line=change.line)
    if not numbers and (change.sentence or change.line) and spans:
        numbers = (1,) if (change.sentence or change.line or 0) > 0 else (len(spans),)
    paragraphs = tuple(Passage(spans[n - 1], f"paragraph {n}") for n in numbers)
    if len(numbers) == 1 and change.line:
        return line_of(sheet.text, paragraphs[0], change.line, numbers)
    if len(numbers) == 1 and change.sentence:
        return sentence_of(sheet, paragraphs[0], change.sentence, numbers)
    return Place(paragraphs, paragraphs=numbers, sentence=change.sentence, line=change.line)


def from_front(number: int, length: int) -> int:
    """A number counted from the end (-1 is the last), counted from the front."""
    return length + 1 + number if number < 0 else number


def part_of(sheet: Sheet, change: Change) -> Place:
    """The passage of a change in the headline or the lead; none for a caption."""
    dispatch = sheet.dispatch
    if change.part == "headline" and dispatch.headline_span:
        return Place((Passage(dispatch.headline_span, "the headline"),))
    if change.part == "lead" and dispatch.paragraphs:
        spans = sentences_in(sheet, 1)
        lead = Passage(spans[0] if spans else dispatch.paragraphs[0], "the lead")
        return Place((lead,), (Passage(dispatch.paragraphs[0], "paragraph 1"),))
    return Place(missing=f"The text at hand has no {change.part}.")


def line_of(text: str, paragraph: Passage, number: int, numbers: tuple[int, ...]) -> Place:
    """The named line of a paragraph, and around it the lines next to it and the paragraph."""
    lines = lines_at_width(text, paragraph.span)
    line = from_front(number, len(lines))
    if not 1 <= line <= len(lines):
        said = f"{paragraph.name.capitalize()} has {len(lines)} lines of 69 characters."
        return Place((paragraph,), missing=said, paragraphs=numbers, line=line)
    near = lines[max(0, line - 2)][0], lines[min(len(lines), line + 1) - 1][1]
    return Place(
        (Passage(lines[line - 1], f"line {line} of {paragraph.name}"),),
        (Passage(near, f"a line next to line {line} of {paragraph.name}"), paragraph),
        paragraphs=numbers,
        line=line,
    )


def sentence_of(sheet: Sheet, paragraph: Passage, number: int, numbers: tuple[int, ...]) -> Place:
    """The named sentence of a paragraph, and around it the paragraph."""
    spans = sentences_in(sheet, numbers[0])
    sentence = from_front(number, len(spans))
    if not spans:
        sentence = number if number > 0 else 1
        return Place((paragraph,), paragraphs=numbers, sentence=sentence)
    if not 1 <= sentence <= len(spans):
        said = f"{paragraph.name.capitalize()} has {len(spans)} sentences."
        return Place((paragraph,), missing=said, paragraphs=numbers, sentence=sentence)
    named = Passage(spans[sentence - 1], f"sentence {sentence} of {paragraph.name}")
    return Place((named,), (paragraph,), paragraphs=numbers, sentence=sentence)


def sentences_in(sheet: Sheet, paragraph: int) -> list[Span]:
    """The sentences of a paragraph, counted from 1."""
    return [s.span for s in sheet.sentences if s.body and s.paragraph == paragraph - 1]


# -- wordings ---------------------------------------------------------------------------------------


def check(sheet: Sheet, parsed: Parsed, change: Change, place: Place) -> Outcome:
    """Whether what the notice says can be found where it says."""
    if change.right:
        return look_up(sheet, change, change.right, place)
    if place.missing:
        verdict: Verdict = "not-checkable" if change.part else "not-found"
        return Outcome(verdict, None, place.missing)
    if change.wrong:
        return look_for_old(sheet, change.wrong, place)
    if place.passages:
        spans = [passage.span for passage in place.passages]
        names = listed([passage.name for passage in place.passages])
        whole = (spans[0][0], spans[-1][1]) if in_order(spans) else spans[0]
        return Outcome("located", whole, f"The notice gives no wording; it points at {names}.")
    if parsed.urn or parsed.kind in ABOUT_ITEMS:
        return Outcome("not-checkable", None, "The notice speaks of a dispatch as a whole.")
    return Outcome("not-checkable", None, "The notice names neither a place nor a wording.")


def in_order(spans: list[Span]) -> bool:
    """Whether the spans follow one another directly enough to be shown as one."""
    return spans == sorted(spans)


def look_up(sheet: Sheet, change: Change, right: str, place: Place) -> Outcome:
    """Looks for the right wording in the named place, then ever further from it."""
    text, dispatch = sheet.text, sheet.dispatch
    named = [(passage, find(text, passage.span, right)) for passage in place.passages]
    if any(hits for _, hits in named):
        return in_place(right, named, place.missing)
    for passage in place.wider:
        hits = find(text, passage.span, right)
        if hits:
            names = listed([there.name for there in place.passages])
            return judged(right, hits, f"in {passage.name}, not in {names}")
    hits = everywhere(dispatch, text, right)
    if hits:
        where = place_name(dispatch, hits[0])
        names = listed([there.name for there in place.passages])
        said = f"in {where}" + (f", not in {names}" if names else "")
        return judged(right, hits, said, place.missing)
    old = everywhere(dispatch, text, change.wrong) if change.wrong else []
    still = f' The old wording "{brief(change.wrong or "")}" still stands.' if old else ""
    return Outcome("not-found", None, f'"{brief(right)}" is not in the copy.{still}')


def in_place(right: str, named: list[tuple[Passage, list[Span]]], missing: str) -> Outcome:
    """The outcome where the wording stands in one of the named passages at least."""
    found = [(passage, hits) for passage, hits in named if hits]
    names = listed([passage.name for passage, _ in found])
    hits = [hit for _, some in found for hit in some]
    lacking = listed([passage.name for passage, some in named if not some])
    note = missing + (f" It is not in {lacking}." if lacking else "")
    if len(found) == len(hits):
        said = f'"{brief(right)}" stands in {names}, as the notice says.'
        return Outcome("located", hits[0], f"{said} {note}".strip())
    return judged(right, hits, f"in {names}", note)


def judged(right: str, hits: list[Span], where: str, note: str = "") -> Outcome:
    """One hit is located, several are ambiguous."""
    if len(hits) == 1:
        said = f'"{brief(right)}" stands {where}.'
        return Outcome("located", hits[0], f"{said} {note}".strip())
    said = f'"{brief(right)}" stands {len(hits)} times {where}; the first is given.'
    return Outcome("ambiguous", hits[0], f"{said} {note}".strip())


def look_for_old(sheet: Sheet, wrong: str, place: Place) -> Outcome:
    """The outcome where only the old wording is given: it must be gone."""
    names = listed([passage.name for passage in place.passages])
    left = [hit for p in place.passages for hit in find(sheet.text, p.span, wrong)]
    if left:
        return Outcome("not-found", None, f'The old wording "{brief(wrong)}" still stands in {names}.')
    if not place.passages:
        return Outcome("not-checkable", None, "The notice gives only the old wording, and no place.")
    said = f'The old wording "{brief(wrong)}" is gone from {names}.'
    return Outcome("located", place.passages[0].span, said)


def everywhere(dispatch: Dispatch, text: str, wording: str) -> list[Span]:
    """Where a wording stands in the headline and the paragraphs; notices do not count."""
    headline = (dispatch.headline_span,) if dispatch.headline_span else ()
    return [hit for span in (*headline, *dispatch.paragraphs) for hit in find(text, span, wording)]


def place_name(dispatch: Dispatch, span: Span) -> str:
    """The name of the passage in which a span lies."""
    for number, (begin, end) in enumerate(dispatch.paragraphs, 1):
        if begin <= span[0] < end:
            return f"paragraph {number}"
    return "the headline"


def listed(names: list[str]) -> str:
    """ "paragraph 3 and paragraph 9"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def brief(wording: str) -> str:
    """A wording, cut to what fits into a sentence."""
    return wording if len(wording) <= 60 else wording[:57] + "..."
