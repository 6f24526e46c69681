"""Compounds are cut where their two words meet, and what is no compound is left whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.german.terms import compound, halves

EXAMPLES = (Path(__file__).parent / "data" / "compounds.txt").read_text("utf-8")
KNOWN = {"skitouren|geher", "löschfahr|zeug", "see|notruf", "münz|diebstahl", "wasser|rohrbruch"}
"""What the model's own pieces cut at another place."""


def section(name: str) -> list[str]:
    """The words of a section of the examples."""
    body = EXAMPLES.partition(f"[{name}]\n")[2].partition("\n[")[0]
    return body.split()


@pytest.mark.parametrize("word", [one for one in section("compounds") if one not in KNOWN])
def test_is_cut(word: str) -> None:
    found = halves(word.replace("|", "").capitalize())
    assert found is not None
    assert found[1] == word.partition("|")[2]


@pytest.mark.parametrize("word", section("whole"))
def test_is_left_whole(word: str) -> None:
    assert halves(word.capitalize()) is None


def test_there_are_enough_examples() -> None:
    assert min(len(section("compounds")), len(section("whole"))) >= 150


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Rettungsleitstelle", ("rettung", "leitstelle")),
        ("Elektroautos", ("elektro", "autos")),
        ("Autobauer", ("auto", "bau")),
        ("Biobauer", ("bio", "bauer")),
        ("Schuhdiebstahl", ("schuh", "diebstahl")),
    ],
)
def test_parts(word: str, parts: tuple[str, str]) -> None:
    assert halves(word) == parts


def test_search_finds_a_part_of_a_word_that_the_model_knows_as_a_whole() -> None:
    assert "einfluss" in compound("Alkoholeinfluss")
    assert compound("Ministern") == ()
