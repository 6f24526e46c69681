"""In: a Page. Out: the page of a terminal, with colour or without, at any width from 40 columns.

Everything that colour says is also said by a sign (++ + ?+ ?? ?- - --) and a word. Only the
sixteen colours of the terminal's own theme are used, so it stays legible on dark and on light.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from depesche.cli.layout import Column, Grid, Text, assembled, joined, written
from depesche.views.marks import Mark, Segment
from depesche.views.page import Block, NoticeShown, Page, Row, Said, chain_words
from depesche.views.words import CERTAINTY

WIDE = 116  # from here on the statements stand beside the text
TEXT = 72  # the text's column there: near the 69 characters of an agency's line
NARROWEST = 40
STYLES = {
    "CT+": "bold bright_blue", "PR+": "bright_blue", "PS+": "italic bright_blue",
    "Uu": "magenta", "PS-": "italic red", "PR-": "red", "CT-": "bold red",
}  # fmt: skip
DIM = "bright_black"
BAD = ("not found", "ambiguous")
TITLES = {"person": "Persons", "organisation": "Organisations", "place": "Places"}


def draw(page: Page, out: TextIO, *, width: int = 80, color: bool = False) -> None:
    """Write the page to `out`, `width` columns wide (40 at least), with ANSI colours or none."""
    wide = max(width, NARROWEST)
    for part in _parts(page, wide):
        out.writelines(f"{written(line, color=color)}\n" for line in part.lines(wide))


def _parts(page: Page, width: int) -> Iterator[Text | Grid]:
    yield from _header(page)
    yield Text("─" * width, DIM)
    yield _legend(page, width)
    for block in page.blocks:
        yield Text()
        yield from _block(page, block, width)
    yield from _lists(page, width)
    yield Text()


def _header(page: Page) -> Iterator[Text]:
    yield Text(page.title, style="bold")
    kind = Text(f" {page.kind.upper()} ", style="bold reverse" if page.kind != "report" else "")
    parts = [Text(page.agency, style="bold"), kind, Text(page.date)]
    yield joined(parts, between="  ")
    places = " / ".join(page.dateline)
    signed = f"signed {' '.join(page.signoff)}" if page.signoff else ""
    facts = (places, *page.prefixes, *page.bylines, signed)
    yield Text(" · ".join(fact for fact in facts if fact))
    for notice in page.notices:
        yield _notice(notice)
    for guess in page.guesses:
        yield Text(f"guessed: {guess}", style="yellow")


def _notice(notice: NoticeShown) -> Text:
    style = "bold red" if notice.verdict in BAD else "bold green"
    line = Text(f"{notice.kind.capitalize()}: ", "bold")
    where = ": ".join(part for part in (notice.where, notice.change) if part)
    line.append(where or notice.text)
    line.append(f"  {notice.verdict}", style=style)
    line.append(f" ({notice.because})" if notice.because else "", style=DIM)
    return line


def _legend(page: Page, width: int) -> Text:
    used = {one.factuality for one in page_said(page) if not one.quiet}
    items = [Text("unmarked: the agency's own word", style=DIM)]
    for value, (sign, word, _) in CERTAINTY.items():
        if value in used:
            items.append(Text(f"{sign} {word}", style=STYLES[value]))
    if any(notice.verdict == "located" for notice in page.notices):
        items.append(Text("{} where a notice points", style=DIM))
    return _flowed(items, width)


def _flowed(items: list[Text], width: int) -> Text:
    lines = [items[0]]
    for item in items[1:]:
        if lines[-1].natural() + 3 + item.natural() <= width:
            lines[-1] = joined((lines[-1], item), between="   ")
        else:
            lines.append(item)
    return joined(lines, between="\n")


def _block(page: Page, block: Block, width: int) -> Iterator[Grid]:
    text = _marked(page, block)
    if block.number is None:
        text = text.under(DIM)
    notes = _notes(block)
    number = Text(str(block.number or ""))
    if width >= WIDE:
        grid = Grid(Column(3, style=DIM, right=True), Column(TEXT), Column(), gap=3)
        grid.add(number, text, notes or Text())
        yield grid
        return
    grid = Grid(Column(3, style=DIM, right=True), Column(), gap=1)
    grid.add(number, text)
    if notes:
        grid.add(Text(), Text())
        grid.add(Text(), notes)
    yield grid


def _marked(page: Page, block: Block) -> Text:
    says = {one.number: one for one in page_said(page)}
    text = Text()
    for segment in block.segments:
        for mark in segment.opens:
            _open(text, mark, says)
        words = page.text[segment.begin : segment.end]
        text.append(words.replace("\n", " ") if block.number else words, style=_style(segment, says))
        for mark in segment.closes:
            _close(text, mark, says)
    return text


def page_said(page: Page) -> Iterator[Said]:
    """All statements of a page in the order of its blocks."""
    return (one for block in page.blocks for one in block.said)


def _open(text: Text, mark: Mark, says: dict[int, Said]) -> None:
    if mark.kind == "statement":
        one = says[mark.number]
        text.append(f"[{one.number}{one.certainty.sign} ", style=STYLES[one.factuality])
    elif mark.kind == "notice":
        text.append("{", style="bold")


def _close(text: Text, mark: Mark, says: dict[int, Said]) -> None:
    if mark.kind == "statement":
        text.append("]", style=STYLES[says[mark.number].factuality])
    elif mark.kind == "notice":
        text.append("}", style="bold")


def _style(segment: Segment, says: dict[int, Said]) -> str:
    styles = ["reverse"] if any(m.kind == "notice" for m in segment.over) else []
    styles += ["underline"] if any(m.kind == "time" for m in segment.over) else []
    inner = [m.number for m in segment.over if m.kind == "statement"][-1:]
    styles += [STYLES[says[number].factuality] for number in inner]
    return " ".join(styles)


def _notes(block: Block) -> Grid | None:
    said = [one for one in block.said if not one.quiet]
    if not said:
        return None
    grid = Grid(Column(3, right=True), Column(2), Column(), gap=1)
    for one in said:
        style = STYLES[one.factuality]
        grid.add(Text(str(one.number), style), Text(one.certainty.sign, style), _note(one))
    return grid


def _note(one: Said) -> Text:
    note = assembled(
        (chain_words(one.voices), "bold"),
        f" · {one.act} · ",
        (one.certainty.word, STYLES[one.factuality]),
        (f" · {one.mode}", DIM),
    )
    for label, words in (("what", one.claimed), ("to", one.addressee)):
        note.append(f"\n{label}: {words}" if words else "")
    for line in one.times:
        note.append(f"\nwhen: {line}")
    for part in one.parts:
        note = joined((note, Text("\nof which: "), _part(part, one)))
    return note


def _part(part: Said, whole: Said) -> Text:
    facts = [Text(f"“{part.content}”")]
    if part.voices != whole.voices:
        facts.append(Text(chain_words(part.voices), "bold"))
    if part.act != whole.act:
        facts.append(Text(part.act))
    facts.append(Text(part.certainty.word, STYLES[part.factuality]))
    return joined(facts, between=" · ")


def _lists(page: Page, width: int) -> Iterator[Text | Grid]:
    yield from _listed("Times", page.times, width)
    for kind, rows in groupby(sorted(page.entities, key=lambda row: row.kind), lambda r: r.kind):
        yield from _listed(TITLES[kind], tuple(rows), width)
    yield from _listed("Amounts", page.amounts, width)
    if page.findings:
        yield from _findings(page.findings)


def _listed(title: str, rows: tuple[Row, ...], width: int) -> Iterator[Text | Grid]:
    if not rows:
        return
    yield Text(f"\n{title}", style="bold")
    kinds = len({row.kind for row in rows}) > 1
    facts = [Column(style=DIM)] * (1 + kinds)
    grid = Grid(Column(3), Column(most=width // 3), *facts, Column(), gap=2)
    for row in rows:
        kind = (row.kind,) if kinds else ()
        grid.add(Text(), *map(Text, (row.words, *kind, row.means, row.more)))
    yield grid


def _findings(rows: tuple[Row, ...]) -> Iterator[Text | Grid]:
    yield Text("\nFindings", style="bold")
    grid = Grid(Column(3, right=True), Column(), gap=1)
    for row in rows:
        line = assembled((row.kind, "bold"), f": {row.means}", (f"\n{row.words}", "italic"))
        line.append(f"\nbecause {row.more}" if row.more else "", style=DIM)
        grid.add(Text("!"), line)
    yield grid
