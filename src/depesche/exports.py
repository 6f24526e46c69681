"""The export: in, a store and a moment; out, everything that it knows, object after object.

Dispatches come in the order of the journal, each followed by its statements; then stories, claims
and findings. What an embargo holds is left out, with all that was only said there, unless asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, func, select

from depesche.checks import checked
from depesche.core.check import GRADES, Check
from depesche.core.claim_status import Disagreement, Member
from depesche.core.claims import Stance
from depesche.core.export import (
    Exported,
    ExportedClaim,
    ExportedDispatch,
    ExportedFinding,
    ExportedNotice,
    ExportedSource,
    ExportedStatement,
    ExportedStory,
    ExportedValue,
    ExportStatus,
)
from depesche.core.reading import Finding, Notice, Reading, Statement
from depesche.german.origins import origins
from depesche.ledger.origins import described
from depesche.store.claims import Claim, story_claims
from depesche.store.links import COPY, Link, copies, predecessor, superseded
from depesche.store.stories import members, told
from depesche.store.tables import (
    PLACES,
    dispatches,
    journal,
    links,
    notices,
    readings,
    story_members,
)
from depesche.store.text import unpacked
from depesche.store.visible import held, received, withdrawn

AT_ONCE = 100
STORIES = 2_000
MADE = re.compile(r"[0-9a-f]{32}")


class Asked(NamedTuple):
    """What to export: as the store was at `at` (UTC), `since` when dispatches came in, whether with
    what an embargo holds, and with the texts of the dispatches."""

    at: str
    since: str | None = None
    embargoed: bool = False
    texts: bool = True


class Ties(NamedTuple):
    """What the ledger knows of one dispatch: its check against what it revises, what it is a
    duplicate or a copy of, its stories, and of its statements (by place) the claims."""

    link: Link | None = None
    other: str | None = None
    check: Check | None = None
    stories: tuple[str, ...] = ()
    claims: Mapping[int, tuple[str, Member]] = {}


def exported(connection: Connection, asked: Asked) -> Iterator[Exported]:
    """Every object, in order; a stretch of dispatches in memory at a time."""
    seen: dict[str, None] = {}
    known = _Known(connection, asked)
    for rows in _stretches(connection, asked):
        ties = _ties(connection, rows, known, asked)
        for row in rows:
            seen |= dict.fromkeys(ties[row.number].stories)
            yield from _one(row, unpacked(bytes(row.packed)), ties[row.number], asked)
    for story in seen:
        yield from _story(connection, story, known, asked)


def _stretches(connection: Connection, asked: Asked) -> Iterator[Sequence[Row[Any]]]:
    query = (
        select(
            dispatches,
            readings.c.packed,
            journal.c.origin,
            withdrawn(asked.at).label("withdrawn"),
            superseded(asked.at).label("superseded"),
        )
        .join(readings, readings.c.number == dispatches.c.number)
        .join(journal, journal.c.seq == dispatches.c.number // PLACES)
        .where(received(asked.at))
    )
    if asked.since:
        query = query.where(dispatches.c.received >= asked.since)
    if not asked.embargoed:
        query = query.where(~held(asked.at))
    after = 0
    while rows := _after(connection, query, after):
        yield rows
        after = rows[-1].number


def _ties(connection: Connection, rows: Sequence[Row[Any]], known: _Known, asked: Asked) -> dict[int, Ties]:
    numbers = [row.number for row in rows]
    stories = _stories(connection, numbers)
    linked = set(connection.execute(select(links.c.number).where(links.c.number.in_(numbers))).scalars())
    noticed = set(connection.execute(select(notices.c.number).where(notices.c.number.in_(numbers))).scalars())
    found = {}
    for row in rows:
        link = _link(connection, row.number, asked.at) if row.number in linked else None
        look = row.number in noticed or (link is not None and link.relation != COPY)
        revised = checked(connection, row.number, asked.at) if look else None
        found[row.number] = Ties(
            link,
            _id(connection, link.other) if link else None,
            revised.check if revised else None,
            stories.get(row.number, ()),
            known.said(row.number, stories.get(row.number, ())),
        )
    return found


def _link(connection: Connection, number: int, at: str) -> Link | None:
    revises = predecessor(connection, number, at)
    if revises:
        return revises
    return next((one for one in copies(connection, number, at) if one.number == number), None)


def _id(connection: Connection, number: int) -> str:
    return str(connection.execute(select(dispatches.c.id).where(dispatches.c.number == number)).scalar_one())


def _stories(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    at = story_members.c
    query = select(at.number, at.story, func.max(at.score).label("score")).where(at.number.in_(numbers))
    query = query.group_by(at.number, at.story).order_by(at.number, func.max(at.score).desc(), at.story)
    found: dict[int, tuple[str, ...]] = {}
    for row in connection.execute(query):
        found[row.number] = (*found.get(row.number, ()), row.story)
    return found


class _Known:
    """The claims of the stories that are told at the moment, each made once for its dispatches."""

    def __init__(self, connection: Connection, asked: Asked) -> None:
        self.connection, self.asked = connection, asked
        self.claims = lru_cache(STORIES)(self._claims)
        self.members = lru_cache(STORIES)(self._members)

    def _claims(self, story: str) -> list[Claim]:
        return story_claims(self.connection, story, self.asked.at)

    def _members(self, story: str) -> dict[int, dict[int, tuple[str, Member]]]:
        found: dict[int, dict[int, tuple[str, Member]]] = {}
        for claim in self.claims(story):
            for one in claim.members:
                found.setdefault(one.number, {})[one.place] = (claim.id, one)
        return found

    def said(self, number: int, stories: Sequence[str]) -> dict[int, tuple[str, Member]]:
        """The claim and the member that each statement of a dispatch is, by its place."""
        found: dict[int, tuple[str, Member]] = {}
        for story in reversed(stories):
            found |= self.members(story).get(number, {})
        return found


def _story(connection: Connection, story: str, known: _Known, asked: Asked) -> Iterator[Exported]:
    shown = told(connection, story, asked.at, embargoed=asked.embargoed)
    if shown is None:
        return
    inside = members(connection, story, asked.at, embargoed=asked.embargoed)
    yield ExportedStory(story, shown.title, tuple(one.id for one in inside))
    for claim in known.claims(story):
        yield _claim(claim)
        for finding in claim.findings:
            yield _across(connection, claim, finding)


def _claim(claim: Claim) -> ExportedClaim:
    standing = claim.standing
    return ExportedClaim(
        id=claim.id,
        story=claim.story,
        gloss=claim.gloss,
        statements=tuple(one.statement for one in claim.members),
        origins=tuple(dict.fromkeys(one.origin for one in claim.members)),
        supporting=standing.origins,
        opposing=standing.against,
        independent_origins=len(standing.origins),
        status=standing.status,
        says=standing.says,
        values=tuple(_values(claim)),
    )


def _values(claim: Claim) -> Iterator[ExportedValue]:
    for one in claim.members:
        for figure in one.figures[:1]:
            yield ExportedValue(
                figure.value, figure.low, figure.high, figure.unit, figure.of,
                one.statement, one.received, one.origin,
            )  # fmt: skip


def _across(connection: Connection, claim: Claim, one: Disagreement) -> ExportedFinding:
    numbers = dict.fromkeys(one.dispatches)
    return ExportedFinding(
        kind=one.kind,
        story=claim.story,
        claim=claim.id,
        statements=one.statements,
        dispatches=tuple(_id(connection, number) for number in numbers),
        says=one.says,
        because=one.because,
    )


def _after(connection: Connection, query: Select[Any], after: int) -> Sequence[Row[Any]]:
    following = query.where(dispatches.c.number > after).order_by(dispatches.c.number)
    return connection.execute(following.limit(AT_ONCE)).all()


def _stance(member: Member) -> Stance:
    """How a statement takes its claim."""
    if member.stance == "open":
        return "open"
    return "against" if member.denies else "for"


def _one(row: Row[Any], reading: Reading, ties: Ties, asked: Asked) -> Iterator[Exported]:
    yield _dispatch(row, reading, ties, asked)
    alone = origins(reading)
    for place, one in enumerate(reading.statements):
        claim, member = ties.claims.get(place, (None, None))
        own = described(alone[place])
        origin = (member.origin, member.origin_name) if member else (own.key, own.name)
        told_by = (claim, _stance(member) if member else None, *origin)
        yield _statement(row.id, place, one, reading, told_by, _status(row))
    for finding in reading.findings:
        yield _finding(row.id, finding, reading, ties)


def _status(row: Row[Any]) -> ExportStatus:
    if row.withdrawn or row.withdraws:
        return "withdrawn"
    return "superseded" if row.superseded else "current"


def _dispatch(row: Row[Any], reading: Reading, ties: Ties, asked: Asked) -> ExportedDispatch:
    seq, place = divmod(row.number, PLACES)
    link = ties.link
    relation = link.relation if link else None
    return ExportedDispatch(
        id=row.id,
        number=f"#{seq}" + (f".{place + 1}" if place else ""),
        external_id=row.urn or _own_id(row.id),
        version=row.version,
        path=row.origin,
        agency=row.agency,
        kind=row.kind,
        headline=reading.dispatch.headline,
        title=row.title,
        received=row.received,
        published=row.earliest if row.earliest == row.latest else None,
        story=ties.stories[0] if ties.stories else None,
        stories=ties.stories,
        revises=ties.other if relation != COPY else None,
        relation=relation,
        duplicate_of=ties.other if relation in (COPY, "duplicate") else None,
        copy_of=ties.other if relation == COPY else None,
        because=link.because if link else None,
        status=_status(row),
        notices=tuple(_notices(reading, ties.check)),
        silent=tuple(_silent(ties.check)),
        text=reading.text if asked.texts else "",
    )


def _notices(reading: Reading, found: Check | None) -> Iterator[ExportedNotice]:
    verdicts = {one.notice: one for one in found.notices} if found else {}
    for place, one in enumerate(reading.dispatch.notices):
        verdict = verdicts.get(place)
        yield _notice(one, verdict.verdict if verdict else "unverifiable", verdict.says if verdict else "")


def _silent(found: Check | None) -> Iterator[str]:
    if found and found.old is not None:
        grades = {found.changes[i].grade for i in found.silent}
        yield from (grade for grade in GRADES if grade in grades)


def _own_id(id: str) -> str | None:
    """The id that the sender gave in a line of JSON; one made here by content is none."""
    return None if MADE.fullmatch(id) else id


def _notice(one: Notice, verdict: str, says: str) -> ExportedNotice:
    return ExportedNotice(
        kind=one.kind,
        text=one.text,
        paragraph=one.paragraph,
        sentence=one.sentence,
        line=one.line,
        wrong=one.wrong,
        right=one.right,
        located=one.located,
        verdict=verdict,
        says=says,
    )


def _statement(
    dispatch: str,
    place: int,
    one: Statement,
    reading: Reading,
    told_by: tuple[str | None, str | None, str, str],
    status: ExportStatus,
) -> ExportedStatement:
    claim, stance, origin, origin_name = told_by
    return ExportedStatement(
        id=one.id,
        dispatch=dispatch,
        place=place,
        content=one.content,
        text=" ".join(" ".join(reading.text[b:e].split()) for b, e in one.content),
        mode=one.mode,
        act=one.act,
        factuality=one.factuality,
        sources=tuple(ExportedSource(s.name, s.kind, s.entity) for s in one.sources),
        times=tuple(reading.times[i].value for i in one.times),
        origin=origin,
        origin_name=origin_name,
        claim=claim,
        stance=stance,
        status=status,
    )


def _finding(dispatch: str, one: Finding, reading: Reading, ties: Ties) -> ExportedFinding:
    touched = (
        s.id
        for s in reading.statements
        if any(b < end and begin < e for b, e in one.spans for begin, end in s.content)
    )
    return ExportedFinding(
        kind=one.kind,
        story=ties.stories[0] if ties.stories else None,
        claim=None,
        statements=tuple(touched),
        dispatches=(dispatch,),
        says=one.says,
        because=one.because,
    )
