"""In: a Reading. Out: every result with its reasons, as plain lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TextIO

from depesche.core.reading import Reading
from depesche.views.explain import Explained, Reason, explain
from depesche.views.safe import shown_line


def draw_reasons(reading: Reading, out: TextIO, *, width: int = 80) -> None:
    """Write what was concluded and why, a block of lines each, at most `width` columns wide."""
    heading = f"dispatch {shown_line(reading.id)}"
    out.write(f"{heading}\n{'=' * len(heading)}\n\n")
    out.writelines("\n".join(_lines(one, width)) + "\n\n" for one in explain(reading))


def _lines(one: Explained, width: int) -> Iterator[str]:
    yield from wrap(f"{one.what}: {one.concluded}", width, subsequent_indent="  ")
    yield from wrap(f"“{one.words}”", width, initial_indent="  ", subsequent_indent="  ")
    for reason in one.reasons:
        yield from wrap(_why(reason), width, initial_indent="    ", subsequent_indent="      ")


def _why(reason: Reason) -> str:
    seen = f"“{reason.words}”" if reason.words else ""
    named = " ".join(filter(None, (reason.rule, seen)))
    return ": ".join(filter(None, (named, reason.says)))
