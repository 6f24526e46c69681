"""Which origins of several dispatches are one."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from depesche.core.origin import Origin
from depesche.ledger.origins import (
    Judged,
    Told,
    canonical,
    compare,
    described,
    independent,
    name_of,
    of_copy,
)

KIEL = Origin("police:geonames/1", "Polizei Kiel", "institution", place="geonames/1")
LUEBECK = Origin("police:geonames/2", "Polizei Lübeck", "institution", place="geonames/2")
SOMEWHERE = Origin("police:", "Polizei", "institution", within="story", certain=False)
MINISTER = Origin("gov:DE-RP/innen", "Innenministerium", "government", "gov:DE-RP", person="person:karl-bern")
BERN = Origin("person:karl-bern", "Karl Bern", "person", person="person:karl-bern")
SHORT = Origin("person:bern", "Bern", "person", person="person:bern", within="story")
CIRCLES = Origin("anon:regierungskreis", "Regierungskreise", "anonymous", within="story")
WITNESS = Origin("someone:zeuge-1", "Zeuge", "anonymous", within="dispatch")
AUTHOR = Origin("agency:dpa", "dpa", "author", via=("agency:dpa",))

ORIGINS = st.sampled_from([KIEL, LUEBECK, SOMEWHERE, MINISTER, BERN, SHORT, CIRCLES, WITNESS, AUTHOR])
TOLD = st.builds(Told, ORIGINS, st.sampled_from("ab"), st.sampled_from(["", "s", "t"]))
DECIDED = st.sets(
    st.builds(
        Judged,
        st.sampled_from(["same-origin", "different-origin"]),
        TOLD.map(name_of),
        TOLD.map(name_of),
        st.just("so it is"),
    ),
    max_size=4,
).map(list)


@given(TOLD, TOLD, DECIDED)
def test_it_is_the_same_whichever_stands_first(one: Told, other: Told, judged: list[Judged]) -> None:
    assert compare(one, other, judged) == compare(other, one, judged)


@given(st.lists(TOLD, max_size=8), DECIDED, st.randoms())
def test_the_order_of_arrival_changes_nothing(told: list[Told], judged: list[Judged], random: Random) -> None:
    mixed, decided = list(told), list(judged)
    random.shuffle(mixed)
    random.shuffle(decided)
    assert canonical(told, judged) == canonical(mixed, decided)


@given(st.lists(TOLD, max_size=8), DECIDED)
def test_the_canonical_one_stands_for_itself(told: list[Told], judged: list[Judged]) -> None:
    found = canonical(told, judged)
    assert set(found) == {name_of(one) for one in told}
    assert all(found[one.name].name == one.name for one in found.values() if one.name in found)


@given(TOLD, TOLD, st.lists(TOLD, max_size=5))
def test_a_judgement_holds(one: Told, other: Told, more: list[Told]) -> None:
    a, b = name_of(one), name_of(other)
    if a == b:
        return
    same = canonical([one, other, *more], [Judged("same-origin", a, b)])
    apart = canonical([one, other, *more], [Judged("different-origin", a, b)])
    assert same[a].name == same[b].name
    assert apart[a].name != apart[b].name


def names(*told: Told) -> list[str]:
    found = canonical(told)
    return [found[name_of(one)].name for one in told]


def test_a_guess_joins_the_only_one_that_fits() -> None:
    assert names(Told(SOMEWHERE, "a", "s"), Told(KIEL, "b", "s")) == [KIEL.key, KIEL.key]
    both = names(Told(SOMEWHERE, "a", "s"), Told(KIEL, "b", "s"), Told(LUEBECK, "c", "s"))
    assert both == ["police:@s", KIEL.key, LUEBECK.key]


def test_another_story_is_another_police() -> None:
    assert names(Told(SOMEWHERE, "a", "s"), Told(KIEL, "b", "t")) == ["police:@s", KIEL.key]


def test_a_minister_is_his_ministry_where_the_story_says_so() -> None:
    assert names(Told(BERN, "a", "s"), Told(MINISTER, "b", "s")) == [MINISTER.key] * 2
    assert names(Told(SHORT, "a", "s"), Told(MINISTER, "b", "s")) == [MINISTER.key] * 2
    assert names(Told(BERN, "a", "s"), Told(MINISTER, "b", "t")) == [BERN.key, MINISTER.key]


def test_circles_and_witnesses_stay_apart() -> None:
    assert names(Told(CIRCLES, "a", "s"), Told(CIRCLES, "b", "s"))[0] == "anon:regierungskreis@s"
    assert not compare(Told(CIRCLES, "a", "s"), Told(CIRCLES, "b", "t")).same
    assert not compare(Told(WITNESS, "a", "s"), Told(WITNESS, "b", "s")).same
    assert compare(Told(WITNESS, "a", "s"), Told(WITNESS, "a", "s")).same


def test_a_copy_has_the_copied_agency_for_its_author() -> None:
    assert of_copy(AUTHOR, "agency:kna").key == "agency:kna"
    assert of_copy(AUTHOR, "agency:kna").via == ("agency:dpa", "agency:kna")
    assert of_copy(AUTHOR, None) == AUTHOR
    assert of_copy(KIEL, "agency:kna") == KIEL


def test_parts_of_one_body_are_not_independent() -> None:
    other = Origin("gov:DE-RP", "Landesregierung", "government")
    assert not independent(MINISTER, other)
    assert independent(KIEL, LUEBECK)
    assert independent(MINISTER, KIEL)


def test_firms_are_not_one_because_a_guess_names_their_head() -> None:
    head = "person:ina-brack"
    guess = Origin("org:ina-brack", "Ina Brack", "organisation", certain=False)
    firm = Origin("org:nordwerk", "Nordwerk", "organisation", person=head)
    other = Origin("org:suedwerk", "Südwerk", "organisation")
    told = [Told(guess, "a", "s"), Told(firm, "b", "s"), Told(other, "c", "s")]
    assert names(*told) == ["org:nordwerk", "org:nordwerk", "org:suedwerk"]


def test_guessed_towns_of_one_story_are_one_where_at_most_one_is_told() -> None:
    guessed = [
        Origin(f"police:geonames/{n}", "Polizei", "institution", place=f"geonames/{n}", certain=False)
        for n in (3, 4)
    ]
    assert len(set(names(*(Told(one, "a", "s") for one in guessed)))) == 1
    assert set(names(Told(KIEL, "b", "s"), *(Told(one, "a", "s") for one in guessed))) == {KIEL.key}
    assert names(Told(KIEL, "a", "s"), Told(LUEBECK, "b", "s")) == [KIEL.key, LUEBECK.key]


def test_guessed_towns_that_several_dispatches_tell_stay_two() -> None:
    guessed = [replace(one, certain=False) for one in (KIEL, LUEBECK)]
    told = [Told(one, dispatch, "s") for one in guessed for dispatch in "ab"]
    assert {found.name for found in canonical(told).values()} == {KIEL.key, LUEBECK.key}


def test_offices_of_two_sorts_are_two() -> None:
    first, second = (replace(KIEL, key=f"country-office:{one}/IS", certain=False) for one in ("a", "b"))
    assert names(Told(first, "a", "s"), Told(second, "b", "s")) == [first.key, second.key]


def test_rescuers_are_of_the_only_brigade() -> None:
    fire = Origin("fire:geonames/1", "Feuerwehr Kiel", "institution", place="geonames/1")
    rescue = Origin("rescue:geonames/1", "Einsatzleitung", "institution", place="geonames/1", certain=False)
    assert names(Told(fire, "a", "s"), Told(rescue, "b", "s")) == [fire.key, fire.key]


def test_a_paper_s_circle_is_known_by_the_paper() -> None:
    theirs = Origin(
        "anon:ermittler", "Ermittler", "anonymous", via=("media:bote", "anon:ermittler"), within="story"
    )
    assert described(theirs).key == "media:bote"
    assert described(CIRCLES) == CIRCLES


def test_an_abbreviation_is_the_only_union_that_it_can_be() -> None:
    short = Origin("org:gbv", "GBV", "organisation")
    union = Origin("org:bau-und-verkehr", "Bau und Verkehr", "organisation", sort="union")
    other = Origin("org:boden-und-verkehr", "Boden und Verkehr", "organisation", sort="union")
    two = [Told(short, "a", "s"), Told(union, "b", "s")]
    assert canonical(two)["org:gbv"].name == "org:bau-und-verkehr"
    assert canonical([*two, Told(other, "c", "s")])["org:gbv"].name == "org:gbv"


def test_a_plain_noun_is_short_for_the_longer_name() -> None:
    plain = Origin("org:weltverband", "Weltverband", "organisation", sort="association")
    whole = Origin("org:ruder-weltverband", "Ruder-Weltverband", "organisation", sort="association")
    found = canonical([Told(plain, "a", "s"), Told(whole, "b", "s")])
    assert found["org:weltverband"].name == "org:ruder-weltverband"


def test_a_name_tells_more_than_somebody_who_is_said_to_speak_for_both() -> None:
    plain = Origin(
        "org:weltverband", "Weltverband", "organisation", sort="association", person="person:ida-holm"
    )
    whole = Origin("org:ruder-weltverband", "Ruder-Weltverband", "organisation", sort="association")
    team = Origin(
        "org:team-ostsee", "Team Ostsee", "organisation", sort="association", person="person:ida-holm"
    )
    found = canonical([Told(plain, "a", "s"), Told(whole, "b", "s"), Told(team, "c", "s")])
    assert found["org:weltverband"].name == "org:ruder-weltverband"
