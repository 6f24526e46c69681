"""In: a statement that belongs to a claim. Out: its row in `claim_members`. Pure."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from depesche.core.claims import Told
from depesche.store.text import clean, storable

NAME = 400


def member_row(number: int, claim: str, one: Told, score: float, because: str) -> dict[str, Any]:
    """The row of a statement of dispatch `number` as a member of a claim."""
    figures = [[f.of, f.unit, f.value, f.low, f.high] for f in one.figures]
    return {
        "number": number,
        "place": one.place,
        "claim": claim,
        "statement": one.id,
        "words": clean(one.words),
        "stance": one.stance,
        "denies": one.denies,
        "points": one.back,
        "act": one.act,
        "factuality": one.factuality,
        "mode": one.mode,
        "origin": storable(one.source.key if one.source else "", key=True),
        "source": clean(msgspec.json.encode(one.source).decode()) if one.source else "null",
        "own": one.own,
        "figures": json.dumps(figures, ensure_ascii=False),
        "first": one.first,
        "last": one.last,
        "names": json.dumps([list(pair) for pair in one.names], ensure_ascii=False),
        "score": round(score, 4),
        "because": clean(because[:NAME]),
    }
