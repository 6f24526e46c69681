from __future__ import annotations

import json
from pathlib import Path

import pytest

from depesche.cli import main
from tests.ledger.pairs import cases

OLD = """date 2024-03

KIEL (dpa-AFX) - Die Werft Ostkap baut zwei Fähren. Das teilte der Vorstand mit.

Der Auftrag hat einen Wert von 120 Millionen Euro. Der Betriebsrat begrüßte das."""
NOTICE = "date 2024-03 (Im 2. Absatz, erster Satz wurde korrigiert: 130 Millionen Euro)"
NEW = OLD.replace("date 2024-03", NOTICE).replace("120", "130")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "old.txt"), str(tmp_path / "new.txt")


def test_a_true_notice(files: tuple[str, str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["diff", *files, "--width", "80"]) == 0
    page = capsysbinary.readouterr().out.decode()
    assert "agrees with the change" in page
    assert "[-120-]{+130+}" in page
    assert max(map(len, page.splitlines())) <= 80


def test_as_json(files: tuple[str, str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["diff", *files, "--json"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert found["schema"] == "depesche.check/1"
    assert [one["grade"] for one in found["changes"]] == ["number"]
    assert found["notices"][0]["verdict"] == "agrees"


def test_a_silent_change_tells_by_the_status(files: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(NEW.replace("zwei Fähren", "drei Fähren"), encoding="utf-8")
    assert main(["diff", *files, "-o", str(tmp_path / "out.txt")]) == 1
    assert "no notice names it" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_as_html_nothing_of_the_copy_is_markup(files: tuple[str, str], tmp_path: Path) -> None:
    evil = NEW.replace("Der Betriebsrat", "<script>alert(1)</script> Der Betriebsrat")
    (tmp_path / "new.txt").write_text(evil, encoding="utf-8")
    main(["diff", *files, "--html", "-o", str(tmp_path / "out.html")])
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<ins>130</ins>" in page


def test_against_what_it_revises(files: tuple[str, str], tmp_path: Path) -> None:
    case = next(one for one in cases("house") if one.expected["form"] == "digitalwires")
    for name, data in (("old.json", case.old), ("new.json", case.new)):
        assert isinstance(data, bytes)
        (tmp_path / name).write_bytes(data)
    store, out = f"--store={tmp_path / 'store.sqlite'}", tmp_path / "out.json"
    assert main(["ingest", store, str(tmp_path / "old.json")]) == 0
    assert main(["ingest", store, str(tmp_path / "new.json")]) == 0
    assert main(["diff", store, "#2", "--json", "-o", str(out)]) == 0
    assert json.loads(out.read_bytes())["changes"][0]["new"] == "320.000"
    assert main(["diff", store, "#1"]) == 2
    assert main(["diff", store, "#1", files[1], "--json", "-o", str(out)]) == 1
    assert main(["diff", store, "#7", "#1"]) == 2


def test_one_file_with_one_dispatch_is_not_enough(files: tuple[str, str]) -> None:
    assert main(["diff", files[0]]) == 2
