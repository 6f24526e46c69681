"""Claims in a store: put together as they come, the same in any batches, and as editors decide."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from depesche import record
from depesche.store import projection
from depesche.store.claims import Claim, claims_of, story_claims
from depesche.store.database import Database
from depesche.store.journal import Arrival, last_seq
from depesche.store.rows import number
from depesche.store.stories import story_of

NOW = "2026-01-01T00:00:00.000000Z"
TEXTS = (
    "HUSUM (NordPress) - Bei einem Brand in einer Werft in Husum sind nach Angaben der Polizei zwölf "
    "Menschen verletzt worden. Die Werft Nordlicht will 300 Stellen streichen, sagte die IG Metall.\n",
    "HUSUM (RNA) - Nach dem Brand in einer Werft in Husum ist die Zahl der Verletzten auf 15 gestiegen, "
    "teilte die Polizei mit. Das Klinikum Husum sprach dagegen von neun Verletzten.\n",
    "HUSUM (Baltic Wire) - Nach dem Werftbrand in Husum wies die Werft Nordlicht Berichte über einen "
    "Abbau von 300 Stellen zurück. Beim Brand in der Werft gab es Verletzte.\n",
)


def arrivals() -> list[Arrival]:
    return [
        Arrival("dispatch", text.encode(), f"2025-03-11T0{hour}:00:00.000000Z", f"{hour}.txt")
        for hour, text in enumerate(TEXTS, 6)
    ]


def judgement(kind: str, subjects: Sequence[str], undoes: str | None = None) -> Arrival:
    said = {
        "judgement": kind,
        "subjects": list(subjects),
        "because": "read both",
        "by": "ed",
        "undoes": undoes,
    }
    return Arrival("judgement", json.dumps(said).encode(), "2025-03-11T12:00:00.000000Z", "desk")


def found(store: Database, at: str = NOW) -> list[Claim]:
    with store.reading() as connection:
        numbers = range(1, last_seq(connection) + 1)
        stories = dict.fromkeys(one for seq in numbers for one in story_of(connection, number(seq, 0)))
        return [claim for story in stories for claim in story_claims(connection, story, at)]


def about(store: Database, words: str, at: str = NOW) -> Claim:
    return next(one for one in found(store, at) if any(words in member.words for member in one.members))


def dumped(store: Database) -> list[str]:
    with store.reading() as connection:
        return list(projection.dump(connection))


def test_numbers_of_one_thing_are_one_claim_with_values(store: Database) -> None:
    record.ingest(store, arrivals()[:2])
    assert {value for _, _, value in about(store, "Verletzten auf 15").values} >= {12.0, 15.0}


def test_what_is_known_depends_on_the_moment(store: Database) -> None:
    record.ingest(store, arrivals())
    early = about(store, "zwölf", "2025-03-11T06:30:00.000000Z")
    assert (early.standing.status, len(early.members)) == ("single-source", 1)


@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 1)])
def test_batches_do_not_show(
    store: Database, tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    from depesche.store.schema import opened

    record.ingest(store, arrivals())
    other = opened(str(tmp_path_factory.mktemp("other") / "store.sqlite"), writable=True)
    waiting = arrivals()
    for size in sizes:
        record.ingest(other, waiting[:size])
        waiting = waiting[size:]
    mine, theirs = ([line for line in dumped(one) if '"claim' in line[:10]] for one in (store, other))
    other.close()
    assert mine == theirs


def test_a_rebuild_makes_the_same(store: Database) -> None:
    record.ingest(store, [*arrivals(), judgement("same", [])])
    before = dumped(store)
    list(record.rebuild(store))
    assert dumped(store) == before


def test_what_an_editor_calls_the_same_is_one_until_taken_back(store: Database) -> None:
    record.ingest(store, arrivals())
    one, two = about(store, "zwölf").id, about(store, "300 Stellen streichen").id
    assert one != two
    same = judgement("same", [one, two])
    record.ingest(store, [same])
    assert about(store, "zwölf").id == about(store, "300 Stellen streichen").id == min(one, two)
    record.ingest(store, [judgement("same", [], undoes=same.id)])
    assert {about(store, "zwölf").id, about(store, "300 Stellen streichen").id} == {one, two}


def test_a_statement_that_an_editor_takes_out_is_a_claim_of_its_own(store: Database) -> None:
    record.ingest(store, arrivals())
    whole = about(store, "Verletzten auf 15")
    moved = next(one for one in whole.members if "auf 15" in one.words)
    apart = judgement("different", [moved.statement])
    record.ingest(store, [apart])
    assert about(store, "Verletzten auf 15").id != whole.id
    list(record.rebuild(store))
    assert about(store, "Verletzten auf 15").id != whole.id
    record.ingest(store, [judgement("different", [], undoes=apart.id)])
    assert about(store, "Verletzten auf 15").id == whole.id


def test_the_statements_of_a_dispatch_have_their_claims(store: Database) -> None:
    record.ingest(store, arrivals()[:1])
    with store.reading() as connection:
        assert set(claims_of(connection, number(1, 0)).values()) == {one.id for one in found(store)}
