"""In: a Reading. Out: a Page, everything that a terminal or a browser shows, in words and in order.

Texts in a Page are fit to be shown (`safe.shown`); renderers add layout and nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from depesche.core.dispatch import DatelinePlace, Span
from depesche.core.reading import (
    Amount,
    Entity,
    Evidence,
    Finding,
    Notice,
    Place,
    Reading,
    Source,
    Statement,
    Timex,
)
from depesche.views.marks import Mark, Segment, segments
from depesche.views.safe import shown, shown_line
from depesche.views.words import ACTS, Certainty, certainty_of, date_words, mode_words, timex_words

MOST_WORDS = 90  # characters of a quoted stretch before it is cut in the middle
TITLE = 76
SURE = ("CT+", "CT-")  # the agency states it, or states that it is not so


class Voice(msgspec.Struct, frozen=True):
    """One link of a source chain as shown: the name, and "named", "author" or "anonymous"."""

    name: str
    kind: str


class Said(msgspec.Struct, frozen=True):
    """One statement as shown. `voices`: nearest source first. `quiet`: the agency's own plain
    word, which needs no mark and has number 0; the others count from 1. `begin`: where its content
    begins. `parts`: clauses of it that differ from the whole in act, certainty or sources; they
    have number 0 and stand nowhere else."""

    number: int
    begin: int
    factuality: str
    certainty: Certainty
    act: str
    mode: str
    voices: tuple[Voice, ...]
    content: str
    claimed: str
    cue: str
    addressee: str
    times: tuple[str, ...]
    reasons: tuple[tuple[str, str, str], ...]
    quiet: bool
    parts: tuple[Said, ...] = ()


Told = tuple[Statement, Said]


class Block(msgspec.Struct, frozen=True):
    """A stretch of the text: a paragraph with its number, or an aside (header line, headline,
    sign-off) with number None; cut into segments; `said`: the statements that begin in it."""

    span: Span
    number: int | None
    segments: tuple[Segment, ...]
    said: tuple[Said, ...]


class NoticeShown(msgspec.Struct, frozen=True):
    """A notice as shown: what it says, where it points, and what came of the check."""

    kind: str
    text: str
    where: str
    change: str
    verdict: str
    because: str


class Row(msgspec.Struct, frozen=True):
    """One line of a list: the words of the dispatch, what kind they are, what they mean, more."""

    words: str
    kind: str
    means: str
    more: str


class Page(msgspec.Struct, frozen=True):
    """A reading, ready to be drawn. `text` has the reading's length and offsets."""

    id: str
    engine: str
    title: str
    agency: str
    kind: str
    date: str
    dateline: tuple[str, ...]
    prefixes: tuple[str, ...]
    bylines: tuple[str, ...]
    signoff: tuple[str, ...]
    guesses: tuple[str, ...]
    text: str
    notices: tuple[NoticeShown, ...]
    blocks: tuple[Block, ...]
    times: tuple[Row, ...]
    entities: tuple[Row, ...]
    amounts: tuple[Row, ...]
    findings: tuple[Row, ...]


def page(reading: Reading) -> Page:
    """The page of a reading. Raises nothing for any valid reading."""
    text, anatomy = shown(reading.text), reading.dispatch
    told = tuple(_all_said(text, reading))
    return Page(
        id=shown_line(reading.id),
        engine=shown_line(reading.engine),
        title=shown_line(anatomy.headline or "") or _beginning(text, reading),
        agency=shown_line(anatomy.agency or "agency unknown"),
        kind=anatomy.kind,
        date=date_words(anatomy.published),
        dateline=tuple(_dateline(place) for place in anatomy.dateline),
        prefixes=tuple(map(shown_line, anatomy.prefixes)),
        bylines=tuple(map(shown_line, anatomy.bylines)),
        signoff=tuple(map(shown_line, anatomy.signoff)),
        guesses=tuple(map(shown_line, anatomy.guesses)),
        text=text,
        notices=tuple(_notice(text, notice) for notice in anatomy.notices),
        blocks=tuple(_blocks(text, reading, told)),
        times=tuple(_time(text, timex) for timex in reading.times),
        entities=tuple(_entity(entity) for entity in reading.entities),
        amounts=tuple(_amount(text, amount) for amount in reading.amounts),
        findings=tuple(_finding(text, finding) for finding in reading.findings),
    )


def words_at(text: str, spans: tuple[Span, ...], most: int = MOST_WORDS) -> str:
    """The words at these spans on one line, gaps as "…", the middle left out where it is long."""
    words = " … ".join(" ".join(_ends(text, span, most).split()) for span in spans[:most])
    if len(words) <= most:
        return words
    head, tail = words[: most // 2].rsplit(" ", 1)[0], words[-most // 2 :].split(" ", 1)[-1]
    return f"{head} … {tail}"


def _ends(text: str, span: Span, most: int) -> str:
    begin, end = span
    long = end - begin > 4 * most
    return text[begin : begin + most] + text[end - most : end] if long else text[begin:end]


def chain_words(voices: tuple[Voice, ...]) -> str:
    """A source chain on one line, nearest source first: "media ← officials"."""
    return " ← ".join(voice.name for voice in voices)


def _all_said(text: str, reading: Reading) -> Iterator[tuple[Statement, Said]]:
    parts = _parts(reading.statements)
    number = 0
    for statement in reading.statements:
        if statement.part_of in parts:
            continue
        quiet = _is_quiet(statement)
        number += not quiet
        inner = [_said(text, reading, part, 0) for part in _telling(statement, parts)]
        one = _said(text, reading, statement, 0 if quiet else number)
        yield statement, msgspec.structs.replace(one, parts=tuple(inner), quiet=quiet)


def _parts(statements: tuple[Statement, ...]) -> dict[str | None, list[Statement]]:
    """The clauses of longer statements by the id of the longer one, if that is there at all."""
    parts: dict[str | None, list[Statement]] = {one.id: [] for one in statements if not one.part_of}
    for one in statements:
        if one.part_of in parts:
            parts[one.part_of].append(one)
    return parts


def _telling(whole: Statement, parts: dict[str | None, list[Statement]]) -> Iterator[Statement]:
    """The parts that say something that the whole does not."""
    for part in parts.get(whole.id, ()):
        same = part.act == whole.act and part.factuality == whole.factuality
        names = [[source.name for source in one.sources] for one in (part, whole)]
        if not same or names[0] != names[1]:
            yield part


def _said(text: str, reading: Reading, statement: Statement, number: int) -> Said:
    times = [reading.times[i] for i in statement.times if 0 <= i < len(reading.times)]
    return Said(
        number=number,
        begin=min((span[0] for span in statement.content), default=-1),
        factuality=statement.factuality,
        certainty=certainty_of(statement.factuality, _negates(statement)),
        act=ACTS[statement.act],
        mode=mode_words(statement.mode, _is_own(statement)),
        voices=tuple(_voice(text, source, reading) for source in statement.sources),
        content=words_at(text, statement.content),
        claimed=_claimed(text, statement),
        cue=words_at(text, statement.cue),
        addressee=words_at(text, statement.addressee),
        times=tuple(_time_line(text, timex) for timex in times if timex_words(timex)),
        reasons=tuple(_reason(text, evidence) for evidence in statement.evidence),
        quiet=False,
    )


def _negates(statement: Statement) -> bool:
    rules = (evidence.rule for evidence in statement.evidence)
    return any(rule.startswith("negation.") for rule in rules)


def _is_own(statement: Statement) -> bool:
    return all(source.kind == "author" for source in statement.sources)


def _reason(text: str, evidence: Evidence) -> tuple[str, str, str]:
    words = words_at(text, (evidence.span,))
    return shown_line(evidence.rule), words, shown_line(evidence.says)


def _is_quiet(statement: Statement) -> bool:
    plain = statement.mode == "plain" and statement.act == "state"
    return plain and _is_own(statement) and statement.factuality in SURE


def _claimed(text: str, statement: Statement) -> str:
    same = statement.claimed == statement.content
    return "" if same else words_at(text, statement.claimed)


def _voice(text: str, source: Source, reading: Reading) -> Voice:
    if source.kind == "author":
        return Voice(shown_line(reading.dispatch.agency or source.name or "the agency"), "author")
    printed = words_at(text, source.mentions[:1]) if source.kind == "named" else ""
    name = shown_line(source.name) or printed
    return Voice(name or "(nobody named)", source.kind)


def _time_line(text: str, timex: Timex) -> str:
    means = timex_words(timex)
    words = words_at(text, (timex.span,))
    return words if means in ("", words) else f"{words} = {means}"


def _beginning(text: str, reading: Reading) -> str:
    begin, end = (reading.sentences or reading.dispatch.paragraphs or ((0, 200),))[0]
    words = " ".join(text[begin : min(end, begin + 200)].split())
    return words if len(words) <= TITLE else words[:TITLE].rsplit(" ", 1)[0] + " …"


def _dateline(place: DatelinePlace) -> str:
    name = place.name or place.text
    return shown_line(f"{name} ({place.country})" if place.country else name)


def _notice(text: str, notice: Notice) -> NoticeShown:
    written = shown_line(notice.text) or (words_at(text, (notice.span,)) if notice.span else "")
    return NoticeShown(
        kind=notice.kind,
        text=written,
        where=_where(notice),
        change=_change(notice),
        verdict=notice.verdict.replace("-", " "),
        because=shown_line(notice.because),
    )


def _where(notice: Notice) -> str:
    numbered = notice.paragraphs or ((notice.paragraph,) if notice.paragraph else ())
    parts = [
        notice.part or "",
        f"paragraph {', '.join(map(str, numbered))}" if numbered else "",
        f"sentence {notice.sentence}" if notice.sentence else "",
        f"line {notice.line}" if notice.line else "",
    ]
    return shown_line(", ".join(part for part in parts if part))


def _change(notice: Notice) -> str:
    right = f"“{notice.right}”" if notice.right else ""
    wrong = f"not “{notice.wrong}”" if notice.wrong else ""
    more = [*notice.topics, f"until {notice.until}" if notice.until else "", notice.urn or ""]
    return shown_line(", ".join(part for part in (right, wrong, *more) if part))


def _time(text: str, timex: Timex) -> Row:
    value = f"{timex.value} {timex.mod}" if timex.mod else timex.value
    words = words_at(text, (timex.span,))
    return Row(words, timex.type, shown_line(value), timex_words(timex))


def _entity(entity: Entity) -> Row:
    place = entity.place
    where = f"{place.country}, {_position(place)}" if place else ""
    times = f"{len(entity.mentions)}×" if len(entity.mentions) > 1 else ""
    means = ", ".join(filter(None, (*entity.roles, where)))
    return Row(shown_line(entity.name), entity.kind, shown_line(means), times)


def _position(place: Place) -> str:
    north, east = "NS"[place.lat < 0], "EW"[place.lon < 0]
    return f"{abs(place.lat):.2f} {north} {abs(place.lon):.2f} {east}"


def _amount(text: str, amount: Amount) -> Row:
    value = f"about {_number(amount.value)}" if amount.approximate else _number(amount.value)
    bounds = (("from", amount.low), ("to", amount.high))
    spread = " ".join(f"{word} {_number(bound)}" for word, bound in bounds if bound is not None)
    means = shown_line(" ".join(filter(None, (spread or value, amount.unit or ""))))
    return Row(words_at(text, (amount.span,)), "amount", means, shown_line(amount.of or ""))


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,}" if abs(value) < 1e15 else f"{value:.3g}"


def _finding(text: str, finding: Finding) -> Row:
    quoted = " | ".join(words_at(text, (span,)) for span in finding.spans)
    said = map(shown_line, (finding.kind, finding.says, finding.because))
    return Row(quoted, *said)


def _blocks(text: str, reading: Reading, told: tuple[Told, ...]) -> Iterator[Block]:
    stretches = list(_stretches(text, reading.dispatch.paragraphs))
    begins = [span[0] for span, _ in stretches]
    homes: list[list[Mark]] = [[] for _ in stretches]
    for mark in _marks(reading, told):
        for home in range(_home(begins, mark.begin), _home(begins, mark.end - 1) + 1):
            homes[home].append(mark)
    listed: list[list[Said]] = [[] for _ in stretches]
    for statement, one in told:
        listed[_home(begins, statement.content[0][0] if statement.content else 0)].append(one)
    for (span, number), marks, here in zip(stretches, homes, listed, strict=True):
        yield Block(span, number, tuple(segments(span, marks)), tuple(here))


def _home(begins: list[int], offset: int) -> int:
    return max(bisect_right(begins, offset) - 1, 0)


def _marks(reading: Reading, told: tuple[Told, ...]) -> Iterator[Mark]:
    for statement, one in told:
        if not one.quiet:
            yield from _statement_marks(statement, one.number)
    for number, timex in enumerate(reading.times, 1):
        yield Mark(*timex.span, "time", number)
    for number, notice in enumerate(reading.dispatch.notices, 1):
        if notice.located:
            yield Mark(*notice.located, "notice", number)


def _statement_marks(statement: Statement, number: int) -> Iterator[Mark]:
    yield from (Mark(*span, "statement", number) for span in statement.content)
    yield from (Mark(*span, "cue", number) for span in statement.cue)
    for source in statement.sources:
        yield from (Mark(*span, "voice", number) for span in source.mentions)


def _stretches(text: str, paragraphs: tuple[Span, ...]) -> Iterator[tuple[Span, int | None]]:
    at = 0
    for number, (begin, end) in enumerate(paragraphs, 1):
        yield from _aside(text, at, begin)
        yield (begin, end), number
        at = end
    yield from _aside(text, at, len(text))


def _aside(text: str, begin: int, end: int) -> Iterator[tuple[Span, None]]:
    inner = text[begin:end]
    if inner.strip():
        first = begin + len(inner) - len(inner.lstrip())
        yield (first, begin + len(inner.rstrip())), None
