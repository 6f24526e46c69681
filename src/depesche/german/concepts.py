"""In: stretches of a text. Out: what is said there as concepts with weights, whatever words say it.

"Ein Mann kam ums Leben" and "ein Todesopfer" share the concept of death: words that stand for one
thing are lines of `data/concepts.txt`; every other word is its dictionary form. A compound counts as
its parts, a separated verb ("baut ... ab") as one. The rarer a word is by the morphology's
own frequencies, the more it weighs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from depesche.core.dispatch import Span
from depesche.german.derived import adjective_of
from depesche.german.gazetteer import entries
from depesche.german.morphology import UNKNOWN, morphology
from depesche.german.terms import halves, stem
from depesche.german.words import lines

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
KEPT = 200_000
LONGEST = 40
PHRASE = 4
"""Words that the longest phrase of `concepts.txt` has."""
CLAUSE = re.compile(r"\s*(?:[.,;:!?»«”“\")]|$|und\b|oder\b|wie\b)")
PARTICLES = frozenset(
    "ab an auf aus ein fest frei her hin los mit nach nieder statt teil um vor weg wieder zu zurück zusammen".split()
)
BY_TAG = {"NN": 1.0, "NE": 0.9, "VV": 0.8, "AD": 0.45, "FM": 0.9, "XY": 0.8}
EVENT, THING, SETTING = 1.5, 0.8, 0.2
WEIGHT = {"events": EVENT, "things": THING, "setting": SETTING}
PERSONS = ("fahrgast", "anwohner", "besucher", "kunde", "flüchtling", "verkehrsteilnehmer", "seemann")
"""Sorts of people: what happens to them tells more of a statement than that it is they."""
LIGHT = {"mensch": 0.35} | dict.fromkeys(PERSONS, 0.6)
HOME = frozenset(("DE", "AT", "CH"))
"""Where Berlin, Wien and Bern are towns as often as governments."""
HALF = 0.65
"""What a half of a compound weighs of a whole word."""
DYING = frozenset(("erliegen", "erlegen"))
"""Of injuries that somebody dies of nothing is told but that he died."""
SCENE = 0.35
"""What counts of the words that only set the scene: "Bei einem Unglück in Husum sind ..."."""
SETS_SCENE = frozenset(
    "bei beim nach wegen vor während infolge seit trotz angesichts im in am an auf".split()
)
COMMON, RARE = 5.0, 11.0
"""Minus the logarithm of how often a word comes: one that counts for little, one that counts fully."""
FLOOR = 0.5


class Concept(NamedTuple):
    """What a word stands for: its name, its weight, whether it is an event, thing or setting."""

    name: str
    weight: float
    kind: str = ""


class Said(NamedTuple):
    """What a stretch says. `untrue`: it calls something untrue. `points`: it only points back."""

    concepts: tuple[Concept, ...]
    untrue: bool = False
    points: bool = False


class Classes(NamedTuple):
    """The classes of `concepts.txt`: dictionary form in small letters -> concept; for forms that the
    morphology does not know, stem and whether it is a noun's -> concept; joined phrases -> concept; the
    other lists. `begins`: the words with which phrases begin; `untrue_phrases`: those of `untrue` that are
    more than a word, between "_"."""

    words: dict[str, tuple[str, str]]
    stems: dict[tuple[str, bool], tuple[str, str]]
    phrases: dict[str, tuple[str, str]]
    stop: frozenset[str]
    untrue: frozenset[str]
    pointing: frozenset[str]
    begins: frozenset[str]
    untrue_phrases: tuple[str, ...]


class Word(NamedTuple):
    """One word: its form and its dictionary form in small letters, its tag, whether it is printed in small letters."""

    low: str
    begin: int
    end: int
    lemma: str
    tag: str
    small: bool = False


def said(text: str, spans: Iterable[Span]) -> Said:
    """What the spans of a text say: each concept once, in order of first mention."""
    words = [word for begin, end in spans for word in _words(text, begin, end)]
    found: dict[str, Concept] = {}
    lows = [word.low for word in words]
    scene = _scene(words)
    set_there = (Concept(c.name, c.weight * SCENE, "setting") for c in _single(words[:scene]))
    told = words[scene:]
    phrases = list(_phrases(lows))
    within = {at for _, places in phrases for at in places}
    bare = [word for at, word in enumerate(words) if at >= scene and not (at in within and _event(word))]
    known = (concept for concept, _ in phrases)
    for concept in (*known, *_separated(text, told), *_single(bare), *set_there):
        old = found.get(concept.name)
        if old is None or concept.weight > old.weight:
            found[concept.name] = concept
    if any(word.lemma in DYING for word in words):
        found.pop("verletzung", None)
    return Said(tuple(found.values()), _untrue(words), _points(words))


def _scene(words: Sequence[Word]) -> int:
    """How many words stand before the finite verb of a sentence that opens with a preposition."""
    if not words or words[0].low not in SETS_SCENE:
        return 0
    for i, word in enumerate(words[:24]):
        if word.tag in ("VA(FIN)", "VM(FIN)", "VV(FIN)", "VA(INF)", "VM(INF)") and word.small:
            return i
    return 0


def _words(text: str, begin: int, end: int) -> Iterator[Word]:
    for found in WORD.finditer(text, begin, end):
        low, lemma, tag, small = _looked_up(found.group())
        yield Word(low, *found.span(), lemma, tag, small)


@lru_cache(KEPT)
def _looked_up(form: str) -> tuple[str, str, str, bool]:
    return form.lower(), *lexeme(form), form[0].islower()


def _single(words: Sequence[Word]) -> Iterator[Concept]:
    for word in words:
        yield from concepts(word.low, word.lemma, word.tag)


def _event(word: Word) -> bool:
    """Whether a word by itself would be an event: within a phrase that is one it is none of its own
    ("außer Lebensgefahr")."""
    hit = classes().words.get(word.lemma) or classes().words.get(word.low)
    return hit is not None and hit[1] == "events"


def _phrases(lows: Sequence[str]) -> Iterator[tuple[Concept, range]]:
    """The events that joined words stand for, each with the places of its words."""
    known, begins = classes().phrases, classes().begins
    heads = [at for at, low in enumerate(lows) if low in begins]
    for size in range(2, PHRASE + 1):
        for first in (at for at in heads if at + size <= len(lows)):
            hit = known.get("_".join(lows[first : first + size]))
            if hit:
                yield Concept(hit[0], EVENT, hit[1]), range(first, first + size)


def _separated(text: str, words: Sequence[Word]) -> Iterator[Concept]:
    known = classes().words
    for i, word in enumerate(words):
        if word.low in PARTICLES and CLAUSE.match(text, word.end):
            for verb in words[max(0, i - 20) : i]:
                hit = known.get(word.low + verb.lemma) if verb.tag[:2] == "VV" else None
                if hit and hit[1] == "events":
                    yield Concept(hit[0], EVENT, hit[1])


def _untrue(words: Sequence[Word]) -> bool:
    known = classes().untrue
    lows = [word.low for word in words]
    if any(_is_untrue(words, at, known) for at in range(len(words))):
        return True
    joined = f"_{'_'.join(lows)}_"
    return any([phrase in joined for phrase in classes().untrue_phrases])


def _is_untrue(words: Sequence[Word], at: int, known: frozenset[str]) -> bool:
    """Whether a word says that what is said is untrue. Before a noun it does so only where that is for
    something said: "falsche Berichte", not "falsche Papiere"."""
    word = words[at]
    if word.low in known:
        return True
    if word.lemma not in known:
        return False
    after = words[at + 1 : at + 2]
    if not word.tag.startswith("ADJ(A") or not after or after[0].small:
        return True
    return any(one.name == "angabe" for one in concepts(after[0].low, after[0].lemma, after[0].tag))


def _points(words: Sequence[Word]) -> bool:
    return any(word.low in classes().pointing for word in words)


@lru_cache(KEPT)
def lexeme(form: str) -> tuple[str, str]:
    """A word's dictionary form in small letters, and its tag: the likeliest without its context."""
    if len(form) > LONGEST or not form.isalpha():
        return form.lower(), "CARD" if form[0].isdigit() else "NN"
    known = morphology()
    tag = known.readings(form, initial=False)[0][0]
    if tag == UNKNOWN:
        return form.lower(), "XY"
    return known.lemma(form, tag).lower(), known.names[tag]


@lru_cache(KEPT)
def concepts(low: str, own: str, tag: str) -> tuple[Concept, ...]:
    """What one word stands for: the concept of its dictionary form or of its form, or those of its parts, or itself."""
    known = classes()
    if own in known.stop or low in known.stop or own in known.untrue:
        return ()
    state = _state(low, tag)
    if state:
        return (Concept(state, BY_TAG["NE"] if tag[:2] == "NE" else BY_TAG["AD"], "names"),)
    weight = BY_TAG.get(tag[:2], 0.0)
    if tag.startswith("ADV") or not weight or len(own) < 3:
        return ()
    hit = (
        known.words.get(own) or known.words.get(low) or known.stems.get((stem(low), tag[:2] in ("NN", "NE")))
    )
    if hit:
        return (_known(hit),)
    parts = _parts(low) if tag[:2] in ("NN", "NE") else ()
    if len(parts) < 2:
        return (Concept(stem(own), weight * rarity(low), "verbs" if tag[:2] == "VV" else ""),)
    return tuple(_part(part, weight * HALF) for part in parts if part not in known.stop)


def _state(low: str, tag: str) -> str:
    """The foreign country that a word names, its capital or the adjective made of it: "@RU", else ""."""
    if tag[:2] not in ("NE", "AD"):
        return ""
    name = low if tag[:2] == "NE" else adjective_of(low)
    found = entries(name)[:1] if name else ()
    return (
        f"@{found[0].place.country}"
        if found and found[0].kind in "sC" and found[0].place.country not in HOME
        else ""
    )


def _part(own: str, weight: float) -> Concept:
    hit = classes().words.get(own) or classes().stems.get((stem(own), True))
    return Concept(hit[0], WEIGHT[hit[1]], hit[1]) if hit else Concept(stem(own), weight * rarity(own))


def _known(hit: tuple[str, str]) -> Concept:
    return Concept(hit[0], LIGHT.get(hit[0], WEIGHT[hit[1]]), hit[1])


def _parts(low: str) -> tuple[str, ...]:
    """The dictionary forms of a compound's modifier and head; () where it is none."""
    if "-" in low:
        return tuple(dict.fromkeys(lexeme(part.capitalize())[0] for part in low.split("-") if len(part) > 2))
    found = halves(low.capitalize())
    return tuple(dict.fromkeys(lexeme(part.capitalize())[0] for part in found)) if found else ()


@lru_cache(KEPT)
def rarity(form: str) -> float:
    """From FLOOR for a common word to 1 for one that the morphology has hardly seen."""
    known = morphology()
    best = max(p for _, p in known.readings(form.capitalize(), initial=True)[:1]) if form.isalpha() else -RARE
    return min(1.0, max(FLOOR, FLOOR + (1 - FLOOR) * (-best - COMMON) / (RARE - COMMON)))


@cache
def classes() -> Classes:
    """The classes of `concepts.txt`."""
    words: dict[str, tuple[str, str]] = {}
    stems: dict[tuple[str, bool], tuple[str, str]] = {}
    phrases: dict[str, tuple[str, str]] = {}
    lists: dict[str, set[str]] = {"stop": set(), "untrue": set(), "pointing": set()}
    section = ""
    for line in lines("concepts.txt"):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section in lists:
            lists[section].update(line.lower().split())
        else:
            name, _, members = line.partition(":")
            for one in members.split():
                target = phrases if "_" in one else words
                target.setdefault(one.lower(), (name, section))
                stems.setdefault((stem(one), one[0].isupper()), (name, section))
    stop, untrue, pointing = (frozenset(lists[name]) for name in ("stop", "untrue", "pointing"))
    begins = frozenset(phrase.partition("_")[0] for phrase in phrases)
    untrue_phrases = tuple(sorted(f"_{phrase}_" for phrase in untrue if "_" in phrase))
    return Classes(words, stems, phrases, stop, untrue, pointing, begins, untrue_phrases)
