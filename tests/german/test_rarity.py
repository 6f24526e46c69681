"""What stands before nouns, and so tells that a word with a capital is no name."""

from __future__ import annotations

import pytest

from depesche.german.rarity import before_noun


@pytest.mark.parametrize("word", ["der", "Der", "Am", "Ihre", "kleine", "drei", "4"])
def test_it_stands_before_nouns(word: str) -> None:
    assert before_noun(word)


@pytest.mark.parametrize("word", ["Karl", "Peter", "Bayern", "sagte", "Große"])
def test_it_stands_before_names_too(word: str) -> None:
    assert not before_noun(word)
