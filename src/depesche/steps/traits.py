"""In: a dispatch with its reading. Out: the traits by which its revisions are told."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from depesche.core.dispatch import Dispatch, Span
from depesche.core.matter import Matter
from depesche.core.reading import Reading
from depesche.core.terms import IndexTerm, within
from depesche.formats.head import NEW
from depesche.formats.headerdate import header_date
from depesche.formats.prefixes import read_prefixes
from depesche.german.namings import Naming, namings
from depesche.ledger.likeness import MOST_WORDS, Wording, joined, packed, shingles
from depesche.ledger.revisions import Named, Traits
from depesche.store.moments import local_time, moment, moment_until
from depesche.store.rows import item, named_items
from depesche.store.text import clean, storable

KEPT = 200_000
EARLY = ("flash", "report", "advisory", "digest")
HEAD_LINES = 4
LEAD = 45
"""Words of the copy that count as its beginning, beside the headline."""
TELLING = 150
MOST_LEAD = 24
MOST_NAMES = 60
MOST_NAMED = 6
MOST_ITEMS = 10
LONGEST_ID = 100
SHORTEST = 4
SPEAKS_OF_ITEMS = ("correction", "repeat", "withdrawal", "advisory", "update")
NUMBER = re.compile(r"\d{1,4}$")
WEEKDAYS = frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz "
    "april mai juni juli august september oktober november dezember".split()
)


def traits(matter: Matter) -> Traits:
    """The traits of one dispatch."""
    dispatch, reading = matter.dispatch, matter.reading
    head, body = _words_in(matter, _headline(dispatch)), _words_in(matter, dispatch.body)
    names = _names(matter, reading)
    headline = tuple(word_value(term.stem) for term in head)
    words = [word_value(term.stem) for term in body]
    agency = (reading.dispatch.agency or dispatch.wire.provider or "").casefold()[:60]
    when, clock, local_day = _moment(dispatch, matter.received)
    wire = dispatch.wire
    telling = [*head, *body[:TELLING]]
    return Traits(
        id=clean(reading.id)[:LONGEST_ID],
        kind=dispatch.kind,
        moment=when,
        day=date.fromisoformat(when[:10]).toordinal(),
        digest=_digest(headline, words),
        wording=Wording(packed(words), tuple(_figures(matter, body)), names),
        shingles=tuple(shingles(words[:MOST_WORDS])),
        agency=agency,
        agency_words=tuple(word_value(term.stem) for term in matter.terms(agency)),
        item=_key(item(wire.urn, reading, matter.received)),
        items=_items(matter),
        version=wire.version_number,
        clock=clock,
        local_day=local_day,
        number=_number(dispatch),
        headline=headline,
        series=tuple(_series(dispatch)),
        summary=_sums_up(dispatch),
        lead=tuple(_telling(matter, [*head, *body[:LEAD]]))[:MOST_LEAD],
        content=tuple(_telling(matter, telling, parts=True)),
        names=names,
        places=_places(matter),
        named=tuple(_named(matter, local_day))[:MOST_NAMED],
    )


def _key(name: str | None) -> str | None:
    """As the database has it, so that what is looked up is what was written."""
    return storable(name, key=True) if name else None


@lru_cache(KEPT)
def word_value(word: str) -> int:
    """A 32-bit value for a word, the same on every machine."""
    return zlib.crc32(word.encode("utf-8", "replace"))


def _headline(dispatch: Dispatch) -> tuple[Span, ...]:
    return (dispatch.headline_span,) if dispatch.headline_span else ()


def _words_in(matter: Matter, spans: Iterable[Span]) -> list[IndexTerm]:
    return [term for some in within(matter.words, sorted(spans)) for term in some]


def _digest(headline: tuple[int, ...], words: list[int]) -> int:
    half = joined((*headline, 0, *words))
    return (half << 31) | (joined((half, *words)) >> 1)


def _figures(matter: Matter, body: list[IndexTerm]) -> Iterator[int]:
    text, before = matter.reading.text, ""
    for term in body:
        if text[term.begin].isdigit():
            yield joined((word_value(before), word_value(term.stem)))
        before = term.stem


def _names(matter: Matter, reading: Reading) -> tuple[int, ...]:
    words = (
        term.stem
        for entity in reading.entities[:MOST_NAMES]
        for term in matter.terms(entity.name[:200])
        if term.end - term.begin >= SHORTEST
    )
    return tuple(dict.fromkeys(word_value(word) for word in words))


def _places(matter: Matter) -> tuple[int, ...]:
    places = (place.name or place.text for place in matter.reading.dispatch.dateline[:6])
    return tuple(word_value(term.stem) for place in places for term in matter.terms(place[:80]))


def _telling(matter: Matter, words: list[IndexTerm], *, parts: bool = False) -> Iterator[int]:
    text, seen = matter.reading.text, set()
    for term in words:
        printed = text[term.begin : term.end]
        if _tells(printed, parts):
            for stem in (term.stem, *(term.parts if parts else ())):
                if stem not in seen:
                    seen.add(stem)
                    yield word_value(stem)


@lru_cache(KEPT)
def _tells(printed: str, parts: bool) -> bool:
    long = len(printed) >= SHORTEST and (printed[0].isupper() or parts)
    return (long or printed.isdigit()) and printed.lower() not in WEEKDAYS


def _moment(dispatch: Dispatch, received: str) -> tuple[str, str | None, str | None]:
    wire, published = dispatch.wire, dispatch.published
    written = wire.version_created or wire.first_created or _clocked(dispatch)
    exact = moment(written)
    if exact and written and len(written.strip()) > len("2024-05-14"):
        local = local_time(exact)
        return exact, local[11:16], local[:10]
    if published:
        early = dispatch.kind in EARLY
        day = published.earliest if early else published.latest
        known = day if published.earliest == published.latest else None
        return (moment(day) if early else moment_until(day)) or received, None, known
    # when it came in says nothing of what came before what: only the day is taken
    return received[:10] + "T00:00:00.000000Z", None, None


def _clocked(dispatch: Dispatch) -> str | None:
    if not dispatch.published or dispatch.published.precision != "minute":
        return None
    for line in dispatch.text[:600].splitlines()[:HEAD_LINES]:
        found = header_date(line.strip()[:80])
        if found and found.written and len(found.written) > len("2024-05-14"):
            return found.written
    return None


def _items(matter: Matter) -> tuple[str, ...]:
    found = named_items(matter.dispatch, matter.reading, matter.received)
    return tuple(_key(one) or "" for one in found)[:MOST_ITEMS]


def _number(dispatch: Dispatch) -> int:
    numbers = (NUMBER.search(prefix) for prefix in dispatch.prefixes)
    return max((int(found.group()) for found in numbers if found), default=0)


def _series(dispatch: Dispatch) -> Iterator[str]:
    for prefix in dispatch.prefixes:
        if not read_prefixes(f"{prefix}: ").kinds and not NEW.match(f"{prefix}: "):
            yield NUMBER.sub("", prefix).strip().casefold()


def _sums_up(dispatch: Dispatch) -> bool:
    return any("update" in read_prefixes(f"{prefix}: ").kinds for prefix in dispatch.prefixes)


def _named(matter: Matter, local_day: str | None) -> Iterator[Named]:
    dispatch = matter.dispatch
    texts = [notice.text for notice in dispatch.notices]
    if dispatch.kind in SPEAKS_OF_ITEMS:
        texts += [note.text for note in dispatch.wire.ednotes]
    if dispatch.kind in ("withdrawal", "advisory"):
        texts += [dispatch.headline or "", *(dispatch.text[begin:end] for begin, end in dispatch.body[:2])]
    seen = set()
    for text in texts[:20]:
        for one in namings(text):
            if one not in seen:
                seen.add(one)
                yield _resolved(one, matter, local_day, text)


def _resolved(one: Naming, matter: Matter, local_day: str | None, text: str) -> Named:
    prefixes = read_prefixes(one.headline or "")
    words = matter.terms((one.headline or "")[prefixes.length :][:300])
    day = one.day
    if day and day.startswith("--"):
        day = f"{local_day[:4]}{day[1:]}" if local_day else None
    if one.clock and not day and not one.headline:
        day = local_day
    said = clean(f"«{one.headline}»" if one.headline else f"that of {one.clock}")
    return Named(tuple(word_value(term.stem) for term in words), day, one.clock, one.stops, said)
