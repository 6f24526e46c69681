"""Sheets for tests of layers that need tagged tokens."""

from __future__ import annotations

from dataclasses import replace

from depesche.core.dispatch import DatelinePlace, Dispatch
from depesche.german import sentences, tags, tokens
from depesche.german.sheet import Sheet


def sheet_of(text: str, dateline: tuple[str, ...] = ()) -> Sheet:
    """A sheet of one paragraph a line, tagged; `dateline` names places that are not in the text."""
    body, begin = [], 0
    for line in text.split("\n"):
        if line.strip():
            body.append((begin, begin + len(line)))
        begin += len(line) + 1
    places = tuple(DatelinePlace(text=name) for name in dateline)
    dispatch = Dispatch(id="test", text=text, body=tuple(body), paragraphs=tuple(body), dateline=places)
    sheet = Sheet(dispatch)
    sheet = replace(sheet, tokens=tokens.layer(sheet))
    sheet = replace(sheet, sentences=sentences.layer(sheet))
    return replace(sheet, tokens=tags.layer(sheet))
