"""In: a sheet with tagged tokens. Out: its places as entities, each with all its mentions.

Mentions are names ("Wladiwostok", "Russlands"), the dateline's places, and descriptions that point to
a place named before ("der russischen Stadt"). See `gazetteer`, `placenames`, `placecontext` and
`descriptions`.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from depesche.core.dispatch import DatelinePlace, Dispatch, Span
from depesche.core.ids import content_id
from depesche.core.reading import Entity, Place
from depesche.german.descriptions import described
from depesche.german.gazetteer import Entry, entries, normal
from depesche.german.placecontext import Mention, chosen, mentions
from depesche.german.sheet import Sheet, Token

CAPITAL, GOVERNMENT = "capital", "government"


@dataclass(frozen=True, slots=True)
class DatelineEntry:
    """A place of the dateline and the gazetteer's reading of it, if it has one."""

    printed: DatelinePlace
    entry: Entry | None


def lookup(name: str) -> Place | None:
    """The place that a bare name most likely means in German copy, or None where none bears it.

    The case of the letters does not matter: datelines are printed in capitals.
    """
    found = entries(name.strip())
    return found[0].place if found else None


def dateline_entries(dispatch: Dispatch) -> list[DatelineEntry]:
    """The dateline's places with their readings; "FRANKFURT/MAIN" is one place, not two."""
    printed = merged(dispatch.dateline)
    readings = [entries(place.text.strip()) for place in printed]
    first = frozenset(found[0].place.country for found in readings if found)
    return [
        DatelineEntry(place, (town(found) or chosen(found, first)) if found else None)
        for place, found in zip(printed, readings, strict=True)
    ]


def town(readings: tuple[Entry, ...]) -> Entry | None:
    """The town among readings of which the first is a country of the same name: Luxemburg."""
    if readings[0].kind not in "slr":
        return None
    return next((one for one in readings if one.kind == "C"), None)


def merged(places: tuple[DatelinePlace, ...]) -> list[DatelinePlace]:
    """The places, two of them as one where only together they are a name: FRANKFURT/MAIN."""
    out: list[DatelinePlace] = []
    for place in places:
        joint = f"{out[-1].text}/{place.text}" if out else ""
        if joint and entries(joint):
            before = out.pop()
            spans = before.span and place.span and (before.span[0], place.span[1])
            out.append(DatelinePlace(text=joint, span=spans))
        else:
            out.append(place)
    return out


def resolve_dateline(dispatch: Dispatch) -> tuple[DatelinePlace, ...]:
    """The dateline's places with name, country, degrees and GeoNames number where known."""
    return tuple(
        located(one.printed, one.entry.place) if one.entry else one.printed
        for one in dateline_entries(dispatch)
    )


def located(printed: DatelinePlace, place: Place) -> DatelinePlace:
    """The printed place with the looked-up one's data."""
    return msgspec.structs.replace(
        printed,
        name=place.name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        geonames=place.geonames,
    )


def dateline_mentions(dispatch: Dispatch) -> list[Mention]:
    """The dateline's places as mentions before all sentences."""
    return [
        Mention(one.entry, one.printed.span or (0, 0), -1, -1, -1)
        for one in dateline_entries(dispatch)
        if one.entry
    ]


def place_mentions(sheet: Sheet) -> list[Mention]:
    """All mentions of places in a dispatch, in order: dateline, names, descriptions resolved."""
    head = dateline_mentions(sheet.dispatch)
    countries = frozenset(mention.entry.place.country for mention in head)
    known = frozenset(normal(mention.entry.place.name) for mention in head)
    named = mentions(sheet, countries, known)
    body = sorted([*named, *described(sheet, [*head, *named])], key=lambda one: one.span)
    return [*head, *body]


def acts(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """Does a capital stand for its government here: the subject, right beside a finite verb?"""
    if mention.entry.kind != "C" or mention.first < 0 or mention.last >= len(tokens):
        return False
    before = tokens[mention.first - 1].tag if mention.first else "$."
    after = tokens[mention.last].tag
    if before in ("$,", "KOUS", "$.", "$("):
        return after.endswith("FIN")
    return before.endswith("FIN") and after in ("KON", "ADV")


def layer(sheet: Sheet) -> tuple[Entity, ...]:
    """The places of a dispatch as entities, in the order of their first mentions.

    Roles: "capital" for capitals and seats of government; "government" where one is said to act.
    """
    groups: dict[Place, list[Mention]] = {}
    for mention in place_mentions(sheet):
        groups.setdefault(mention.entry.place, []).append(mention)
    return tuple(entity(sheet, place, group) for place, group in groups.items())


def entity(sheet: Sheet, place: Place, group: list[Mention]) -> Entity:
    """One place with all its mentions."""
    roles = [CAPITAL] if group[0].entry.kind == "C" else []
    if any(acts(sheet.tokens, mention) for mention in group):
        roles.append(GOVERNMENT)
    spans: list[Span] = [one.span for one in group if one.span != (0, 0)]
    return Entity(
        id=content_id("entity", ["place", place.name]),
        kind="place",
        name=place.name,
        mentions=tuple(spans),
        roles=tuple(roles),
        place=place,
    )
