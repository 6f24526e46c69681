"""Whatever comes in: no traceback but UnreadableInput, spans in bounds, time that grows linearly."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.core.dispatch import Dispatch
from depesche.core.errors import UnreadableInput
from depesche.formats import read_bytes
from depesche.formats.plain import dispatch_from_text
from depesche.german.notices import layer
from depesche.german.sheet import Sheet

PIECES = [
    "Kiel (dpa) - ", "KIEL/LÜBECK (dpa-AFX) - ", "Berichtigung: ", "(Im 2. Absatz muss es heißen: ",
    "statt", " «", "»", "\"", "(", ")", "\n", "\n\n", "\r\n", "/ab/cd/DP/ef", "dpa ab yybb n1 cd",
    "ISIN DE0007164600", "Eil: ", "ROUNDUP 2/", "date 2023-09 ", "11.09.2023", "neu: ", "Sperrfrist ",
    "Von Anna Muster, dpa", "Notizblock", "Die Werft baut. ", "«Wir bauen», sagte sie.", " ", "\ud800",
    "\x00", "\u2028", "\u00a0", "...", "Im letzten Absatz, 4. Satz ", "Achtung: ", "AXC0123 ",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def check(found: Dispatch) -> None:
    for spans in (found.paragraphs, found.body):
        ends = [place for span in spans for place in span]
        assert ends == sorted(ends)
        assert all(0 <= begin < end <= len(found.text) for begin, end in spans)
    for begin, end in found.body:
        assert any(b <= begin and end <= e for b, e in found.paragraphs)
        assert not found.text[begin].isspace() and not found.text[end - 1].isspace()
    for notice in found.notices:
        assert notice.span and found.text[slice(*notice.span)] == notice.text
        assert not any(b < notice.span[1] and notice.span[0] < e for b, e in found.body)


@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_any_text_is_a_dispatch(text: str) -> None:
    found = dispatch_from_text(text)
    assert found.text == text
    check(found)
    for notice in layer(Sheet(found)):
        assert notice.located is None or 0 <= notice.located[0] < notice.located[1] <= len(text)


@settings(deadline=None, max_examples=200)
@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = list(read_bytes(data))
    except UnreadableInput:
        return
    assert all(isinstance(item, Dispatch | UnreadableInput) for item in found)


HOSTILE = [
    "(", ")", "/", "\n", '"', "«", "„", "a", "A", ".", " ", "\t", "\u00a0", "((Berichtigung: ",
    "(neu: ", "ROUNDUP/", "Kiel/", "Kiel, ", "Berichtigung: ", "Im 2. Absatz ", "1. ", "2./", "Von ",
    "Von Anna ", "/ab", "ab/cd/", "\n(", "\n/ab\n", "\nISIN DE0007164600", "(dpa) - ", "a\n", "Neu\n\n",
    "\n\n(neu: Kurs)", "Eil +++ ", "*", "-", "dpa ab ", "\n\nNotizblock", "Im ", "«a ", "statt ", "...",
    "\n\nWort ohne Punkt\n\nSatz mit Punkt, der lang genug ist, um als Absatz zu gelten, gewiss.",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = "Berichtigung: " + piece * (length // len(piece))
        begin = time.process_time()
        layer(Sheet(dispatch_from_text(text)))
        return time.process_time() - begin

    seconds(1000)
    assert seconds(300_000) < 3
