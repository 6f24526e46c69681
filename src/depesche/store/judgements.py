"""In: a store. Out: what editors decided, and what the subjects of a judgement are called in full."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Row, select

from depesche.core.errors import UsageError
from depesche.core.judgement import Judgement
from depesche.core.origin import Origin
from depesche.ledger.origins import Told, name_of
from depesche.store.find import NUMBERED, SHORTEST, begins, find
from depesche.store.spans import spanned
from depesche.store.stories import story_of
from depesche.store.tables import claim_members, claims, dispatches, judgements, stories
from depesche.store.text import LONGEST_KEY, clean

ABOUT: dict[str, tuple[str, ...]] = {
    "same": ("claim", "statement"),
    "different": ("claim", "statement"),
    "same-origin": ("origin", "statement"),
    "different-origin": ("origin", "statement"),
    "join": ("story", "dispatch"),
    "split": ("dispatch", "story"),
}
"""What each judgement is about."""


class Judged(msgspec.Struct, frozen=True):
    """A judgement of the journal: its entry's number and id, what it says, whether it holds: no later
    one that holds took it back."""

    seq: int
    id: str
    holds: bool
    says: Judgement


def judged(connection: Connection) -> list[Judged]:
    """All judgements, in the order in which they were made."""
    return [_judged(row) for row in connection.execute(select(judgements).order_by(judgements.c.seq))]


def holding(connection: Connection, *kinds: str) -> list[Judgement]:
    """The judgements of these kinds that hold, in the order in which they were made."""
    at = judgements.c
    query = select(judgements).where(at.judgement.in_(kinds), at.holds).order_by(at.seq)
    return [_judged(row).says for row in connection.execute(query)]


def _judged(row: Row[Any]) -> Judged:
    says = Judgement(
        judgement=row.judgement,
        subjects=tuple(json.loads(row.subjects)),
        because=row.because,
        by=row.by,
        at=row.at,
        undoes=row.undoes,
    )
    return Judged(row.seq, row.id, bool(row.holds), says)


def undoable(connection: Connection, name: str) -> Judged:
    """The judgement of this id, beginning of an id, or number ("#12"), which holds.

    Raises UsageError where there is none, several, or one that was taken back already.
    """
    at = judgements.c
    numbered = NUMBERED.fullmatch(name)
    if numbered and (name.startswith("#") or len(name) < SHORTEST):
        query = select(judgements).where(at.seq == int(numbered[1]))
    else:
        query = select(judgements).where(begins(at.id, _long_enough(name)))
    found = [_judged(row) for row in connection.execute(query.limit(2))]
    if len(found) != 1:
        raise _not_one("judgement", name, [one.id for one in found], "See depesche judge list.")
    if not found[0].holds:
        raise UsageError("This judgement was taken back already.", where=name, advice="Undo what undid it.")
    return found[0]


def subjects(connection: Connection, kind: str, names: Sequence[str], at: str) -> tuple[str, ...]:
    """The ids that these names or beginnings of ids mean for a judgement of this kind.

    Raises UsageError where there is nothing of that name, where several things begin so, or where
    the kind of judgement needs other subjects.
    """
    found = [_subject(connection, kind, name.strip(), at) for name in names]
    if "origin" in ABOUT[kind]:
        found = [
            ("origin", _origin_of(connection, name) if what == "statement" else name) for what, name in found
        ]
    _enough(kind, found)
    return tuple(dict.fromkeys(name for _, name in found))


def _enough(kind: str, found: Sequence[tuple[str, str]]) -> None:
    what = " or ".join(ABOUT[kind])
    ids = {name for _, name in found}
    kinds = {subject for subject, _ in found}
    if kind == "split" and "dispatch" not in kinds:
        raise UsageError("Nothing is to be split off.", where=kind, advice="Name dispatches.")
    alone = kind == "split" or (kind == "different" and kinds == {"statement"})
    if len(ids) < 2 and not alone:
        if len(found) > 1:
            raise UsageError(
                "Both are the same already, by name.", where=kind, advice="See what they are called."
            )
        raise UsageError("One subject is not enough.", where=kind, advice=f"Name another {what}.")


def _subject(connection: Connection, kind: str, name: str, at: str) -> tuple[str, str]:
    for what in ABOUT[kind]:
        found = list(dict.fromkeys(_called(connection, what, name, at)))
        if found:
            if len(found) > 1:
                raise _not_one(what, name, found, "Give more of it.")
            return what, found[0]
    raise _not_one(" or ".join(ABOUT[kind]), name, [], "See depesche claims, stories, sources or search.")


def _not_one(what: str, name: str, found: Sequence[str], advice: str) -> UsageError:
    if found:
        return UsageError(f"This is more than one {what}.", where=name, advice=advice)
    return UsageError(f"There is no such {what}.", where=name, advice=advice)


def _called(connection: Connection, what: str, name: str, at: str) -> Iterable[str]:
    if what == "dispatch":
        return [one.reading.id for one in find(connection, name, at)] if name else []
    if what == "origin":
        return _origin(connection, clean(name[:LONGEST_KEY]))
    return _beginning(connection, what, name)


def _beginning(connection: Connection, what: str, name: str) -> list[str]:
    column = {"claim": claims.c.claim, "story": stories.c.story, "statement": claim_members.c.statement}[what]
    where = [spanned(connection)] if what == "statement" else []
    exact = _some(connection, column, column == clean(name), *where)
    if exact or len(name) < SHORTEST:
        return exact
    return _some(connection, column, begins(column, clean(name)), *where)


def _some(connection: Connection, column: Column[str], *where: Any) -> list[str]:
    return list(connection.execute(select(column).where(*where).distinct().limit(2)).scalars())


def _long_enough(name: str) -> str:
    if len(name) < SHORTEST:
        raise UsageError("This is too short for an id.", where=name, advice=f"Give {SHORTEST} letters of it.")
    return clean(name)


def _origin(connection: Connection, name: str) -> list[str]:
    """An origin by its name, as it stands."""
    key = name.partition("@")[0]
    where = claim_members.c.origin == key
    known = connection.execute(select(claim_members.c.origin).where(where).limit(1)).scalar_one_or_none()
    return [name] if known else []


def _origin_of(connection: Connection, statement: str) -> str:
    """The name of the origin that a statement has by itself."""
    at = claim_members.c
    query = select(at.number, at.source, dispatches.c.id).join(dispatches, dispatches.c.number == at.number)
    row = connection.execute(query.where(spanned(connection), at.statement == statement).limit(1)).one()
    stories_ = story_of(connection, row.number)
    origin = msgspec.json.decode(row.source, type=Origin)
    return name_of(Told(origin, row.id, stories_[0] if stories_ else ""))
