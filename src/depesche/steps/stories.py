"""Stories as a step of the fold. In: a dispatch, a judgement. Out: the rows of the stories.

A revision, a repeat or a copy goes where its predecessor is, whatever it is like; so an editor's
decision about a dispatch holds for all that follows it. All else goes to the story it is most
like, or opens one.
"""

from __future__ import annotations

from sqlalchemy import Connection

from depesche.core.matter import Matter
from depesche.german.rarity import before_noun, rarity
from depesche.ledger.stories import Choice, Scale, asked, candidates, chosen, joined, opened
from depesche.ledger.story_features import StoryFeatures, Words, features
from depesche.steps import story_judgements
from depesche.steps import story_rows as rows
from depesche.steps.step import Step
from depesche.store.prepared import Prepared

FOLLOWS = "It follows {}."
MOST_KIN = 8
SURE = ("version", "named", "same text")
"""Links that hold whatever the texts are like; others are left to the likeness of stories."""
BEFORE = Prepared(
    f"SELECT other FROM links WHERE number = :number AND basis IN {SURE} ORDER BY relation = 'copy', relation"
)
BEHIND = Prepared(
    f"SELECT number FROM links WHERE other = :number AND basis IN {SURE}"
    f" ORDER BY relation = 'copy', number LIMIT {MOST_KIN}"
)
NAME_OF = Prepared("SELECT id FROM dispatches WHERE number = :number")


def prepare(matter: Matter) -> StoryFeatures:
    """What stories need of a dispatch."""
    return features(matter, rarity, before_noun)


def apply(connection: Connection, number: int, one: StoryFeatures) -> None:
    """Put a dispatch to its stories, or open one."""
    choices = _followed(connection, number) or _likest(connection, one)
    if not choices:
        story = rows.fresh_name(connection, [one.id])
        rows.add(connection, number, story, opened(one))
        rows.belong(connection, number, Choice(story, 1.0, "It opens the story."))
        return
    told = rows.profiles(connection, [choice.story for choice in choices])
    for choice in choices:
        rows.belong(connection, number, choice)
        if one.kind != "digest":
            before = told[choice.story]
            rows.change(connection, choice.story, before, joined(before, one))


def _followed(connection: Connection, number: int) -> list[Choice]:
    for other in kin(connection, number):
        found = rows.own(connection, other)
        if found:
            because = FOLLOWS.format(NAME_OF.value(connection, number=other))
            return [Choice(story, 1.0, because) for story in found]
    return []


def kin(connection: Connection, number: int) -> list[int]:
    """The dispatches that this one replaces, repeats or copies, then those that came before it
    though they do so to it."""
    before, behind = BEFORE.column(connection, number=number), BEHIND.column(connection, number=number)
    return list(dict.fromkeys((*before, *behind)))


def _likest(connection: Connection, one: StoryFeatures) -> list[Choice]:
    found: dict[str, Choice] = {}
    alive = rows.live(connection, one.day)
    for words in one.parts or (one.words,):
        for choice in _choices(connection, one, words, alive):
            if choice.story not in found or found[choice.story].score < choice.score:
                found[choice.story] = choice
    under = rows.roots(connection, found)
    best: dict[str, Choice] = {}
    for choice in sorted(found.values(), key=lambda c: (-c.score, c.story)):
        best.setdefault(under[choice.story], choice)
    return list(best.values())


def _choices(connection: Connection, one: StoryFeatures, words: Words, alive: int) -> list[Choice]:
    having = rows.having(connection, asked(words), one.day)
    postings = rows.postings(connection, having, one.day)
    told = rows.profiles(connection, candidates(words, postings))
    return chosen(one, words, told, Scale(alive, having))


STEP = Step(rows.NAME, StoryFeatures, prepare, apply, story_judgements.judge)
