"""In: nothing. Out: the meaning of an expression, before any day is supposed; what its readers share."""

from __future__ import annotations

from typing import Any

import msgspec

from depesche.core.reading import TimexType
from depesche.german.times.scan import Hit
from depesche.german.words import sections


class Meaning(msgspec.Struct, frozen=True):
    """What an expression says. `turn`: -1 last, 0 this, 1 next, None unsaid; `n`: units on."""

    kind: str
    type: TimexType = "DATE"
    value: str = ""
    unit: str = ""
    n: float | int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    turn: int | None = None
    mod: str | None = None
    clock: str = ""


CONTEXT = sections("times_context.txt")


PREPOSITIONS = CONTEXT["prepositions"]


def number(value: Any) -> int | None:
    """An integer of a word list's value, None for None."""
    return None if value is None else int(value)


def turn_of(hit: Hit) -> int:
    """-1, 0 or 1 (or 2 off), as the word for last, this, next says."""
    return int(hit.get("turn"))


def kind_of(hit: Hit) -> TimexType:
    """The TIMEX3 type of the rule, DATE where it says none."""
    found: TimexType = hit.rule.options.get("type", "DATE")
    return found


def is_name(hit: Hit) -> bool:
    """Whether a word such as August or Sommer stands as a person's name."""
    before, after = (
        hit.units.letters[hit.first - 1 : hit.first],
        hit.units.letters[hit.last : hit.last + 1],
    )
    prepared = "PHASE" in hit.units.info(hit.first - 1) or hit.before() in PREPOSITIONS
    return not prepared and (after == "A" or before == "A")
