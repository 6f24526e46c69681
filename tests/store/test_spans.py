"""What is kept by stretches of the journal is found in any of them; an upgrade puts there what taking in puts there."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from depesche import record
from depesche.steps import passages as step
from depesche.store import passages
from depesche.store.database import Database
from depesche.store.judgements import _beginning as beginning
from depesche.store.origins import keys
from depesche.store.schema import upgrade
from depesche.store.tables import SPAN, claim_members
from depesche.store.tables import passages as table
from tests.store.test_journal_and_rebuild import dump
from tests.store.wires import many

BACK = (
    "CREATE TABLE old AS SELECT hash, number FROM passages",
    "DROP TABLE passages",
    "ALTER TABLE old RENAME TO passages",
    "DROP INDEX ix_claim_members_statement",
    "DROP INDEX ix_claim_members_called",
    "ALTER TABLE claim_members DROP COLUMN span",
    "CREATE INDEX ix_claim_members_statement ON claim_members (statement)",
    "CREATE INDEX ix_claim_members_called ON claim_members (called, origin)",
    "CREATE INDEX ix_claim_terms_claim ON claim_terms (claim)",
    "UPDATE alembic_version SET version_num = '0009'",
)
"""What makes a store of schema 0009 of one of 0010."""


def test_a_store_of_before_becomes_what_taking_in_makes(store: Database) -> None:
    record.ingest(store, many(260))
    before = dump(store)
    with store.writing() as connection:
        for one in BACK:
            connection.execute(text(one))
    upgrade(store)
    assert dump(store) == before
    assert any('"span": 1' in line for line in before)


def test_what_is_looked_up_is_found_in_every_stretch(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (step, passages):
        monkeypatch.setattr(module, "LONG_SPAN", SPAN)
    record.ingest(store, many(260))
    at = claim_members.c
    with store.reading() as connection:
        for row in connection.execute(select(at.number, at.statement, at.origin, at.called)).all()[::20]:
            assert beginning(connection, "statement", row.statement) == [row.statement]
            assert beginning(connection, "statement", row.statement[:12]) == [row.statement]
            assert row.called is None or row.origin in keys(connection, row.called)
        kept: dict[int, list[int]] = {}
        for row in connection.execute(select(table).order_by(table.c.number.desc())):
            kept.setdefault(row.hash, []).append(row.number)
        newest = {value: numbers[: passages.OFTEN] for value, numbers in kept.items()}
        assert passages.candidates(connection, kept) == newest
        assert len({row.span for row in connection.execute(select(table.c.span))}) == 2
