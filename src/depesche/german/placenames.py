"""Place names in running text. In: a sheet's tokens. Out: the mentions of places, in order.

A name that can only be a place (Pjöngjang, Schweden) counts wherever no person bears it; the name of
a small town, or one that is also a word (Essen, Wissen), needs a preposition of place, a place noun,
or the dateline. Several places of one name: population, tilted to German readers, then the countries
that the dispatch speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from depesche.core.dispatch import Span
from depesche.german.gazetteer import Entry, entries, longer, normal
from depesche.german.sheet import Sentence, Sheet, Token
from depesche.german.words import sections

LARGE, LARGE_NEAR = 100_000, 40_000
NEAR = frozenset(("DE", "AT", "CH"))
LONGEST = 5
NOT_NAMES = frozenset(("ART", "PPER", "KOUS", "KON", "PRELS", "APPR", "PPOSAT", "PDAT"))
#: How much likelier the first reading must be to outweigh that the dispatch names the other's country.
OUTWEIGHS = 12
DETERMINERS = frozenset(("ART", "APPRART", "PPOSAT", "PDAT", "PIAT", "ADJA", "CARD"))
TITLE_TAIL = 5
ACRONYM = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A place name in the text: its readings, its tokens [first, last), whether context must bear it."""

    readings: tuple[Entry, ...]
    first: int
    last: int
    span: Span
    demand: str

    @property
    def key(self) -> str:
        """The first reading's name, small."""
        return normal(self.readings[0].place.name)


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a place: by name, or by a description that was resolved."""

    entry: Entry
    span: Span
    first: int
    last: int
    sentence: int
    named: bool = True


@cache
def context(section: str) -> frozenset[str]:
    """A section of the words that decide whether a name is a place."""
    return sections("places/context.txt")[section]


@lru_cache(maxsize=1 << 15)
def demand(name: str) -> str:
    """What a known name needs to count as a place here: "none", "preposition" or "noun"."""
    key, first = normal(name), entries(name)[0]
    if key in context("words"):
        return "noun"
    if key in context("doubtful"):
        return "preposition"
    limit = LARGE_NEAR if first.place.country in NEAR else LARGE
    sure = first.kind in "slrC" or first.population >= limit
    return "none" if sure else "preposition"


def names(tokens: tuple[Token, ...], sentence: Sentence) -> Iterator[Name]:
    """The gazetteer's names in a sentence, the longest at each place, whatever their context says."""
    i = sentence.first
    while i < sentence.last:
        found = name_at(tokens, i, sentence.last) if tokens[i].form[0].isupper() else None
        if found:
            yield found
        i = found.last if found else i + 1


def name_at(tokens: tuple[Token, ...], i: int, end: int) -> Name | None:
    """The longest name that begins at a token, or None."""
    token = tokens[i]
    for last in range(min(end, i + LONGEST), i + 1, -1) if longer(token.form) else ():
        if joined(tokens, i, last) in longer(token.form):
            return made(joined(tokens, i, last), tokens, i, last)
    if token.tag in NOT_NAMES:
        return None
    if entries(token.form):
        return made(token.form, tokens, i, i + 1)
    return genitive(tokens, i) or compound(tokens, i)


def joined(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """The tokens as a key of the gazetteer."""
    return " ".join(normal(token.form) for token in tokens[first:last] if len(token.form) < 40)


def made(name: str, tokens: tuple[Token, ...], first: int, last: int, cut: int = 0) -> Name:
    """The name found over tokens [first, last), `cut` marks short of their end."""
    span = (tokens[first].begin, tokens[last - 1].end - cut)
    return Name(entries(name), first, last, span, demand(name))


def genitive(tokens: tuple[Token, ...], i: int) -> Name | None:
    """A name in the genitive: Russlands, Moskaus. Only names that need no context."""
    form = tokens[i].form
    stem = form[:-1]
    if len(form) < 5 or form[-1] != "s" or stem[-1] in "sxzß" or not entries(stem):
        return None
    return made(stem, tokens, i, i + 1) if demand(stem) == "none" else None


def compound(tokens: tuple[Token, ...], i: int) -> Name | None:
    """A town with its quarter: Berlin-Kreuzberg, Hamburg-Altona. The town is meant."""
    town, hyphen, quarter = tokens[i].form.partition("-")
    if not hyphen or tokens[i].tag != "NE" or not quarter[:1].isupper():
        return None
    found = entries(town)
    if not found or not found[0].town or demand(town) == "noun" or found[0].population < LARGE:
        return None
    return made(town, tokens, i, i + 1)


def before(tokens: tuple[Token, ...], i: int, sentence: Sentence) -> Token | None:
    """The token before place `i` within the sentence, or None."""
    return tokens[i - 1] if i > sentence.first else None


def has_place_noun(tokens: tuple[Token, ...], name: Name, sentence: Sentence) -> bool:
    """Does a place noun stand right before the name: "der Stadt Essen", "im Raum Halle"?"""
    token = before(tokens, name.first, sentence)
    if token is None or not token.form[0].isupper():
        return token is not None and token.low == "nahe"
    return token.low in context("place-nouns") or token.low.endswith(("stadt", "metropole"))


def has_preposition(tokens: tuple[Token, ...], name: Name, sentence: Sentence) -> bool:
    """Does a preposition of place stand right before the name, of the kind that it needs?"""
    token = before(tokens, name.first, sentence)
    if token is None:
        return False
    if token.low in context("strict-prepositions"):
        return True
    large = name.readings[0].population >= LARGE_NEAR
    return large and token.low in context("prepositions") and tokens[name.first].tag == "NE"


def is_person(tokens: tuple[Token, ...], name: Name, sentence: Sentence) -> bool:
    """Does somebody bear the name: "Denzel Washington", "Präsident Lincoln", "Paris Hilton"?"""
    token = before(tokens, name.first, sentence)
    if name.readings[0].kind == "s" or tokens[name.first].form.isupper():
        return False
    if token is not None and bears(tokens, name.first - 1, sentence):
        return True
    follower = tokens[name.last] if name.last < sentence.last else None
    if follower is None or follower.tag != "NE" or not follower.form[0].isupper():
        return False
    local = token is not None and token.low in context("prepositions")
    return not local and not entries(follower.form)


def forename(tokens: tuple[Token, ...], name: Name, sentence: Sentence) -> bool:
    """Does a forename stand before the name: "Randy Henderson"?"""
    token = before(tokens, name.first, sentence)
    return token is not None and token.tag == "NE" and is_person(tokens, name, sentence)


def bare(tokens: tuple[Token, ...], name: Name, sentence: Sentence) -> bool:
    """Does no preposition of place stand before the name?"""
    token = before(tokens, name.first, sentence)
    return token is None or token.low not in context("strict-prepositions")


def bears(tokens: tuple[Token, ...], i: int, sentence: Sentence) -> bool:
    """Is the token at `i` a forename, a title, or a name's particle behind a forename?"""
    token, previous = tokens[i], before(tokens, i, sentence)
    if token.form[0].isupper():
        if token.tag != "NE" or token.low in context("place-nouns"):
            return is_title(token.low)
        return is_given(token) or (previous is not None and is_given(previous))
    if previous is None or token.low not in context("name-particles"):
        return False
    return is_given(previous) or is_title(previous.low)


def is_given(token: Token) -> bool:
    """Is the token a name, but no place's?"""
    return token.tag == "NE" and token.form[0].isupper() and not entries(token.form)


@lru_cache(maxsize=1 << 14)
def is_title(low: str) -> bool:
    """Is the word a title or role, or a compound that ends in one: "außenminister"?"""
    titles = context("titles")
    if low in titles:
        return True
    tails = (low[i:] for i in range(1, len(low) - TITLE_TAIL + 1))
    return len(low) < 40 and any(tail in titles for tail in tails)


def accepted(tokens: tuple[Token, ...], name: Name, sentence: Sentence) -> bool:
    """Does the name's context bear it out as a place?"""
    if has_place_noun(tokens, name, sentence):
        return True
    if name.demand == "noun" or is_person(tokens, name, sentence) or is_acronym(tokens, name):
        return False
    if name.demand == "none":
        return tokens[name.first].tag not in ("ADJA", "VVFIN", "VVINF")
    return has_preposition(tokens, name, sentence) or lies(tokens, name, sentence)


def lies(tokens: tuple[Token, ...], name: Name, sentence: Sentence) -> bool:
    """Does a distance or direction follow, as only a place has: "Husum liegt 80 Kilometer ..."?"""
    after = tokens[name.last : min(name.last + 5, sentence.last)]
    if not after or tokens[name.first].tag != "NE":
        return False
    lying = after[0].low in ("liegt", "lag", "liege") or after[0].form == ","
    return lying and any(token.low in ("kilometer", "meilen") for token in after)


def is_acronym(tokens: tuple[Token, ...], name: Name) -> bool:
    """Is the name a town's only by chance, being printed as an acronym: FES, SAN?"""
    form = tokens[name.first].form
    return form.isupper() and len(form) <= ACRONYM and name.readings[0].kind not in "slr"


def qualified(
    tokens: tuple[Token, ...], name: Name, sentence: Sentence, countries: frozenset[str]
) -> Entry:
    """The reading meant, by the state or land printed behind it: "Lebanon (Ohio)", "Paris, Texas"."""
    i = name.last
    if i + 1 < sentence.last and tokens[i].form in ("(", ","):
        behind = name_at(tokens, i + 1, sentence.last) if tokens[i + 1].form[0].isupper() else None
        if behind and behind.readings[0].kind in "sl":
            country = behind.readings[0].place.country
            closed = behind.last < sentence.last and tokens[behind.last].form in (")", ",")
            fitting = [one for one in name.readings if one.place.country == country]
            if closed and fitting:
                return fitting[0]
    return chosen(name.readings, countries)


def chosen(readings: tuple[Entry, ...], countries: frozenset[str]) -> Entry:
    """The reading meant: the likeliest, unless only another lies in a country spoken of."""
    first = readings[0]
    if len(readings) == 1 or first.place.country in countries or first.kind == "s":
        return first
    for other in readings[1:]:
        if other.place.country in countries and other.weight * OUTWEIGHS > first.weight:
            return other
    return first


def mentions(sheet: Sheet, countries: frozenset[str], known: frozenset[str]) -> list[Mention]:
    """The places that a sheet's sentences name, in order.

    `countries`: ISO codes that the dateline gives; `known`: keys of names that the dateline bears out.
    """
    tokens = sheet.tokens
    found = [
        (number, name, accepted(tokens, name, sentence))
        for number, sentence in enumerate(sheet.sentences)
        for name in names(tokens, sentence)
    ]
    people = {name.key for n, name, _ in found if forename(tokens, name, sheet.sentences[n])}
    found = [
        (n, name, sure and not (name.key in people and bare(tokens, name, sheet.sentences[n])))
        for n, name, sure in found
    ]
    borne = {name.key for _, name, sure in found if sure and name.demand != "noun"} | known
    found = [
        (n, name, sure or (name.key in borne and stands_alone(tokens, name, sheet.sentences[n])))
        for n, name, sure in found
    ]
    kept = joined_on(tokens, found)
    spoken = countries | {
        name.readings[0].place.country for _, name in kept if is_frame(name.readings[0])
    }
    return [
        Mention(
            qualified(sheet.tokens, name, sheet.sentences[number], spoken),
            name.span,
            name.first,
            name.last,
            number,
        )
        for number, name in kept
    ]


def stands_alone(tokens: tuple[Token, ...], name: Name, sentence: Sentence) -> bool:
    """Is the name no person's, and no common noun with its article: "die Halle"?"""
    token = before(tokens, name.first, sentence)
    noun = token is not None and token.tag in DETERMINERS
    return not noun and not is_person(tokens, name, sentence)


def joined_on(
    tokens: tuple[Token, ...], found: list[tuple[int, Name, bool]]
) -> list[tuple[int, Name]]:
    """The accepted names and those that "und" or a comma joins to one that a preposition bears.

    "in Kiel, Husum und Flensburg" bears out all three, "zwischen Kiel und Husum" both.
    """
    ends: dict[int, str] = {}
    kept = []
    for number, name, sure in found:
        first = name.first
        links = first > 1 and tokens[first - 1].form in ("und", ",", "/", "oder", "sowie")
        lead = ends.get(first - 1) if links else None
        if sure or (lead and name.demand != "noun" and tokens[first].tag == "NE"):
            kept.append((number, name))
            before_it = tokens[first - 1].low if first else ""
            if lead or before_it in context("prepositions") or before_it == "zwischen":
                ends[name.last] = name.key
    return kept


def is_frame(entry: Entry) -> bool:
    """Does the place tell the country that a dispatch speaks of: a state, land or capital?"""
    return entry.kind in "slC"
