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
from typing import NamedTuple, TypeVar

from depesche.core.dispatch import Span
from depesche.german.conceptwords import Class, class_of, classes, lexeme, parts, verb
from depesche.german.derived import adjective_of
from depesche.german.gazetteer import entries
from depesche.german.morphology import morphology
from depesche.german.terms import stem

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
KEPT = 200_000
PHRASE = 4
"""Words that the longest phrase of `concepts.txt` has."""
CLAUSE = re.compile(r"\s*(?:[.,;:!?»«”“\")]|$|und\b|oder\b|wie\b)")
MARK = re.compile(r"[,.;:!?()]")
STOP = re.compile(r"[.;:!?]\s")
NEAR, REACH = 12, 20
"""Words between the parts of an expression, and between a finite verb and its particle."""
BY_TAG = {"NN": 1.0, "NE": 0.9, "VV": 0.8, "AD": 0.45, "FM": 0.9, "XY": 0.8}
EVENT, THING, SETTING = 1.5, 0.8, 0.2
WEIGHT = {"events": EVENT, "acts": THING, "things": THING, "setting": SETTING}
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
    """What a word stands for: its name, its weight, whether it is an event, thing or setting. `opposite`: the
    word says that it is not so."""

    name: str
    weight: float
    kind: str = ""
    opposite: bool = False


class Said(NamedTuple):
    """What a stretch says. `untrue`: it calls something untrue. `points`: it only points back. `opposed`: the
    names of concepts that it says are not so, by a word for the opposite. `bound`: where the words stand that make
    an expression ("hatte keinen Strom")."""

    concepts: tuple[Concept, ...]
    untrue: bool = False
    points: bool = False
    opposed: tuple[str, ...] = ()
    bound: tuple[Span, ...] = ()


class Form(NamedTuple):
    """A word as it is whatever stands beside it: its form and its dictionary form in small letters, its tag, whether
    it is printed in small letters, its own concepts. `points`: it points back. What may make it mean something else:
    `tells`: it calls something untrue, or says that somebody dies; `particle`: it may be a verb's; `seconds`: words
    with which it begins a phrase; `pairs`: words beside any of which it makes an expression. `odd`: any of these."""

    low: str
    lemma: str
    tag: str
    small: bool
    concepts: tuple[Concept, ...]
    points: bool
    tells: bool
    particle: bool
    seconds: frozenset[str]
    pairs: tuple[frozenset[str], ...]
    odd: bool


class Word(NamedTuple):
    """One word of a text: as a Form has it, and where it stands."""

    low: str
    begin: int
    end: int
    lemma: str
    tag: str
    small: bool = False


W = TypeVar("W", Form, Word)


def said(text: str, spans: Iterable[Span]) -> Said:
    """What the spans of a text say: each concept once, in order of first mention."""
    found = [word for begin, end in spans for word in WORD.finditer(text, begin, end)]
    forms = [_looked_up(word.group()) for word in found]
    if _plain(text, found, forms):
        return _said_plainly(forms)
    return _said(text, list(map(_word, found, forms)))


def _said(text: str, row: list[Word]) -> Said:
    words = _joined(text, row)
    scene = _scene(words)
    phrases = [*_phrases(words), *_pairs(text, words)]
    within = {at for _, places in phrases for at in places}
    bare = [word for at, word in enumerate(words) if at >= scene and not (at in within and _event(word))]
    known = (concept for concept, _ in phrases)
    heaviest = _heaviest((*known, *_single(bare)), _single(words[:scene]))
    if any(word.lemma in DYING for word in words):
        heaviest.pop("verletzung", None)
    opposed = tuple(one.name for one in heaviest.values() if one.opposite)
    places = [words[at] for one, places in phrases if not one.opposite for at in places]
    bound = tuple([(word.begin, word.end) for word in places])
    return Said(tuple(heaviest.values()), _untrue(words), _points(words), opposed, bound)


def _plain(text: str, words: Sequence[re.Match[str]], forms: Sequence[Form]) -> bool:
    """Whether each word says what it says by itself."""
    there: set[str] = set()
    for at, form in enumerate(forms):
        if form.odd:
            if form.tells or form.particle and CLAUSE.match(text, words[at].end()):
                return False
            if form.seconds and at + 1 < len(forms) and forms[at + 1].low in form.seconds:
                return False
            if form.pairs:
                there = there or {word for one in forms for word in (one.low, one.lemma)}
                if any([others <= there for others in form.pairs]):
                    return False
    return True


def _said_plainly(forms: Sequence[Form]) -> Said:
    """What words say that are plain, as most spans' are: the same as `_said`, much quicker."""
    scene = _scene(forms)
    there = [concept for form in forms[scene:] for concept in form.concepts]
    found = tuple(_heaviest(there, [one for form in forms[:scene] for one in form.concepts]).values())
    points = any([form.points for form in forms])
    return Said(found, points=points, opposed=tuple([one.name for one in found if one.opposite]))


def _heaviest(found: Iterable[Concept], scene: Iterable[Concept]) -> dict[str, Concept]:
    """Each concept once, where it weighs most; those that only set the scene behind the others."""
    most: dict[str, Concept] = {}
    for concept in found:
        old = most.get(concept.name)
        if old is None or concept.weight > old.weight:
            most[concept.name] = concept
    for concept in scene:
        old, weight = most.get(concept.name), concept.weight * SCENE
        if old is None or weight > old.weight:
            most[concept.name] = Concept(concept.name, weight, "setting")
    return most


def _scene(words: Sequence[W]) -> int:
    """How many words stand before the finite verb of a sentence that opens with a preposition."""
    if not words or words[0].low not in SETS_SCENE:
        return 0
    for i, word in enumerate(words[:24]):
        if word.tag in ("VA(FIN)", "VM(FIN)", "VV(FIN)", "VA(INF)", "VM(INF)") and word.small:
            return i
    return 0


def _word(found: re.Match[str], form: Form) -> Word:
    return Word(form.low, *found.span(), form.lemma, form.tag, form.small)


@lru_cache(KEPT)
def _looked_up(form: str) -> Form:
    every, low, (lemma, tag), small = classes(), form.lower(), lexeme(form), form[0].islower()
    points, particle = low in every.pointing, small and low in every.particles
    tells = low in every.untrue or lemma in every.untrue or lemma in DYING
    seconds = _seconds().get(low, frozenset())
    pairs = tuple(others for one in {low, lemma} for others, _ in every.pairs.get(one, ()))
    odd = tells or particle or bool(seconds or pairs)
    return Form(
        low, lemma, tag, small, concepts(low, lemma, tag), points, tells, particle, seconds, pairs, odd
    )


@cache
def _seconds() -> dict[str, frozenset[str]]:
    """By the first word of each phrase those that stand second."""
    every = classes()
    words = [phrase.strip("_").split("_") for phrase in (*every.phrases, *every.untrue_phrases)]
    return {first: frozenset(one[1] for one in words if one[0] == first) for first, *_ in words}


def _single(words: Sequence[Word]) -> Iterator[Concept]:
    for word in words:
        yield from concepts(word.low, word.lemma, word.tag)


def _event(word: Word) -> bool:
    """Whether a word by itself would be an event or a verb: within a phrase it is none of its own
    ("außer Lebensgefahr", "das Handtuch geworfen")."""
    return any(one.kind in ("events", "verbs") for one in concepts(word.low, word.lemma, word.tag))


def _phrases(words: Sequence[Word]) -> Iterator[tuple[Concept, Sequence[int]]]:
    """What joined words stand for, each with the places of its words."""
    lows = [word.low for word in words]
    every, begins = classes().phrases, classes().begins
    heads = [at for at, low in enumerate(lows) if low in begins]
    for size in range(2, PHRASE + 1):
        for first in (at for at in heads if at + size <= len(lows)):
            hit = every.get("_".join(lows[first : first + size]))
            if hit:
                yield _known(hit), range(first, first + size)


def _pairs(text: str, words: Sequence[Word]) -> Iterator[tuple[Concept, Sequence[int]]]:
    """What words stand for that make an expression wherever they stand in their clause: "warf am Abend
    das Handtuch"."""
    every = classes().pairs
    for at, word in enumerate(words):
        for first in {word.lemma, word.low} & every.keys():
            beside = _clause(text, words, at)
            for others, hit in every[first]:
                places = [_place(words, beside, one) for one in others]
                if None not in places:
                    yield _known(hit), [at, *(place for place in places if place is not None)]


def _place(words: Sequence[Word], places: Iterable[int], wanted: str) -> int | None:
    return next((i for i in places if wanted in (words[i].lemma, words[i].low)), None)


def _clause(text: str, words: Sequence[Word], at: int) -> range:
    """The places of the words around one that no mark parts from it."""
    first = last = at
    while first > 0 and at - first < NEAR and not MARK.search(text, words[first - 1].end, words[first].begin):
        first -= 1
    while (
        last + 1 < len(words)
        and last - at < NEAR
        and not MARK.search(text, words[last].end, words[last + 1].begin)
    ):
        last += 1
    return range(first, last + 1)


def _joined(text: str, words: list[Word]) -> list[Word]:
    """The words with each separated verb as one, in the place of its finite part: "baut ... ab" is "abbauen"."""
    particles = classes().particles
    for at, word in enumerate(words):
        if word.low in particles and word.small and CLAUSE.match(text, word.end):
            verb = _finite(text, words, at)
            if verb is not None:
                whole = word.low + words[verb].lemma
                words[verb] = words[verb]._replace(low=whole, lemma=whole)
                words[at] = word._replace(low="", lemma="", tag="PTKVZ")
    return [word for word in words if word.low]


def _finite(text: str, words: Sequence[Word], at: int) -> int | None:
    """The place of the finite verb that a particle belongs to: the nearest before it in the sentence that makes
    a verb of the classes with it, else one that the morphology knows."""
    found = None
    for i in range(at - 1, max(-1, at - REACH), -1):
        if STOP.search(text, words[i].end, words[i + 1].begin):
            break
        if words[i].tag in ("VV(FIN)", "VV(IMP)") and words[i].small:
            whole = words[at].low + words[i].lemma
            if (whole, False) in classes().words:
                return i
            if found is None and verb(whole):
                found = i
    return found


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
def concepts(low: str, own: str, tag: str) -> tuple[Concept, ...]:
    """What one word stands for: the concept of its dictionary form or of its form, or those of its parts, or itself."""
    every = classes()
    if own in every.stop or low in every.stop or own in every.untrue:
        return ()
    state = _state(low, tag)
    if state:
        return (Concept(state, BY_TAG["NE"] if tag[:2] == "NE" else BY_TAG["AD"], "names"),)
    weight = BY_TAG.get(tag[:2], 0.0)
    if not weight or len(own) < 3:
        return ()
    if hit := class_of(low, own, tag):
        return (_known(hit),)
    if tag.startswith("ADV"):
        return ()
    cut = parts(low) if tag[:2] == "NN" else ()
    if len(cut) < 2:
        return (Concept(stem(own), weight * rarity(low), "verbs" if tag[:2] == "VV" else ""),)
    return tuple(_part(*part, weight) for part in cut if part[0] not in every.stop)


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


def _part(own: str, tag: str, weight: float) -> Concept:
    hit = class_of(own, own, tag)
    if hit:
        return Concept(hit.name, WEIGHT[hit.kind] * HALF, hit.kind)
    return Concept(stem(own), weight * rarity(own) * HALF)


def _known(hit: Class) -> Concept:
    return Concept(hit.name, LIGHT.get(hit.name, WEIGHT[hit.kind]), hit.kind, hit.opposite)


@lru_cache(KEPT)
def rarity(form: str) -> float:
    """From FLOOR for a common word to 1 for one that the morphology has hardly seen."""
    known = morphology()
    best = max(p for _, p in known.readings(form.capitalize(), initial=True)[:1]) if form.isalpha() else -RARE
    return min(1.0, max(FLOOR, FLOOR + (1 - FLOOR) * (-best - COMMON) / (RARE - COMMON)))
