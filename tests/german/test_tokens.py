"""Tokens and sentences: exact offsets on every text, and the marks of German copy."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.german.sheets import sheet_of


def words(text: str) -> list[str]:
    return [token.form for token in sheet_of(text).tokens]


def sentences(text: str) -> list[str]:
    sheet = sheet_of(text)
    return [text[slice(*sentence.span)] for sentence in sheet.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Ute Brandes kam um 14.30 Uhr.", ["Dr.", "Ute", "Brandes", "kam", "um", "14.30", "Uhr", "."]),
        ("Am 3. Mai", ["Am", "3", ".", "Mai"]),
        ("z. B. in Kiel", ["z. B.", "in", "Kiel"]),
        ("„Ja“, sagte er", ["„", "Ja", "“", ",", "sagte", "er"]),
        ("US-Regierung und EU-Staaten", ["US-Regierung", "und", "EU-Staaten"]),
        ("Straßen- und Wegebau", ["Straßen-", "und", "Wegebau"]),
        ("1.200,50 Euro", ["1.200,50", "Euro"]),
        ("Hans’ Boot", ["Hans’", "Boot"]),
        ("Moskau/Seoul", ["Moskau/Seoul"]),
        ("siehe https://example.org/a?b=1 heute", ["siehe", "https://example.org/a?b=1", "heute"]),
        ("laut hafenbote.de.", ["laut", "hafenbote.de", "."]),
        ("Der hafen-bote.co.uk-Bericht", ["Der", "hafen-bote.co.uk-Bericht"]),
        ("Er sah das Haus.in Kiel", ["Er", "sah", "das", "Haus", ".", "in", "Kiel"]),
        ("die Elbe.Der Hafen", ["die", "Elbe", ".", "Der", "Hafen"]),
        ("im Hafen.deren Boote", ["im", "Hafen", ".", "deren", "Boote"]),
    ],
)  # fmt: skip
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er kam am 14. Mai. Sie blieb.", ["Er kam am 14. Mai.", "Sie blieb."]),
        ("Das war 2019. Der Hafen war leer.", ["Das war 2019.", "Der Hafen war leer."]),
        ("Prof. Kern schwieg. Alle warteten.", ["Prof. Kern schwieg.", "Alle warteten."]),
        ("„Wir gehen.“ Dann ging er.", ["„Wir gehen.“", "Dann ging er."]),
        ("„Kommt er?“, fragte sie. Niemand wusste es.", ["„Kommt er?“, fragte sie.", "Niemand wusste es."]),
        ("Zum 70. Jahrestag kamen viele.", ["Zum 70. Jahrestag kamen viele."]),
        ("Unter Benedikt XVI. blieb das so.", ["Unter Benedikt XVI. blieb das so."]),
        ("Es fehlen Muttern usw. Die Werft wartet.", ["Es fehlen Muttern usw.", "Die Werft wartet."]),
        ("A. Krause siegte. Das war klar.", ["A. Krause siegte.", "Das war klar."]),
        ("Das meldet kanalpost.de. Alle warten.", ["Das meldet kanalpost.de.", "Alle warten."]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Laut kanalpost.de blieben alle.", "Ein hafenbote.com-Bericht bleibt.", "Auf faehre.net lief es."],
)
def test_an_address_is_a_name_in_its_sentence(text: str) -> None:
    assert [token.tag[0] for token in sheet_of(text).tokens][1:3] == ["N", "V"]


@given(st.text(alphabet="aäßAÄ.,;:!?„“»«\"'()-– /\n\t0123456789", max_size=120))
@settings(deadline=None)
def test_tokens_are_the_text_in_order(text: str) -> None:
    sheet = sheet_of(text)
    assert all(text[t.begin : t.end] == t.form and t.form.strip() for t in sheet.tokens)
    assert all(a.end <= b.begin for a, b in zip(sheet.tokens, sheet.tokens[1:], strict=False))
    assert "".join("".join(text.split())) == "".join("".join(t.form.split()) for t in sheet.tokens)


@given(st.text(alphabet="ab AB.!?\n“„1", max_size=120))
@settings(deadline=None)
def test_sentences_part_the_tokens(text: str) -> None:
    sheet = sheet_of(text)
    places = [i for s in sheet.sentences for i in range(s.first, s.last)]
    assert places == list(range(len(sheet.tokens)))
