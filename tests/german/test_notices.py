"""Notices: what the grammar reads, and where the words are found."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from depesche.core.dispatch import Dispatch, Span
from depesche.core.reading import Notice
from depesche.formats import read_bytes
from depesche.german.notices import layer
from depesche.german.sheet import Sentence, Sheet

SAMPLES = sorted((Path(__file__).parents[1] / "formats" / "samples").glob("*.toml"))
STOP = re.compile(r"(?<=[.!?])[»“\"]?\s+(?=[A-ZÄÖÜ«„\"])")


def sheet_of(dispatch: Dispatch) -> Sheet:
    """A sheet with sentences cut plainly at stops: enough for the samples."""
    sentences = [
        Sentence(span, 0, 0, number)
        for number, (begin, end) in enumerate(dispatch.body)
        for span in cut(dispatch.text, begin, end)
    ]
    return Sheet(dispatch, sentences=tuple(sentences))


def cut(text: str, begin: int, end: int) -> list[Span]:
    ends = [found.start() for found in STOP.finditer(text, begin, end)] + [end]
    begins = [begin, *(found.end() for found in STOP.finditer(text, begin, end))]
    return list(zip(begins, ends, strict=True))


def read(sample: Path, date: str | None = None) -> tuple[Dispatch, tuple[Notice, ...]]:
    (found,) = read_bytes(sample.with_suffix(".txt").read_bytes(), date=date)
    assert isinstance(found, Dispatch)
    return found, layer(sheet_of(found))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples(sample: Path) -> None:
    expected = tomllib.loads(sample.read_text("utf-8"))
    dispatch, notices = read(sample, expected.get("date"))
    wanted: list[dict[str, Any]] = expected.get("notice", [])
    assert len(notices) == len(wanted) or not wanted
    for notice, fields in zip(notices, wanted, strict=False):
        for key, value in fields.items():
            check(dispatch, notice, key, value)


def check(dispatch: Dispatch, notice: Notice, key: str, value: Any) -> None:
    if key == "located":
        assert notice.located and dispatch.text[slice(*notice.located)] == value
    elif key == "because":
        assert value in notice.because
    elif isinstance(value, list):
        assert list(getattr(notice, key)) == value, key
    else:
        assert getattr(notice, key) == value, (key, notice)
