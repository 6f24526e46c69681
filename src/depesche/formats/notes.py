"""In: an item's notes and titles. Out: its notices, what its desk adds, what must stay private.

A note's role is a hint only: "correction" carries plain updates too. What counts is, in this order,
the item's signal, the heading above the note, the note's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from depesche.core.dispatch import Kind
from depesche.core.wire import EdNote
from depesche.formats.clean import code, line
from depesche.formats.headerdate import MONTHS
from depesche.formats.lines import Line
from depesche.formats.marks import bracket_end, byline, is_notice, notice_kind
from depesche.formats.prefixes import read_prefixes
from depesche.formats.times import german_time
from depesche.formats.words import table

URN = re.compile(r"\b(?:urn:[a-z0-9][a-z0-9-]{0,31}:|tag:)[^\s,;()\"'«»„“”<>]{3,200}", re.IGNORECASE)
PRIVATE = re.compile(
    r"\bnicht\s(?:zur|für\sdie)\sVeröffentlichung\b|\bnot\s(?:intended\s)?for\spublication\b"
    r"|\bnur\szur\s(?:internen\s)?Information\b",
    re.IGNORECASE,
)
REACHABLE = re.compile(
    r"\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}"
    r"|(?:\+\d{1,3}|\b0\d{2,5}|\(0\d{1,5}\))[ /()-]{1,3}[\d /-]{5,}"
)
KIND_WORD = re.compile(
    r"\A\(?\s*(?:Berichtigung|Aktualisierung|Wiederholung|Zurück(?:gezogen|ziehung)|Korrektur|Achtung"
    r"|Sperrfrist|[Nn]eu|NEU)\b\s*(?::|[-–]\s)?\s*"
)
HEADED = re.compile(r"^\((Achtung|Berichtigung|Wiederholung|Aktualisierung|Korrektur)\)\s+(?=\S)")
LETTERS = re.compile(r"\W+")
NO_NOTICES = frozenset(("picture", "internet", "places", "editorial", "title"))
MOST_NOTES = 200
LONGEST_NOTE = 8000


@dataclass(slots=True)
class Notes:
    """The notes of an item, sorted."""

    notices: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    public: list[EdNote] = field(default_factory=list)
    private: list[EdNote] = field(default_factory=list)
    urns: list[str] = field(default_factory=list)


def signal_kind(signal: str | None) -> Kind | None:
    """The kind of dispatch that a signal makes; None for none and for one that says nothing."""
    kind: Kind | None = table("wire")["signals"].get(code(signal))
    return kind


def note_of(role: str, text: str, *, public: bool | None = None) -> EdNote:
    """A note with the role of the project's own list; `public` as sent, or as the role has it.

    Contacts are private whatever the sender says.
    """
    entry = role_entry(role)
    allowed = entry.get("public", True) and not PRIVATE.search(text)
    return EdNote(entry.get("role", code(role) or "note"), text, bool(allowed and public is not False))


def role_entry(role: str) -> dict[str, Any]:
    """What the role list says of a role or of a heading; an empty entry where it says nothing."""
    entries: dict[str, dict[str, Any]] = table("wire")["notes"]
    return entries.get(code(role)) or entries.get(line(role).rstrip(":").lower()) or {}


def sort_notes(
    notes: tuple[EdNote, ...], titles: tuple[str, ...], kind: Kind | None, embargo: str | None
) -> Notes:
    """The notes and title lines, sorted; `kind` is what status and signal say of the dispatch."""
    found = Notes()
    for title in titles[:MOST_NOTES]:
        sort_title(line(title), found)
    for note in notes[:MOST_NOTES]:
        sort_note(note, kind, found)
    if embargo and not any(text.startswith("Sperrfrist") for text in found.notices):
        found.notices.append(embargo_words(embargo))
    found.notices = without_copies(found.notices)
    found.public = distinct(found.public)
    found.private = distinct(found.private)
    return found


def distinct(notes: list[EdNote]) -> list[EdNote]:
    """The notes, each wording once."""
    return list({KIND_WORD.sub("", note.text, count=1): note for note in reversed(notes)}.values())[::-1]


def sort_note(note: EdNote, kind: Kind | None, found: Notes) -> None:
    """Puts one note where it belongs."""
    text = line(note.text)[:LONGEST_NOTE]
    if not text:
        return
    found.urns += URN.findall(text)[:10]
    if not note.public or contact_in(text, note.role):
        found.private.append(EdNote(note.role, text, False))
        return
    if note.role == "closingline":
        found.closing.append(text)
        return
    if note.role == "genre":
        sort_title(ungenred(text), found, "")
        return
    found.public.append(EdNote(note.role, text))
    if is_notice_of(note.role, text, kind):
        add_notice(with_kind_word(text, note.role, kind), found)


def ungenred(text: str) -> str:
    """What is new in a genre's line, without a genre that is no prefix: "Meldung - neu: Wetter"."""
    genre, _, rest = text.partition(" - ")
    return rest if opens_notice(rest) and not read_prefixes(genre).length else text


def is_notice_of(role: str, text: str, kind: Kind | None) -> bool:
    """Whether a note is a notice: by its role, by its words, or as the reason of a withdrawal."""
    bracket = 1 if text.startswith("(") else 0
    if role in notice_roles() or is_notice(text, 0, "line") or is_notice(text, bracket, "bracket"):
        return True
    if opening_kind(text):
        return True
    loose = role not in NO_NOTICES
    return kind is not None and loose and (kind == "withdrawal" or notice_kind(text) == kind)


@cache
def notice_roles() -> frozenset[str]:
    """The roles whose notes are notices."""
    entries = table("wire")["notes"].values()
    return frozenset(entry["role"] for entry in entries if entry.get("notice"))


def contact_in(text: str, role: str) -> bool:
    """Whether a note that is no notice tells how to reach somebody."""
    return role not in notice_roles() and bool(REACHABLE.search(text))


def with_kind_word(text: str, role: str, kind: Kind | None) -> str:
    """The note without its brackets; the kind in front where only a field of the wire says it."""
    bare = without_brackets(text)
    own = KIND_WORD.match(bare)
    known = role if role in table("wire")["kinds"] and role != "correction" else kind
    word = table("wire")["kinds"].get(known or "")
    if own or not word or opening_kind(bare):
        return bare
    told = known == "withdrawal" and notice_kind(bare) == known
    return bare if told else word + bare


def without_brackets(text: str) -> str:
    """The text without the brackets around all of it, or without one that never closes."""
    if not text.startswith("("):
        return text
    end = bracket_end(text, 0, len(text))
    return text[1:-1].strip() if end == len(text) else text if end else text[1:].lstrip()


def add_notice(text: str, found: Notes) -> None:
    """Notes a notice and what it says of the dispatch."""
    kind = opening_kind(text) or notice_kind(text)
    found.notices.append(text)
    found.kinds += [kind] if kind else []


@cache
def openings() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The patterns of first words that make a note a notice."""
    return tuple((each["kind"], re.compile(each["pattern"])) for each in table("wire")["openings"])


def opening_kind(text: str) -> Kind | None:
    """The kind that a note's first words make; None where they say nothing."""
    return next((kind for kind, pattern in openings() if pattern.match(text)), None)


def sort_title(title: str, found: Notes, otherwise: str = "title") -> None:
    """Puts a line that stands with the headline where it belongs: prefix, notice, byline, note.

    `otherwise` is the role of a note that it is if it is nothing else; "" drops it.
    """
    text = without_brackets(HEADED.sub(r"\1: ", title))
    if not text:
        return
    people = byline(text, Line(0, len(text), 0, 0))
    prefixes = read_prefixes(text[:400])
    if people:
        found.bylines += people
    elif opens_notice(text):
        add_notice(text, found)
    elif prefixes.length:
        found.prefixes += prefixes.printed
        found.kinds += prefixes.kinds
        sort_title(text[prefixes.length :], found, otherwise)
    elif otherwise:
        role = "picture" if re.match(r"Fotos?\b|Bild(?:er)?\b", text) else otherwise
        found.public.append(EdNote(role, text))
    found.urns += URN.findall(text)[:10]


def opens_notice(text: str) -> bool:
    """Whether a line in the head is a notice."""
    marked = is_notice(text, 0, "line") or is_notice(text, 0, "bracket")
    return marked or opening_kind(text) is not None


def embargo_words(embargo: str) -> str:
    """An embargo's time in the words of a notice: "Sperrfrist 9. Oktober 2024 14.20 Uhr"."""
    local = german_time(embargo)
    try:
        year, month, day = local[:4], MONTHS[int(local[5:7]) - 1].capitalize(), int(local[8:10])
    except (ValueError, IndexError):
        return "Sperrfrist " + embargo
    clock = f" {local[11:13]}.{local[14:16]} Uhr" if len(local) > 15 else ""
    return f"Sperrfrist {day}. {month} {year}{clock}"


def without_copies(notices: list[str]) -> list[str]:
    """The notices without those whose words are all in another one."""
    bare = [LETTERS.sub("", KIND_WORD.sub("", text, count=1)).lower() for text in notices[:MOST_NOTES]]
    return [
        text
        for n, text in enumerate(notices[:MOST_NOTES])
        if not any(
            (bare[n] in other and len(other) > len(bare[n])) or (bare[n] == other and m < n)
            for m, other in enumerate(bare)
            if m != n
        )
    ]
