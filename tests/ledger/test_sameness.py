"""Likeness of statements: what their words and the names in their dispatches add."""

from __future__ import annotations

from random import Random

from depesche.core.claims import Figure, Told
from depesche.ledger.claims import contradicts
from depesche.ledger.sameness import (
    MOST,
    at_most,
    besides,
    compared,
    exact,
    likeness,
    shape,
    weighed,
)

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


def test_what_is_told_without_comparing_is_no_less_than_the_likeness() -> None:
    chance, seen = Random(1), 0
    for _ in range(3000):
        one, other = drawn(chance), drawn(chance)
        rarity = {name: chance.uniform(0.25, 1.0) for name in NAMES}
        mine, theirs = weighed(shape(one), rarity), weighed(shape(other), rarity)
        alike = sum(mine.weights[name] for name in mine.weights.keys() & theirs.weights.keys())
        both = alike + exact(mine.shape.marks & theirs.shape.marks, rarity)
        if both:
            together = chance.random() < 0.5
            score = compared(mine, theirs, rarity, together=together).score
            most = at_most(mine, theirs.shape, alike, both, besides(mine.shape, theirs.shape))
            assert score <= most <= max(at_most(mine, theirs.shape, alike, both, MOST), score + 1e-6)
            seen += score > most - 0.3
    assert seen > 100  # a bound that is far from everything tells nothing


NAMES = ("feuer", "ursache", "ausfall", "brandstiftung", "tod", "jena", "#12", "#14:30")


def drawn(chance: Random) -> Told:
    """A statement drawn at random."""

    def some(names: tuple[str, ...], most: int) -> tuple[str, ...]:
        return tuple(sorted(chance.sample(names, chance.randint(0, most))))

    concepts = tuple((name, chance.choice((0.3, 0.9, 1.5))) for name in some(NAMES, 6))
    values = [float(chance.randint(1, 12)) for _ in range(chance.randint(0, 2))]
    return Told(
        place=0, id="x", words=" ".join(some(tuple(HURT.split()), 8)), concepts=concepts,
        events=tuple(name for name, _ in concepts if name in ("feuer", "ursache", "ausfall", "tod")),
        names=tuple((chance.choice(("person", "place")), name) for name in some(("kiel", "jena", "vogt"), 3)),
        figures=tuple(Figure(chance.choice(("tod", "")), None, one, one, one) for one in values),
        denies=chance.random() < 0.3, about=some(("kiel", "jena", "vogt", "weser", "bund"), 4),
    )  # fmt: skip
