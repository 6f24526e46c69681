"""In: an XML element, names of what is below it. Out: elements and texts, in any namespace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesche.core.wire import Term
from depesche.formats.clean import word
from depesche.formats.markup import local_name, name_of, text_of

MOST = 500
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def below(element: Any, *path: str) -> Iterator[Any]:
    """The elements that a path of names leads to, in order; names are in lower case."""
    if element is None:
        return
    if not path:
        yield element
        return
    for child in element:
        if name_of(child) == path[0]:
            yield from below(child, *path[1:])


def one(element: Any, *path: str) -> Any:
    """The first element that a path leads to, or None."""
    return next(below(element, *path), None)


def anywhere(element: Any, name: str) -> Iterator[Any]:
    """At most 500 elements of a name, however deep they are."""
    if element is None:
        return
    count = 0
    for each in element.iter():
        if count == MOST:
            return
        if name_of(each) == name:
            count += 1
            yield each


def said(element: Any, *path: str) -> str | None:
    """The text of the first element that a path leads to and that has some."""
    return next((found for each in below(element, *path) if (found := text_of(each))), None)


def attribute(element: Any, *names: str) -> str | None:
    """The first of the attributes that is there and not empty; namespaces do not count."""
    if element is None:
        return None
    attributes = {local_name(str(key)): value for key, value in element.attrib.items()}
    return next((w for name in names if (w := word(attributes.get(name)))), None)


def term_of(element: Any) -> Term:
    """A term of NewsML: its type, its code, its name."""
    return Term(
        attribute(element, "type", "scheme", "role") or "",
        attribute(element, "qcode", "code", "formalname", "uri", "literal", "value") or "",
        said(element, "name") or "",
    )


def terms_of(element: Any, name: str) -> tuple[Term, ...]:
    """The terms that the children of a name are."""
    return tuple(map(term_of, list(below(element, name))[:MOST]))
