"""In: a reading. Out: what its words leave open: which town, which state, which firm was spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from depesche.core.origin import Origin
from depesche.core.reading import Entity, Reading
from depesche.german.derived import capital
from depesche.german.gazetteer import Entry, entries
from depesche.german.origins import facts
from depesche.german.origins.phrase import Body, body

LEAD = 2
"""Sentences in which "in Kiel" tells where it happened."""
SUBJECT = 25
"""Characters within which a sentence names the place that it is about."""
TURNED = 2
"""Sentences back in which a text turns to somebody."""
LOOKED = 40
"""Mentions back within which somebody is taken up."""
NOTED = 400
"""Bodies of a dispatch that are kept to refer back to."""
NAMED_ONLY = frozenset(("company", "association"))
"""Classes of bodies whose names mostly have no noun with them."""
NEVER = frozenset(("media", "party", "opposition", "council"))
"""Classes of bodies that "ein Sprecher" is not of unless it is said."""
CLAUSE_END = re.compile(r"[.,;:!?»“]|$")
ATTRIBUTE = re.compile(r"(?i)\b(?:de[rmns]|die|das|eine?[rmns]?) (?:in|bei|nahe) $")
"""What stands before a place that only tells somebody from others: "der in Basel gefasste Mann"."""
BEFORE = re.compile(r"(?i)\b(?:in|bei|nahe)\s+$")


class Noted(NamedTuple):
    """A body at an offset of the text, and whether it spoke there."""

    at: int
    cls: str
    origin: Origin
    spoke: bool


class Scene:
    """One dispatch: its places, and the bodies spoken of so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self.places = {e.id: e for e in reading.entities if e.kind == "place"}
        self.entities = {e.id: e for e in reading.entities}
        self.noted: list[Noted] = []
        self.aliases: dict[str, Origin] = {}
        self.guesser: Callable[[], Origin | None] = lambda: None

    @cached_property
    def year(self) -> int | None:
        """The year in which it was sent, if it says so."""
        sent = self.reading.dispatch.published
        return int(str(sent.earliest)[:4]) if sent and sent.earliest else None

    @cached_property
    def dateline(self) -> Entry | None:
        """The first place of the dateline that is known."""
        for one in self.reading.dispatch.dateline:
            for found in entries(one.name or one.text):
                if one.geonames is None or found.place.geonames == one.geonames:
                    return found
        return None

    @cached_property
    def scene(self) -> Entry | None:
        """The town in which it happened: that of the lead's "in ...", else that of the dateline."""
        sentences = self.reading.sentences[:LEAD]
        end = sentences[-1][1] if sentences else 0
        begin = sentences[0][0] if sentences else 0
        found = sorted((b, e) for e in self.places.values() for b, _ in e.mentions if begin <= b < end)
        for b, entity in found:
            where = self.entry(entity)
            ahead = self.text[max(0, b - 20) : b]
            if where and where.town and BEFORE.search(ahead) and not ATTRIBUTE.search(ahead):
                return where
        return self.dateline

    @cached_property
    def guess(self) -> Origin | None:
        """The firm that the lead's names let guess; sought only where nothing else tells."""
        return self.guesser()

    def before(self, at: int) -> Sequence[tuple[int, str]]:
        """The mentions before an offset, the nearest first, as many as are looked at."""
        behind = bisect_left(self.mentions, (at, ""))
        return self.mentions[max(0, behind - LOOKED) : behind][::-1]

    @cached_property
    def mentions(self) -> list[tuple[int, str]]:
        """Where persons and organisations are mentioned, in order, each with its entity's id."""
        named = (entity for entity in self.reading.entities if entity.kind != "place")
        return sorted((b, entity.id) for entity in named for b, _ in entity.mentions)

    @cached_property
    def forms(self) -> frozenset[str]:
        """All words of the text."""
        return frozenset(facts.WORD.findall(self.text))

    @cached_property
    def families(self) -> dict[str, Entity]:
        """Last name -> the first person of that name who has a role."""
        found: dict[str, Entity] = {}
        for entity in self.reading.entities:
            if entity.kind == "person" and entity.roles:
                found.setdefault(entity.name.rsplit(maxsplit=1)[-1], entity)
        return found

    def entry(self, entity: Entity) -> Entry | None:
        """The gazetteer's entry of a place of the reading."""
        wanted = entity.place.geonames if entity.place else None
        known = entries(entity.name)
        return next((one for one in known if one.place.geonames == wanted), known[0] if known else None)

    @cached_property
    def country(self) -> str:
        """The state it is about: the dateline's, else the first named, else Germany."""
        first = next((e.place.country for e in self.places.values() if e.place), "DE")
        return self.dateline.place.country if self.dateline else first

    @cached_property
    def region(self) -> facts.Land | None:
        """The Land that the lead names: "in Tirol"; None where the dateline's town is no capital."""
        if self.dateline is not None and self.dateline.kind != "C":
            return None
        for b, entity in self.placed:
            where = (
                self.entry(entity) if b < self.lead and BEFORE.search(self.text[max(0, b - 12) : b]) else None
            )
            if where is not None and where.kind in "lr":
                return land_of(where)
        return None

    @cached_property
    def land(self) -> facts.Land | None:
        """The Land that it is about: the dateline's, else the scene's; a capital's is none."""
        if self.region is not None:
            return self.region
        for where in (self.dateline, self.scene):
            if where is not None and where.kind != "C":
                return land_of(where)
        return None

    def near(self, at: int, *, town: bool) -> Entry | None:
        """The town with which a sentence of the paragraph begins that stands before an offset ("In Kiel
        ..."), or the state of which one speaks; None where that is the scene's."""
        paragraph = bisect_right(self.paragraphs, at) - 1
        if paragraph < 0:
            return None
        first = bisect_left(self.sentences, self.paragraphs[paragraph])
        last = bisect_right(self.sentences, at)
        sentences = self.sentences[max(first, last - (LOOKED if town else 2)) : last]
        for begin in reversed(sentences):
            found = self.fronted(begin, at) if town else self.governing(begin, at)
            if found is not None:
                return None if found.place == (self.scene and self.scene.place) else found
        return None

    def opened(self, at: int) -> int:
        """Where the sentence of an offset begins."""
        place = bisect_right(self.sentences, at)
        return self.sentences[place - 1] if place else 0

    def openings(self, at: int) -> Sequence[int]:
        """Where the last sentences before that of an offset begin, in its paragraph, the nearest first."""
        paragraph = bisect_right(self.paragraphs, at) - 1
        last = bisect_right(self.sentences, at) - 1
        first = bisect_left(self.sentences, self.paragraphs[paragraph]) if paragraph >= 0 else last
        return self.sentences[max(first, last - TURNED) : last][::-1]

    def fronted(self, begin: int, at: int) -> Entry | None:
        """The town with which the sentence at `begin` opens: "In Kiel ..."."""
        first = bisect_left(self.placed, begin, key=lambda one: one[0])
        for b, entity in self.placed[first : first + 2]:
            if b < min(begin + SUBJECT, at) and BEFORE.search(self.text[max(begin, b - 12) : b]):
                where = self.entry(entity)
                return where if where and where.town else None
        return None

    def governing(self, begin: int, at: int) -> Entry | None:
        """The state that the sentence at `begin` opens with, by its name, its capital or a body of it:
        "Polen will ...", "In Kiew ...", "Die Führung in Minsk"."""
        opening = self.text[begin : min(begin + SUBJECT * 2, at)]
        if capital_first := self.fronted(begin, at):
            return capital_first if capital_first.kind == "C" else None
        found = body(" ".join(opening.split()[:5]))
        where = found.place if found and found.cls != "any" else None
        named = found is not None and found.cls == "town?"
        if named and begin == self.sentences[bisect_right(self.sentences, at) - 1]:
            return None
        if where is None or named and not (where.kind == "s" and opening.startswith(where.place.name)):
            return None
        return where if where.kind in "sC" else None

    def abroad(self, at: int) -> Entry | None:
        """The same as `said_in` where that is another state's capital than the dateline's."""
        where = self.said_in(at)
        return where if where and where.place.country != self.country else None

    def said_in(self, at: int) -> Entry | None:
        """The capital in which the clause behind an offset is said: "sagte sie in Oslo"."""
        end = CLAUSE_END.search(self.text, at)
        first = bisect_left(self.placed, at, key=lambda one: one[0])
        for b, entity in self.placed[first : first + 2]:
            where = self.entry(entity) if b < (end.start() if end else at) else None
            if where and where.kind == "C" and self.text.endswith("in ", 0, b):
                return where
        return None

    @cached_property
    def paragraphs(self) -> list[int]:
        """Where paragraphs begin."""
        return [b for b, _ in self.reading.dispatch.paragraphs]

    @cached_property
    def sentences(self) -> list[int]:
        """Where sentences begin."""
        return [b for b, _ in self.reading.sentences]

    @cached_property
    def placed(self) -> list[tuple[int, Entity]]:
        """Where places are mentioned, in order."""
        return sorted(
            ((b, entity) for entity in self.places.values() for b, _ in entity.mentions),
            key=lambda one: one[0],
        )

    def note(self, at: int, cls: str, origin: Origin, *, spoke: bool = False) -> None:
        """A body was spoken of at an offset."""
        if len(self.noted) < NOTED:
            place = bisect_right(self.noted, at, key=lambda one: one.at)
            self.noted.insert(place, Noted(at, cls, origin, spoke))

    @cached_property
    def lead(self) -> int:
        """Where the lead ends."""
        sentences = self.reading.sentences[:LEAD]
        return sentences[-1][1] if sentences else 0

    def longer(self, slug: str) -> Origin | None:
        """The body noted whose name ends in a shorter one: EU-Kommission for "die Kommission"."""
        names = {one.origin.key: one.origin for one in self.noted if one.origin.key.endswith(f"-{slug}")}
        exact = any(one.origin.key == f"org:{slug}" for one in self.noted)
        return next(iter(names.values())) if len(names) == 1 and not exact else None

    def beside(self, at: int) -> list[Noted]:
        """The bodies noted in the paragraph of an offset."""
        place = bisect_right(self.paragraphs, at)
        begin = self.paragraphs[place - 1] if place else 0
        end = self.paragraphs[place] if place < len(self.paragraphs) else len(self.text)
        return [one for one in self.noted if begin <= one.at < end]

    def spoken(self, at: int, cls: str) -> Origin | None:
        """The last body of a class that spoke before an offset and whose place its words tell."""
        behind = bisect_right(self.noted, at, key=lambda one: one.at)
        spoke = (one for one in reversed(self.noted[:behind]) if one.spoke and one.cls == cls)
        return next((one.origin for one in spoke if one.origin.certain), None)

    def namesake(self, name: str) -> Origin | None:
        """The firm or the club noted that has the name of a town, or a body of that abbreviation."""
        if alias := self.aliases.get(name):
            return alias
        key = f"org:{facts.slug(name)}"
        return next((one.origin for one in self.noted if one.origin.key == key), None)

    def last(self, at: int, classes: frozenset[str]) -> Origin | None:
        """The body of the classes that spoke last before an offset, else the one that the lead names
        first, else any one spoken of last, else the first behind it. An empty set takes any but media
        and parties. A firm that only the lead's names let guess stands before those named in passing.
        """
        noted = self.noted if self.reading.dispatch.kind != "digest" else self.beside(at)
        behind = bisect_right(noted, at, key=lambda one: one.at)
        fitting = [
            (one, one.cls in classes or not classes and one.cls not in NEVER)
            for one in (*reversed(noted[:behind]), *noted[behind:])
        ]
        order = [one for one, fits in fitting if fits]
        spoke = next((one.origin for one in order if one.spoke), None)
        named = min((one for one in order if one.at < self.lead), key=lambda one: one.at, default=None)
        if spoke or named:
            return spoke or (named.origin if named else None)
        if self.guess and not classes.isdisjoint(NAMED_ONLY):
            return self.guess
        return order[0].origin if order else None


def land_of(where: Entry) -> facts.Land | None:
    """The Land in which a place lies, or which it is."""
    if where.kind in "lr":
        return facts.lands_by_name().get(where.place.name)
    return facts.lands().get(facts.divisions().get(where.place.geonames or 0, ""))


def seat(where: Entry) -> bool:
    """Is the town the seat of a Land's government?"""
    return where.place.name in facts.lands_by_seat() and where.place.country in ("DE", "AT")


def speaking_place(found: Body, town: bool) -> Body:
    """A place that speaks: the state's, the Land's or the town's government."""
    where = found.place
    assert where is not None
    if town or where.kind == "c" and not seat(where):
        return found._replace(cls="town", scope="town")
    if where.kind in "sC":
        return found._replace(cls="gov", scope="country", federal=True)
    return found._replace(cls="gov", scope="land")


__all__ = ["Noted", "Scene", "capital", "land_of", "seat", "speaking_place"]
