"""In: the claims on which an origin spoke. Out: what it said, and what became of each. Pure.

No score is made of it: what is listed is what others said, with their dispatches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from depesche.core.claim_status import ClaimStatus, Member
from depesche.ledger.status import origin_of, when
from depesche.views.briefing import ClaimLike, Ref


class Other(msgspec.Struct, frozen=True):
    """Another origin that said the same or the contrary: its name, its words, where."""

    origin: str
    name: str
    words: str
    ref: Ref


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """What an origin said of one claim, and what became of it: `corrected` are the dispatches with its
    words that were corrected or withdrawn since; `borne_out` and `denied` the other origins that say the
    same or the contrary now; `status` is the claim's."""

    claim: str
    gloss: str
    status: ClaimStatus
    words: str
    denies: bool
    factuality: str
    refs: tuple[Ref, ...]
    corrected: tuple[Ref, ...]
    borne_out: tuple[Other, ...]
    denied: tuple[Other, ...]


def stated(
    claims: Iterable[ClaimLike],
    keys: Collection[str],
    numbers: Collection[tuple[int, int]],
    refs: Mapping[int, Ref],
) -> Iterator[Stated]:
    """What the origin of these keys said, a claim each. `numbers`: number and place of the statements
    that are known to be its own, whatever key a story gives it."""
    for one in claims:
        mine = [m for m in one.members if m.origin in keys or (m.number, m.place) in numbers]
        if mine:
            yield _stated(one, mine, refs)


def _stated(one: ClaimLike, mine: list[Member], refs: Mapping[int, Ref]) -> Stated:
    ordered = sorted(mine, key=when)
    last = ([m for m in ordered if not m.points] or ordered)[-1]
    own = {origin_of(m) for m in mine}
    standing = one.standing
    against, pro = set(standing.against) - own, set(standing.origins) - own
    denies = bool(own & set(standing.against))
    gone = [m for m in ordered if m.state in ("corrected", "withdrawn")]
    return Stated(
        claim=one.id,
        gloss=one.gloss,
        status=standing.status,
        words=last.words,
        denies=denies,
        factuality=last.factuality,
        refs=tuple(dict.fromkeys(refs[m.number] for m in ordered)),
        corrected=tuple(dict.fromkeys(refs[m.number] for m in gone)),
        borne_out=tuple(_others(one, against if denies else pro, refs)),
        denied=tuple(_others(one, pro if denies else against, refs)),
    )


def _others(one: ClaimLike, origins: Collection[str], refs: Mapping[int, Ref]) -> Iterator[Other]:
    latest = {
        origin_of(m): m
        for m in sorted(one.members, key=when)
        if m.state == "current" and origin_of(m) in origins
    }
    for origin, m in sorted(latest.items()):
        yield Other(origin, m.origin_name or m.agency, m.words, refs[m.number])
