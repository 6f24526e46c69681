"""In: a reading. Out: for each of its statements the original source in which its chain ends."""

from __future__ import annotations

from depesche.core.origin import Origin
from depesche.core.reading import Reading
from depesche.german.origins.implied import implied
from depesche.german.origins.resolve import Resolver

__all__ = ["origins"]


def origins(reading: Reading) -> tuple[Origin, ...]:
    """The origin of each statement, in the order of `reading.statements`.

    `via` gives the keys of the whole chain, nearest first. Where nobody is named, the origin is the
    agency that sent the dispatch.
    """
    resolver = Resolver(reading)
    return implied(reading, resolver.all(), resolver.acting)
