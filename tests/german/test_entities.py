"""Who is spoken of: names, roles, and what takes them up again."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.core.dispatch import Dispatch
from depesche.core.reading import Entity, Reading
from depesche.german import read
from depesche.german.organisations import noun
from depesche.german.roles import role

EXAMPLES = tomllib.loads((Path(__file__).parent / "data" / "entity_examples.toml").read_text("utf-8"))[
    "example"
]


def reading(text: str) -> Reading:
    """The reading of a text of one paragraph."""
    return read(Dispatch("x", text, paragraphs=((0, len(text)),), body=((0, len(text)),)))


def shown(text: str, entity: Entity) -> list[str]:
    """An entity as the examples write it."""
    mentions = [text[b:e] for b, e in entity.mentions]
    return [entity.kind[0], entity.name, ", ".join(entity.roles), *mentions]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_example(example: dict[str, Any]) -> None:
    text = example["text"]
    found = [shown(text, one) for one in reading(text).entities if one.kind != "place"]
    assert sorted(found) == sorted(example["entities"])


@pytest.mark.parametrize(
    ("text", "word", "name", "known"),
    [
        (
            "Der Trainer Uwe Rast bestritt das. Alles sei Unsinn, sagte er.",
            "Unsinn",
            "Uwe Rast",
            True,
        ),
        (
            "Ein Sprecher der Stadt widersprach. Es sei falsch, sagte er.",
            "falsch",
            "Ein Sprecher der Stadt",
            False,
        ),
        ("Nach Angaben der Polizei brannte das Dach.", "Dach", "Polizei", True),
        ("Moskau teilte mit, dass der Gipfel ausfällt.", "Gipfel", "Moskau", True),
        ("Die Stadt Kiel teilte mit, dass der Gipfel ausfällt.", "Gipfel", "Kiel", True),
        (
            "Uwe Rast und Ina Roth sagten, das Spiel falle aus.",
            "Spiel",
            "Uwe Rast und Ina Roth",
            False,
        ),
        ("Anwohner sagten, das Dach sei undicht.", "Dach", "Anwohner", False),
    ],
)
def test_source_is_an_entity(text: str, word: str, name: str, known: bool) -> None:
    found = reading(text)
    place = text.index(word)
    statement = next(s for s in found.statements if any(b <= place < e for b, e in s.content))
    source = statement.sources[0]
    ids = {entity.id for entity in found.entities}
    assert (source.name, source.entity in ids) == (name, known)


@pytest.mark.parametrize(
    ("form", "word", "gender"),
    [
        ("Kremlchefs", "Kremlchef", "m"),
        ("Präsidenten", "Präsident", "m"),
        ("Bundeskanzlerin", "Bundeskanzlerin", "f"),
        ("SPD-Vorsitzenden", "SPD-Vorsitzend", ""),
        ("Rechtsanwältin", "Rechtsanwältin", "f"),
    ],
)
def test_role(form: str, word: str, gender: str) -> None:
    found = role(form)
    assert found is not None
    assert (found.word, found.gender) == (word, gender)


@pytest.mark.parametrize("form", ["Details", "Nach", "Hauptstadt", "Treffen", "Besuch", "und", ""])
def test_no_role(form: str) -> None:
    assert role(form) is None


@pytest.mark.parametrize("form", ["Verrat", "Vorrat", "Staatsbürgerschaft", "Behörden", "Wettbewerb"])
def test_no_organisation(form: str) -> None:
    assert noun(form) is None


PIECES = st.sampled_from(
    "Minister Uwe Rast Kim der Die er sie sagte , . ( ) „ “ AG Sprecher Polizei von und Putins XVI "
    "W. 43 \ud800 dass war Zeitung".split()
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=40))
def test_mentions_lie_in_the_text_and_do_not_overlap(pieces: list[str]) -> None:
    text = "Der Wirt sagte, dass es in der Stadt nicht so sei. " + " ".join(pieces)
    spans = sorted(span for e in reading(text).entities if e.kind != "place" for span in e.mentions)
    assert all(0 <= b < e <= len(text) for b, e in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
