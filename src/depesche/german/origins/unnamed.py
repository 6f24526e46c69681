"""In: the words for a source that no data knows, and the scene. Out: who it may be.

A name with a noun before it is a person; a last name, a description ("der Manager", "die 51-Jährige")
takes up somebody named before; a noun for bodies ("die Reederei", "das Museum") is left to the story.
Of those whom nobody names each "ein Zeuge" is another one, and "der Zeuge" is the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec.structs import replace

from depesche.core.origin import Origin, Reach
from depesche.core.reading import Entity
from depesche.german.morphology import morphology
from depesche.german.origins import facts
from depesche.german.origins.made import firm
from depesche.german.origins.phrase import LEADING, document
from depesche.german.origins.scene import Scene
from depesche.german.roles import role

INDEFINITE = re.compile(r"(?i)^(?:ein|eine|einer|einem|einen|eines|mehrere|zwei|drei|weitere|andere)\b")
DEFINITE = re.compile(r"(?i)\b(?:de[rmns]|die|das|vom|beim|(?:sein|ihr|unser)(?:e[rmns]?)?)\b")
ARTICLES = re.compile(
    r"(?i)^(?:(?:ein|eine[rmns]?|de[rmns]|die|das|zwei|drei|mehrere|viele|einige|dessen|deren|(?:sein|ihr)(?:e[rmns]?)?)"
    r"\s+)+"
)
OPENING = re.compile(r"(?i)^(?:aus|laut|nach|in|von|den|der|die|das|dem)\s+")
OUT_OF = re.compile(r"^[\w-]+ (?=aus (?:[\w-]+ ){0,2}?[\w-]*[Kk]reisen?\b)")
"""Who has it from a circle: "Informationen aus Regierungskreisen"."""
OF_BODY = re.compile(r"^Kreisen (?:seine[rs]|ihre[rs]|de[rs]) (?P<body>[A-ZÄÖÜ]\w+)$")
"""A circle with its body behind it: "Kreisen des Ministeriums" are "Ministeriumskreise"."""
ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}")
AGED = re.compile(r"\d+-[Jj]ährigen?$")
NAMED = re.compile(r"^([A-ZÄÖÜ][\w-]+)((?: (?:von|van|de|zu))?(?: [A-ZÄÖÜ][\w'’-]+){2})$")
DESCRIBED = 4
"""Words of a description, at most, by which a story knows somebody again."""
RARE = -15.0
"""log p(word | noun) below which a noun that the model reads may as well be a name: Nordwerk has -21."""
KNOWN = -25.0
"""log p(word | noun) below which the model knows no part of a noun."""
NOBODY = "nobody names them, and no body speaks through them"


class Unnamed:
    """Those of one dispatch whom no data knows; `speaker` tells the origin of somebody named."""

    def __init__(self, scene: Scene, speaker: Callable[[Entity], Origin]) -> None:
        self.scene, self.speaker = scene, speaker
        self.count = 0
        self.circles: dict[str, Origin] = {}
        self.people: dict[str, Origin] = {}

    def heard(self, name: str, origin: Origin) -> None:
        """Somebody of this name spoke."""
        self.people.setdefault(name.rsplit(maxsplit=1)[-1], origin)

    def anonymous(self, phrase: str) -> Origin:
        """A source that nobody names: the same words in one story are one circle, and those whose words
        say nothing of the circle are one."""
        if not phrase.strip():
            return Origin("anon:", "", "anonymous", because="nobody is named", within="dispatch")
        bare = OPENING.sub("", OPENING.sub("", OUT_OF.sub("", phrase.strip())))
        if circle := OF_BODY.match(bare):
            bare = f"{circle['body']}{'s' * circle['body'].endswith(('ung', 'ion'))}kreisen"
        nouns = [word.lower() for word in facts.WORD.findall(bare) if word[0].isupper()]
        if nouns and all(map(insider, nouns)):
            why = (
                "nobody is named, and the words say nothing of who it is: such insiders of a story count once"
            )
            return Origin("anon:insider", bare, "anonymous", because=why, within="story")
        key = f"anon:{facts.slug(' '.join(map(facts.stem, bare.split())))}"
        why = "nobody is named; only the same words in the same story are the same circle"
        return Origin(key, bare, "anonymous", because=why, within="story")

    def known(self, name: str, text: str, at: int) -> Origin | None:
        """Somebody named before, or named here for the first time."""
        bare = told_by(ARTICLES.sub("", name.strip()))
        words = bare.split()
        if len(words) == 1 and (found := self.people.get(words[0]) or self.people.get(words[0].rstrip("s"))):
            return found
        singular = len(words) == 1 and DEFINITE.match(text) and not INDEFINITE.match(text)
        if singular and (AGED.match(bare) or person_noun(bare)):
            return self.last_person(at, bare)
        return None

    def last_person(self, at: int, bare: str) -> Origin | None:
        """The person named last before an offset: whom "der Manager" takes up."""
        if key := self.circles.get(facts.stem(bare)):
            return key
        for _, id in self.scene.before(at):
            entity = self.scene.entities[id]
            if entity.kind != "person":
                continue
            found = self.people.get(entity.name.split()[-1])
            if found is None and agree(entity, bare):
                found = self.speaker(entity)
            if found is not None and agree(entity, bare):
                return replace(found, because=f"“{bare}” takes up {entity.name}; {found.because}")
        return None

    def somebody(self, name: str, text: str) -> Origin:
        """Somebody whom nobody names, or a name that says nothing of its kind."""
        bare = told_by(ARTICLES.sub("", name.strip()))
        words = bare.split()
        proper = bool(words) and all(w[0].isupper() and not role(w) for w in words)
        proper = proper and not (len(words) == 1 and people(bare))
        if ACRONYM.fullmatch(bare) and not self.scene.text.isupper():
            return self.scene.aliases.get(bare) or firm(bare, f"“{bare}” is an abbreviation, as bodies have")
        told = bare.lower() in facts.speakers("reports")
        proper = proper and (bare == name.strip() or len(words) == 1 and not likely(bare))
        if proper and not name.isupper() and not told:
            shown = facts.company(bare)
            return firm(shown, f"“{shown}” is named without a word for what it is", certain=False)
        if INDEFINITE.match(text):
            return self.another(bare)
        key = f"someone:{facts.slug(' '.join(map(facts.stem, words)))}"
        definite = DEFINITE.search(name) or DEFINITE.search(text)
        within: Reach = "story" if definite and words and len(words) <= DESCRIBED else "dispatch"
        return self.circles.get(facts.stem(bare)) or Origin(
            key, bare, "anonymous", because=NOBODY, within=within
        )

    def another(self, bare: str) -> Origin:
        """One of several whom nobody names: each is another one."""
        self.count += 1
        key = f"someone:{facts.slug(' '.join(map(facts.stem, bare.split())))}-{self.count}"
        found = Origin(key, bare, "anonymous", because=NOBODY, within="dispatch")
        self.circles[facts.stem(bare)] = found
        return found


def insider(noun: str) -> bool:
    """Does the noun say nothing of the circle that somebody is of: "Insider", "mit der Sache"?"""
    return any(form in facts.speakers("insiders") for form in facts.forms(noun))


def named_person(phrase: str) -> tuple[str, str] | None:
    """The role and the name of a phrase like "Agentin Gundula Reischl", None where it is none."""
    found = NAMED.match(phrase.strip())
    if found is None or not person_noun(found[1]):
        return None
    return found[1], found[2].strip()


def person_noun(word: str) -> bool:
    """Is the word a noun for one person?"""
    known = role(word)
    if known is not None and known.adjectival:
        return False
    return known is not None and not known.plural or facts.led(word, "persons") is not None


def agree(entity: Entity, bare: str) -> bool:
    """Can the noun take up the person, as far as the genders of his role and of the noun tell?"""
    genders = {found.gender for text in entity.roles for word in text.split() if (found := role(word))}
    known = role(bare)
    return known is None or not known.gender or not genders - {""} or known.gender in genders


def nobody(phrase: str) -> bool:
    """Does the phrase only say that something was found out: "neue Berechnung", "jetziger Stand"?"""
    *before, head = phrase.split() or [""]
    low = head.lower()
    known = low in facts.speakers("workings") or document(low)
    return known and all(word[0].islower() for word in before)


def told_by(phrase: str) -> str:
    """The phrase without a noun for telling at its head: "Angaben des Museums" is the museum's."""
    words = phrase.split()
    while len(words) > 1 and (words[0].lower() in facts.speakers("reports") | LEADING or document(words[0])):
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=1 << 12)
def likely(word: str) -> bool:
    """Is the word likely to be a noun that the model knows?"""
    analysed = morphology().readings(word[:60], False)
    return any(morphology().names.get(tag) in ("NN", "NNA") and p > KNOWN for tag, p in analysed)


@lru_cache(maxsize=1 << 12)
def people(word: str) -> bool:
    """Is the word a plain plural noun, "Fahrgäste", and no name?"""
    analysed = morphology().readings(word[:60], False)
    tag, likely = analysed[0]
    plural = word.endswith(("e", "er", "n", "s", "ler"))
    return plural and morphology().names.get(tag) == "NN" and likely > RARE
