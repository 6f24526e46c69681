"""In: bytes with the control signs of a teleprinter line. Out: a Dispatch for each message."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from depesche.core.dispatch import Dispatch
from depesche.core.errors import UnreadableInput
from depesche.formats.anpa import is_anpa, item_from_anpa
from depesche.formats.iptc7901 import item_from_iptc7901
from depesche.formats.normal import dispatch_of
from depesche.formats.transmission import Message, is_transmission, messages

__all__ = ["dispatches_from_teleprinter", "is_transmission"]


def dispatches_from_teleprinter(
    data: bytes, *, name: str = "", date: str | None = None
) -> Iterator[Dispatch]:
    """The dispatch of each message of IPTC 7901 or ANPA 1312, made one at a time.

    Raises UnreadableInput at once where there is no message.
    """
    found, guesses = messages(data)
    if not found:
        raise UnreadableInput("There is no message between its control signs.", where=name)
    return (made(message, guesses, date) for message in found)


def made(message: Message, guesses: tuple[str, ...], date: str | None) -> Dispatch:
    """The dispatch of one message."""
    read = item_from_anpa if is_anpa(message) else item_from_iptc7901
    found = dispatch_of(read(message), date=date)
    return msgspec.structs.replace(found, guesses=(*guesses, *found.guesses))
