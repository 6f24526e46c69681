"""In: the value of any JSON field. Out: the same as the type that is wanted, or its empty value."""

from __future__ import annotations

from typing import Any

from depesche.core.wire import Association, Status, Term
from depesche.formats.clean import code, line, seen, word
from depesche.formats.words import table

MOST_TERMS = 500


def folded(record: dict[str, Any]) -> dict[str, Any]:
    """The fields by their names in lower case without "_": "versionCreated" is "versioncreated"."""
    return {str(key).lower().replace("_", ""): value for key, value in record.items()}


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, or of an object of objects; one object is a list of it."""
    if isinstance(value, dict):
        inner = [each for each in value.values() if isinstance(each, dict)]
        return inner[:MOST_TERMS] if inner and len(inner) == len(value) else [value]
    if not isinstance(value, list):
        return []
    return [each for each in value[:MOST_TERMS] if isinstance(each, dict)]


def text(value: Any) -> str:
    """A string as it is, without half characters; "" for anything else."""
    return seen(value) if isinstance(value, str) else ""


def first(record: dict[str, Any], *names: str) -> str | None:
    """The first of the fields that holds a word or a number."""
    return next((found for name in names if (found := word(record.get(name)))), None)


def term(record: dict[str, Any]) -> Term:
    """A term: its scheme or type, its code, its name."""
    fields = folded(record)
    return Term(
        first(fields, "scheme", "type", "rel") or "",
        first(fields, "qcode", "code", "uri", "literal", "symbol", "ticker") or "",
        first(fields, "name", "title", "value") or "",
    )


def terms(value: Any) -> tuple[Term, ...]:
    """The terms of a list of objects or strings; a string is a name."""
    if isinstance(value, str):
        return (Term(name=line(value)),) if line(value) else ()
    if not isinstance(value, list):
        return tuple(map(term, objects(value)))
    named = (Term(name=w) if (w := word(v)) else v for v in value[:MOST_TERMS])
    return tuple(
        each if isinstance(each, Term) else term(each) for each in named if isinstance(each, Term | dict)
    )


def names(value: Any) -> tuple[str, ...]:
    """The names of the terms."""
    return tuple(each.name or each.code for each in terms(value) if each.name or each.code)


def status(value: str | None) -> Status | None:
    """The publishing status in the words of IPTC; None where it says nothing known."""
    known: Status | None = table("wire")["status"].get(code(value))
    return known


def association(record: dict[str, Any]) -> Association:
    """An item that belongs to this one."""
    fields = folded(record)
    renditions = objects(fields.get("renditions"))
    href = first(fields, "url", "href") or next(
        (found for each in renditions if (found := first(folded(each), "url", "href"))), None
    )
    return Association(
        kind=first(fields, "type", "itemclass") or "",
        urn=first(fields, "urn", "uri", "residref", "guid") or "",
        version=first(fields, "version") or "",
        title=first(fields, "headline", "title", "caption", "name") or "",
        href=href or "",
        relation=first(fields, "rel", "relation", "role") or "",
    )
