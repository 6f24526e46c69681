"""Stories are put together as dispatches come in, the same in any batches, and editors have the last word."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche import record
from depesche.store.database import Database
from depesche.store.journal import Arrival
from depesche.store.schema import opened
from depesche.store.stories import find_story, listed, members, story_of
from tests.store.test_journal_and_rebuild import dump

LATER = "2099-01-01T00:00:00.000000Z"
FIRE = (
    "Eil: Lagerhalle in Cuxhaven brennt\n\nCUXHAVEN (NordPress) - Im Hafen von Cuxhaven steht eine "
    "Lagerhalle in Flammen. Das teilte die Feuerwehr mit.\n"
)
FIRE_TOLD = (
    "Zwei Verletzte bei Brand einer Lagerhalle in Cuxhaven\n\nCUXHAVEN (NordPress) - Beim Brand einer "
    "Lagerhalle im Hafen von Cuxhaven sind zwei Menschen verletzt worden. Die Spedition Elbtrans schätzt den "
    "Schaden auf eine Million Euro. Die Feuerwehr war mit 80 Kräften im Einsatz.\n"
)
FIRE_CAUSE = (
    "Brand in Cuxhaven: Polizei geht von Defekt aus\n\nCUXHAVEN (NordPress) - Nach dem Brand einer "
    "Lagerhalle der Spedition Elbtrans in Cuxhaven geht die Polizei von einem technischen Defekt aus.\n"
)
OTHER_FIRE = (
    "Scheune bei Bautzen niedergebrannt\n\nBAUTZEN (NordPress) - Bei Bautzen ist eine Scheune "
    "niedergebrannt. Die Feuerwehr rettete zwölf Kühe. Verletzt wurde niemand.\n"
)
BANK = (
    "Weserbank steigert Gewinn\n\nBREMEN (FinanzTicker) - Die Weserbank hat im dritten Quartal mehr "
    "verdient. Der Gewinn stieg auf 41 Millionen Euro, wie Vorstandschefin Ida Lohse am Montag sagte.\n"
)
WIRE = (FIRE, BANK, OTHER_FIRE, FIRE_TOLD, FIRE_CAUSE)


def arrivals(texts: Sequence[str] = WIRE) -> list[Arrival]:
    return [
        Arrival("dispatch", text.encode(), f"2025-03-10T{hour:02}:00:00.000000Z", "wire", "2025-03-10")
        for hour, text in enumerate(texts, 6)
    ]


def judgement(kind: str, *subjects: str, undoes: str | None = None, because: str = "") -> Arrival:
    data = {"judgement": kind, "subjects": subjects, "because": because, "by": "cd", "undoes": undoes}
    return Arrival("judgement", json.dumps(data).encode(), "2025-03-10T20:00:00.000000Z", "desk")


def told(store: Database) -> dict[str, set[str]]:
    """The titles of each story's members."""
    with store.reading() as connection:
        found = listed(connection, LATER, limit=1000)
        return {s.id: {m.title for m in members(connection, s.id, LATER)} for s in found}


def together(store: Database) -> set[frozenset[str]]:
    return {frozenset(title.split()[0] for title in titles) for titles in told(store).values()}


def ids(store: Database, *words: str) -> list[str]:
    with store.reading() as connection:
        found = [m for s in told(store) for m in members(connection, s, LATER)]
    return [next(one.id for one in found if one.title.startswith(word)) for word in words]


APART = {frozenset({"Lagerhalle", "Zwei", "Brand"}), frozenset({"Weserbank"}), frozenset({"Scheune"})}


def test_one_event_is_one_story_and_another_fire_another(store: Database) -> None:
    record.ingest(store, arrivals())
    assert together(store) == APART
    with store.reading() as connection:
        first = listed(connection, LATER)[0]
        assert (first.title, first.dispatches) == ("Brand in Cuxhaven: Polizei geht von Defekt aus", 3)
        assert "Nach dem Brand einer Lagerhalle" in first.lead
        assert find_story(connection, first.id[:8]) == first.id
        number = members(connection, first.id, LATER)[0].number
        assert story_of(connection, number) == (first.id,)
        assert find_story(connection, "abcdef") is None


def test_a_story_is_as_it_was_at_its_time(store: Database) -> None:
    record.ingest(store, arrivals())
    with store.reading() as connection:
        then = {s.title: s.dispatches for s in listed(connection, "2025-03-10T07:30:00.000000Z")}
        assert then == {"Lagerhalle in Cuxhaven brennt": 1, "Weserbank steigert Gewinn": 1}
        since = listed(connection, LATER, since="2025-03-10T09:30:00.000000Z")
        assert [(s.title, s.dispatches) for s in since] == [
            ("Brand in Cuxhaven: Polizei geht von Defekt aus", 3)
        ]


def test_rebuild_makes_the_same_stories(store: Database) -> None:
    record.ingest(store, arrivals())
    cuxhaven, scheune = ids(store, "Zwei", "Scheune")
    record.ingest(store, [judgement("split", cuxhaven)])
    record.ingest(store, [judgement("join", *told(store)), judgement("join", cuxhaven, scheune)])
    before = dump(store)
    list(record.rebuild(store))
    assert dump(store) == before


def test_an_editor_joins_stories_and_takes_it_back(store: Database) -> None:
    record.ingest(store, arrivals()[:3])
    stories = {next(iter(titles)).split()[0]: story for story, titles in told(store).items()}
    join = judgement("join", stories["Weserbank"], stories["Scheune"])
    record.ingest(store, [join])
    assert frozenset({"Weserbank", "Scheune"}) in together(store)
    with store.reading() as connection:
        assert find_story(connection, stories["Scheune"]) == stories["Weserbank"]
    undo = judgement("join", undoes=join.id)
    record.ingest(store, [undo, *arrivals()[3:]])
    assert together(store) == APART
    record.ingest(store, [judgement("join", undoes=undo.id, because="after all")])
    assert frozenset({"Weserbank", "Scheune"}) in together(store)


def test_what_an_editor_splits_off_stays_off_and_its_revisions_too(store: Database) -> None:
    record.ingest(store, arrivals(WIRE[:4]))
    (one,) = ids(store, "Zwei")
    split = judgement("split", one)
    record.ingest(store, [split])
    assert frozenset({"Zwei"}) in together(store)
    undo = judgement("split", undoes=split.id)
    record.ingest(store, [undo])
    assert together(store) == {
        frozenset({"Lagerhalle", "Zwei"}),
        frozenset({"Weserbank"}),
        frozenset({"Scheune"}),
    }
    record.ingest(store, [judgement("split", undoes=undo.id)])
    assert frozenset({"Zwei"}) in together(store)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"judgement": "join"}', b'{"judgement": "join", "subjects": 3}', b"\xff\xfe",
     b'{"judgement": "split", "subjects": ["x", "y"]}', b'{"judgement": "join", "undoes": "nobody"}'],
)  # fmt: skip
def test_a_judgement_that_is_none_does_nothing(store: Database, data: bytes) -> None:
    record.ingest(store, arrivals())
    before = [line for line in dump(store) if not line.startswith('["judgements"')]
    record.ingest(store, [Arrival("judgement", data, "2025-03-10T20:00:00.000000Z", "desk")])
    assert [line for line in dump(store) if not line.startswith('["judgements"')] == before


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(cuts=st.sets(st.integers(1, 7)))
def test_any_batches_make_the_same_stories(tmp_path_factory: pytest.TempPathFactory, cuts: set[int]) -> None:
    one = opened(str(tmp_path_factory.mktemp("one") / "store.sqlite"), writable=True)
    record.ingest(one, arrivals())
    split = judgement("split", *ids(one, "Zwei"))
    entries = [
        *arrivals(),
        split,
        judgement("split", undoes=split.id),
        *arrivals([*WIRE, OTHER_FIRE + " \n"])[5:],
    ]
    record.ingest(one, entries)
    other = opened(str(tmp_path_factory.mktemp("other") / "store.sqlite"), writable=True)
    bounds = [0, *sorted(cuts), len(entries)]
    for begin, end in pairwise(bounds):
        if begin < end:
            record.ingest(other, entries[begin:end])
    assert dump(one) == dump(other)
    one.close(), other.close()
