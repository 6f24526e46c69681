"""Chains of revisions that nothing names, and series that are none."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select

from depesche import record
from depesche.store.database import Database
from depesche.store.journal import Arrival
from depesche.store.tables import dispatches, links

NOW = "2025-01-01T00:00:00.000000Z"
SHED = (
    "In Meppen ist am Montag die Produktionshalle der Molkerei Hasetal eingestürzt. Geschäftsführerin "
    "Wiebke Lampe sprach von 80 Beschäftigten, die sich retten konnten."
)
EVENING = (
    "Nach dem Unglück bei der Molkerei Hasetal ermittelt das Gewerbeaufsichtsamt. Wiebke Lampe "
    "räumte in "
    "Meppen ein, dass es auf dem Dach seit Wochen getropft habe. Alle 80 Leute seien wohlauf."
)
CASES = {
    "a summary of the evening follows the report, not the flash": (
        [
            (
                "07:10",
                "MEPPEN",
                "Eil: Molkerei Hasetal in Meppen eingestürzt",
                "In Meppen ist die Molkerei Hasetal eingestürzt.",
            ),
            ("08:00", "MEPPEN", "Halle der Molkerei Hasetal stürzt ein", SHED),
            ("18:30", "MEPPEN", "Zusammenfassung 1830: Ermittlungen nach Einsturz in Molkerei", EVENING),
        ],
        [(1, 0, "update"), (2, 1, "update")],
    ),
    "the same words of two towns are a mould": (
        [
            (
                "08:00",
                "AURICH",
                "Einbruch in Auricher Apotheke - Täter flüchtig",
                "Unbekannte haben in der Nacht in Aurich eine Apotheke aufgebrochen und sind mit der "
                "Kasse entkommen.",
            ),
            (
                "11:00",
                "LEER",
                "Einbruch in Leeraner Apotheke - Täter flüchtig",
                "Unbekannte haben in der Nacht in Leer eine Apotheke aufgebrochen und sind mit der "
                "Kasse entkommen.",
            ),
        ],
        [],
    ),
    "the market of the noon is not that of the morning": (
        [
            (
                "09:20",
                "FRANKFURT",
                "Dax startet etwas fester",
                "Der Dax ist mit einem Plus von 0,3 "
                "Prozent auf 18 412 Punkte in den Handel gegangen. Der MDax gab um 0,1 Prozent auf 26 "
                "077 Zähler nach.",
            ),
            (
                "12:05",
                "FRANKFURT",
                "Dax am Mittag leichter",
                "Der Dax hat bis zum Mittag 0,6 "
                "Prozent auf 18 246 Punkte verloren. Der MDax büßte 1,2 Prozent auf 25 790 Zähler ein.",
            ),
        ],
        [],
    ),
    "the numbers of the lottery are drawn twice": (
        [
            (
                "19:30",
                "SAARBRÜCKEN",
                "Gewinnzahlen der Glücksspirale",
                "Die Gewinnzahlen lauten: 4, 11, 17, 23, 38, 41. Zusatzzahl: 9. Alle Angaben ohne Gewähr.",
            ),
            (
                "21:30",
                "SAARBRÜCKEN",
                "Gewinnzahlen im Keno",
                "Die Gewinnzahlen lauten: 2, 8, 19, 26, 33, 47. Zusatzzahl: 5. Alle Angaben ohne Gewähr.",
            ),
        ],
        [],
    ),
    "a correction without a name follows its original": (
        [
            ("08:00", "MEPPEN", "Halle der Molkerei Hasetal stürzt ein", SHED),
            (
                "10:00",
                "MEPPEN",
                "Berichtigung: Produktionshalle in Meppen eingestürzt",
                "(Berichtigung: Im 1. Absatz, 2. Satz «90 Beschäftigten» statt: "
                "80)\n\n{SHED.replace('80', '90')}",
            ),
        ],
        [(1, 0, "correction")],
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("shuffled", [False, True])
def test_chains(store: Database, name: str, shuffled: bool) -> None:
    sent, expected = CASES[name]
    wire = [_arrival(number, *one) for number, one in enumerate(sent)]
    if shuffled:
        random.Random(5).shuffle(wire)
        wire.reverse()
    for batch in record.batches(iter(wire)):
        assert not [error for taken in record.ingest(store, batch) for error in taken.errors]
    assert _links(store, [one.origin for one in wire]) == expected


def _arrival(number: int, clock: str, town: str, headline: str, body: str) -> Arrival:
    notice, _, copy = body.rpartition("\n\n")
    above = f"{notice}\n\n" if notice else ""
    text = f"13.05.2024, {clock} Uhr\n{headline}\n\n{above}{town} (NNA) - {copy}\n"
    return Arrival("dispatch", text.encode(), NOW, f"wire/{number}.txt", "2024-05-13")


def _links(store: Database, arrived: list[str]) -> list[tuple[int, int, str]]:
    """Each link by the places of both in the order in which they were sent."""
    with store.reading() as connection:
        rows = connection.execute(select(links).where(links.c.relation != "copy")).all()
        numbers = connection.execute(select(dispatches.c.number).order_by(dispatches.c.number)).scalars()
        sent = {number: int(origin[5:-4]) for number, origin in zip(numbers, arrived, strict=True)}
    return sorted((sent[row.number], sent[row.other], row.relation) for row in rows)
