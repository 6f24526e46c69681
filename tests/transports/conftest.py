"""A store, a server, and a clock that goes only when it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from depesche.store.database import Database
from depesche.store.schema import opened
from tests.store.conftest import cluster, postgres, store, where  # noqa: F401
from tests.transports.server import Server


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = opened(str(tmp_path / "store" / "wire.sqlite"), writable=True)
    yield database
    database.close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    one = Server()
    yield one
    one.shutdown()
    one.server_close()


class Hands:
    """A clock with hands to move."""

    def __init__(self) -> None:
        self.at = datetime(2024, 5, 13, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def hands() -> Hands:
    return Hands()
