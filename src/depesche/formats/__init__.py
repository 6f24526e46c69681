"""In: bytes as received. Out: one Dispatch (or several), its text decoded and its anatomy marked.

`read_bytes` recognises by content: dpa digitalwires JSON, ninjs 1 to 3, NewsML-G2, NewsML 1.2,
NITF, RSS and Atom, IPTC 7901, ANPA 1312, JSON Lines of {"id", "text", "date"?} or of any JSON item
named before, and plain text in an agency's house style.

The same dispatch has the same form in all wire formats. `text` is the headline, then the blocks of
the copy with a blank line between them; the dateline stands in front of the first paragraph; spaces
are plain and single, breaks that are there only for the line's width are undone. That is what a
plain file of the dispatch holds, which itself is never changed. What formats put in different
places is in fields of its own and not in the text: notices (without brackets, the kind in front
where only a field says it), kicker, teaser, bylines, sign-off, tables, boxes, and what is not for
publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.core.dispatch import Dispatch
from depesche.core.errors import UnreadableInput
from depesche.formats.decode import decode, refuse_known, refuse_large

__all__ = ["read_bytes"]

XML = re.compile(
    rb"\s*(?:<\?xml\b|<!--|<!DOCTYPE\s+(?:nitf|newsml|rss|feed)\b|<(?:[\w.-]{1,20}:)?(?:newsItem"
    rb"|newsMessage|packageItem|nitf|NewsML|rss|feed|RDF)[\s>/])",
    re.IGNORECASE,
)
CONTROLS = re.compile(rb"[\s\x00\x16\x7f\x04]{0,64}\x01|[^\x02]{0,2000}\x02")


def read_bytes(
    data: bytes, *, name: str = "", date: str | None = None
) -> Iterator[Dispatch | UnreadableInput]:
    """The dispatches in `data`, in order, made one at a time as the caller asks for them.

    JSON Lines may hold a broken line among good ones: it comes out, in its place, as an
    UnreadableInput that names the line, and reading goes on. `name` is what errors call the
    input. `date` (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, a clock time may follow) is taken where a
    dispatch gives none itself.

    Raises UnreadableInput at once where the whole input is empty, binary, over 32 MB, XML of no
    known format, or XML that defines entities.
    """
    from depesche.formats.jsonl import dispatches_from_json, is_json  # no page has to wait for them
    from depesche.formats.plain import dispatch_from_text

    if is_json(data):
        return dispatches_from_json(data, name=name, date=date)
    refuse_large(data, where=name)
    refuse_known(data, name)
    if is_xml(data):
        from depesche.formats.xmlwires import dispatches_from_xml

        return dispatches_from_xml(data, name=name, date=date)
    if CONTROLS.match(data):
        from depesche.formats.teleprinter import dispatches_from_teleprinter, is_transmission

        if is_transmission(data):
            return dispatches_from_teleprinter(data, name=name, date=date)
    text, guesses = decode(data, where=name)
    return iter((dispatch_from_text(text, date=date, guesses=guesses),))


def is_xml(data: bytes) -> bool:
    """Whether `data` begins as the XML of a wire does, in whatever encoding."""
    start = data[:600].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return XML.match(start) is not None
