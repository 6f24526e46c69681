"""Fuzzes the readers with atheris: python tests/fuzz/fuzz_formats.py [-runs=N] [CORPUS].

In: bytes from the fuzzer; the first picks a frame, so that every format is reached. Out: nothing;
any exception but UnreadableInput is a finding, and so is text that cannot be written as UTF-8.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["depesche"]):
    from depesche.core.dispatch import Dispatch
    from depesche.core.errors import UnreadableInput
    from depesche.formats import (  # noqa: F401  # noqa: F401
        feeds,
        jsonwires,
        newsml1,
        newsml_g2,
        nitf,
        read_bytes,
        teleprinter,
        xmlwires,
    )

FRAMES = [
    b"%s",
    b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="u" version="1">%s</newsItem>',
    b"<newsItem><contentSet><inlineXML>%s</inlineXML></contentSet></newsItem>",
    b"<nitf><head/><body><body.content>%s</body.content></body></nitf>",
    b"<NewsML><NewsItem><NewsComponent>%s</NewsComponent></NewsItem></NewsML>",
    b"<rss><channel><item>%s</item></channel></rss>",
    b"<feed><entry>%s</entry></feed>",
    b'<?xml version="1.0" encoding="iso-8859-1"?>%s',
    b"\x01bdt0412 4 wi 68  dpa 0815\n\nKiel/\n\x02%s\x03111605 Sep 23",
    b"\x16\x16\x01a0123\x1fx-\r\nu i \x13\x11 bc-x 03-12 0210\r\n\x02%s\x03AP-NY-03-12-24 1402GMT",
    b'{"urn": "u", "pubstatus": "usable", %s}',
    b'{"uri": "u", "versioncreated": "2024", %s}',
]


def one_input(data: bytes) -> None:
    """Reads one input; raises what should never be raised."""
    if not data:
        return
    framed = FRAMES[data[0] % len(FRAMES)].replace(b"%s", data[1:])
    try:
        found = list(read_bytes(framed, name="fuzz"))
    except UnreadableInput:
        return
    for item in found:
        if isinstance(item, Dispatch) and item.wire.format != "text":
            item.text.encode("utf-8")
            assert all(0 <= b < e <= len(item.text) for b, e in (*item.paragraphs, *item.body))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
