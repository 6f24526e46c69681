"""In: a Briefing. Out: its page for a terminal, with colour or without, from 40 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from depesche.cli.layout import Column, Grid, Text, assembled, joined, written
from depesche.cli.stories import minute
from depesche.cli.terminal import DIM, NARROWEST, STYLES
from depesche.views.briefing import (
    EXPLAINED,
    Briefing,
    ClaimShown,
    Correction,
    Event,
    Question,
    Ref,
    Section,
    Values,
    Voice,
    plain,
    telling,
)
from depesche.views.safe import shown_line
from depesche.views.words import ACTS, CERTAINTY

READ = 100
"""Lines of words are no wider than this, however wide the terminal."""
SIGNS = {"for": "+", "against": "-", "open": "?"}
SECTION = {
    "corroborated": "bold green", "disputed": "bold red", "single": "bold", "open": "bold magenta", "gone": "bold",
}  # fmt: skip
VERDICTS = {"agrees": "green", "disagrees": "bold red", "partial": "yellow", "unverifiable": "yellow"}
QUOTED = 90
ASIDE = 4
"""Voices that do not count of which a claim shows so many."""


def draw(page: Briefing, out: TextIO, *, width: int = 80, color: bool = False) -> None:
    """Write the briefing to `out`, `width` columns wide (40 at least), with ANSI colours or none."""
    wide = min(max(width, NARROWEST), READ)
    for part in parts(page, wide):
        out.writelines(f"{written(line, color=color)}\n" for line in part.lines(wide))


def parts(page: Briefing, width: int) -> Iterator[Text | Grid]:
    """The briefing's parts, from top to bottom."""
    yield from _head(page)
    for section in page.sections:
        yield from section_parts(section, width)
        if section.kind == "open":
            yield from _questions(page)
    if page.questions and all(section.kind != "open" for section in page.sections):
        yield from _heading("Open", EXPLAINED["open"], SECTION["open"])
        yield from _questions(page)
    yield from _corrections(page)
    yield from _timeline(page)
    yield Text()


def _head(page: Briefing) -> Iterator[Text]:
    yield Text(line(page.title), style="bold")
    count = sum(n for _, n in page.agencies)
    agencies = ", ".join(f"{line(name) or 'agency unknown'} {n}" for name, n in page.agencies)
    times = " to ".join(dict.fromkeys((minute(page.first), minute(page.last))))
    yield Text(f"{count} dispatch{'es' * (count != 1)}, {times}: {agencies}")
    yield Text(f"story {page.id[:12]} as of {minute(page.at)}", DIM)
    yield Text()
    yield joined((Text(line(page.lead)), ref_text(page.latest)), between="  ")


def line(words: str) -> str:
    """Words of a dispatch as one safe line."""
    return shown_line(words)


def ref_text(ref: Ref) -> Text:
    """A dispatch's number, agency, time."""
    return Text(ref_words(ref), DIM)


def ref_words(ref: Ref) -> str:
    """A dispatch's number, agency, time, as "#12 NordPress 18 Nov 08:20Z"."""
    return " ".join(filter(None, (ref.number, line(ref.agency), short(ref.made))))


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def short(moment: str) -> str:
    """A moment of the store as "18 Nov 08:20Z"."""
    month = MONTHS[int(moment[5:7]) - 1]
    return f"{int(moment[8:10])} {month} {moment[11:16]}Z"


def _heading(title: str, about: str, style: str = "bold") -> Iterator[Text]:
    yield Text()
    yield assembled((title.upper(), style), (f"  {about}" if about else "", DIM))


def section_parts(section: Section, width: int) -> Iterator[Text | Grid]:
    """A section's claims."""
    yield from _heading(section.title, EXPLAINED[section.kind], SECTION[section.kind])
    for one in section.claims:
        yield from claim_parts(one, width)
    if section.more:
        yield Text(f"and {section.more} more: see --all, or depesche claims", DIM)


def claim_parts(one: ClaimShown, width: int) -> Iterator[Text | Grid]:
    """A claim: its words, status, who says what, how its number developed, what was noticed."""
    yield Text()
    yield joined((Text(line(one.gloss), "bold"), Text(one.id[:8], DIM)), between="  ")
    grid = Grid(Column(3, right=True), Column(), gap=1)
    if not plain(one):
        grid.add(Text(), Text(line(one.says)))
    shown = [voice for voice in one.voices if voice.counts]
    shown += [voice for voice in one.voices if not voice.counts][:ASIDE]
    for voice in shown:
        grid.add(_sign(voice), voice_text(voice, one.gloss))
    if len(shown) < len(one.voices):
        grid.add(Text(), Text(f"and {len(one.voices) - len(shown)} more that do not count", DIM))
    if one.values:
        grid.add(Text("#"), values_text(one.values))
    for finding in one.findings:
        grid.add(Text("!", "bold red"), assembled((finding.kind, "bold"), f": {line(finding.says)}"))
    yield grid


def _sign(voice: Voice) -> Text:
    style = {"for": "bold green", "against": "bold red", "open": "magenta"}[voice.side]
    return Text(
        SIGNS[voice.side] if voice.counts else f"({SIGNS[voice.side]})", style if voice.counts else DIM
    )


def voice_text(voice: Voice, gloss: str = "") -> Text:
    """What one origin says: name, how, how surely, through whom, in which dispatches."""
    certainty = CERTAINTY[voice.factuality]  # type: ignore[index]
    act = ACTS[voice.act]  # type: ignore[index]
    text = assembled((line(voice.name), "bold"), f" · {act} · ", (certainty.word, STYLES[voice.factuality]))
    if voice.via:
        text.append(f" · by way of {', '.join(map(key_words, voice.via))}")
    if voice.state != "current":
        text.append(f" · {voice.state}", "red")
    words = line(voice.words)
    if words != line(gloss):
        text.append(f"\n“{words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + '…'}”", "italic")
    between = "\n" if words != line(gloss) or len(voice.refs) > 1 else " · "
    text.append(between + "; ".join(ref_words(ref) for ref in voice.refs), DIM)
    return text


def key_words(key: str) -> str:
    """An origin's key for people: what follows its class."""
    return line(key.partition(":")[2] or key)


def values_text(found: Values) -> Text:
    """How a number developed: "12 (#3 08:20Z Polizei) → 15 (...)"."""
    text = Text(f"{found.of}: " if found.of else "")
    for place, step in enumerate(found.steps):
        text.append(" → " if place else "")
        text.append(f"{step.value} {found.unit or ''}".strip(), "bold")
        state = f", {step.state}" if step.state != "current" else ""
        text.append(f" ({line(step.origin)}, {step.ref.number} {step.ref.made[11:16]}Z{state})", DIM)
    return text


def _questions(page: Briefing) -> Iterator[Grid]:
    grid = Grid(Column(2, right=True), Column(), gap=1)
    for one in page.questions:
        grid.add(Text("?", "magenta"), _question(one))
    yield from ((grid,) if grid.rows else ())


def _question(one: Question) -> Text:
    act = ACTS[one.act]  # type: ignore[index]
    text = assembled((line(one.who), "bold"), f" · {act}", (f"\n“{line(one.words)}”", "italic"))
    text.append("\n" + ref_words(one.ref), DIM)
    return text


def _corrections(page: Briefing) -> Iterator[Text | Grid]:
    weighty = [one for one in page.corrections if telling(one)]
    if weighty:
        yield from _heading("Corrections and withdrawals", "")
    for one in weighty:
        yield Text()
        yield correction_text(one)


def correction_text(one: Correction) -> Text:
    """What a revision changed, and whether its notices are true to it."""
    style = "bold red" if one.relation == "withdrawal" else "bold"
    text = assembled((one.relation.upper(), style), "  ", (ref_words(one.ref), DIM))
    if one.before:
        text.append(f" replaces {ref_words(one.before)}", DIM)
    for verdict in one.verdicts:
        text.append(f"\n  notice: “{line(verdict.notice)}” ")
        text.append(verdict.verdict, VERDICTS.get(verdict.verdict, ""))
        text.append(f": {line(verdict.says)}" if verdict.says else "")
    for change in one.changes if one.relation != "withdrawal" else ():
        text.append(f"\n  changed: {line(change)}")
    if one.silent and one.relation != "withdrawal":
        text.append(f"\n  without notice: {', '.join(one.silent)}", "red")
    return text


def _timeline(page: Briefing) -> Iterator[Text | Grid]:
    yield from _heading("Time line", "")
    grid = Grid(Column(13, style=DIM), Column(most=6), Column(most=16), Column(), gap=1)
    for one in page.timeline:
        grid.add(Text(short(one.ref.made)), Text(one.ref.number), Text(line(one.ref.agency)), _event(one))
    yield grid


def _event(one: Event) -> Text:
    text = Text(line(one.title), "" if not one.withdrawn else DIM)
    facts = [one.kind] if one.kind not in ("report", one.relation) else []
    if one.other:
        facts.append(f"{one.relation} of {one.other.number}")
    facts += ["WITHDRAWN"] if one.withdrawn else []
    text.append(f"  ({', '.join(facts)})" if facts else "", "bold red" if one.withdrawn else DIM)
    return text
