"""What is found stale in texts of one's own, by a wire that carries its expectation."""

from __future__ import annotations

from typing import Any

import pytest

from depesche import own
from depesche.core.own import Passage
from depesche.formats.pages import page
from depesche.store.schema import opened

from .conftest import WIRE

LATE = "2026-01-01T00:00:00.000000Z"


def checked(wire: str, text: str, at: str = LATE, name: str = "x") -> list[Passage]:
    database = opened(wire, writable=False)
    try:
        with database.reading() as connection:
            return own.check(connection, page(text.encode(), name), at)
    finally:
        database.close()


def words(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split()).casefold()


@pytest.mark.parametrize("one", WIRE["own"], ids=lambda one: one["id"])
def test_a_text_is_stale_where_the_wire_says_otherwise_now(wire: str, one: dict[str, Any]) -> None:
    found = checked(wire, one["text"])
    stale = [passage for passage in found if passage.stale]
    want = one.get("stale", [])
    assert len(stale) == len(want), [(each.passage, each.faults) for each in stale]
    for text, because, cite, line in want:
        about = [each for each in stale if words(text) in words(each.passage)]
        assert [(each.because, each.line) for each in about] == [(because, line)]
        sent = next(each["urn"] + each["version"] for each in WIRE["dispatch"] if each["id"] == cite)
        assert about[0].cite and f"{about[0].cite.urn}{about[0].cite.version}" == sent
    for text in one.get("fine", ()):
        assert [each for each in found if words(text) in words(each.passage) and not each.stale], text


def test_what_came_in_later_makes_nothing_stale(wire: str) -> None:
    text = next(one["text"] for one in WIRE["own"] if one["id"] == "wolf.txt")
    before = checked(wire, text, "2025-04-04T08:00:00.000000Z")
    assert len(before) == 2 and not any(one.stale for one in before)
    assert sum(one.stale for one in checked(wire, text)) == 3


def test_a_fault_has_old_and_new_wording(wire: str) -> None:
    [one] = checked(wire, "Die Reparatur kostet 780.000 Euro, sagte Projektleiterin Wiebke Hansen.")
    [fault] = one.faults
    assert (fault.old, fault.new) == ("Hansen", "Jansen")
    assert "Wiebke Jansen" in fault.now
