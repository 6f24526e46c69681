"""In: the root of a NewsML-G2 document. Out: the Items of the news items in it, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesche.core.wire import Association, EdNote, Term, Wire
from depesche.formats.clean import code, number, seen
from depesche.formats.fields import status
from depesche.formats.item import Block, Item
from depesche.formats.markup import blocks_of, blocks_of_html, name_of, text_of
from depesche.formats.nitf import item_from_nitf
from depesche.formats.notepad import notes_of_blocks
from depesche.formats.notes import note_of, signal_kind
from depesche.formats.times import iso_time
from depesche.formats.trees import (
    XML_LANGUAGE,
    anywhere,
    attribute,
    below,
    one,
    said,
    term_of,
    terms_of,
)
from depesche.formats.wrapped import blocks_of_lines

PREVIOUS = frozenset(("previousversion", "replaces", "evolvedfrom", "isupdateof", "corrects"))


def items_from_g2(root: Any) -> Iterator[Item]:
    """The items of a message; pictures and the like only where there is nothing else."""
    found = list(anywhere(root, "newsitem"))
    texts = [each for each in found if is_text(each)]
    for each in texts or found:
        yield item_of(each)


def is_text(item: Any) -> bool:
    """Whether a news item carries text rather than a picture or a film."""
    kind = code(attribute(one(item, "itemmeta", "itemclass"), "qcode", "uri"))
    has_copy = any(True for name in ("inlinexml", "inlinedata") for _ in anywhere(item, name))
    return has_copy or kind in ("text", "composite", "")


def item_of(root: Any) -> Item:
    """One news item; what is missing is empty."""
    meta, content = one(root, "itemmeta"), one(root, "contentmeta")
    embedded = embedded_nitf(root)
    notes = tuple(note for each in below(meta, "ednote") for note in notes_of(each))
    return Item(
        wire=wire_of(root, meta, content),
        headline=headline(content, "main") or (embedded.headline if embedded else ""),
        dateline=said(content, "dateline") or (embedded.dateline if embedded else ""),
        agency=said(meta, "provider", "name") or said(content, "creditline"),
        bylines=tuple(text_of(each) for each in below(content, "by")),
        blocks=embedded.blocks if embedded else blocks(one(root, "contentset")),
        notes=notes + tuple(genre_notes(content)),
    )


def genre_notes(content: Any) -> Iterator[EdNote]:
    """The genre, which may be a kind of dispatch, as a note."""
    name = said(content, "genre", "name")
    if name:
        yield EdNote("genre", name)


def wire_of(root: Any, meta: Any, content: Any) -> Wire:
    """What the item says beside its copy."""
    version = attribute(root, "version")
    created = said(meta, "versioncreated")
    return Wire(
        format="newsml-g2",
        urn=attribute(root, "guid"),
        version=version,
        version_number=number(version),
        version_created=iso_time(created) or created,
        first_created=iso_time(said(meta, "firstcreated") or said(content, "contentcreated")),
        status=status(attribute(one(meta, "pubstatus"), "qcode", "uri")),
        signal=signal(meta),
        embargo=iso_time(said(meta, "embargoed")),
        urgency=number(said(content, "urgency")),
        language=attribute(one(content, "language"), "tag") or root.get(XML_LANGUAGE),
        provider=said(meta, "provider", "name") or attribute(one(meta, "provider"), "qcode", "literal"),
        service=attribute(one(meta, "service"), "qcode"),
        kicker=headline(content, "kicker"),
        subhead=headline(content, "subheadline"),
        teaser=teaser(content),
        slugline=said(content, "slugline"),
        rights=said(one(root, "rightsinfo"), "copyrightnotice"),
        desk=desk(content),
        subjects=terms_of(content, "subject"),
        categories=terms_of(content, "subject"),
        genres=terms_of(content, "genre"),
        keywords=tuple(text_of(each) for each in below(content, "keyword")),
        located=terms_of(content, "located"),
        symbols=tuple(symbol(each) for each in anywhere(root, "hasinstrument")),
        associations=associations(root, meta),
        previous=previous(meta),
    )


def signal(meta: Any) -> str | None:
    """The signal that decides the kind of dispatch; else the first."""
    found = [attribute(each, "qcode", "uri") for each in below(meta, "signal")]
    return next((each for each in found if signal_kind(each)), found[0] if found else None)


def desk(content: Any) -> str | None:
    """The desk, which dpa puts among the subjects."""
    subjects = (term_of(each) for each in below(content, "subject"))
    return next((each.code for each in subjects if code(each.scheme) in ("category", "desk")), None)


def headline(content: Any, role: str) -> str | None:
    """The headline of a role. Rank 1 or none is the main one, dpa's rank 3 is the kicker."""
    ranks = {"1": "main", "3": "kicker", "2": "subheadline"}
    for each in below(content, "headline"):
        own = code(attribute(each, "role")) or ranks.get(attribute(each, "rank") or "1", "")
        own = {"headline": "main", "title": "main", "subhead": "subheadline"}.get(own, own)
        if own == role and text_of(each):
            return text_of(each)
    return said(content, "headline") if role == "main" else None


def teaser(content: Any) -> str | None:
    """The teaser, else the summary; captions are no teasers."""
    found = {code(attribute(each, "role")): text_of(each) for each in below(content, "description")}
    return found.get("teaser") or found.get("summary") or found.get("abstract") or found.get("")


def symbol(instrument: Any) -> Term:
    """A security: where it is listed, its symbol, its name."""
    return Term(
        attribute(instrument, "symbolsrc", "type") or "",
        attribute(instrument, "symbol") or "",
        said(instrument, "name") or attribute(instrument, "marketlabel") or "",
    )


def associations(root: Any, meta: Any) -> tuple[Association, ...]:
    """Links to other items, and files that belong to this one."""
    links = [
        Association(
            kind=code(attribute(one(each, "itemclass"), "qcode", "uri")),
            urn=attribute(each, "residref") or "",
            version=attribute(each, "version") or "",
            title=said(each, "title") or "",
            href=attribute(each, "href") or "",
            relation=attribute(each, "rel") or "",
        )
        for each in below(meta, "link")
    ]
    remote = [
        Association(kind=attribute(each, "contenttype") or "", href=attribute(each, "href") or "")
        for each in below(root, "contentset", "remotecontent")
    ]
    return tuple((links + remote)[:500])


def previous(meta: Any) -> tuple[str, ...]:
    """The URNs of items that this one says it follows."""
    links = (each for each in below(meta, "link") if code(attribute(each, "rel")) in PREVIOUS)
    return tuple(urn for each in links if (urn := attribute(each, "residref")))


def notes_of(note: Any) -> tuple[EdNote, ...]:
    """A note to editors, or the notes of a notepad."""
    role = attribute(note, "role") or ""
    closed = code(attribute(note, "pubconstraint")) in (
        "nonpublic",
        "notforpublication",
        "internal",
    )
    if code(role) == "notepad" or any(name_of(each) in ("section", "div") for each in note):
        return notes_of_blocks(blocks_of(note), public=not closed)
    return (note_of(role, text_of(note), public=False if closed else None),)


def embedded_nitf(root: Any) -> Item | None:
    """The item of a NITF document inside this one, if its copy is one."""
    nitf = next(anywhere(one(root, "contentset"), "nitf"), None)
    return None if nitf is None else item_from_nitf(nitf)


def blocks(content: Any) -> tuple[Block, ...]:
    """The copy: the first inline content that has any."""
    for each in below(content, "inlinexml"):
        if found := blocks_of(each):
            return found
    for each in below(content, "inlinedata"):
        raw = seen("".join(each.itertext()))
        if found := blocks_of_html(raw) if "<" in raw else blocks_of_lines(raw):
            return found
    return ()
