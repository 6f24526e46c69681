"""A judgement: what an editor decided, with a reason. Never changed; another one may undo it."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Kind = Literal["same", "different", "same-origin", "different-origin", "join", "split"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """The JSON of a judgement's entry in the journal.

    `judgement` is one of KINDS, or "undo". `subjects` are ids of claims, statements, stories or
    dispatches, or names of origins; `at` is an ISO time in UTC; `undoes` is the id of the
    judgement that this one takes back.
    """

    judgement: str = ""
    subjects: tuple[str, ...] = ()
    because: str = ""
    by: str = ""
    at: str = ""
    undoes: str | None = None


def parsed(data: bytes) -> Judgement | None:
    """The judgement that an entry's bytes hold; None where they hold none."""
    try:
        return msgspec.json.decode(data, type=Judgement)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
