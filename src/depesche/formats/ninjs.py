"""In: a JSON object of IPTC's ninjs 1.x, 2.x or 3.x. Out: the Item that it is.

The versions differ in the spelling of names and in what is a list: `headline` became `headlines`,
`body_xhtml` became `bodies`, `pubstatus` became `pubStatus`. All are read by one way.
"""

from __future__ import annotations

from typing import Any

from depesche.core.wire import EdNote, Wire
from depesche.formats.clean import code, number, word
from depesche.formats.fields import (
    association,
    first,
    folded,
    names,
    objects,
    status,
    terms,
    text,
)
from depesche.formats.item import Block, Item
from depesche.formats.markup import blocks_of_html
from depesche.formats.notes import note_of
from depesche.formats.times import iso_time
from depesche.formats.wrapped import blocks_of_lines

OWN = frozenset(
    [
        "headline",
        "headlines",
        "bodies",
        "bodytext",
        "bodyxhtml",
        "bodyhtml",
        "versioncreated",
        "pubstatus",
        "slugline",
        "descriptiontext",
        "descriptions",
        "$standard",
    ]
)
MARKED_UP = ("bodyxhtml", "bodyhtml", "bodyhtml5", "bodynitf")


def is_ninjs(record: dict[str, Any]) -> bool:
    """Whether a JSON object is a ninjs item."""
    fields = folded(record)
    return "uri" in fields and bool(OWN & fields.keys())


def item_from_ninjs(record: dict[str, Any]) -> Item:
    """The item; what is missing or of a wrong type is empty."""
    fields = folded(record)
    return Item(
        wire=wire_of(fields),
        headline=headline(fields, "main") or first(fields, "headline", "title") or "",
        dateline=first(fields, "dateline") or "",
        agency=first(fields, "infosource", "provider") or by_role(fields, "infosources"),
        bylines=tuple(filter(None, (first(fields, "byline", "by"),))),
        blocks=blocks(fields),
        notes=notes(fields),
    )


def wire_of(fields: dict[str, Any]) -> Wire:
    """What the item says beside its copy."""
    version = first(fields, "version")
    created = first(fields, "versioncreated", "contentcreated")
    return Wire(
        format="ninjs",
        urn=first(fields, "uri"),
        version=version,
        version_number=number(version),
        version_created=iso_time(created) or created,
        first_created=iso_time(first(fields, "firstcreated", "contentcreated")),
        status=status(first(fields, "pubstatus")),
        signal=signal(fields),
        embargo=iso_time(first(fields, "embargoeduntil", "embargoed")),
        urgency=number(first(fields, "urgency")),
        language=first(fields, "language"),
        provider=first(fields, "provider", "copyrightholder"),
        kicker=headline(fields, "kicker"),
        subhead=headline(fields, "sub") or first(fields, "subhead"),
        teaser=first(fields, "descriptiontext", "teaser") or described(fields),
        slugline=first(fields, "slugline"),
        rights=first(fields, "copyrightnotice"),
        subjects=terms(fields.get("subject") or fields.get("subjects")),
        genres=terms(fields.get("genre") or fields.get("genres")),
        keywords=names(fields.get("keywords") or fields.get("keyword")),
        located=terms(fields.get("located")) + terms(fields.get("place") or fields.get("places")),
        symbols=symbols(fields),
        associations=tuple(association(each) for each in objects(fields.get("associations"))),
        previous=tuple(filter(None, (first(fields, "evolvedfrom", "replaces"),))),
    )


def signal(fields: dict[str, Any]) -> str | None:
    """The signal, which ninjs does not have, but some who send it do."""
    given = fields.get("signals") or fields.get("signal")
    return first(fields, "signal") or next(iter(names(given)), None)


def headline(fields: dict[str, Any], role: str) -> str | None:
    """The headline of a role in the list that ninjs 2 and 3 have; "main" is also one of no role."""
    for each in map(folded, objects(fields.get("headlines"))):
        own = code(word(each.get("role"))).replace("headline", "").replace("title", "") or "main"
        if own == role and (found := word(plain(each))):
            return found
    return first(folded(o[0]), "value") if role == "main" and (o := some(fields)) else None


def some(fields: dict[str, Any]) -> list[dict[str, Any]]:
    """The headlines of the list, whatever their role."""
    return objects(fields.get("headlines"))


def plain(each: dict[str, Any]) -> str:
    """The value of a headline or description, its markup read through."""
    value = text(each.get("value"))
    if "html" not in code(word(each.get("contenttype"))):
        return value
    return " ".join(block.text for block in blocks_of_html(value))


def described(fields: dict[str, Any]) -> str | None:
    """The first description in words."""
    values = (word(plain(folded(each))) for each in objects(fields.get("descriptions")))
    return next(filter(None, values), None)


def by_role(fields: dict[str, Any], name: str) -> str | None:
    """The name of the first term of a list."""
    return next(iter(names(fields.get(name))), None)


def blocks(fields: dict[str, Any]) -> tuple[Block, ...]:
    """The copy: its form with markup where there is one, else its plain form."""
    bodies = [folded(each) for each in objects(fields.get("bodies"))]
    marked = [each for each in bodies if "html" in (word(each.get("contenttype")) or "")]
    plain_ones = [each for each in bodies if each not in marked]
    for each in (*marked, *plain_ones):
        value = text(each.get("value"))
        found = blocks_of_html(value) if each in marked or "</p>" in value else None
        found = found if found is not None else blocks_of_lines(value)
        if found:
            return found
    for name in MARKED_UP:
        found = blocks_of_html(text(fields.get(name)))
        if found:
            return found
    return blocks_of_lines(text(fields.get("bodytext")))


def notes(fields: dict[str, Any]) -> tuple[EdNote, ...]:
    """The notes to editors; ninjs has no way to say that one is not public."""
    given = first(fields, "ednote", "usagenote")
    several = [
        note_of(first(each, "role") or "note", first(each, "value", "ednote", "text") or "")
        for each in map(folded, objects(fields.get("ednotes")))
    ]
    return (*((note_of("note", given),) if given else ()), *several)


def symbols(fields: dict[str, Any]) -> tuple[Any, ...]:
    """The securities of the organisations that the item names."""
    organisations = objects(fields.get("organisation") or fields.get("organisations"))
    return tuple(each for organisation in organisations for each in terms(organisation.get("symbols")))
