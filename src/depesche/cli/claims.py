"""`depesche claims`. In: a story and a moment. Out: what its dispatches say in common."""

from __future__ import annotations

import argparse
import sys
from io import StringIO

import msgspec

from depesche.briefings import numbers_of, refs
from depesche.cli.briefs import claim_parts
from depesche.cli.layout import Grid, Text, written
from depesche.cli.search import NOTHING
from depesche.cli.status import OK
from depesche.cli.stores import moment_given, say, store
from depesche.cli.story import chosen, columns
from depesche.store.claims import story_claims
from depesche.views.briefing import ClaimShown, claim_shown


def run(found: argparse.Namespace) -> int:
    """List the claims; 0, or 1 where there is none."""
    at = moment_given(found.as_of, "--as-of")
    with store(found, writable=False) as database, database.reading() as connection:
        name = chosen(connection, found.name, at, embargoed=found.embargoed)
        claims = story_claims(connection, name, at)
        named = refs(connection, numbers_of(claims))
    wanted = [one for one in claims if not found.status or one.standing.status in found.status]
    shown = [claim_shown(one, named) for one in wanted]
    for one in shown:
        say(msgspec.json.encode(one).decode() if found.json else drawn(one).rstrip("\n") + "\n")
    if not shown and not found.json:
        print("depesche: there are no such claims.", file=sys.stderr)
    return OK if shown else NOTHING


def drawn(one: ClaimShown) -> str:
    """A claim for the terminal, with its status and its id."""
    out, width = StringIO(), min(columns(), 100)
    facts = f"{one.id[:12]}  {one.status}  independent origins: {one.independent_origins}"
    blank, *inner = claim_parts(one, width)
    parts: list[Text | Grid] = [Text(facts), *inner, blank]
    for part in parts:
        out.writelines(f"{written(line, color=False)}\n" for line in part.lines(width))
    return out.getvalue()
