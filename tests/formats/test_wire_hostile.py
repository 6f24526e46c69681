"""Damaged and hostile wire items: no error but UnreadableInput, spans in bounds, linear time."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.core.dispatch import Dispatch
from depesche.core.errors import UnreadableInput
from depesche.formats import read_bytes

FOLDER = Path(__file__).parent / "wire"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".toml")
PIECES = [
    b'<', b'>', b'&', b'&amp;', b'&nbsp;', b']]>', b'<![CDATA[',
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b'<!--', b'<p>', b'</p>', b'<table><tr><td>',
    b'<ul><li>', b'\x01', b'\x02', b'\x03', b'\x16', b'\x1f', b'\x00', b'\xff\xfe', b'\xc3',
    b'\xed\xa0\x80', b'\\ud800', b'"', b'{', b'}', b'[', b'null', b'1e999', b'\r\n', b'\n\n',
    b'\t', b' =', b'(', b')', b'|', b'---', b'(dpa) - ', b'* * * *\n', b'## ',
    b'nicht zur Ver\xc3\xb6ffentlichung bestimmt', b'urn:newsml:',
    b'999999999999999999999999999999', b'^', b'(Achtung) ', b'Eds: ',
]  # fmt: skip


def check(item: Dispatch | UnreadableInput) -> None:
    if isinstance(item, UnreadableInput):
        return
    text = item.text
    for spans in (item.paragraphs, item.body):
        ends = [place for span in spans for place in span]
        assert ends == sorted(ends)
        assert all(0 <= begin < end <= len(text) for begin, end in spans)
        assert not any(text[b].isspace() or text[e - 1].isspace() for b, e in spans)
    whole = {end: begin for begin, end in item.paragraphs}
    assert all(whole[end] <= begin for begin, end in item.body)
    for place in item.dateline:
        assert place.span and text[slice(*place.span)] == place.text
    assert all(0 <= table.position <= len(text) for table in item.wire.tables)
    text.encode("utf-8")


def read_all(data: bytes) -> None:
    try:
        for item in read_bytes(data, name="hostile"):
            check(item)
    except UnreadableInput:
        return


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from(FILES)).read_bytes()
    for _ in range(draw(st.integers(1, 6))):
        begin = draw(st.integers(0, len(data)))
        end = min(len(data), begin + draw(st.sampled_from([0, 0, 1, 2, 10, 100, 1000])))
        again = data[begin:end] if draw(st.booleans()) else b""
        data = data[:begin] + draw(st.sampled_from(PIECES)) + again * 2 + data[end:]
    return data


@settings(deadline=None, max_examples=300)
@given(damaged())
def test_damaged_items(data: bytes) -> None:
    read_all(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
NAMES = [
    "urn", "uri", "version", "version_created", "versionCreated", "pubstatus", "signal",
    "headline", "headlines", "dateline", "byline", "article_html", "body_text", "bodies",
    "notepad", "ednotes", "ednote", "categories", "genre_names", "associations", "located",
    "embargoed", "urgency", "subject", "keywords", "infobox_html", "entries", "items", "text",
    "date", "id",
]  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=14))
def test_fields_of_any_type(record: dict[str, object]) -> None:
    read_all(json.dumps(record).encode())


G2 = (
    b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="u" version="1">'
    b"<contentSet><inlineXML>%s</inlineXML></contentSet></newsItem>"
)
NITF = b"<nitf><body><body.content>%s</body.content></body></nitf>"
SOH = b"\x01bdt0412 4 wi 68  dpa 0815\n\nKiel/\n\x02%s\x0311"
ANPA = b"\x16\x16\x01a0123\x1fx-\r\nu i \x13\x11 bc-x 03-12 0210\r\n\x02^a<\r\n\t%s\x03"
DPA = b'{"urn": "u", "article_html": "%s"}'
SHELLS = [G2, NITF, SOH, ANPA, DPA, b"%s"]
HOSTILE = [
    b'<p>', b'<p>a</p>', b'<b>', b'<br/>', b'<ul><li>a', b'<table><tr><td>x', b'<table>',
    b'<!--', b'&', b'&amp;', b'&x;', b'<![CDATA[', b'(', b'(dpa) - ', b'| a ', b'a | b\n',
    b'- a\n', b'\n', b'\n\n', b'\t', b' ', b'a ', b'(a\n', b'a =\n', b'## a\n\n',
    b'* * * *\n\n', b'urn:x:', b'tag:aaa ', b'a@a.', b'0431 5', b'<hl2>a</hl2>', b'^a<\n',
    b'\x01', b'\x02', b'\x03', b'<note>a</note>', b'<?a?>', b'<!DOCTYPE ', b'-\nund ', b'&#65;',
]  # fmt: skip


@pytest.mark.parametrize("shell", SHELLS, ids=lambda shell: str(shell[:8]))
def test_time_is_linear(shell: bytes) -> None:
    for piece in HOSTILE:
        inner = piece * (60_000 // len(piece))
        if shell == DPA:
            inner = inner.replace(b"\n", b"\\n").replace(b"\t", b" ").translate(None, b"\x01\x02\x03")
        begin = time.process_time()
        read_all(shell.replace(b"%s", inner))
        assert time.process_time() - begin < 3, piece


@pytest.mark.parametrize("head", [b"SQLite format 3\0", b"\x37\x7f\x06\x82", b"\x18\xe2\x2d\0"])
def test_a_database_is_refused_though_controls_are_in_it(head: bytes) -> None:
    with pytest.raises(UnreadableInput, match="database"):
        list(read_bytes(head + b"\x01\x02 (dpa) - Text.\x03" * 40))
