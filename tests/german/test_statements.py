"""Statements of one reading have one id each."""

from __future__ import annotations

import depesche
from depesche.core.reading import Statement
from depesche.german.statements import distinct


def test_statements_that_agree_in_content_mode_and_sources_get_ids_of_their_own() -> None:
    same = [Statement(id="a", content=((0, 4),), claimed=((0, 4),))] * 3
    ids = [one.id for one in distinct(same)]
    assert ids[0] == "a" and len(set(ids)) == 3
    assert ids == [one.id for one in distinct(same)]


def test_the_ids_of_a_reading_differ() -> None:
    reading = depesche.read(
        "KIEL (dpa) - «Nein», sagte er. «Nein», sagte er. Er sagte, er gehe. Er sagte, er gehe."
    )
    assert len({one.id for one in reading.statements}) == len(reading.statements)
