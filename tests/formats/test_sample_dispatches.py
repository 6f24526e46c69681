"""Each sample dispatch carries its expectation beside it; a new case needs no Python."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from depesche.core.dispatch import Dispatch
from depesche.formats import read_bytes

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.toml"))
TEXTS = ("agency", "headline", "kind")
LISTS = ("prefixes", "signoff", "isins", "bylines", "guesses")


def dispatch_of(sample: Path, expected: dict[str, Any]) -> Dispatch:
    data = sample.with_suffix(".txt").read_bytes()
    (found,) = read_bytes(data, name=sample.stem, date=expected.get("date"))
    assert isinstance(found, Dispatch)
    return found


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_anatomy(sample: Path) -> None:
    expected = tomllib.loads(sample.read_text("utf-8"))
    found = dispatch_of(sample, expected)
    for key in TEXTS:
        if key in expected:
            assert (getattr(found, key) or "") == expected[key], key
    for key in LISTS:
        if key in expected:
            assert list(getattr(found, key)) == expected[key], key
    if "dateline" in expected:
        assert [place.text for place in found.dateline] == expected["dateline"]
    if "published" in expected:
        when = found.published
        written = f"{when.earliest} {when.latest} {when.precision}" if when else ""
        assert written == expected["published"]
    check_copy(found, expected)


def check_copy(found: Dispatch, expected: dict[str, Any]) -> None:
    paragraphs = [found.text[begin:end] for begin, end in found.paragraphs]
    if "paragraphs" in expected:
        assert len(paragraphs) == expected["paragraphs"]
    if "first" in expected:
        assert paragraphs[0].startswith(expected["first"])
    if "last" in expected:
        assert paragraphs[-1].endswith(expected["last"])
    if "body" in expected:
        assert found.text[found.body[0][0] :].startswith(expected["body"])
    if "notices" in expected:
        assert len(found.notices) == expected["notices"]


def test_spans_name_what_they_say() -> None:
    for sample in SAMPLES:
        found = dispatch_of(sample, tomllib.loads(sample.read_text("utf-8")))
        for place in found.dateline:
            assert place.span and found.text[slice(*place.span)] == place.text
        for notice in found.notices:
            assert notice.span and found.text[slice(*notice.span)] == notice.text
        if found.headline_span:
            assert " ".join(found.text[slice(*found.headline_span)].split()) == found.headline
