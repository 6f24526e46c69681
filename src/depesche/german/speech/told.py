"""In: a statement whose source ends in "der dpa". Out: the same with that agency as who was told.

"sagte ein Feuerwehrmann der dpa" is a dative that looks like a genitive; a verb that takes somebody
spoken to and the name of a medium at the end of the source tell it.
"""

from __future__ import annotations

from dataclasses import replace

from depesche.german import cues, organisations
from depesche.german.found import Found
from depesche.german.phrases import NOUNS, OPENING
from depesche.german.sheet import Sheet

DATIVE = frozenset(("der", "dem", "den"))
MEDIA = frozenset(("agency", "paper", "broadcaster"))
OWN = ("redakteur", "redakteurin", "redaktion", "reporter", "reporterin", "korrespondent",
       "korrespondentin", "journalist", "journalistin", "herausgeber", "herausgeberin", "verleger",
       "intendant", "intendantin", "moderator", "moderatorin", "redaktionsleiter")  # fmt: skip
"""Endings of the words for people whom a medium has itself: "der Chefredakteur der «Rundschau»"."""


def addressed(sheet: Sheet, found: Found) -> Found:
    """The statement, a medium at the end of its source turned into the one spoken to."""
    cue = cues.by_lemma().get(found.cue_lemma)
    if cue is None or cue.addressee != "dat" or not found.sources or not found.sources[0].ranges:
        return found
    voice = found.sources[0]
    first, last = voice.ranges[0]
    place = listener(sheet, first, last) if found.cue[0] < first else last
    if place == last:
        return found
    sources = (replace(voice, ranges=((first, place),)), *found.sources[1:])
    return replace(found, sources=sources, addressee=((place, last),))


def listener(sheet: Sheet, first: int, last: int) -> int:
    """The place in the source [first, last) where a medium in the dative begins; else `last`."""
    for place in range(last - 2, first, -1):
        before = sheet.tokens[place - 1]
        if sheet.tokens[place].low in DATIVE and before.tag in (*NOUNS, "PIS", "PPER"):
            own = before.low.endswith(OWN)
            return place if not own and medium(sheet, place + 1, last) else last
    return last


def medium(sheet: Sheet, first: int, last: int) -> bool:
    """Do the words name an agency, a paper, a broadcaster: by kind, by name, in quotation marks?"""
    tokens = sheet.tokens[first:last]
    name = sheet.text[tokens[0].begin : tokens[-1].end]
    if name == sheet.dispatch.agency or tokens[0].form in OPENING:
        return True
    known = organisations.names().get(name)
    kinds = (organisations.noun(token.form) for token in tokens if token.tag in NOUNS)
    return bool(known and known.cls in MEDIA) or any(kind and kind.cls in MEDIA for kind in kinds)
