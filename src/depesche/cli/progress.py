"""In: steps. Out: how many there were, on standard error, where a person watches a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

EVERY = 0.5  # seconds between two drawings


class Progress:
    """Counts dispatches. Draws nothing in the first half second, where standard error is no
    terminal, or where standard output is one (the page itself shows that something happens)."""

    def __init__(self) -> None:
        self.count, self.drawn = 0, False
        self.watched = sys.stderr.isatty() and not sys.stdout.isatty()
        self.began = self.last = time.monotonic()

    def step(self) -> None:
        """One more dispatch is done."""
        self.count += 1
        if not self.watched:
            return
        now = time.monotonic()
        if now - self.last >= EVERY:
            self.last, self.drawn = now, True
            rate = self.count / (now - self.began)
            print(f"\r{self.count:,} read, {rate:,.0f}/s", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Wipe the line, so that something else can be printed."""
        if self.drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self.drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()
