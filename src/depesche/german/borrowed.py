"""In: the amounts of a text in order. Out: the same; a number that leaves out what it counts takes it from near.

"Die Zahl der Erkrankten stieg auf 23" counts those of whose number the sentence speaks.

"Zwei Millionen Euro seien gezahlt worden. Verlangt worden seien drei Millionen" are euros both, "28
Panzer ... Slowenien habe 35 zugesagt" are tanks. Only a number of the like size borrows, and only from an
amount right before or, where it is so many out of others ("1200 der 9400 Stellen"), right behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from depesche.core.reading import Amount
from depesche.german.quantities import TIME_UNITS

REACH = 260
"""Characters back within which a number borrows."""
OTHERS = 24
"""Characters ahead within which the others stand: "1200 der insgesamt 9400 Stellen"."""
LIKE = 3
"""How many times larger one may be."""
NUMBER_OF = re.compile(
    r"\b(?:Zahl|Anzahl) (?:der|von|an) (?:[a-zäöüß]+ ){0,2}([A-ZÄÖÜ][\w-]+)(?![^.;!?]*[.;!?]\s)[^;!?]*$"
)
"""What names what the last number of a sentence counts, in the text before that number."""
NO_SIZES = TIME_UNITS | {"%", "‰"}
"""Units that a number alone seldom means."""


def borrowed(found: Sequence[Amount], text: str) -> Iterator[Amount]:
    """The amounts, those that name neither unit nor what is counted with that of the nearest like them."""
    for i, one in enumerate(found):
        if one.unit or one.of or one.value is None:
            yield one
        elif named := number_of(found, i, text):
            yield msgspec.structs.replace(one, of=named)
        else:
            lender = lent(found, i, text)
            yield msgspec.structs.replace(one, unit=lender.unit, of=lender.of) if lender else one


def number_of(found: Sequence[Amount], i: int, text: str) -> str | None:
    """What the sentence says number `i` to be the number of, or None: "die Zahl der Verletzten liege bei 23"."""
    other = next((one for one in reversed(found[:i]) if one.unit or one.of), None)
    begin = max(found[i].span[0] - REACH, other.span[1] if other else 0, 0)
    said = NUMBER_OF.search(text[begin : found[i].span[0]])
    return said[1] if said else None


def lent(found: Sequence[Amount], i: int, text: str) -> Amount | None:
    """The amount that number `i` takes its unit or noun from, or None."""
    end = found[i].span[1]
    after = found[i + 1] if i + 1 < len(found) else None
    if after and after.of and text[end : end + 5].lower() == " der " and after.span[0] - end < OTHERS:
        return after
    before = (one for one in reversed(found[:i]) if found[i].span[0] - one.span[1] < REACH)
    return next((one for one in before if fits(one, found[i])), None)


def fits(lender: Amount, one: Amount) -> bool:
    """Is the lender of the like size, and has what the other leaves out?"""
    if not (lender.unit or lender.of) or lender.unit in NO_SIZES or not lender.value or not one.value:
        return False
    sizes = sorted((abs(lender.value), abs(one.value)))
    return sizes[1] <= LIKE * sizes[0]
