"""In: bytes as received. Out: one Dispatch (or several), its text decoded and its anatomy marked.

`read_bytes` recognises by content JSON Lines of {"id", "text", "date"?}, a single JSON object of
that form, and plain text in an agency's house style.
"""

from __future__ import annotations

from collections.abc import Iterator

from depesche.core.dispatch import Dispatch
from depesche.core.errors import UnreadableInput
from depesche.formats.decode import decode, refuse_large
from depesche.formats.jsonl import dispatches_from_json, is_json
from depesche.formats.plain import dispatch_from_text

__all__ = ["dispatch_from_text", "read_bytes"]


def read_bytes(
    data: bytes, *, name: str = "", date: str | None = None
) -> Iterator[Dispatch | UnreadableInput]:
    """The dispatches in `data`, in order, made one at a time as the caller asks for them.

    JSON Lines may hold a broken line among good ones: it comes out, in its place, as an
    UnreadableInput that names the line, and reading goes on. `name` is what errors call the
    input. `date` (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, a clock time may follow) is taken where a
    dispatch gives none itself.

    Raises UnreadableInput at once where the whole input is empty, binary or over 32 MB.
    """
    if is_json(data):
        return dispatches_from_json(data, name=name, date=date)
    refuse_large(data, where=name)
    text, guesses = decode(data, where=name)
    return iter((dispatch_from_text(text, date=date, guesses=guesses),))
