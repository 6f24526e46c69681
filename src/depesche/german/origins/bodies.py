"""In: a body as words name it, and the scene. Out: its origin, what the words leave open taken from the scene.

"Der Konzern" is the firm spoken of before; "das Museum" that nothing names is left to the story.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from msgspec.structs import replace

from depesche.core.origin import Origin, Reach
from depesche.core.reading import Entity
from depesche.german import organisations
from depesche.german.derived import town_of
from depesche.german.gazetteer import entries
from depesche.german.origins import facts
from depesche.german.origins.made import firm, made
from depesche.german.origins.phrase import CLASSES, GUESSED, MEDIA, Body, body, body_noun
from depesche.german.origins.scene import NAMED_ONLY, Scene
from depesche.german.origins.unnamed import ARTICLES, INDEFINITE, likely
from depesche.german.roles import role

HOUSES = frozenset(("Institut", "Instituts", "Haus", "Hauses", "Geldhaus"))
"""Nouns that mean another body where no institute is spoken of."""
HOUSED = frozenset(("company", "ministry"))
"""Classes of what else they can mean: a firm, or the ministry spoken of."""
CHAMBERS = frozenset(("Kammer", "Senat"))
"""Nouns that mean a part of a court where one is spoken of."""
COURTS = frozenset(("court",))
OPENS, CLOSES = tuple("«„“"), tuple("»“”")
"""Marks of quotation before and behind the name of a paper."""
OPEN = frozenset(("company", "institution", "association", "union"))
MANAGING = "geschäftsführ"
MANAGED = frozenset(("company", "institution", "association"))
"""Classes of bodies that a managing director leads."""
STATES = frozenset(("ministry", "gov"))
"""Classes of bodies of which every state has one of its own."""
SPEAKING = 100_000
"""Characters of a text in which names are looked for."""
NOUNS = 12
"""Nouns of a dispatch whose names are looked for in its text."""
ANY: frozenset[str] = frozenset()
AUTHORITY = re.compile(r"\b(?:Behörde\b|Behörden(?:sprecher|chef|leiter|präsident))")
POLICE = ("lka:", "police:", "prosecution:", "org:bundeskriminalamt")
"""Beginnings of keys of bodies that hardly anybody calls "die Behörde" where another is spoken of."""
OFFICES = ("office:", "land-office:", "country-office:")
OFFICE = re.compile(
    r"\b\w*(?:[Aa]mt|[Aa]nstalt|[Bb]ehörde|stelle|[Aa]gentur|[Dd]irektion|[Ii]nspektion|[Zz]entrale)\b"
)
"""What the name of an authority has: "Bundesamt für Verkehr"."""
OFFICERS = frozenset(("police", "prosecution", "org:bundespolizei", "lka"))


class Bodies:
    """The bodies of one dispatch; `speaker` tells the origin of somebody named, `turned_to` the body that the
    text has turned to at an offset."""

    def __init__(
        self, scene: Scene, speaker: Callable[[Entity], Origin], turned_to: Callable[[int], Origin | None]
    ) -> None:
        self.scene, self.reading, self.speaker, self.turned_to = scene, scene.reading, speaker, turned_to
        self.sought: dict[str, Origin | None] = {}

    def nominative(self, name: str) -> str:
        """A name without its genitive ending, where the bare form stands in the text."""
        bare = name.removesuffix("s")
        return bare if bare != name and bare.rsplit(maxsplit=1)[-1] in self.scene.forms else name

    def government(self, key: str, why: str) -> Origin:
        """A state's government by its key."""
        return Origin(
            key, facts.shown().get(key, key), "government", place=key.partition(":")[2], because=why
        )

    def once(self, noun: str) -> Origin | None:
        """The same as `elsewhere`, sought once for a noun, and for so many nouns of a dispatch."""
        if noun not in self.sought and len(self.sought) < NOUNS:
            self.sought[noun] = self.elsewhere(noun)
        return self.sought.get(noun)

    def elsewhere(self, noun: str) -> Origin | None:
        """The body of this sort that the text names in another place: "Zoo Kiel" for "der Zoo", or for
        "der Zoodirektor"; "Stadtmuseum" for "das Museum"."""
        prefix = facts.led(noun, "speaks")
        for base in dict.fromkeys((*facts.joined(prefix or noun), noun)):
            names = re.finditer(rf"\b{re.escape(base)} (?:in )?[A-ZÄÖÜ]\w+", self.reading.text[:SPEAKING])
            for match in islice(names, NOUNS):
                found = body(match[0])
                if found is not None and found.key:
                    return made(self.scene, found)
            whole = re.search(
                rf"\b[A-ZÄÖÜ]\w{{2,40}}{re.escape(base.lower())}\b", self.reading.text[:SPEAKING]
            )
            if whole and facts.led(whole[0], "speaks") is None:
                return firm(whole[0], f"“{whole[0]}” is such a body", certain=False, sort="institution")
        return None

    def officers(self, at: int) -> Origin:
        """The police or the prosecutors spoken of before, else those of the scene."""
        known = self.scene.last(at, OFFICERS)
        if known:
            return replace(known, because=f"the officers are of {known.name}, spoken of before", person=None)
        office = facts.offices()["polizei"]
        return made(
            self.scene, Body("", office.cls, office.kind, office.scope, name="Polizei", why="officers speak")
        )

    def settled(self, found: Body, at: int, phrase: str) -> Origin | None:
        """A body with what its words leave open taken from the scene; None where that does not tell."""
        if found.owner:
            return self.owned(found.owner)
        if found.cls == "family":
            return Origin(
                found.key,
                found.name,
                "person",
                because="a family is one voice",
                within="story",
                certain=False,
            )
        if found.cls == "town?" and (firm := self.scene.namesake(found.name)):
            return firm
        if found.key.startswith("org:"):
            return self.by_name(found, at, phrase)
        if found.cls == "president" and self.scene.country not in ("DE", "AT", "CH"):
            return made(self.scene, found._replace(cls="gov", federal=True))
        if found.cls in ("any", "president"):
            return self.anybody(found, at, phrase)
        if found.scope == "named" and not found.key:
            return self.council(found, at) if found.cls == "council" else self.taken_up(found, at, phrase)
        return (
            self.authority(found, at, phrase)
            or self.spoken_before(found, at, phrase)
            or made(self.scene, found, at)
        )

    def anybody(self, found: Body, at: int, phrase: str) -> Origin | None:
        """The body that the text has turned to, for "ein Sprecher". "Festivalleiterin" is of a festival, whatever
        ministry was spoken of."""
        known = self.turned_to(at) or self.scene.last(at, ANY)
        if known is None or found.noun == GUESSED and known.kind == "government":
            return None
        why = f"“{phrase}” is of {known.name}, spoken of before"
        return replace(known, because=why, certain=False, person=None)

    def authority(self, found: Body, at: int, phrase: str) -> Origin | None:
        """The office spoken of before that "die Behörde" and its speaker take up."""
        if found.cls != "authorities" or found.place is not None or not AUTHORITY.search(phrase):
            return None
        known = self.scene.last(at, ANY)
        if known is None or known.key.startswith(POLICE):
            return None
        if not (known.key.startswith(OFFICES) or OFFICE.search(known.name)):
            return None
        because = f"“{phrase}” is {known.name}, spoken of before"
        return replace(known, because=because, person=None, certain=False)

    def spoken_before(self, found: Body, at: int, phrase: str) -> Origin | None:
        """The body of the class whose place was told when it spoke before; None where the words or the
        paragraph name another place."""
        bare = found.scope == "town" and found.place is None and not found.noun and not found.key
        if not bare or found.at_home or self.scene.near(at, town=True):
            return None
        known = self.scene.spoken(at, found.cls)
        why = f"“{phrase}” is {known.name}, spoken of before" if known else ""
        return known and replace(known, because=why, person=None, certain=False)

    def by_name(self, found: Body, at: int, phrase: str) -> Origin:
        """A body by its name in the nominative, or the one noted whose longer name ends in it."""
        if (bare := self.nominative(found.name)) != found.name:
            found = found._replace(key=f"org:{facts.slug(bare)}", name=bare)
        if whole := self.scene.aliases.get(found.name):
            return replace(whole, because=f"“{found.name}” is its abbreviation", person=None)
        if whole := self.scene.longer(found.key.partition(":")[2]):
            return replace(whole, because=f"“{phrase}” is short for {whole.name}", person=None)
        return made(self.scene, found, at)

    def taken_up(self, found: Body, at: int, phrase: str) -> Origin | None:
        """The body of the sort spoken of before; None where there is none, or it is "ein Händler"."""
        if INDEFINITE.match(phrase) and body_noun(head_noun(phrase)):
            return None
        managed = found.cls == "company" and head_noun(phrase).lower().startswith(MANAGING)
        known = self.scene.last(at, MANAGED if managed else frozenset((found.cls,)))
        if known is None and found.cls == "institution" and head_noun(phrase) in HOUSES:
            known = self.scene.last(at, HOUSED)
        if not CHAMBERS.isdisjoint(facts.WORD.findall(phrase)):
            known = self.scene.last(at, COURTS) or known
        if known is None and found.cls == "party":
            known = self.scene.last(at, frozenset(("union", "association")))
        because = f"“{phrase}” is {known.name}, spoken of before" if known else ""
        return known and replace(known, because=because, person=None)

    def owned(self, name: str) -> Origin | None:
        """The body for which somebody speaks whose spokesman is quoted: Putin's."""
        entity = self.scene.families.pop(name, None)  # asked once: two can each be the other's spokesman
        if entity is not None:
            own = self.speaker(entity)
            self.scene.families[name] = entity
            return replace(own, because=f"{entity.name}'s spokesman; {own.because}")
        known = facts.head_of(name, self.scene.year)
        return self.government(known, f"{name} heads it") if known else None

    def council(self, found: Body, at: int) -> Origin:
        """The works council of a firm: another voice than the firm's."""
        of = None if found.of else self.scene.last(at, frozenset(("company",)))
        firm_key = found.of or (of.key if of else "")
        name = f"Betriebsrat {of.name if of else found.name}".strip()
        why = "the staff's representatives are another voice than the management"
        key = f"council:{firm_key.partition(':')[2]}"
        return Origin(key, name, "organisation", because=why, within="world" if firm_key else "story")

    def left_open(self, text: str) -> Origin | None:
        """A body that only its noun tells: the story may know which it is."""
        found = body(text)
        sort_only = found is not None and not found.key and found.scope == "named" and found.cls in OPEN
        if found is None or not sort_only or INDEFINITE.match(text) and body_noun(head_noun(text)):
            return None
        noun = next((word for word in facts.WORD.findall(text) if facts.office(word)), "")
        if found.cls == "institution" and (elsewhere := self.once(noun)):
            return elsewhere
        why = f"“{text}” does not say which; the story may"
        told = facts.slug(facts.stem(noun)) if found.cls == "institution" else ""
        reach: Reach = "story" if found.cls in ("company", "institution") else "dispatch"
        key = "firm:" if found.cls == "company" else f"open:{told or found.cls}"
        return Origin(
            key,
            noun or ARTICLES.sub("", text),
            found.kind,
            because=why,
            within=reach,
            certain=False,
            sort=found.cls,
        )

    def organisation(self, entity: Entity) -> tuple[Origin, str]:
        """The origin of a named organisation, and the class it is noted under."""
        if alias := self.scene.aliases.get(entity.name):
            return alias, alias.sort
        kinds = [
            organisations.noun(word) for text in (*entity.roles, entity.name) for word in text.split()[-1:]
        ]
        known = organisations.names().get(entity.name)
        cls = known.cls if known else next((kind.cls for kind in kinds if kind), "")
        if cls in MEDIA or cls == "" and (medium(entity.name) or self.in_quotes(entity)):
            prefix = "agency" if cls == "agency" else "media"
            why = f"“{entity.name}” is a medium"
            return Origin(f"{prefix}:{facts.slug(entity.name)}", entity.name, "media", because=why), "media"
        found = body(self.spoken(entity))
        if whole := self.longer(entity.name):
            return whole, whole.sort
        if found is not None and found.cls not in ("any", "town?") and (found.key or found.scope != "named"):
            first = entity.mentions[0][0]
            if found.cls in STATES and not found.place and not found.key:
                found = found._replace(place=self.scene.said_in(first))
            origin = made(self.scene, found, first)
            return origin, origin.sort or found.cls
        if " " not in entity.name and (unsaid := self.unsaid(entity)):
            return unsaid, found.cls if found else ""
        bare = facts.company(entity.name)
        noted = CLASSES.get(cls, cls or "company")
        return firm(bare, f"“{bare}” names it", sort=noted), noted

    def longer(self, noun: str) -> Origin | None:
        """The body whose name begins with a compound of the noun that another mention has alone: "Klinikverbund
        Ostharz" for "der Verbund"; None where there is none."""
        alone = body(noun) if " " not in noun else None
        if alone is None or alone.key != f"org:{facts.slug(noun)}" or alone.cls != "association":
            return None
        pattern = rf"\b[A-ZÄÖÜ]\w{{2,30}}{re.escape(noun.lower())}(?:e?s)? [A-ZÄÖÜ][\w-]+"
        for match in islice(re.finditer(pattern, self.reading.text[:SPEAKING]), NOUNS):
            whole = body(match[0])
            if whole is not None and whole.key.startswith("org:") and whole.key != alone.key:
                return replace(made(self.scene, whole), because=f"“{noun}” is short for “{match[0]}”")
        return None

    def court_of(self, entity: Entity, at: int) -> Origin | None:
        """The court spoken of before of which an entity is a chamber."""
        court = self.scene.last(at, COURTS) if chamber(entity.name) else None
        return court and replace(
            court, because=f"“{entity.name}” is of {court.name}, spoken of before", person=None
        )

    def unsaid(self, entity: Entity) -> Origin | None:
        """A body that an entity's name only tells the sort of: "Traditionsclub"."""
        if "-" in entity.name or not likely(entity.name):
            return None
        found = self.left_open(entity.name)
        guess = self.scene.guess if found and found.sort in NAMED_ONLY else None
        return guess or found

    def in_quotes(self, entity: Entity) -> bool:
        """Does the name stand in quotation marks, as those of papers do?"""
        text = self.reading.text
        return any(
            b and text.startswith(OPENS, b - 1) and text.startswith(CLOSES, e) for b, e in entity.mentions
        )

    def spoken(self, entity: Entity) -> str:
        """The organisation's name with what any of its mentions says of its place; the noun before it is
        part of it where it is an institution: "die Klinik Bitterfeld"."""
        noun = facts.office(entity.roles[0].rsplit(maxsplit=1)[-1]) if entity.roles else None
        if noun is not None and noun.cls == "institution" and role(entity.roles[0]) is None:
            return f"{entity.roles[0]} {entity.name}"
        for b, e in entity.mentions[:8]:
            behind = re.match(
                r"\s(?:(?:in|von|aus|zu|des Landes|der Stadt)\s)?[A-ZÄÖÜ][\w-]+",
                self.reading.text[e : e + 40],
            )
            before = re.search(r"([A-ZÄÖÜ][\w-]+er)\s$", self.reading.text[max(0, b - 30) : b])
            if before and body(f"{before[1]} {entity.name}") and entries_of(before[1]):
                return f"{before[1]} {entity.name}"
            if behind and placed(behind[0]):
                return entity.name + behind[0]
        return entity.name


def chamber(name: str) -> bool:
    """Does the name say no more than that it is a part of a court: "Wirtschaftsstrafkammer"?"""
    office = facts.office(name) if " " not in name else None
    return office is not None and office.cls == "court" and name.lower().endswith("kammer")


def medium(name: str) -> bool:
    """Is the name that of a newspaper or a station?"""
    low = name.lower()
    return low.endswith(
        ("zeitung", "kurier", "anzeiger", "nachrichten", "rundschau", "post", "presse", "bote", "blatt")
    )


def entries_of(word: str) -> bool:
    """Is the word an adjective made of a town's name?"""
    return town_of(word) is not None


def placed(text: str) -> bool:
    """Do the words behind a body's name end in a place?"""
    return bool(entries(text.rsplit(maxsplit=1)[-1]))


def head_noun(text: str) -> str:
    """The first noun of a phrase."""
    return next((word for word in facts.WORD.findall(ARTICLES.sub("", text)) if word[0].isupper()), "")
