"""In: a dispatch with its reading. Out: both without what must not be published, offsets kept."""

from __future__ import annotations

import re

from msgspec.structs import replace

from depesche.core.dispatch import Dispatch
from depesche.core.reading import Reading

SIGN = re.compile(r"\S")


def public(dispatch: Dispatch, reading: Reading) -> tuple[Dispatch, Reading]:
    """Both, each sign of a non-public stretch a blank: notes to editors, contacts."""
    if not dispatch.nonpublic:
        return dispatch, reading
    text = dispatch.text
    for begin, end in dispatch.nonpublic:
        text = text[:begin] + SIGN.sub(" ", text[begin:end]) + text[end:]
    return replace(dispatch, text=text), replace(reading, text=text)
