"""In: an Item. Out: its copy, without notices, bylines, sign-off, notes that stand around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from depesche.formats.clean import line
from depesche.formats.dateline import dateline_at
from depesche.formats.item import Block, Item
from depesche.formats.lines import Line
from depesche.formats.marks import byline, closing_bracket, furniture, is_notice
from depesche.formats.tail import Tail, glued, is_note_heading, take

BY = re.compile(r"(?:[Vv]on|VON|[Bb]y|BY)\s+")
HEAD_BLOCKS = 6
TEASER_BLOCKS = 3


@dataclass(slots=True)
class Copy:
    """The blocks of the copy with what was taken off them."""

    blocks: list[Block]
    notes: list[Block] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    teaser: str = ""
    headline: str = ""
    tail: Tail = field(default_factory=Tail)


def copy_of(item: Item) -> Copy:
    """The copy without what only stands around it."""
    copy = Copy([])
    headline = line(item.headline)
    for block in item.blocks:
        place_block(block, copy)
    if not headline and copy.blocks and copy.blocks[0].kind == "heading":
        copy.headline = copy.blocks.pop(0).text
    while copy.blocks and copy.blocks[0].kind == "heading" and headline == copy.blocks[0].text:
        copy.blocks.pop(0)
    cut_notes(copy)
    cut_head(copy, item)
    cut_tail(copy)
    return copy


def place_block(block: Block, copy: Copy) -> None:
    """Adds a block to the copy or to what its class says it is."""
    if block.kind == "box":
        copy.boxes.append(block.text)
    elif block.role == "teaser":
        copy.teaser = copy.teaser or line(block.text)
    elif block.role == "byline":
        copy.bylines += people_of(line(block.text))
    elif block.role != "closingline" and block.kind != "caption":
        copy.blocks.append(block)


def people_of(printed: str) -> tuple[str, ...]:
    """The people of a byline field, with or without "Von" before them."""
    bare = BY.sub("", printed.strip("-–*+ "))
    for words in (printed.strip("-–*+ "), "Von " + bare):
        people = byline(words, whole(words))
        if people:
            return people
    return (bare,) if bare else ()


def cut_notes(copy: Copy) -> None:
    """Takes off the notes to editors that stand below the copy."""
    for index, block in enumerate(copy.blocks):
        if index and len(block.text) < 160 and is_note_heading(block.text, whole(block.text)):
            copy.notes = copy.blocks[index:]
            del copy.blocks[index:]
            while copy.notes and closes(copy.notes[-1].text, copy):
                copy.notes.pop()
            return


def closes(text: str, copy: Copy) -> bool:
    """Whether a block below the notes is the sign-off; notes it."""
    rule = furniture(text, whole(text))
    return rule is not None and rule.role in ("signoff", "code") and take_line(text, copy)


def cut_head(copy: Copy, item: Item) -> None:
    """Takes off what stands above the first paragraph: notices, bylines, a teaser."""
    index = 0
    while index < min(len(copy.blocks), HEAD_BLOCKS):
        block = copy.blocks[index]
        taken = block.kind == "paragraph" and take_from_head(block.text, copy)
        if taken:
            del copy.blocks[index]
            continue
        if block.kind == "paragraph":
            break
        index += 1
    if not line(item.dateline):
        cut_teaser(copy)


def take_from_head(text: str, copy: Copy) -> bool:
    """Whether a block above the copy is a notice or a byline; notes it."""
    people = byline(text, whole(text))
    copy.bylines += people
    bracketed = text.startswith("(") and closing_bracket(text, 0, len(text)) == (0, len(text))
    if bracketed or is_notice(text, 0, "line"):
        copy.notices.append(text[1:-1].strip() if bracketed else text)
        return True
    return bool(people)


def cut_teaser(copy: Copy) -> None:
    """Takes off a teaser: a paragraph above the one that begins with the dateline."""
    paragraphs = [n for n, block in enumerate(copy.blocks) if block.kind == "paragraph"]
    for place, index in enumerate(paragraphs[:TEASER_BLOCKS]):
        found = dateline_at(copy.blocks[index].text, 0)
        if found and found.agency:
            above = paragraphs[:place]
            if above and not copy.teaser:
                copy.teaser = " ".join(line(copy.blocks[n].text) for n in above)
                copy.blocks = [b for n, b in enumerate(copy.blocks) if n not in above]
            return


def cut_tail(copy: Copy) -> None:
    """Takes off what closes the copy: sign-off, ISINs, rights, notices, desk codes."""
    blocks = copy.blocks
    while len(blocks) > 1 and blocks[-1].kind != "table":
        lines = blocks[-1].text.split("\n")
        while lines and take_line(lines[-1], copy):
            lines.pop()
        if lines:
            blocks[-1] = blocks[-1]._replace(text="\n".join(lines))
            break
        blocks.pop()
    if blocks and blocks[-1].kind == "paragraph":
        text = blocks[-1].text
        text = text[: glued(text, whole(text), copy.tail)]
        notice = closing_bracket(text, 0, len(text))
        if notice and notice[0]:
            copy.notices.append(text[notice[0] + 1 : notice[1] - 1].strip())
            text = text[: notice[0]].rstrip()
        blocks[-1] = blocks[-1]._replace(text=text)


def take_line(text: str, copy: Copy) -> bool:
    """Whether a line closes the copy; notes what it says."""
    before = len(copy.tail.notices)
    if not text or not take(text, whole(text), copy.tail):
        return not text
    if len(copy.tail.notices) > before:
        begin, end = copy.tail.notices[0]
        copy.notices.append(text[begin:end].strip("() "))
    return True


def whole(text: str) -> Line:
    """All of a text as one line."""
    return Line(0, len(text), 0, 0)
