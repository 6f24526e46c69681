"""In: a Briefing. Out: the same as Markdown, for a mail or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.cli.briefs import key_words, ref_words, short
from depesche.cli.stories import minute
from depesche.views.briefing import EXPLAINED, Briefing, ClaimShown, Correction, Values, Voice, plain
from depesche.views.safe import shown_line
from depesche.views.words import ACTS, CERTAINTY

MARKUP = re.compile(r"([\\`*_\[\]<>#|~&!])")


def markdown(page: Briefing) -> str:
    """The briefing as Markdown; what a dispatch holds never becomes markup."""
    return "\n".join(_lines(page)) + "\n"


def escaped(words: str) -> str:
    """Words as one line in which nothing is markup."""
    return MARKUP.sub(r"\\\1", shown_line(words))


def _lines(page: Briefing) -> Iterator[str]:
    yield from (f"# {escaped(page.title)}", "")
    agencies = ", ".join(f"{escaped(name) or 'agency unknown'} {n}" for name, n in page.agencies)
    count = sum(n for _, n in page.agencies)
    yield f"{count} dispatches, {minute(page.first)} to {minute(page.last)}: {agencies}  "
    yield from (f"story {page.id[:12]} as of {minute(page.at)}", "")
    yield from (f"{escaped(page.lead)} ({escaped(ref_words(page.latest))})", "")
    for section in page.sections:
        yield from (f"## {section.title}", "", f"*{EXPLAINED[section.kind]}*", "")
        for one in section.claims:
            yield from claim_lines(one)
        yield from ("", f"and {section.more} more", "") if section.more else ("",)
    yield from _questions(page)
    yield from _corrections(page)
    yield from ("## Time line", "")
    for event in page.timeline:
        told = f" ({event.relation} of {escaped(event.other.number)})" if event.other else ""
        state = " **WITHDRAWN**" if event.withdrawn else ""
        head = f"{short(event.ref.made)} {escaped(event.ref.number)} {escaped(event.ref.agency)}"
        yield f"- {head}: {escaped(event.title)}{told}{state}"


def claim_lines(one: ClaimShown) -> Iterator[str]:
    """A claim as a list with its voices, numbers and findings."""
    yield f"- **{escaped(one.gloss)}** ({one.id[:8]})"
    if not plain(one):
        yield f"  {escaped(one.says)}"
    for voice in one.voices:
        yield f"  - {_voice(voice)}"
    if one.values:
        yield f"  - number: {_values(one.values)}"
    for finding in one.findings:
        yield f"  - **{finding.kind}**: {escaped(finding.says)}"


def _voice(one: Voice) -> str:
    grade = CERTAINTY[one.factuality].word  # type: ignore[index]
    facts = [f"{one.side}{'' if one.counts else ', not counted'}", ACTS[one.act], grade]  # type: ignore[index]
    facts += [f"by way of {', '.join(escaped(key_words(key)) for key in one.via)}"] if one.via else []
    facts += [one.state] if one.state != "current" else []
    refs = "; ".join(escaped(ref_words(ref)) for ref in one.refs)
    return f"**{escaped(one.name)}** ({', '.join(facts)}): “{escaped(one.words)}” ({refs})"


def _values(found: Values) -> str:
    steps = (
        f"**{step.value}** ({escaped(step.origin)}, {escaped(step.ref.number)} {short(step.ref.made)})"
        for step in found.steps
    )
    return " → ".join(steps)


def _questions(page: Briefing) -> Iterator[str]:
    if page.questions:
        yield from ("## Asked, or without comment", "")
    for one in page.questions:
        yield f"- **{escaped(one.who)}**: “{escaped(one.words)}” ({escaped(ref_words(one.ref))})"
    yield from ("",) if page.questions else ()


def _corrections(page: Briefing) -> Iterator[str]:
    if page.corrections:
        yield from ("## Revisions", "")
    for one in page.corrections:
        yield from _correction(one)
    yield from ("",) if page.corrections else ()


def _correction(one: Correction) -> Iterator[str]:
    before = f" replaces {escaped(ref_words(one.before))}" if one.before else ""
    yield f"- **{one.relation}** {escaped(ref_words(one.ref))}{before}"
    for verdict in one.verdicts:
        yield f"  - notice “{escaped(verdict.notice)}”: **{verdict.verdict}**, {escaped(verdict.says)}"
    for change in one.changes if one.relation != "withdrawal" else ():
        yield f"  - changed: {escaped(change)}"
    if one.silent and one.relation != "withdrawal":
        yield f"  - without notice: {', '.join(one.silent)}"
