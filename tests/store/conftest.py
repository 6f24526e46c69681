"""Stores to test on: a fresh one on SQLite, and a fresh one on a PostgreSQL cluster of our own.

The cluster lives in a temporary folder, listens on loopback alone, and ends with the session.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from depesche.store.address import address_of
from depesche.store.database import Database
from depesche.store.schema import opened

DEBIAN = Path("/usr/lib/postgresql")
NUMBERS = count(1)


def binaries() -> Path | None:
    found = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    found += [Path(on_path).resolve().parent] if on_path else []
    return max(found, key=lambda path: path.parent.name, default=None)


def unprivileged() -> list[str]:
    """PostgreSQL does not run as root."""
    if os.getuid() != 0:
        return []
    names = {one.pw_name for one in pwd.getpwall()}
    return ["runuser", "-u", "postgres" if "postgres" in names else "nobody", "--"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A PostgreSQL server of our own in `folder`, on loopback."""

    def __init__(
        self, tools: Path, folder: Path, making: Sequence[str] = (), flags: Sequence[str] = ()
    ) -> None:
        self.tools, self.folder, self.making, self.flags = tools, folder, making, flags
        self.data, self.port = str(folder / "data"), free_port()
        self.url = f"postgresql://depesche@127.0.0.1:{self.port}"

    def make(self) -> None:
        make = ["-D", self.data, "-U", "depesche", "-A", "trust", "-E", "UTF8", "--no-sync"]
        run(self.tools / "initdb", *make, *self.making)

    def start(self) -> None:
        always = ["fsync=off", "listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}"]
        flags = " ".join(f"-c {flag}" for flag in (*always, *self.flags))
        self._control("-l", f"{self.folder}/log", "-o", f"-p {self.port} {flags}", "-w", "start")

    def stop(self) -> None:
        self._control("-m", "immediate", "-w", "stop")

    def restart(self) -> None:
        """Torn down and up again; it may be down already."""
        with suppress(subprocess.CalledProcessError):
            self.stop()
        self.start()

    def _control(self, *words: str) -> None:
        run(self.tools / "pg_ctl", "-D", self.data, *words)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The URL of a running server, without a database's name."""
    tools = binaries()
    if tools is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI has to have PostgreSQL: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="depesche-pg-"))
    folder.chmod(0o777)
    server = Server(tools, folder)
    server.make()
    server.start()
    yield server.url
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


def run(tool: Path, *words: str) -> None:
    # the server keeps what it inherits open, so it must not inherit a pipe
    quiet = subprocess.DEVNULL
    subprocess.run([*unprivileged(), str(tool), *words], check=True, cwd="/", stdout=quiet, stderr=quiet)


def created(cluster: str, name: str) -> str:
    """The address of a new, empty database of the cluster."""
    import psycopg

    with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address_of(f"{cluster}/{name}")


@pytest.fixture
def postgres(cluster: str) -> str:
    """The address of an empty database."""
    return created(cluster, f"store_{next(NUMBERS)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is not there yet, on either database."""
    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    address: str = request.getfixturevalue("postgres")
    return address


@pytest.fixture
def store(where: str) -> Iterator[Database]:
    """An empty store, open for writing."""
    database = opened(where, writable=True)
    yield database
    database.close()
