"""Texts of one's own are read as their readers see them, however they are made."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.core.errors import UnreadableInput
from depesche.formats.pages import page


def texts(data: bytes | str) -> list[str]:
    raw = data.encode() if isinstance(data, str) else data
    return [" ".join(block.text.split()) for block in page(raw, "x").blocks]


def test_scripts_styles_navigation_and_what_is_hidden_are_no_copy() -> None:
    found = texts(
        "<html><head><title>T</title><style>p{}</style></head><body><header>Kopf</header><nav>Menü</nav>"
        "<p>Eins <b>zwei</b>.<script>if (a < b) document.write('<p>nie</p>')</script></p>"
        "<p hidden>nie</p><div style='color: red; display:none'>nie</div><p>Drei &amp; vier</p><!-- <p>nie</p> -->"
        "<footer>Impressum</footer></body></html>"
    )
    assert found == ["Eins zwei.", "Drei & vier"]


def test_where_there_is_an_article_nothing_else_is_copy() -> None:
    found = texts("<p>Davor</p><article><header><h1>Titel</h1></header><p>Text</p></article><p>Danach</p>")
    assert found == ["Titel", "Text"]


def test_a_sign_in_an_attribute_ends_no_tag() -> None:
    assert texts('<p title="a > b">Text</p><a href=x>mehr</a>') == ["Text", "mehr"]


def test_every_sentence_has_its_place() -> None:
    blocks = page(b"<p>Eins</p>\n\n<div>\n  <p>zwei\n drei</p></div>", "x").blocks
    assert [block.position(0) for block in blocks] == [(1, 4), (4, 6)]
    assert blocks[1].position(blocks[1].text.index("drei")).line == 5


def test_markdown_loses_its_marks() -> None:
    front = "---\ntitle: x\n---\n"
    source = (
        front
        + "# Titel #\n\nEin **fetter** [Verweis](http://x) steht\nhier.\n\n- eins\n- zwei\n\n```\ncode\n```"
    )
    assert texts(source) == ["Titel", "Ein fetter Verweis steht hier.", "eins", "zwei"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding(encoding: str) -> None:
    assert texts("<p>Größe – „fünf“ Straßen</p>".encode(encoding)) == ["Größe – „fünf“ Straßen"]


def test_a_page_that_lies_about_its_encoding() -> None:
    assert texts('<meta charset="iso-8859-1"><p>Füße</p>'.encode()) == ["Füße"]


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 300_000 + b"x",
        b'<a "' * 300_000,
        b'<a ="' * 300_000,
        b"<" * 1_000_000,
        b"<!--" * 300_000,
        b"<script>" * 200_000,
        b"<nav><p>" * 200_000 + b"x",
        b"</article>" * 100_000 + b"x",
        b"&" * 500_000,
        b"[" * 300_000 + b"x",
        b"](" * 300_000,
        b"*_" * 300_000 + b"x",
        b"- " * 300_000 + b"x",
        b"---\n" * 100_000 + b"x",
        b"# " + b" " * 500_000 + b"x",
    ],
    ids=range(15),
)
def test_hostile_pages_take_no_long_time(data: bytes) -> None:
    begin = time.perf_counter()
    page(data, "x")
    assert time.perf_counter() - begin < 6


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"%PDF-1.4", b"\0\0\0", b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        page(data, "x")


@given(st.binary(max_size=300) | st.text(alphabet="<>/\"'=ap!-[]()*_#& \n", max_size=200).map(str.encode))
def test_only_our_own_error_ever_comes_out(data: bytes) -> None:
    try:
        found = page(data, "x")
    except UnreadableInput:
        return
    for block in found.blocks:
        assert block.position(len(block.text) - 1).line >= 1
