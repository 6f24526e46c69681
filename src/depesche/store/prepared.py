"""Statements written once, in SQL that both databases take. In: values. Out: rows, as plain tuples.

What the ledger does for each dispatch is some dozens of small statements. To make an expression of each
anew costs many times what the database needs to answer it; so here a statement is text from the
beginning, and only values go with it. `:name` stands for a value, `IN :names` for any of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

PARAMETER = re.compile(r"(IN )?:(\w+)")
Rows = list[tuple[Any, ...]]


class Prepared:
    """A statement. Raises sqlalchemy.exc.DBAPIError where the database refuses it."""

    def __init__(self, sql: str) -> None:
        found = [(bool(one[1]), one[2]) for one in PARAMETER.finditer(sql)]
        self.names = tuple(name for _, name in found)
        self.lists = frozenset(name for many, name in found if many)
        self._ordered: Callable[[Mapping[str, Any]], tuple[Any, ...]] = (
            itemgetter(*self.names) if len(found) > 1 else lambda row: tuple(row[name] for name in self.names)
        )
        self.sqlite = PARAMETER.sub(_sqlite, sql)
        self.postgres = PARAMETER.sub(_postgres, sql)

    def rows(self, connection: Connection, /, **values: Any) -> Rows:
        """All that it finds, in its order."""
        sqlite = connection.dialect.name == "sqlite"
        given = tuple(self._value(name, values[name], sqlite) for name in self.names)
        cursor = _cursor(connection)
        try:
            cursor.execute(self.sqlite if sqlite else self.postgres, given)
            found: Rows = cursor.fetchall()
            return found
        except Exception as error:
            raise _known(connection, self.sqlite, error) from error
        finally:
            cursor.close()

    def column(self, connection: Connection, /, **values: Any) -> list[Any]:
        """The first value of each row that it finds."""
        return [row[0] for row in self.rows(connection, **values)]

    def value(self, connection: Connection, /, **values: Any) -> Any:
        """The first value of the first row that it finds; None where it finds none."""
        return next(iter(self.column(connection, **values)), None)

    def run(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Do it once with each of the rows' values; lists are none of them."""
        self.run_ordered(connection, list(map(self._ordered, rows)))

    def run_ordered(self, connection: Connection, given: Sequence[tuple[Any, ...]]) -> None:
        """The same with values that are in the order in which the statement names them."""
        if not given:
            return
        cursor = _cursor(connection)
        try:
            many = cursor.executemany if len(given) > 1 else lambda sql, one: cursor.execute(sql, one[0])
            many(self.sqlite if connection.dialect.name == "sqlite" else self.postgres, given)
        except Exception as error:
            raise _known(connection, self.sqlite, error) from error
        finally:
            cursor.close()

    def _value(self, name: str, value: Any, sqlite: bool) -> Any:
        if name not in self.lists:
            return value
        return msgspec.json.encode(list(value)).decode() if sqlite else list(value)


@contextmanager
def unwaited(connection: Connection) -> Iterator[None]:
    """A time in which PostgreSQL is not waited for after each statement, only where rows are asked for. All
    statements in it have to be Prepared.

    Raises sqlalchemy.exc.DBAPIError where one was refused, at the latest at the end.
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    driver: Any = connection.dialect.loaded_dbapi
    try:
        with connection.connection.driver_connection.pipeline():  # type: ignore[union-attr]
            yield
    except driver.Error as error:
        raise _known(connection, "", error) from error


def insert_into(table: Table) -> Prepared:
    """What adds rows to a table, all columns given."""
    names = [column.name for column in table.columns]
    columns = ", ".join(f'"{name}"' for name in names)
    return Prepared(f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join(f':{n}' for n in names)})")


def _sqlite(found: re.Match[str]) -> str:
    return "IN (SELECT value FROM json_each(?))" if found[1] else "?"


def _postgres(found: re.Match[str]) -> str:
    return "= ANY(%s)" if found[1] else "%s"


def _cursor(connection: Connection) -> Any:
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.cursor()


def _known(connection: Connection, sql: str, error: Exception) -> BaseException:
    """The driver's error as SQLAlchemy has it, so that all others are told by it alike."""
    driver = connection.dialect.loaded_dbapi
    if not isinstance(error, driver.Error):
        return error
    lost = connection.dialect.is_disconnect(error, connection.connection.driver_connection, None)
    if lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        sql, None, error, driver.Error, connection_invalidated=lost, dialect=connection.dialect
    )


__all__: Sequence[str] = ("Prepared", "insert_into", "unwaited")
