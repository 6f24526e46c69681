"""In: the words of a command line. Out: what they ask for, as one frozen record."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Literal, NamedTuple

from depesche import __version__
from depesche.cli import store_arguments

Style = Literal["page", "json", "html", "explain"]
ABOUT = """\
Reads German news-wire copy and says, sentence by sentence, who says so, how sure
they are, when and where, and what has been corrected."""
EXAMPLES = """\
examples:
  depesche read dispatch.txt                  a page for the terminal
  depesche read dispatch.txt --json           the reading as one line of JSON
  depesche read *.txt --html -o readings.html one page for the browser
  depesche read archive.jsonl --json | ...    a reading a line, in order, as they are done
  pbpaste | depesche read --date 2023-09-11   from standard input, with its date

exit status: 0 all read; 1 some input could not be read, the rest is; 2 wrong usage."""


class Request(NamedTuple):
    """What a command line asks for. `files`: paths, "-" for standard input. `color`: None where
    the terminal decides. `width`: None where the terminal decides."""

    files: tuple[str, ...]
    style: Style
    date: str | None
    output: str | None
    color: bool | None
    width: int | None


def parser() -> argparse.ArgumentParser:
    """The parser of the command `depesche`; `docs/cli.md` is held to it by a test."""
    root = argparse.ArgumentParser(prog="depesche", description=ABOUT, allow_abbrev=False)
    root.add_argument("--version", action="version", version=f"depesche {__version__}")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _read(
        commands.add_parser(
            "read",
            help="read dispatches: text files, JSON Lines or standard input",
            description=ABOUT,
            epilog=EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
    )
    store_arguments.add(commands)
    return root


def _read(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", nargs="*", default=["-"], metavar="FILE", help="a file; - or none: standard input"
    )
    command.add_argument(
        "--date", metavar="D", help="when dispatches without a date were published: YYYY[-MM[-DD]]"
    )
    add_style(command)


def add_style(command: argparse.ArgumentParser, *, explain: bool = True) -> None:
    """Add the options that say in what form readings are written, and where to."""
    style = command.add_mutually_exclusive_group()
    styles = (
        ("json", "the whole reading as JSON, one line a dispatch (docs/reading.md)"),
        ("html", "one self-contained page for the browser, with sources and reasons at a touch"),
        ("explain", "every result with its rule, the words it saw, and what it says of them"),
    )
    for name, text in styles if explain else styles[:2]:
        style.add_argument(f"--{name}", dest="style", action="store_const", const=name, help=text)
    add_paper(command)
    command.set_defaults(style="page")


def add_paper(command: argparse.ArgumentParser) -> None:
    """Add the options that say where pages are written to, how wide, and with colours or without."""
    command.add_argument("-o", "--output", metavar="PATH", help="write to PATH instead of standard output")
    command.add_argument(
        "--color",
        action=argparse.BooleanOptionalAction,
        help="colour, or none; by itself: where the output is a terminal and NO_COLOR is not set",
    )
    command.add_argument(
        "--width", type=_width, metavar="N", help="columns of the page; by itself: the terminal's"
    )


def _width(written: str) -> int:
    columns = int(written)
    if not 40 <= columns <= 400:
        raise argparse.ArgumentTypeError(f"{written} is not between 40 and 400")
    return columns


def parse(words: Sequence[str] | None) -> argparse.Namespace:
    """What `words` (None: the process's own) ask for.

    Raises SystemExit, as argparse does: 0 for help and version, 2 for wrong usage.
    """
    return parser().parse_args(words)


def request(found: argparse.Namespace) -> Request:
    """What `depesche read` is asked for."""
    return styled(found, tuple(found.files), found.date)


def styled(found: argparse.Namespace, files: tuple[str, ...], date: str | None = None) -> Request:
    """A request for these files in the style that the command line asks for."""
    return Request(files, found.style, date, found.output, found.color, found.width)
