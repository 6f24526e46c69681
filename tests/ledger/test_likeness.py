"""What is alike, and what only has the same mould."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from depesche.ledger.likeness import ALIKE, Wording, likeness, of_one_mould, packed, shingles, unpacked

WORDS = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=200)


def wording(words: list[int]) -> Wording:
    return Wording(packed(words))


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_within_bounds(one: list[int], other: list[int]) -> None:
    score = likeness(wording(one), wording(other))
    assert 0 <= score <= 1
    assert score == likeness(wording(other), wording(one))
    assert likeness(wording(one), wording(one)) == 1
    assert list(unpacked(packed(one))) == one


@given(WORDS)
def test_shingles_are_those_of_the_words_alone(words: list[int]) -> None:
    assert shingles(words) == shingles(list(words))
    assert len(set(shingles(words))) == len(shingles(words)) > 0


def test_a_part_is_alike_and_a_quarter_is_not() -> None:
    draw = random.Random(7)
    text = [draw.getrandbits(32) for _ in range(160)]
    foreign = [draw.getrandbits(32) for _ in range(160)]
    assert likeness(wording(text), wording(text[40:104])) == 1
    assert likeness(wording(text), wording(text + foreign[:96])) == 1
    assert likeness(wording(text), wording(foreign[:120] + text[:40])) < ALIKE
    edited = [draw.getrandbits(32) if draw.random() < 0.25 else word for word in text]
    assert likeness(wording(text), wording(edited)) > ALIKE


def test_nothing_is_like_no_text() -> None:
    assert likeness(wording([]), wording([])) == 0
    assert shingles([]) == []


def test_figures_and_names_tell_a_mould() -> None:
    one = Wording(b"", (1, 2, 3, 4, 5, 6), (7, 8))
    assert of_one_mould(one, Wording(b"", (11, 12, 13, 14, 15, 16), (7, 8)))
    assert not of_one_mould(one, Wording(b"", (1, 2, 3, 14, 15, 16), (7, 8)))
    assert not of_one_mould(Wording(b"", (1, 2)), Wording(b"", (3, 4)))
