"""Dispatches that look alike stay apart, and those of one event come together."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from depesche import pipeline
from depesche.core.errors import DepescheError
from depesche.core.matter import Matter
from depesche.german.rarity import before_noun, rarity
from depesche.german.terms import terms
from depesche.ledger.stories import WINDOW, Profile, Scale, chosen, joined, opened
from depesche.ledger.story_features import StoryFeatures, features

FILE = Path(__file__).parent / "data" / "lookalikes.toml"
GROUPS: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["group"]


def read(day: str, text: str) -> StoryFeatures:
    (item,) = pipeline.read_items(text.encode(), date=day)
    assert not isinstance(item, DepescheError)
    return features(Matter(item[0], item[1], f"{day}T12:00:00Z", terms), rarity, before_noun)


def told(dispatches: Sequence[StoryFeatures]) -> list[str]:
    """For each dispatch the story that it goes to, by the number of the one that opened it."""
    stories: dict[str, Profile] = {}
    found = []
    for number, one in enumerate(dispatches):
        near = {name: story for name, story in stories.items() if abs(story.day - one.day) <= WINDOW}
        (*_, story) = [c.story for c in chosen(one, one.words, near, Scale(len(near), {}))][:1] or [
            str(number)
        ]
        stories[story] = joined(stories[story], one) if story in stories else opened(one)
        found.append(story)
    return found


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["about"])
def test_look_alikes_stay_apart_and_one_event_together(group: dict[str, Any]) -> None:
    found = told([read(day, text) for day, _, text in group["dispatches"]])
    stories = [story for _, story, _ in group["dispatches"]]
    right = [found.index(one) for one in found] == [stories.index(one) for one in stories]
    assert right != group.get("not_yet", False)


def test_rarity_and_what_stands_before_names() -> None:
    assert (
        rarity("der").kind == "none" and rarity("Polizei").idf < rarity("Fähre").idf < rarity("Elbtrans").idf
    )
    assert (
        before_noun("ein")
        and before_noun("neue")
        and not before_noun("bei")
        and before_noun("Der")
        and not before_noun("Karl")
    )
