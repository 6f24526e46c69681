"""The whole reading: who says what, on invented dispatches, and what must hold for every text."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depesche
from depesche.core.reading import Reading, Statement
from depesche.german.language import language
from tests.german.sheets import sheet_of


def said(reading: Reading, words: str) -> Statement:
    """The attributed statement whose content begins with the words."""
    for one in reading.statements:
        begin = one.content[0][0]
        if reading.text.startswith(words, begin) and one.part_of is None:
            return one
    raise AssertionError(f"nobody says {words!r}")


def content(reading: Reading, one: Statement) -> str:
    return " … ".join(reading.text[slice(*span)] for span in one.content)


@pytest.mark.parametrize(
    ("text", "words", "expected", "source", "mode"),
    [
        ("Die Brücke sei seit Montag gesperrt, teilte die Stadt Husum mit.", "Die Brücke",
         "Die Brücke sei seit Montag gesperrt", "die Stadt Husum", "indirect"),
        ("Laut Feuerwehr brannte nur der Dachstuhl.", "brannte",
         "brannte nur der Dachstuhl", "Feuerwehr", "indirect"),
        ("Der Fahrer hat nach Angaben der Polizei nicht gebremst.", "Der Fahrer",
         "Der Fahrer hat … nicht gebremst", "Angaben der Polizei", "indirect"),
        ("„Wir haben den Damm geprüft“, sagte Deichgraf Ole Petersen.", "„Wir",
         "„Wir haben den Damm geprüft“", "Deichgraf Ole Petersen", "direct"),
        ("Reeder Jan Krogh kündigte an, zwei Fähren zu verkaufen.", "zwei Fähren",
         "zwei Fähren zu verkaufen", "Reeder Jan Krogh", "indirect"),
        ("Der Reeder soll das Schiff verkauft haben.", "Der Reeder",
         "Der Reeder soll das Schiff verkauft haben.", "", "free-indirect"),
        ("Minister Olaf Thiel dementierte die Übernahme.", "Minister",
         "Minister Olaf Thiel dementierte die Übernahme.", "Minister Olaf Thiel", "reported"),
    ],
)  # fmt: skip
def test_who_says_what(text: str, words: str, expected: str, source: str, mode: str) -> None:
    reading = depesche.read(text)
    one = said(reading, words)
    mentions = [reading.text[slice(*span)] for span in one.sources[0].mentions[:1]]
    assert (content(reading, one), one.mode) == (expected, mode)
    assert mentions == ([source] if source else [])


def test_konjunktiv_carries_the_source_on() -> None:
    reading = depesche.read(
        "Die Deiche seien sicher, sagte Landrätin Ute Brandes. Es gebe keinen Grund zur Sorge."
    )
    one = said(reading, "Es gebe")
    assert one.mode == "indirect-free-indirect"
    assert one.sources[0].name == "Landrätin Ute Brandes" or "Brandes" in one.sources[0].name


def test_a_text_in_another_language_gets_no_german_reading() -> None:
    reading = depesche.read(
        "The harbour was closed on Monday. The mayor said that it would be opened by the end of May."
    )
    assert reading.language == "en"
    assert {(s.mode, s.factuality) for s in reading.statements} == {("plain", "Uu")}
    assert not reading.times and not reading.entities


def test_a_short_german_line_is_german() -> None:
    assert language(sheet_of("Kiel gewinnt").tokens) == "de"


def test_readings_can_be_pickled() -> None:
    reading = depesche.read("Der Damm sei sicher, sagte die Bürgermeisterin.")
    assert pickle.loads(pickle.dumps(reading)) == reading


SENTENCES = st.sampled_from(
    [
        "Der Damm sei sicher, sagte die Bürgermeisterin von Husum.",
        "„Wir bleiben“, so der Wirt.",
        "Die Werft soll 200 Leute entlassen.",
        "Am Montag wurde nichts bekannt.",
        "Er wisse nichts davon.",
        "Nach Angaben der Polizei kam niemand zu Schaden, der Fahrer schwieg",
        "„Unklar ist, ob",
        "(dpa) -",
        "Ob das stimmt, ist offen!",
        "\ud800 ?",
    ]
)


@given(st.lists(SENTENCES, max_size=6).map(" ".join))
@settings(deadline=None, max_examples=60)
def test_every_sentence_is_covered_and_every_span_lies_in_the_text(text: str) -> None:
    if not text.strip():
        return
    reading = depesche.read(text)
    spans = [span for one in reading.statements for span in one.content]
    for begin, end in reading.sentences:
        assert any(b < end and begin < e for b, e in spans)
    for one in reading.statements:
        everything = (*one.content, *one.claimed, *one.cue, *one.frame, *one.addressee)
        assert all(0 <= b < e <= len(text) for b, e in everything)
        assert one.sources and one.content and one.evidence
    assert depesche.read(text) == reading


@pytest.mark.parametrize(
    ("text", "words", "name", "factuality"),
    [
        ("Der Kai sei nass, sagte Ole Kern. Der Kran steht. Es soll zu einem Brand gekommen sein. "
         "Auch sollen Boote gesunken sein.", "Auch", "", "PR+"),
        ("Der Kai sei nass, sagte Ole Kern. Auch sollen Boote gesunken sein.", "Auch", "Ole Kern", "CT+"),
        ("Der Kai sei nass, sagte Ole Kern. Auch sollen Boote gesunken sein. Ein Kran soll brennen.",
         "Ein Kran", "Ole Kern", "CT+"),
    ],
)  # fmt: skip
def test_neighbours_with_sollen_are_read_alike(text: str, words: str, name: str, factuality: str) -> None:
    one = said(depesche.read(text), words)
    assert (one.sources[0].name, one.factuality) == (name, factuality)
