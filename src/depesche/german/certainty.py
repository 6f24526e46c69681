"""In: a found statement. Out: how sure and which act (by its cue alone, for now)."""

from __future__ import annotations

from depesche.german import cues
from depesche.german.found import Found, Grade
from depesche.german.sheet import Sheet


def grade(sheet: Sheet, found: Found) -> Grade:
    """The grade that the cue's entry in the lexicon gives."""
    cue = cues.by_lemma().get(found.cue_lemma)
    if cue:
        return Grade(cue.factuality, cue.act, found.content)
    if found.mode == "free-indirect":
        return Grade("PR+", "state", found.content)
    return Grade("CT+", "state", found.content)
