"""In: a noun that the model knows as a whole or not at all. Out: the two words it is put together of.

The likeliest cut wins: a known noun behind a known noun, adjective or stem of a verb, with a linking
element between them. Frequent words are left whole: they have a meaning of their own ("Hochzeit").
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from depesche.german.gazetteer import entries
from depesche.german.morphmodel import MORPHEME, WORD
from depesche.german.morphology import morphology
from depesche.german.plainwords import RARE
from depesche.german.words import sections

DATA = "compounds.txt"
KEPT = 1 << 16
LONGEST = 40
SHORTEST, SHORTEST_VERB, SHORTEST_WORD = 3, 4, 7
FREQUENT = -9.75
"""log p(word | noun) from which a word the model knows is left whole."""
USUAL = -12.5
"""log p from which a noun of two pieces is a head in one."""
OWN = -11.2
"""The same for words that stand for something of their own: "Lösegeld" is more than money."""
RAREST = -13.6
"""log p below which a part is too rare to be trusted: once in the model's texts is -13.1."""
RARE_SHORT = -10.5
"""The same for parts of three letters, and for verbs and adjectives."""
BOUND = -9.0
"""What a part counts that `compounds.txt` lists."""
JOINT = -3.0
"""What each further cut costs."""
ENDINGS = ("", "e", "en", "n", "s", "es", "er", "ern")
LONGEST_FIRST = 6
"""Letters that the first part of a name made of two words has at most."""
LINKS = (
    ("", 0.0),
    ("s", -0.5),
    ("n", -0.7),
    ("en", -0.7),
    ("es", -1.0),
    ("er", -1.0),
    ("e", -1.5),
    ("ns", -1.0),
)
ELIDED = -1.5
NOUNS = ("NN", "NNA", "NNI")
Found = tuple[float, str, str]


@lru_cache(KEPT)
def split(word: str, frequent: float = FREQUENT) -> tuple[str, str] | None:
    """The modifier without its linking element and the head, in small letters; None where there are none,
    or where the word is as likely as `frequent`."""
    low = word.lower()
    if not SHORTEST_WORD <= len(low) <= LONGEST or whole(low) or common(low, frequent):
        return None
    best = cut(low)
    return best[1:] if best and not inflected_whole(low) else None


def inflected_whole(low: str) -> bool:
    """Is the word the inflected form of one that the model knows and that cannot be cut: "Ministern"?"""
    stems = (low.removesuffix(ending) for ending in ("nen", *ENDINGS) if ending and low.endswith(ending))
    return any(
        (known(bare) or morpheme(bare)) and cut(bare) is None for bare in stems if len(bare) > SHORTEST_VERB
    )


@lru_cache(KEPT)
def whole(low: str) -> bool:
    """Is the word one that never is cut, with an ending or without?"""
    return any(low.removesuffix(ending) in listed("whole") for ending in ENDINGS)


def common(low: str, frequent: float) -> bool:
    """Does the model know the word well, as a noun or as something else?"""
    if not known(low):
        return False
    tag, likely = reading(low)
    return tag not in NOUNS or likely > frequent


def usual(low: str) -> bool:
    """Is the noun a usual one, so that it is rather a head as it stands than cut: "Diebstahl"?"""
    if low in listed("heads"):
        return True
    likely = as_noun(low) if known(low) else None
    return likely is not None and likely > USUAL


@lru_cache(KEPT)
def name(low: str) -> bool:
    """Is a word that the model has not seen a town or its people, or does it end as names do: "Falkenberg"?"""
    bare = low.removesuffix("s")
    if known(low) or known(bare):
        return False
    if any(entries(one) for one in (low, bare, bare.removesuffix("er"))):
        return True
    ending = next((one for one in listed("names") if bare.endswith(one)), "")
    if not ending or len(bare) - len(ending) > LONGEST_FIRST:
        return False
    return ending in listed("persons") or reading(low)[1] < RARE


@lru_cache(KEPT)
def cut(low: str) -> Found | None:
    """The likeliest cut with how likely it is."""
    return max(cuts(low), default=None)


def cuts(low: str) -> Iterator[Found]:
    """Every cut whose parts are known."""
    for at in range(SHORTEST - 1, len(low) - SHORTEST + 1):
        head = as_head(low[at:]) if at >= SHORTEST or low[:at] in listed("modifiers") else None
        if head is None:
            continue
        for link, cost in LINKS:
            bare = low[: at - len(link)]
            if low[:at].endswith(link) and bare not in listed("particles"):
                modifier = as_modifier(bare, link)
                if modifier is not None:
                    yield modifier + head + cost, bare, low[at:]


@lru_cache(KEPT)
def as_head(low: str) -> float | None:
    """How likely the word is as a head: a noun that is known, or put together of two."""
    if low in listed("suffixes"):
        return None
    if low in listed("heads"):
        return BOUND
    likely = noun(low)
    if likely is None and len(low) >= SHORTEST_WORD:
        found = cut(low)
        likely = found[0] + JOINT if found else None
    return likely


@lru_cache(KEPT)
def as_modifier(bare: str, link: str) -> float | None:
    """How likely the word is as a modifier before a linking element."""
    if not link and bare in listed("modifiers"):
        return BOUND
    options = [noun(bare)] if len(bare) >= SHORTEST and (known(bare) or morpheme(bare)) else []
    if not link:
        options += [elided(bare), adjective(bare)]
    if link in ("", "e"):
        options.append(verb(bare))
    if len(bare) >= SHORTEST_WORD and link in ("", "s") and (found := cut(bare)):
        options.append(found[0] + JOINT)
    return max((one for one in options if one is not None), default=None)


@lru_cache(KEPT)
def noun(low: str) -> float | None:
    """Log p of a noun that the model has seen, as it stands or without an ending; in the spelling before
    1996 too."""
    forms = (low, low.replace("ss", "ß")) if "ss" in low else (low,)
    bare = (form[: len(form) - len(ending)] for form in forms for ending in ENDINGS if form.endswith(ending))
    seen = [as_noun(form) for form in bare if len(form) >= SHORTEST and (known(form) or morpheme(form))]
    likely = max((one for one in seen if one is not None), default=-math.inf)
    return likely if likely > (RAREST if len(low) > SHORTEST else RARE_SHORT) else None


@lru_cache(KEPT)
def as_noun(low: str) -> float | None:
    """Log p of the word as a noun, where it is read as one at all."""
    model = morphology()
    return max(
        (p for tag, p in model.readings(low.capitalize(), False) if model.names[tag] in NOUNS), default=None
    )


@lru_cache(KEPT)
def morpheme(low: str) -> bool:
    """Is the word a noun's stem in the model?"""
    model = morphology()
    return any(model.names.get(tag, "").startswith("NN") for tag, _ in model.model.pairs(MORPHEME, low))


def elided(bare: str) -> float | None:
    """Log p of a noun that has lost its last -e: "Schul(e)weg"."""
    likely = noun(bare + "e") if len(bare) > SHORTEST else None
    return likely + ELIDED if likely is not None else None


def adjective(bare: str) -> float | None:
    """Log p of an adjective."""
    if len(bare) <= SHORTEST and bare not in listed("modifiers") or not known(bare):
        return None
    return likely_as(bare, ("ADJ(D)", "ADJ(A)"))


def verb(bare: str) -> float | None:
    """Log p of a verb by its stem."""
    for ending in ("en", "n"):
        if len(bare) >= SHORTEST_VERB and known(bare + ending):
            likely = likely_as(bare + ending, ("VV(INF)",))
            if likely is not None:
                return likely
    return None


def likely_as(low: str, tags: tuple[str, ...]) -> float | None:
    """Log p of a word printed small under one of the tags."""
    model = morphology()
    found = [p for tag, p in model.readings(low, False) if model.names[tag] in tags]
    return max(found) - 1.0 if found and max(found) > RARE_SHORT else None


@lru_cache(KEPT)
def known(low: str) -> bool:
    """Has the model seen the word?"""
    return bool(morphology().model.pairs(WORD, low))


@lru_cache(KEPT)
def reading(low: str) -> tuple[str, float]:
    """The first part of speech of the word printed large, with its log p."""
    model = morphology()
    tag, likely = model.readings(low.capitalize(), False)[0]
    return model.names.get(tag, ""), likely


def builder(modifier: str, head: str) -> tuple[str, str]:
    """A modifier with its head, where "bauer" is one who builds with "bau": "Autobauer", not "Biobauer"."""
    if head in ("bauer", "bauers", "bauern") and modifier not in listed("farmers"):
        return modifier, "bau"
    return modifier, head


def listed(section: str) -> frozenset[str]:
    """A section of `data/compounds.txt`."""
    return sections(DATA)[section]
