"""In: a statement that belongs to a claim. Out: its row in `claim_members`. Pure."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from depesche.core.claims import Told
from depesche.core.origin import Origin
from depesche.store.tables import SPAN
from depesche.store.text import LONGEST_KEY, clean, storable

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
        "figures": json.dumps(figures, ensure_ascii=False) if figures else "[]",
        "first": one.first,
        "last": one.last,
        "names": json.dumps(one.names, ensure_ascii=False) if one.names else "[]",
        "score": round(score, 4),
        "because": clean(because[:NAME]),
        "span": number // SPAN,
        **spoken_by(one.source),
    }


def spoken_by(source: Origin | None) -> dict[str, str | None]:
    """What an origin is found by beside its key: the key of its whole, its name in small letters."""
    if source is None:
        return {"whole": None, "called": None}
    return {"whole": source.of and storable(source.of, key=True), "called": called(source.name)}


def called(name: str) -> str:
    """A name as it is looked for, capitals or not."""
    return clean(name.casefold())[:LONGEST_KEY]
