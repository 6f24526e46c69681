"""Which claims need a closer look whatever is said of them; parts of compounds that are asked for."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from depesche.german.terms import terms
from depesche.store.claims import Repeated
from depesche.store.doubts import open_to_doubt
from depesche.store.schema import opened
from depesche.store.tables import claims

from .test_own import LATE


def test_claims_are_open_to_doubt_that_were_taken_back_or_are_pointed_at_with_a_denial(wire: str) -> None:
    database = opened(wire, writable=False)
    try:
        with database.reading() as connection:
            names = list(connection.execute(select(claims.c.canonical).distinct()).scalars())
            found = open_to_doubt(connection, names)
            there = Repeated(connection, names, LATE)
            doubted = {
                name
                for name, members in there.members.items()
                for one in members
                if one.state in ("corrected", "withdrawn") or one.denies and one.points
            }
            assert doubted and doubted <= found < set(names)
            assert not open_to_doubt(connection, [])
    finally:
        database.close()


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("Energiequelle", "quell"),
        ("Radioetat", "etat"),
        ("Landesaerztekammer", "arzt"),
        ("Straßenbahn", "bahn"),
    ],
)
def test_a_wanted_part_of_a_compound_is_found(word: str, stem: str) -> None:
    [every], [some] = terms(word), terms(word, frozenset((stem,)))
    assert (stem in some.parts) == (stem in every.parts)
