"""The step of claims: statements of a story's dispatches that say the same are put together.

In: what each dispatch tells. Out: `claims`, `claim_terms`, `claim_members`, `origins`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import Connection

from depesche.core.claims import ClaimsOf, Told
from depesche.core.ids import content_id
from depesche.core.matter import Matter
from depesche.ledger.claims import Choice, Pool, Profile, accused, choice, contradicts, counted, rarities
from depesche.ledger.sameness import Shape, shape
from depesche.steps import claim_judgements
from depesche.steps.claim_rows import Remembered, Source, written
from depesche.steps.step import Step
from depesche.steps.story_rows import edited
from depesche.steps.telling import telling
from depesche.store.members import member_row
from depesche.store.memory import memory
from depesche.store.prepared import Prepared, insert_into
from depesche.store.tables import claim_members

CANDIDATES = 48
"""Claims of a story that one dispatch's statements are compared with, those that share most."""
COMMON = 40
"""A concept that more claims of the story have calls no candidates."""
BLAME = ("schuld",)
ROOF = 60
"""Stories that are looked into at most."""
NAMES = 400
"""Concepts of one dispatch that are looked up."""
PROFILE = msgspec.msgpack.Decoder(Profile)
REMEMBERED = 4096
"""Profiles that are kept taken apart: a story's claims are asked for again and again while it runs."""
MEMBERSHIPS = Prepared("SELECT own, story FROM story_members WHERE number = :number ORDER BY score DESC, own")
UNDER = Prepared(f"SELECT story FROM stories WHERE root IN :roots ORDER BY story LIMIT {ROOF}")
MOVED = Prepared(
    f"SELECT DISTINCT source FROM story_moves WHERE target IN :stories ORDER BY source LIMIT {ROOF}"
)
ID_OF = Prepared(
    "SELECT id, EXISTS (SELECT 1 FROM dispatches AS other WHERE other.id = one.id AND other.number < one.number)"
    " FROM dispatches AS one WHERE number = :number"
)
BELONG = insert_into(claim_members)


def prepare(matter: Matter) -> ClaimsOf:
    """What a dispatch tells."""
    return telling(matter.dispatch, matter.reading)


@lru_cache(REMEMBERED)
def _apart(packed: bytes) -> tuple[Profile, tuple[Shape, ...]]:
    """A profile as it is kept, and its statements taken apart."""
    profile = PROFILE.decode(packed)
    return profile, tuple([shape(one) for one in profile.told])


def stories_of(connection: Connection, number: int) -> tuple[str, ...]:
    """The stories that a dispatch belongs to, the one that it is most like first, then those under one
    roof with them, and those out of which an editor put dispatches to them."""
    rows = MEMBERSHIPS.rows(connection, number=number)
    if not edited(connection):
        return tuple([own for own, _ in rows])
    under = UNDER.column(connection, roots={story for _, story in rows})
    sources = MOVED.column(connection, stories=under)
    return tuple(dict.fromkeys([*(own for own, _ in rows), *under, *sources]))


def apply(connection: Connection, number: int, features: ClaimsOf) -> None:
    """Put each statement of a dispatch to its claim."""
    found = stories_of(connection, number)
    if not found or not features.told:
        return
    [(name, again)] = ID_OF.rows(connection, number=number)
    source = Remembered(connection, found)
    Folding(source, features.told, name).run(connection, number, source, again=bool(again))
    source.done()


class Folding:
    """One dispatch's turn: what its stories have, and what it adds. `name`: its id."""

    def __init__(self, source: Source, told: Sequence[Told], name: str = "") -> None:
        self.source, self.told, self.name = source, told, name
        speakers = {one.speaker for one in self.told if one.back and one.speaker}
        names = sorted(speakers | set(counted(self.told)))[:NAMES]
        self.counts, self.total = source.counts(names), source.total()
        self.profiles = self._candidates(names)
        self.here: dict[str, list[Told]] = defaultdict(list)
        self.claim_of: dict[int, str] = {}
        self.fresh: set[str] = set()
        self.known: Callable[[str], bytes | None] = lambda _: None
        self.shapes: dict[int, Shape] = {}

    def run(self, connection: Connection, number: int, source: Remembered, *, again: bool) -> None:
        """Choose for each statement in order, then write. `again`: a dispatch of this id came before."""
        if again:
            self.known = source.elsewhere
        pool = self._pool()
        chosen = ((one, self._choice(one, pool)) for one in self.told)
        rows = [
            self._member(number, one, found, pool) for one, found in chosen if found.claim or not one.back
        ]
        if rows:
            self._write(connection, number, source, rows)

    def _pool(self) -> Pool:
        own = Counter(counted(self.told))
        counts = {name: self.counts.get(name, 0) + min(own[name], 2) - 1 for name in own}
        pool = Pool(self.told, rarities(counts, self.total + len(self.told) // 2))
        for claim in sorted(self.packed):
            for one in _apart(self.packed[claim])[1]:
                pool.add(claim, one)
        return pool

    def _candidates(self, names: Sequence[str]) -> dict[str, Profile]:
        telling_ = [name for name in names if 0 < self.counts.get(name, 0) <= COMMON]
        weights = rarities(self.counts, self.total)
        scores: dict[str, float] = defaultdict(float)
        terms = self.source.terms(telling_)
        for concept in telling_:
            for claim, weight in terms[concept].items():
                scores[claim] += weight * weights[concept]
        best = sorted(scores, key=lambda claim: (-scores[claim], claim))[: CANDIDATES + len(self.told) * 4]
        self.packed = self.source.packed(best)
        return {claim: _apart(packed)[0] for claim, packed in self.packed.items()}

    def _choice(self, one: Told, pool: Pool) -> Choice:
        if one.back:
            return self._meant(one)
        found = choice(self._shape(one), pool, self.here)
        blamed = next((name for name, _ in one.concepts if name[0] == "@" and name != one.speaker), "")
        if found.claim is None and blamed and one.events == BLAME:
            claim = accused(self.profiles, blamed)
            return Choice(claim, 0.5, "it blames the one whom the claim names") if claim else found
        return found

    def _shape(self, one: Told) -> Shape:
        if one.place not in self.shapes:
            self.shapes[one.place] = shape(one)
        return self.shapes[one.place]

    def _meant(self, one: Told) -> Choice:
        """The claim that a statement is about which only points at it: what was said right before where a
        word points there ("wies das zurück"), else what names the one who denies, else what was before."""
        before = self.claim_of.get(-1 if one.before is None else one.before)
        if before and one.pointing:
            return Choice(before, 1.0, "it points back at what was said right before")
        if one.denies and (claim := accused(self.profiles, one.speaker)):
            return Choice(claim, 1.0, "it denies what names the one who denies")
        if before:
            return Choice(before, 1.0, "it is about what was said right before")
        return Choice(None, 0.0, "nothing says what it points at")

    def _member(self, number: int, one: Told, chosen: Choice, pool: Pool) -> dict[str, object]:
        claim = chosen.claim
        others = self.profiles.get(claim, Profile()).told if claim else ()
        denies = contradicts(one, others)
        if claim is None:
            claim = self._opened(one)
        if not one.back and not self.profiles.get(claim, Profile()).says(one):
            self.profiles[claim] = self.profiles.get(claim, Profile()).with_one(one)
            pool.add(claim, self._shape(one))
        self.here[claim].append(one)
        self.claim_of[one.place] = claim
        said = one if denies == one.denies else msgspec.structs.replace(one, denies=denies)
        return member_row(number, claim, said, chosen.score, chosen.because)

    def _opened(self, one: Told) -> str:
        """A new claim's id; a dispatch that came twice, in two forms, opens its claims once."""
        claim = content_id("claim", [self.name, one.id])
        known = None if claim in self.fresh else self.known(claim)
        if known:
            self.profiles[claim] = PROFILE.decode(known)
        else:
            self.fresh.add(claim)
        return claim

    def _write(
        self, connection: Connection, number: int, source: Remembered, rows: list[dict[str, object]]
    ) -> None:
        opened: list[dict[str, object]] = []
        told: list[dict[str, object]] = []
        for claim in sorted(self.here):
            packed = msgspec.msgpack.encode(self.profiles.get(claim, Profile()))
            row: dict[str, object] = {"claim": claim, "packed": packed}
            if source.told(claim, packed):
                (opened if claim in self.fresh else told).append(row)
        own: dict[str, object] = {"story": source.stories[0], "number": number}
        source.write([row | own | {"canonical": row["claim"]} for row in opened], told)
        memory(connection).part(Waiting).extend(rows)
        terms = {claim: {n: w for one in told for n, w in one.concepts} for claim, told in self.here.items()}
        source.post([row for claim in sorted(terms) for row in source.speaks(claim, terms[claim])])


class Waiting(list[dict[str, object]]):
    """Rows of statements that are still to be written: nobody asks for them before a stretch's end."""


def finish(connection: Connection) -> None:
    """Write what waits."""
    waiting = memory(connection).part(Waiting)
    BELONG.run(connection, waiting)
    waiting.clear()
    written(connection)


STEP = Step("claims", ClaimsOf, prepare, apply, claim_judgements.judge, finish)
