"""In: Pages. Out: one self-contained HTML document: no network, no inline handler, strict CSP.

Every text passes through `el`, which escapes it: what a dispatch holds can never become markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template

from depesche import __version__
from depesche.views.marks import Mark, Segment
from depesche.views.page import NoticeShown, Page, Row, Said, chain_words
from depesche.views.words import CERTAINTY

BREAK = "$articles"
BAD = ("not found", "ambiguous")
CALM = ("distance-plausible", "sum-consistent")
LISTS = {"person": "Persons", "organisation": "Organisations", "place": "Places"}


class Html(str):
    """Markup that is safe to be put into a document as it stands."""

    __slots__ = ()


def el(tag: str, *children: str, **attributes: str | None) -> Html:
    """The element `tag`. Children are escaped unless they are Html; attributes always are.

    An attribute that is None is left out; underscores in its name stand for hyphens, one at the
    end for nothing (`class_`).
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{written}>{_joined(children)}</{tag}>")


def head() -> str:
    """The document up to its first article."""
    return _shell()[0]


def foot() -> str:
    """The document after its last article."""
    return _shell()[1]


def article(page: Page, number: int) -> str:
    """One dispatch as an article; `number` keeps its anchors apart from other articles'."""
    parts = (*_header(page), _legend(page), *_blocks(page, number), *_lists(page))
    made = el("p", f"{page.engine} · {page.id}", class_="foot")
    return el("article", *parts, _findings(page.findings, number), made, id=f"d{number}") + "\n"


def _joined(children: Iterable[str]) -> str:
    return "".join(c if isinstance(c, Html) else escape(c) for c in children)


@cache
def _shell() -> tuple[str, str]:
    folder = files("depesche.cli") / "data"
    shell, style, script = (
        (folder / name).read_text(encoding="utf-8") for name in ("page.html", "page.css", "page.js")
    )
    filled = Template(shell).substitute(
        style=style,
        script=script,
        style_hash=_digest(style),
        script_hash=_digest(script),
        generator=f"depesche {__version__}",
        articles=BREAK,
    )
    before, _, after = filled.partition(BREAK)
    return before, after


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _value(factuality: str) -> str:
    return factuality.replace("+", "p").replace("-", "m")


def _header(page: Page) -> Iterator[Html]:
    kind = el("span", page.kind, class_=f"kind {page.kind}")
    date = el("span", page.date, class_="date")
    yield el("p", el("b", page.agency), kind, date, class_="kicker")
    yield el("h1", page.title, lang="de")
    signed = f"signed {' '.join(page.signoff)}" if page.signoff else ""
    facts = (" / ".join(page.dateline), *page.prefixes, *page.bylines, signed)
    yield el("p", " · ".join(fact for fact in facts if fact), class_="facts")
    yield from map(_notice, page.notices)
    for guess in page.guesses:
        yield el("p", el("b", "guessed"), f": {guess}", class_="notice")


def _notice(notice: NoticeShown) -> Html:
    where = ": ".join(filter(None, (notice.where, notice.change)))
    verdict = el("span", notice.verdict, class_=f"verdict {'bad' * (notice.verdict in BAD)}")
    because = f" ({notice.because})" if notice.because else ""
    sent = el("span", notice.text, class_="sent", lang="de")
    return el("p", el("b", notice.kind), f" {where}: ", verdict, because, sent, class_="notice")


def _legend(page: Page) -> Html:
    used = {one.factuality for block in page.blocks for one in block.said if not one.quiet}
    items = [el("li", "unmarked: the agency’s own word")]
    for value, (sign, word, means) in CERTAINTY.items():
        if value in used:
            key = el("b", f"{sign} {word}", class_=f"key {_value(value)}-key", title=means)
            items.append(el("li", key))
    if page.times:
        items.append(el("li", el("span", "time", class_="time")))
    if any(notice.verdict == "located" for notice in page.notices):
        items.append(el("li", el("span", "where a notice points", class_="pointed")))
    return el("ul", *items, class_="legend", aria_label="Legend")


def _blocks(page: Page, number: int) -> Iterator[Html]:
    said = {one.number: one for block in page.blocks for one in block.said}
    for block in page.blocks:
        label = el("div", str(block.number or ""), class_="num")
        parts = (_segment(page, segment, said, f"d{number}") for segment in block.segments)
        text = el("p", *parts, class_="text", lang="de")
        notes = [_note(one, f"d{number}") for one in block.said if not one.quiet]
        listed = el("ol", *notes, class_="notes") if notes else Html()
        name = "block" if block.number else "block aside"
        yield el("section", label, text, listed, class_=name)


def _segment(page: Page, segment: Segment, said: dict[int, Said], prefix: str) -> Html:
    opened = [_opener(said[m.number], prefix) for m in segment.opens if _is_first(m, said)]
    words = page.text[segment.begin : segment.end]
    if not segment.over:
        return Html(escape(words))
    marks = {kind: _numbers(segment, kind, prefix) for kind in ("statement", "cue", "voice")}
    return el(
        "span",
        *opened,
        words,
        class_=" ".join(_classes(segment, said)) or None,
        data_s=marks["statement"],
        data_c=marks["cue"],
        data_v=marks["voice"],
    )


def _is_first(mark: Mark, said: dict[int, Said]) -> bool:
    return mark.kind == "statement" and said[mark.number].begin == mark.begin


def _numbers(segment: Segment, kind: str, prefix: str) -> str | None:
    found = [f"{prefix}s{mark.number}" for mark in segment.over if mark.kind == kind]
    return " ".join(found) or None


def _classes(segment: Segment, said: dict[int, Said]) -> Iterator[str]:
    over = [mark.number for mark in segment.over if mark.kind == "statement"]
    kinds = {mark.kind for mark in segment.over}
    if over:
        yield f"m {_value(said[over[-1]].factuality)}"
    if len(over) > 1:
        yield "deep"
    if "time" in kinds:
        yield "time"
    if "notice" in kinds:
        yield "pointed"


def _opener(one: Said, prefix: str) -> Html:
    names = ", ".join(voice.name for voice in one.voices)
    label = f"Statement {one.number}: {names}: {one.act}, {one.certainty.word}"
    return el(
        "a",
        f"{one.number} {one.certainty.sign}",
        class_=f"n {_value(one.factuality)}-key",
        id=f"{prefix}m{one.number}",
        href=f"#{prefix}s{one.number}",
        aria_label=label,
    )


def _note(one: Said, prefix: str) -> Html:
    value = _value(one.factuality)
    sign = f"{one.number} {one.certainty.sign}"
    back = el("a", sign, class_=f"back sign {value}-key", href=f"#{prefix}m{one.number}")
    word = el("b", one.certainty.word, class_=f"sign {value}-key")
    grade = el("p", f"{one.act} · ", word, f" · {one.mode}", class_="grade")
    parts = (back, _chain(one), grade, *_facts(one), _why(one))
    return el("li", *parts, class_="note", id=f"{prefix}s{one.number}", data_value=f"{value}-key")


def _chain(one: Said) -> Html:
    arrow = el("i", "←", title="who has it from")
    names = [el("bdi", voice.name) for voice in one.voices]
    links = [part for name in names for part in (arrow, name)][1:]
    return el("div", *links, class_="chain", lang="de")


def _facts(one: Said) -> Iterator[Html]:
    for label, words in (("what", one.claimed), ("to", one.addressee)):
        if words:
            yield el("p", el("span", f"{label} ", class_="label"), el("q", words, lang="de"))
    for line in one.times:
        yield el("p", el("span", "when ", class_="label"), line)
    for part in one.parts:
        yield _part(part, one)


def _part(part: Said, whole: Said) -> Html:
    words = el("q", part.content, lang="de")
    chain = chain_words(part.voices) if part.voices != whole.voices else ""
    facts = "".join(f" · {fact}" for fact in (chain, part.act * (part.act != whole.act)) if fact)
    grade = el("b", part.certainty.word, class_=f"sign {_value(part.factuality)}-key")
    return el("p", el("span", "of which ", class_="label"), words, facts, " · ", grade)


def _why(one: Said) -> Html:
    cue = [el("li", "cue ", el("q", one.cue, lang="de"))] if one.cue else []
    reasons = [
        el("li", el("q", words, lang="de"), f" {says} ", el("code", rule))
        for rule, words, says in one.reasons
    ]
    if not cue and not reasons:
        return Html()
    return el("details", el("summary", "why"), el("ul", *cue, *reasons, class_="why"))


def _lists(page: Page) -> Iterator[Html]:
    tables = [_table("Times", page.times)] if page.times else []
    entities = sorted(page.entities, key=lambda row: list(LISTS).index(row.kind))
    for kind, rows in groupby(entities, lambda row: row.kind):
        tables.append(_table(LISTS[kind], tuple(rows)))
    tables += [_table("Amounts", page.amounts)] if page.amounts else []
    if tables:
        yield el("div", *tables, class_="lists")


def _table(title: str, rows: tuple[Row, ...]) -> Html:
    kinds = len({row.kind for row in rows}) > 1
    lines = [
        el(
            "tr",
            el("td", row.words, lang="de"),
            *([el("td", row.kind, class_="soft")] if kinds else []),
            el("td", row.means),
            el("td", row.more, class_="soft"),
        )
        for row in rows
    ]
    return el("section", el("h2", title), el("table", *lines))


def _findings(rows: tuple[Row, ...], number: int) -> Html:
    if not rows:
        return Html()
    made = [_finding(row) for row in rows]
    return el("section", el("h2", "Findings"), *made, class_="findings", id=f"d{number}findings")


def _finding(row: Row) -> Html:
    return el(
        "div",
        el("p", row.kind.replace("-", " "), class_="kind"),
        el("p", row.means, class_="says"),
        el("blockquote", row.words, lang="de"),
        el("p", row.more, class_="because"),
        class_=f"finding {'calm' if row.kind in CALM else 'alarm'}",
    )
