"""Whether the clause around a weekday looks back or ahead, read on Wednesday, 13 September 2023."""

from __future__ import annotations

from dataclasses import replace

import pytest

from depesche.core.dates import published
from depesche.core.dispatch import Dispatch
from depesche.german import sentences, tags, times, tokens
from depesche.german.sheet import Sheet


def first_value(text: str) -> str:
    """The value of the first time in a tagged text."""
    whole = ((0, len(text)),)
    sheet = Sheet(Dispatch("x", text, published=published("2023-09-13"), body=whole))
    sheet = replace(sheet, tokens=tokens.layer(sheet))
    sheet = replace(sheet, sentences=sentences.layer(sheet))
    return times.layer(replace(sheet, tokens=tags.layer(sheet)))[0].value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am Montag lautete die Frage anders.", "2023-09-11"),
        ("Am Montag starten die Spiele in Jena.", "2023-09-18"),
        ("Die Messe hat am Sonntag begonnen.", "2023-09-10"),
        ("Die Messe dauert noch bis Montag.", "2023-09-18"),
        ("Der Rat soll am Freitag entscheiden.", "2023-09-15"),
        ("Nach der am Dienstag erfolgten Abstimmung gibt es Streit.", "2023-09-12"),
        ("Vor der am Dienstag beginnenden Messe gab es Streit.", "2023-09-19"),
        ("Der Prozess wurde auf den 28. November vertagt.", "2023-11-28"),
        ("Seit Ostern galt die Warnung.", "2023-04-09"),
    ],
)
def test_value_follows_tense(text: str, value: str) -> None:
    assert first_value(text) == value
