"""In: an Item, as any wire reader found it. Out: the Dispatch, in the form all formats share.

`text` is the headline and then the blocks of the copy, a blank line between them, the dateline in
front of the first paragraph: what a plain file of the same dispatch holds. Everything else has a
field of its own and is not in the text: kicker, teaser, bylines, notices, sign-off, tables, boxes.
"""

from __future__ import annotations

import re

import msgspec

from depesche.core.dates import Published
from depesche.core.dispatch import Dispatch, Kind, NoticeText, Span
from depesche.core.ids import content_id
from depesche.core.wire import Table, Wire
from depesche.formats.clean import line
from depesche.formats.copydesk import Copy, copy_of, people_of, whole
from depesche.formats.dateline import Dateline, dateline_at, places_in
from depesche.formats.headerdate import as_published, narrowed
from depesche.formats.item import Block, Item
from depesche.formats.notepad import notes_of_blocks
from depesche.formats.notes import Notes, add_notice, signal_kind, sort_notes
from depesche.formats.prefixes import Prefixes, read_prefixes, strongest
from depesche.formats.tail import isin_is_valid, take
from depesche.formats.times import day_of

AGENCY = re.compile(r"\(\s?([\w./-]{2,24})\s?\)")
FLASH_URGENCY = 2
FLASH_PARAGRAPHS = 2


def dispatch_of(item: Item, *, date: str | None = None) -> Dispatch:
    """The dispatch that an item is. `date` is taken where the item gives none itself."""
    copy = copy_of(item)
    decided = kind_said(item.wire)
    extra = notes_of_blocks(tuple(copy.notes))
    notes = sort_notes((*item.notes, *extra), item.titles, decided, item.wire.embargo)
    for notice in copy.notices:
        add_notice(notice, notes)
    for closing in (*notes.closing, *(b.text for b in item.blocks if b.role == "closingline")):
        take(closing, whole(closing), copy.tail)
    return Composer(item, copy, notes, decided).dispatch(date)


def kind_said(wire: Wire) -> Kind | None:
    """The kind that the fields of the wire say: its status first, then its signal."""
    return "withdrawal" if wire.status == "canceled" else signal_kind(wire.signal)


class Composer:
    """Puts the text together and notes where its parts are."""

    def __init__(self, item: Item, copy: Copy, notes: Notes, decided: Kind | None) -> None:
        self.item, self.copy, self.notes, self.decided = item, copy, notes, decided
        self.headline = line(item.headline) or copy.headline
        self.prefixes: Prefixes = read_prefixes(self.headline[:400])
        self.dateline: Dateline | None = None
        self.parts: list[str] = []
        self.length = 0
        self.paragraphs: list[Span] = []
        self.tables: list[Table] = []
        self.compose()
        self.text = "\n\n".join(self.parts)

    def compose(self) -> None:
        """Adds the headline and then the blocks."""
        if self.headline:
            self.add(self.headline)
        first = True
        for block in self.copy.blocks:
            if block.kind == "table":
                self.add_table(block)
            elif block.kind == "heading":
                self.add(block.text)
            elif block.text:
                self.add_paragraph(self.with_dateline(block) if first else block.text)
                first = False

    def add(self, text: str) -> Span:
        """Adds one block of text."""
        begin = self.length + (2 if self.parts else 0)
        self.parts.append(text)
        self.length = begin + len(text)
        return begin, self.length

    def add_paragraph(self, text: str) -> None:
        """Adds a paragraph; the first may begin with the dateline."""
        span = self.add(text)
        if not self.paragraphs:
            found = dateline_at(text, 0) or self.given_dateline(text)
            self.dateline = moved(found, span[0]) if found else None
        self.paragraphs.append(span)

    def with_dateline(self, block: Block) -> str:
        """The first paragraph with the dateline in front, unless it is there already."""
        text = block.text
        given = line(self.item.dateline)
        if not given or dateline_at(text, 0) or text.startswith(given):
            return text
        given = given.rstrip("-–—_ ")
        if "(" not in given and self.item.agency:
            given = f"{given.rstrip(',')} ({self.item.agency})"
        return f"{given} -\n{text}" if block.kind == "list" else f"{given} - {text}"

    def given_dateline(self, text: str) -> Dateline | None:
        """The dateline that a field names, where its words alone do not tell that it is one."""
        given = line(self.item.dateline).rstrip("-–—_ ")
        found = re.match(re.escape(given) + r"[^-–—_]{0,40}[-–—_]", text) if given else None
        if not found:
            return None
        agency = AGENCY.search(found[0])
        places = found[0][: agency.start()] if agency else given
        listed = places_in(re.split(r",\s*\d", places)[0].rstrip(" ,"), 0)
        return Dateline((0, found.end()), listed or (), agency[1] if agency else None)

    def add_table(self, block: Block) -> None:
        """Notes a table and where it stood."""
        at = self.length + (2 if self.parts else 0)
        place = len(self.paragraphs)
        self.tables.append(Table(block.rows, block.text, block.headings, at, place))

    def dispatch(self, date: str | None) -> Dispatch:
        """The dispatch."""
        wire, tail, notes = self.wire(), self.copy.tail, self.notes
        closing = (*self.item.guesses, *tail.guesses)
        return Dispatch(
            id=self.identity(wire),
            text=self.text,
            agency=self.agency(),
            kind=self.kind(),
            headline=self.headline[self.prefixes.length :] or None,
            headline_span=self.headline_span(),
            prefixes=tuple(dict.fromkeys((*notes.prefixes, *self.prefixes.printed))),
            dateline=self.dateline.places if self.dateline else (),
            dateline_span=self.dateline.span if self.dateline else None,
            published=self.published(wire, date),
            bylines=self.bylines(),
            signoff=tail.signoff,
            isins=self.isins(),
            paragraphs=tuple(self.paragraphs),
            body=self.body(),
            notices=tuple(NoticeText(text) for text in notes.notices),
            guesses=(*closing, *self.doubts()),
            wire=wire,
        )

    def wire(self) -> Wire:
        """What the format says, with what was found on the way."""
        given, copy, notes = self.item.wire, self.copy, self.notes
        urns = dict.fromkeys(urn.rstrip(".") for urn in (*given.previous, *notes.urns))
        return msgspec.structs.replace(
            given,
            teaser=given.teaser or copy.teaser or None,
            ednotes=(*given.ednotes, *notes.public),
            private=(*given.private, *notes.private),
            previous=tuple(urn for urn in urns if urn != given.urn),
            tables=tuple(table_within(table, len(self.text)) for table in self.tables),
            boxes=(*given.boxes, *copy.boxes),
        )

    def identity(self, wire: Wire) -> str:
        """By the sender's name for it and its content; by its content where it has no name."""
        if not wire.urn:
            return content_id("dispatch", [self.text])
        parts = [wire.urn, wire.version, wire.version_created, wire.status, self.text]
        return content_id("dispatch", parts)

    def agency(self) -> str | None:
        """The agency by its dateline, its sign-off, or the field for it."""
        known = self.dateline.agency if self.dateline else None
        return known or self.copy.tail.agency or self.item.agency

    def kind(self) -> Kind:
        """By status and signal; else by the words of prefixes and notices; else by urgency."""
        if self.decided:
            return self.decided
        kind = strongest([*self.prefixes.kinds, *self.notes.kinds])
        urgency = self.item.wire.urgency
        urgent = urgency is not None and 0 < urgency <= FLASH_URGENCY
        short = 0 < len(self.paragraphs) <= FLASH_PARAGRAPHS
        if kind == "report" and urgent and short:
            return "flash"
        replaces = self.item.wire.previous_version or self.noted_change()
        return "update" if kind == "report" and replaces else kind

    def noted_change(self) -> bool:
        """Whether a note has the role of a correction, which most often is a plain update."""
        notes = (*self.notes.public, *self.notes.private)
        return any(note.role in ("correction", "update") for note in notes)

    def headline_span(self) -> Span | None:
        """Where the headline's words are, without the prefixes before them."""
        begin, end = self.prefixes.length, len(self.headline)
        return (begin, end) if begin < end else None

    def bylines(self) -> tuple[str, ...]:
        """The people who wrote it, each once."""
        given = [each for printed in self.item.bylines for each in people_of(line(printed))]
        found = (*given, *self.notes.bylines, *self.copy.bylines, *self.copy.tail.bylines)
        return tuple(dict.fromkeys(found))

    def isins(self) -> tuple[str, ...]:
        """The ISINs of the closing lines and of the fields for securities."""
        given = (term.code for term in self.item.wire.symbols)
        valid = (each for each in given if re.fullmatch(r"[A-Z]{2}[A-Z0-9]{9}\d", each))
        return tuple(dict.fromkeys((*self.copy.tail.isins, *filter(isin_is_valid, valid))))

    def published(self, wire: Wire, date: str | None) -> Published | None:
        """When it went out: its version's time, else its first time, else what the caller says."""
        told = day_of(wire.version_created) or day_of(wire.first_created)
        told = told or (as_published(date) if date else None)
        coded = self.copy.tail.written
        dated = narrowed(told, self.dateline.date if self.dateline else None)
        return dated or (as_published(coded) if coded else None)

    def body(self) -> tuple[Span, ...]:
        """The paragraphs as they are read: the first begins behind the dateline."""
        if not self.dateline or not self.paragraphs:
            return tuple(self.paragraphs)
        begin, end = self.dateline.span[1], self.paragraphs[0][1]
        begin += len(self.text[begin:end]) - len(self.text[begin:end].lstrip())
        first = ((begin, end),) if begin < end else ()
        return (*first, *self.paragraphs[1:])

    def doubts(self) -> tuple[str, ...]:
        """What a reader should know: that there is no copy."""
        return () if self.paragraphs else ("there is no copy in it",)


def moved(found: Dateline, by: int) -> Dateline:
    """A dateline found at the front of a paragraph, as it stands in the text."""
    places = tuple(
        msgspec.structs.replace(place, span=(place.span[0] + by, place.span[1] + by))
        for place in found.places
        if place.span
    )
    return found._replace(span=(found.span[0] + by, found.span[1] + by), places=places)


def table_within(table: Table, length: int) -> Table:
    """The table, its place not behind the end of the text."""
    return msgspec.structs.replace(table, position=min(table.position, length))
