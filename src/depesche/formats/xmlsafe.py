"""In: bytes of an XML document from anywhere. Out: its root element, read without any risk.

Nothing is fetched, no entity of the document's own is ever expanded, no DTD is loaded: a document
type that only names one is passed over, one that holds declarations is refused. A wrong encoding or
broken markup is read as far as it goes, and said so.
"""

from __future__ import annotations

import html.entities
import re
from typing import Any, NamedTuple

from lxml import etree

from depesche.core.errors import UnreadableInput
from depesche.formats.clean import SURROGATES
from depesche.formats.decode import by_mark, by_trial

DECLARATION = re.compile(r"<\?xml\b[^<>]{0,300}\?>")
DECLARED = re.compile(rb"<\?xml\b[^<>]{0,300}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,30})[\"']")
SINGLE_BYTE = re.compile(
    r"(?:iso-?8859-\d{1,2}|windows-125\d|cp125\d|latin-?\d{1,2}|us-ascii|ascii|mac-?roman)",
    re.IGNORECASE,
)
PROLOG = re.compile(r"(?>\s|<!--(?>[^-]|-(?!->))*-->|<\?(?>[^?]|\?(?!>))*\?>)*+")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[<>]{0,2000}+(?P<end>[\[<>]?)", re.IGNORECASE)
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
STRAY = re.compile(r"&(?!#?\w{1,31};)")
OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ADVICE = "Remove the DTD: wire formats need none, and entities can be made to do harm."


class Document(NamedTuple):
    """The root of an XML document and what had to be guessed to read it."""

    root: Any
    guesses: tuple[str, ...]


def read_xml(data: bytes, *, where: str = "") -> Document:
    """The root element of `data`, and the guesses made, in words.

    Raises UnreadableInput where there are declarations of entities or a DTD in it, or where
    nothing can be recovered as XML.
    """
    text, guesses = decoded(data)
    text = text.strip("\ufeff\x00 \t\r\n")
    declaration = DECLARATION.match(text)
    text = text[declaration.end() :].lstrip() if declaration else text
    text, named = without_doctype(text, where)
    if FORBIDDEN.search(text):
        text = FORBIDDEN.sub(" ", text)
        guesses += ("control signs in XML were dropped",)
    root, broken = parsed(SURROGATES.sub("\ufffd", text))
    if root is None:
        raise UnreadableInput("This is not XML that can be read.", where=where)
    refuse_entities(root, where)
    return Document(root, (*guesses, *named, *broken))


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text: as a byte order mark says, else UTF-8 if it fits, else as declared, or guessed."""
    marked = by_mark(data)
    if marked:
        return marked
    found = DECLARED.search(data[:400])
    name = found[1].decode("ascii").lower() if found else ""
    wide = wide_text(data)
    if wide is not None:
        return wide, ()
    text, guesses = by_trial(data)
    if not guesses:
        wrong = name not in ("", "utf-8", "utf8", "us-ascii", "ascii") and not data.isascii()
        return text, (f"says {name}, but is UTF-8",) if wrong else ()
    if SINGLE_BYTE.fullmatch(name):
        return in_declared(data, name, text)
    return text, (f"says {name}, but is not: {guesses[0]}",) if name else guesses


def in_declared(data: bytes, name: str, otherwise: str) -> tuple[str, tuple[str, ...]]:
    """The text in the encoding that the document declares; Windows-1252 where that is meant."""
    if re.fullmatch(r"(?:iso-?8859-1|latin-?1)", name) and re.search(rb"[\x80-\x9f]", data):
        return otherwise, (f"says {name}, but is Windows-1252",)
    try:
        return data.decode(name), ()
    except (UnicodeDecodeError, LookupError):
        return otherwise, (f"says {name}, but is not: encoding guessed",)


def wide_text(data: bytes) -> str | None:
    """The text of UTF-16 without a mark; None for anything else."""
    for start, name in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(start):
            return data.decode(name, "replace")
    return None


def without_doctype(text: str, where: str) -> tuple[str, tuple[str, ...]]:
    """The text without a document type that only names a DTD.

    Raises UnreadableInput where the document type holds declarations.
    """
    prolog = PROLOG.match(text)
    found = DOCTYPE.match(text, prolog.end() if prolog else 0)
    if not found:
        return text, ()
    if found["end"] != ">":
        raise UnreadableInput("The XML defines a DTD of its own.", where=where, advice=ADVICE)
    note = ("names a DTD, which was not loaded",)
    return text[: found.start()] + text[found.end() :], note


def character(named: re.Match[str]) -> str:
    """The character that HTML calls by that name; an unknown name stays as it is, escaped."""
    name = named[1]
    if name in OWN:
        return named[0]
    meant = html.entities.html5.get(name + ";")
    return meant if meant and meant not in "<>&" else "&amp;" + named[0][1:]


def parsed(text: str) -> tuple[Any, tuple[str, ...]]:
    """The root, strictly, or with stray "&" mended, or as far as it can be recovered, else None."""
    root, reason = strictly(text)
    if root is not None:
        return root, ()
    mended = STRAY.sub("&amp;", NAMED.sub(character, text))
    if mended != text:
        root, _ = strictly(mended)
        if root is not None:
            return root, ("has entities that XML does not know, or stray &",)
    try:
        recovered = etree.fromstring(mended.encode("utf-8"), parser(recover=True))
    except (etree.LxmlError, ValueError):
        recovered = None
    return recovered, (f"not well-formed XML, read as far as it goes ({reason})",)


def strictly(text: str) -> tuple[Any, str]:
    """The root of well-formed XML, or None and why it is not well-formed."""
    try:
        return etree.fromstring(text.encode("utf-8"), parser(recover=False)), ""
    except (etree.LxmlError, ValueError) as error:
        return None, str(getattr(error, "msg", error))[:120]


def parser(*, recover: bool) -> etree.XMLParser:
    """A parser that loads, fetches and expands nothing."""
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def refuse_entities(root: Any, where: str) -> None:
    """Nothing; raises UnreadableInput where a DTD got past the first look."""
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise UnreadableInput("The XML defines entities.", where=where, advice=ADVICE)
