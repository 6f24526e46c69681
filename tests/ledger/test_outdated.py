"""What is stale in a statement of one's own, by the claim that it repeats."""

from __future__ import annotations

from itertools import product

from depesche.core.claims import Figure, Told
from depesche.ledger.outdated import doubtful, outdated
from depesche.ledger.status import standing
from tests.ledger.test_status import member

STATES = ("current", "superseded", "corrected", "withdrawn")


def hurt(value: float) -> Figure:
    return Figure("verletzung", None, value, value, value)


def own(**more: object) -> Told:
    return Told(place=0, id="x", words="Zwölf Menschen wurden verletzt.", **more)  # type: ignore[arg-type]


def test_a_number_is_stale_once_who_gave_it_gives_another() -> None:
    one = own(figures=(hurt(12),))
    said = [member(1, figures=(hurt(12),)), member(2, figures=(hurt(15),))]
    found = outdated(one, said, standing(said))
    assert found and (found.because, found.old, found.new, found.now.number) == ("superseded", "12", "15", 2)
    assert outdated(own(figures=(hurt(15),)), said, standing(said)) is None


def test_a_number_that_somebody_stands_by_is_disputed_and_not_stale() -> None:
    said = [
        member(1, figures=(hurt(12),)),
        member(2, "clinic:b", figures=(hurt(12),)),
        member(3, figures=(hurt(15),)),
    ]
    assert outdated(own(figures=(hurt(12),)), said, standing(said)) is None
    others = [member(1, figures=(hurt(12),)), member(2, "clinic:b", figures=(hurt(15),))]
    assert outdated(own(figures=(hurt(12),)), others, standing(others)) is None


def test_what_a_correction_dropped_is_corrected_and_what_an_update_left_out_is_fine() -> None:
    said = [member(1, state="corrected")]
    found = outdated(own(), said, standing(said))
    assert found and found.because == "corrected"
    left = [member(1, state="superseded")]
    assert outdated(own(), left, standing(left)) is None


def test_what_was_withdrawn_or_denied_is_stale_and_a_denial_of_it_is_not() -> None:
    gone = [member(1, state="withdrawn")]
    found = outdated(own(), gone, standing(gone))
    assert found and found.because == "withdrawn"
    said = [member(1, "media:x", origin_kind="media"), member(2, "police:b", denies=True, act="deny")]
    found = outdated(own(), said, standing(said))
    assert found and (found.because, found.now.number) == ("denied", 2)
    assert outdated(own(denies=True), said, standing(said)) is None


def test_nothing_is_stale_where_nothing_is_doubtful() -> None:
    kinds = list(product(STATES, (True, False), ((), (hurt(12),), (hurt(15),))))
    found = 0
    for (first, second), origin in product(product(kinds, repeat=2), ("police:a", "media:x")):
        said = [
            member(1, state=first[0], denies=first[1], figures=first[2]),
            member(2, origin, state=second[0], denies=second[1], figures=second[2]),
        ]
        for denies, figures in product((True, False), ((), (hurt(12),))):
            one = own(denies=denies, figures=figures)
            stale = outdated(one, said, standing(said))
            found += stale is not None
            assert stale is None or doubtful(one, said)
    assert found > 100


def test_of_an_origin_the_latest_number_of_the_same_thing_counts() -> None:
    def seats(value: float, of: str = "sitz") -> tuple[Figure, ...]:
        return (Figure(of, None, value, value, value), Figure(of, None, 63, 63, 63))

    said = [
        member(1, figures=seats(21), state="corrected"),
        member(2, figures=seats(20)),
        member(3, figures=seats(33, "mandat")),
    ]
    found = outdated(own(figures=seats(21)), said, standing(said))
    assert found and (found.because, found.old, found.new) == ("corrected", "21", "20")
    assert outdated(own(figures=seats(20)), said, standing(said)) is None


def test_about_1000_does_not_stand_once_it_was_corrected_to_about_1100() -> None:
    def about(value: float) -> tuple[Figure, ...]:
        return (Figure("streik", None, value, value * 0.9, value * 1.1),)

    said = [member(1, figures=about(1000), state="corrected"), member(2, figures=about(1100))]
    found = outdated(own(figures=about(1000)), said, standing(said))
    assert found and found.because == "corrected"
    other = [member(1, figures=about(1000)), member(2, "union:b", figures=about(1100))]
    assert outdated(own(figures=about(1000)), other, standing(other)) is None
