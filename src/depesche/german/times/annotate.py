"""In: a Sheet. Out: the expressions of time in its text, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from depesche.core.dispatch import Dispatch, Span
from depesche.core.reading import Timex
from depesche.german.sheet import Sheet
from depesche.german.times.extent import widened
from depesche.german.times.meaning import CONTEXT, Meaning
from depesche.german.times.means import MEANINGS
from depesche.german.times.scan import Hit, Units, matches, units_of
from depesche.german.times.solver import Answer, Said, answers
from depesche.german.times.tense import Verbs, tense, verbs_of

NEAR = 250
MONTH_REACH = 3000
REACH = {"clock": 80, "then": 250}
STOP = re.compile(r"[.!?]\W{0,3}\s+(?=\W{0,2}[A-ZÄÖÜ])|\n")
BARE = re.compile(r"\W*(?:(?:am|der|den|dem|ab|vom|zum)\W+)?", re.IGNORECASE)
LONG_UNITS = frozenset(("Y", "DE", "CE", "ML"))
NOWADAYS = Meaning("ref", value="PRESENT_REF")
LEADING = CONTEXT["leading"]
UNNAMED = frozenset(("ref", "then", "clock", "part", "anaphor"))
DAYS = frozenset(("calendar", "weekday", "night", "feast", "shift"))
TENSED = frozenset(("calendar", "weekday", "night", "season", "feast", "part_of_year", "weekend"))


class Found(NamedTuple):
    """An expression before it is resolved."""

    span: Span
    meaning: Meaning
    mod: str | None
    rule: str
    first: int
    last: int


def layer(sheet: Sheet) -> tuple[Timex, ...]:
    """All expressions of time, in order of the text, none overlapping."""
    units = units_of(sheet.text, areas(sheet.dispatch))
    found = anchored(list(expressions(units)))
    said = list(in_context(units, found, verbs_of(sheet.tokens)))
    return tuple(map(timex, found, answers(said, sheet.dispatch.published)))


def areas(dispatch: Dispatch) -> tuple[Span, ...]:
    """What is searched: from headline or first paragraph to the last, without the desk's notices."""
    spans = [*dispatch.paragraphs, *dispatch.body]
    spans += [s for s in (dispatch.headline_span, dispatch.dateline_span) if s]
    if not spans:
        return ((0, len(dispatch.text)),)
    begin, end = min(b for b, _ in spans), max(e for _, e in spans)
    return tuple(without((begin, end), [n.span for n in dispatch.notices if n.span]))


def without(span: Span, holes: list[Span]) -> Iterator[Span]:
    """The parts of a span outside the holes."""
    begin, end = span
    for b, e in sorted(holes):
        if begin < b < end:
            yield begin, b
        if e > begin:
            begin = min(e, end)
    if begin < end:
        yield begin, end


def expressions(units: Units) -> Iterator[Found]:
    """The longest match that means something, from left to right."""
    at, taken = 0, 0
    while True:
        at, hits = matches(units, at)
        if not hits:
            return
        found = next((f for hit in hits if (f := understood(hit, taken))), None)
        at = taken = found.last if found else at + 1
        taken = taken if found else at
        if found:
            yield found


def anchored(found: list[Found]) -> list[Found]:
    """Without the weeks that count from a month when no month is named with or before them."""
    kept: list[Found] = []
    month_end = -MONTH_REACH
    for one in found:
        if one.meaning.month is not None:
            month_end = one.span[1]
        loose = one.meaning.kind == "week_of_month" and one.meaning.month is None
        if not loose or one.span[0] - month_end < MONTH_REACH:
            kept.append(one)
    return kept


def understood(hit: Hit, taken: int) -> Found | None:
    """A match with its meaning and its extent, which begins no earlier than the word `taken`."""
    meaning = MEANINGS[hit.rule.means](hit)
    if meaning is None:
        return None
    first, mod = widened(hit)
    first = max(first, taken)
    span = hit.units.begins[first], hit.units.ends[hit.last - 1]
    return Found(span, meaning, meaning.mod or mod, hit.rule.id, first, hit.last)


def in_context(units: Units, found: list[Found], verbs: Verbs | None) -> Iterator[Said]:
    """Each expression with the tense around it and whether a time named before bears on it."""
    last: Found | None = None
    dated: Found | None = None
    headed = False
    for i, one in enumerate(found):
        needs = one.meaning.kind in TENSED and one.meaning.year is None
        heading = needs and is_heading(units.text, one.span)
        around = "future" if heading else tense(units, one.first, one.last, verbs) if needs else ""
        after = found[i + 1] if i + 1 < len(found) else None
        bearer = dated if one.meaning.kind == "calendar" else last
        meaning = one.meaning
        if one.rule == "today" and meaning.n == 0 and is_nowadays(units, found, i, verbs):
            meaning = NOWADAYS
        near = bears(units.text, bearer, one, headed)
        yield Said(meaning, around, near, leads(units, one, after))
        if one.meaning.type in ("DATE", "TIME") and one.meaning.kind not in UNNAMED:
            headed = heading or headed and one.meaning.kind not in DAYS
            last = one
            if one.meaning.year or one.meaning.kind == "fixed":
                dated = one


def bears(text: str, last: Found | None, one: Found, headed: bool) -> bool:
    """Whether the time named last stands near enough: for a clock time in the same sentence or
    as a heading above, for "damals" in the same or the preceding sentence."""
    if last is None:
        return False
    begin, end = last.span[1], one.span[0]
    reach = REACH.get(one.meaning.kind, NEAR)
    if one.meaning.kind not in REACH:
        return end - begin <= reach
    if one.meaning.kind == "clock" and headed:
        return True
    return end - begin <= reach and len(STOP.findall(text, begin, end)) <= (one.meaning.kind == "then")


def is_nowadays(units: Units, found: list[Found], i: int, verbs: Verbs | None) -> bool:
    """Whether "heute" is set against a year or a time long past in its sentence: "Damals waren es
    zehn, heute sind es drei", and so means these days, not this day."""
    one = found[i]
    if units.low(one.last) == "vor":
        return False
    return any(
        is_long_past(other) and side_by_side(units.text, *sorted((one.span, other.span)))
        for other in found[max(0, i - 2) : i] + found[i + 1 : i + 3]
    ) and tense(units, one.first, one.last, verbs) in ("present", "")


def is_long_past(one: Found) -> bool:
    """Whether an expression is a year, decade, century, "früher", "damals" or so long ago."""
    meaning = one.meaning
    if meaning.kind == "duration":
        return meaning.turn == -1 and meaning.unit in LONG_UNITS
    return meaning.value == "PAST_REF" or meaning.kind == "fixed" and meaning.value.isdigit()


def side_by_side(text: str, one: Span, other: Span) -> bool:
    """Whether two spans stand near each other, in one sentence or in two that follow each other."""
    begin, end = one[1], other[0]
    return end - begin <= NEAR and len(STOP.findall(text, begin, end)) <= 1


def leads(units: Units, one: Found, after: Found | None) -> bool:
    """Whether the day stands right behind a clock time or a part of the day: "in der Nacht vom
    10. Februar", "um 20 Uhr am Montag"."""
    if after is None or one.meaning.kind not in ("clock", "part") or after.meaning.kind not in DAYS:
        return False
    between = units.text[one.span[1] : after.span[0]][:12].split()
    return after.first - one.last <= 2 and all(word in LEADING for word in between)


def is_heading(text: str, span: Span) -> bool:
    """Whether an expression stands alone in its line, as a diary's days do."""
    begin, end = (
        text.rfind("\n", max(0, span[0] - 40), span[0]) + 1,
        text.find("\n", span[1], span[1] + 40),
    )
    if not begin and span[0] > 40 or end < 0 and len(text) - span[1] > 40:
        return False
    rest = text[begin : span[0]] + text[span[1] : end if end >= 0 else len(text)]
    return BARE.fullmatch(rest) is not None


def timex(found: Found, answer: Answer) -> Timex:
    """The expression as the reading shows it."""
    resolved = answer.resolved
    return Timex(
        found.span, found.meaning.type, resolved.value, found.mod,
        resolved.first.isoformat() if resolved.first else None,
        resolved.last.isoformat() if resolved.last else None,
        answer.candidates, resolved.anchor, found.rule,
    )  # fmt: skip
