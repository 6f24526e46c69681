"""How a notice names another dispatch."""

from __future__ import annotations

import pytest

from depesche.german.namings import Naming, namings


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ("Achtung: Bitte verwenden Sie die Meldung «Werft in Kiel verkauft» nicht.",
         Naming("Werft in Kiel verkauft", None, None, True)),
        ("Die Meldung „Werft in Kiel verkauft“ von 14.12 Uhr wird zurückgezogen.",
         Naming("Werft in Kiel verkauft", None, "14:12", True)),
        ("Diese Meldung ersetzt unsere Fassung von 14.12 Uhr", Naming(None, None, "14:12", False)),
        ("Berichtigung der Meldung mit der Kennung urn:x:1 («Fähre fällt aus») vom 23.9.24. Im 1. Absatz ...",
         Naming("Fähre fällt aus", "2024-09-23", None, False)),
        ("Korrektur des Berichts \"Bahn fährt wieder\" vom 3. Mai: Die Strecke ist lang.",
         Naming("Bahn fährt wieder", "--05-03", None, False)),
    ],
)  # fmt: skip
def test_what_is_named(notice: str, expected: Naming) -> None:
    assert namings(notice) == (expected,)


@pytest.mark.parametrize(
    "notice",
    ["neu: Reaktionen, Hintergrund", "Im 2. Absatz wurde «Nordwerk AG» korrigiert.", "", "«" * 5000],
)
def test_what_names_nothing(notice: str) -> None:
    assert namings(notice) == ()
