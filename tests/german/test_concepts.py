"""Words that stand for one thing are one concept, and words that only look alike are not."""

from __future__ import annotations

from collections import defaultdict

import pytest

from depesche.german.concepts import classes, said
from depesche.german.words import lines


def names(text: str) -> set[str]:
    return {concept.name for concept in said(text, [(0, len(text))]).concepts}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ein Mann kam ums Leben.", "tod"),
        ("Zwei Todesopfer sind zu beklagen.", "tod"),
        ("Er starb im Krankenhaus.", "tod"),
        ("Das Unternehmen baut 300 Stellen ab.", "abbau"),
        ("der geplante Stellenabbau", "abbau"),
        ("Sie trat am Abend zurück.", "rücktritt"),
        ("Die Feuerwehr war vor Ort.", "einsatz"),
        ("russische Schiffe", "@RU"),
        ("dass Moskau dahintersteckt", "@RU"),
    ],
)
def test_words_for_one_thing_are_one_concept(text: str, concept: str) -> None:
    assert concept in names(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Das Feuer brach nachts aus.", "entlassung"),
        ("Sie fordern mehr Lohn.", "förderung"),
        ("Die Entscheidung kam aus Berlin.", "schließung"),
        ("Der Mann erlag seinen Verletzungen.", "verletzung"),
    ],
)
def test_words_that_look_alike_are_not(text: str, concept: str) -> None:
    assert concept not in names(text)


def test_what_sets_the_scene_weighs_less() -> None:
    text = "Bei einem Brand in Husum sind drei Menschen verletzt worden."
    weights = {concept.name: concept.weight for concept in said(text, [(0, len(text))]).concepts}
    assert weights["verletzung"] > 3 * weights["feuer"]


def test_a_word_of_the_data_stands_in_one_line_of_a_section_only() -> None:
    assert not classes().stop & classes().untrue


def test_a_word_stands_for_one_concept_only() -> None:
    section, lines_of = "", defaultdict[str, set[str]](set)
    for line in lines("concepts.txt"):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section in ("events", "things", "setting"):
            name, _, members = line.partition(":")
            for one in members.lower().split():
                lines_of[one].add(f"{section}/{name}")
    assert len(lines_of) > 1000
    assert not {word: names for word, names in lines_of.items() if len(names) > 1}


def test_untrue_is_seen() -> None:
    assert said("Das ist frei erfunden.", [(0, 22)]).untrue
    assert not said("Das ist ein Erfolg.", [(0, 19)]).untrue
