"""`depesche stories`. In: a moment. Out: the stories of the wire then, the newest first."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

import msgspec

from depesche.cli.search import MOST, NOTHING, WIDTH, shorten
from depesche.cli.status import OK
from depesche.cli.stores import moment_given, say, store
from depesche.core.errors import UsageError
from depesche.store.stories import Story, listed
from depesche.views.safe import shown_line


def run(found: argparse.Namespace) -> int:
    """List the stories; 0, or 1 where there is none."""
    if not 1 <= found.limit <= MOST or found.skip < 0:
        raise UsageError("So many stories cannot be.", where="--limit", advice=f"Say 1 to {MOST}.")
    at = moment_given(found.as_of, "--as-of")
    since = moment_given(found.since, "--since") if found.since else None
    with store(found, writable=False) as database, database.reading() as connection:
        stories = listed(
            connection, at, since=since, limit=found.limit, skip=found.skip, embargoed=found.embargoed
        )
    for story in stories:
        say(msgspec.json.encode(story).decode() if found.json else "\n".join(_lines(story)))
    if not stories and not found.json:
        print("depesche: there are no stories.", file=sys.stderr)
    return OK if stories else NOTHING


def _lines(story: Story) -> Iterator[str]:
    count = f"{story.dispatches} dispatch{'es' if story.dispatches > 1 else ''}"
    times = " to ".join(dict.fromkeys((minute(story.first), minute(story.last))))
    agencies = ", ".join(map(shown_line, story.agencies)) or "agency unknown"
    yield shorten("  ".join((story.id[:12], count, times, agencies)), WIDTH)
    yield shorten(f"  {shown_line(story.title)}", WIDTH)
    yield ""


def minute(moment: str) -> str:
    """A moment of the store for people, to the minute."""
    return f"{moment[:10]} {moment[11:16]}Z"
