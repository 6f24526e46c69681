"""In: a sheet with clauses and places. Out: its persons, organisations, places; who is meant.

`mentions` reads who is who, `layer` gives the entities, `resolve` the one that a source is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from depesche.core.dispatch import Span
from depesche.core.ids import content_id
from depesche.core.reading import Entity
from depesche.german.corefer import Discourse
from depesche.german.found import Voice
from depesche.german.heads import head
from depesche.german.placenames import context
from depesche.german.pronouns import Pronouns
from depesche.german.referents import Referent
from depesche.german.sheet import Sheet, Token

PLACE = "place"
BEFORE_PLACES = frozenset(("ART", "APPR", "APPRART", "ADJA", "ADV"))


@dataclass(frozen=True, slots=True)
class Meant:
    """Tokens [first, last) that mean somebody: `kind` and `name` of an entity with its `roles`; of
    kind "" where nobody named him, `name` being the phrase that speaks of him first. `how`: name,
    short, role, kind, pronoun, new, place."""

    first: int
    last: int
    kind: str
    name: str
    how: str
    roles: tuple[str, ...] = ()

    @property
    def entity(self) -> str | None:
        """The entity's id, None where nobody named it."""
        return content_id("entity", [self.kind, self.name]) if self.kind else None


def mentions(sheet: Sheet) -> tuple[Meant, ...]:
    """The mentions of persons, organisations and places, in order; none overlaps another."""
    discourse = Discourse(sheet)
    discourse.names()
    discourse.follow()
    Pronouns(discourse).resolve()
    facts = {id(r): told(r) for r in discourse.people.all}
    found = [
        Meant(m.first, m.last, *facts[id(m.referent)][:2], m.how, facts[id(m.referent)][2])
        for m in discourse.mentions
    ]
    found = [m for m in places(sheet) if not any(map(discourse.taken.get, range(m.first, m.last)))] + found
    out: list[Meant] = []
    for meant in sorted(found, key=lambda m: (m.first, m.last)):
        if not out or meant.first >= out[-1].last:
            out.append(meant)
    return tuple(out)


def places(sheet: Sheet) -> list[Meant]:
    """The mentions of places in the body."""
    begins = [token.begin for token in sheet.tokens]
    found = []
    for one in sheet.entities:
        for begin, end in one.mentions:
            first, last = bisect_left(begins, begin), bisect_left(begins, end)
            if first < last and begins[first] == begin:
                found.append(Meant(first, last, "place", one.name, PLACE))
    return found


def told(referent: Referent) -> tuple[str, str, tuple[str, ...]]:
    """Kind, name and roles of a referent as its mentions show them."""
    if not referent.name:
        return "", referent.phrase, ()
    return referent.kind, referent.name, tuple(referent.roles)


def layer(sheet: Sheet) -> tuple[Entity, ...]:
    """All entities: the places found before, then persons and organisations by first mention."""
    groups: dict[tuple[str, str], list[Meant]] = {}
    for meant in sheet.mentions:
        if meant.kind and meant.how != PLACE:
            groups.setdefault((meant.kind, meant.name), []).append(meant)
    return (*sheet.entities, *(entity(sheet, group) for group in groups.values()))


def entity(sheet: Sheet, group: list[Meant]) -> Entity:
    """One person or organisation with all its mentions."""
    first = group[0]
    roles = dict.fromkeys(role for meant in group for role in meant.roles)
    return Entity(
        id=first.entity or "",
        kind="person" if first.kind == "person" else "organisation",
        name=first.name,
        mentions=tuple(span(sheet.tokens, meant) for meant in group),
        roles=tuple(roles),
    )


def span(tokens: tuple[Token, ...], meant: Meant) -> Span:
    """The characters of a mention."""
    return tokens[meant.first].begin, tokens[meant.last - 1].end


def resolve(sheet: Sheet, voice: Voice) -> tuple[str, str | None]:
    """Name and entity id of a source; ("", None) where nothing says whom it means.

    The name is the entity's, or the phrase that first spoke of somebody whom nobody names.
    """
    for a, b in voice.ranges[:1]:
        found = head(sheet.tokens, lambda i: at(sheet, i), a, b)
        if (
            found is None
            or found.how == "new"
            or (found.how == PLACE and not bare(sheet.tokens, a, found.first))
        ):
            return "", None
        return found.name, found.entity
    return "", None


def at(sheet: Sheet, i: int) -> Meant | None:
    """The mention over a token."""
    k = bisect_right(sheet.mentions, i, key=lambda m: m.first) - 1
    return sheet.mentions[k] if k >= 0 and i < sheet.mentions[k].last else None


def bare(tokens: tuple[Token, ...], a: int, first: int) -> bool:
    """Does nothing stand before a place's name but an article or a noun for its kind?"""
    return all(t.tag in BEFORE_PLACES or t.low in context("place-nouns") for t in tokens[a:first])
