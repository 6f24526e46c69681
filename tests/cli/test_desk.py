"""The fact-checker's pages and the editor's hand on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from depesche.cli import main

FIRST = (
    "10.03.2025, 08.00 Uhr\nZwölf Verletzte bei Zugunglück in Kehl\n\nKEHL (NordPress) - Bei einem Zugunglück in "
    "Kehl sind zwölf Menschen verletzt worden. Das teilte die Polizei Kehl mit.\n"
)
SECOND = (
    "10.03.2025, 10.00 Uhr\n15 Verletzte bei Zugunglück in Kehl <b>\n\nKEHL (RNA) - Bei dem Zugunglück in Kehl sind "
    "15 Menschen verletzt worden. Das teilte die Polizei Kehl mit. Die Bahn wollte sich nicht äußern.\n"
)


@pytest.fixture
def wire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Path:
    monkeypatch.setenv("DEPESCHE_STORE", str(tmp_path / "wire.sqlite"))
    for hour, text in ((8, FIRST), (10, SECOND)):
        path = tmp_path / f"{hour}.txt"
        path.write_text(text, encoding="utf-8")
        assert main(["ingest", "--received", f"2025-03-10T{hour:02}:00Z", str(path)]) == 0
    capfdbinary.readouterr()
    return tmp_path


def said(capfdbinary: pytest.CaptureFixture[bytes]) -> str:
    return capfdbinary.readouterr().out.decode()


def test_a_briefing_in_every_form_names_its_dispatches(
    wire: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["story", "--width", "80"]) == 0
    page = said(capfdbinary)
    assert "#2 RNA 10 Mar 10:00Z" in page
    assert max(map(len, page.splitlines())) <= 80
    assert main(["story", "--format", "json"]) == 0
    found = json.loads(said(capfdbinary))
    assert [one["ref"]["number"] for one in found["timeline"]] == ["#1", "#2"]
    assert main(["story", "--format", "json", "--as-of", "2025-03-10T09:00Z"]) == 0
    assert len(json.loads(said(capfdbinary))["timeline"]) == 1
    assert main(["story", "--format", "html"]) == 0
    html = said(capfdbinary)
    assert "&lt;b&gt;" in html
    assert "Kehl <b>" not in html
    assert main(["story", "--format", "md"]) == 0
    assert "Kehl \\<b\\>" in said(capfdbinary)


def test_claims_and_sources(wire: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["claims", "--json"]) == 0
    claims = [json.loads(line) for line in said(capfdbinary).splitlines()]
    assert claims
    assert main(["claims", "--status", "withdrawn"]) == 1
    assert main(["sources", "--json"]) == 0
    key = json.loads(said(capfdbinary).splitlines()[0])["key"]
    assert main(["sources", key]) == 0
    assert "#1 NordPress" in said(capfdbinary)
    assert main(["sources", "nobody"]) == 2


def test_a_judgement_wants_a_reason_and_is_undone(
    wire: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["judge", "split", "#2"]) == 2
    assert main(["judge", "split", "#2", "--because", "anderes Unglück", "--by", "cd", "--json"]) == 0
    entry = json.loads(said(capfdbinary))
    assert main(["judge", "undo", entry["id"][:8], "--because", "doch dasselbe", "--by", "ef"]) == 0
    assert main(["judge", "undo", entry["id"][:8], "--because", "noch einmal", "--by", "ef"]) == 2
    said(capfdbinary)
    assert main(["judge", "list"]) == 0
    page = said(capfdbinary)
    assert "TAKEN BACK" in page
    assert "because: anderes Unglück" in page


def test_alerts(wire: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["alert", "add", "bahn", "--search", "Zugunglück", "--past"]) == 0
    assert main(["alert", "add", "b", "--search", "x", "--correction"]) == 2
    assert main(["alert", "add", "b", "--search", "x", "--webhook", "http://example.org"]) == 2
    assert main(["alert", "add", "feed", "--place", "Kehl", "--past", "--feed", str(wire / "f.atom")]) == 0
    assert main(["alert", "run", "--once"]) == 0
    assert said(capfdbinary).count("bahn  SEARCH") == 2
    assert (wire / "f.atom").read_text(encoding="utf-8").count("<entry>") == 2
    assert main(["alert", "run", "--once"]) == 0
    assert said(capfdbinary) == ""
    assert main(["alert", "list"]) == 0
    assert "fired 2" in said(capfdbinary)
    assert main(["alert", "remove", "bahn"]) == 0
    assert main(["alert", "remove", "bahn"]) == 2
