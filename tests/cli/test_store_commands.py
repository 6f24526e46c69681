"""The commands that work on a store, from taking in to the doctor."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow.parquet
import pytest

from depesche.cli import main

TEXT = (
    "HAMBURG (dpa) - Die Werft Nordkap baut ihre Waffenlieferungen ab. Das sagte Sprecherin Jana "
    "Müller am Montag.\n"
)
OTHER = "WIEN (APA) - Der Minister Karl Huber hat ein Treffen in Graz bestritten.\n"


@pytest.fixture
def wire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of dispatches, and a store of its own."""
    monkeypatch.setenv("DEPESCHE_STORE", str(tmp_path / "store" / "wire.sqlite"))
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "2.txt").write_text(OTHER, encoding="utf-8")
    return folder


def said(capfdbinary: pytest.CaptureFixture[bytes]) -> str:
    return capfdbinary.readouterr().out.decode()


def test_from_taking_in_to_the_doctor(wire: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["ingest", "--date", "2024-05-13", str(wire)]) == 0
    assert said(capfdbinary) == "2 new, 0 known, 0 in quarantine, 0 refused.\n"
    assert main(["ingest", "--json", str(wire)]) == 0
    assert json.loads(said(capfdbinary)) == {"new": 0, "known": 2, "quarantined": 0, "refused": 0}

    assert main(["search", "lieferung"]) == 0
    page = said(capfdbinary)
    assert "#1  dpa  report  13 May 2024" in page
    assert "[Waffenlieferungen]" in page
    assert main(["search", "--act", "deny", "--place", "Graz", "--json"]) == 0
    hit = json.loads(said(capfdbinary))
    assert (hit["seq"], hit["statements"][0]["factuality"]) == (2, "CT-")

    assert main(["show", hit["id"][:10], "--json"]) == 0
    assert json.loads(said(capfdbinary))["text"] == OTHER
    assert main(["show", "#1", "--width", "60"]) == 0
    assert "HAMBURG" in said(capfdbinary)

    assert main(["rebuild"]) == 0
    assert said(capfdbinary) == "2 entries read anew.\n"
    assert main(["doctor", "--deep"]) == 0
    assert " !" not in said(capfdbinary)


def test_notes_to_editors_are_neither_found_nor_shown_nor_given_out(
    wire: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    notes = "\nRedaktionelle Hinweise\n- Kontakt: Frau Geheimrat, 0431/5551234\n\ndpa abc yybb n1 ghi\n"
    (wire / "1.txt").write_text(TEXT + notes, encoding="utf-8")
    assert main(["ingest", str(wire)]) == 0
    said(capfdbinary)
    assert main(["search", "Geheimrat"]) == 1
    for words in (["search", "Waffenlieferungen"], ["show", "#1"], ["show", "#1", "--json"], ["export"]):
        assert main(words) == 0
        shown = said(capfdbinary)
        assert "Nordkap" in shown and "5551234" not in shown


def test_export_gives_all_out_in_every_format(
    wire: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (wire / "3.txt").write_text('=HYPERLINK("x") sagte Klaus Ohm am Montag in Kiel.\n', encoding="utf-8")
    assert main(["ingest", str(wire)]) == 0
    said(capfdbinary)
    assert main(["export"]) == 0
    objects = [json.loads(line) for line in said(capfdbinary).splitlines()]
    sent = [one for one in objects if one["type"] == "dispatch"]
    stated = [one for one in objects if one["type"] == "statement"]
    assert [Path(one["path"]).name for one in sent] == ["1.txt", "2.txt", "3.txt"]
    assert {one["dispatch"] for one in stated} == {one["id"] for one in sent}
    texts = {one["id"]: one["text"] for one in sent}
    for one in stated:
        assert one["text"].split() == " ".join(texts[one["dispatch"]][b:e] for b, e in one["content"]).split()

    assert main(["export", "--format", "csv", "-o", str(tmp_path / "csv")]) == 0
    sheet = (tmp_path / "csv" / "dispatches.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(sheet, newline="")))
    assert [row["id"] for row in rows] == list(texts)
    assert rows[2]["text"].startswith("'=")
    assert main(["export", "--format", "parquet", "-o", str(tmp_path / "pq")]) == 0
    table = pyarrow.parquet.read_table(tmp_path / "pq" / "statements.parquet")
    assert [one["id"] for one in table.to_pylist()] == [one["id"] for one in stated]
    assert table.to_pylist()[0]["content"] == [list(span) for span in stated[0]["content"]]
    assert main(["export", "--only", "dispatch", "--no-text", "--since", "2100-01-01"]) == 0
    assert said(capfdbinary) == ""
    assert main(["export", "--format", "csv"]) == 2


def test_quarantine_keeps_bytes_and_reason(wire: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (wire / "3.txt").write_bytes(b"\0\1\2\3")
    assert main(["ingest", str(wire)]) == 1
    out, complaint = capfdbinary.readouterr()
    assert out == b"2 new, 0 known, 1 in quarantine, 0 refused.\n"
    assert b"3.txt: There is no message between its control signs." in complaint
    assert main(["quarantine", "list"]) == 0
    assert "#3  " in said(capfdbinary)
    assert main(["quarantine", "show", "3", "--raw"]) == 0
    assert capfdbinary.readouterr().out == b"\0\1\2\3"
    assert main(["quarantine", "show", "3"]) == 0
    assert main(["quarantine", "retry"]) == 1
    assert "0 can be read now, 1 still not." in said(capfdbinary)
    assert main(["quarantine", "show", "1"]) == 2
    assert main(["quarantine", "show"]) == 2


def test_what_can_be_read_now_leaves_quarantine(
    wire: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from depesche import german

    def fault(*_: object) -> None:
        raise KeyError("nothing we foresaw")

    with monkeypatch.context() as broken:
        broken.setattr(german, "read", fault)
        assert main(["ingest", str(wire)]) == 1
    assert b"trips a fault" in capfdbinary.readouterr().err
    assert main(["search", "lieferung"]) == 1
    assert main(["quarantine", "retry"]) == 0
    assert "2 can be read now, 0 still not." in said(capfdbinary)
    assert main(["search", "lieferung"]) == 0


def test_archives_and_refusals(wire: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with zipfile.ZipFile(wire / "more.zip", "w") as archive:
        archive.writestr("../trick.txt", "BONN (dpa) - Ein Trick.")
        archive.writestr("good.txt", "BONN (dpa) - Kein Trick.")
    assert main(["ingest", str(wire), str(wire / "none.txt")]) == 1
    out, complaints = capfdbinary.readouterr()
    assert out == b"3 new, 0 known, 0 in quarantine, 2 refused.\n"
    assert b"leads out of the archive" in complaints
    assert b"none.txt: No such file or directory. Check the path." in complaints


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        (["search", "x"], 3, "There is no store yet. Take something in first"),
        (["doctor"], 3, "There is no store yet."),
        (["ingest", "--date", "gestern", "x"], 2, "--date: 'gestern' is no date."),
        (["ingest", "--received", "bald", "x"], 2, "--received: 'bald' is no time."),
        (["search", "--store", "mysql://x", "y"], 2, "No store has an address"),
        (["search", "--", "-x"], 2, "There is no word to look for."),
        (["search", "--from", "x"], 2, "--from: 'x' is no day."),
        (["search", "--limit", "0"], 2, "--limit"),
    ],
)
def test_complaints(
    wire: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    words: list[str],
    status: int,
    complaint: str,
) -> None:
    assert main(words) == status
    assert complaint in capfdbinary.readouterr().err.decode()


def test_an_embargo_holds_what_is_shown(wire: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    held = "(Sperrfrist: 14. Mai 2024, 10.00 Uhr)\n\nBONN (dpa) - Der Bericht liegt vor.\n"
    (wire / "3.txt").write_text(held, encoding="utf-8")
    received = ["--received", "2024-05-13T10:00Z"]
    assert main(["ingest", "--date", "2024-05-13", *received, str(wire)]) == 0
    before = ["--as-of", "2024-05-13T12:00Z"]
    assert main(["search", "bericht", *before]) == 1
    assert main(["show", "#3", *before]) == 1
    out, complaint = capfdbinary.readouterr()
    assert b"It is held until 2024-05-14T08:00" in complaint
    assert b"Bericht" not in out
    assert main(["search", "bericht", *before, "--embargoed"]) == 0
    assert "EMBARGOED" in said(capfdbinary)
    assert main(["show", "#3", *before, "--embargoed"]) == 0
    assert main(["search", "bericht"]) == 0


def test_corrections_say_whether_the_notice_is_true(
    wire: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    notice = "(Berichtigung: Im 1. Absatz muss es richtig heißen: 40 Stellen (statt: 14))\n\n"
    old = "KIEL (dpa) - Die Werft Nordkap streicht 14 Stellen. Das sagte Sprecherin Jana Müller am Montag.\n"
    new = old.replace("14", "40").replace("Jana", "Vera")
    (wire / "1.txt").write_text(old, encoding="utf-8")
    (wire / "2.txt").write_text(notice + new, encoding="utf-8")
    assert main(["ingest", "--date", "2024-05-13", str(wire)]) == 0
    said(capfdbinary)
    assert main(["corrections"]) == 0
    page = said(capfdbinary)
    assert "replaces #1" in page and "“14” became “40”" in page
    assert main(["corrections", "--json"]) == 0
    (found,) = [json.loads(line) for line in said(capfdbinary).splitlines()]
    assert found["size"] == {"number": 1, "name": 1}
    assert [(one["grade"], one["silent"]) for one in found["changes"]] == [("number", False), ("name", True)]
    assert main(["corrections", "--verdict", "unverifiable"]) == 1
    assert main(["corrections", "--limit", "0"]) == 2


HEAVY = """
import sys
from depesche.cli import main
main(sys.argv[1:])
loaded = {"depesche.formats", "depesche.german.layers", "depesche.steps", "alembic"} & set(sys.modules)
sys.exit(", ".join(sorted(loaded)) or 0)
"""


@pytest.mark.parametrize("words", [("search", "werft"), ("stories",), ("sources",)])
def test_looking_does_not_wait_for_what_only_reading_needs(wire: Path, words: tuple[str, ...]) -> None:
    assert main(["ingest", str(wire)]) == 0
    done = subprocess.run([sys.executable, "-c", HEAVY, *words], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
