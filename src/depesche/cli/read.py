"""In: a Request. Out: its dispatches read and written, one after another; the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from depesche.cli.arguments import Request
from depesche.cli.meter import Meter
from depesche.cli.outputs import Output, output
from depesche.cli.status import OK, SOME_UNREADABLE, USAGE, complain
from depesche.core.dates import published
from depesche.core.errors import DepescheError, UnreadableInput, UsageError
from depesche.core.reading import Reading
from depesche.pipeline import read_stream


def run(request: Request) -> int:
    """Do what the request asks; 0, or 1 where some input was unreadable, or 2 for wrong usage."""
    try:
        _check(request)
        with output(request) as out:
            return _write_all(request, out)
    except DepescheError as error:
        complain(error)
        return USAGE


def _check(request: Request) -> None:
    if request.date is not None and published(request.date) is None:
        what = f"{request.date!r} is no date."
        raise UsageError(what, where="--date", advice="Write 2023-09-11, 2023-09 or 2023.")


def _write_all(request: Request, out: Output) -> int:
    status = OK
    # a page on the terminal itself shows that something happens
    with Meter(watched=not sys.stdout.isatty()) as meter:
        for item in _items(request):
            if isinstance(item, DepescheError):
                meter.clear()
                complain(item)
                status = SOME_UNREADABLE
            else:
                out.write(item)
                meter.step()
    return status


def _items(request: Request) -> Iterator[Reading | DepescheError]:
    for path in request.files:
        try:
            yield from _file(path, request.date)
        except OSError as error:
            yield UnreadableInput(f"{error.strerror or error}.", where=path, advice=_advice(error))


def _file(path: str, date: str | None) -> Iterator[Reading | DepescheError]:
    if path == "-":
        yield from read_stream(sys.stdin.buffer, name="standard input", date=date)
        return
    with open(path, "rb") as stream:
        yield from read_stream(stream, name=path, date=date)


def _advice(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "Name the files in it."
    if isinstance(error, FileNotFoundError):
        return "Check the path."
    return "Check that it can be read." if isinstance(error, PermissionError) else ""
