"""What of a statement is compared with others: its concepts, names, figures, days, and its stance."""

from __future__ import annotations

from typing import Literal

import msgspec

from depesche.core.origin import Origin

Stance = Literal["for", "against", "open", "past"]


class Figure(msgspec.Struct, frozen=True):
    """A number that is stated: of what, in which unit, and the bounds within which it holds.

    `low` and `high` are None where the text leaves that side open ("mindestens 15": no `high`).
    """

    of: str
    unit: str | None
    value: float
    low: float | None
    high: float | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One statement as claims are made of it.

    `place` is its place in the reading. `concepts` are names of what it speaks of with their weight
    (those that begin with "#" are exact figures and clock times); `events`, those that happen; `verbs`,
    other verbs. `names` are the persons, organisations and places it names. `denies`: it says that
    something is not so ("wies zurück", "keine"); `negated`: the concepts that its negative words are about, where
    they are about some only. `stance`: "open" where nothing is committed to, "past" where it recalls what
    somebody said before ("war zunächst von 14 ausgegangen"). `act`, `factuality`: the reading's. `back`: it
    only points back ("wies dies zurück"), `before` is the place of the statement meant, `pointing`: a word
    points at it ("das", "davon"); `speaker` is what others name its source by. `retracts`: it owns up to
    something ("räumte ein", "ein Irrtum"). `part_of` is the place of the longer statement of which it is a clause.
    `own`: it is the agency's own sentence. `source` is its origin. `about` are the persons, organisations
    and places that its whole dispatch names.
    """

    place: int
    id: str
    words: str
    concepts: tuple[tuple[str, float], ...] = ()
    events: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    figures: tuple[Figure, ...] = ()
    first: str | None = None
    last: str | None = None
    stance: Stance = "for"
    denies: bool = False
    negated: tuple[str, ...] = ()
    act: str = "state"
    factuality: str = "CT+"
    mode: str = "plain"
    back: bool = False
    speaker: str = ""
    before: int | None = None
    pointing: bool = False
    retracts: bool = False
    part_of: int | None = None
    own: bool = False
    source: Origin | None = None
    about: tuple[str, ...] = ()


class ClaimsOf(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger keeps of a dispatch for claims: its agency, and what it tells."""

    agency: str = ""
    kind: str = "report"
    told: tuple[Told, ...] = ()
