"""In: a story, a dispatch, a moment. Out: which dispatches tell the story, and how it stands then.

The tables hold all that ever came; what is seen at a moment is decided here: what had come in by
then, without what an embargo held. Withdrawn dispatches stay members, but speak for no story while
another can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, bindparam, func, or_, select

from depesche.core.errors import UsageError
from depesche.core.reading import Reading
from depesche.store.find import SHORTEST, begins
from depesche.store.tables import dispatches, readings, stories, story_members
from depesche.store.text import clean, unpacked
from depesche.store.visible import AT, Moment, held, received, withdrawn

MOST = 10_000
EACH = 10
"""Of the newest dispatches, how many are looked at for each story that is wanted, at first."""


class Member(msgspec.Struct, frozen=True):
    """A dispatch of a story: `number` in the store, id, when it came in and was made (ISO, UTC);
    why it belongs to the story, and how surely (0 to 1)."""

    number: int
    id: str
    received: str
    created: str
    agency: str | None
    kind: str
    title: str
    withdrawn: bool
    score: float
    because: str


class Story(msgspec.Struct, frozen=True):
    """A story as it stood: `title` and `lead` (its first paragraph) of `latest`, the id of its
    latest dispatch that is valid; how many dispatches, of whom; when the first and the last were
    made."""

    id: str
    title: str
    lead: str
    latest: str
    dispatches: int
    agencies: tuple[str, ...]
    first: str
    last: str


def story_of(connection: Connection, number: int) -> tuple[str, ...]:
    """The ids of the stories that a dispatch belongs to: one, but for one that tells several."""
    at = story_members.c
    query = select(at.story).where(at.number == number).group_by(at.story)
    found = connection.execute(query.order_by(func.max(at.score).desc(), at.story))
    return tuple(found.scalars())


def find_story(connection: Connection, name: str) -> str | None:
    """The id of the story that is called `name`: an id or its beginning, of SHORTEST letters at
    least; the id of the one that it went into, where it is tied to an older one. None where there is none.

    Raises UsageError where several begin so, or where the name is too short.
    """
    name = clean(name.strip())
    if len(name) < SHORTEST:
        raise UsageError("This is too short for a story's id.", where=name, advice="See depesche stories.")
    at = stories.c
    query = select(at.root).where(begins(at.story, name)).distinct().limit(2)
    found = list(connection.execute(query).scalars())
    if len(found) > 1:
        raise UsageError("Several stories begin so.", where=name, advice="Give more of the id.")
    return found[0] if found else None


def members(connection: Connection, story: str, at: str, *, embargoed: bool = False) -> list[Member]:
    """The dispatches of a story at a moment (UTC), in the order in which they were made."""
    found = connection.execute(_members(embargoed), {"story": story, "at": at})
    every = [_member(row) for row in found]
    return list({one.number: one for one in reversed(every)}.values())[::-1]


@cache
def _members(embargoed: bool) -> Select[Any]:
    one, said = dispatches.c, story_members.c
    facts = (one.number, one.id, one.received, one.created, one.agency, one.kind, one.title)
    query = select(*facts, withdrawn(AT).label("withdrawn"), said.score, said.because)
    query = _seen(query, AT, embargoed=embargoed).where(said.story == bindparam("story"))
    return query.order_by(one.created, one.number, said.score.desc())


def _seen(query: Select[Any], at: Moment, *, embargoed: bool) -> Select[Any]:
    joined = query.join(dispatches, dispatches.c.number == story_members.c.number)
    seen = joined.where(received(at))
    return seen if embargoed else seen.where(or_(dispatches.c.embargo.is_(None), ~held(at)))


def _member(row: Row[Any]) -> Member:
    found = dict(row._mapping)
    return Member(**{**found, "withdrawn": bool(found["withdrawn"])})


def listed(
    connection: Connection,
    at: str,
    *,
    since: str | None = None,
    limit: int = 20,
    skip: int = 0,
    embargoed: bool = False,
) -> list[Story]:
    """The stories of a moment (UTC), the one told last first; `since`: only those told on since."""
    names = islice(_newest(connection, at, since, few=skip + limit, embargoed=embargoed), skip, skip + limit)
    found = (told(connection, name, at, embargoed=embargoed) for name in list(names))
    return [story for story in found if story]


def _newest(
    connection: Connection, at: str, since: str | None, *, few: int, embargoed: bool
) -> Iterator[str]:
    """The stories by their latest dispatch, each once; `few`: about as many as will be wanted."""
    one, member = dispatches.c, story_members.c
    query = _seen(select(member.story), at, embargoed=embargoed)
    query = query.order_by(one.created.desc(), member.story, one.number)
    if since:
        query = query.where(one.created >= since)
    told: set[str] = set()
    done, most = 0, EACH * few
    while rows := connection.execute(query.offset(done).limit(most)).scalars().all():
        fresh = dict.fromkeys(story for story in rows if story not in told)
        yield from fresh
        told |= set(fresh)
        done, most = done + len(rows), 2 * most


def told(connection: Connection, story: str, at: str, *, embargoed: bool = False) -> Story | None:
    """How a story stood at a moment (UTC); None where nothing of it was there."""
    found = members(connection, story, at, embargoed=embargoed)
    if not found:
        return None
    speaks = _speaker(connection, found, at)
    return Story(
        story,
        speaks.title,
        _lead(connection, speaks.number),
        speaks.id,
        len(found),
        tuple(sorted({one.agency for one in found if one.agency})),
        found[0].created,
        found[-1].created,
    )


def _speaker(connection: Connection, found: Sequence[Member], at: str) -> Member:
    """The latest that is neither withdrawn nor a digest, or else the latest of all."""
    valid = [one for one in found if not one.withdrawn and one.kind not in ("withdrawal", "advisory")]
    own = [one for one in valid if one.kind != "digest"]
    return (own or valid or list(found))[-1]


def _lead(connection: Connection, number: int) -> str:
    query = select(readings.c.packed).where(readings.c.number == number)
    packed = connection.execute(query).scalar_one_or_none()
    return lead(unpacked(bytes(packed))) if packed else ""


def lead(reading: Reading) -> str:
    """The first paragraph of a dispatch, its dateline left out."""
    text = reading.text
    first = (reading.dispatch.paragraphs or ((0, len(text)),))[0]
    begins = [begin for begin, _ in reading.sentences if first[0] <= begin < first[1]]
    return " ".join(text[min(begins, default=first[0]) : first[1]].split())
