"""Places in running text: names in context, descriptions, datelines."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.core.dispatch import DatelinePlace, Dispatch
from depesche.german.derived import derived
from depesche.german.descriptions import examples
from depesche.german.places import layer, resolve_dateline
from tests.german.sheets import sheet_of


def found(text: str, *dateline: str) -> list[tuple[str, str]]:
    """(mention, place) in the order of places."""
    return [
        (text[begin:end], entity.name)
        for entity in layer(sheet_of(text, dateline))
        for begin, end in entity.mentions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Wladiwostok begann am Montag ein Forum.", ["Wladiwostok"]),
        ("Moskaus Botschafter verließ Riga.", ["Moskau", "Riga"]),
        ("Der Zug hielt in Essen und fuhr dann nach Halle.", ["Essen", "Halle"]),
        ("Die Lage in Bad Homburg blieb ruhig.", ["Bad Homburg"]),
        ("Die Stadt Wissen sperrte die Brücke.", ["Wissen"]),
        ("Er stammt aus Röthenbach an der Pegnitz.", ["Röthenbach an der Pegnitz"]),
        ("Das Werk in Lebanon (Ohio) schließt.", ["Lebanon", "Ohio"]),
        ("Zwischen Kiel und Husum fahren keine Züge.", ["Kiel", "Husum"]),
        ("Die Feuerwehr aus Berlin-Kreuzberg rückte aus.", ["Berlin"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert [name for _, name in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Am Ende war das Essen kalt.",
        "Im Mai stieg die Zahl laut Behörde.",
        "Das Wissen der Schüler ist gering.",
        "In der Halle sangen die Kinder.",
        "Der Schauspieler Denzel Washington kam nicht.",
        "Präsident Lincoln hielt eine Rede.",
        "Ute Steinbach gewann, Steinbach freute sich.",
        "Die Mannschaft ist auf dem Weg.",
        "Die FES gab die Studie in Auftrag.",
        "Das Haus steht leer, die Halle auch.",
    ],
)
def test_words_and_persons_are_no_places(text: str) -> None:
    assert found(text) == []


def test_the_dispatch_decides_between_places_of_one_name() -> None:
    plain = layer(sheet_of("In Birmingham brannte ein Lager."))
    american = layer(sheet_of("In Birmingham (Alabama) brannte ein Lager."))
    assert plain[0].place is not None and plain[0].place.country == "GB"
    assert american[0].place is not None and american[0].place.country == "US"


def test_the_dateline_bears_out_a_doubtful_name() -> None:
    assert ("Leer", "Leer") in found("Leer ist nun ohne Bahnhof.", "LEER")


def test_a_capital_that_acts_stands_for_its_government() -> None:
    roles = {
        entity.name: entity.roles
        for entity in layer(sheet_of("Washington vermutet, dass in Pjöngjang verhandelt wird."))
    }
    assert roles == {"Washington": ("capital", "government"), "Pjöngjang": ("capital",)}


@pytest.mark.parametrize(("rule", "kind", "texts"), list(examples()))
def test_descriptions_as_their_rules_say(rule: str, kind: str, texts: list[str]) -> None:
    for text in texts:
        shown, _, place = text.partition(" -> ")
        plain = shown.replace("[", "").replace("]", "")
        described = [pair for pair in found(plain) if " " in pair[0]]
        if kind == "counter":
            assert described == [], rule
        else:
            words = shown[shown.index("[") + 1 : shown.index("]")]
            assert (words, place) in described, rule


def test_there_means_the_only_place_spoken_of() -> None:
    assert ("Dort", "Riga") in found("Der Minister reist nach Riga. Dort trifft er Kollegen.")
    two = found("In Riga und in Wien wird beraten. Dort regnet es.")
    assert not any(words == "Dort" for words, _ in two)


def test_a_description_means_the_last_town_of_the_right_country() -> None:
    text = (
        "In Wladiwostok beginnt ein Forum. Aus Seoul reist niemand an. "
        "Die Entfernung zwischen Pjöngjang und der russischen Stadt ist groß."
    )
    assert ("der russischen Stadt", "Wladiwostok") in found(text)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("russischen", "RU"),
        ("südrussische", "RU"),
        ("Russin", "RU"),
        ("Nordkoreanern", "KP"),
        ("Franzosen", "FR"),
        ("Deutscher", "DE"),
        ("US-Regierung", "US"),
        ("Moskauer", "RU"),
        ("Münchner", "DE"),
        ("sächsischen", "DE"),
        ("Israelis", "IL"),
    ],
)
def test_derived_words_give_their_place(word: str, country: str) -> None:
    place = derived(word)
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize("word", ["rasch", "frisch", "Minister", "Regierung", "Lehrer", "", "-"])
def test_other_words_are_derived_from_no_place(word: str) -> None:
    assert derived(word) is None


def test_datelines_are_resolved() -> None:
    dispatch = Dispatch(
        id="x",
        text="MOSKAU/SEOUL - ...",
        dateline=(DatelinePlace(text="MOSKAU", span=(0, 6)), DatelinePlace(text="SEOUL")),
    )
    resolved = resolve_dateline(dispatch)
    assert [(one.text, one.name, one.country) for one in resolved] == [
        ("MOSKAU", "Moskau", "RU"),
        ("SEOUL", "Seoul", "KR"),
    ]
    assert resolved[0].geonames == 524901


def test_two_parts_of_one_name_are_one_dateline_place() -> None:
    parts = (
        DatelinePlace(text="FRANKFURT", span=(0, 9)),
        DatelinePlace(text="MAIN", span=(10, 14)),
    )
    resolved = resolve_dateline(Dispatch(id="x", text="", dateline=parts))
    assert [(one.name, one.span) for one in resolved] == [("Frankfurt am Main", (0, 14))]


def test_an_unknown_dateline_stays_as_printed() -> None:
    unknown = DatelinePlace(text="NIRGENDWO")
    assert resolve_dateline(Dispatch(id="x", text="", dateline=(unknown,))) == (unknown,)


@pytest.mark.parametrize(
    "unit",
    ["In Kiel, Husum und Lübeck ", "San ", "New York ", "Die russische Stadt ", "Anna Kiel "],
)
def test_long_runs_of_names_take_linear_time(unit: str) -> None:
    def seconds(count: int) -> float:
        sheet = sheet_of(unit * count)
        begun = time.perf_counter()
        layer(sheet)
        return time.perf_counter() - begun

    seconds(20)
    assert seconds(4000) < 40 * seconds(400) + 0.2


@given(st.text(alphabet=st.sampled_from("KielRomnd ,.()/-s\n\x00\ud800ß"), max_size=200))
@settings(deadline=None)
def test_any_text_has_places_within_it(text: str) -> None:
    for entity in layer(sheet_of(text)):
        assert all(0 <= begin < end <= len(text) for begin, end in entity.mentions)
