"""What a claim's statements come to: who counts, who denies, what was taken back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.core.claim_status import Member
from depesche.core.claims import Figure
from depesche.ledger.contradictions import disagreements
from depesche.ledger.status import standing


def member(number: int, origin: str = "police:a", **more: Any) -> Member:
    made: dict[str, Any] = {
        "number": number,
        "place": 0,
        "dispatch": f"d{number}",
        "agency": "NordPress",
        "created": f"2025-03-11T{number:02d}:00:00Z",
        "received": f"2025-03-11T{number:02d}:00:00Z",
        "claim": "c",
        "statement": f"s{number}",
        "words": "Es gibt Verletzte",
        "origin": origin,
        "origin_name": origin,
        "origin_kind": "institution",
    }
    return Member(**made | more)


def toll(value: float, low: float | None = None, high: float | None = None) -> tuple[Figure, ...]:
    return (
        Figure("verletzung", None, value, value if low is None else low, value if high is None else high),
    )


ONE = member(1)
OTHER = member(2, "hospital:b")
DENIAL = member(3, "org:c", denies=True, act="deny", factuality="CT-")
ANONYMOUS = member(1, "anon:x", origin_kind="anonymous")


@pytest.mark.parametrize(
    ("members", "status", "origins"),
    [
        ([ONE], "single-source", 1),
        ([ONE, OTHER], "corroborated", 2),
        ([ONE, member(2, agency="RNA")], "single-source", 1),
        ([ONE, DENIAL], "disputed", 1),
        ([ANONYMOUS, DENIAL], "denied", 1),
        ([DENIAL], "denied", 0),
        ([DENIAL, member(4, "org:c")], "single-source", 1),
        ([member(1, state="superseded")], "superseded", 0),
        ([member(1, state="withdrawn")], "withdrawn", 0),
        ([member(1, state="withdrawn"), OTHER], "single-source", 1),
        ([ONE, member(2, "agency:rna", own=True, origin_kind="author", agency="RNA")], "single-source", 1),
        ([member(1, "agency:rna", own=True, origin_kind="author")], "single-source", 1),
        ([ONE, member(2, "hospital:b", own=True)], "single-source", 1),
        ([ONE, DENIAL, member(3, "org:c", place=1)], "disputed", 1),
        ([member(1, denies=True, factuality="CT-")], "single-source", 1),
        ([member(1, figures=toll(12)), member(2, "hospital:b", figures=toll(8))], "disputed", 2),
        (
            [member(1, figures=toll(12)), member(2, "hospital:b", figures=toll(12)), member(3, figures=toll(15))],
            "corroborated",
            2,
        ),
    ],
)  # fmt: skip
def test_status(members: list[Member], status: str, origins: int) -> None:
    found = standing(members)
    assert (found.status, len(found.origins)) == (status, origins)
    assert found.says.endswith(".")


def test_what_rests_on_withdrawn_copy_counts_no_more() -> None:
    gone = member(1, state="withdrawn")
    cites = member(2, "police:b", agency="RNA", via=("agency:nordpress",))
    assert standing([gone, cites]).status == "withdrawn"


def test_a_rising_toll_of_one_authority_is_no_conflict() -> None:
    found = disagreements([member(1, figures=toll(12)), member(2, figures=toll(15))])
    assert not [one for one in found if one.kind == "numbers"]


def test_two_origins_with_other_numbers_are() -> None:
    found = disagreements([member(1, figures=toll(12)), member(2, "hospital:b", figures=toll(8))])
    assert [one.kind for one in found] == ["numbers"]


def test_numbers_that_agree_by_now_were_a_conflict_and_leave_nothing_in_dispute() -> None:
    members = [
        member(1, figures=toll(12)),
        member(2, "hospital:b", figures=toll(8)),
        member(3, "hospital:b", figures=toll(12)),
    ]
    (found,) = disagreements(members)
    assert (found.kind, found.dispatches) == ("numbers", (1, 2))
    assert "by now" in found.because
    assert standing(members).status == "corroborated"


def test_a_denial_is_found() -> None:
    assert [one.kind for one in disagreements([ONE, DENIAL])] == ["denial"]


def test_a_suspicion_told_as_fact_is_found() -> None:
    first = member(1, factuality="PS+", act="speculate")
    second = member(2, "agency:rna", own=True, origin_kind="author", agency="RNA")
    assert [one.kind for one in disagreements([first, second])] == ["hardened"]


def test_two_that_cite_each_other_are_found() -> None:
    first = member(1, "agency:rna", origin_kind="agency", agency="NordPress")
    second = member(2, "agency:nordpress", origin_kind="agency", agency="RNA")
    assert "circular" in [one.kind for one in disagreements([first, second])]


@given(st.permutations([ONE, OTHER, DENIAL, ANONYMOUS, member(5, state="withdrawn")]))
def test_the_order_in_which_statements_are_given_changes_nothing(members: list[Member]) -> None:
    assert standing(members) == standing([ONE, OTHER, DENIAL, ANONYMOUS, member(5, state="withdrawn")])
