"""Which claims need no closer look: never one in which something is stale."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, select

from depesche.core.claim_status import Member
from depesche.core.claims import Told
from depesche.german.terms import terms
from depesche.ledger.outdated import doubtful
from depesche.store.claims import standings
from depesche.store.doubts import open_to_doubt
from depesche.store.schema import opened
from depesche.store.tables import claims

from .test_own import LATE


def any_doubtful(connection: Connection, names: Sequence[str]) -> set[str]:
    """The claims in which something could be stale, told again by any of their own statements."""
    found = set()

    def worth(name: str, members: Sequence[Member]) -> bool:
        again = [
            Told(place=0, id="", words="", denies=denies, figures=one.figures)
            for one in members
            for denies in (False, True)
        ]
        if any(doubtful(one, members) for one in again):
            found.add(name)
        return False

    standings(connection, names, LATE, worth)
    return found


def test_all_claims_in_which_something_can_be_stale_are_open_to_doubt(wire: str) -> None:
    database = opened(wire, writable=False)
    try:
        with database.reading() as connection:
            names = list(connection.execute(select(claims.c.canonical).distinct()).scalars())
            kept = open_to_doubt(connection, names)
            stale = any_doubtful(connection, names)
            assert stale and stale <= kept < set(names)
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
