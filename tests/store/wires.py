"""Invented dispatches to fill stores with."""

from __future__ import annotations

import random

from depesche.store.journal import Arrival

AT = "2024-05-13T10:00:00.000000Z"
TEXTS = (
    "HAMBURG (dpa) - Die Werft Nordkap baut ihre Waffenlieferungen ab. Das sagte Sprecherin Jana "
    "Müller am Montag. Ein Treffen mit der Gewerkschaft sei nicht geplant.\n",
    "WIEN (APA) - Der Minister Karl Huber hat ein Gipfeltreffen in Graz bestritten. Die "
    "Häuser in der Altstadt seien sicher, teilte das Ministerium mit.\n",
    "BERLIN (dpa-AFX) - Die US-Regierung vermutet einen offenen Brief hinter dem Kurssturz. "
    "Vermutlich werde die Lieferung von Stahl teurer, hieß es in Kreisen.\n",
)


def arrivals(*texts: str, at: str = AT) -> list[Arrival]:
    return [
        Arrival("dispatch", text.encode(), at, f"wire/{number}.txt", "2024-05-13")
        for number, text in enumerate(texts or TEXTS, 1)
    ]


def many(count: int, *, at: str = AT) -> list[Arrival]:
    """`count` different short dispatches."""
    line = "BONN (dpa) - Der Verein Rheinufer zählt {} Mitglieder. Das teilte er am Montag mit.\n"
    return arrivals(*(line.format(number) for number in range(1, count + 1)), at=at)


WHO = (
    "Die Werft Nordkap",
    "Der Verein Rheinufer",
    "Die Stadt Husum",
    "Das Ministerium",
    "Die Bahn",
    "Die Polizei",
)
DOES = ("prüft", "verschiebt", "verkauft", "bestellt", "lehnt", "meldet", "sucht", "schließt", "eröffnet")
WHAT = (
    "den Hafen",
    "drei Fähren",
    "einen Vertrag",
    "die Brücke",
    "das Archiv",
    "neue Züge",
    "ein Lager",
    "Stellen",
)
WHERE = (
    "in Kiel",
    "bei Emden",
    "am Montag",
    "im Norden",
    "seit Mai",
    "nach Graz",
    "ohne Frist",
    "für Anleger",
)


def varied(count: int, *, at: str = AT) -> list[Arrival]:
    """`count` dispatches of a few sentences each, as unlike each other as a wire's are."""
    chance = random.Random(42)

    def sentence() -> str:
        return " ".join(chance.choice(words) for words in (WHO, DOES, WHAT, WHERE)) + "."

    return arrivals(
        *(f"BONN (dpa) - {' '.join(sentence() for _ in range(3))} Nummer {n}.\n" for n in range(count)), at=at
    )
