"""In: how much is done. Out: a bar on standard error, where a person watches a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

EVERY = 0.2  # seconds between two drawings
WIDTH = 24


class Meter:
    """A bar, percent, a few words. Draws nothing where standard error is no terminal."""

    def __init__(self, title: str) -> None:
        self.title, self.words, self.total, self.done = title, "", 0, 0
        self.watched, self.drawn, self.last = sys.stderr.isatty(), False, 0.0

    def begin(self, total: int) -> None:
        """There are `total` things to do (bytes, entries)."""
        self.total = total

    def at(self, done: int) -> None:
        """So many of them are done."""
        self.done = done
        self._draw()

    def says(self, words: str) -> None:
        """Words to show beside the bar."""
        self.words = words
        self._draw()

    def clear(self) -> None:
        """Wipe the line, so that something else can be printed."""
        if self.drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self.drawn = False

    def _draw(self) -> None:
        now = time.monotonic()
        if not self.watched or now - self.last < EVERY:
            return
        self.last, self.drawn = now, True
        share = min(self.done / self.total, 1) if self.total else 0
        full = round(share * WIDTH)
        bar = f"{'█' * full}{'░' * (WIDTH - full)}"
        line = f"\r\x1b[K{self.title} {bar} {share:4.0%} {self.words}"
        print(line, end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()
