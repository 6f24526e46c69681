"""`depesche search`. In: words and filters. Out: the dispatches found, with why."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from textwrap import wrap

import msgspec

from depesche.cli.status import OK
from depesche.cli.stores import moment_given, say, store
from depesche.core.dates import Published, published
from depesche.core.errors import UsageError
from depesche.german.terms import terms
from depesche.store.filters import Filters
from depesche.store.query import parsed
from depesche.store.rows import FURTHER_NOTICE
from depesche.store.search import Hit, Question, Said, replaced, search
from depesche.store.snippet import Snippet
from depesche.views.safe import shown, shown_line
from depesche.views.words import ACTS, CERTAINTY, date_words

WIDTH = 88
MOST = 10_000
NOTHING = 1
"""Exit status where nothing is found, as grep has it."""


def run(found: argparse.Namespace) -> int:
    """Search; 0, or 1 where nothing is found."""
    question = _question(found)
    with store(found, writable=False) as database, database.reading() as connection:
        hits = search(connection, question, terms)
        told = not (found.json or found.all_versions or found.withdrawn)
        older, more = replaced(connection, question, terms) if told else (0, False)
    bold = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for hit in hits:
        if found.json:
            say(msgspec.json.encode(hit).decode())
        else:
            say("\n".join(_lines(hit, bold=bold)))
    if not hits and not found.json:
        print("depesche: nothing found.", file=sys.stderr)
    if older:
        print(f"depesche: {_older(older, more=more)} left out; --all-versions shows all.", file=sys.stderr)
    return OK if hits else NOTHING


def _older(count: int, *, more: bool) -> str:
    shown = f"{count:,} or more" if more else f"{count:,}"
    return f"{shown} older version{'s' if more or count > 1 else ''}"


def _question(found: argparse.Namespace) -> Question:
    words = " ".join(f'"{word}"' if " " in word else word for word in found.query)
    filters = Filters(
        agencies=tuple(found.agency),
        kinds=tuple(found.kind),
        first=_day(found.first, "--from", first=True),
        last=_day(found.last, "--to", first=False),
        places=tuple(found.place),
        persons=tuple(found.person),
        sources=tuple(found.source),
        acts=tuple(found.act),
        factualities=tuple(found.factuality),
        embargoed=found.embargoed,
        withdrawn=found.withdrawn,
        replaced=found.all_versions,
    )
    if not 1 <= found.limit <= MOST or found.skip < 0:
        raise UsageError("So many hits cannot be.", where="--limit", advice=f"Say 1 to {MOST}.")
    node = parsed(words, terms)
    return Question(node, filters, moment_given(found.as_of, "--as-of"), found.limit, found.skip)


def _day(written: str | None, option: str, *, first: bool) -> str | None:
    if written is None:
        return None
    days = published(written)
    if days is None:
        what = f"{written!r} is no day."
        raise UsageError(what, where=option, advice="Write 2023-09-11, 2023-09 or 2023.")
    return days.earliest if first else days.latest


def _lines(hit: Hit, *, bold: bool) -> Iterator[str]:
    yield "  ".join(_facts(hit))
    yield shorten(f"  {shown_line(hit.title)}", WIDTH)
    for line in wrap(_marked(hit.snippet, bold=bold), WIDTH):
        yield f"    {line}"
    for said in hit.statements:
        yield from _said(said)
    yield ""


def _facts(hit: Hit) -> Iterator[str]:
    yield shown_line(hit.id[:12])
    yield f"#{hit.seq}" + (f".{hit.place + 1}" if hit.place else "")
    yield shown_line(hit.agency or "agency unknown")
    yield hit.kind
    known = hit.earliest and hit.latest and hit.precision
    yield date_words(msgspec.convert(_published(hit), Published) if known else None)
    if hit.withdrawn:
        yield "WITHDRAWN"
    elif hit.replaced:
        yield "REPLACED"
    if hit.held:
        yield f"EMBARGOED until {held_until(hit.embargo)}"


def held_until(embargo: str | None) -> str:
    """The end of an embargo for people."""
    return "further notice" if embargo == FURTHER_NOTICE else f"{embargo}"


def _published(hit: Hit) -> dict[str, str | None]:
    return {"earliest": hit.earliest, "latest": hit.latest, "precision": hit.precision}


def _marked(snippet: Snippet, *, bold: bool) -> str:
    on, off = ("\x1b[1m", "\x1b[0m") if bold else ("[", "]")
    text, done = shown(snippet.text), 0
    parts: list[str] = []
    for begin, end in snippet.marks:
        parts += [text[done:begin], on, text[begin:end], off]
        done = end
    before, behind = ("… " if cut else "" for cut in snippet.cut)
    line = f"{before}{''.join(parts)}{text[done:]} {behind}"
    return " ".join(line.split())


def shorten(line: str, width: int) -> str:
    """The line, cut where it is longer than `width`."""
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"


def _said(said: Said) -> Iterator[str]:
    certainty = CERTAINTY[said.factuality]  # type: ignore[index]
    who = shown_line(" ← ".join(said.sources) or "the agency")
    head = f"{certainty.sign} {who}, {ACTS[said.act]} ({certainty.word}): "  # type: ignore[index]
    yield from wrap(
        head + shown_line(said.content), WIDTH, initial_indent="    ", subsequent_indent="       "
    )
