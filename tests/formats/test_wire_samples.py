"""Each wire sample carries its expectation beside it; a new case needs no Python."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from depesche.core.dispatch import Dispatch
from depesche.core.errors import UnreadableInput
from depesche.formats import read_bytes
from depesche.formats.plain import dispatch_from_text

SAMPLES = sorted((Path(__file__).parent / "wire").glob("*.toml"))
FIELDS = ("kind", "agency", "headline")
LISTS = ("prefixes", "bylines", "signoff", "isins", "guesses")


def expected_of(sample: Path) -> dict[str, Any]:
    return tomllib.loads(sample.read_text("utf-8"))


def dispatches(sample: Path) -> list[Dispatch | UnreadableInput]:
    data = (sample.parent / expected_of(sample)["file"]).read_bytes()
    return list(read_bytes(data, name=sample.stem))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_wire_sample(sample: Path) -> None:
    expected = expected_of(sample)
    if "error" in expected:
        with pytest.raises(UnreadableInput, match=re.escape(expected["error"])):
            dispatches(sample)
        return
    found = dispatches(sample)
    assert len(found) == len(expected["item"])
    for dispatch, item in zip(found, expected["item"], strict=True):
        assert isinstance(dispatch, Dispatch)
        check(dispatch, item, sample.parent)


def check(found: Dispatch, item: dict[str, Any], folder: Path) -> None:
    for key in FIELDS:
        assert (getattr(found, key) or "") == item.get(key, ""), key
    for key in LISTS:
        assert list(getattr(found, key)) == item.get(key, []), key
    assert [place.text for place in found.dateline] == item.get("dateline", [])
    when = found.published
    written = f"{when.earliest} {when.latest} {when.precision}" if when else ""
    assert written == item.get("published", "")
    assert [notice.text for notice in found.notices] == item["notices"]
    assert len(found.paragraphs) == item["paragraphs"]
    if "same" in item:
        (same,) = dispatches(folder / f"{item['same']}.toml")
        agree(found, same)
    else:
        assert found.text == item["text"]
    check_wire(found, item["wire"])
    check_spans(found)


def agree(found: Dispatch, same: Dispatch | UnreadableInput) -> None:
    assert isinstance(same, Dispatch)
    for key in ("text", "paragraphs", "body", "kind", "notices", "published", "dateline"):
        assert getattr(found, key) == getattr(same, key), key
    shown = [(t.rows, t.position, t.paragraph, t.headings) for t in found.wire.tables]
    assert shown == [(t.rows, t.position, t.paragraph, t.headings) for t in same.wire.tables]


def check_wire(found: Dispatch, expected: dict[str, Any]) -> None:
    for key, value in expected.items():
        assert shown(key, getattr(found.wire, key)) == value, key
    number = found.wire.version
    fits = number is not None and number.isdigit() and len(number) <= 18
    assert found.wire.version_number == (int(number) if fits and number else None)


def shown(key: str, value: Any) -> Any:
    if key in ("subjects", "categories", "genres", "located", "symbols"):
        return [term.code or term.name for term in value]
    if key == "associations":
        return [each.urn or each.href for each in value]
    if key in ("ednotes", "private"):
        return [note.role for note in value]
    if key == "tables":
        return [len(table.rows) for table in value]
    return list(value) if isinstance(value, tuple) else value


def check_spans(found: Dispatch) -> None:
    if found.headline_span:
        assert found.text[slice(*found.headline_span)] == found.headline
    for place in found.dateline:
        assert place.span and found.text[slice(*place.span)] == place.text
    for begin, end in (*found.paragraphs, *found.body):
        assert not found.text[begin].isspace() and not found.text[end - 1].isspace()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_nothing_private_is_public(sample: Path) -> None:
    expected = expected_of(sample)
    for found in [] if "error" in expected else dispatches(sample):
        assert isinstance(found, Dispatch)
        wire = found.wire
        public = [found.text, *(n.text for n in found.notices), *(n.text for n in wire.ednotes)]
        assert not any(note.text in text for note in wire.private for text in public)
        assert all(sign not in text for sign in ("555", "pressemann", "@") for text in public)


def test_the_normal_form_is_what_a_plain_file_holds() -> None:
    (found,) = dispatches(Path(__file__).parent / "wire" / "faehre_dw.toml")
    assert isinstance(found, Dispatch)
    plain = dispatch_from_text(found.text)
    for key in ("text", "headline", "headline_span", "dateline", "paragraphs", "body", "agency"):
        assert getattr(plain, key) == getattr(found, key), key


def test_the_notes_of_a_plain_file_are_marked() -> None:
    copy = "KIEL (dpa) - Die Werft baut zwei Fähren.\n\nDas teilte sie mit.\n\n"
    notes = "Notizblock\n\nKontakt: Carl Pressemann, +49 431 555010\n\ndpa mus yysh n1 car\n"
    found = dispatch_from_text(copy + notes)
    assert [found.text[b:e] for b, e in found.nonpublic] == [notes.rstrip()]
    assert dispatch_from_text(copy).nonpublic == ()
