"""In: how much is done. Out: a line on standard error, where a person watches a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

EVERY = 0.2  # seconds between two drawings
WIDTH = 24


class Meter:
    """A bar, percent, a few words; or, where nobody knows how much there is, how many a second.

    Draws nothing where standard error is no terminal.
    """

    def __init__(self, title: str = "", *, watched: bool = True) -> None:
        self.title, self.words, self.total, self.done = title, "", 0, 0
        self.watched, self.drawn = watched and sys.stderr.isatty(), False
        self.began = self.last = time.monotonic()

    def begin(self, total: int) -> None:
        """There are `total` things to do (bytes, entries)."""
        self.total = total

    def at(self, done: int) -> None:
        """So many of them are done."""
        self.done = done
        self._draw()

    def step(self) -> None:
        """One more is done."""
        self.at(self.done + 1)

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
        line = self._bar() if self.total else self._rate(now)
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    def _bar(self) -> str:
        share = min(self.done / self.total, 1)
        full = round(share * WIDTH)
        return f"{self.title} {'█' * full}{'░' * (WIDTH - full)} {share:4.0%} {self.words}"

    def _rate(self, now: float) -> str:
        rate = self.done / (now - self.began)
        return f"{self.title or f'{self.done:,} read, {rate:,.0f}/s'} {self.words}".rstrip()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()
