"""What a negative word negates: its clause, and nothing beside it."""

from __future__ import annotations

import pytest

from depesche.german.negation import negated


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("Zwei Wanderer seien aufgebrochen und nicht erreichbar", "erreichbar", "aufbruch"),
        ("Der Mann sei geständig, er habe keinen Widerstand geleistet", "protest", "geständnis"),
        ("Die Anlage sei am 21. Mai geprüft worden, nicht am 19. Mai", "-", "kontrolle"),
        ("Es habe keine Verletzten gegeben; das Haus sei zerstört", "verletzung", "zerstörung"),
        ("Niemand ist verletzt worden", "verletzung", "zerstörung"),
    ],
)
def test_a_negative_word_negates_its_clause(text: str, inside: str, outside: str) -> None:
    found = negated(text, [(0, len(text))])
    assert any(name.startswith(inside) for name in found), found
    assert outside not in found


def test_without_a_negative_word_nothing_is_negated() -> None:
    text = "Die Nichte des Bürgermeisters ist verletzt worden"
    assert negated(text, [(0, len(text))]) == ()


def test_a_negative_word_of_an_expression_negates_nothing() -> None:
    text = "Am Bahnhof halten seit dem Mittag keine Züge"
    assert negated(text, [(0, len(text))]) == ()
    text = "Am Bahnhof gab es keine Verletzten"
    assert "verletzung" in negated(text, [(0, len(text))])
