"""Words that stand for one thing are one concept, and words that only look alike are not."""

from __future__ import annotations

from collections import defaultdict

import pytest

from depesche.german.concepts import said
from depesche.german.conceptwords import KINDS, classes, lexeme, parts
from depesche.german.words import lines


def names(text: str) -> set[str]:
    return {concept.name for concept in said(text, [(0, len(text))]).concepts}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ein Mann kam ums Leben.", "tod"),
        ("Zwei Todesopfer sind zu beklagen.", "tod"),
        ("Er starb im Krankenhaus.", "tod"),
        ("Das Unternehmen baut 300 Stellen ab.", "abbau"),
        ("der geplante Stellenabbau", "abbau"),
        ("Sie trat am Abend zurück.", "rücktritt"),
        ("Die Feuerwehr war vor Ort.", "einsatz"),
        ("russische Schiffe", "@RU"),
        ("dass Moskau dahintersteckt", "@RU"),
        ("Der Konflikt ist beigelegt.", "einigung"),
        ("im Streit der Parteien", "streit"),
        ("Sie haben sich zerstritten.", "streit"),
    ],
)
def test_words_for_one_thing_are_one_concept(text: str, concept: str) -> None:
    assert concept in names(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Das Feuer brach nachts aus.", "entlassung"),
        ("Sie fordern mehr Lohn.", "förderung"),
        ("Die Entscheidung kam aus Berlin.", "schließung"),
        ("Der Mann erlag seinen Verletzungen.", "verletzung"),
    ],
)
def test_words_that_look_alike_are_not(text: str, concept: str) -> None:
    assert concept not in names(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Die Gespräche liefen seit Januar.", "lieferung"),
        ("Einen Tausch habe es nie gegeben.", "plagiat"),
        ("nach der Tat", "täter"),
        ("31 Erkrankte zählte das Institut.", "bank"),
        ("Er sei von der Straße abgekommen.", "einigung"),
        ("neue Zahlen zum Haushalt", "zahlung"),
        ("die Verbindung nach Kiel", "schulden"),
        ("der Kampfpanzer", "soldat"),
    ],
)
def test_a_stem_in_common_is_no_word_in_common(text: str, concept: str) -> None:
    assert concept not in names(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Die Zahl der Verletzten stieg auf 26.", "verletzung"),
        ("Ein Verletzter liegt im Krankenhaus.", "verletzung"),
        ("der erwartete Gewinn", "erwartung"),
        ("Nach den Beschlüssen vom Montag", "zustimmung"),
        ("Die Bundeskanzlerin reist ab.", "regierungschef"),
        ("drei Fähren", "schiff"),
        ("zwei S-Bahnen", "zug"),
    ],
)
def test_inflected_forms_are_the_word(text: str, concept: str) -> None:
    assert concept in names(text)


@pytest.mark.parametrize(
    ("text", "concept", "other"),
    [
        ("Die Firma baut 300 Stellen ab.", "abbau", "neubau"),
        ("Er schloss Entlassungen nicht aus.", "ausschluss", "schließung"),
        ("Sie stellte den Trainer am Montag frei.", "entlassung", "stell"),
        ("Die Fähre legte am Abend an", "anleg", "leg"),
    ],
)
def test_a_separated_verb_is_one_word(text: str, concept: str, other: str) -> None:
    assert concept in names(text)
    assert other not in names(text)


@pytest.mark.parametrize(
    ("text", "concept", "other"),
    [
        ("Der Trainer warf am Abend das Handtuch.", "rücktritt", "werf"),
        ("Das Handtuch lag am Strand; er warf den Ball.", "", "rücktritt"),
        ("Der Unfall hat ein Todesopfer gefordert.", "tod", "forderung"),
        ("dass Moskau hinter dem Anschlag stecke", "schuld", "steck"),
        ("Die Regelung tritt im Mai in Kraft.", "inkrafttreten", "tret"),
        ("300 Menschen mussten ihre Wohnungen verlassen.", "evakuierung", "verlass"),
        ("Er hat den Verein verlassen.", "verein", "evakuierung"),
    ],
)
def test_an_expression_counts_wherever_its_words_stand(text: str, concept: str, other: str) -> None:
    assert not concept or concept in names(text)
    assert other not in names(text)


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("Ladestation", ("laden", "station")),
        ("Kabelschaden", ("kabel", "schaden")),
        ("Machtprobe", ()),
        ("Grundbuch", ()),
        ("Robert-Koch-Institut", ("robert-koch", "institut")),
        ("x-y", ()),
    ],
)
def test_a_compound_is_cut_where_its_parts_tell_what_it_is(word: str, cut: tuple[str, ...]) -> None:
    assert tuple(own for own, _ in parts(word.lower())) == cut


@pytest.mark.parametrize(
    ("text", "opposed"),
    [
        ("Der Fahrer blieb unverletzt.", ("verletzung",)),
        ("Sie kam mit dem Schrecken davon.", ("verletzung",)),
        ("Der Minister bleibt im Amt.", ("rücktritt",)),
        ("Die Anlage hat einwandfrei gearbeitet.", ("ausfall",)),
        ("Der Fahrer wurde verletzt.", ()),
        ("Er bleibt im Krankenhaus.", ()),
    ],
)
def test_a_word_for_the_opposite_says_that_it_is_not_so(text: str, opposed: tuple[str, ...]) -> None:
    assert said(text, [(0, len(text))]).opposed == opposed


def test_a_word_printed_large_is_no_imperative() -> None:
    assert lexeme("Macht") == ("macht", "NN")
    assert lexeme("Leck") == ("leck", "NN")


def test_what_sets_the_scene_weighs_less() -> None:
    text = "Bei einem Brand in Husum sind drei Menschen verletzt worden."
    weights = {concept.name: concept.weight for concept in said(text, [(0, len(text))]).concepts}
    assert weights["verletzung"] > 3 * weights["feuer"]


def test_a_word_of_the_data_stands_in_one_line_of_a_section_only() -> None:
    assert not classes().stop & classes().untrue


def test_a_word_stands_for_one_concept_only() -> None:
    section, lines_of = "", defaultdict[str | tuple[str, bool], set[str]](set)
    for line in lines("concepts.txt"):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section in KINDS:
            name, _, members = line.partition(":")
            for one in members.lower().split():
                lines_of[one].add(f"{section}/{name}")
    assert len(lines_of) > 1000
    assert not {word: names for word, names in lines_of.items() if len(names) > 1}


def test_untrue_is_seen() -> None:
    assert said("Das ist frei erfunden.", [(0, 22)]).untrue
    assert not said("Das ist ein Erfolg.", [(0, 19)]).untrue
