"""Distances. In: a sheet with places and amounts. Out: whether a stated distance can be true.

A sentence is looked at only where it names two towns, one distance, and says that the one is the
distance of the others. The distance on the globe is by the haversine formula (Sinnott 1984), on a
sphere of 6371 km.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.core.dispatch import Span
from depesche.core.reading import Amount, Finding, Place
from depesche.german.gazetteer import entries
from depesche.german.sheet import Sentence, Sheet, Token
from depesche.german.words import sections

KILOMETRES = {"km": 1.0, "mi": 1.609344, "nmi": 1.852}
EARTH = 6371.0
SLACK_KM = 15.0
STRAIGHT, LOOSE_LOW, LOOSE_HIGH = 0.15, 0.7, 2.5
ROAD_LOW, ROAD_HIGH = 0.9, 2.0
TIE_REACH, LINK_REACH = 9, 4
PAIRS = frozenset((("zwischen", "und"), ("von", "nach"), ("von", "bis")))
LONG, BEING = frozenset(("lange", "langen")), frozenset(("ist", "war", "sei"))
Words = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A town as named in a sentence: the place, its span, the other towns of that name."""

    place: Place
    span: Span
    namesakes: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What a kind of distance allows: factors of the great circle, and the rule's name."""

    rule: str
    low: float
    high: float
    says: str


AIR = Measure("distance.air", 1 - STRAIGHT, 1 + STRAIGHT, "as the crow flies, within 15 %")
ROAD = Measure("distance.way", ROAD_LOW, ROAD_HIGH, "by road or rail, up to twice the great circle")
ANY = Measure("distance.any", LOOSE_LOW, LOOSE_HIGH, "of a kind not said, by a wide margin")


def great_circle(one: Place, other: Place) -> float:
    """The distance of two places on the globe in kilometres, along the great circle."""
    north, south = math.radians(one.lat), math.radians(other.lat)
    height = math.sin((south - north) / 2) ** 2
    width = math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(height + math.cos(north) * math.cos(south) * width)))


def distances(sheet: Sheet) -> Iterator[Finding]:
    """A finding for every distance between two towns that a sentence states: plausible or not."""
    measured = [amount for amount in sheet.amounts if amount.unit in KILOMETRES]
    if not measured:
        return
    places = towns(sheet)
    begins, starts = [one.span[0] for one in measured], [one.span[0] for one in places]
    for sentence in sheet.sentences:
        begin, end = sentence.span
        inside = measured[bisect_left(begins, begin) : bisect_left(begins, end)]
        if len(inside) != 1:
            continue
        named = places[bisect_left(starts, begin) : bisect_left(starts, end)]
        if len({one.place.name for one in named}) == 2 == len(named):
            found = judged(sheet, sentence, inside[0], named)
            if found:
                yield found


def towns(sheet: Sheet) -> list[Named]:
    """The towns that the sheet's entities mention, in order."""
    found = []
    for entity in sheet.entities:
        if entity.kind == "place" and entity.place is not None:
            for span in entity.mentions:
                readings = entries(sheet.text[slice(*span)].strip())
                same = tuple(one.place for one in readings if one.town)
                if is_town(entity.place):
                    found.append(Named(entity.place, span, same))
    return sorted(found, key=lambda one: one.span)


def is_town(place: Place) -> bool:
    """Is the place a town in the gazetteer?"""
    return any(one.town and one.place.geonames == place.geonames for one in entries(place.name))


def listed(section: str) -> frozenset[str]:
    """A section of the words about distances."""
    return sections("amounts/distances.txt")[section]


def judged(sheet: Sheet, sentence: Sentence, amount: Amount, named: list[Named]) -> Finding | None:
    """The finding on one sentence, or None where it does not say what the distance is between."""
    words = [token.low for token in sheet.words(sentence)]
    if listed("refusals").intersection(words) or not says_between(sheet, sentence, amount, named):
        return None
    measure = AIR if "luftlinie" in words else ROAD if listed("ways").intersection(words) else ANY
    return compared(amount, named[0], named[1], measure)


def says_between(sheet: Sheet, sentence: Sentence, amount: Amount, named: list[Named]) -> bool:
    """Does the sentence say that the amount is the distance between the two towns?"""
    words = sheet.words(sentence)
    return is_measured(words, amount, named) or is_off(words, amount, named)


def between(words: Words, begin: int, end: int) -> list[str]:
    """The words, in small letters, that begin within [begin, end)."""
    return [token.low for token in words if begin <= token.begin < end]


def is_measured(words: Words, amount: Amount, named: list[Named]) -> bool:
    """A noun of distance, "zwischen A und B" or "von A nach B", and a verb of measure.

    "Die Entfernung zwischen A und B beträgt 80 Kilometer", "Von A nach B sind es 80 Kilometer",
    "Die 80 Kilometer lange Strecke zwischen A und B".
    """
    one, other = named
    head = between(words, 0, one.span[0])
    pair = (*head[-1:], *between(words, one.span[1], other.span[0]))
    if pair not in PAIRS:
        return False
    if amount.span[1] <= one.span[0]:
        link = between(words, amount.span[1], one.span[0])
        return len(link) == 3 and link[0] in LONG and link[1] in listed("nouns")
    after = between(words, other.span[1], amount.span[0])
    if listed("measuring").isdisjoint(after) or amount.span[0] < other.span[1]:
        return False
    if after[:2] == ["sind", "es"] or after[:1] in (["liegen"], ["lagen"]):
        return True
    long = between(words, amount.span[1], 1 << 60)[:1] == ["lang"]
    said = after[-1] not in BEING or long
    return said and any(word in listed("nouns") for word in head[-4:])


def is_off(words: Words, amount: Amount, named: list[Named]) -> bool:
    """The amount off the second town, tied to the first.

    "A liegt 80 Kilometer westlich von B", "in A, rund 80 Kilometer von B entfernt".
    """
    one, other = named
    if other.span[0] < amount.span[1] or one.span[1] > amount.span[0]:
        return False
    link = between(words, amount.span[1], other.span[0])
    behind = between(words, other.span[1], 1 << 60)[:1]
    directed = listed("directions").intersection([*link[:-1], *behind])
    if len(link) > LINK_REACH or link[-1:] != ["von"] or not directed:
        return False
    tie = [token for token in words if one.span[1] <= token.begin < amount.span[0]]
    verbs = [token.low for token in tie if token.tag.endswith("FIN")]
    tied = bool(verbs) or any(token.form == "," for token in tie)
    return tied and len(tie) <= TIE_REACH and listed("lying").issuperset(verbs)


def stated(amount: Amount) -> tuple[float, float]:
    """The least and greatest kilometres that the amount can mean."""
    factor = KILOMETRES[amount.unit or "km"]
    low = amount.low if amount.low is not None else amount.value
    high = amount.high if amount.high is not None else amount.value
    least = factor * low if low is not None else 0.0
    if amount.low is not None and amount.high is None:
        return least, math.inf
    if amount.high is not None and amount.low is None:
        return 0.0, factor * amount.high
    return least, factor * high if high is not None else math.inf


def fits(amount: Amount, real: float, measure: Measure) -> bool:
    """Can the amount be the distance, if the great circle is `real` kilometres long?"""
    least, greatest = stated(amount)
    low = min(real * measure.low, real - SLACK_KM)
    high = max(real * measure.high, real + SLACK_KM)
    return least <= high and greatest >= low


def compared(amount: Amount, one: Named, other: Named, measure: Measure) -> Finding | None:
    """The finding on a stated distance; none where namesakes leave it open."""
    real = great_circle(one.place, other.place)
    if real < SLACK_KM:
        return None
    good = fits(amount, real, measure)
    if not good and any(
        fits(amount, great_circle(first, second), measure)
        for first in one.namesakes or (one.place,)
        for second in other.namesakes or (other.place,)
    ):
        return None
    verdict = "plausible" if good else "implausible"
    return Finding(
        kind=f"distance-{verdict}",
        spans=(amount.span, one.span, other.span),
        says=f"{figures(amount)} stated, {real:.0f} km computed"
        f" between {one.place.name} and {other.place.name}",
        because=f"{measure.rule}: {measure.says}",
    )


def figures(amount: Amount) -> str:
    """The stated amount in figures."""
    unit = amount.unit or ""
    if amount.value is None and amount.high is None:
        return f"at least {amount.low:g} {unit}"
    if amount.value is None:
        return f"{amount.low:g} to {amount.high:g} {unit}"
    return f"{amount.value:g} {unit}"
