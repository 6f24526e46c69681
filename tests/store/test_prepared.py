from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import text

from depesche.store.database import Database
from depesche.store.errors import StoreError, StoreLost
from depesche.store.prepared import Prepared, insert_into
from depesche.store.tables import meta

ADD = insert_into(meta)
BY_KEY = Prepared("SELECT key, value FROM meta WHERE key IN :keys AND value <> :less ORDER BY key")


def test_values_and_lists_of_them_go_with_a_statement(store: Database) -> None:
    with store.writing() as connection:
        ADD.run(connection, [{"key": f"k{i}", "value": str(i)} for i in range(5)])
        ADD.run(connection, [])
        found = BY_KEY.rows(connection, keys=["k1", "k3", "k4", "none's \"%s?"], less="3")
        assert found == [("k1", "1"), ("k4", "4")]
        assert BY_KEY.column(connection, keys=("k4",), less="") == ["k4"]
        assert BY_KEY.value(connection, keys=[], less="") is None


def test_what_the_database_refuses_is_told_and_undone(store: Database) -> None:
    with pytest.raises(StoreError):
        _add_twice(store)
    with store.reading() as connection:
        assert BY_KEY.rows(connection, keys=["one"], less="") == []


def test_a_lost_connection_is_known_as_such(postgres: str, store: Database) -> None:
    if not store.postgres:
        pytest.skip("SQLite has no connection to lose")
    with pytest.raises(StoreLost):
        _ask_a_server_that_went_away(store, postgres)
    with store.reading() as connection:
        assert BY_KEY.rows(connection, keys=["one"], less="") == []


def _add_twice(store: Database) -> None:
    with store.writing() as connection:
        ADD.run(connection, [{"key": "one", "value": "1"}])
        ADD.run(connection, [{"key": "one", "value": "2"}])


def _ask_a_server_that_went_away(store: Database, address: str) -> None:
    with store.writing() as connection:
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (pid,))
        BY_KEY.rows(connection, keys=["one"], less="")
