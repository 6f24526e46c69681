"""`depesche story`. In: a story and a moment. Out: its briefing as it stood then."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import nullcontext
from io import StringIO

import msgspec
from sqlalchemy import Connection

from depesche.briefings import briefing
from depesche.cli.outputs import replacing
from depesche.cli.status import OK
from depesche.cli.stores import moment_given, store
from depesche.core.errors import UsageError
from depesche.store.stories import find_story, listed
from depesche.views.briefing import Briefing


def run(found: argparse.Namespace) -> int:
    """Write the briefing; 0."""
    at = moment_given(found.as_of, "--as-of")
    with store(found, writable=False) as database, database.reading() as connection:
        name = chosen(connection, found.name, at, embargoed=found.embargoed)
        page = briefing(connection, name, at, embargoed=found.embargoed, whole=found.all)
    if page is None:
        raise UsageError(
            "Nothing of this story had come in then.", where=name[:12], advice="Give a later time."
        )
    with replacing(found.output) if found.output else nullcontext(sys.stdout.buffer) as sink:
        sink.write(_written(page, found).encode("utf-8", "replace"))
        sink.flush()
    return OK


def chosen(connection: Connection, name: str | None, at: str, *, embargoed: bool) -> str:
    """The story of this name; without one, the one told last. Raises UsageError where there is none."""
    if name is None:
        newest = listed(connection, at, limit=1, embargoed=embargoed)
        if not newest:
            raise UsageError("There are no stories yet.", where="story", advice="Take something in first.")
        return newest[0].id
    story = find_story(connection, name)
    if story is None:
        raise UsageError("There is no such story.", where=name, advice="See depesche stories.")
    return story


def _written(page: Briefing, found: argparse.Namespace) -> str:
    if found.format == "json":
        return msgspec.json.encode(page).decode() + "\n"
    if found.format == "html":
        from depesche.cli import briefhtml, html

        return html.head() + briefhtml.article(page) + html.foot()
    if found.format == "md":
        from depesche.cli.briefmd import markdown

        return markdown(page)
    from depesche.cli.briefs import draw

    out = StringIO()
    draw(page, out, width=found.width or columns(), color=colours(found))
    return out.getvalue()


def columns() -> int:
    """The terminal's width."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def colours(found: argparse.Namespace) -> bool:
    """Whether to write with colours: as asked, or as the terminal has it."""
    if found.color is not None:
        return bool(found.color)
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or found.output
    return sys.stdout.isatty() and not plain
