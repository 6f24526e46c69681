"""What is stale in a statement of one's own, by what dispatches said that is like it."""

from __future__ import annotations

from itertools import product

import msgspec

from depesche.core.claim_status import Member
from depesche.core.claims import Figure, Told
from depesche.ledger.outdated import Near, Outdated, outdated, repeats, speaks_against
from tests.ledger.test_status import member

STATES = ("current", "superseded", "corrected", "withdrawn")


def hurt(value: float) -> Figure:
    return Figure("verletzung", None, value, value, value)


def told(**more: object) -> Told:
    given = {"concepts": (("verletzung", 1.5),), "events": ("verletzung",), **more}
    return Told(place=0, id="x", words="Zwölf Menschen wurden verletzt.", **given)  # type: ignore[arg-type]


def near(one: Member, score: float = 0.9, **more: object) -> Near:
    return Near(
        one, told(denies=one.denies, figures=one.figures, first=one.first, last=one.last, **more), score
    )


def judged(own: Told, *said: Member, day: str = "") -> Outdated | None:
    return outdated(own, [near(one) for one in said], day)


def test_a_number_is_stale_once_who_gave_it_gives_another() -> None:
    said = [member(1, figures=(hurt(12),)), member(2, figures=(hurt(15),))]
    found = judged(told(figures=(hurt(12),)), *said)
    assert found and (found.because, found.old, found.new, found.now.number) == ("superseded", "12", "15", 2)
    assert judged(told(figures=(hurt(15),)), *said) is None


def test_a_number_that_another_source_gives_is_disputed_and_not_stale() -> None:
    other = [member(1, figures=(hurt(12),)), member(2, "clinic:b", figures=(hurt(15),))]
    assert judged(told(figures=(hurt(12),)), *other) is None


def test_what_somebody_has_said_since_stands() -> None:
    own = told(figures=(hurt(12),))
    police, now = near(member(1, figures=(hurt(12),))), near(member(2, figures=(hurt(15),)))
    clinic = near(member(3, "clinic:b", figures=(hurt(12),)), 0.8)
    assert outdated(own, [police, now, clinic]) is None
    before = clinic._replace(member=msgspec.structs.replace(clinic.member, created="2025-01-01T00:00:00Z"))
    found = outdated(own, [before, police, now])
    assert found and found.now.number == 2


def test_a_number_of_another_matter_is_no_answer() -> None:
    own = told(figures=(hurt(12),))
    old, new = member(1, figures=(hurt(12),)), member(2, figures=(hurt(15),))
    assert outdated(own, [near(old), near(new, 0.1)]) is None
    assert outdated(own, [near(old, 0.4), near(new, 0.4)]) is None


def test_of_several_numbers_equal_ones_are_put_aside() -> None:
    def seats(value: float, of: str = "sitz") -> tuple[Figure, ...]:
        return (Figure(of, None, value, value, value), Figure(of, None, 63, 63, 63))

    said = [
        member(1, figures=seats(21), state="corrected"),
        member(2, figures=seats(20)),
        member(3, figures=seats(33, "mandat")),
    ]
    found = judged(told(figures=seats(21)), *said)
    assert found and (found.because, found.old, found.new) == ("corrected", "21", "20")
    assert judged(told(figures=seats(20)), *said) is None


def test_another_day_of_the_same_event_makes_a_day_stale() -> None:
    said = [
        member(1, first="2026-06-24", last="2026-06-24"),
        member(2, first="2026-06-23", last="2026-06-23"),
    ]
    found = judged(told(), *said, day="XXXX-WXX-3")
    assert found and (found.because, found.said.number, found.now.number) == ("superseded", 1, 2)
    assert judged(told(), *said, day="XXXX-WXX-2") is None
    assert judged(told(), *said) is None


def test_who_denied_and_now_says_so_makes_the_denial_stale() -> None:
    said = [member(1, denies=True, act="deny"), member(2)]
    found = judged(told(denies=True), *said)
    assert found and (found.because, found.now.number) == ("superseded", 2)
    assert judged(told(denies=True), said[0], member(2, "police:b")) is None
    assert judged(told(), *said) is None


def test_who_owns_up_takes_back_what_he_said() -> None:
    owns_up = near(member(2), retracts=True)
    found = outdated(told(), [near(member(1)), owns_up])
    assert found and (found.because, found.now.number) == ("superseded", 2)
    assert outdated(told(), [near(member(1, "police:b")), owns_up]) is None
    assert outdated(told(retracts=True), [near(member(1)), owns_up]) is None


def test_what_a_correction_dropped_is_corrected_and_what_an_update_left_out_is_fine() -> None:
    found = judged(told(), member(1, state="corrected"))
    assert found and found.because == "corrected"
    assert judged(told(), member(1, state="superseded")) is None


def test_what_was_withdrawn_or_denied_is_stale_and_a_denial_of_it_is_not() -> None:
    found = judged(told(), member(1, state="withdrawn"))
    assert found and found.because == "withdrawn"
    said = [member(1, "media:x", origin_kind="media"), member(2, "police:b", denies=True, act="deny")]
    found = judged(told(), *said)
    assert found and (found.because, found.now.number) == ("denied", 2)
    assert judged(told(denies=True), *said) is None
    held = [member(1), said[1]]
    assert judged(told(), *held) is None


def test_a_denial_in_words_that_name_nothing_counts_for_its_claim_alone() -> None:
    hearsay = member(1, "media:x", origin_kind="media")
    points = member(2, "police:b", denies=True, act="deny", points=True)
    found = outdated(told(), [near(hearsay), near(points, 0.0)])
    assert found and found.because == "denied"
    elsewhere = msgspec.structs.replace(points, claim="another")
    assert outdated(told(), [near(hearsay), near(elsewhere, 0.0)]) is None


def test_nothing_is_stale_where_nothing_speaks_against_it_or_was_taken_back() -> None:
    kinds = list(product(STATES, (True, False), ((), (hurt(12),), (hurt(15),))))
    found = 0
    for (first, second), origin in product(product(kinds, repeat=2), ("police:a", "media:x")):
        said = [
            near(member(1, state=first[0], denies=first[1], figures=first[2])),
            near(member(2, origin, state=second[0], denies=second[1], figures=second[2])),
        ]
        back = any(each.member.state in ("corrected", "withdrawn") for each in said)
        for denies, figures in product((True, False), ((), (hurt(12),))):
            own = told(denies=denies, figures=figures)
            stale = outdated(own, said)
            found += stale is not None
            against = any(speaks_against(own, each.told, each.score) for each in said)
            repeated = any(repeats(own, each.told, each.score) for each in said)
            assert stale is None or repeated and (against or back)
    assert found > 100
