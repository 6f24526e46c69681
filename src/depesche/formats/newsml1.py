"""In: the root of a NewsML 1.0 to 1.2 document. Out: the Items of its news items, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesche.core.wire import Association, EdNote, Term, Wire
from depesche.formats.clean import code, number, seen
from depesche.formats.fields import status
from depesche.formats.item import Block, Item
from depesche.formats.markup import blocks_of, blocks_of_html, text_of
from depesche.formats.nitf import item_from_nitf
from depesche.formats.notes import note_of
from depesche.formats.times import iso_time
from depesche.formats.trees import MOST, XML_LANGUAGE, anywhere, attribute, below, one, said
from depesche.formats.wrapped import blocks_of_lines

NO_COPY = frozenset(
    ["caption", "photo", "picture", "graphic", "video", "audio", "thumbnail", "icon", "keywords"]
)
HEADS = frozenset(("title", "headline"))


def items_from_newsml1(root: Any) -> Iterator[Item]:
    """The items of a document; pictures and the like only where there is nothing else."""
    found = [item_of(each, root) for each in anywhere(root, "newsitem")]
    yield from [item for item in found if item.blocks] or found


def item_of(root: Any, document: Any) -> Item:
    """One news item; what is missing is empty."""
    embedded = next(anywhere(root, "nitf"), None)
    nitf = None if embedded is None else item_from_nitf(embedded)
    lines = next(anywhere(root, "newslines"), None)
    contents = () if nitf else tuple(contents_of(root))
    inner = next((block for role, blocks in contents if role in HEADS for block in blocks), None)
    return Item(
        wire=wire_of(root, document, lines),
        headline=said(lines, "headline") or (inner.text if inner else "") or (nitf.headline if nitf else ""),
        dateline=said(lines, "dateline") or (nitf.dateline if nitf else ""),
        agency=provider(root),
        bylines=tuple(text_of(each) for each in below(lines, "byline")),
        blocks=nitf.blocks if nitf else copy(contents),
        notes=(*notes(root, lines), *(nitf.notes if nitf else ())),
    )


def wire_of(root: Any, document: Any, lines: Any) -> Wire:
    """What the item says beside its copy."""
    name, management = one(root, "identification", "newsidentifier"), one(root, "newsmanagement")
    revision = one(name, "revisionid")
    created = said(management, "thisrevisioncreated")
    future = one(management, "statuswillchange")
    version = said(name, "revisionid")
    return Wire(
        format="newsml-1",
        urn=said(name, "publicidentifier") or composed(name),
        version=version,
        version_number=number(version),
        version_created=iso_time(created) or created,
        first_created=iso_time(said(management, "firstcreated")),
        status=status(formal(management, "status")),
        signal=formal(management, "instruction"),
        embargo=iso_time(said(future, "dateandtime")),
        urgency=number(formal(management, "urgency")),
        language=next((formal_name(each) for each in anywhere(root, "language")), None)
        or root.get(XML_LANGUAGE),
        provider=provider(root) or said(name, "providerid"),
        service=formal(one(document, "newsenvelope"), "newsservice"),
        subhead=said(lines, "subheadline"),
        slugline=said(lines, "slugline"),
        rights=said(lines, "copyrightline") or said(lines, "rightsline"),
        subjects=tuple(subjects(root)),
        genres=tuple(Term(code=formal_name(each) or "") for each in anywhere(root, "genre")),
        keywords=keywords(root, lines),
        located=tuple(located(root)),
        symbols=tuple(symbols(root)),
        associations=tuple(associations(management)),
        previous=previous(management),
        previous_version=replaced(revision),
    )


def formal_name(element: Any) -> str | None:
    """The formal name of an element."""
    return attribute(element, "formalname")


def formal(element: Any, *path: str) -> str | None:
    """The formal name of the first element that a path leads to."""
    return formal_name(one(element, *path))


def composed(name: Any) -> str | None:
    """The URN that RFC 3085 makes of provider, date and item, without the revision."""
    parts = [said(name, part) for part in ("providerid", "dateid", "newsitemid")]
    return "urn:newsml:" + ":".join(map(str, parts)) if all(parts) else None


def provider(root: Any) -> str | None:
    """The provider's name."""
    meta = next(anywhere(root, "administrativemetadata"), None)
    found = formal(meta, "provider", "party") or formal(meta, "source", "party")
    return found or said(next(anywhere(root, "newslines"), None), "creditline")


def replaced(revision: Any) -> str | None:
    """The revision before this one; "0" means that there is none."""
    before = attribute(revision, "previousrevision")
    return before if before and before.strip("0") else None


def previous(management: Any) -> tuple[str, ...]:
    """The items that this one is derived from."""
    found = [
        attribute(each, "newsitem") or said(each, "newsitemref") for each in below(management, "derivedfrom")
    ]
    return tuple(filter(None, found))


def associations(management: Any) -> Iterator[Association]:
    """The items that this one belongs with."""
    for each in below(management, "associatedwith"):
        yield Association(urn=attribute(each, "newsitem") or "", title=text_of(each))


def subjects(root: Any) -> Iterator[Term]:
    """The subject codes, in whatever depth they are given."""
    for name in ("subjectdetail", "subjectmatter", "subject"):
        for each in anywhere(root, name):
            yield Term(attribute(each, "vocabulary") or "", formal_name(each) or "", name)


def keywords(root: Any, lines: Any) -> tuple[str, ...]:
    """The keywords of the lines and the properties."""
    found = [text_of(each) for each in below(lines, "keywordline")]
    found += [
        attribute(each, "value") or ""
        for each in anywhere(root, "property")
        if code(formal_name(each)) == "keyword"
    ]
    return tuple(filter(None, found))[:MOST]


def located(root: Any) -> Iterator[Term]:
    """The places, by their properties: city, country, ..."""
    for place in anywhere(root, "location"):
        for each in below(place, "property"):
            yield Term(formal_name(each) or "", "", attribute(each, "value") or "")


def symbols(root: Any) -> Iterator[Term]:
    """The securities among the properties."""
    for each in anywhere(root, "property"):
        kind = code(formal_name(each))
        if kind in ("isin", "wkn", "ticker", "tickersymbol", "ric", "symbol"):
            yield Term(kind, attribute(each, "value") or "")


def notes(root: Any, lines: Any) -> Iterator[EdNote]:
    """The lines that are no line of the standard, and comments and the history of revisions."""
    for each in below(lines, "newsline"):
        kind = formal(each, "newslinetype") or "note"
        yield note_of(kind, said(each, "newslinetext") or "")
    for each in anywhere(root, "comment"):
        yield note_of("note", text_of(each))


def contents_of(root: Any) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The role of every part of the copy, and its blocks."""
    for content in anywhere(root, "contentitem"):
        kind = code(formal(content, "mediatype"))
        component = content.getparent()
        role = code(formal(component, "role"))
        data = one(content, "datacontent")
        if data is not None and kind in ("", "text", "complexdata") and role not in NO_COPY:
            yield role, blocks_in(data)


def blocks_in(data: Any) -> tuple[Block, ...]:
    """The blocks of a content in markup, in markup that is escaped, or in lines."""
    if len(data):
        return blocks_of(data)
    raw = seen(data.text or "")
    return blocks_of_html(raw) if "</" in raw or "<br" in raw.lower() else blocks_of_lines(raw)


def copy(contents: tuple[tuple[str, tuple[Block, ...]], ...]) -> tuple[Block, ...]:
    """All parts of the copy, each once: some senders give it in two formats."""
    blocks: list[Block] = []
    known: set[str] = set()
    for role, part in contents:
        words = "".join("".join(block.text.split()) for block in part)
        if role in HEADS or words in known:
            continue
        known.add(words)
        blocks += part
    return tuple(blocks)
