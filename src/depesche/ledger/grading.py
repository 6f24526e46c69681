"""In: a stretch of words that differs. Out: the change, graded by what it changes for a reader.

The order is that of weight: a number or date, then a name, then how sure it is, then who says so;
what is none of these is wording, and what leaves every word as it was is layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from depesche.core.check import Change, Grade, How, Part, Words
from depesche.core.dispatch import Span
from depesche.core.reading import Amount, Statement, Timex
from depesche.ledger.sides import Side
from depesche.ledger.telling import Told, chain
from depesche.ledger.wording import Word, bare, norm, text_of, words

SAME_NAME = 60.0
"""Per cent of characters in common from which two names are spellings of one."""
SHORT = 5
"""Words up to which an inserted negation or hedge is what the insertion is about."""
NOUNS: dict[Grade, str] = {
    "number": "the number", "name": "the name", "date": "the time", "attribution": "the source",
    "factuality": "how sure it is", "wording": "the wording", "layout": "the layout",
}  # fmt: skip


class Edit(NamedTuple):
    """A stretch that differs: its words on either side, and where they stand or would stand."""

    old: Side
    new: Side
    was: Sequence[Word]
    now: Sequence[Word]
    old_span: Span
    new_span: Span

    @property
    def changes(self) -> bool:
        """Whether there is anything on either side."""
        return bool(self.was or self.now)

    @property
    def sides(self) -> tuple[tuple[Side, Sequence[Word], Span], tuple[Side, Sequence[Word], Span]]:
        """Both sides, old first: the side, the words, the stretch."""
        return (self.old, self.was, self.old_span), (self.new, self.now, self.new_span)


def change(edit: Edit, part: Part, common: list[Told], known: Words) -> Change:
    """The change that an edit is."""
    grade = grade_of(edit, common, known)
    was, now = text_of(edit.old.text, edit.was), text_of(edit.new.text, edit.now)
    how: How = "changed" if was and now else "added" if now else "removed"
    paragraph, before = edit.new.paragraph(edit.new_span[0]), edit.old.paragraph(edit.old_span[0])
    if how != "changed" and not long(edit):
        how = "changed"
    body = part in ("body", "dateline")
    where = f"Paragraph {paragraph}" if body else f"The {part}"
    return Change(
        grade=grade,
        how=how,
        part=part,
        paragraph=paragraph if body else None,
        old_paragraph=before if body else None,
        old_span=edit.old_span,
        new_span=edit.new_span,
        old=was,
        new=now,
        says=f"{where}: {sentence(grade, was, now)}",
    )


def long(edit: Edit) -> bool:
    """Whether the stretch is so long that it brings or takes something by itself."""
    return sum(not word.mark for word in (*edit.was, *edit.now)) > SHORT


def sentence(grade: Grade, was: str, now: str) -> str:
    """What happened, in words."""
    noun = NOUNS[grade]
    if was and now:
        return f"{noun} “{was}” became “{now}”." if grade in ("number", "name", "date") else (
            f"{noun} changed: “{was}” became “{now}”."
        )  # fmt: skip
    return f"{noun} changed: “{was or now}” {'is new' if now else 'is gone'}."


def line(part: Part, was: str, now: str, known: Words) -> Iterator[Change]:
    """The change of a line that stands beside the text; graded by its figures and names alone."""
    if " ".join(was.split()) == " ".join(now.split()):
        return
    first, second = (words(text, (0, len(text))) for text in (was, now))
    grade: Grade = "wording"
    if bare(first) == bare(second):
        grade = "layout"
    elif figures(first, known) != figures(second, known):
        grade = "number"
    elif named(first, known) != named(second, known) and was and now:
        grade = "name"
    how: How = "changed" if was and now else "added" if now else "removed"
    says = f"The {part}: {sentence(grade, was, now)}"
    yield Change(grade, how, part, None, None, None, None, was, now, says)


def layout(old: Side, new: Side, was: Span, now: Span, says: str) -> Change:
    """A change of layout that is not between words."""
    number, before = new.paragraph(now[0]), old.paragraph(was[0])
    says = f"Paragraph {number}: {says}"
    return Change("layout", "changed", "body", number, before, was, now, "", "", says)


def grade_of(edit: Edit, common: list[Told], known: Words) -> Grade:
    """The weightiest thing that an edit changes."""
    if bare(edit.was) == bare(edit.now):
        return "layout"
    if not (edit.was and edit.now):
        return inserted(edit, common, known)
    if numeric := number_or_date(edit, known):
        return numeric
    if speaks_otherwise(edit, common) and not same_name(edit):
        return "attribution"
    if is_name(edit, known):
        return "name"
    if surer(edit, common, known):
        return "factuality"
    return "wording"


def inserted(edit: Edit, common: list[Told], known: Words) -> Grade:
    """The grade of words that came or went within a sentence."""
    hedges = {word.norm.lower() for word in (*edit.was, *edit.now)} & known.hedges
    if surer(edit, common, known) and (hedges and not long(edit)):
        return "factuality"
    if speaks_otherwise(edit, common):
        return "attribution"
    if numeric := number_or_date(edit, known):
        return numeric
    if is_name(edit, known):
        return "name"
    return "factuality" if surer(edit, common, known) else "wording"


# -- numbers and times ------------------------------------------------------------------------------


def number_or_date(edit: Edit, known: Words) -> Grade | None:
    """Whether figures, amounts or times differ, and which it is that does."""
    was, now = (figures(some, known) for _, some, _ in edit.sides)
    times = [one for side, _, span in edit.sides for one in calendar(side, span)]
    if was != now:
        return "date" if times and touches(edit, times, known) else "number"
    if times and bare(edit.was).lower() != bare(edit.now).lower() and within(edit, times):
        return "date"
    first, second = (quantities(side, span) for side, _, span in edit.sides)
    return "number" if (first or second) and first != second and measured(edit) else None


def figures(some: Sequence[Word], known: Words) -> list[str]:
    """The figures and number words among some words, by their values."""
    found = []
    for word in some:
        if word.norm[0].isdigit():
            found.append(word.norm)
        elif (value := known.value(word.norm.lower())) is not None:
            found.append(f"{value:g}")
    return found


def calendar(side: Side, span: Span) -> list[tuple[Span, Timex]]:
    """The days and hours over a stretch; how long something takes is a number."""
    return [(at, one) for at, one in side.times(span) if one.type in ("DATE", "TIME")]


def touches(edit: Edit, times: list[tuple[Span, Timex]], known: Words) -> bool:
    """Whether the figures that differ lie in times."""
    lying = [
        any(at[0] <= word.begin and word.end <= at[1] for at, _ in times)
        for _, some, _ in edit.sides
        for word in some
        if word.norm[0].isdigit() or known.value(word.norm.lower()) is not None
    ]
    return any(lying)


def within(edit: Edit, times: list[tuple[Span, Timex]]) -> bool:
    """Whether most words of either side lie in times."""
    for _, some, _ in edit.sides:
        inside = sum(any(at[0] <= w.begin and w.end <= at[1] for at, _ in times) for w in some)
        if some and 2 * inside >= len(some):
            return True
    return False


def quantities(side: Side, span: Span) -> list[tuple[object, ...]]:
    """The amounts over a stretch, as what they say."""
    return [said(one) for _, one in side.amounts(span)]


def said(one: Amount) -> tuple[object, ...]:
    """What an amount says."""
    return (one.value, one.low, one.high, one.unit, one.approximate)


def measured(edit: Edit) -> bool:
    """Whether what differs lies within the amounts rather than holds them beside other words."""
    for side, some, span in edit.sides:
        spans = [at for at, _ in side.amounts(span)]
        inside = sum(any(at[0] <= w.begin and w.end <= at[1] for at in spans) for w in some)
        if some and 2 * inside >= len(some):
            return True
    return False


# -- names, sources, certainty ----------------------------------------------------------------------


def is_name(edit: Edit, known: Words) -> bool:
    """Whether what differs is a name on either side, and not a noun on both."""
    was, now = (names(side, some, known) for side, some, _ in edit.sides)
    if was == now:
        return False
    return bool(was and now) or not (edit.was and edit.now) or len(edit.was) + len(edit.now) <= SHORT


def names(side: Side, some: Sequence[Word], known: Words) -> list[str]:
    """The words of names among some words."""
    found = []
    for word in some:
        if not word.norm[0].isupper():
            continue
        before = side.text[max(0, word.begin - 20) : word.begin].split()[-1:]
        mentions = side.names((word.begin, word.end))
        proper = any(norm(part)[:4] == word.norm[:4] for _, one in mentions for part in one.name.split())
        if proper and mentions or known.name(word.norm, before[0] if before else ""):
            found.append(word.norm)
    return found


def named(some: Sequence[Word], known: Words) -> list[str]:
    """The words of names in a line that was not read."""
    return [word.norm for word in some if word.norm[0].isupper() and known.name(word.norm, "")]


def same_name(edit: Edit) -> bool:
    """Whether one name is spelt otherwise, or the same source has another part of its name."""
    if ratio(bare(edit.was), bare(edit.now)) >= SAME_NAME:
        return True
    shared = [around(side, span) for side, _, span in edit.sides]
    return bool(shared[0] & shared[1])


def around(side: Side, span: Span) -> set[str]:
    """The words of the mentions that a stretch is a part of, without its own."""
    return {
        word
        for at, _ in side.names(span)
        for word in (side.text[at[0] : span[0]] + " " + side.text[span[1] : at[1]]).split()
    }


def speaks_otherwise(edit: Edit, common: list[Told]) -> bool:
    """Whether the edit lies in who says so, and somebody else does now."""
    for one in common:
        if chain(one.before) != chain(one.now) and (
            lies(edit.old_span, frame(one.before)) or lies(edit.new_span, frame(one.now))
        ):
            return True
    return False


def frame(one: Statement) -> list[Span]:
    """Where a statement says whose it is."""
    return [*(at for source in one.sources for at in source.mentions), *one.frame]


def lies(span: Span, places: list[Span]) -> bool:
    """Whether a stretch that is not empty has most of itself in some of the places."""
    size = span[1] - span[0]
    covered = max((min(end, span[1]) - max(begin, span[0]) for begin, end in places), default=0)
    return size > 0 and 2 * covered >= size


def surer(edit: Edit, common: list[Told], known: Words) -> bool:
    """Whether the edit makes what is said surer, or less sure, or turns it."""
    was, now = ({word.norm.lower() for word in some} & known.hedges for some in (edit.was, edit.now))
    if was != now:
        return True
    return any(
        one.before.factuality != one.now.factuality
        and (lies(edit.old_span, reasons(one.before)) or lies(edit.new_span, reasons(one.now)))
        for one in common
    )


def reasons(one: Statement) -> list[Span]:
    """The places that a statement's certainty comes from."""
    return [*one.cue, *(reason.span for reason in one.evidence)]
