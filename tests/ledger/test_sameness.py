"""Likeness of statements: what their words and the names in their dispatches add."""

from __future__ import annotations

from depesche.core.claims import Told
from depesche.ledger.claims import contradicts
from depesche.ledger.sameness import likeness

HURT = "Bei dem Angriff in der Fußgängerzone wurden drei Menschen verletzt"


def told(words: str, about: tuple[str, ...], *concepts: str) -> Told:
    return Told(place=0, id="x", words=words, about=about, concepts=tuple((one, 1.5) for one in concepts))


def test_dispatches_about_other_people_and_places_are_less_alike() -> None:
    one = told(HURT, ("lüneburg", "brandt"), "verletzung", "angriff")
    here = told("Drei Verletzte nach Angriff", ("lüneburg", "kessler"), "verletzung", "angriff")
    there = told("Drei Verletzte nach Angriff", ("kassel", "vogt"), "verletzung", "angriff")
    assert likeness(one, here, {}).score - likeness(one, there, {}).score > 0.05


def test_the_same_words_are_the_same_though_no_concept_weighs_much() -> None:
    common = {"verletzung": 0.01, "angriff": 0.01}
    one = told(HURT, ("lüneburg",), "verletzung", "angriff")
    other = told(f"{HURT}, hieß es", ("lüneburg",), "verletzung", "angriff")
    assert likeness(one, other, common).score > 0.6


def test_two_causes_of_one_fire_are_less_alike_than_one_cause_told_twice() -> None:
    def cause(words: str, *events: str) -> Told:
        one = told(words, ("jena",), "feuer", *events)
        return Told(**{name: getattr(one, name) for name in one.__struct_fields__} | {"events": events})

    one = cause("Ein technischer Defekt hat den Brand ausgelöst", "ursache", "ausfall")
    same = cause("Ursache des Feuers war ein Ausfall", "ursache", "ausfall")
    other = cause("Ursache des Feuers war Brandstiftung", "ursache", "brandstiftung")
    bare = cause("Die Ursache des Feuers steht fest", "ursache")
    assert likeness(one, same, {}).score > likeness(one, bare, {}).score > likeness(one, other, {}).score


def test_a_denial_of_something_else_does_not_deny_the_claim() -> None:
    def said(*concepts: str, denies: bool = False, negated: tuple[str, ...] = ()) -> Told:
        weights = tuple((one, 1.5) for one in concepts)
        return Told(
            place=0, id="x", words="", concepts=weights, events=concepts, denies=denies, negated=negated
        )

    arrest = said("festnahme")
    calm = said("festnahme", "widerstand", denies=True, negated=("widerstand",))
    free = said("festnahme", denies=True, negated=("festnahme",))
    assert not contradicts(calm, [arrest])
    assert contradicts(free, [arrest])
    assert contradicts(said("festnahme", denies=True), [arrest])
    assert contradicts(free, []) and not contradicts(said("aufbruch", denies=True, negated=("netz",)), [])
