"""In: readings, one after another. Out: bytes in the style asked for, flushed after each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import BinaryIO, Protocol

from depesche.cli.arguments import Request
from depesche.core.errors import UsageError
from depesche.core.reading import Reading
from depesche.pipeline import encode


class Output(Protocol):
    """Something that readings are written to."""

    def write(self, reading: Reading) -> None:
        """Write one reading, and flush it."""

    def close(self) -> None:
        """Write what comes after the last one."""


class Lines:
    """The readings as JSON, one a line."""

    def __init__(self, sink: BinaryIO) -> None:
        self.sink = sink

    def write(self, reading: Reading) -> None:
        """One line."""
        self.sink.write(encode(reading) + b"\n")
        self.sink.flush()

    def close(self) -> None:
        """Nothing comes after the last line."""


class Pages:
    """The readings as pages for a terminal, or their explanations, with a blank line between."""

    def __init__(self, sink: BinaryIO, *, explain: bool, width: int, color: bool) -> None:
        self.sink, self.explain, self.width, self.color = sink, explain, width, color

    def write(self, reading: Reading) -> None:
        """One page."""
        out = StringIO()
        if self.explain:
            from depesche.cli.reasons import draw_reasons

            draw_reasons(reading, out, width=self.width)
        else:
            from depesche.cli.terminal import draw
            from depesche.views.page import page

            draw(page(reading), out, width=self.width, color=self.color)
        self.sink.write(out.getvalue().encode("utf-8", "replace"))
        self.sink.flush()

    def close(self) -> None:
        """Nothing comes after the last page."""


class Browser:
    """The readings as one self-contained HTML document."""

    def __init__(self, sink: BinaryIO) -> None:
        from depesche.cli import html

        self.sink, self.html, self.count = sink, html, 0
        self._put(html.head())

    def write(self, reading: Reading) -> None:
        """One article of the document."""
        from depesche.views.page import page

        self.count += 1
        self._put(self.html.article(page(reading), self.count))

    def close(self) -> None:
        """The end of the document."""
        self._put(self.html.foot())

    def _put(self, text: str) -> None:
        self.sink.write(text.encode("utf-8", "replace"))
        self.sink.flush()


@contextmanager
def output(request: Request) -> Iterator[Output]:
    """The output that a request asks for, closed at the end.

    Raises UsageError where its path cannot be written to.
    """
    if request.output is None:
        yield from _closed(_styled(request, sys.stdout.buffer, sys.stdout.isatty()))
        return
    with replacing(request.output) as sink:
        yield from _closed(_styled(request, sink, False))


@contextmanager
def bytes_out(request: Request) -> Iterator[tuple[BinaryIO, int, bool]]:
    """What bytes are written to, how many columns it has, and whether in colour.

    Raises UsageError where the path that a request asks for cannot be written to.
    """
    width = request.width or _columns()
    if request.output is None:
        yield sys.stdout.buffer, width, _in_color(request, sys.stdout.isatty())
        sys.stdout.buffer.flush()
        return
    with replacing(request.output) as sink:
        yield sink, width, _in_color(request, False)


def _in_color(request: Request, is_terminal: bool) -> bool:
    if request.color is not None:
        return request.color
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _closed(out: Output) -> Iterator[Output]:
    yield out
    out.close()


def _styled(request: Request, sink: BinaryIO, is_terminal: bool) -> Output:
    if request.style == "json":
        return Lines(sink)
    if request.style == "html":
        return Browser(sink)
    color = _in_color(request, is_terminal)
    return Pages(sink, explain=request.style == "explain", width=request.width or _columns(), color=color)


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


@contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` at the end, or leaves it as it was after an error.

    Raises UsageError where its folder cannot be written to.
    """
    import tempfile

    # written beside the target and moved over it at the end, so that nobody ever finds half a file
    folder = os.path.dirname(path) or "."
    try:
        handle, draft = tempfile.mkstemp(prefix=".depesche-", dir=folder)
    except OSError as error:
        what = f"{error.strerror}."
        raise UsageError(what, where=path, advice="Choose a folder that you may write to.") from error
    try:
        with os.fdopen(handle, "wb") as sink:
            yield sink
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
