"""What editors decided: it holds, can be taken back, and the taking back too."""

from __future__ import annotations

from depesche.ledger.decided import Decision, canonical, holding

SAME = Decision("j1", "same", ({"claim": "a"}, {"claim": "b"}))
UNDO = Decision("j2", "undo", ({"undoes": "j1"},))


def test_claims_that_are_the_same_go_by_the_least_name() -> None:
    assert canonical([SAME]) == {"a": "a", "b": "a"}


def test_a_later_decision_about_the_same_two_holds() -> None:
    apart = Decision("j3", "different", ({"claim": "a"}, {"claim": "b"}))
    assert canonical([SAME, apart]) == {}


def test_what_is_taken_back_holds_no_more() -> None:
    assert holding([SAME, UNDO]) == {"j2"}


def test_a_taking_back_can_be_taken_back() -> None:
    again = Decision("j4", "undo", ({"undoes": "j2"},))
    assert holding([SAME, UNDO, again]) == {"j1", "j4"}
