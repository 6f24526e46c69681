"""In: the subparsers of the command line. Out: those with all commands that work on a store.

What a command does is in the module of its name, loaded when it is asked for.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any, get_args

from depesche.core.claim_status import ClaimStatus
from depesche.core.judgement import KINDS
from depesche.core.reading import Act, Factuality

COMMANDS = {
    "ingest": "take dispatches in: files, folders, archives or standard input",
    "watch": "take in what is dropped into folders, as it comes",
    "poll": "take in what feeds and queues deliver, as a configuration says",
    "search": "find dispatches by words, source, act, certainty, place, day",
    "show": "show dispatches of the store",
    "corrections": "what was corrected, whether the notice is true to it, how much",
    "diff": "say what changed between two versions, and whether the notices are true to it",
    "export": "give out all that the store knows: JSON Lines, CSV, Parquet",
    "stories": "the stories that the wire tells, the newest first",
    "check": "find what is stale in texts of one's own: corrected, withdrawn, superseded, denied",
    "story": "what is known of a story: by whom, since when, how surely, what was corrected",
    "claims": "what dispatches say in common: who says it, who denies it",
    "sources": "original sources: what they said, and what became of it",
    "judge": "decide what belongs together and what does not; undo it",
    "alert": "be told once when something happens: here, by webhook, in a feed",
    "quarantine": "what could not be read: list it, show it, try it again",
    "rebuild": "make all that is derived anew from the journal",
    "doctor": "say what is wrong with the store, and what to do",
}
Subparsers = Any


def add(commands: Subparsers) -> None:
    """Add the commands."""
    for name, about in COMMANDS.items():
        command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        command.add_argument("--store", metavar="S", help="path or URL; else DEPESCHE_STORE, else your own")
        ADDED[name](command)


def run(found: argparse.Namespace) -> int:
    """Do what was asked for; the exit status."""
    from depesche.cli.stores import guarded

    command: Callable[[argparse.Namespace], int]
    command = import_module(f"depesche.cli.{found.command}").run
    return guarded(command, found)


def _ingest(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help="- is standard input")
    command.add_argument(
        "--date", metavar="D", help="when dispatches without a date were published: YYYY[-MM[-DD]]"
    )
    command.add_argument("--received", metavar="T", help="when they came in, as ISO 8601; by itself: now")
    command.add_argument("--json", action="store_true", help="the summary as one line of JSON")


def _watch(command: argparse.ArgumentParser) -> None:
    command.add_argument("folders", nargs="+", metavar="DIR", help="a folder that files are dropped into")
    command.add_argument("--once", action="store_true", help="take what is there, and end")
    away = command.add_mutually_exclusive_group()
    away.add_argument("--done", metavar="PATH", help="where files go that are taken; by itself: DIR/.done")
    away.add_argument("--delete", action="store_true", help="delete files that are taken")
    away.add_argument("--keep", action="store_true", help="leave files that are taken where they are")
    command.add_argument(
        "--quiet", type=float, default=1.0, metavar="SEC", help="unchanged for so long is whole; 1"
    )
    command.add_argument(
        "--polling", action="store_true", help="look by the clock: for network drives that tell nothing"
    )
    command.add_argument(
        "--date", metavar="D", help="when dispatches without a date were published: YYYY[-MM[-DD]]"
    )
    command.add_argument("--json", action="store_true", help="the last summary as one line of JSON")


def _poll(command: argparse.ArgumentParser) -> None:
    command.add_argument("names", nargs="*", metavar="NAME", help="only these of the configuration")
    command.add_argument("--config", metavar="PATH", help="the configuration; by itself: your own")
    command.add_argument("--once", action="store_true", help="ask what is due, and end")
    command.add_argument("--status", action="store_true", help="how each did last; nothing is asked")
    command.add_argument("--json", action="store_true", help="summary or status as JSON")


def _seen(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of", metavar="T", help="as the store was at this time, ISO 8601; by itself: now"
    )
    command.add_argument("--embargoed", action="store_true", help="also what an embargo holds")


def _filters(command: argparse._ActionsContainer) -> None:
    for name, letter, about in (
        ("agency", "A", "from this agency"),
        ("place", "P", "that names this place, or comes from it"),
        ("person", "N", "that names this person"),
        ("source", "S", "with a statement of this source"),
    ):
        command.add_argument(f"--{name}", action="append", metavar=letter, default=[], help=about)
    command.add_argument("--act", action="append", choices=get_args(Act), default=[])
    command.add_argument(
        "--factuality", action="append", choices=get_args(Factuality), default=[],
        help="with a statement of this certainty, of the same source and act",
    )  # fmt: skip
    command.add_argument("--kind", action="append", metavar="K", default=[], help="of this kind")


def _search(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "query", nargs="*", metavar="WORD", help='words, "words in a row", -without, one OR other'
    )
    _filters(command)
    command.add_argument("--from", dest="first", metavar="D", help="published on this day or later")
    command.add_argument("--to", dest="last", metavar="D", help="published on this day or before")
    command.add_argument("--withdrawn", action="store_true", help="also what was withdrawn")
    command.add_argument("--all-versions", action="store_true", help="also what a later version replaced")
    command.add_argument("--limit", type=int, default=20, metavar="N", help="so many hits; 20")
    command.add_argument("--skip", type=int, default=0, metavar="N", help="but not the first N")
    command.add_argument("--json", action="store_true", help="one line of JSON a hit")
    _seen(command)


def _show(command: argparse.ArgumentParser) -> None:
    from depesche.cli.arguments import add_style

    command.add_argument(
        "names", nargs="+", metavar="ID", help="an id or its beginning, a URN, or #12: entry 12"
    )
    command.add_argument("--history", action="store_true", help="also all its versions and copies")
    add_style(command)
    _seen(command)


def _corrections(command: argparse.ArgumentParser) -> None:
    command.add_argument("--since", metavar="T", help="what came in at this time or later")
    command.add_argument(
        "--verdict", action="append", default=[], choices=("agrees", "partial", "disagrees", "unverifiable"),
        help="with a notice of this verdict",
    )  # fmt: skip
    command.add_argument(
        "--all", action="store_true", help="also updates, which correct nothing by their own word"
    )
    command.add_argument("--limit", type=int, default=50, metavar="N", help="so many at most; 50")
    command.add_argument("--json", action="store_true", help="one line of JSON a revision")
    _seen(command)


def _diff(command: argparse.ArgumentParser) -> None:
    from depesche.cli.arguments import add_style

    command.add_argument(
        "names", nargs="+", metavar="NAME",
        help="old and new: files, or names as show has them; one name: against what it revises",
    )  # fmt: skip
    command.add_argument(
        "--date", metavar="D", help="when files without a date were published: YYYY[-MM[-DD]]"
    )
    add_style(command, explain=False)
    _seen(command)


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("jsonl", "csv", "parquet"), default="jsonl")
    command.add_argument(
        "-o", "--output", metavar="PATH",
        help="a file for jsonl, else standard output; a folder for csv and parquet",
    )  # fmt: skip
    command.add_argument(
        "--only", action="append", default=[], choices=("dispatch", "statement", "story", "claim", "finding"),
        help="objects of this kind alone; several times for several",
    )  # fmt: skip
    command.add_argument("--since", metavar="T", help="dispatches that came in at this time or later")
    command.add_argument("--no-text", action="store_true", help="without the texts of the dispatches")
    _seen(command)


def _stories(command: argparse.ArgumentParser) -> None:
    command.add_argument("--since", metavar="T", help="only those that were told on since then, ISO 8601")
    command.add_argument("--limit", type=int, default=20, metavar="N", help="so many stories; 20")
    command.add_argument("--skip", type=int, default=0, metavar="N", help="but not the first N")
    command.add_argument("--json", action="store_true", help="one line of JSON a story")
    _seen(command)


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="*", metavar="PATH", help="a text, a folder; - is standard input")
    command.add_argument("--set", metavar="FILE", help="a TOML file that lists texts")
    command.add_argument("--watch", action="store_true", help="go on, and report what becomes stale, once")
    command.add_argument("--once", action="store_true", help="with watch: what is new, and end")
    command.add_argument("--state", metavar="FILE", help="where watch remembers what it reported")
    command.add_argument("--all", action="store_true", help="also passages that are still right")
    command.add_argument("--json", action="store_true", help="one line of JSON a passage")
    _seen(command)


def _story(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "name", nargs="?", metavar="ID", help="a story's id or its beginning; by itself: the newest"
    )
    command.add_argument("--format", choices=("terminal", "md", "html", "json"), default="terminal")
    command.add_argument("--all", action="store_true", help="every claim, not the weightiest alone")
    _written(command)
    _seen(command)


def _written(command: argparse.ArgumentParser) -> None:
    from depesche.cli.arguments import add_paper

    add_paper(command)


def _claims(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", nargs="?", metavar="STORY", help="a story; by itself: the newest")
    command.add_argument(
        "--status", action="append", choices=get_args(ClaimStatus), default=[], help="only those that are so"
    )
    command.add_argument("--json", action="store_true", help="one line of JSON a claim")
    _seen(command)


def _sources(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", nargs="?", metavar="ORIGIN", help="its key or its name; by itself: all")
    command.add_argument("--limit", type=int, default=40, metavar="N", help="so many; 40")
    command.add_argument("--json", action="store_true", help="one line of JSON for each")
    _seen(command)


def _judge(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=(*KINDS, "undo", "list"))
    command.add_argument(
        "subjects", nargs="*", metavar="SUBJECT", help="what is judged: ids or their beginnings"
    )
    command.add_argument("--because", metavar="WORDS", help="why; it has to be said")
    command.add_argument("--by", metavar="NAME", help="who decides; by itself: your login")
    command.add_argument("--json", action="store_true", help="one line of JSON a judgement")


def _alert(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("add", "list", "remove", "run"))
    command.add_argument("name", nargs="?", metavar="NAME", help="add, remove: what it is called")
    when = command.add_argument_group("when to tell")
    when.add_argument("--search", metavar="WORDS", help="a new dispatch is found by these")
    _filters(when)
    when.add_argument("--story", metavar="ID", help="a claim of this story comes to be so:")
    when.add_argument("--when", action="append", choices=get_args(ClaimStatus), default=[])
    when.add_argument("--correction", action="store_true", help="a correction or withdrawal comes in")
    when.add_argument("--origin", metavar="KEY", help="this original source says something")
    when.add_argument("--past", action="store_true", help="also what is there already")
    where = command.add_argument_group("whom to tell; by itself: the terminal of alert run")
    where.add_argument("--webhook", metavar="URL", help="post it there as JSON, signed")
    where.add_argument(
        "--secret", metavar="VARIABLE", help="the environment variable with the key to sign with"
    )
    where.add_argument("--private", action="store_true", help="the URL may be of a private network")
    where.add_argument("--feed", metavar="PATH", help="write it to this Atom feed")
    command.add_argument("--once", action="store_true", help="run: look once, and end")
    command.add_argument("--every", type=float, default=5.0, metavar="SEC", help="run: look so often; 5")
    command.add_argument("--json", action="store_true", help="one line of JSON for each")


def _quarantine(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("list", "show", "retry"))
    command.add_argument("number", nargs="?", type=int, metavar="N", help="show: the entry")
    command.add_argument("--raw", action="store_true", help="show: the bytes as they came in")


def _rebuild(command: argparse.ArgumentParser) -> None:
    pass


def _doctor(command: argparse.ArgumentParser) -> None:
    command.add_argument("--deep", action="store_true", help="also hold all bytes to their ids")
    command.add_argument("--upgrade", action="store_true", help="upgrade an older schema first")


ADDED = {
    "ingest": _ingest,
    "watch": _watch,
    "poll": _poll,
    "search": _search,
    "show": _show,
    "corrections": _corrections,
    "diff": _diff,
    "export": _export,
    "stories": _stories,
    "check": _check,
    "story": _story,
    "claims": _claims,
    "sources": _sources,
    "judge": _judge,
    "alert": _alert,
    "quarantine": _quarantine,
    "rebuild": _rebuild,
    "doctor": _doctor,
}
