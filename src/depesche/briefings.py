"""In: a store, a story, a moment. Out: the story's briefing, its claims, what an origin said.

Where the store's tables, the check of revisions and the views come together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from depesche.checks import Revised, checked
from depesche.core.check import GRADES
from depesche.store.claims import Claim, story_claims
from depesche.store.links import COPY, current
from depesche.store.origins import speaks
from depesche.store.stories import Member, members, told
from depesche.store.tables import PLACES, claim_members, dispatches, links, notices, readings, statements
from depesche.store.text import unpacked
from depesche.views.briefing import (
    Briefing,
    Correction,
    Event,
    Question,
    Ref,
    Verdict,
    sections,
)

AT_MOST = 12
"""Claims of a section that are shown by themselves."""
CHANGES = 8
SILENT_ACTS = ("withhold", "ask")
REPLACES = ("correction", "withdrawal", "update", "repeat")
AT_ONCE = 400


def number_of(number: int) -> str:
    """A dispatch's number for people: "#12", "#12.3" for the third of its entry."""
    seq, place = divmod(number, PLACES)
    return f"#{seq}" + (f".{place + 1}" if place else "")


def refs(connection: Connection, numbers: Iterable[int]) -> dict[int, Ref]:
    """How these dispatches are named."""
    wanted, found = sorted(set(numbers)), {}
    at = dispatches.c
    query = select(at.number, at.id, at.agency, at.created)
    for first in range(0, len(wanted), AT_ONCE):
        for row in connection.execute(query.where(at.number.in_(wanted[first : first + AT_ONCE]))):
            found[row.number] = Ref(number_of(row.number), row.id, row.agency or "", row.created)
    return found


def briefing(
    connection: Connection, story: str, at: str, *, embargoed: bool = False, whole: bool = False
) -> Briefing | None:
    """What was known of a story at a moment (UTC); None where nothing of it was there.

    `whole`: with every claim, not the weightiest alone.
    """
    known = told(connection, story, at, embargoed=embargoed)
    inside = members(connection, story, at, embargoed=embargoed)
    if known is None:
        return None
    claims = story_claims(connection, story, at)
    named = refs(connection, [one.number for one in inside] + numbers_of(claims))
    revised = list(_revised(connection, inside, at))
    named |= refs(connection, [one.before for one in revised if one.before is not None])
    return Briefing(
        id=story,
        at=at,
        title=known.title,
        lead=known.lead,
        latest=next(named[one.number] for one in inside if one.id == known.latest),
        first=known.first,
        last=known.last,
        agencies=tuple(Counter(one.agency or "" for one in inside).most_common()),
        sections=sections(claims, named, None if whole else AT_MOST),
        questions=tuple(_questions(connection, inside, named, at)),
        timeline=tuple(_timeline(connection, inside, named)),
        corrections=tuple(_correction(one, named) for one in revised),
    )


def numbers_of(claims: Iterable[Claim]) -> list[int]:
    """The numbers of all dispatches that state these claims."""
    return [member.number for one in claims for member in one.members]


def _revised(connection: Connection, inside: Sequence[Member], at: str) -> Iterator[Revised]:
    numbers = [one.number for one in inside]
    for number in numbers:
        linked = select(links.c.number).where(links.c.number == number, links.c.relation != COPY)
        noted = select(notices.c.number).where(notices.c.number == number)
        if connection.execute(linked.union_all(noted).limit(1)).first():
            found = checked(connection, number, at)
            if found and (found.before is not None or found.relation in REPLACES):
                yield found


def _correction(one: Revised, named: Mapping[int, Ref]) -> Correction:
    found = one.check
    weighty = list(dict.fromkeys(change.says for change in found.changes if change.weighs))
    grades = {found.changes[i].grade for i in found.silent} if found.old is not None else set()
    texts = one.new.dispatch.notices
    return Correction(
        ref=named[one.number],
        relation=one.relation,
        before=named[one.before] if one.before is not None else None,
        because=one.because,
        changes=tuple(weighty[:CHANGES]),
        verdicts=tuple(Verdict(texts[v.notice].text, v.verdict, v.says) for v in found.notices),
        silent=tuple(grade for grade in GRADES if grade in grades),
    )


def _relations(connection: Connection, inside: Sequence[Member]) -> dict[int, tuple[str, int]]:
    found: dict[int, tuple[str, int]] = {}
    for first in range(0, len(inside), AT_ONCE):
        some = [one.number for one in inside[first : first + AT_ONCE]]
        for row in connection.execute(select(links).where(links.c.number.in_(some))):
            if row.number not in found or row.relation != COPY:
                found[row.number] = (row.relation, row.other)
    return found


def _timeline(connection: Connection, inside: Sequence[Member], named: Mapping[int, Ref]) -> Iterator[Event]:
    related = _relations(connection, inside)
    there = {one.number for one in inside}
    taken_back = {other for relation, other in related.values() if relation == "withdrawal"}
    for one in inside:
        relation, other = related.get(one.number, ("", 0))
        known = named[other] if other in there else None
        gone = one.withdrawn or one.number in taken_back
        yield Event(named[one.number], one.kind, one.title, relation if known else "", known, gone)


def _questions(
    connection: Connection, inside: Sequence[Member], named: Mapping[int, Ref], at: str
) -> Iterator[Question]:
    """What is asked or left without comment in copy that is current."""
    for first in range(0, len(inside), AT_ONCE):
        some = [one.number for one in inside[first : first + AT_ONCE] if not one.withdrawn]
        query = select(statements.c.number, statements.c.place).where(
            statements.c.number.in_(some), statements.c.act.in_(SILENT_ACTS)
        )
        query = query.join(dispatches, dispatches.c.number == statements.c.number).where(current(at))
        rows = connection.execute(query.order_by(statements.c.number, statements.c.place)).all()
        for number in dict.fromkeys(row.number for row in rows):
            places = [row.place for row in rows if row.number == number]
            yield from _asked(connection, number, places, named[number])


def _asked(connection: Connection, number: int, places: Sequence[int], ref: Ref) -> Iterator[Question]:
    packed = connection.execute(select(readings.c.packed).where(readings.c.number == number)).scalar_one()
    reading = unpacked(bytes(packed))
    for place in places:
        one = reading.statements[place]
        who = " ← ".join(source.name or source.kind for source in one.sources)
        spans = sorted({*one.content, *one.frame, *one.cue})
        words = " ".join(reading.text[min(b for b, _ in spans) : max(e for _, e in spans)].split())
        yield Question(one.act, ref.agency if who == "author" else who, words, ref)


def statements_by(
    connection: Connection, keys: Sequence[str], numbers: Sequence[int]
) -> frozenset[tuple[int, int]]:
    """Number and place of the statements of these dispatches that are one of these origins' own."""
    at = claim_members.c
    mine = speaks(*keys)
    found: set[tuple[int, int]] = set()
    for first in range(0, len(numbers), AT_ONCE):
        some = at.number.in_(numbers[first : first + AT_ONCE])
        found |= {
            (row.number, row.place)
            for row in connection.execute(select(at.number, at.place).where(some, mine))
        }
    return frozenset(found)
