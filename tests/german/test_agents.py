"""Who acts in a passive, and whose a phrase with "von" or "durch" is."""

from __future__ import annotations

import pytest

import depesche


def sources(text: str) -> list[str]:
    """The names of the first statement's sources, "" for nobody named and for the agency."""
    return [one.name for one in depesche.read(text).statements[0].sources]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Plan wurde von der Stadt Husum abgelehnt.", "Husum"),
        ("Die Sperrung der Brücke wurde von Anwohnern kritisiert.", "Anwohnern"),
        ("In Husum wurde die Sperrung von der Polizei angeordnet.", "Polizei"),
        ("Gestern wurde das Unternehmen von Anwohnern kritisiert.", "Anwohnern"),
        ("Die Reederei wird von Umweltgruppen kritisiert.", "Umweltgruppen"),
        ("Die Strafe wurde 2006 von einem Gericht bestätigt.", "einem Gericht"),
    ],
)
def test_the_agent_of_a_passive_is_the_source(text: str, name: str) -> None:
    assert [one.removeprefix("der ") for one in sources(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Jedem Fischer wurde das Abhören von „Seefunkern“ verboten.",
        "Im Kreis wird der Ausbruch von Typhus befürchtet.",
        "Auch wird die Herausgabe von Listen gefordert.",
        "Der Einsatz von Baggern ist ausgeschlossen.",
        "Die Rolle von Jens Roth wurde kritisiert.",
        "In Husum wird von einer hohen Brandgefahr ausgegangen.",
        "Dort wurden die Tötungen durch Wilderer kritisiert.",
        "Elf Männer wurden verurteilt, zwei von ihnen abgelehnt.",
        "Die Strafe wurde durch das neue Profil verboten.",
    ],
)
def test_what_hangs_on_a_noun_is_no_agent(text: str) -> None:
    assert sources(text) == [""]


def test_what_leads_to_a_sentence_with_a_colon_is_no_subject() -> None:
    assert sources("Kehrtwende im Streit um die Werft: Die Reederei räumte ein Leck ein.") == ["Die Reederei"]
    assert sources("Klare Worte aus Husum: Die Stadt lehnte den Plan ab.") == ["Husum"]
