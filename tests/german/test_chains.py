"""Whose words they are, from the nearest source to the one who said it first."""

from __future__ import annotations

import pytest

from depesche.core.dispatch import Dispatch
from depesche.core.reading import Reading, Statement
from depesche.german import read

CHAINS = [
    (
        "Das sei falsch, sagte die Ministerin laut „Abendpost“.",
        "falsch",
        ["Abendpost", "die Ministerin"],
    ),
    (
        "Die Sprecherin sagte, der Fahrer habe zugegeben, dass er die Ampel übersehen habe.",
        "übersehen",
        ["Die Sprecherin", "der Fahrer"],
    ),
    (
        "Der Wirt bestritt nach Angaben der Polizei, dass er den Gast gekannt habe.",
        "gekannt",
        ["Polizei", "Der Wirt"],
    ),
    (
        "Der Sender berichtete unter Berufung auf Regierungskreise, dass der Minister gehe.",
        "gehe",
        ["Der Sender", "Regierungskreise"],
    ),
    (
        "Der Sender meldete unter Berufung auf mit der Sache vertraute Personen, der Fonds prüfe das.",
        "prüfe",
        ["Der Sender", "mit der Sache vertraute Personen"],
    ),
    ("Der Wirt sagte, er habe den Gast nicht gekannt.", "gekannt", ["Der Wirt"]),
    (
        "Der Kellner teilte mit: «Er sagte, er ruft am Abend zurück.»",
        "ruft",
        ["Der Kellner", "Er"],
    ),
]


def reading(text: str) -> Reading:
    """The reading of a text of one paragraph."""
    return read(Dispatch("x", text, paragraphs=((0, len(text)),), body=((0, len(text)),)))


def smallest(text: str, word: str) -> Statement:
    """The smallest statement whose content holds the word."""
    place = text.index(word)
    holding = [s for s in reading(text).statements if any(b <= place < e for b, e in s.content)]
    return min(holding, key=lambda s: sum(e - b for b, e in s.content))


@pytest.mark.parametrize(("text", "word", "names"), CHAINS)
def test_chain(text: str, word: str, names: list[str]) -> None:
    assert [source.name for source in smallest(text, word).sources] == names


def test_coordinated_clauses_of_a_quotation_are_graded_each() -> None:
    text = "Die Ärztin sagte, der Patient sei wach und er werde wohl bald entlassen."
    labels = {s.factuality for s in reading(text).statements if s.mode == "plain"}
    assert labels == {"CT+", "PR+"}
    assert smallest(text, "entlassen").sources[0].name == "Die Ärztin"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Die Stadt plant einen Neubau der Schule.", "named", "Die Stadt"),
        ("Der Verein will das Stadion ausbauen.", "named", "Der Verein"),
        ("Der Fahrer soll zu schnell gewesen sein.", "anonymous", ""),
        ("Der Anwalt gilt als Favorit für das Amt.", "anonymous", ""),
        ("Die Brücke wurde am Montag gesperrt.", "author", ""),
    ],
)
def test_whose_attitude_it_is(text: str, kind: str, name: str) -> None:
    source = reading(text).statements[0].sources[0]
    assert (source.kind, source.name) == (kind, name)


def test_many_statements_take_linear_time() -> None:
    text = "Der Wirt sagte, er sei krank, laut Polizei habe er gelogen. " * 400
    assert len(reading(text).statements) > 400
