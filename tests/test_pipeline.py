from __future__ import annotations

import io
import json
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depesche
from depesche import german, pipeline
from depesche.core.errors import DepescheError, UnreadableInput, UsageError
from depesche.core.reading import Reading

COPY = "KIEL (dpa) - Die Werft wird verkauft, teilte der Eigner mit."


def test_read_takes_text_and_bytes_alike() -> None:
    assert depesche.read(COPY) == depesche.read(COPY.encode())


def test_read_sets_id_and_date() -> None:
    reading = depesche.read(COPY, id="kiel-1", date="2024-05")
    assert reading.id == "kiel-1"
    assert reading.dispatch.published is not None
    assert reading.dispatch.published.earliest == "2024-05-01"


def test_read_raises_for_no_date() -> None:
    with pytest.raises(UsageError, match="'soon' is no date"):
        depesche.read(COPY, date="soon")


def test_read_raises_for_nothing() -> None:
    with pytest.raises(UnreadableInput):
        depesche.read(b"  \n ")


def test_read_all_gives_errors_in_their_place() -> None:
    lines = [
        json.dumps({"id": "a", "text": COPY}),
        "{broken",
        json.dumps({"id": "b", "text": COPY}),
    ]
    first, error, last = depesche.read_all("\n".join(lines).encode(), name="wire.jsonl")
    assert isinstance(first, Reading)
    assert isinstance(last, Reading)
    assert (first.id, last.id) == ("a", "b")
    assert isinstance(error, UnreadableInput)
    assert "line 2" in str(error)


def test_a_stream_of_json_lines_is_answered_before_it_ends() -> None:
    class Feed(io.RawIOBase):
        given = 0

        def readline(self, size: int | None = -1) -> bytes:
            self.given += 1
            return json.dumps({"id": str(self.given), "text": COPY}).encode() + b"\n"

        def __next__(self) -> bytes:
            return self.readline()

    feed = Feed()
    first = next(pipeline.read_stream(feed, name="feed"))  # type: ignore[arg-type]
    assert isinstance(first, Reading)
    assert feed.given == 1


def test_a_fault_of_ours_costs_one_dispatch(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(_: object) -> Reading:
        raise KeyError("x")

    monkeypatch.setattr(german, "read", trip)
    (error,) = depesche.read_all(COPY.encode(), name="f")
    assert isinstance(error, DepescheError)
    assert "KeyError in " in error.what


def test_dumps_is_the_contract_s_json() -> None:
    reading = depesche.read(COPY)
    assert msgspec.json.decode(depesche.dumps(reading), type=Reading) == reading


@pytest.mark.parametrize("text", ["\ud800 sagte er.", "a\0b", "«" * 2000, "\u202egedreht\u202c, sagte sie."])
def test_hostile_text_is_read_and_written(text: str) -> None:
    written = json.loads(depesche.dumps(depesche.read(text)))
    assert written["text"] == text


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(), max_size=200))
def test_any_text_gives_spans_within_it(text: str) -> None:
    reading = depesche.read(text)
    assert reading.text == text
    for begin, end in _spans(msgspec.to_builtins(reading)):
        assert 0 <= begin <= end <= len(text)


def _spans(value: object) -> Iterator[tuple[int, int]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "times" or not (inner and isinstance(inner[0], int)):
                yield from _spans(inner)
    elif isinstance(value, list | tuple):
        if len(value) == 2 and all(isinstance(item, int) for item in value):
            yield value[0], value[1]
        else:
            for inner in value:
                yield from _spans(inner)
