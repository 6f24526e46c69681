"""`depesche check`, on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from depesche import record
from depesche.cli import main
from depesche.store import projection
from depesche.store.schema import opened
from tests.store.conftest import cluster, postgres, where

from .conftest import WIRE, arrival, filled

__all__ = ("cluster", "postgres", "where")
OLD = "Die Reparatur kostet 780.000 Euro, sagte Projektleiterin Wiebke Hansen.\n"


@pytest.fixture
def desk(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEPESCHE_STORE", filled(where))
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "alt.txt").write_text(OLD, encoding="utf-8")
    (folder / "neu.txt").write_text(OLD.replace("Hansen", "Jansen"), encoding="utf-8")
    (folder / "bild.png").write_bytes(b"\x89PNG")
    return folder


def test_stale_passages_are_said_with_the_status_of_a_pipeline(
    desk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(desk)]) == 1
    out, err = capfd.readouterr()
    assert f"{desk}/alt.txt:1:1: CORRECTED" in out and "“Hansen” is now “Jansen”" in out
    assert "urn:newsml:nordkurier:bruecke" in out and "2 texts, 1 stale passage." in err
    assert main(["check", "--json", str(desk)]) == 1
    [line] = capfd.readouterr().out.splitlines()
    assert json.loads(line)["because"] == "corrected"
    assert main(["check", "--json", "--all", str(desk / "neu.txt")]) == 0
    assert json.loads(capfd.readouterr().out)["stale"] is False
    assert main(["check", "--as-of", "2025-04-02T09:00", str(desk)]) == 0


def test_what_cannot_be_read_is_said(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(desk / "bild.png")]) == 2
    assert main(["check", str(desk / "nirgends.txt"), str(desk / "alt.txt")]) == 2
    assert "CORRECTED" in capfd.readouterr().out
    assert main(["check"]) == 2
    assert main(["check", "--watch", "-"]) == 2


def test_a_watch_reports_once(desk: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    listed = tmp_path / "set.toml"
    listed.write_text('texts = ["site"]\n', encoding="utf-8")
    words = ["check", "--watch", "--once", "--json", "--set", str(listed)]
    assert main(words) == 1
    assert len(capfd.readouterr().out.splitlines()) == 1
    assert main(words) == 0
    assert not capfd.readouterr().out
    (desk / "mehr.html").write_text(f"<p>{OLD}</p>", encoding="utf-8")
    assert main(words) == 1
    assert "mehr.html" in capfd.readouterr().out
    (tmp_path / "set.toml.reported").write_text("{", encoding="utf-8")
    assert main(words) == 2


def test_batches_and_a_rebuild_make_the_same_index(where: str) -> None:
    database = opened(filled(where), writable=True)
    try:
        with database.reading() as connection:
            before = list(projection.dump(connection))
        for _ in record.rebuild(database):
            pass
        with database.reading() as connection:
            assert list(projection.dump(connection)) == before
    finally:
        database.close()
    assert any('"passages"' in line for line in before)


def test_one_by_one_is_the_same_as_all_at_once(tmp_path: Path) -> None:
    dumps = []
    for size in (1, len(WIRE["dispatch"])):
        database = opened(str(tmp_path / f"{size}.sqlite"), writable=True)
        every = [arrival(one) for one in WIRE["dispatch"]]
        for first in range(0, len(every), size):
            record.ingest(database, every[first : first + size])
        with database.reading() as connection:
            dumps.append([line for line in projection.dump(connection) if line.startswith('["passages"')])
        database.close()
    assert dumps[0] == dumps[1] != []
