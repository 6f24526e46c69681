"""What revises what: whatever the format, the identity, or the order of arrival."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence

import pytest
from sqlalchemy import select, text

from depesche import record
from depesche.store import links, projection
from depesche.store.database import Database
from depesche.store.filters import Filters
from depesche.store.find import find
from depesche.store.journal import Arrival
from depesche.store.search import Question, search
from depesche.store.tables import dispatches
from depesche.store.tables import links as table

NOW = "2025-01-01T00:00:00.000000Z"
LEAD = "Im Hafen von Husum ist am Montag ein Frachter mit 14 Containern an Bord auf Grund gelaufen."
MORE = (
    "Verletzt wurde niemand, wie die Wasserschutzpolizei mitteilte. Der Frachter «Greta Lorenzen» "
    "war mit Getreide unterwegs nach Esbjerg. Schlepper sollen ihn am Abend freiziehen."
)


def item(urn: str, version: int, at: str, body: str, **more: object) -> str:
    fields = {
        "uri": urn, "version": str(version), "versioncreated": f"2024-05-13T{at}:00Z", "type": "text",
        "headline": "Frachter läuft in Husum auf Grund", "body_text": f"Husum (NNA) - {body}",
    }  # fmt: skip
    return json.dumps(fields | more)


def plain(at: str, headline: str, body: str, *, notice: str = "", agency: str = "NNA") -> str:
    above = f"({notice})\n\n" if notice else ""
    return f"13.05.2024, {at} Uhr\n{headline}\n\n{above}HUSUM ({agency}) - {body}\n"


WIRE = (
    plain("08:00", "Eil: Frachter vor Husum auf Grund gelaufen", "In Husum ist ein Frachter aufgelaufen."),
    item("urn:nna:1", 3, "07:00", LEAD),
    item("urn:nna:1", 5, "08:00", f"{LEAD} {MORE}"),
    plain("10:00", "Frachter läuft in Husum auf Grund", f"{LEAD} {MORE}"),
    item("urn:nna:1", 9, "09:00", f"{LEAD} {MORE}".replace("14", "41"), signal="sig:correction"),
    plain("12:30", "Frachter vor Husum gestrandet", f"{LEAD} {MORE}", agency="Baltic Wire"),
    plain("13:00", "Krabbenfest in Büsum abgesagt", "Das Krabbenfest fällt aus, weil es stürmt."),
    plain(
        "14:00",
        "Achtung: Meldung über Krabbenfest",
        "Bitte verwenden Sie die Meldung «Krabbenfest in Büsum abgesagt» nicht. Sie ist falsch.",
    ),
    plain(
        "15:00",
        "Berichtigung: Hafenfest in Tönning",
        "Das Hafenfest in Tönning dauert bis Sonntag.",
        notice="Berichtigung der Meldung mit der Kennung urn:nna:fehlt:7 vom 12.5.24. Im 1. Absatz "
        "muss es heißen: Sonntag",
    ),
)
EXPECTED = {
    (2, 1, "update", "follows"), (3, 2, "update", "version"), (4, 3, "duplicate", "same text"),
    (5, 3, "correction", "version"), (8, 7, "withdrawal", "named"), (6, 5, "copy", "likeness"),
}  # fmt: skip


def arrivals(texts: Sequence[str]) -> list[Arrival]:
    return [
        Arrival("dispatch", one.encode(), f"2024-05-13T2{place % 4}:00:00.000000Z", f"{place}")
        for place, one in enumerate(texts)
    ]


def linked(store: Database) -> set[tuple[str, str, str, str]]:
    with store.reading() as connection:
        ids = dict(connection.execute(select(dispatches.c.number, dispatches.c.id)).all())  # type: ignore[arg-type]
        rows = connection.execute(select(table)).all()
    return {(ids[row.number], ids[row.other], row.relation, row.basis) for row in rows}


def ids(store: Database) -> list[str]:
    with store.reading() as connection:
        query = select(dispatches.c.id).order_by(dispatches.c.number)
        return list(connection.execute(query).scalars())


def test_a_wire_is_linked(store: Database) -> None:
    record.ingest(store, arrivals(WIRE))
    places = {one: place for place, one in enumerate(ids(store), 1)}
    found = {(places[a], places[b], how, basis) for a, b, how, basis in linked(store)}
    assert found == EXPECTED


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_changes_nothing(where: str, seed: int) -> None:
    from depesche.store.schema import opened

    store = opened(where, writable=True)
    record.ingest(store, arrivals(WIRE))
    expected = linked(store)
    store.close()
    other = _fresh(where)
    shuffled = list(WIRE)
    random.Random(seed).shuffle(shuffled)
    for one in arrivals(shuffled):
        record.ingest(other, [one])
    assert linked(other) == expected
    with other.reading() as connection:
        before = list(projection.dump(connection))
    assert list(record.rebuild(other))
    with other.reading() as connection:
        assert list(projection.dump(connection)) == before
    other.close()


def _fresh(where: str) -> Database:
    """The store emptied: on either database without making another one."""
    from depesche.store.schema import opened

    store = opened(where, writable=True)
    with store.writing() as connection:
        for trigger in _triggers(connection):
            connection.execute(text(trigger))
        connection.execute(text("DELETE FROM journal"))
        projection.erase(connection, 0, projection.FARTHEST)
        projection.set_watermark(connection, 0)
        record.unfold(connection)
    return store


def _triggers(connection: object) -> list[str]:
    if connection.dialect.name == "postgresql":  # type: ignore[attr-defined]
        return ["ALTER TABLE journal DISABLE TRIGGER USER"]
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
    names = connection.execute(text(query)).scalars()  # type: ignore[attr-defined]
    return [f"DROP TRIGGER {name}" for name in names]


def test_what_is_seen_at_a_moment(store: Database) -> None:
    record.ingest(store, arrivals(WIRE))
    own = {place: one for place, one in enumerate(ids(store), 1)}
    with store.reading() as connection:
        (kept,) = find(connection, own[5], NOW)
        told = links.history(connection, kept.seq << 20, NOW)
        assert [one.id for one in told] == [own[1], own[2], own[3], own[4], own[5]]
        link = links.predecessor(connection, 5 << 20, NOW)
        assert link and (link.other >> 20, link.relation) == (3, "correction")
        # versions 3 and 5 of it came in at 21 and 22 o'clock, the flash and this one at 20
        link = links.predecessor(connection, 5 << 20, "2024-05-13T20:30:00.000000Z")
        assert link and (link.other >> 20, link.relation) == (1, "correction")
        assert links.predecessor(connection, 1 << 20, NOW) is None
        assert [one.number >> 20 for one in links.copies(connection, 5 << 20, NOW)] == [6]
        assert links.unknown(connection, 9 << 20) == "urn:nna:fehlt:7"
        from depesche.german.terms import terms

        hits = search(connection, Question(None, Filters(), NOW), terms)
        assert [hit.seq for hit in hits] == [9, 8, 6, 5]
        every = search(connection, Question(None, Filters(replaced=True, withdrawn=True), NOW), terms)
        assert [hit.seq for hit in every if hit.withdrawn] == [7]
        assert [hit.seq for hit in every if hit.replaced] == [7, 4, 3, 2, 1]


MOULD = (
    "Der Dax hat am {} mit {} Punkten geschlossen. Der MDax gewann {} Prozent auf {} Punkte. Der Euro "
    "kostete {} Dollar. Die Umlaufrendite lag bei {} Prozent, der Bund-Future bei {} Punkten."
)


def test_reports_of_one_mould_are_no_revisions(store: Database) -> None:
    days = ("Montag", "Dienstag", "Mittwoch", "Donnerstag")
    texts = [
        f"1{n + 3}.05.2024, 18:00 Uhr\nAktien Frankfurt Schluss: Dax bewegt sich\n\nFRANKFURT (NNA) - "
        + MOULD.format(day, *(17 * (n + 3) * k + 1001 * k for k in range(1, 7)))
        + "\n"
        for n, day in enumerate(days)
    ]
    record.ingest(store, arrivals(texts))
    assert linked(store) == set()


def test_an_item_of_many_versions_and_many_equal_flashes_take_bounded_time(store: Database) -> None:
    from depesche.core.matter import Matter
    from depesche.pipeline import read_items
    from depesche.steps import links as step
    from depesche.steps.traits import traits

    ((dispatch, reading),) = read_items(item("urn:nna:9", 1, "07:00", f"{LEAD} {MORE}").encode())  # type: ignore[misc]
    one = traits(Matter(dispatch, reading, NOW, record.terms()))
    from msgspec.structs import replace

    spent = []
    with store.writing() as connection:
        for n in range(1, 201):
            version = replace(one, id=f"v{n}", version=n, digest=n)
            flash = replace(one, id=f"f{n}", kind="flash", item=f"urn:nna:f{n}")
            start = time.perf_counter()
            for place, each in enumerate((version, flash)):
                connection.execute(
                    text("INSERT INTO features VALUES (:number, 'links', :packed)"),
                    {"number": 2 * n + place, "packed": _packed(each)},
                )
                step.apply(connection, 2 * n + place, each)
            spent.append(time.perf_counter() - start)
        rows = connection.execute(select(table).where(table.c.basis == "version")).all()
    assert {row.number - row.other for row in rows} == {2}
    assert len(rows) == 199
    assert sum(spent[-50:]) < 4 * sum(spent[50:100]) + 1


def _packed(one: object) -> bytes:
    import msgspec

    return msgspec.msgpack.encode(one)
