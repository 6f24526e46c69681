"""In: a noun phrase and what its tokens mean. Out: what the whole phrase means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from depesche.german import cues
from depesche.german.phrases import OPENING, PREPOSITIONS, core
from depesche.german.sheet import Token

LEADING = frozenset(("ADV", "KON", "$(", "$,", "PTKA"))
LONGEST = 60
"""Tokens of a phrase that are looked at."""
GENITIVE = frozenset(("der", "des", "von", "vom"))


class Spanned(Protocol):
    """Anything over tokens [first, last)."""

    @property
    def first(self) -> int:
        """Its first token."""

    @property
    def last(self) -> int:
        """The place behind its last token."""


M = TypeVar("M", bound=Spanned)


def head(tokens: Sequence[Token], at: Callable[[int], M | None], a: int, b: int) -> M | None:
    """The mention that the phrase [a, b) is as a whole, or None; `at` gives that over a token.

    "Putins Sprecher Dmitri Peskow" is Peskow, "Angaben der Polizei" the police, "der Wirt und sein
    Sohn" nobody.
    """
    i, b = a, min(b, a + LONGEST)
    while i < b and (
        tokens[i].tag in PREPOSITIONS or tokens[i].tag in LEADING and tokens[i].form not in OPENING
    ):
        i += 1
    stop = max(core(tokens, i, b), named_end(at, i, b))
    if stop == i or coordinated(tokens, stop, b):
        return None
    k = stop - 1
    while k > i and (tokens[k].form in OPENING or tokens[k].tag == "CARD"):
        k -= 1
    found = at(k)
    if found is not None:
        return found
    if stop < b and tokens[stop].low in GENITIVE and any(c.source for c in cues.noun(tokens[k].lemma)):
        return head(tokens, at, stop, b)
    return apposition(tokens, at, stop, b)


def named_end(at: Callable[[int], M | None], i: int, b: int) -> int:
    """The place behind the mention that begins the phrase; it can be longer than tags tell."""
    found = at(i)
    return min(found.last, b) if found is not None and found.first <= i else i


def coordinated(tokens: Sequence[Token], stop: int, b: int) -> bool:
    """Does "und" join another phrase to the one that ends at `stop`?"""
    return stop < b and (tokens[stop].tag == "KON" or tokens[stop].form == "/")


def apposition(tokens: Sequence[Token], at: Callable[[int], M | None], stop: int, b: int) -> M | None:
    """The mention set off by a comma behind a phrase that means nobody by itself."""
    for k in range(stop, min(b, stop + 14)):
        if tokens[k].form == "," and k + 1 < b:
            end = core(tokens, k + 1, b)
            return at(end - 1) if end > k + 1 else None
    return None
