"""Places by context. In: a sheet's tokens. Out: the mentions of places by name, in order.

A name that can only be a place counts wherever no person bears it; the name of a small town, or one
that is also a word, needs a preposition of place, a place noun, the dateline, or a sure mention
elsewhere. Several places of one name: population, tilted to German readers, then the countries that the
dispatch speaks of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from depesche.core.dispatch import Span
from depesche.german.gazetteer import Entry, entries
from depesche.german.placenames import Name, before, context, name_at, names
from depesche.german.sheet import Sentence, Sheet, Token

#: How much likelier the first reading must be to outweigh that the dispatch names the other's country.
OUTWEIGHS = 12
DETERMINERS = frozenset(("ART", "APPRART", "PPOSAT", "PDAT", "PIAT", "ADJA", "CARD"))
NAMING = frozenset(("NE", "NN", "NNA", "NNI", "FM", "XY"))
JOINTS = frozenset(("und", ",", "/", "oder", "sowie"))
TITLE_TAIL = 5
ACRONYM = 4
LARGE = 40_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a place: by name, or by a description that was resolved."""

    entry: Entry
    span: Span
    first: int
    last: int
    sentence: int
    named: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in its sentence (the sentence's number and itself), and whether it is a place for sure."""

    number: int
    sentence: Sentence
    name: Name
    sure: bool


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
    large = name.readings[0].population >= LARGE
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
        token = before(tokens, name.first, sentence)
        noun = name.readings[0].town and token is not None and token.tag in ("ART", "APPRART")
        return not noun and tokens[name.first].tag not in ("ADJA", "VVFIN", "VVINF")
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


def qualified(tokens: tuple[Token, ...], name: Name, sentence: Sentence, countries: frozenset[str]) -> Entry:
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
    candidates = [
        Candidate(number, sentence, name, accepted(sheet.tokens, name, sentence))
        for number, sentence in enumerate(sheet.sentences)
        for name in names(sheet.tokens, sentence)
    ]
    kept = joined_on(sheet.tokens, borne_out(sheet.tokens, candidates, known))
    spoken = countries | {
        one.name.readings[0].place.country for one in kept if one.name.readings[0].kind in "slC"
    }
    return [
        Mention(
            qualified(sheet.tokens, one.name, one.sentence, spoken),
            one.name.span,
            one.name.first,
            one.name.last,
            one.number,
        )
        for one in kept
    ]


def borne_out(
    tokens: tuple[Token, ...], candidates: list[Candidate], known: frozenset[str]
) -> list[Candidate]:
    """The candidates judged again by what the rest of the dispatch says of their names.

    Whoever has a forename anywhere is a person wherever no preposition says otherwise; a name that is
    a place's once, or in the dateline, is it again.
    """
    people = {one.name.key for one in candidates if forename(tokens, one.name, one.sentence)}
    first = [
        replace(
            one,
            sure=one.sure and not (one.name.key in people and bare(tokens, one.name, one.sentence)),
        )
        for one in candidates
    ]
    borne = known | {one.name.key for one in first if one.sure and one.name.demand != "noun"}
    return [
        replace(
            one,
            sure=one.sure or (one.name.key in borne and stands_alone(tokens, one.name, one.sentence)),
        )
        for one in first
    ]


def stands_alone(tokens: tuple[Token, ...], name: Name, sentence: Sentence) -> bool:
    """Is the name no person's, and no common noun with its article: "die Halle"?"""
    token = before(tokens, name.first, sentence)
    noun = token is not None and token.tag in DETERMINERS
    return not noun and not is_person(tokens, name, sentence)


def joined_on(tokens: tuple[Token, ...], candidates: list[Candidate]) -> list[Candidate]:
    """The accepted names and those that "und" or a comma joins to one that a preposition bears.

    "in Kiel, Husum und Flensburg" bears out all three, "zwischen Kiel und Husum" both.
    """
    ends: set[int] = set()
    kept = []
    for one in candidates:
        first = one.name.first
        links = first > 1 and tokens[first - 1].form in JOINTS
        led = links and first - 1 in ends
        if one.sure or (led and one.name.demand != "noun" and tokens[first].tag in NAMING):
            kept.append(one)
            lead = tokens[first - 1].low if first else ""
            if led or lead in context("prepositions"):
                ends.add(one.name.last)
    return kept
