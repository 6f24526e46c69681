"""In: a page about two versions. Out: it for a terminal, at any width from 40 columns.

What colour says is said by signs too: [-gone-], {+new+}, = ~ ! ? before a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from depesche.cli.layout import Column, Grid, Text, assembled, joined, written
from depesche.views.difference import Differing, Judged, Passage
from depesche.views.safe import shown_line

NARROWEST = 40
DIM = "bright_black"
STYLES = {
    "agrees": "bold green", "partial": "bold yellow", "disagrees": "bold red", "unverifiable": "bold",
}  # fmt: skip
RUNS = {"same": "", "gone": "red", "new": "bold green"}
SIGNS = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}


def draw(page: Differing, out: TextIO, *, width: int = 80, color: bool = False) -> None:
    """Write the page to `out`, `width` columns wide (40 at least), with ANSI colours or none."""
    wide = max(width, NARROWEST)
    for part in _parts(page, wide):
        out.writelines(f"{written(line, color=color)}\n" for line in part.lines(wide))


def _parts(page: Differing, width: int) -> Iterator[Text | Grid]:
    yield Text(shown_line(page.title), "bold")
    grid = Grid(Column(3, style=DIM), Column(), gap=1)
    grid.add(Text("old"), Text(shown_line(page.old)))
    grid.add(Text("new"), Text(shown_line(page.new)))
    yield grid
    yield Text("─" * width, DIM)
    yield Text(page.summary, "bold")
    for notice in page.notices:
        yield Text()
        yield _notice(notice)
    for passage in page.passages:
        yield Text()
        yield _passage(passage)
    yield from _listed("Moved", [Text(line) for line in page.moves])
    said = [assembled((what, "bold"), f": {shown_line(words)}") for what, words in page.statements]
    yield from _listed("Statements", said)
    yield Text()


def _notice(one: Judged) -> Grid:
    style = STYLES[one.verdict]
    words = assembled((f"{one.kind.capitalize()} ", "bold"), (one.words, style))
    words.append(f"\n{shown_line(one.text)}", "italic")
    words.append(f"\n{shown_line(one.says)}")
    grid = Grid(Column(1), Column(), gap=2)
    grid.add(Text(one.sign, style), words)
    return grid


def _passage(one: Passage) -> Grid:
    marks = [
        assembled((mark.grade, "bold"), (", no notice names it" if mark.silent else "", "red"))
        for mark in one.marks
    ]
    head = joined([Text(one.where, DIM), *marks], between=" · ")
    words = Text()
    for kind, run in one.runs:
        opened, closed = SIGNS[kind]
        words.append(f"{opened}{_safe(run)}{closed}", RUNS[kind])
    grid = Grid(Column(1), Column(), gap=2)
    grid.add(Text(), head)
    grid.add(Text(), words)
    return grid


def _safe(run: str) -> str:
    edges = (" " * run.startswith(" "), " " * (run.endswith(" ") and len(run) > 1))
    return f"{edges[0]}{shown_line(run.strip())}{edges[1]}"


def _listed(title: str, rows: list[Text]) -> Iterator[Text | Grid]:
    if not rows:
        return
    yield Text(f"\n{title}", "bold")
    grid = Grid(Column(1), Column(), gap=2)
    for row in rows:
        grid.add(Text(), row)
    yield grid
