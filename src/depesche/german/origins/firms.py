"""In: a reading. Out: the firms that its text names, and the names in its lead that may be firms.

A firm is named by a noun for firms before its name ("der Maschinenbauer Nordwerk"). Where none
stands there, a name that the headline or the lead gives and that is no person's, no place's and no
plain noun may be meant by "das Unternehmen" later on: it is a guess, and only made where asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from depesche.core.reading import Reading
from depesche.german.gazetteer import entries
from depesche.german.origins import facts
from depesche.german.origins.phrase import body_noun
from depesche.german.plainwords import NOUNS, best, nominal, plain
from depesche.german.roles import role

NAMED = re.compile(
    r"\b([A-ZÄÖÜ][\w-]{3,40})s? [«„\"“]?((?:[A-ZÄÖÜ][\w-]{1,30})(?: (?:&|[A-ZÄÖÜ][\w-]{1,30})){0,3})"
)
SPEAKING = 100_000
"""Characters of a text in which firms are looked for."""
TWICE = 2
"""Times that a plain noun has to occur to be a firm's name: not "wirft dem Konzern Wortbruch vor"."""
LEAD = 2
"""Sentences, the headline aside, whose names may be firms."""
NAME = re.compile(r"(?<![\w-])(?=(?:(?P<noun>[A-ZÄÖÜ][\w-]{3,40}) [«„\"“]?)?(?P<name>[A-ZÄÖÜ][\w-]{2,40}))")
NAMING = (*NOUNS, "NE", "FM")
PLACING = frozenset("in im nahe nördlich südlich östlich westlich".split())
CLUB = re.compile(
    r"\b(?:1\. )?(?:[FSBEHT]C|[FH]?SV|VfB|VfL|TSV|TSG|BSC|RB|SpVgg|SG|HSG|KSC)(?: \d{2,4})?"
    r"(?: (?!(?:hat|ist|und)\b)[A-ZÄÖÜ][\w-]+){1,2}"
)
BEFORE = re.compile(r"([A-ZÄÖÜ][a-zäöüß]{3,20}) $")
INFLECTED = re.compile(r"(?:e|en|er|es|em|im|am|vom|beim|zum|zur|der|die|das)$")
"""How articles and adjectives end, which stand before a noun and seldom before a name."""


class Named(NamedTuple):
    """A name at an offset, of what sort of body it is; `sure` where a noun for firms stands before it."""

    at: int
    name: str
    sure: bool
    sort: str = "company"


def people_of(reading: Reading) -> frozenset[str]:
    """The words of the names of persons."""
    return frozenset(
        word for entity in reading.entities if entity.kind == "person" for word in entity.name.split()
    )


def called(reading: Reading) -> Iterator[Named]:
    """The names behind a noun for firms, up to the first word that is a noun itself; and clubs."""
    people = people_of(reading)
    own = frozenset((reading.dispatch.agency or "").split())
    for match in NAMED.finditer(reading.text[:SPEAKING]):
        if not body_noun(match[1]):
            continue
        words = match[2].split()
        if (
            words[0] in own
            or plain(words[0])
            and not entries(words[0])
            and reading.text.count(words[0]) < TWICE
        ):
            continue
        town = entries(name_of(words)) and facts.led(match[1], "kinds") is None
        if not town and not (len(words) > 1 and words[0] in people):
            yield Named(match.start(), name_of(words), True)
    for match in CLUB.finditer(reading.text[:SPEAKING]):
        yield Named(match.start(), match[0], True, "association")


def name_of(words: list[str]) -> str:
    """The words of a name up to the first that is a plain noun after the first one."""
    last = next((i for i, word in enumerate(words) if i and plain(word)), len(words))
    return " ".join(words[:last])


def guesses(reading: Reading) -> list[Named]:
    """The names of the headline and the lead that may be firms', the likeliest first: those behind a noun
    that is no role before others, then those that the text repeats most."""
    people = people_of(reading)
    taken = [span for e in reading.entities if e.kind == "place" for span in e.mentions[:20]]
    found_words = facts.WORD.findall(reading.text[:SPEAKING])
    words = [part.removesuffix("s") for word in found_words for part in word.split("-")[:2]]
    counts = Counter(words)
    bare = frozenset(word for before, word in pairwise(words) if not INFLECTED.search(before))
    places = frozenset(word for before, word in pairwise(words) if before in PLACING)
    own = frozenset((reading.dispatch.agency or "").split())
    found: dict[str, tuple[int, int]] = {}
    for begin, end in lead(reading):
        for at, name in of_towns(reading, begin, end):
            found.setdefault(name, (5 + min(reading.text.count(name.split()[0]), 3), at))
        for match in NAME.finditer(reading.text, begin, end):
            at, name = match.start("name"), match["name"]
            often = counts[name.removesuffix("s")]
            if name in own | places or any(b <= at < e for b, e in taken):
                continue
            if often < TWICE and not match["noun"] or not proper(name, people):
                continue
            behind = titled(match["noun"])
            first = at - begin <= len("Das ")
            unlike = first and (not nominal(name) or name in bare)
            if behind or often > 1 and name not in people and unlike:
                before = found.get(name, (0, at))
                found[name] = (before[0] + (5 if behind else 0) + min(often, 3), min(at, before[1]))
    ranked = sorted(found, key=lambda name: (-found[name][0], found[name][1]))
    return [Named(found[name][1], name, False) for name in ranked]


def of_towns(reading: Reading, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """The names made of a noun and the town behind it, as clubs have: "Fortuna Kiel"."""
    for entity in reading.entities:
        for b, e in entity.mentions[:20] if entity.kind == "place" else ():
            before = BEFORE.search(reading.text, max(begin, b - 30), b) if begin <= b < end else None
            if before and not (role(before[1]) or facts.office(before[1]) or entries(before[1])):
                yield before.start(1), f"{before[1]} {reading.text[b:e]}"


def lead(reading: Reading) -> Iterator[tuple[int, int]]:
    """The spans of the headline and the first sentences."""
    headline = reading.dispatch.headline or ""
    at = reading.text.find(headline) if headline else -1
    if at >= 0:
        yield at, at + len(headline)
    yield from reading.sentences[:LEAD]


def titled(noun: str | None) -> bool:
    """Can the noun before a name say what firm it is: a plain noun, for no person and no town?"""
    if not noun or role(noun) is not None or not plain(noun):
        return False
    office = facts.office(noun)
    return office is None or office.cls in ("company", "association", "institution")


def proper(word: str, people: frozenset[str]) -> bool:
    """May the word be a firm's name?"""
    if role(word) or facts.office(word) or entries(word) or entries(word.removesuffix("s")):
        return False
    return best(word)[0] in NAMING and (word in people or not plain(word))
