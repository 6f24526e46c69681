"""In: stories and their members as the ledger made them. Out: the same in the tables, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from depesche.core.ids import content_id
from depesche.ledger.stories import WINDOW, Choice, Profile, posted
from depesche.ledger.story_features import StoryFeatures
from depesche.steps import claim_rows, story_terms
from depesche.store.memory import bounded, memory
from depesche.store.prepared import Prepared, insert_into
from depesche.store.tables import dispatches, features, stories, story_members, story_ties

NAME = "stories"
POSTINGS = 20_000
"""Places that one look-up of candidates reads at most."""
LONGEST = 200
"""Members that a profile made anew is made of: the latest."""
PROFILE = msgspec.msgpack.Decoder(Profile)
PROFILES = Prepared("SELECT story, profile FROM stories WHERE story IN :names")
ROOTS = Prepared("SELECT story, root FROM stories WHERE story IN :names")
EDITED = Prepared("SELECT EXISTS (SELECT 1 FROM story_ties) OR EXISTS (SELECT 1 FROM story_moves)")
REMEMBERED = 500
"""Profiles of stories that are remembered."""
TELLING, LEAST = 100, 12
"""A term that more stories of the time are looked up by calls none of them; so many terms always do."""
OPEN, BELONG = insert_into(stories), insert_into(story_members)
TELL = Prepared("UPDATE stories SET day = :day, profile = :profile WHERE story = :story")
OWN = Prepared("SELECT own FROM story_members WHERE number = :number ORDER BY own")


def fresh_name(connection: Connection, parts: Sequence[object]) -> str:
    """A story's id made of these parts, which no story has yet."""
    name, again = content_id("story", parts), 0
    while profile(connection, name):
        again += 1
        name = content_id("story", [*parts, again])
    return name


def profile(connection: Connection, story: str) -> Profile | None:
    """The profile of a story."""
    return profiles(connection, [story]).get(story)


def profiles(connection: Connection, names: Sequence[str]) -> dict[str, Profile]:
    """The profiles of those of the stories that there are."""
    kept = memory(connection).part(Told)
    missing = [name for name in names if name not in kept]
    if missing:
        rows = PROFILES.rows(connection, names=missing)
        kept |= {story: PROFILE.decode(packed) for story, packed in rows}
    found = {name: kept[name] for name in names if name in kept}
    bounded(kept, REMEMBERED)
    return found


class Told(dict[str, Profile]):
    """The profiles that are remembered."""


class Edited(dict[str, bool]):
    """Whether an editor ever joined or split stories."""


def edited(connection: Connection) -> bool:
    """Whether an editor ever joined or split stories; else each stands for itself alone."""
    kept = memory(connection).part(Edited)
    if "" not in kept:
        kept[""] = bool(EDITED.value(connection))
    return kept[""]


def roots(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """The story that each of these stories goes under."""
    if not edited(connection):
        return {name: name for name in names}
    return dict(ROOTS.rows(connection, names=names))


def live(connection: Connection, day: int) -> int:
    """How many stories were told within WINDOW days of this one."""
    return story_terms.live(connection, day - WINDOW, day + WINDOW)


def having(connection: Connection, terms: Sequence[str], day: int) -> dict[str, int]:
    """How many stories of the time are looked up by each of these terms."""
    return story_terms.having(connection, terms, day - WINDOW, day + WINDOW)


def postings(connection: Connection, having: Mapping[str, int], day: int) -> dict[str, list[str]]:
    """By each of these terms, given with how many stories have it, the stories of the time that are looked
    up by it; but for terms that so many have that they tell none of them."""
    rare = sorted(having, key=lambda term: (having[term], term))
    chosen = {term: having[term] for at, term in enumerate(rare) if at < LEAST or having[term] <= TELLING}
    return story_terms.posted(connection, chosen, day - WINDOW, day + WINDOW, POSTINGS)


def add(connection: Connection, number: int, story: str, one: Profile) -> None:
    """A new story, opened by the entry or dispatch of this number."""
    row = {"story": story, "root": story, "opened": number, "day": one.day}
    OPEN.run(connection, [row | {"profile": msgspec.msgpack.encode(one)}])
    story_terms.moved(connection, None, one.day)
    story_terms.post(connection, story, one.day, posted(one))
    memory(connection).part(Told)[story] = one
    claim_rows.opened(connection, story)


def change(connection: Connection, story: str, before: Profile, after: Profile) -> None:
    """A story that is told differently now."""
    packed = msgspec.msgpack.encode(after)
    TELL.run(connection, [{"story": story, "day": after.day, "profile": packed}])
    memory(connection).part(Told)[story] = after
    old, new = posted(before), posted(after)
    if before.day != after.day:
        story_terms.moved(connection, before.day, after.day)
        story_terms.unpost(connection, story, before.day, old)
        story_terms.post(connection, story, after.day, new)
    else:
        story_terms.unpost(connection, story, before.day, [term for term in old if term not in new])
        story_terms.post(connection, story, after.day, [term for term in new if term not in old])


def unpost(connection: Connection, story: str, one: Profile) -> None:
    """Nothing finds the story any more by its words."""
    story_terms.unpost(connection, story, one.day, posted(one))


def own(connection: Connection, number: int) -> list[str]:
    """The stories that a dispatch was put to, before any were tied."""
    return OWN.column(connection, number=number)


def memberships(connection: Connection, number: int) -> list[Any]:
    """The rows of a dispatch: number, own, story, score, because."""
    query = select(story_members).where(story_members.c.number == number)
    return list(connection.execute(query.order_by(story_members.c.own)))


def leave(connection: Connection, number: int, story: str) -> None:
    """A dispatch is no member of a story any more."""
    at = story_members.c
    connection.execute(delete(story_members).where(at.number == number, at.own == story))


def ids(connection: Connection, numbers: Sequence[int]) -> list[str]:
    """The ids of these dispatches, in the order of the journal."""
    query = select(dispatches.c.id).where(dispatches.c.number.in_(numbers))
    return list(connection.execute(query.order_by(dispatches.c.number)).scalars())


def belong(connection: Connection, number: int, choice: Choice) -> None:
    """A dispatch is a member of a story from now on."""
    root = roots(connection, [choice.story]).get(choice.story, choice.story)
    row = {"number": number, "own": choice.story, "story": root}
    BELONG.run(connection, [row | {"score": choice.score, "because": choice.because}])


def kept(connection: Connection, numbers: Sequence[int]) -> list[StoryFeatures]:
    """The features of these dispatches, in the order of the journal."""
    at = features.c
    query = select(at.packed).where(at.number.in_(numbers), at.step == NAME).order_by(at.number)
    return [msgspec.msgpack.decode(p, type=StoryFeatures) for p in connection.execute(query).scalars()]


def members(connection: Connection, story: str) -> list[int]:
    """The dispatches that were put to this story itself, the latest LONGEST, in order."""
    at = story_members.c
    query = select(at.number).where(at.own == story).order_by(at.number.desc()).limit(LONGEST)
    return sorted(connection.execute(query).scalars())


def tie(connection: Connection, story: str, other: str, seq: int) -> None:
    """Two stories go under one from now on; `seq`: the judgement that says so, 0 for none."""
    connection.execute(insert(story_ties), {"story": story, "other": other, "seq": seq})
    reroot(connection, story)


def untie(connection: Connection, seq: int) -> None:
    """What this judgement tied is so no longer."""
    at = story_ties.c
    ties = connection.execute(select(at.story, at.other).where(at.seq == seq)).all()
    connection.execute(delete(story_ties).where(at.seq == seq))
    for one in dict.fromkeys(name for row in ties for name in row):
        reroot(connection, one)


def reroot(connection: Connection, story: str) -> None:
    """All stories that are tied to this one, directly or not, go under the oldest of them."""
    together = _together(connection, story)
    query = select(stories.c.story).where(stories.c.story.in_(together))
    root = connection.execute(query.order_by(stories.c.opened, stories.c.story).limit(1)).scalar_one()
    connection.execute(update(stories).where(stories.c.story.in_(together)).values(root=root))
    connection.execute(update(story_members).where(story_members.c.own.in_(together)).values(story=root))


def _together(connection: Connection, story: str) -> list[str]:
    found, new = {story}, [story]
    while new:
        at = story_ties.c
        query = select(at.story, at.other).where(at.story.in_(new) | at.other.in_(new))
        new = sorted({name for row in connection.execute(query) for name in row} - found)
        found |= set(new)
    return sorted(found)
