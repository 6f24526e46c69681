"""The grammar reads the shapes in which desks write their notices."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from depesche.core.dates import published
from depesche.german.notice_embargo import until
from depesche.german.notice_grammar import Change, parse
from depesche.german.notice_search import find, lines_at_width
from depesche.german.notice_words import ordinals, table

EXAMPLES = tomllib.loads((Path(__file__).parent / "data" / "notice_examples.toml").read_text("utf-8"))[
    "example"
]


def said(change: Change) -> dict[str, Any]:
    """The fields that a change fills."""
    fields = {key: getattr(change, key) for key in Change.__slots__}
    return {key: value for key, value in fields.items() if value not in (None, [])}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["notice"][:50])
def test_examples(example: dict[str, Any]) -> None:
    found = parse(example["notice"])
    assert found.kind == example["kind"]
    assert found.urn == example.get("urn")
    assert [said(change) for change in found.changes if said(change)] == example["changes"]


def test_ordinals_reach_99() -> None:
    known = ordinals()
    assert known["ersten"] == 1 and known["siebter"] == 7 and known["achte"] == 8
    assert known["zwanzigsten"] == 20 and known["neunundneunzigste"] == 99
    assert known["einunddreißigstem"] == 31 and known["vorletzten"] == -2
    assert set(range(1, 100)) <= set(known.values())


def test_a_word_stands_in_one_grammar_list() -> None:
    markers = ("instead", "not", "but", "by", "items", "reads")
    words = [word for key in markers for word in table()["grammar"][key]]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("notice", "day", "end"),
    [
        ("Sperrfrist: 12. September 2023, 10.00 Uhr", None, "2023-09-12T10:00"),
        ("Sperrfrist bis Dienstag, 18 Uhr", "2023-09-11", "2023-09-12T18:00"),
        ("Sperrfrist 14.00 Uhr", "2023-09-11", "2023-09-11T14:00"),
        ("Sperrfrist 14.00 Uhr", "2023-09", "T14:00"),
        ("Sperrfrist: 2. Januar, 6.00 Uhr", "2023-12-30", "2024-01-02T06:00"),
        ("Sperrfrist: 31. Februar 2023", "2023-02-01", None),
        ("Sperrfrist: Montag", None, None),
    ],
)
def test_embargo(notice: str, day: str | None, end: str | None) -> None:
    assert until(parse(notice).tokens, published(day) if day else None) == end


def test_lines_are_filled_to_69_columns() -> None:
    text = "Wort " * 40
    spans = lines_at_width(text, (0, len(text)))
    assert all(end - begin <= 69 for begin, end in spans)
    assert text[slice(*spans[0])] == "Wort " * 13 + "Wort"
    assert lines_at_width("x" * 100 + " y", (0, 102)) == [(0, 100), (101, 102)]


def test_own_line_breaks_are_the_lines() -> None:
    assert lines_at_width("eins\r\nzwei", (0, 10)) == [(0, 4), (6, 10)]


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("neue Fähre", "neue Fähre"),
        ("NEUE FÄHRE", "neue Fähre"),
        ("neuen Fähren", "neue Fähre"),
        ("Eine ... Kiel", "Eine neue Fähre für Kiel"),
        ("ähre", None),
        ("", None),
    ],
)
def test_search(wording: str, found: str | None) -> None:
    text = "Eine neue Fähre für Kiel ist im Bau."
    hits = find(text, (0, len(text)), wording)
    assert [text[slice(*hit)] for hit in hits[:1]] == ([found] if found else [])
