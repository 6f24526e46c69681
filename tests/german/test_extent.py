"""The source of "laut" and "nach" ends with its own noun phrase; the rest is what is said."""

from __future__ import annotations

import pytest

import depesche
from depesche.german.speech.extent import source_end
from tests.german.sheets import sheet_of


@pytest.mark.parametrize(
    ("source", "rest"),
    [
        ("eigenen Angaben", "5300 Besucher"),
        ("Feuerwehr", "Stroh und Maschinen"),
        ("Angaben der Stadtwerke", "Haushalte ohne Strom"),
        ("Angaben der Bergwacht", "Prellungen"),
        ("Angaben des Personalrats", "180 Stellen"),
        ("Behördenangaben", "240 Tiere"),
        ("Polizei", "von einem Ast"),
        ("Angaben der Bahn", "aus Bremen"),
        ("BKA", "Bargeld und Waffen"),
        ("Angaben Beteiligter", "gestern"),
        ("Angaben ehemaliger Häftlinge", "oft"),
        ("Angaben von Anwohnern", "gestern"),
        ("Angaben aus Regierungskreisen", "im Mai"),
        ("einem Sprecher von Bürgermeister Olaf Kern", "im Mai"),
        ("Innenminister Karl Obermoser", "im Mai"),
        ("einem Bericht der Zeitung «Elbbote»", "im Mai"),
        ("dem Institut für Wetterkunde", "im Mai"),
        ("Polizei und Feuerwehr", "im Mai"),
    ],
)
def test_a_source_ends_with_its_noun_phrase(source: str, rest: str) -> None:
    sheet = sheet_of(f"Gezählt wurden laut {source} {rest}.")
    start = next(t.i for t in sheet.tokens if t.low == "laut") + 1
    end = source_end(sheet.tokens, start, len(sheet.tokens) - 1)
    assert sheet.text[sheet.tokens[start].begin : sheet.tokens[end - 1].end] == source


def test_where_no_phrase_begins_there_is_no_source() -> None:
    sheet = sheet_of("Der Motor war laut.")
    assert source_end(sheet.tokens, 4, 4) == 4


@pytest.mark.parametrize(
    ("text", "source", "told"),
    [
        (
            "Die Lage sei ruhig, sagte ein Sprecher der Feuerwehr der dpa.",
            "ein Sprecher der Feuerwehr",
            "der dpa",
        ),
        ("«Es ist vorbei», sagte ein Taucher der dpa.", "ein Taucher", "der dpa"),
        ("Man prüfe das, sagte die Leiterin der Zeitung «Elbbote».", "die Leiterin", "der Zeitung «Elbbote»"),
        ("Man prüfe das, sagte ein Sprecher der Feuerwehr.", "ein Sprecher der Feuerwehr", None),
        ("Man prüfe das, sagte der Chefredakteur der dpa.", "der Chefredakteur der dpa", None),
        ("Der Chef der dpa sagte, man prüfe das.", "Der Chef der dpa", None),
    ],
)
def test_a_medium_behind_the_source_is_told(text: str, source: str, told: str | None) -> None:
    reading = depesche.read(f"KIEL (dpa) - {text}")
    one = next(s for s in reading.statements if s.cue)
    assert reading.text[slice(*one.sources[0].mentions[0])] == source
    assert [reading.text[a:b] for a, b in one.addressee] == ([told] if told else [])


@pytest.mark.parametrize("end", ["Nach Angaben", "nach einer Ortsbegehung", "laut Polizei", "so die Stadt"])
def test_a_text_that_breaks_off_behind_a_source_is_read(end: str) -> None:
    assert depesche.read(f"KIEL (dpa) - Die Stadt prüft den Plan. {end}").statements
