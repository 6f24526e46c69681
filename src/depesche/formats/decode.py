"""In: bytes of one text. Out: the text and what had to be guessed about its encoding."""

from __future__ import annotations

import codecs
import re

from depesche.core.errors import UnreadableInput

LARGEST = 32 * 1024 * 1024
BINARY_SHARE = 0.02
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
KNOWN_BINARIES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\0", "a database"),
    (b"\x37\x7f\x06\x82", "a database's log"),
    (b"\x37\x7f\x06\x83", "a database's log"),
    (b"\x18\xe2\x2d\0", "a database's index"),
)
MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|newsItem|newsMessage|nitf|rss|feed)\b", re.IGNORECASE)
TEXT_WANTED = "Give the text itself, as plain text or JSON Lines."


def refuse_large(data: bytes, *, where: str = "") -> None:
    """Nothing; raises UnreadableInput where `data` is over 32 MB, too much for one dispatch."""
    if len(data) > LARGEST:
        raise UnreadableInput(
            f"{len(data) / 1024**2:.0f} MB are too much for one dispatch (at most 32 MB).",
            where=where,
            advice="Split an archive into JSON Lines, one dispatch a line.",
        )


def decode(data: bytes, *, where: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of `data` without its byte order mark, and the guesses made, in words.

    A byte order mark decides; else UTF-8; else Windows-1252, else Latin-1, each noted as a guess.
    Raises UnreadableInput where `data` is empty, blank or binary.
    """
    refuse_binary(data, where)
    text, guesses = by_mark(data) or by_trial(data)
    if not text.strip():
        raise UnreadableInput("There is no text in it.", where=where)
    if MARKUP.match(text):
        guesses += ("looks like markup; read as plain text",)
    return text, guesses


def refuse_known(data: bytes, where: str) -> None:
    """Nothing; raises UnreadableInput where `data` begins as a file does that holds no dispatch."""
    for magic, kind in KNOWN_BINARIES:
        if data.startswith(magic):
            raise UnreadableInput(f"This is {kind}.", where=where, advice=TEXT_WANTED)


def refuse_binary(data: bytes, where: str) -> None:
    """Nothing; raises UnreadableInput where `data` is no text in any encoding read here."""
    refuse_known(data, where)
    if any(data.startswith(mark) for mark, name in MARKS if name != "utf-8"):
        return
    strange = len(data) - len(data.translate(None, CONTROL))
    if b"\0" in data or strange > 8 + BINARY_SHARE * len(data):
        raise UnreadableInput("These bytes are not text.", where=where, advice=TEXT_WANTED)


def by_mark(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text as its byte order mark says; None where there is no mark."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError:
                note = f"damaged {encoding}: unreadable bytes shown as U+FFFD"
                return data[len(mark) :].decode(encoding, "replace"), (note,)
    return None


def by_trial(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text in the first encoding that fits: UTF-8, Windows-1252, Latin-1."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), ("encoding guessed: Windows-1252",)
    except UnicodeDecodeError:
        return data.decode("latin-1"), ("encoding guessed: Latin-1",)
