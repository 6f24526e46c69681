"""`depesche corrections`. In: a store. Out: what was corrected, whether its notice is true, how much."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator

from depesche.checks import Revised, revised
from depesche.cli.layout import Column, Grid, Text, assembled, written
from depesche.cli.status import OK
from depesche.cli.stores import moment_given, say, store
from depesche.core.check import GRADES, Change
from depesche.core.errors import UsageError
from depesche.store.tables import PLACES
from depesche.views.safe import shown_line

NOTHING = 1
WIDEST = 110
SHOWN = 6
"""Changes that are shown of one revision."""
SIGNS = {"agrees": "=", "partial": "~", "disagrees": "!", "unverifiable": "?"}
STYLES = {"agrees": "green", "partial": "yellow", "disagrees": "bold red", "unverifiable": "bright_black"}
CORRECTING = ("correction", "withdrawal", "repeat")


def run(found: argparse.Namespace) -> int:
    """List; 0, or 1 where nothing was corrected."""
    at = moment_given(found.as_of, "--as-of")
    since = moment_given(found.since, "--since") if found.since else ""
    if found.limit < 1:
        raise UsageError("So many cannot be.", where="--limit", advice="Say 1 or more.")
    count = 0
    kinds = () if found.all or found.verdict else CORRECTING
    with store(found, writable=False) as database, database.reading() as connection:
        for one in revised(connection, at, since=since, embargoed=found.embargoed, kinds=kinds):
            if not wanted(one, found):
                continue
            for line in _json(one) if found.json else _lines(one):
                say(line)
            count += 1
            if count == found.limit:
                break
    if not count and not found.json:
        print("Nothing was corrected.", file=sys.stderr)
    return OK if count else NOTHING


def wanted(one: Revised, found: argparse.Namespace) -> bool:
    """Whether a revision is asked for: by itself what corrects, takes back, or changes silently
    what weighs while it says that it only repeats."""
    verdicts = {notice.verdict for notice in one.check.notices}
    if found.verdict:
        return bool(verdicts & set(found.verdict))
    kinds = {one.relation, one.new.dispatch.kind, *(n.kind for n in one.new.dispatch.notices)}
    return found.all or bool(kinds & set(CORRECTING))


def _json(one: Revised) -> Iterator[str]:
    check = one.check
    yield json.dumps(
        {
            "dispatch": one.new.id,
            "number": _number(one.number),
            "revises": one.old.id if one.old else None,
            "relation": one.relation,
            "because": one.because,
            "created": one.created,
            "received": one.received,
            "agency": one.new.dispatch.agency,
            "title": _title(one),
            "notices": [
                {
                    "text": one.new.dispatch.notices[n.notice].text,
                    "kind": one.new.dispatch.notices[n.notice].kind,
                    "verdict": n.verdict,
                    "says": n.says,
                }
                for n in check.notices
            ],
            "size": _size(one),
            "changes": [_change(change, place in check.silent) for place, change in enumerate(check.changes)],
        },
        ensure_ascii=False,
    )


def _change(one: Change, silent: bool) -> dict[str, object]:
    return {
        "grade": one.grade,
        "how": one.how,
        "paragraph": one.paragraph,
        "old": one.old,
        "new": one.new,
        "says": one.says,
        "silent": silent,
    }


def _size(one: Revised) -> dict[str, int]:
    counts = {grade: sum(change.grade == grade for change in one.check.changes) for grade in GRADES}
    return {grade: count for grade, count in counts.items() if count}


def _lines(one: Revised) -> Iterator[str]:
    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    for line in _page(one).lines(width):
        yield written(line, color=color)
    yield ""


def _page(one: Revised) -> Grid:
    page = Grid(Column(width=1), Column(), gap=1)
    agency = one.new.dispatch.agency or "agency unknown"
    head = f"{_number(one.number)}  {one.created[:16].replace('T', ' ')}Z  {agency}  {one.relation}"
    page.add(Text(""), assembled((shown_line(head), "bold")))
    page.add(Text(""), Text(shown_line(_title(one))))
    replaced = f"replaces {_number(one.before)}" if one.before else "its predecessor is not in the store"
    page.add(Text(""), Text(shown_line(f"{replaced}. {one.because}"), "bright_black"))
    for notice in one.check.notices:
        words = one.new.dispatch.notices[notice.notice].text
        style = STYLES[notice.verdict]
        page.add(Text(SIGNS[notice.verdict], style), Text(shown_line(words)))
        page.add(Text(""), assembled((notice.verdict, style), f": {shown_line(notice.says)}"))
    weighing = [(place, change) for place, change in enumerate(one.check.changes) if change.weighs]
    for place, change in weighing[:SHOWN]:
        silent = "no notice says so: " if place in one.check.silent and one.old else ""
        page.add(Text("·"), Text(shown_line(f"{silent}{change.says}")))
    if len(weighing) > SHOWN:
        page.add(Text(""), Text(f"and {len(weighing) - SHOWN} more: depesche diff {_number(one.number)}"))
    return page


def _number(number: int) -> str:
    seq, place = divmod(number, PLACES)
    return f"#{seq}" + (f".{place + 1}" if place else "")


def _title(one: Revised) -> str:
    text = one.new.text
    begin, end = (one.new.sentences or ((0, 120),))[0]
    return one.new.dispatch.headline or " ".join(text[begin:end].split())
