"""Alerts: in, what somebody wants to be told, and a store; out, what has happened since he was told.

Each alert goes on where it left off, by the journal's order: what came in late, out of order, or was
held by an embargo until now is found all the same, and an event fires once.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Select, or_, select

from depesche.briefings import number_of, numbers_of, refs
from depesche.core.alert import Definition, Event
from depesche.core.errors import UsageError
from depesche.core.ids import content_id
from depesche.fold import folded
from depesche.record import terms
from depesche.store import alerts
from depesche.store.alerts import Alert, Firing
from depesche.store.claims import story_claims
from depesche.store.database import Database
from depesche.store.filters import Filters
from depesche.store.index import name_key
from depesche.store.links import link_of
from depesche.store.origins import keys, speaks
from depesche.store.query import parsed
from depesche.store.search import Question, Since, fresh, lowest, search
from depesche.store.stories import find_story
from depesche.store.tables import PLACES, claim_members, datelines, dispatches, entities, links, notices
from depesche.store.visible import held, received
from depesche.views.briefing import named as with_numbers

TAKES_BACK = ("correction", "withdrawal")
AT_ONCE = 500
TITLE = 300


def add(store: Database, name: str, what: Definition, at: str, *, past: bool) -> None:
    """Keep an alert, from now on; `past`: also for what is there already. Raises UsageError."""
    with store.writing() as connection:
        what = _resolved(connection, what)
        since = Since(0, "") if past else Since(folded(connection), at)
        one = Alert(name, what, at, since.seq, since.at)
        alerts.add(connection, one)
        if what.story and not past:
            alerts.fire(connection, name, _claims(connection, one, at), silent=True)


def look(store: Database, at: str) -> int:
    """Look for all alerts at once, and keep what has happened; say how many events are new."""
    with store.reading() as connection:
        due = [one for one in alerts.known(connection) if _due(connection, one, at)]
    count = 0
    for one in due:
        with store.writing() as connection:
            count += _look(connection, one, at)
    return count


def _due(connection: Connection, one: Alert, at: str) -> bool:
    """Whether anything has come to be seen since an alert looked last, or was decided."""
    if folded(connection) > one.seen:
        return True
    return bool(connection.execute(_seen_since(connection, one, at).limit(1)).first())


def _look(connection: Connection, one: Alert, at: str) -> int:
    reached = Since(folded(connection), at)
    found = list(FINDERS[kind_of(one.definition)](connection, one, at))
    count = alerts.fire(connection, one.name, found)
    if reached.at > one.looked or reached.seq > one.seen:
        alerts.moved(connection, one.name, reached)
    return count


def kind_of(what: Definition) -> str:
    """What kind of thing an alert is about: claim, correction, origin or search."""
    if what.story:
        return "claim"
    return "correction" if what.correction else "origin" if what.origin else "search"


def _resolved(connection: Connection, what: Definition) -> Definition:
    if what.story:
        story = find_story(connection, what.story)
        if story is None:
            raise UsageError("There is no such story.", where=what.story, advice="See depesche stories.")
        return replace(what, story=story)
    if what.origin:
        found = keys(connection, what.origin)
        if len(found) > 1:
            raise UsageError("Several sources are called so.", where=what.origin, advice="Give a key.")
        return replace(what, origin=found[0] if found else what.origin)
    parsed(what.search, terms())  # complains of what is no query
    return what


def _event(connection: Connection, one: Alert, kind: str, number: int, at: str, says: str) -> Event:
    row = connection.execute(select(dispatches).where(dispatches.c.number == number)).one()
    return Event(
        event=content_id("event", [kind, one.name, one.made, row.id]),
        alert=one.name,
        kind=kind,
        title=row.title[:TITLE],
        says=says,
        fired=at,
        dispatch=row.id,
        number=number_of(number),
        agency=row.agency,
        made=row.created,
    )


def _filters(what: Definition) -> Filters:
    return Filters(
        agencies=what.agencies,
        kinds=what.kinds,
        places=what.places,
        persons=what.persons,
        sources=what.sources,
        acts=what.acts,
        factualities=what.factualities,
        replaced=True,
    )


def _found(connection: Connection, one: Alert, at: str) -> Iterator[Firing]:
    what = one.definition
    asked = Question(parsed(what.search, terms()), _filters(what), at, AT_ONCE, 0, one.since)
    while hits := search(connection, asked, terms()):
        for hit in hits:
            said = "; ".join(f"{' ← '.join(s.sources)}: {s.content}" for s in hit.statements)
            says = said or hit.snippet.text
            number = hit.seq * PLACES + hit.place
            yield Firing(_event(connection, one, "search", number, at, says))
        asked = asked._replace(skip=asked.skip + AT_ONCE)


def _corrections(connection: Connection, one: Alert, at: str) -> Iterator[Firing]:
    replaces = select(links.c.number).where(links.c.relation.in_(TAKES_BACK))
    corrects = or_(dispatches.c.kind.in_(TAKES_BACK), dispatches.c.number.in_(replaces))
    for number in _fresh(connection, one, at, corrects):
        link = link_of(connection, number)
        about = [number, link.other] if link else [number]
        if _touches(connection, about, one.definition):
            told = [f"{link.relation} of {number_of(link.other)}"] if link else ["correction"]
            noted = select(notices.c.text).where(notices.c.number == number).order_by(notices.c.place)
            says = ": ".join((*told, *connection.execute(noted).scalars()))
            yield Firing(_event(connection, one, "correction", number, at, says))


def _fresh(connection: Connection, one: Alert, at: str, *where: ColumnElement[bool]) -> list[int]:
    query = _seen_since(connection, one, at).where(received(at), *where)
    seen = query.where(or_(dispatches.c.embargo.is_(None), ~held(at)))
    return list(connection.execute(seen.order_by(dispatches.c.number)).scalars())


def _seen_since(connection: Connection, one: Alert, at: str) -> Select[Any]:
    number = dispatches.c.number
    return select(number).where(number >= lowest(connection, one.since, at), fresh(one.since, at))


def _touches(connection: Connection, numbers: list[int], what: Definition) -> bool:
    """Whether one of the dispatches names one of the places, and is of one of the agencies."""
    agency = select(dispatches.c.agency).where(dispatches.c.number == numbers[0])
    wanted = [name.casefold() for name in what.agencies]
    if wanted and (connection.execute(agency).scalar_one() or "").casefold() not in wanted:
        return False
    keys = [name_key(terms()(name)).split() for name in what.places]
    named = [
        *connection.execute(select(datelines.c.key).where(datelines.c.number.in_(numbers))).scalars(),
        *connection.execute(
            select(entities.c.key).where(entities.c.number.in_(numbers), entities.c.kind == "place")
        ).scalars(),
    ]
    words = [set(key.split()) for key in named]
    return not keys or any(key and found.issuperset(key) for key in keys for found in words)


def _origins(connection: Connection, one: Alert, at: str) -> Iterator[Firing]:
    key = one.definition.origin or ""
    member = claim_members.c
    numbers = _fresh(connection, one, at)
    for first in range(0, len(numbers), AT_ONCE):
        query = select(member.number, member.words).order_by(member.number, member.place)
        query = query.where(member.number.in_(numbers[first : first + AT_ONCE]), speaks(key))
        for number, rows in groupby(connection.execute(query), key=lambda row: row.number):
            says = "; ".join(row.words for row in rows)
            yield Firing(_event(connection, one, "origin", number, at, says))


def _claims(connection: Connection, one: Alert, at: str) -> Iterator[Firing]:
    what = one.definition
    story = find_story(connection, what.story or "") or what.story or ""
    met, counts = alerts.episodes(connection, one.name)
    now: set[str] = set()
    for claim in story_claims(connection, story, at):
        status = claim.standing.status
        subject = f"{claim.id} {status}"
        if status not in what.when:
            continue
        now.add(subject)
        if subject not in met:
            last = max(claim.members, key=lambda member: (member.created, member.number))
            named = refs(connection, numbers_of([claim]))
            says = with_numbers(claim.standing.says, claim.members, named)
            event = _event(connection, one, "claim", last.number, at, says)
            parts = [one.name, one.made, subject, counts.get(subject, 0)]
            yield Firing(_about(event, claim.id, claim.gloss, story, status, parts), subject)
    alerts.ended(connection, one.name, [event for subject, event in met.items() if subject not in now])


def _about(event: Event, claim: str, gloss: str, story: str, status: str, parts: list[object]) -> Event:
    name = content_id("event", ["claim", *map(str, parts)])
    return replace(event, event=name, title=gloss[:TITLE], claim=claim, story=story, status=status)


FINDERS = {"search": _found, "correction": _corrections, "origin": _origins, "claim": _claims}
