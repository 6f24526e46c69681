"""In: a JSON object. Out: the Dispatch that it is in digitalwires or ninjs, or None."""

from __future__ import annotations

from typing import Any

import msgspec

from depesche.core.dispatch import Dispatch
from depesche.formats.digitalwires import is_digitalwires, item_from_digitalwires
from depesche.formats.ninjs import is_ninjs, item_from_ninjs
from depesche.formats.normal import dispatch_of


def dispatch_from_object(
    record: dict[str, Any], *, guesses: tuple[str, ...] = (), date: str | None = None
) -> Dispatch | None:
    """The dispatch of a wire's item; None for an object that is none."""
    if is_digitalwires(record):
        item = item_from_digitalwires(record)
    elif is_ninjs(record):
        item = item_from_ninjs(record)
    else:
        return None
    found = dispatch_of(item, date=date)
    return msgspec.structs.replace(found, guesses=(*guesses, *found.guesses))
