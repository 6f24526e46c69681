"""In: the root of a NITF document. Out: the Item that it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesche.core.wire import EdNote, Term, Wire
from depesche.formats.clean import code, number
from depesche.formats.fields import status
from depesche.formats.item import Block, Item
from depesche.formats.markup import blocks_of, text_of
from depesche.formats.notes import note_of
from depesche.formats.times import iso_time
from depesche.formats.trees import anywhere, attribute, below, one, said


def item_from_nitf(root: Any) -> Item:
    """The item; what is missing is empty."""
    head, body = one(root, "head"), one(root, "body")
    top = one(body, "body.head")
    data = one(head, "docdata")
    written = tuple(notes(data, body))
    return Item(
        wire=wire_of(head, data, top),
        headline=said(top, "hedline", "hl1") or said(top, "headline") or said(head, "title") or "",
        dateline=dateline(top),
        agency=agency(data, top),
        bylines=bylines(top),
        blocks=tuple(blocks(body)),
        notes=written,
    )


def wire_of(head: Any, data: Any, top: Any) -> Wire:
    """What the document says beside its copy."""
    version = attribute(one(data, "du-key"), "version", "generation")
    issue = iso_time(attribute(one(data, "date.issue"), "norm"))
    release = iso_time(attribute(one(data, "date.release"), "norm"))
    return Wire(
        format="nitf",
        urn=attribute(one(data, "doc-id"), "id-string") or attribute(one(data, "du-key"), "key"),
        version=version,
        version_number=number(version),
        version_created=issue or iso_time(meta(head, "date", "version-created", "timestamp")),
        first_created=iso_time(attribute(one(top, "dateline", "story.date"), "norm")),
        status=status(attribute(data, "management-status")),
        signal=signal(data),
        embargo=release if later(release, issue) else None,
        urgency=number(attribute(one(data, "urgency"), "ed-urg")),
        language=meta(head, "language", "lang"),
        provider=attribute(one(data, "doc-id"), "regsrc"),
        service=meta(head, "service", "wire"),
        kicker=meta(head, "kicker"),
        subhead=said(top, "hedline", "hl2"),
        teaser=said(top, "abstract"),
        slugline=attribute(one(data, "fixture"), "fix-id") or meta(head, "slug", "slugline"),
        rights=attribute(one(data, "doc.copyright"), "holder") or said(top, "rights"),
        desk=attribute(one(data, "fixture"), "fix-id"),
        subjects=tuple(subjects(head)),
        genres=tuple(Term(code=found) for found in (meta(head, "genre"),) if found),
        keywords=tuple(key for each in below(data, "key-list", "keyword") if (key := attribute(each, "key"))),
        located=tuple(located(data, top)),
        symbols=tuple(symbols(head)),
        previous=previous(data),
    )


def meta(head: Any, *names: str) -> str | None:
    """The content of the first `meta` of one of the names."""
    for each in below(head, "meta"):
        if (attribute(each, "name") or "").lower() in names:
            return attribute(each, "content")
    return None


def signal(data: Any) -> str | None:
    """NITF has no signal, but an element for corrections."""
    return "correction" if one(data, "correction") is not None else None


def later(release: str | None, issue: str | None) -> bool:
    """Whether the day or time of release is after that of issue, so that it is an embargo."""
    if not release or not issue:
        return bool(release)
    return release[:16] > issue[:16]


def previous(data: Any) -> tuple[str, ...]:
    """The names of documents that this one corrects or replaces."""
    named = [attribute(each, "id-string") for each in below(data, "correction")]
    named.append(attribute(data, "management-doc-idref"))
    return tuple(filter(None, named))


def subjects(head: Any) -> Iterator[Term]:
    """The subject codes."""
    for each in list(anywhere(head, "tobject.subject"))[:500]:
        names = ("tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")
        yield Term("iptc", attribute(each, "tobject.subject.refnum") or "", attribute(each, *names) or "")
    for each in list(anywhere(head, "classifier"))[:500]:
        kind = attribute(each, "type") or ""
        yield Term(kind, attribute(each, "idsrc", "id") or "", attribute(each, "value") or text_of(each))


def located(data: Any, top: Any) -> Iterator[Term]:
    """The places of the event and of the dateline."""
    for each in below(data, "evloc"):
        yield Term("evloc", attribute(each, "iso-cc") or "", attribute(each, "city") or "")
    for each in below(top, "dateline", "location"):
        yield Term("dateline", "", text_of(each))


def symbols(head: Any) -> Iterator[Term]:
    """The securities of the organisations that the document names."""
    for org in anywhere(head, "org"):
        found = attribute(org, "value")
        if found and (code(attribute(org, "idsrc")) in ("isin", "wkn") or attribute(org, "idsrc")):
            yield Term(attribute(org, "idsrc") or "", found, text_of(org))


def dateline(top: Any) -> str:
    """The dateline as printed, without the date that NITF puts into it."""
    found = one(top, "dateline")
    if found is None:
        return ""
    date = said(found, "story.date") or ""
    return text_of(found).replace(date, "").strip(" ,") if date else text_of(found)


def agency(data: Any, top: Any) -> str | None:
    """The agency: who distributes it, else who holds the rights."""
    copyright_holder = attribute(one(data, "doc.copyright"), "holder")
    return said(top, "distributor") or copyright_holder


def bylines(top: Any) -> tuple[str, ...]:
    """The bylines, without the titles of those who wrote."""
    found = []
    for each in below(top, "byline"):
        people = [text_of(person) for person in below(each, "person")]
        title = said(each, "byttl") or ""
        printed = text_of(each).removesuffix(title).strip(" ,")
        found += people or ([printed] if printed else [])
    return tuple(found)


def blocks(body: Any) -> Iterator[Block]:
    """The copy, and below it what the end of the document says."""
    content, end = one(body, "body.content"), one(body, "body.end")
    if content is not None:
        yield from blocks_of(without_notes(content))
    if end is not None:
        yield from (block._replace(role="closingline") for block in blocks_of(without_notes(end)))


def without_notes(element: Any) -> Any:
    """The element with its notes taken out: they are no copy."""
    for note in list(anywhere(element, "note")):
        parent, before = note.getparent(), note.getprevious()
        if parent is None:
            continue
        if before is not None:
            before.tail = (before.tail or "") + (note.tail or "")
        else:
            parent.text = (parent.text or "") + (note.tail or "")
        parent.remove(note)
    return element


def notes(data: Any, body: Any) -> Iterator[EdNote]:
    """The notes: messages of the desk, corrections, notes in the head and in the copy.

    A note of type `npa` is not for publication.
    """
    for each in below(data, "ed-msg"):
        yield note_of("note", attribute(each, "info") or attribute(each, "msg-type") or "")
    for each in below(data, "correction"):
        yield note_of("correction", attribute(each, "info") or "")
    for each in anywhere(body, "note"):
        closed = attribute(each, "type") == "npa"
        if attribute(each, "noteclass") not in ("cpyrt", "trademk", "end"):
            yield note_of("note", text_of(each), public=False if closed else None)
