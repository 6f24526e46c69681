"""Files, folders and archives: units come out in order, tricks and bombs are refused."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.intake import Refusal, Unit, files, stream_units, survey, units
from depesche.intake import archives as archives_module

DISPATCH = b"BERLIN (dpa) - Es regnet.\n"


def taken(*paths: Path) -> list[Unit | Refusal]:
    found: list[Unit | Refusal] = []
    for one in survey([str(path) for path in paths]):
        found += [one] if isinstance(one, Refusal) else [unit for unit, _ in units(one.path)]
    return found


def zipped(members: dict[str, bytes], *, compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def test_a_folder_gives_its_files_in_order_and_passes_over_what_is_being_written(
    tmp_path: Path,
) -> None:
    for name in ("b.txt", "a/2.xml", "a/1.xml", ".hidden", "c.txt.part", "d.tmp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert [unit.origin for unit in taken(tmp_path)] == [
        str(tmp_path / name) for name in ("a/1.xml", "a/2.xml", "b.txt")
    ]


def test_json_lines_are_a_unit_a_line(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_bytes(b'{"text": "a"}\n\n  {"text": "b"}\r\nnot json')
    assert taken(path) == [
        Unit(b'{"text": "a"}', f"{path}:1"),
        Unit(b'{"text": "b"}', f"{path}:3"),
        Unit(b"not json", f"{path}:4"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        zipped({"in/1.txt": DISPATCH, "2.txt": b"zwei"}),
        tarred({"in/1.txt": DISPATCH, "2.txt": b"zwei"}),
        tarred({"in/1.txt": DISPATCH, "2.txt": b"zwei"}, "w:gz"),
        gzip.compress(zipped({"in/1.txt": DISPATCH, "2.txt": b"zwei"})),
        zipped({"all.tgz": tarred({"in/1.txt": DISPATCH, "2.txt": b"zwei"}, "w:gz")}),
        tarred({"in/1.txt": gzip.compress(DISPATCH), "2.txt.gz": gzip.compress(b"zwei")}),
    ],
    ids=["zip", "tar", "tar.gz", "zip.gz", "tar.gz in zip", "gz in tar"],
)
def test_archives_are_known_by_their_content(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "archive"
    path.write_bytes(data)
    assert [unit.data for unit in taken(path) if isinstance(unit, Unit)] == [DISPATCH, b"zwei"]
    assert [unit.data for unit in stream_units(io.BytesIO(data), "-") if isinstance(unit, Unit)] == [
        DISPATCH,
        b"zwei",
    ]


@pytest.mark.parametrize("name", ["../up.txt", "/etc/passwd", "a/../../b", "C:\\x", "..\\x"])
@pytest.mark.parametrize("make", [zipped, tarred])
def test_paths_that_lead_out_are_refused_and_the_rest_is_taken(
    tmp_path: Path, name: str, make: object
) -> None:
    path = tmp_path / "archive"
    path.write_bytes(make({name: b"x", "good.txt": DISPATCH}))  # type: ignore[operator]
    refusal, unit = taken(path)
    assert isinstance(refusal, Refusal)
    assert "leads out" in refusal.what
    assert unit == Unit(DISPATCH, f"{path}!good.txt")


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("x")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    (tmp_path / "a.tar").write_bytes(out.getvalue())
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive2:
        archive2.writestr(link, "/etc/passwd")
    (tmp_path / "c.txt").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "d.txt")
    found = taken(tmp_path)
    assert len(found) == 7
    assert all(isinstance(one, Refusal) for one in found)


def test_a_bomb_goes_off_harmlessly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "HONEST", 1 << 20)
    zeros = b"\0" * (12 << 20)
    for name, data in (
        ("a.zip", zipped({"1.txt": DISPATCH, "zeros": zeros})),
        ("b.gz", gzip.compress(zeros)),
        ("c.zip", zipped({"inner.zip": zipped({"zeros": zeros})})),
        ("d.tgz", tarred({"zeros": zeros}, "w:gz")),
    ):
        (tmp_path / name).write_bytes(data)
        *before, last = taken(tmp_path / name)
        assert isinstance(last, Refusal), name
        assert "honest" in last.what
        assert [one.data for one in before if isinstance(one, Unit)] == [DISPATCH][: name == "a.zip"]


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    data = DISPATCH
    for _ in range(6):
        data = zipped({"x": data})
    (tmp_path / "deep.zip").write_bytes(data)
    (refusal,) = taken(tmp_path / "deep.zip")
    assert isinstance(refusal, Refusal)
    assert "Unpack it first" in refusal.advice


def test_what_is_too_large_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as out:
        out.truncate(40 << 20)
    (refusal,) = taken(huge)
    assert isinstance(refusal, Refusal)
    assert "larger than 32 MB" in refusal.what


def test_what_is_missing_is_refused(tmp_path: Path) -> None:
    assert isinstance(taken(tmp_path / "none")[0], Refusal)
    assert isinstance(taken(Path("a\0b"))[0], Refusal)


ARCHIVES = [
    zipped({"1.txt": DISPATCH, "2.txt": DISPATCH * 50}),
    tarred({"1.txt": DISPATCH, "2.txt": DISPATCH * 50}),
    tarred({"1.txt": DISPATCH}, "w:gz"),
    gzip.compress(DISPATCH * 50),
]


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(ARCHIVES), st.integers(0, 4000), st.binary(max_size=8), st.booleans())
def test_damaged_archives_are_refused_not_raised(data: bytes, at: int, noise: bytes, cut: bool) -> None:
    spoilt = data[:at] + noise + (b"" if cut else data[at + len(noise) :])
    for unit in stream_units(io.BytesIO(spoilt), "-"):
        assert isinstance(unit, Unit | Refusal)
    assert files.HEAD == 512
