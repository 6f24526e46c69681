"""In: what an editor decided about stories. Out: the stories as decided, now and from now on.

A join ties stories, or moves dispatches to a story; a split moves dispatches to a story of their
own. What is like them, or follows them, goes along later. A judgement that undoes another takes
it back, and is itself taken back by the next that undoes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from depesche.ledger.stories import Choice, Profile, joined, nothing
from depesche.ledger.story_features import StoryFeatures
from depesche.steps import story_rows as rows
from depesche.store.rows import number
from depesche.store.tables import dispatches, journal, stories, story_judgements, story_moves

MOST = 500
"""Subjects of one judgement that are looked at."""
BY_HAND = "An editor put it here."


class Judgement(msgspec.Struct, frozen=True):
    """The parts of a judgement's JSON that stories look at."""

    judgement: str
    subjects: tuple[str, ...] = ()
    undoes: str | None = None


def judge(connection: Connection, seq: int, data: bytes) -> None:
    """Do what the judgement says; nothing where it is none, or about something else."""
    one = _read(data)
    if one and one.undoes:
        _undo(connection, seq, one.undoes)
    elif one:
        _enact(connection, seq, one, None)


def _read(data: bytes) -> Judgement | None:
    try:
        return msgspec.json.decode(data, type=Judgement)
    except msgspec.DecodeError:
        return None


def _enact(connection: Connection, seq: int, one: Judgement, into: str | None) -> None:
    """`into`: the story that an earlier try of the same split made."""
    if one.judgement not in ("join", "split"):
        return
    subjects = list(dict.fromkeys(one.subjects[:MOST]))
    told = [name for name in subjects if rows.profile(connection, name)]
    numbers = _numbers(connection, [name for name in subjects if name not in told])
    if one.judgement == "join":
        target = _join(connection, seq, told, numbers)
    else:
        target = _split(connection, seq, told, numbers, into)
    if target:
        _remember(connection, seq, one.judgement, target, None)


def _remember(connection: Connection, seq: int, kind: str, target: str, undoes: int | None) -> None:
    name = connection.execute(select(journal.c.id).where(journal.c.seq == seq)).scalar_one()
    row = {"seq": seq, "id": name, "judgement": kind, "target": target, "undoes": undoes}
    connection.execute(insert(story_judgements), row | {"holds": True})


def _join(connection: Connection, seq: int, told: list[str], numbers: list[int]) -> str | None:
    where = told or [story for one in numbers for story in rows.own(connection, one)]
    if not where:
        return None
    for other in told[1:]:
        rows.tie(connection, where[0], other, seq)
    _move(connection, seq, numbers, where[0], set())
    return where[0]


def _split(
    connection: Connection, seq: int, told: list[str], numbers: list[int], into: str | None
) -> str | None:
    if not numbers:
        return None
    story = into or rows.fresh_name(connection, ["split", *rows.ids(connection, numbers)])
    if not into:
        rows.add(connection, number(seq, 0), story, nothing())
    _move(connection, seq, numbers, story, _under(connection, told))
    return story


def _numbers(connection: Connection, names: Sequence[str]) -> list[int]:
    query = select(dispatches.c.number).where(dispatches.c.id.in_(names))
    return list(connection.execute(query.order_by(dispatches.c.number)).scalars())


def _under(connection: Connection, told: Sequence[str]) -> set[str]:
    """These stories, and all that go under one with them."""
    found = set(rows.roots(connection, told).values())
    query = select(stories.c.story).where(stories.c.root.in_(sorted(found)))
    return set(connection.execute(query).scalars())


def _move(connection: Connection, seq: int, numbers: Iterable[int], target: str, away_from: set[str]) -> None:
    """Put dispatches to a story, away from these alone, or from all where there are none."""
    touched = {target}
    for one in numbers:
        for member in rows.memberships(connection, one):
            if member.own != target and (not away_from or member.own in away_from):
                touched.add(member.own)
                _moved(connection, seq, member, target)
    _told_anew(connection, touched)


def _moved(connection: Connection, seq: int, member: Any, target: str) -> None:
    row = {"seq": seq, "number": member.number, "source": member.own, "target": target}
    connection.execute(insert(story_moves), row | {"score": member.score, "because": member.because})
    rows.leave(connection, member.number, member.own)
    if target not in rows.own(connection, member.number):
        rows.belong(connection, member.number, Choice(target, 1.0, BY_HAND))


def _told_anew(connection: Connection, names: Iterable[str]) -> None:
    for name, before in sorted(rows.profiles(connection, sorted(names)).items()):
        found = rows.kept(connection, rows.members(connection, name))
        rows.change(connection, name, before, reduce(_grown, found, nothing()))


def _grown(story: Profile, one: StoryFeatures) -> Profile:
    return joined(story, one) if one.kind != "digest" or not story.size else story


def _undo(connection: Connection, seq: int, name: str) -> None:
    at = story_judgements.c
    row = connection.execute(select(story_judgements).where(at.id == name, at.holds)).one_or_none()
    if row is None:
        return
    connection.execute(update(story_judgements).where(at.seq == row.seq).values(holds=False))
    if row.undoes is None:
        _take_back(connection, seq, row.seq, split=row.judgement == "split")
        _remember(connection, seq, "undo", row.target, row.seq)
    else:
        rows.untie(connection, row.seq)
        data = connection.execute(select(journal.c.data).where(journal.c.seq == row.undoes)).scalar_one()
        one = _read(bytes(data))
        if one:
            _enact(connection, seq, one, row.target)


def _take_back(connection: Connection, seq: int, judged: int, *, split: bool) -> None:
    moves = _moves(connection, judged)
    for one in moves:
        rows.leave(connection, one.number, one.target)
    for one in moves:
        if one.source not in rows.own(connection, one.number):
            rows.belong(connection, one.number, Choice(one.source, one.score, one.because))
    _told_anew(connection, {name for one in moves for name in (one.source, one.target)})
    rows.untie(connection, judged)
    if split and moves:  # what came to the split-off story later goes back with it
        rows.tie(connection, moves[0].source, moves[0].target, seq)


def _moves(connection: Connection, seq: int) -> list[Any]:
    at = story_moves.c
    query = select(story_moves).where(at.seq == seq)
    return list(connection.execute(query.order_by(at.number, at.source)))
