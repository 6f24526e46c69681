"""In: a message of ANPA 1312. Out: the Item that it is.

The heading's second line has priority, category, format, keyword, version, date and length. The
text begins with lines marked "^" and "<" (keyword line, headline, "Eds:", byline); paragraphs are
indented.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from depesche.core.wire import EdNote, Term, Wire
from depesche.formats.clean import line, number, seen
from depesche.formats.item import Block, Item
from depesche.formats.notes import note_of
from depesche.formats.times import iso_time
from depesche.formats.transmission import Message
from depesche.formats.wrapped import blocks_of_lines

NUMBER = re.compile(r"\s*\x16*\s*(?P<level>[A-Za-z])(?P<number>\d{4})(?:\x1f|\s)?(?P<selector>[\w-]*)")
SECOND = re.compile(
    r"(?P<priority>[A-Za-z])\s+(?P<category>[A-Za-z])\s*[\x11-\x14]{0,4}\s*"
    r"(?P<keyword>\S+)(?P<take>[^\n]*?)\s+(?P<month>\d{1,2})-(?P<day>\d{1,2})\s*(?P<words>\d{0,5})"
)
FOOTER = re.compile(
    r"(?P<agency>[A-Za-z]{2,4})-[A-Za-z]{2,5}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)"
    r"\s*(?P<hour>\d\d)(?P<minute>\d\d)\s?(?P<zone>GMT|EST|EDT)?"
)
ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
URGENCY = {"f": 1, "u": 3, "b": 3, "r": 4, "d": 5}
BYLINE = re.compile(r"By\s+(?P<people>[^\n]{2,120})", re.IGNORECASE)
EDITORS = re.compile(r"(?:Eds|Editors|EDITORS?'? ?S? NOTE)\b\s*[:_-]?", re.IGNORECASE)


class Marked(NamedTuple):
    """The marked lines above the copy, by what they are."""

    headline: str = ""
    bylines: tuple[str, ...] = ()
    notes: tuple[EdNote, ...] = ()
    take: str = ""


def is_anpa(message: Message) -> bool:
    """Whether a message has ANPA's separators in its heading or its marks in its text."""
    return bool(
        re.search(r"[\x11-\x14\x16\x1f]", message.heading[:400])
        or re.match(r"\s{0,20}\^[^\n<]{0,200}<", message.text)
    )


def item_from_anpa(message: Message) -> Item:
    """The item; what is missing is empty."""
    lines = seen(message.text.replace("\b", "\t").replace("\x10", " ")).split("\n")
    marked = [each for each in lines if each.lstrip(" \x00").startswith("^")]
    copy = "\n".join(each for each in lines if not each.lstrip(" \x00").startswith("^"))
    head = read_marked(marked)
    wire = wire_of(message, head.take)
    agency = FOOTER.search(message.end) or FOOTER.search(message.text[-200:])
    return Item(
        wire=wire,
        headline=head.headline,
        agency=agency["agency"].upper() if agency else None,
        bylines=head.bylines,
        notes=(*head.notes, *((EdNote("genre", head.take),) if head.take else ())),
        blocks=tuple(map(in_print, blocks_of_lines(FOOTER.sub("", without_end(copy))))),
    )


def without_end(copy: str) -> str:
    """The copy without the line that an agency ends it with, a blank line before a paragraph."""
    indented = re.sub(r"\n\t(?=[^\s])", "\n\n", "\n" + copy + "\n")
    return re.sub(r"\n[ \t]*(?:___|-30-)[ \t]*\n", "\n\n", indented)


def wire_of(message: Message, take: str) -> Wire:
    """What the heading and the end say."""
    lines = message.heading.strip("\n").split("\n")
    first = NUMBER.match(lines[0]) if lines else None
    second = next((found for each in lines[1:4] if (found := SECOND.match(each))), None)
    time = time_of(message.end) or time_of(message.text[-200:])
    version = ORDINAL.search((second["take"] if second else "") + " " + take)
    return Wire(
        format="anpa1312",
        urn=first["level"] + first["number"] if first else None,
        version=version[1] if version else None,
        version_number=number(version[1]) if version else None,
        version_created=time,
        urgency=URGENCY.get(second["priority"].lower(), 4) if second else None,
        service=first["level"] if first else None,
        slugline=line(second["keyword"]).strip(",") if second else None,
        desk=second["category"] if second else None,
        categories=(Term("anpa", second["category"]),) if second else (),
        keywords=(line(second["keyword"]).strip(","),) if second else (),
    )


def time_of(text: str) -> str | None:
    """The time in the line that ends a message: "AP-NY-09-11-23 1402GMT"."""
    found = FOOTER.search(text)
    if not found:
        return None
    zone = {"GMT": "Z", "EST": "-0500", "EDT": "-0400"}.get(found["zone"] or "", "")
    day = f"20{found['year']}-{found['month']}-{found['day']}"
    return iso_time(f"{day}T{found['hour']}:{found['minute']}{zone}")


def read_marked(marked: list[str]) -> Marked:
    """The marked lines: keyword line, headline, notes to editors, bylines."""
    lines = [line(each.strip(" ^<=\x00").rstrip("<= ")) for each in marked[:40]]
    lines = [each for each in lines if each]
    headline, take = "", ""
    bylines: list[str] = []
    notes: list[EdNote] = []
    for index, each in enumerate(lines):
        people = BYLINE.fullmatch(each)
        if index == 0 and re.match(r"[A-Z]{2}-[\w-]+?--|\w+--", each):
            take = ",".join(each.split(",")[1:2]).strip()
        elif people:
            bylines.append(people["people"])
        elif EDITORS.match(each):
            notes.append(note_of("note", each))
        elif not headline:
            headline = each
    return Marked(headline, tuple(bylines), tuple(notes), take)


def in_print(block: Block) -> Block:
    """A block with the signs that a teleprinter lacks: its dash "_" and its quotation marks."""
    text = block.text.replace("``", '"').replace("''", '"')
    return block._replace(text=re.sub(r"(?<=\s)_(?=\s)", "-", text))
