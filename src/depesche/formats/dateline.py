"""In: a text and where a line begins. Out: the dateline there: places, agency, date; or None."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from depesche.core.dispatch import DatelinePlace, Span
from depesche.formats.headerdate import DATE
from depesche.formats.words import any_of, table, words

WINDOW = 220
DASH = r"[-\u2010-\u2015]{1,2}"
CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
PART = re.compile(rf"['’]?(?:{CAPITAL}|[’']s-{CAPITAL}|al-{CAPITAL}|d['’]{CAPITAL})[\w.’'\-]*")
REGION = re.compile(r"[ \u00a0]\([^()\n]{2,40}\)$")
JOINT = re.compile(r"\s?/\s?|,\s|\s(?:und|&)\s")
DATED = re.compile(rf",\s*(?P<date>{DATE})\s*{DASH}(?=\s|$)")
ALONE = re.compile(rf"\s{DASH}\s")
TRAILING_DATE = re.compile(rf",\s*(?P<date>{DATE})$")
MOST_WORDS = 6
#: An agency that is on no list: several words, or one: "NordPress", "Hansekontor", "RNA"; a short one in small
#: letters: "abd", "wa"; behind a slash those whose copy it uses: "RNA/dpa".
WORDED = rf"{CAPITAL}[\w&.]*(?:[ ]{CAPITAL}[\w&.]*){{1,3}}|{CAPITAL}\w{{1,30}}|[a-z]{{2,4}}"
UNLISTED = re.compile(rf"\((?P<agency>{WORDED})(?:/[\w-]{{2,8}})*\)\s?{DASH}(?=\s)")
#: Behind a place and a date too: "Dresden, 5. Nov (Meridian) -".
BEHIND_DATE = re.compile(rf",\s*(?P<date>{DATE})\s*\((?P<agency>{WORDED})\)\s?{DASH}(?=\s)")
NO_AGENCIES = frozenset(("oder", "main", "ost", "west", "nord", "süd", "see", "alt", "neu"))
COUNTRIES = frozenset(("USA", "UK", "UAE", "VAE", "NRW", "DDR", "BRD", "UdSSR", "GUS", "EU"))


class Dateline(NamedTuple):
    """A dateline: its span up to the dash, its places, its agency, the words of its date."""

    span: Span
    places: tuple[DatelinePlace, ...]
    agency: str | None = None
    date: str | None = None


def dateline_at(text: str, begin: int) -> Dateline | None:
    """The dateline that begins at `begin`, or None where prose does."""
    window = text[begin : begin + WINDOW]
    ways = (with_agency, with_date, with_unlisted, alone)
    return next(filter(None, (way(window, begin) for way in ways)), None)


@cache
def agency_pattern() -> re.Pattern[str]:
    """A bracket with an agency's name (desks behind a slash), and the dash or stop behind it; the Catholic
    agency has neither: "Fulda (KNA) Die Bischöfe ..."."""
    name = any_of(table("agencies")["agencies"])
    return re.compile(
        rf"\(\s?(?P<agency>{name}(?:\s?/\s?(?:{name}|[a-z]{{2,4}}))*)\s?\)\s*"
        rf"(?:{DASH}(?=\s|$|[^\w\s])|[.:|]?(?=\s+{CAPITAL}|\s+[\"„“»«]|\s*$)|(?=\n))"
    )


def with_agency(window: str, begin: int) -> Dateline | None:
    """A dateline with an agency in brackets: "WIEN, 3. Mai (APA) -"."""
    bracket = agency_pattern().search(window)
    if not bracket:
        return None
    before = on_the_line(window, bracket)
    if before is None:
        return None
    dated = TRAILING_DATE.search(before)
    places = places_in(before[: dated.start()] if dated else before, begin)
    if places is None or (before and not places):
        return None
    return Dateline(
        (begin, begin + bracket.end()),
        places,
        agency_name(bracket["agency"]),
        dated["date"] if dated else None,
    )


def on_the_line(window: str, bracket: re.Match[str]) -> str | None:
    """What stands before a bracket; None where that is another line."""
    before = window[: bracket.start()].rstrip()
    return None if "\n" in before or "\r" in before else before


def with_unlisted(window: str, begin: int) -> Dateline | None:
    """A dateline with an agency in brackets that no list has: "HUSUM (NordPress) -"."""
    dated = BEHIND_DATE.search(window)
    bracket = dated or UNLISTED.search(window)
    if not bracket or bracket["agency"] in COUNTRIES or no_agency(bracket["agency"].lower()):
        return None
    before = on_the_line(window, bracket)
    places = places_in(before, begin) if before is not None else None
    date = dated["date"] if dated else None
    return Dateline((begin, begin + bracket.end()), places, bracket["agency"], date) if places else None


def no_agency(word: str) -> bool:
    """Whether a word in small letters tells a town from its namesakes, or is a plain one."""
    lists = ("places", "regions", "waters", "small", "not_places")
    return word in NO_AGENCIES or any(word in words("agencies", one) for one in lists)


def agency_name(printed: str) -> str:
    """The agency without the desks behind it: "dpa" for "dpa/lno", "APA/dpa" for both."""
    known = words("agencies", "agencies")
    parts = [part.strip() for part in printed.split("/")]
    return "/".join(part for part in parts if part.lower() in known)


def with_date(window: str, begin: int) -> Dateline | None:
    """A dateline with a date and no agency: "Hamburg (Deutschland), 14.08.2005 –"."""
    dated = DATED.search(window)
    places = places_in(window[: dated.start()], begin) if dated else None
    if not dated or not places:
        return None
    return Dateline((begin, begin + dated.end()), places, None, dated["date"])


def alone(window: str, begin: int) -> Dateline | None:
    """A dateline of known places and a dash: "KIEL/LÜBECK -"."""
    dash = ALONE.search(window)
    places = places_in(window[: dash.start()], begin) if dash else None
    if not dash or not places:
        return None
    known = words("agencies", "places")
    if not all(REGION.sub("", place.text).lower() in known for place in places):
        return None
    return Dateline((begin, begin + dash.end() - 1), places)


def places_in(printed: str, begin: int) -> tuple[DatelinePlace, ...] | None:
    """The places of a list such as "BERLIN/FRANKFURT/MAIN"; None where it is no list of places."""
    spans: list[Span] = []
    start = 0
    for joint in [*JOINT.finditer(printed), None]:
        end = joint.start() if joint else len(printed)
        part = printed[start:end].strip()
        if spans and part.lower() in words("agencies", "waters"):
            spans[-1] = (spans[-1][0], end)
        elif is_place(part):
            spans.append((start, end))
        elif printed:
            return None
        start = joint.end() if joint else end
    return tuple(
        DatelinePlace(printed[b:e].strip(), (begin + b, begin + b + len(printed[b:e].rstrip())))
        for b, e in spans
    )


def is_place(part: str) -> bool:
    """Whether `part` has the shape of a place's name: capitals, small words only between them."""
    names = REGION.sub("", part).split()
    if not names or len(names) > MOST_WORDS or names[0].lower() in words("agencies", "not_places"):
        return False
    inner = words("agencies", "small")
    return bool(PART.fullmatch(names[0]) and PART.fullmatch(names[-1])) and all(
        PART.fullmatch(name) or name.lower() in inner for name in names
    )
