"""In: a Briefing. Out: an article of the self-contained HTML document that `html` makes."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.cli.briefs import key_words, short
from depesche.cli.html import Html, el
from depesche.cli.stories import minute
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
)
from depesche.views.safe import shown_line
from depesche.views.words import ACTS, CERTAINTY

SIGNS = {"for": "+", "against": "−", "open": "?"}


def article(page: Briefing) -> str:
    """The briefing as an article."""
    parts = (
        *_head(page),
        *(_section(one) for one in page.sections),
        *_questions(page.questions),
        *_corrections(page),
        _timeline(page),
        el("p", f"story {page.id}", class_="foot"),
    )
    return el("article", *parts, class_="brief") + "\n"


def _head(page: Briefing) -> Iterator[Html]:
    count = sum(n for _, n in page.agencies)
    what = el("span", f"{count} dispatches", class_="kind report")
    yield el(
        "p", el("b", "Briefing"), what, el("span", f"as of {minute(page.at)}", class_="date"), class_="kicker"
    )
    yield el("h1", shown_line(page.title), lang="de")
    agencies = ", ".join(f"{name or 'agency unknown'} {n}" for name, n in page.agencies)
    yield el("p", f"{minute(page.first)} to {minute(page.last)} · {agencies}", class_="facts")
    yield el("p", el("span", shown_line(page.lead), lang="de"), " ", _ref(page.latest), class_="lead")
    items = (
        el(
            "li",
            el("a", el("b", str(len(one.claims) + one.more)), f" {one.title.lower()}", href=f"#{one.kind}"),
        )
        for one in page.sections
    )
    yield el("ul", *items, class_="legend", aria_label="What is in it")


def _ref(ref: Ref, *, links: bool = True) -> Html:
    words = " ".join(filter(None, (ref.number, shown_line(ref.agency), short(ref.made))))
    if not links:
        return el("span", words, class_="ref")
    return el("a", words, class_="ref", href=f"#n{ref.number[1:]}", title=ref.id)


def _section(section: Section) -> Html:
    about = el("span", EXPLAINED[section.kind], class_="about")
    more = [el("p", f"and {section.more} more", class_="about")] if section.more else []
    claims = (_claim(one) for one in section.claims)
    name = f"claims {section.kind}"
    return el("section", el("h2", section.title, " ", about), *claims, *more, class_=name, id=section.kind)


def _claim(one: ClaimShown) -> Html:
    says = [] if plain(one) else [el("p", shown_line(one.says), class_="says")]
    parts = [
        el("h3", shown_line(one.gloss), lang="de"),
        *says,
        el("ul", *(_voice(voice, one.gloss) for voice in one.voices), class_="voices"),
    ]
    if one.values:
        parts.append(_values(one.values))
    for finding in one.findings:
        about = (part for ref in finding.refs for part in (" ", _ref(ref)))
        parts.append(
            el("p", el("b", finding.kind), f": {shown_line(finding.says)}", *about, class_="noticed")
        )
    return el("div", *parts, class_="claim", id=f"c{one.id[:12]}")


def _voice(one: Voice, gloss: str) -> Html:
    value = one.factuality.replace("+", "p").replace("-", "m")
    grade = el("b", CERTAINTY[one.factuality].word, class_=f"sign {value}-key")  # type: ignore[index]
    name = el("bdi", shown_line(one.name), class_="who")
    sign = el("span", SIGNS[one.side], class_="side", title=one.side)
    facts: list[str] = [f" · {ACTS[one.act]} · ", grade]  # type: ignore[index]
    if one.via:
        facts.append(f" · by way of {', '.join(map(key_words, one.via))}")
    if one.state != "current":
        facts += [" · ", el("b", one.state, class_="state")]
    if not one.counts and one.state == "current":
        facts.append(" · not counted")
    words = [el("q", shown_line(one.words), lang="de")] if one.words != gloss else []
    refs = (part for ref in one.refs for part in (" ", _ref(ref)))
    kind = one.side if one.counts else f"{one.side} aside"
    return el("li", sign, el("div", name, *facts, *refs, *words), class_=f"voice {kind}")


def _values(found: Values) -> Html:
    steps = [
        el(
            "li",
            el("b", f"{step.value} {found.unit or ''}".strip()),
            el("span", shown_line(step.origin)),
            _ref(step.ref),
            class_=step.state,
        )
        for step in found.steps
    ]
    return el("ol", *steps, class_="values", aria_label="How the number developed")


def _questions(questions: tuple[Question, ...]) -> Iterator[Html]:
    if questions:
        items = (
            el(
                "li",
                el("span", "?", class_="side"),
                el(
                    "div",
                    el("bdi", shown_line(one.who), class_="who"),
                    f" · {ACTS[one.act]} ",  # type: ignore[index]
                    _ref(one.ref),
                    el("q", shown_line(one.words), lang="de"),
                ),
                class_="voice open",
            )
            for one in questions
        )
        head = el("h2", "Asked, or without comment")
        yield el("section", head, el("ul", *items, class_="voices"), class_="claims open")


def _corrections(page: Briefing) -> Iterator[Html]:
    if page.corrections:
        made = (_correction(one) for one in page.corrections)
        yield el("section", el("h2", "Revisions"), *made, class_="findings", id="revisions")


def _correction(one: Correction) -> Html:
    before = (" replaces ", _ref(one.before)) if one.before else ()
    parts = [el("p", el("b", one.relation), " ", _ref(one.ref), *before, class_="kind")]
    for verdict in one.verdicts:
        bad = "" if verdict.verdict == "agrees" else " bad"
        words = el("span", shown_line(verdict.notice), class_="sent", lang="de")
        said = el("span", verdict.verdict, class_=f"verdict{bad}")
        parts.append(el("p", said, f": {shown_line(verdict.says)}", words, class_="notice"))
    if one.changes and one.relation != "withdrawal":
        parts.append(el("ul", *(el("li", shown_line(change)) for change in one.changes), class_="changed"))
    if one.silent and one.relation != "withdrawal":
        parts.append(el("p", f"without notice: {', '.join(one.silent)}", class_="state"))
    alarm = one.silent or one.relation == "withdrawal"
    return el("div", *parts, class_=f"finding {'alarm' if alarm else 'calm'}")


def _timeline(page: Briefing) -> Html:
    return el(
        "section",
        el("h2", "Time line"),
        el("table", *map(_event, page.timeline)),
        class_="timeline",
        id="timeline",
    )


def _event(one: Event) -> Html:
    related = ()
    if one.other:
        related = (f" {one.relation} of ", _ref(one.other))  # type: ignore[assignment]
    state = [el("b", " withdrawn", class_="state")] if one.withdrawn else []
    return el(
        "tr",
        el("td", shown_line(one.title), lang="de"),
        el("td", one.ref.number, " ", shown_line(one.ref.agency)),
        el("td", short(one.ref.made), class_="soft"),
        el(
            "td",
            one.kind if one.kind not in ("report", one.relation) else "",
            *related,
            *state,
            class_="soft",
        ),
        id=f"n{one.ref.number[1:]}",
    )
