"""In: what became of arrivals. Out: counts, and complaints on standard error; a stop that is clean."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import FrameType
from typing import TYPE_CHECKING

from depesche.cli.status import complain
from depesche.cli.stores import now, say
from depesche.core.errors import UnreadableInput
from depesche.intake import Refusal

if TYPE_CHECKING:
    from depesche.record import Taken

QUARANTINED = "It is in quarantine."
SELDOM = (50_000, 20, 20)
"""After how many new objects the garbage collector looks at them: what is taken in has hardly any in a ring, and to
look every 700 objects takes a twentieth of the time."""


@dataclass
class Summary:
    """Counts. `new`: dispatches; `known`: transmissions that the store had; `quarantined`:
    transmissions in which something could not be read; `refused`: what was not taken."""

    new: int = 0
    known: int = 0
    quarantined: int = 0
    refused: int = 0

    def add(self, taken: Iterable[Taken]) -> None:
        """Count them, and complain of what could not be read."""
        for one in taken:
            self.known += one.known
            self.new += one.dispatches
            self.quarantined += bool(one.errors)
            for error in one.errors:
                advice = error.advice or QUARANTINED
                complain(UnreadableInput(error.what, where=one.arrival.origin, advice=advice))

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Count what was not taken, and say why."""
        for one in refusals:
            self.refused += 1
            complain(UnreadableInput(one.what, where=one.origin, advice=one.advice))

    def join(self, other: Summary) -> None:
        """Add another's counts."""
        self.new, self.known = self.new + other.new, self.known + other.known
        self.quarantined += other.quarantined
        self.refused += other.refused

    def __bool__(self) -> bool:
        return any((self.new, self.known, self.quarantined, self.refused))

    def __str__(self) -> str:
        return (
            f"{self.new:,} new, {self.known:,} known, {self.quarantined:,} in quarantine, "
            f"{self.refused:,} refused"
        )


@cache
def settle() -> None:
    """What has been loaded by now stays to the end: the garbage collector need not look at it again and again,
    which takes a tenth of the time of a long run. To be called once something has been read."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def log(line: str) -> None:
    """One line on standard output with the time of day in UTC."""
    say(f"{now()[:19]}Z  {line}")


@contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Within it the first Ctrl-C or SIGTERM calls `stop`; a second one ends the program at once."""
    kept: dict[signal.Signals, object] = {}

    def asked(number: int, frame: FrameType | None) -> None:
        _restore(kept)
        stop()

    try:
        for one in (signal.SIGINT, signal.SIGTERM):
            kept[one] = signal.signal(one, asked)
    except ValueError:  # not in the main thread: whoever runs us there has to stop us himself
        pass
    try:
        yield
    finally:
        _restore(kept)


def _restore(kept: dict[signal.Signals, object]) -> None:
    for one, before in kept.items():
        signal.signal(one, before)  # type: ignore[arg-type]
