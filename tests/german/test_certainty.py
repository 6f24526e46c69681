"""Sentences and what the whole reading says of them: act and label of the statement on a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.core.dispatch import Dispatch
from depesche.core.reading import Statement
from depesche.german import read

CASES = [
    ("Die Behörde hat keinen Zweifel, dass Öl in den Fluss gelangt ist.", "Öl", "state", "CT+"),
    ("Die Behörde hat Zweifel, dass Öl in den Fluss gelangt ist.", "Öl", "suspect", "PR-"),
    ("Gerüchte über einen Umzug seien frei erfunden, sagte der Chef.", "Umzug", "deny", "CT-"),
    ("Der Umzug sei falsch, sagte der Chef.", "Umzug", "state", "CT+"),
    ("Die Stadt teilte mit, dass die Brücke gesperrt bleibt.", "gesperrt", "state", "CT+"),
    ("Die Stadt teilte mit, dass die Brücke nicht gesperrt wird.", "gesperrt", "state", "CT-"),
    ("Der Konzern bestritt, dass Gift in den Fluss gelangt sei.", "Gift", "deny", "CT-"),
    ("Der Konzern dementierte, Gift in den Fluss geleitet zu haben.", "Gift", "deny", "CT-"),
    ("Die Polizei vermutet, dass der Fahrer betrunken war.", "betrunken", "suspect", "PR+"),
    ("Die Polizei glaubt nicht, dass der Fahrer betrunken war.", "betrunken", "suspect", "PR-"),
    ("Der Minister schloss nicht aus, dass die Steuer steigt.", "Steuer", "speculate", "PS+"),
    ("Der Minister schloss aus, dass die Steuer steigt.", "Steuer", "deny", "CT-"),
    ("Die Behörde bestätigte nicht, dass der Staudamm Risse hat.", "Risse", "withhold", "Uu"),
    ("Der Verband forderte, dass der Bund die Kosten trägt.", "Kosten", "demand", "Uu"),
    ("Der Verein kündigte an, dass das Stadion ausgebaut wird.", "Stadion", "announce", "CT+"),
    ("Die Feuerwehr warnte, dass das Dach einstürzen könne.", "Dach", "warn", "PS+"),
    ("Der Verband bezweifelt, dass die Quote erreicht wird.", "Quote", "suspect", "PR-"),
    ("Der Trainer sagte, der Stürmer könnte am Samstag spielen.", "Stürmer", "state", "PS+"),
    ("Der Trainer sagte, der Stürmer werde wohl am Samstag spielen.", "Stürmer", "state", "PR+"),
    ("Der Trainer fragte, ob der Stürmer am Samstag spielen könne.", "Stürmer", "ask", "Uu"),
    ("Der Brand wurde vermutlich durch einen Kurzschluss ausgelöst.", "Brand", "suspect", "PR+"),
    ("Die Fähre hat womöglich ein Riff gerammt.", "Riff", "speculate", "PS+"),
    ("Das Spiel fand am Sonntag nicht statt.", "Spiel", "state", "CT-"),
    ("Das Spiel fand nicht am Samstag, sondern am Sonntag statt.", "Spiel", "state", "CT+"),
    ("Die Fähre fährt nicht nur am Sonntag.", "Fähre", "state", "CT+"),
    ("Der Wirt sagte, er habe offenbar den Ort verlassen und sei in Kiel.", "Kiel", "state", "PR+"),
    ("Der Wirt sagte, er habe den Ort wohl verlassen und sei in Kiel.", "Kiel", "state", "CT+"),
    ("Der Sprecher wollte das weder bestätigen noch dementieren.", "das", "withhold", "Uu"),
    ("Wie viele kamen, konnte der Sprecher nicht sagen.", "viele", "withhold", "Uu"),
    ("Namen nannte der Sprecher nicht.", "Namen", "withhold", "Uu"),
    ("Der Trainer nannte den Bericht frei erfunden.", "Bericht", "deny", "CT-"),
    ("Der Trainer nannte den Bericht unfair.", "Bericht", "judge", "CT+"),
    ("Die Airline erwartet etwa 300 Ausfälle.", "Ausfälle", "suspect", "PR+"),
    ("Unklar ist, wie der Mann an die Waffe kam.", "Waffe", "withhold", "Uu"),
]


def about(text: str, word: str) -> Statement:
    """The smallest statement whose content holds the word."""
    reading = read(Dispatch("x", text, paragraphs=((0, len(text)),), body=((0, len(text)),)))
    place = text.index(word)
    holding = [s for s in reading.statements if any(b <= place < e for b, e in s.content)]
    return min(holding, key=lambda s: sum(e - b for b, e in s.content))


@pytest.mark.parametrize(("text", "word", "act", "label"), CASES)
def test_act_and_label(text: str, word: str, act: str, label: str) -> None:
    statement = about(text, word)
    assert (statement.act, statement.factuality) == (act, label)


def test_what_decided_is_shown() -> None:
    text = "Die Fähre hat womöglich ein Riff gerammt."
    evidence = about(text, "Riff").evidence
    assert ("hedge.adverb.possible", "womöglich") in {(e.rule, text[slice(*e.span)]) for e in evidence}


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(
    ("nicht", "kein", ",", "dass", "ob", "Die", "Polizei", "sagte", "bestritt", "könnte", "soll",
     ".", "?", "„", "“")
), max_size=30))  # fmt: skip
def test_any_words_are_graded(words: list[str]) -> None:
    text = " ".join(words)
    reading = read(Dispatch("x", text, paragraphs=((0, len(text)),), body=((0, len(text)),)))
    for statement in reading.statements:
        assert statement.claimed
        assert statement.factuality
