"""In: a dispatch with its reading. Out: what of it tells which event it is about. Pure.

The words of a dispatch count by how rare they are, how often they come and where: headline and first
sentences say what it is about. Names and places are kept apart from other words, for they tell two
fires from each other. A digest is kept paragraph by paragraph.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Literal

import msgspec

from depesche.core.dispatch import Span
from depesche.core.matter import Matter
from depesche.core.reading import Entity
from depesche.core.terms import IndexTerm

Class = Literal["name", "noun", "word", "none"]
Weigh = Callable[[str], tuple[float, Class]]
"""How rare a word is (0 to about 8), and what kind of word it is."""
HEADLINE, LEAD, BODY = 3.0, 2.0, 1.0
LEAD_SENTENCES = 2
COMPOUND = 6.5
"""A compound is no rarer than this, for its parts are known."""
UNKNOWN = 7.5
FIRST = 4.0
"""The most that the first word of a person's name tells: many bear it."""
HOME, ABROAD = "DE", 6.0
"""A foreign country is as rare as this, whatever of it is named."""
PART = 0.5
"""What a part of a compound counts beside the whole."""
CLASSES: dict[Class, float] = {"name": 1.3, "noun": 1.0, "word": 0.6, "none": 0.0}
MOST = 120
MOST_SEGMENTS = 24
OFTEN = 6.0
LONGEST = 40
MINUTES_A_DAY = 1440
ENDS = re.compile(r"[.!?:\n]")
OPENING = re.compile(r"[^()\n]{1,80}\(([^()\n]{1,40})\)\s{0,3}[-–—]")


class Words(msgspec.Struct, frozen=True, array_like=True):
    """Weighted terms (term frequency by place, without rarity), how rare each is, and which of
    them are names of persons and organisations, and which of places. `head`: those of headline
    and first sentences. `numbers`: all figures that occur."""

    weights: dict[str, float]
    rarity: dict[str, float]
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class StoryFeatures(msgspec.Struct, frozen=True, array_like=True):
    """A dispatch as stories see it. `minute`: when it was made, in minutes since 1970, UTC;
    `days`: the days that its first sentences speak of, counted likewise; `parts`: the paragraphs
    of a digest, or nothing."""

    id: str
    minute: int
    agency: str
    kind: str
    words: Words
    days: tuple[int, ...] = ()
    parts: tuple[Words, ...] = ()

    @property
    def day(self) -> int:
        """The day it was made, counted from 1970."""
        return self.minute // MINUTES_A_DAY


def features(matter: Matter, weigh: Weigh, before_noun: Callable[[str], bool]) -> StoryFeatures:
    """What stories need of a dispatch. `before_noun`: whether a word stands before nouns, not names."""
    dispatch, reading = matter.dispatch, matter.reading
    names, places = _named(reading.entities)
    headline = matter.terms(dispatch.headline or "")
    # without a paragraph of its own, a text is its own body
    body = dispatch.body or ((0, len(reading.text)),)
    head = _head_end(reading.sentences, body)
    inside = list(_within(matter.words, body))
    sender = _sender(matter, body[0])
    inside = [term for term in inside if term.stem not in sender]
    bare = _bare(inside, reading.text, before_noun)
    collect = _Collector(weigh, bare, names, places)
    words = collect.words(_placed(headline, dispatch.headline or "", inside, reading.text, head))
    words = _with_countries(words, reading.entities, head)
    digest = dispatch.kind == "digest"
    parts = _parts(collect, body, inside, reading.text) if digest else ()
    return StoryFeatures(
        reading.id,
        made(matter),
        dispatch.agency or "",
        "digest" if digest else dispatch.kind,
        words,
        _days(matter, head),
        parts,
    )


def _with_countries(words: Words, entities: tuple[Entity, ...], head: int) -> Words:
    """The words with the foreign countries that the places lie in: a town in one dispatch, its country in
    another may tell one event."""
    found: dict[str, float] = {}
    for one in entities:
        country = one.place.country if one.kind == "place" and one.place else None
        if country and country != HOME:
            first = min((begin for begin, _ in one.mentions), default=head)
            weight = LEAD if first < head else BODY
            found[f"@{country}"] = max(weight, found.get(f"@{country}", 0.0))
    if not found:
        return words
    names = tuple(sorted(found))
    return Words(
        words.weights | {name: round(math.log1p(weight), 4) for name, weight in found.items()},
        words.rarity | dict.fromkeys(names, ABROAD),
        words.names,
        (*words.places, *names),
        (*words.head, *(name for name in names if found[name] > BODY)),
        words.numbers,
    )


def _sender(matter: Matter, first: Span) -> frozenset[str]:
    """The stems of the agency's name, as the wire or the brackets of an unknown dateline have it:
    they are in all that it sends."""
    opening = OPENING.match(matter.reading.text, first[0], first[1])
    names = (matter.dispatch.agency, matter.dispatch.wire.provider, opening[1] if opening else None)
    return frozenset(term.stem for name in names if name for term in matter.terms(name))


def made(matter: Matter) -> int:
    """When a dispatch was made, in minutes since 1970: as its wire says, else on the day that its
    header gives, else when it came in."""
    wire, published = matter.dispatch.wire, matter.reading.dispatch.published
    for written in (wire.version_created, wire.first_created):
        if found := _minute(written):
            return found
    came = _minute(matter.received) or 0
    if published is None:
        return came
    first, last = (_minute(day) or came for day in (published.earliest, published.latest))
    return min(max(came, first), last + MINUTES_A_DAY - 1)


def _minute(written: str | None) -> int | None:
    try:
        found = datetime.fromisoformat((written or "").strip())
    except ValueError:
        return None
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    return int(aware.timestamp() // 60)


def _named(entities: tuple[Entity, ...]) -> tuple[list[Span], list[Span]]:
    # an organisation's mentions may be words that any could be called by
    names = [span for one in entities if one.kind == "person" for span in one.mentions]
    places = [span for one in entities if one.kind == "place" for span in one.mentions]
    return sorted(names), sorted(places)


def _head_end(sentences: tuple[Span, ...], body: tuple[Span, ...]) -> int:
    first = [end for begin, end in sentences if begin >= body[0][0]][:LEAD_SENTENCES]
    return min(max(first, default=body[0][1]), body[0][1])


def _within(terms: tuple[IndexTerm, ...], spans: tuple[Span, ...]) -> Iterator[IndexTerm]:
    begins = [term.begin for term in terms]
    inside = {
        at for begin, end in spans for at in range(bisect_left(begins, begin), bisect_left(begins, end))
    }
    return (terms[at] for at in sorted(inside))


def _placed(
    headline: tuple[IndexTerm, ...], line: str, inside: list[IndexTerm], text: str, head: int
) -> Iterator[tuple[IndexTerm, str, float, bool]]:
    for term in headline:
        yield term, line[term.begin : term.end], HEADLINE, False
    for term in inside:
        yield term, text[term.begin : term.end], LEAD if term.begin < head else BODY, True


def _parts(
    collect: _Collector, body: tuple[Span, ...], inside: list[IndexTerm], text: str
) -> tuple[Words, ...]:
    found = []
    for begin, end in body[:MOST_SEGMENTS]:
        own = [term for term in inside if begin <= term.begin < end]
        found.append(collect.words((t, text[t.begin : t.end], LEAD, True) for t in own))
    return tuple(found)


def _days(matter: Matter, head: int) -> tuple[int, ...]:
    days = set()
    for timex in matter.reading.times:
        if timex.span[0] < head and timex.earliest and timex.earliest == timex.latest:
            days.add((_minute(timex.earliest) or 0) // MINUTES_A_DAY)
    return tuple(sorted(days))


class _Collector:
    """Gathers terms; knows where names and places stand in the text."""

    def __init__(self, weigh: Weigh, bare: frozenset[str], names: list[Span], places: list[Span]) -> None:
        self.weigh, self.bare = weigh, bare
        self.names = frozenset(place for begin, end in names for place in range(begin, end))
        self.firsts = dict(names)
        self.places = frozenset(place for begin, end in places for place in range(begin, end))

    def words(self, terms: Iterator[tuple[IndexTerm, str, float, bool]]) -> Words:
        """The terms, gathered."""
        weights: dict[str, float] = {}
        rare: dict[str, float] = {}
        kinds: dict[str, str] = {}
        head: dict[str, None] = {}
        numbers: dict[str, None] = {}
        for term, word, where, in_text in terms:
            if word[0].isdigit():
                numbers[word] = None
                continue
            idf, kind = self.weigh(word)
            if in_text and (place := self._kind(term.begin)):
                kinds[term.stem] = place
                kind = "name" if kind != "none" else kind
                if term.end < self.firsts.get(term.begin, 0):
                    idf = min(idf, FIRST)
            elif term.stem in self.bare if idf >= UNKNOWN else kind == "name":
                kinds.setdefault(term.stem, "name")
            elif term.parts and idf > COMPOUND:
                idf = COMPOUND
            factor = CLASSES[kind]
            if not factor:
                continue
            weights[term.stem] = weights.get(term.stem, 0.0) + where * factor
            rare[term.stem] = min(idf, rare.get(term.stem, idf))
            if where > BODY:
                head[term.stem] = None
            for part in term.parts:
                weights[part] = weights.get(part, 0.0) + where * factor * PART
                rare.setdefault(part, self.weigh(part.capitalize())[0])
        return _cut(weights, rare, kinds, head, numbers)

    def _kind(self, begin: int) -> str:
        return "place" if begin in self.places else "name" if begin in self.names else ""


def _bare(inside: list[IndexTerm], text: str, before_noun: Callable[[str], bool]) -> frozenset[str]:
    """The stems of words with a capital within a sentence that never follow an article, an
    adjective or a number."""
    bare: set[str] = set()
    dressed: set[str] = set()
    for before, term in pairwise(inside):
        if text[term.begin].isupper() and not ENDS.search(text, before.end, term.begin):
            plain = text[before.begin : before.end]
            (dressed if before_noun(plain) else bare).add(term.stem)
    return frozenset(bare - dressed)


def _cut(
    weights: dict[str, float],
    rare: dict[str, float],
    kinds: dict[str, str],
    head: dict[str, None],
    numbers: dict[str, None],
) -> Words:
    soft = {term: math.log1p(min(weight, OFTEN)) for term, weight in weights.items() if rare[term] > 0}
    best = sorted(soft, key=lambda term: (-soft[term] * rare[term], term))[:MOST]
    return Words(
        {term[:LONGEST]: round(soft[term], 4) for term in best},
        {term[:LONGEST]: round(rare[term], 3) for term in best},
        tuple(term for term in best if kinds.get(term) == "name"),
        tuple(term for term in best if kinds.get(term) == "place"),
        tuple(term for term in best if term in head),
        tuple(list(numbers)[:40]),
    )
