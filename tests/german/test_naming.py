"""Pronouns among the sources have the name of who spoke before; claims are the object alone."""

from __future__ import annotations

import pytest

from depesche.core.dispatch import Dispatch
from depesche.core.reading import Statement
from depesche.german import read


def statements(text: str) -> tuple[Statement, ...]:
    """The statements of a text of one paragraph."""
    return read(Dispatch("x", text, paragraphs=((0, len(text)),), body=((0, len(text)),))).statements


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Wirt gab zu, dass er log. Er sagte, es tue ihm leid.", "Der Wirt"),
        ("Die Wirtin gab zu, dass sie log. Es tue ihr leid, sagte die 51-Jährige.", "Die Wirtin"),
        ("Die Wirtin gab zu, dass sie log. Der Koch schwieg. Sie sagte, es sei gut.", "Die Wirtin"),
    ],
)
def test_pronouns_are_named(text: str, name: str) -> None:
    last = max(statements(text), key=lambda s: s.content[0])
    assert last.sources[0].name == name
    mention = last.sources[0].mentions[0]
    assert text[slice(*mention)] in {"Er", "Sie", "die 51-Jährige"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Die Partei fordert eine Prüfung des Vertrags.", "eine Prüfung des Vertrags"),
        ("Nach dem Brand bestritt der Wirt am Montag die Tat.", "die Tat"),
        ("Die Behörde warnte am Abend vor einer Flut.", "einer Flut"),
        ("Es ist möglich, dass der Zug ausfällt.", "der Zug ausfällt"),
        ("Die Partei fordert mehr Geld und lobt den Plan.", "mehr Geld"),
        ("Die Partei tagt in Kiel und fordert mehr Geld.", "mehr Geld"),
        ("Der Verband fordert von den Ländern mehr Geld.", "mehr Geld"),
        ("Der Verein warf der Liga Untätigkeit vor, ohne Belege vorzulegen.", "Untätigkeit"),
        ("Die Reederei bestätigte den Verkauf ihrer Werft.", "den Verkauf ihrer Werft"),
        ("Die Opposition kritisierte die Pläne scharf.", "die Pläne"),
        ("Der Fahrer bestreitet den Vorwurf bis heute.", "den Vorwurf"),
    ],
)
def test_what_is_claimed(text: str, claim: str) -> None:
    found = statements(text)[0].claimed
    assert claim in {text[slice(*span)] for span in found}


def test_a_name_is_without_the_preposition_of_its_mention() -> None:
    text = "Der Wirt wurde vom Verband aufgefordert, das Lokal zu schließen."
    assert statements(text)[0].sources[0].name == "Verband"


def test_a_pronoun_does_not_repeat_its_own_link() -> None:
    text = "Es sei Zeit, sagte die Wirtin. Sie gehe davon aus, dass der Umbau gelingt."
    assert all(len(statement.sources) == 1 for statement in statements(text))


def test_a_pronoun_shows_the_gender_of_a_name() -> None:
    text = "Es sei Zeit, sagte Ulrike Sander. Das helfe, sagte sie. Das reiche, sagte er."
    last = max(statements(text), key=lambda s: s.content[0])
    assert (last.sources[0].name, last.sources[0].kind) == ("", "anonymous")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Der Landtag stimmte zu. Demnach darf die Werft verkauft werden.", "Demnach"),
        ("Am Hafen gilt eine Klausel. Diese schreibt vor, dass niemand baut.", "Diese"),
        ("Im Saal war es still. Er sagte, es tue ihm leid.", "Er"),
        ("Dort hieß es wenig. Man kündigte an, die Fähre zu verkaufen.", "Man"),
    ],
)
def test_a_pronoun_that_takes_up_nobody_names_nobody(text: str, word: str) -> None:
    one = max(statements(text), key=lambda s: s.content[0]).sources[0]
    assert (one.name, one.kind, one.entity) == ("", "anonymous", None)
    assert text[slice(*one.mentions[0])] == word


def test_a_described_source_keeps_its_words() -> None:
    text = "Ersten Angaben zufolge sank die Fähre. Dieser Lotse sagte, das sei falsch."
    assert [one.sources[0].name for one in statements(text)] == ["Ersten Angaben", "Dieser Lotse"]
