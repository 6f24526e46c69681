"""In: a message of IPTC 7901. Out: the Item that it is.

The heading is one line (service and number, priority, desk, words, agency, number) and the keywords
below it. The text begins with title lines, the last of which ends with " =", then the copy in lines
of 69 signs, the notepad, the sign-off; behind the end stands the time: "111402 Sep 23".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from depesche.core.wire import Term, Wire
from depesche.formats.clean import line, number, seen
from depesche.formats.item import Item
from depesche.formats.lines import AGENCY_WIDTH, Line, is_wrapped, lines_of
from depesche.formats.marks import bracket_end, byline
from depesche.formats.times import iso_time
from depesche.formats.transmission import Message
from depesche.formats.words import words
from depesche.formats.wrapped import blocks_of_lines

HEAD = re.compile(
    r"(?P<service>[^\W\d_][\w-]{0,20}?)(?P<number>\d{3,4})\s+(?P<priority>\w)\s+(?P<desk>[\w-]{1,12})"
    r"\s+(?P<words>\d{1,6})(?:\s+(?P<agency>[\w-]{1,24}))?(?:\s+(?P<item>\d{1,6}))?(?P<rest>[^\n]*)"
)
TIME = re.compile(r"\d{6}\s+[A-Za-zÄä]{3,9}\.?\s+\d\d(?:\d\d)?\b")
REFERENCE = re.compile(r"\b[a-z]{3}\d{4}\b")
END_OF_TITLE = re.compile(r"\s=\s*$")
MOST_TITLE_LINES = 24
BELLS = re.compile("[\x07]+")


class Title(NamedTuple):
    """The title lines: the headline, the lines around it; where the copy begins."""

    headline: str
    others: tuple[str, ...]
    begin: int


def first_line(heading: str) -> str:
    """The first line of a heading that is not blank."""
    return next((each for each in map(line, heading.split("\n")) if each), "")


def item_from_iptc7901(message: Message) -> Item:
    """The item; what is missing is empty."""
    text = BELLS.sub("", seen(message.text.replace("\x07", "")))
    title = title_of(text)
    return Item(
        wire=wire_of(message),
        headline=title.headline,
        agency=agency(message),
        titles=title.others,
        blocks=blocks_of_lines(text[title.begin :]),
    )


def wire_of(message: Message) -> Wire:
    """What the heading and the end say."""
    head = HEAD.match(first_line(message.heading))
    keywords = keywords_of(message.heading)
    time = TIME.search(message.end) or TIME.search(message.text[-80:])
    rest = head["rest"] if head else ""
    return Wire(
        format="iptc7901",
        urn=head["service"] + head["number"] if head else None,
        version_created=iso_time(" ".join(time[0].split())) if time else None,
        urgency=number(head["priority"]) if head else None,
        provider=head["agency"] if head else None,
        service=head["service"] if head else None,
        slugline="/".join(keywords) + "/" if keywords else None,
        desk=head["desk"] if head else None,
        keywords=keywords,
        categories=(Term("desk", head["desk"]),) if head else (),
        previous=tuple(REFERENCE.findall(rest))[:8],
    )


def keywords_of(heading: str) -> tuple[str, ...]:
    """The keywords below the heading's first line: "Partei/Deutschland/"."""
    lines = [each for each in map(line, heading.split("\n")) if each][1:]
    return tuple(each.strip() for each in "".join(lines).split("/") if each.strip())[:50]


def agency(message: Message) -> str | None:
    """The agency that the heading names, if it is one; dpa's regional services are dpa's."""
    head = HEAD.match(first_line(message.heading))
    named = head["agency"] if head else None
    if not named:
        return None
    known = named.lower() in words("agencies", "agencies")
    return named if known else "dpa" if re.fullmatch(r"(?:dpa-\w+|l[a-z]{2})", named) else None


def title_of(text: str) -> Title:
    """The title lines: all up to the one that ends with " ="; without one, the first block."""
    lines = lines_of(text)
    head = lines[:MOST_TITLE_LINES]
    ends = [n for n, each in enumerate(head) if END_OF_TITLE.search(text[each.begin : each.end])]
    if ends:
        last = ends[0]
    else:
        last = next((n for n in range(len(head) - 1) if head[n].block != head[n + 1].block), -1)
        if last > 5 or (last >= 0 and head[0].end - head[0].begin > AGENCY_WIDTH + 10):
            last = -1
    title = [line_without_mark(text, each) for each in head[: last + 1]]
    units = [line(unit) for unit in units_of(text, title)]
    headline = [unit for unit in units if not is_other(unit)]
    others = tuple(unit for unit in units if is_other(unit))
    begin = head[last + 1].begin if 0 <= last + 1 < len(head) else len(text)
    if last + 1 < len(lines):
        begin = lines[last + 1].begin - lines[last + 1].indent
    return Title(" ".join(headline), others, begin)


def line_without_mark(text: str, each: Line) -> Line:
    """A title line without the mark that ends the title."""
    printed = END_OF_TITLE.sub("", text[each.begin : each.end])
    return each._replace(end=each.begin + len(printed))


def is_other(unit: str) -> bool:
    """Whether a unit of the title is something else than the headline."""
    return unit.startswith("(") or bool(byline(unit, Line(0, len(unit), 0, 0)))


def units_of(text: str, title: list[Line]) -> list[str]:
    """The units of the title: brackets over several lines, and lines broken only for the width."""
    units: list[str] = []
    index = 0
    while index < len(title):
        begin, last = title[index].begin, index
        if text[begin] == "(":
            last = bracket_lines(text, title, index)
        while last + 1 < len(title) and runs_on(text, title, index, last):
            last += 1
        units.append(text[begin : title[last].end])
        index = last + 1
    return units


def bracket_lines(text: str, title: list[Line], index: int) -> int:
    """The last line of the bracket that opens a line; that line itself where it never closes."""
    end = bracket_end(text, title[index].begin, title[-1].end)
    if end is None:
        return next((n for n in range(index, len(title)) if text[title[n].end - 1] == ")"), index)
    return next((n for n in range(index, len(title)) if title[n].end >= end), index)


def runs_on(text: str, title: list[Line], first: int, last: int) -> bool:
    """Whether the unit goes on in the next line: the break is there only for the width."""
    following = title[last + 1]
    closed = text[title[first].begin] == "(" and text[title[last].end - 1] == ")"
    opens = text[following.begin] == "("
    return not closed and not opens and is_wrapped(text, title[last], following, AGENCY_WIDTH)
