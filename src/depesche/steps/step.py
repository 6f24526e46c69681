"""What a step of the fold is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from depesche.core.matter import Matter


class Step(NamedTuple):
    """One step. `features`: the struct that `prepare` makes of a dispatch and `apply` is given,
    with the dispatch's number. `judge` is given a judgement's sequence number and bytes. `finish`
    writes what `apply` kept back; it is called after each stretch of dispatches."""

    name: str
    features: type[msgspec.Struct]
    prepare: Callable[[Matter], msgspec.Struct]
    apply: Callable[[Connection, int, Any], None]
    judge: Callable[[Connection, int, bytes], None] | None = None
    finish: Callable[[Connection], None] | None = None
