"""In: a body as its words name it, and the scene. Out: its origin, the place taken from the scene."""

from __future__ import annotations

from msgspec.structs import replace

from depesche.core.origin import Origin
from depesche.german import organisations
from depesche.german.derived import country_names
from depesche.german.gazetteer import Entry, entries
from depesche.german.origins import facts
from depesche.german.origins.phrase import CLASSES, Body
from depesche.german.origins.scene import Scene, land_of


def made(scene: Scene, found: Body, at: int | None = None) -> Origin:
    """The origin of a body, its place taken from the scene where its words do not tell: from what the
    paragraph says before the offset `at`, else from the whole.
    """
    if found.key:
        where = found.key.partition(":")[2] if found.key.startswith("gov:") else None
        sort = sort_of(found.name) if found.cls == "known" else found.cls
        return Origin(found.key, found.name, found.kind, found.of, place=where, because=found.why, sort=sort)
    if (
        found.place is None
        and not found.at_home
        and at is not None
        and (near := scene.near(at, town=found.scope == "town"))
    ):
        return replace(made(scene, found._replace(place=near)), certain=False)
    spot = found.place or scene.scene if found.cls == "town" else None
    if spot is not None and city_state(spot):
        found = found._replace(cls="gov", scope="land", place=found.place or spot)
    place, certain, why = placed_in(scene, found)
    key = f"{found.cls}:{found.noun + '/' if found.noun else ''}{place}"
    if found.cls == "ministry":
        key = f"gov:{place}/{found.noun}"
    of = f"gov:{place}" if found.cls in ("ministry", "army", "intelligence") else None
    because = f"{found.why or 'its words name it'}; {why}"
    within = "world" if place else "story"
    name = title(scene, found, place)
    return Origin(key, name, found.kind, of, place or None, None, because, (), within, certain)  # type: ignore[arg-type]


def title(scene: Scene, found: Body, place: str) -> str:
    """The name of a body as it is shown."""
    if found.cls == "gov":
        land = facts.lands().get(place)
        return facts.shown().get(f"gov:{place}", f"Regierung {land.name if land else state_name(place)}")
    where = found.place or (scene.scene if found.scope == "town" else None)
    return " ".join(filter(None, (found.name, where.place.name if where else "")))


def placed_in(scene: Scene, found: Body) -> tuple[str, bool, str]:
    """The key of a body's place, whether its words say it, and why it is that one."""
    where = found.place
    if found.scope == "town":
        spot = where or scene.scene
        if spot is None:
            return "", False, "no place is named"
        why = f"its words name {spot.place.name}" if where else f"it happened in {spot.place.name}"
        return (
            f"geonames/{spot.place.geonames}" if spot.place.geonames else facts.slug(spot.place.name),
            where is not None,
            why,
        )
    if where is not None:
        return governed(found, where), True, f"its words name {where.place.name}"
    land = scene.land
    if found.scope == "land" or found.scope == "either" and not found.federal:
        if land is not None:
            return land.code, False, f"the dispatch is about {land.name}"
        city = scene.scene
        own = land_of(city) if city and found.scope == "land" else None
        if own is not None:
            return own.code, False, f"the dispatch is about {own.name}"
    return scene.country, False, f"the dispatch comes from {scene.country}"


def governed(found: Body, where: Entry) -> str:
    """The code of the state or the Land that a place of the words stands for."""
    land = land_of(where)
    if land is None or found.federal and where.place.country != "":
        return where.place.country
    if where.kind == "C" and found.scope != "land":
        return where.place.country
    return land.code


def city_state(where: Entry) -> bool:
    """Is the town a Land of its own, as Hamburg is?"""
    land = facts.lands_by_seat().get(where.place.name)
    return land is not None and land.town and where.place.country == land.code[:2]


def state_name(code: str) -> str:
    """The name of a state by its ISO code."""
    known = entries(country_names().get(code, ""))
    return known[0].place.name if known else code


def sort_of(name: str) -> str:
    """What sort of body a known one is, "" where the names of organisations do not tell."""
    known = organisations.names().get(name)
    return CLASSES.get(known.cls, "") if known else ""


def firm(name: str, why: str, certain: bool = True, sort: str = "") -> Origin:
    """A body known by its name alone, and what sort of body it is if anything says so."""
    key = f"org:{facts.slug(name)}"
    return Origin(key, name, "organisation", because=why, certain=certain, sort=sort)
