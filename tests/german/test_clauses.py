"""Quotations and clauses: where they begin and end, and which verb each has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.german import clauses, quotes
from depesche.german.clauses import Clause
from depesche.german.mood import mood
from depesche.german.phrases import noun_phrase
from depesche.german.sheet import Sheet
from depesche.german.speech.subject import subject
from tests.german.sheets import sheet_of


def parsed(text: str) -> tuple[Sheet, list[Clause]]:
    sheet = sheet_of(text)
    sheet = replace(sheet, quotes=quotes.layer(sheet))
    sheet = replace(sheet, clauses=clauses.layer(sheet))
    return sheet, [clause for parse in sheet.clauses for clause in parse.clauses]


def shown(sheet: Sheet, clause: Clause) -> str:
    return " ".join(sheet.tokens[i].form for i in clause.places() if sheet.tokens[i].tag[0] != "$")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Werft plant, dass der Bau im Mai beginnt.",
         [("main", "Die Werft plant"), ("sub", "dass der Bau im Mai beginnt")]),
        ("Der Kutter, der am Kai lag, sank.",
         [("main", "Der Kutter sank"), ("rel", "der am Kai lag")]),
        ("Der Damm sei sicher, sagte die Bürgermeisterin.",
         [("main", "Der Damm sei sicher"), ("v1", "sagte die Bürgermeisterin")]),
        ("Die Stadt forderte die Reederei auf, den Kai zu räumen.",
         [("main", "Die Stadt forderte die Reederei auf"), ("inf", "den Kai zu räumen")]),
        ("Die Reederei hat angekündigt die Fähren zu verkaufen.",
         [("main", "Die Reederei hat angekündigt"), ("inf", "die Fähren zu verkaufen")]),
        ("Weil es stürmte, blieb die Fähre im Hafen.",
         [("sub", "Weil es stürmte"), ("v1", "blieb die Fähre im Hafen")]),
        ("Die Crew kam an und die Hafenpolizei wartete.",
         [("main", "Die Crew kam an"), ("main", "und die Hafenpolizei wartete")]),
        ("Das Amt betonte, jede Werft, die Hilfe bekomme, müsse sparen.",
         [("main", "Das Amt betonte"), ("main", "jede Werft müsse sparen"), ("rel", "die Hilfe bekomme")]),
        ("Die Länder vermuten, dass Öl fehlt.",
         [("main", "Die Länder vermuten"), ("sub", "dass Öl fehlt")]),
    ],
)  # fmt: skip
def test_clauses(text: str, expected: list[tuple[str, str]]) -> None:
    sheet, found = parsed(text)
    assert [(clause.kind, shown(sheet, clause)) for clause in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Der Damm hält, wir haben ihn geprüft“, sagte sie.", True),
        ("Sie sagte: „Nein danke.“", True),
        ("Das Frachtschiff „Anna Lena“ lief aus.", False),
        ("Er sprach von einem «schweren Fehler».", False),
        ('"Wir liefern im Mai aus", teilte die Werft mit.', True),
    ],
)
def test_which_quotations_are_speech(text: str, expected: bool) -> None:
    sheet, _ = parsed(text)
    assert [quote.speech for quote in sheet.quotes] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Sprecherin der Werft, Ute Brandes, sagte das.", "Die Sprecherin der Werft , Ute Brandes ,"),
        ("Am Montag sagte Hafenmeister Jan Krogh (54) nichts.", "Hafenmeister Jan Krogh ( 54 )"),
        ("Den Plan lehnt er ab.", "er"),
        ("Nach dem Sturm warnte die Feuerwehr vor Ästen.", "die Feuerwehr"),
        ("Die Forderung wies der Konzern zurück.", "der Konzern"),
    ],
)
def test_subjects(text: str, expected: str) -> None:
    sheet, found = parsed(text)
    span = subject(sheet.tokens, found[0])
    assert span is not None
    assert " ".join(t.form for t in sheet.tokens[slice(*span)]).rstrip(" ,") == expected.rstrip(" ,")


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("sei", "sein", "k1"), ("habe", "haben", "k1"), ("gebe", "geben", "k1"),
        ("leiste", "leisten", "k1"), ("handele", "handeln", "k1"), ("steuere", "steuern", "k1"),
        ("käme", "kommen", "k2"), ("hätten", "haben", "k2"), ("würden", "werden", "k2"),
        ("sagte", "sagen", "amb"), ("kommen", "kommen", "amb"), ("kommt", "kommen", "ind"),
        ("führt", "führen", "ind"), ("gab", "geben", "ind"),
    ],
)  # fmt: skip
def test_moods(form: str, lemma: str, expected: str) -> None:
    assert mood(form, lemma) == expected


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Der Leiter des Amtes für Seefahrt (LAS) schwieg.", "Der Leiter des Amtes für Seefahrt ( LAS )"),
        ("Die in Kiel lebende Autorin Lena Vogt schwieg.", "Die in Kiel lebende Autorin Lena Vogt"),
        ("Die in der Nähe des Hafens stehende Halle fiel.", "Die in der Nähe des Hafens stehende Halle"),
        ("Der Leiter in Kiel lebender Katzen schwieg.", "Der Leiter"),
        ("20 Fische verarbeitende Betriebe schwiegen.", "20 Fische verarbeitende Betriebe"),
        ("Anwohner fehlende Mittel melden.", "Anwohner"),
        ("die „Hafenpost“ Ole Kern", "die „ Hafenpost “"),
        ("der Kapitän der „Hafenpost“ schwieg", "der Kapitän der „ Hafenpost “"),
        ("Die Werft steigende Kosten meldet.", "Die Werft"),
    ],
)
def test_noun_phrase_takes_its_attributes(text: str, phrase: str) -> None:
    sheet = sheet_of(text)
    end = noun_phrase(sheet.tokens, 0, len(sheet.tokens))
    assert " ".join(t.form for t in sheet.tokens[:end]) == phrase


WORDS = st.sampled_from(
    "der die das dass Mann sagte sei habe , . : „ “ und oder ( ) – weil zu kommen kam er sie".split()
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(deadline=None)
def test_every_token_belongs_to_at_most_one_clause(text: str) -> None:
    sheet, _ = parsed(text)
    for parse in sheet.clauses:
        places = [i for clause in parse.clauses for i in clause.places()]
        assert len(places) == len(set(places))
        assert all(parse.sentence.first <= i < parse.sentence.last for i in places)
