"""Amounts: figures and words, units, ranges, bounds, and what is no amount."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.german.amounts import layer
from depesche.german.numerals import figure, word
from tests.german.sheets import sheet_of


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("1200", 1200),
        ("1.200", 1200),
        ("1,5", 1.5),
        ("12.345.678", 12345678),
        ("3/4", 0.75),
        ("0", 0),
    ],
)
def test_figures(form: str, value: float) -> None:
    assert figure(form) == value


@pytest.mark.parametrize("form", ["2:1", "14.30", "007", "1.5", "08/15", "1.2.2020", "", "x"])
def test_what_is_no_figure(form: str) -> None:
    assert figure(form) is None


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("zwölf", 12),
        ("einundzwanzig", 21),
        ("dreihundertfünfundzwanzig", 325),
        ("zweitausenddreihundert", 2300),
        ("eineinhalb", 1.5),
        ("zweieinhalb", 2.5),
        ("hundert", 100),
    ],
)
def test_number_words(form: str, value: float) -> None:
    assert word(form) == value


@pytest.mark.parametrize("form", ["ein", "Hund", "zweistellig", "undzwanzig", "tausendfach", ""])
def test_what_is_no_number_word(form: str) -> None:
    assert word(form) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Der Zug braucht für 1200 Kilometer etwa 20 Stunden.", "1200 km; ~20 h"),
        ("Rund zwei Dutzend Menschen wurden verletzt.", "~24 Menschen"),
        ("Es fehlen 28 Fische verarbeitende Betriebe.", "28 Betriebe"),
        ("Dort gaben 28 Wirte fehlende Gäste als Grund an.", "28 Wirte"),
        ("Der Bund gibt eineinhalb Millionen Euro.", "1500000 EUR"),
        ("Die Firma zahlte 1,5 Mrd. Dollar.", "1500000000 USD"),
        ("Es kamen 20 000 Besucher.", "20000 Besucher"),
        ("Der Umsatz stieg um 3,5 Prozent.", "3.5 %"),
        ("Zwischen 20 und 30 Häuser brannten.", "20..30 Häuser"),
        ("Der Verein sprach von 10.000 Gästen, die Polizei von 4.000.", "10000 Gästen; 4000 Gästen"),
        ("Er kam von 1998, sie von 2019.", ""),
        ("Es fehlen mehrere hundert Millionen Euro.", "~100000000.. EUR"),
        ("Mehrere Tausend Helfer kamen.", "~1000.. Helfer"),
        ("Es sanken einige Dutzend Boote.", "~12.. Boote"),
        ("Ein paar hundert Gäste blieben.", "~100.. Gäste"),
        ("Hunderte Menschen kamen, Zehntausende Fans blieben.", "~100.. Menschen; ~10000.. Fans"),
        ("Sie ernten Tausende Tonnen Rüben.", "~1000.. t Rüben"),
        ("Bis zu mehrere Tausend Helfer kamen.", ""),
        ("Mehrere der 400 Helfer kamen.", "400 Helfer"),
        ("Mehr als hundert Helfer kamen.", "100+ Helfer"),
        ("Zwei Dutzend Helfer und hundert Wagen kamen.", "24 Helfer; 100 Wagen"),
        ("Die Preise steigen um 20 bis 30 Prozent.", "20..30 %"),
        ("Zwei bis drei Millionen Euro fehlen.", "2000000..3000000 EUR"),
        ("Mindestens 12 Verletzte kamen in Kliniken.", "12+ Verletzte"),
        ("Mehr als 40 Häuser brannten.", "40+ Häuser"),
        ("Bis zu 300 Soldaten kommen.", "300- Soldaten"),
        ("Der Kreis senkt den Anteil von 20 auf 15 Prozent.", "20 %; 15 %"),
        ("Die Zahl der Toten stieg auf 47.", "47 Toten"),
        ("Die Zahl der Erkrankten stieg auf inzwischen 23.", "23 Erkrankten"),
        ("Die Zahl der betroffenen Wagen liege bei 131.000, hieß es.", "131000 Wagen"),
        ("Die Zahl der Vermissten sank. Der Kurs stieg auf 47.", "47"),
        ("Die Zahl der Toten stieg um drei auf elf.", "3 Toten; 11 Toten"),
        ("Ein Lastwagen brachte 15 Tonnen Hilfsgüter.", "15 t Hilfsgüter"),
        ("Der Wagen fuhr 210 Kilometer pro Stunde.", "210 km/h"),
        ("In Kiruna waren es minus 30 Grad.", "-30 °C"),
        ("Es fehlt eine halbe Million Euro.", "500000 EUR"),
        ("Einer bis vier Ringe sind üblich.", "1..4 Ringe"),
        ("Die Liberalen erhalten 38 der 90 Mandate.", "38 Mandate; 90 Mandate"),
        ("Sie zahlte zwei Millionen Euro. Verlangt worden seien drei Millionen.", "2000000 EUR; 3000000 EUR"),
        ("Es gehe um 28 Lastwagen. Das Land habe 35 zugesagt.", "28 Lastwagen; 35 Lastwagen"),
        ("Das Werk hat 400 Beschäftigte. Der Kurs stieg auf 47.", "400 Beschäftigte; 47"),
        ("Die 60 Gigawatt seien gut; die Stadt hatte auf 45 beharrt.", "60 GW; 45 GW"),
        ("Der Abbau von 1200 Stellen ist beschlossen.", "1200 Stellen"),
        ("Bis Juni fallen 1200 der 9400 Stellen weg.", "1200 Stellen; 9400 Stellen"),
        ("Seit 1848 Bürger ihr Recht fordern.", ""),
        ("In der Schweiz fahren etwa 2900 davon.", "~2900"),
        ("Es gab laut Amtmann Momme Wulff 300 Kinder.", "300 Kinder"),
        ("Drei starben. Mehr als 40 weitere wurden verletzt.", "40+"),
        ("Die 37 Jahre alte Läuferin siegte.", ""),
        ("Ein 49 Jahre alter Wirt klagte.", ""),
    ],
)
def test_amounts(text: str, shown: str) -> None:
    parts = []
    for one in layer(sheet_of(text)):
        number = f"{one.low}..{one.high or ''}" if one.value is None else str(one.value)
        if one.value is not None:
            number += "+" * (one.low is not None) + "-" * (one.high is not None)
        tail = " ".join(filter(None, (one.unit, one.of)))
        parts.append("~" * one.approximate + f"{number} {tail}".strip())
    assert "; ".join(parts) == shown


def test_several_of_a_magnitude_are_told_with_the_word_that_says_so() -> None:
    text = "Am Abend fehlten mehrere hundert Millionen Euro."
    assert [text[slice(*one.span)] for one in layer(sheet_of(text))] == ["mehrere hundert Millionen Euro"]


@pytest.mark.parametrize(
    "text",
    [
        "Am 14. August beginnt der Prozess.",
        "Er kam um 14.30 Uhr an.",
        "Die Sitzung beginnt um 20 Uhr.",
        "Im Jahr 2019 zog sie nach Kiel.",
        "Seit 1998 regiert er.",
        "Der Verein gewann mit 2:1.",
        "Paragraf 219 wird gestrichen.",
        "Rufen Sie 0431 98765 an.",
        "Die Boeing 737 landete sicher.",
        "Anna Beispiel (42) leitet das Amt.",
        "Sie gewann den ersten Satz.",
        "Ein Mann wurde verletzt.",
        "Zwei Drittel der Mitglieder stimmten zu.",
        "In den 90er Jahren war das anders.",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert layer(sheet_of(text)) == ()


def test_spans_run_from_the_number_through_its_unit() -> None:
    text = "Bis nach Husum sind es rund 80 Kilometer."
    (one,) = layer(sheet_of(text))
    assert text[slice(*one.span)] == "80 Kilometer"


def test_a_million_figures_are_read_in_linear_time() -> None:
    def seconds(count: int) -> float:
        sheet = sheet_of("Es waren " + "20 000 bis " * count + "Menschen.")
        begun = time.perf_counter()
        layer(sheet)
        return time.perf_counter() - begun

    seconds(100)
    assert seconds(8000) < 40 * seconds(800) + 0.2


@given(
    st.lists(
        st.sampled_from(
            [
                "1",
                "20",
                "000",
                "bis",
                "und",
                "zwischen",
                "rund",
                "ein",
                "halbe",
                "Million",
                "km",
                "Euro",
                ".",
                ",",
                "$",
                "3/4",
                "-",
            ]
        )
    )
)
@settings(deadline=None)
def test_spans_are_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    spans = [one.span for one in layer(sheet_of(text))]
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
