"""What of a statement claims are made of: the days that it names."""

from __future__ import annotations

import json

from depesche import pipeline
from depesche.core.claims import Told
from depesche.core.errors import DepescheError
from depesche.steps.telling import telling


def marks(text: str) -> list[set[str]]:
    """The marks of each statement of a dispatch of Thursday, 12 March 2026, in order."""
    item = {
        "urn": "urn:newsml:nordpress.example:1", "version": "1", "pubstatus": "usable", "headline": "Wahl",
        "version_created": "2026-03-12T14:00:00+01:00",
        "article_html": f'<section class="main"><p>Kiel (NordPress) - {text}</p></section>',
    }  # fmt: skip
    (read,) = pipeline.read_items(json.dumps(item).encode())
    assert not isinstance(read, DepescheError)
    return [{name for name, _ in one.concepts if name[0] == "#"} for one in telling(*read).told]


def test_a_day_to_come_or_long_past_marks_a_statement() -> None:
    assert marks("Gewählt werde am 10. Mai, sagte Landrat Ole Brandt.") == [{"#2026-05-10"}]
    assert marks("Gewählt worden sei am 1. März, sagte Landrat Ole Brandt.") == [{"#2026-03-01"}]


def test_what_has_just_happened_is_no_mark() -> None:
    assert marks("Gewählt worden sei am Mittwoch, sagte Landrat Ole Brandt.") == [set()]
    assert marks("Gewählt worden sei im Januar, sagte Landrat Ole Brandt.") == [set()]


def figures(text: str) -> list[tuple[str, float]]:
    """What is counted, and how many, in all statements of a plain dispatch."""
    (read,) = pipeline.read_items(f"KIEL (NordPress) - {text}".encode())
    assert not isinstance(read, DepescheError)
    return [(one.of, one.value) for told in telling(*read).told for one in told.figures]


def test_an_age_that_is_stated_is_a_figure_one_that_names_somebody_is_none() -> None:
    assert figures("Der Mann sei 39 Jahre alt, teilte die Polizei mit.") == [("alter", 39)]
    assert figures("Es handele sich um einen 37 Jahre alten Deutschen, sagte sie.") == [("alter", 37)]
    assert figures("Die Polizei gab sein Alter mit 37 Jahren an.") == [("alter", 37)]
    assert figures("Der 24-Jährige sei geflohen, teilte die Polizei mit.") == []
    assert figures("Ein 24 Jahre alter Mann ist verletzt worden, sagte sie.") == []


def test_whoever_is_counted_what_happens_to_them_is_what_the_figure_is_of() -> None:
    assert figures("400 Anwohner seien evakuiert worden, sagte sie.") == [("evakuierung", 400)]
    assert figures("400 Menschen seien evakuiert worden, sagte sie.") == [("evakuierung", 400)]
    assert figures("342 Fahrgäste hätten auf den Bus gewartet, sagte sie.") == [("fahrgast", 342)]


def test_a_figure_with_decimals_is_a_mark_a_small_whole_one_is_none() -> None:
    assert marks("Die Löhne stiegen um 5,8 Prozent, sagte Landrat Ole Brandt.") == [{"#5.8%"}]
    assert marks("Es gebe fünf Verletzte, sagte Landrat Ole Brandt.") == [set()]


def told(text: str) -> list[Told]:
    """What the statements of a plain dispatch tell."""
    (read,) = pipeline.read_items(f"KIEL (NordPress) - {text}".encode())
    assert not isinstance(read, DepescheError)
    return list(telling(*read).told)


def test_a_pronoun_that_opens_a_clause_takes_up_the_one_before() -> None:
    (one,) = told("Die Ministerin Anke Voss tritt zurück; das gab sie am Montag in Kiel bekannt.")
    assert one.events == ("rücktritt",) and not one.back


def test_a_denial_that_only_points_is_about_what_was_said_right_before() -> None:
    said = told(
        "Das Ventil sei defekt, sagte Landrat Ole Brandt. Ein Sprecher der Nordwerk AG wies das zurück."
    )
    (one,) = [each for each in said if each.back]
    assert one.pointing and one.before == said[0].place


def test_what_recalls_an_earlier_word_is_past() -> None:
    said = told(
        "Es gebe 17 Verletzte, teilte die Polizei mit. Sie war zunächst von 14 Verletzten ausgegangen."
    )
    assert [one.stance for one in said] == ["for", "past"]


def test_a_body_is_compared_by_its_acronym_where_the_dispatch_gives_one() -> None:
    whole = told(
        "Die Gewerkschaft Handel und Logistik (GHL) ist gespalten. Die GHL wählt, sagte ein Sprecher."
    )
    short = told("Die Gewerkschaft GHL wählt, sagte ein Sprecher der Gewerkschaft.")
    assert "ghl" in whole[0].about and "ghl" in short[0].about


def denied(text: str) -> list[bool]:
    """Whether each statement of a plain dispatch says that something is not so."""
    (read,) = pipeline.read_items(f"KIEL (NordPress) - {text}".encode())
    assert not isinstance(read, DepescheError)
    return [told.denies for told in telling(*read).told]


def test_a_word_for_the_opposite_denies() -> None:
    assert denied("Der Fahrer blieb unverletzt, sagte ein Sprecher der Polizei.") == [True]
    assert denied("Die Ministerin bleibt im Amt, sagte ein Sprecher der Regierung.") == [True]
    assert denied("Der Fahrer wurde verletzt, sagte ein Sprecher der Polizei.") == [False]


def test_a_word_for_the_opposite_that_is_negated_does_not_deny() -> None:
    assert denied("Die Ministerin werde nicht im Amt bleiben, sagte ein Sprecher.") == [False]
    assert denied("Der Fahrer blieb unverletzt, sein Wagen sei nicht zu retten, hieß es.")[0] is True
    assert denied("Seit dem Morgen hielten keine Züge am Bahnhof, sagte ein Sprecher der Bahn.") == [False]


def test_what_is_not_so_before_some_day_is_so_then() -> None:
    assert denied("Gewählt werde nicht vor dem 10. Mai, sagte Landrat Ole Brandt.") == [False]
    assert denied("Vor Juli werde sich daran nichts ändern, sagte Landrat Ole Brandt.") == [False]
    assert denied("Gewählt werde nicht am 10. Mai, sagte Landrat Ole Brandt.") == [True]


def test_a_figure_beside_what_is_claimed_counts_too() -> None:
    found = figures("Die Beteiligung am Streik bezifferte Landrat Ole Brandt auf 4200 Beschäftigte.")
    assert [value for _, value in found] == [4200]


def test_what_is_measured_is_compared_in_one_unit() -> None:
    assert [value for _, value in figures("Ausgetreten seien drei Tonnen Chlor, sagte sie.")] == [3000]
    assert [value for _, value in figures("Ausgetreten seien 300 Kilogramm Chlor, sagte sie.")] == [300]
