"""In: a page about two versions. Out: it as an article of the one self-contained HTML document."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.cli.html import Html, el
from depesche.views.difference import Differing, Judged, Passage

TAGS = {"same": "span", "gone": "del", "new": "ins"}


def article(page: Differing) -> str:
    """Two versions as an article."""
    versions = [
        el("p", el("b", label), f" {words}", class_="facts")
        for label, words in (("old", page.old), ("new", page.new))
    ]
    parts = (
        el("p", el("b", "Difference"), el("span", page.summary, class_="date"), class_="kicker"),
        el("h1", page.title, lang="de"),
        *versions,
        *map(_notice, page.notices),
        *map(_passage, page.passages),
        *_lists(page),
    )
    return el("article", *parts, class_="difference") + "\n"


def _notice(one: Judged) -> Html:
    bad = " bad" * (one.verdict == "disagrees")
    verdict = el("span", f"{one.sign} {one.words}", class_=f"verdict {one.verdict}{bad}")
    sent = el("span", one.text, class_="sent", lang="de")
    return el("p", el("b", one.kind), " ", verdict, f" {one.says}", sent, class_="notice")


def _passage(one: Passage) -> Html:
    marks = [
        el(
            "span",
            mark.grade + ", no notice names it" * mark.silent,
            class_="silent" if mark.silent else "named",
        )
        for mark in one.marks
    ]
    head = el("p", el("span", one.where), *marks, class_="grades")
    words = el("p", *(el(TAGS[kind], run) for kind, run in one.runs), class_="text", lang="de")
    return el("section", head, words, class_="changed")


def _lists(page: Differing) -> Iterator[Html]:
    moved = [el("li", line) for line in page.moves]
    said = [el("li", el("b", what), f": {words}") for what, words in page.statements]
    for title, rows in (("Moved", moved), ("Statements", said)):
        if rows:
            yield el("section", el("h2", title), el("ul", *rows), class_="saidnow")
