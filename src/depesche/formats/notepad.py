"""In: the blocks of a notepad or of notes below the copy. Out: the notes, with their roles."""

from __future__ import annotations

import re

from depesche.core.wire import EdNote
from depesche.formats.item import Block
from depesche.formats.notes import KIND_WORD, PRIVATE, note_of, role_entry
from depesche.formats.words import table


def notes_of_blocks(blocks: tuple[Block, ...], *, public: bool = True) -> tuple[EdNote, ...]:
    """The notes of a notepad: each paragraph or list item under its heading's role.

    A line that says so makes everything below it private.
    """
    notes: list[EdNote] = []
    heading = ""
    for block in (each for each in blocks if each.role != "closingline"):
        text = re.sub(r"^#{1,6}\s*", "", block.text)
        if set(text) <= set("* ") or PRIVATE.search(text[:400]):
            public, heading = False, heading if set(text) <= set("* ") else ""
        if block.kind == "heading" or is_heading(block.text):
            heading = text.rstrip(": ")
            continue
        notes += [notepad_note(heading, item, public) for item in items_of(block)]
    return tuple(note for note in notes if note.text)


def is_heading(text: str) -> bool:
    """Whether a block of a notepad in plain text heads what follows."""
    return len(text) < 60 and (text.startswith("#") or bool(role_entry(text)))


def items_of(block: Block) -> list[str]:
    """The items of a list, or the block itself."""
    if block.kind == "table":
        return [" | ".join(row) for row in block.rows]
    parts = block.text.split("\n") if block.kind == "list" else [block.text]
    return [re.sub(r"^- ", "", part).strip("* ") for part in parts]


def notepad_note(heading: str, text: str, public: bool) -> EdNote:
    """One note of a notepad; a kind that the heading says stands in front of its words."""
    entry = role_entry(heading)
    word = table("wire")["kinds"].get(entry.get("kind", ""))
    if word and not KIND_WORD.match(text):
        text = word + text
    return note_of(heading or "note", text, public=public)
