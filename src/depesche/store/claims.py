"""In: a story or a claim, and a moment. Out: its claims as they stood then, with status and findings.

The tables hold all that ever came; what is seen at a moment is decided here: what had come in by
then, and how each dispatch stood then. A claim that an editor put together with another is read as one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, exists, or_, select

from depesche.core.claim_status import Disagreement, Member, Standing, State
from depesche.core.claims import Figure
from depesche.core.ids import content_id
from depesche.core.origin import Origin
from depesche.ledger.contradictions import disagreements
from depesche.ledger.origins import described, may_be_one
from depesche.ledger.status import live, standing, when
from depesche.store.claim_origins import source_of, story_origins
from depesche.store.judgements import holding
from depesche.store.tables import claim_members, claims, dispatches, links, stories, story_members
from depesche.store.visible import AT, held, received, withdrawn

REVISIONS = ("update", "correction", "repeat", "withdrawal", "duplicate")


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as it stood: its clearest words, its statements in order of time, its status, the numbers
    given for it (ISO time, origin, value), what in it does not go together."""

    id: str
    story: str
    gloss: str
    members: tuple[Member, ...]
    standing: Standing
    values: tuple[tuple[str, str, float], ...] = ()
    findings: tuple[Disagreement, ...] = ()


def story_claims(connection: Connection, story: str, at: str) -> list[Claim]:
    """The claims of a story at a moment (ISO, UTC), the weightiest first: most origins, most statements."""
    found = _grouped(connection, _members().where(story_members.c.story == story), at)
    return sorted(found, key=lambda one: (-len(one.standing.origins), -len(one.members), one.id))


def claim(connection: Connection, name: str, at: str) -> Claim | None:
    """The claim of this id at a moment; None where none of its statements had come in."""
    canonical = select(claims.c.canonical).where(claims.c.claim == name).scalar_subquery()
    found = _grouped(connection, _members().where(claims.c.canonical == canonical), at)
    return next((one for one in found if one.id == name), found[0] if found else None)


def claims_named(connection: Connection, names: Sequence[str], at: str) -> list[Claim]:
    """The claims of these ids at a moment, in the order in which they were opened."""
    found: list[Claim] = []
    for first in range(0, len(names), 500):
        some = claims.c.canonical.in_(names[first : first + 500])
        found += _grouped(connection, _members().where(some), at)
    return found


class Repeated:
    """The statements of some claims at a moment. Who is whom in a story is found out when it is asked for."""

    def __init__(self, connection: Connection, names: Sequence[str], at: str) -> None:
        self.connection, self.at = connection, at
        self.members: defaultdict[str, list[Member]] = defaultdict(list)
        self.rows: dict[tuple[int, int], Row[Any]] = {}
        self.origins: dict[tuple[int, int], Origin] = {}
        for first in range(0, len(names), 500):
            some = _members().where(claims.c.canonical.in_(names[first : first + 500]))
            self.rows |= _rows(connection, some, at)
        self.related = _links(connection, {row.number for row in self.rows.values()}, at)
        for row in self.rows.values():
            self.members[row.canonical].append(_member(row, self.related, source_of(row)))

    def of(self, member: Member) -> str:
        """The key of a statement's origin, as its whole story knows it."""
        place = member.number, member.place
        if place not in self.origins:
            story = self.rows[place].story
            rows = [row for row in self.rows.values() if row.story == story]
            self.origins |= story_origins(self.connection, rows, self.related.copies, self.at)
        return self.origins[place].key

    def may_be_one(self, one: Member, other: Member) -> bool:
        """Whether two statements can be of one origin: by what their dispatches tell, or by an editor's word."""
        told = [described(source_of(self.rows[each.number, each.place])) for each in (one, other)]
        return may_be_one(*told) or self._judged

    @cached_property
    def _judged(self) -> bool:
        return bool(holding(self.connection, "same-origin"))


def claims_of(connection: Connection, number: int) -> dict[int, str]:
    """The claims of a dispatch's statements, by the statements' places in its reading."""
    query = select(claim_members.c.place, claims.c.canonical).join(
        claims, claims.c.claim == claim_members.c.claim
    )
    return {
        row.place: row.canonical for row in connection.execute(query.where(claim_members.c.number == number))
    }


def findings(connection: Connection, story: str, at: str) -> list[Disagreement]:
    """What does not go together in the claims of a story at a moment."""
    return [one for found in story_claims(connection, story, at) for one in found.findings]


@cache
def _members() -> Select[Any]:
    """The statements of claims that had come in, with how their dispatches stood. A statement is in the
    story of its claim; where an editor put its dispatch to another story, in that one."""
    home, other = stories.alias("home"), story_members.alias("other")
    query = select(
        claim_members,
        claims.c.canonical,
        home.c.root.label("home"),
        story_members.c.story,
        dispatches.c.id.label("dispatch"),
        dispatches.c.agency,
        dispatches.c.created,
        dispatches.c.received,
        withdrawn(AT).label("withdrawn"),
        dispatches.c.withdraws,
    )
    query = query.join(claims, claims.c.claim == claim_members.c.claim)
    query = query.join(home, home.c.story == claims.c.story)
    query = query.join(dispatches, dispatches.c.number == claim_members.c.number)
    query = query.join(story_members, story_members.c.number == claim_members.c.number)
    at_home = exists(
        select(other.c.number).where(other.c.number == claim_members.c.number, other.c.story == home.c.root)
    )
    seen = or_(story_members.c.story == home.c.root, ~at_home)
    query = query.where(received(AT), or_(dispatches.c.embargo.is_(None), ~held(AT)), seen)
    return query.order_by(claim_members.c.number, claim_members.c.place, story_members.c.story)


def _grouped(connection: Connection, query: Select[Any], at: str) -> list[Claim]:
    return [_claim(*group) for group in _groups(connection, query, at)]


def _groups(connection: Connection, query: Select[Any], at: str) -> Iterator[tuple[str, str, list[Member]]]:
    """Each claim's id, its story, its statements in order of time."""
    rows = list(_rows(connection, query, at).values())
    related = _links(connection, {row.number for row in rows}, at)
    origins = story_origins(connection, rows, related.copies, at)
    groups: dict[tuple[str, str], list[Member]] = defaultdict(list)
    home: dict[str, str] = {}
    for row in rows:
        groups[row.canonical, row.story].append(_member(row, related, origins[row.number, row.place]))
        home[row.canonical] = row.home
    for (name, story), found in groups.items():
        yield (
            name if story == home[name] else content_id("claim", [name, story]),
            story,
            sorted(found, key=when),
        )


def _rows(connection: Connection, query: Select[Any], at: str) -> dict[tuple[int, int], Row[Any]]:
    """The statements, each once, by dispatch and place: in the first of its stories."""
    found = reversed(list(connection.execute(query, {"at": at})))
    return {(row.number, row.place): row for row in found}


class _Related(msgspec.Struct):
    """What links say of dispatches: what each revises or copies, and what became of it."""

    revises: dict[int, int]
    copies: dict[int, int]
    replaced: dict[int, str]


def _links(connection: Connection, numbers: Iterable[int], at: str) -> _Related:
    found = _Related({}, {}, {})
    wanted = sorted(numbers)
    for first in range(0, len(wanted), 500):
        some = wanted[first : first + 500]
        for row in connection.execute(select(links).where(links.c.number.in_(some))):
            (found.copies if row.relation == "copy" else found.revises)[row.number] = row.other
        query = select(links.c.other, links.c.relation).join(
            dispatches, dispatches.c.number == links.c.number
        )
        seen = query.where(links.c.other.in_(some), links.c.relation.in_(REVISIONS), received(at))
        for row in connection.execute(seen):
            if found.replaced.get(row.other) != "correction":
                found.replaced[row.other] = row.relation
    return found


def _member(row: Row[Any], related: _Related, origin: Origin) -> Member:
    source = source_of(row)
    return Member(
        number=row.number,
        place=row.place,
        dispatch=row.dispatch,
        agency=row.agency or "",
        created=row.created,
        received=row.received,
        state=_state(row, related),
        copies=related.copies.get(row.number),
        revises=related.revises.get(row.number),
        claim=row.canonical,
        statement=row.statement,
        words=row.words,
        stance=row.stance,
        denies=bool(row.denies),
        points=bool(row.points),
        act=row.act,
        factuality=row.factuality,
        mode=row.mode,
        origin=origin.key,
        origin_name=source.name,
        origin_kind=source.kind,
        via=source.via[:-1],
        own=bool(row.own),
        figures=_figures(row.figures),
        first=row.first,
        last=row.last,
        names=_names(row.names),
        score=row.score,
        because=row.because,
    )


@lru_cache(maxsize=8192)
def _figures(written: str) -> tuple[Figure, ...]:
    return tuple(Figure(*figure) for figure in json.loads(written))


@lru_cache(maxsize=8192)
def _names(written: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, name) for kind, name in json.loads(written))


def _state(row: Row[Any], related: _Related) -> State:
    if row.withdrawn or row.withdraws or related.replaced.get(row.number) == "withdrawal":
        return "withdrawn"
    how = related.replaced.get(row.number)
    return "current" if how is None else "corrected" if how == "correction" else "superseded"


def _claim(name: str, story: str, members: Sequence[Member]) -> Claim:
    stands = standing(members)
    return Claim(
        id=name,
        story=story,
        gloss=gloss(members),
        members=tuple(members),
        standing=stands,
        values=tuple((m.created, m.origin, figure.value) for m in members for figure in m.figures[:1]),
        findings=tuple(disagreements(members)),
    )


def gloss(members: Sequence[Member]) -> str:
    """The clearest words of a claim: a current statement that asserts it, no longer than need be."""
    counting = live(members) or list(members)
    best = [m for m in counting if not m.denies and not m.points] or [m for m in counting if not m.points]
    whole = [m for m in best or counting if len(m.words) >= 25] or best or counting
    return min(whole, key=lambda m: (m.factuality != "CT+", len(m.words), m.number, m.place)).words
