"""The step of claims: statements of a story's dispatches that say the same are put together.

In: what each dispatch tells. Out: `claims`, `claim_terms`, `claim_members`, `origins`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from depesche.core.claims import ClaimsOf, Told
from depesche.core.ids import content_id
from depesche.core.matter import Matter
from depesche.ledger.claims import Choice, Profile, accused, choice, counted, rarities
from depesche.steps import claim_judgements
from depesche.steps.step import Step
from depesche.steps.telling import telling
from depesche.store.members import member_row
from depesche.store.tables import (
    claim_members,
    claim_terms,
    claims,
    dispatches,
    stories,
    story_members,
    story_moves,
)

CANDIDATES = 48
"""Claims of a story that one dispatch's statements are compared with, those that share most."""
COMMON = 40
"""A concept that more claims of the story have calls no candidates."""
BLAME = ("schuld",)
ROOF = 60
"""Stories that are looked into at most."""
NAMES = 400
"""Concepts of one dispatch that are looked up."""


def prepare(matter: Matter) -> ClaimsOf:
    """What a dispatch tells."""
    return telling(matter.dispatch, matter.reading)


def stories_of(connection: Connection, number: int) -> tuple[str, ...]:
    """The stories that a dispatch belongs to, the one that it is most like first, then those under one
    roof with them, and those out of which an editor put dispatches to them."""
    at, member = stories.c, story_members.c
    query = select(member.own, member.story).where(member.number == number)
    rows = list(connection.execute(query.order_by(member.score.desc(), member.own)))
    roots = sorted({row.story for row in rows})
    tied = select(at.story).where(at.root.in_(roots))
    under = list(connection.execute(tied.order_by(at.story).limit(ROOF)).scalars())
    moved = select(story_moves.c.source).where(story_moves.c.target.in_(under)).distinct()
    sources = list(connection.execute(moved.order_by(story_moves.c.source).limit(ROOF)).scalars())
    return tuple(dict.fromkeys([*(row.own for row in rows), *under, *sources]))


def apply(connection: Connection, number: int, features: ClaimsOf) -> None:
    """Put each statement of a dispatch to its claim."""
    found = stories_of(connection, number)
    if not found or not features.told:
        return
    name = connection.execute(select(dispatches.c.id).where(dispatches.c.number == number)).scalar_one()
    Folding(connection, number, name, found, features).run()


class Folding:
    """One dispatch's turn: what its stories have, and what it adds."""

    def __init__(
        self, connection: Connection, number: int, name: str, stories: tuple[str, ...], features: ClaimsOf
    ) -> None:
        self.connection, self.number, self.name, self.stories = connection, number, name, stories
        self.told = features.told
        speakers = {one.speaker for one in self.told if one.back and one.speaker}
        names = sorted(speakers | set(counted(self.told)))[:NAMES]
        self.counts, self.total = self._counts(names)
        self.profiles = self._candidates(names)
        self.stories_by_claim: dict[str, str] = {}
        self.here: dict[str, list[Told]] = defaultdict(list)
        self.claim_of: dict[int, str] = {}
        self.fresh: set[str] = set()

    def run(self) -> None:
        """Choose for each statement in order, then write."""
        own = Counter(counted(self.told))
        counts = {name: self.counts.get(name, 0) + min(own[name], 2) - 1 for name in own}
        rarity = rarities(counts, self.total + len(self.told) // 2)
        chosen = ((one, self._choice(one, rarity)) for one in self.told)
        rows = [self._member(one, found) for one, found in chosen if found.claim or not one.back]
        if rows:
            self._write(rows)

    def _counts(self, names: Sequence[str]) -> tuple[dict[str, int], int]:
        table = claim_terms.c
        query = select(table.concept, func.count()).where(
            table.story.in_(self.stories), table.concept.in_(names)
        )
        counts = {row[0]: row[1] for row in self.connection.execute(query.group_by(table.concept))}
        total = select(func.count()).select_from(claims).where(claims.c.story.in_(self.stories))
        return counts, self.connection.execute(total).scalar_one()

    def _candidates(self, names: Sequence[str]) -> dict[str, Profile]:
        telling_ = [name for name in names if 0 < self.counts.get(name, 0) <= COMMON]
        table, weights = claim_terms.c, rarities(self.counts, self.total)
        query = select(table.claim, table.concept, table.weight).where(
            table.story.in_(self.stories), table.concept.in_(telling_)
        )
        scores: dict[str, float] = defaultdict(float)
        for row in self.connection.execute(query.order_by(table.claim, table.concept)):
            scores[row.claim] += row.weight * weights[row.concept]
        best = sorted(scores, key=lambda claim: (-scores[claim], claim))[: CANDIDATES + len(self.told) * 4]
        packed = select(claims.c.claim, claims.c.packed).where(claims.c.claim.in_(best))
        return {
            row.claim: msgspec.msgpack.decode(bytes(row.packed), type=Profile)
            for row in self.connection.execute(packed)
        }

    def _choice(self, one: Told, rarity: Mapping[str, float]) -> Choice:
        if one.back:
            return self._meant(one)
        found = choice(one, self.profiles, rarity, self.here)
        blamed = next((name for name, _ in one.concepts if name[0] == "@" and name != one.speaker), "")
        if found.claim is None and blamed and one.events == BLAME:
            claim = accused(self.profiles, blamed)
            return Choice(claim, 0.5, "it blames the one whom the claim names") if claim else found
        return found

    def _meant(self, one: Told) -> Choice:
        """The claim that a statement is about which only points at it."""
        if one.denies and (claim := accused(self.profiles, one.speaker)):
            return Choice(claim, 1.0, "it denies what names the one who denies")
        if one.before is not None and one.before in self.claim_of:
            return Choice(self.claim_of[one.before], 1.0, "it points back at what was said right before")
        return Choice(None, 0.0, "nothing says what it points at")

    def _member(self, one: Told, chosen: Choice) -> dict[str, object]:
        claim = chosen.claim
        if claim is None:
            claim = self._opened(one)
        if not one.back:
            self.profiles[claim] = self.profiles.get(claim, Profile()).with_one(one)
        self.here[claim].append(one)
        self.claim_of[one.place] = claim
        return member_row(self.number, claim, one, chosen.score, chosen.because)

    def _opened(self, one: Told) -> str:
        """A new claim's id; a dispatch that came twice, in two forms, opens its claims once."""
        claim = content_id("claim", [self.name, one.id])
        known = select(claims.c.packed).where(claims.c.claim == claim)
        packed = None if claim in self.fresh else self.connection.execute(known).scalar_one_or_none()
        if packed is None:
            self.fresh.add(claim)
        else:
            self.profiles[claim] = msgspec.msgpack.decode(bytes(packed), type=Profile)
        return claim

    def _write(self, rows: list[dict[str, object]]) -> None:
        made = [self._claim_row(claim) for claim in sorted(self.fresh)]
        if made:
            self.connection.execute(insert(claims), made)
        for claim in sorted(set(self.here) - self.fresh):
            self.connection.execute(
                update(claims).where(claims.c.claim == claim).values(packed=self._packed(claim))
            )
        self.connection.execute(insert(claim_members), rows)
        self._write_terms()

    def _claim_row(self, claim: str) -> dict[str, object]:
        return {
            "claim": claim,
            "story": self.stories[0],
            "number": self.number,
            "canonical": claim,
            "packed": self._packed(claim),
        }

    def _packed(self, claim: str) -> bytes:
        return msgspec.msgpack.encode(self.profiles.get(claim, Profile()))

    def _write_terms(self) -> None:
        known = self._known_terms()
        rows = {
            (claim, name): weight
            for claim, told in self.here.items()
            for one in told
            for name, weight in one.concepts
            if (claim, name) not in known
        }
        found = [
            {"story": self._story(claim), "concept": name, "claim": claim, "weight": weight}
            for (claim, name), weight in sorted(rows.items())
        ]
        if found:
            self.connection.execute(insert(claim_terms), found)

    def _known_terms(self) -> set[tuple[str, str]]:
        table = claim_terms.c
        query = select(table.claim, table.concept).where(table.claim.in_(sorted(set(self.here) - self.fresh)))
        return {(row.claim, row.concept) for row in self.connection.execute(query)}

    def _story(self, claim: str) -> str:
        if claim in self.fresh:
            return self.stories[0]
        if claim not in self.stories_by_claim:
            query = select(claims.c.story).where(claims.c.claim == claim)
            self.stories_by_claim[claim] = self.connection.execute(query).scalar_one()
        return self.stories_by_claim[claim]


STEP = Step("claims", ClaimsOf, prepare, apply, claim_judgements.judge)
