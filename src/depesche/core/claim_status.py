"""A claim as it stands at a moment: who says it, who denies it, and what is to be made of that."""

from __future__ import annotations

from typing import Literal

import msgspec

from depesche.core.claims import Figure, Stance

ClaimStatus = Literal["corroborated", "single-source", "disputed", "denied", "superseded", "withdrawn"]
State = Literal["current", "superseded", "corrected", "withdrawn"]


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that belongs to a claim, with what is known of its dispatch at the moment.

    `number`, `dispatch`, `agency`, `created`, `received`: the dispatch's. `state` says how that
    stands: "corrected" is superseded by a correction. `copies`: the number of the dispatch that it is
    a near-copy of, `revises`: of the one that it replaces. The rest as `core.claims.Told` has it.
    """

    number: int
    place: int
    dispatch: str
    agency: str
    created: str
    received: str
    state: State = "current"
    copies: int | None = None
    revises: int | None = None
    claim: str
    statement: str
    words: str
    stance: Stance = "for"
    denies: bool = False
    points: bool = False
    act: str = "state"
    factuality: str = "CT+"
    mode: str = "plain"
    origin: str = ""
    origin_name: str = ""
    origin_kind: str = ""
    via: tuple[str, ...] = ()
    own: bool = False
    figures: tuple[Figure, ...] = ()
    first: str | None = None
    last: str | None = None
    names: tuple[tuple[str, str], ...] = ()
    score: float = 0.0
    because: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim's statements come to: its status, one sentence that says why, the independent
    origins for it and against it, and the statements of each side that count now."""

    status: ClaimStatus
    says: str
    origins: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """A finding across dispatches: what kind, on which claim, the statements it is about (with the
    numbers of their dispatches), what it says and why."""

    kind: Literal["denial", "numbers", "dates", "places", "names", "hardened", "lost", "circular"]
    claim: str
    statements: tuple[str, ...]
    dispatches: tuple[int, ...]
    says: str
    because: str
