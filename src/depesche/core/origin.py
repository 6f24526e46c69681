"""An origin: the canonical original source in which a statement's chain of sources ends.

Readings give each origin a key of its own words; `depesche.ledger.origins` compares those of several
dispatches.
"""

from __future__ import annotations

from typing import Literal

import msgspec

OriginKind = Literal[
    "government", "institution", "organisation", "person", "anonymous", "author", "agency", "media"
]
Reach = Literal["world", "story", "dispatch"]


class Origin(msgspec.Struct, frozen=True):
    """Who said it first.

    `key` names the origin: equal keys are the same origin wherever `within` reaches ("world": in all
    dispatches, "story": in dispatches of one story, "dispatch": in this one only). `of` is the key of
    the body it is part of, `place` the key of the place that tells it from others of its kind
    ("geonames/2891122", an ISO 3166 code), `person` the key of who speaks for it. `certain` is False
    where the place or the body was inferred from what stands around. `sort` is what sort of body it is
    ("company", "union"), "" where nothing says so. `because` says why, `via` gives
    the keys of the whole chain, nearest first, itself last.
    """

    key: str
    name: str
    kind: OriginKind
    of: str | None = None
    place: str | None = None
    person: str | None = None
    because: str = ""
    via: tuple[str, ...] = ()
    within: Reach = "world"
    certain: bool = True
    sort: str = ""
