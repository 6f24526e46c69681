"""In: an object of dpa's digitalwires JSON (0.9 and near it). Out: the Item that it is."""

from __future__ import annotations

from typing import Any

from depesche.core.wire import EdNote, Term, Wire
from depesche.formats.clean import code, number, word
from depesche.formats.fields import (
    MOST_TERMS,
    association,
    first,
    folded,
    names,
    objects,
    status,
    term,
    text,
)
from depesche.formats.item import Block, Item
from depesche.formats.markup import blocks_of_html
from depesche.formats.notepad import notes_of_blocks
from depesche.formats.notes import note_of
from depesche.formats.times import iso_time

OWN = frozenset(("articlehtml", "entryid", "versioncreated", "pubstatus", "notepad", "ednotes"))


def is_digitalwires(record: dict[str, Any]) -> bool:
    """Whether a JSON object is an item of digitalwires."""
    fields = folded(record)
    return "articlehtml" in fields or ("urn" in fields and len(OWN & fields.keys()) >= 1)


def item_from_digitalwires(record: dict[str, Any]) -> Item:
    """The item; what is missing or of a wrong type is empty."""
    fields = folded(record)
    categories = objects(fields.get("categories"))
    infobox = blocks_of_html(text(fields.get("infoboxhtml")))
    return Item(
        wire=wire_of(fields, categories),
        headline=first(fields, "headline") or "",
        dateline=first(fields, "dateline") or "",
        agency=agency_of(fields, categories),
        bylines=tuple(filter(None, (first(fields, "byline"),))),
        blocks=(
            *blocks_of_html(text(fields.get("articlehtml"))),
            *(Block("box", block.text) for block in infobox if block.text),
        ),
        notes=notes_of(fields),
    )


def wire_of(fields: dict[str, Any], categories: list[dict[str, Any]]) -> Wire:
    """What the item says beside its copy."""
    version = first(fields, "version")
    created = first(fields, "versioncreated", "updated")
    return Wire(
        format="digitalwires",
        urn=first(fields, "urn", "entryid"),
        version=version,
        version_number=number(version),
        version_created=iso_time(created) or created,
        first_created=iso_time(first(fields, "firstcreated", "contentcreated", "published")),
        status=status(first(fields, "pubstatus") or named(categories, "pubstatus")),
        signal=first(fields, "signal") or named(categories, "signal"),
        embargo=iso_time(first(fields, "embargoed")),
        urgency=number(first(fields, "urgency")),
        language=first(fields, "language"),
        provider=first(fields, "provider") or named(categories, "provider", "name"),
        service=named(categories, "wire"),
        kicker=first(fields, "kicker"),
        subhead=first(fields, "subhead"),
        teaser=first(fields, "teaser"),
        slugline=first(fields, "slugline"),
        rights=first(fields, "copyrightnotice"),
        desk=named(categories, "desk"),
        **terms_of(fields, categories),
        associations=tuple(association(each) for each in objects(fields.get("associations"))),
    )


def terms_of(fields: dict[str, Any], categories: list[dict[str, Any]]) -> dict[str, Any]:
    """The item's terms by the field of Wire that they belong in."""
    genres = of_type(categories, "genre")
    return {
        "subjects": of_type(categories, "dpasubject") + of_type(categories, "subject"),
        "categories": tuple(map(term, categories)),
        "genres": genres or tuple(Term(name=each) for each in names(fields.get("genrenames"))),
        "keywords": names(fields.get("keywordnames"))
        or tuple(each.name for each in of_type(categories, "keyword")),
        "located": of_type(categories, "located")
        or tuple(Term(name=each) for each in names(fields.get("geosubjectnames"))),
        "symbols": tuple(
            each
            for kind in ("isin", "symbol", "ticker", "wkn", "security")
            for each in of_type(categories, kind)
        ),
    }


def of_type(categories: list[dict[str, Any]], kind: str) -> tuple[Term, ...]:
    """The terms of the categories of one type."""
    return tuple(term(each) for each in categories[:MOST_TERMS] if code(word(each.get("type")) or "") == kind)


def named(categories: list[dict[str, Any]], kind: str, field: str = "code") -> str | None:
    """The code or name of the first category of one type."""
    return next((str(getattr(each, field)) or None for each in of_type(categories, kind)), None)


def agency_of(fields: dict[str, Any], categories: list[dict[str, Any]]) -> str | None:
    """The agency that the item names in a field of its own."""
    return first(fields, "agency", "source") or named(categories, "provider", "name")


def notes_of(fields: dict[str, Any]) -> tuple[EdNote, ...]:
    """The notes of the item: its list of them, its notepad, its genre with what is new."""
    found = [ednote(folded(each)) for each in objects(fields.get("ednotes"))]
    genre = " ".join(names(fields.get("genrenames"))[:1])
    beside = [note for note in found if note.role == "genre" and note.public]
    combined = " - ".join(filter(None, (genre, *(note.text for note in beside))))
    notes = [note for note in found if note not in beside]
    if combined:
        notes.append(EdNote("genre", combined))
    return (*notes, *notepad(fields.get("notepad")))


def ednote(fields: dict[str, Any]) -> EdNote:
    """One of the item's notes."""
    public = fields.get("ispublishable")
    role = first(fields, "role") or ""
    return note_of(role, text(fields.get("ednote")), public=public if public is not None else None)


def notepad(value: Any) -> tuple[EdNote, ...]:
    """The notes of the notepad's public and private parts."""
    if not isinstance(value, dict):
        return ()
    fields = folded(value)
    public = blocks_of_html(text(fields.get("publichtml")))
    private = blocks_of_html(text(fields.get("nonpublichtml")))
    return (*notes_of_blocks(public), *notes_of_blocks(private, public=False))
