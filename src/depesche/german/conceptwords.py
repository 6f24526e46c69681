"""In: a word. Out: its dictionary form, and the class of `data/concepts.txt` that it belongs to.

A noun is looked up among nouns and a verb among verbs: "Abkommen" is no "abkommen", "Tat" no "Täter". Inflected
forms are told by the morphology; where it does not know a word, its endings alone tell them, never
a mere stem, which makes one of "lief" and "liefern".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from depesche.german.compounds import known
from depesche.german.morphology import UNKNOWN, morphology
from depesche.german.terms import halves
from depesche.german.words import lines, sections

DATA = "concepts.txt"
KEPT = 200_000
LONGEST = 40
NOUNS = ("NN", "NE", "FM", "XY")
"""Tags of nouns: foreign words and unknown ones are mostly that."""
ADJECTIVE = ("e", "en", "er", "em", "es")
NOUN, HARD = ("s", "n"), ("s", "es", "en", "e")
SOFT = ("e", "el", "er")
"""How nouns end to which "-n" is added, and no "-en"."""
VERB = ("e", "t", "st", "te", "ten", "et", "ete", "eten")
PARTICIPLE = ("te", "de", "ne")
"""How nouns made of participles end: "Verletzte", "Streikende", "Gefangene" have an adjective's endings."""
KINDS = ("events", "acts", "things", "setting")
LISTS = ("stop", "untrue", "pointing", "particles", "whole")
BOTH = -3.0
"""How much less likely (log) an inflected noun may be than an infinitive that is printed like it."""


class Class(NamedTuple):
    """A line of `concepts.txt`: the concept's name, and the section: what kind of thing it is. `opposite`: the
    word, written with "!", says that it is not so: "unverletzt"."""

    name: str
    kind: str
    opposite: bool = False


class Classes(NamedTuple):
    """The classes of `concepts.txt`, by words in small letters.

    `words`: a dictionary form and whether it is a noun -> class; `forms`: likewise inflected forms; `phrases`: joined
    words -> class; `begins`: with which they begin. `pairs`: a word -> the words that make an expression with it,
    wherever they stand in the clause, with the class. `whole`: compounds that are not cut, and first ("grund-")
    and last parts ("-werk") behind or before which none is. The other lists are named as
    their sections; `untrue_phrases`: those of `untrue` that are more than a word, between "_".
    """

    words: dict[tuple[str, bool], Class]
    forms: dict[tuple[str, bool], Class]
    phrases: dict[str, Class]
    begins: frozenset[str]
    pairs: dict[str, tuple[tuple[frozenset[str], Class], ...]]
    stop: frozenset[str]
    untrue: frozenset[str]
    untrue_phrases: tuple[str, ...]
    pointing: frozenset[str]
    particles: frozenset[str]
    whole: frozenset[str]


@lru_cache(KEPT)
def lexeme(form: str) -> tuple[str, str]:
    """A word's dictionary form in small letters, and its tag: the likeliest without its context. A word printed
    large is no imperative: "Macht" is a noun."""
    if len(form) > LONGEST or not form.isalpha():
        return form.lower(), "CARD" if form[0].isdigit() else "NN"
    model = morphology()
    found = model.readings(form, initial=False)
    if form[0].isupper():
        found = tuple(one for one in found if model.names.get(one[0]) != "VV(IMP)") or found
    tag, likely = found[0]
    if tag == UNKNOWN:
        return form.lower(), "XY"
    if model.names[tag] == "NNI":
        plural = next(
            (one for one in found[1:] if model.names[one[0]] == "NN" and one[1] - likely > BOTH), None
        )
        tag = plural[0] if plural and _plural(form, model.lemma(form, plural[0])) else tag
    return model.lemma(form, tag).lower(), model.names[tag]


def _plural(form: str, lemma: str) -> bool:
    return form.lower() in (lemma.lower() + "n", lemma.lower() + "en")


@lru_cache(KEPT)
def class_of(low: str, own: str, tag: str) -> Class | None:
    """The class of a word by its form and its dictionary form in small letters, and its tag."""
    noun = tag[:2] in NOUNS
    every = classes()
    for one in _bases(low, own, tag):
        if hit := every.words.get((one, noun)):
            return hit
    if hit := every.forms.get((low, noun)) or every.forms.get((own, noun)):
        return hit
    if tag in ("NNI", "FM", "XY"):
        return every.words.get((own, False))
    if noun and own.endswith("in"):
        male = every.words.get((own[:-2], True))
        return male if male and male.kind == "things" else None
    return None


def _bases(low: str, own: str, tag: str) -> Iterator[str]:
    """The dictionary forms to look for: in the spelling of today too, and of a participle its verb's."""
    yield own
    yield low
    if own.endswith("ß"):
        yield own[:-1] + "ss"
    if tag.startswith("AD"):
        yield from _verb(own)


def _verb(own: str) -> Iterator[str]:
    """The infinitive of which an adjective is a participle."""
    if own.endswith("end") and known(own[:-1]):
        yield own[:-1]
    model = morphology()
    if own.endswith(("t", "en")):
        for tag, _ in model.readings(own, initial=False):
            if model.names.get(tag) == "VV(PP)":
                yield model.lemma(own, tag).lower()


@lru_cache(KEPT)
def verb(low: str) -> bool:
    """Does the morphology know the word as an infinitive?"""
    model = morphology()
    return known(low) and any(model.names.get(tag) == "VV(INF)" for tag, _ in model.readings(low, False))


@lru_cache(KEPT)
def parts(low: str) -> tuple[tuple[str, str], ...]:
    """The dictionary forms of a compound's modifier and head with their tags; () where it is none."""
    if low in classes().whole or lexeme(low.capitalize())[0] in classes().whole:
        return ()
    if "-" in low:
        first, _, last = low.rpartition("-")
        return _lexemes((first, last)) if min(len(first), len(last)) > 1 else ()
    cut = halves(low.capitalize())
    if not cut or f"{cut[0]}-" in classes().whole or f"-{_noun(cut[1])[0]}" in classes().whole:
        return ()
    return _lexemes(cut)


def _lexemes(cut: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((_modifier(cut[0]), _noun(cut[1]))))


def _noun(part: str) -> tuple[str, str]:
    """What the head of a compound is: always a noun."""
    own, tag = lexeme(part.capitalize())
    return (own, tag) if tag[:2] in NOUNS else (part, "NN")


def _modifier(part: str) -> tuple[str, str]:
    """What stands before it: a noun, else a verb's stem, an adjective, a name."""
    own, tag = lexeme(part.capitalize())
    if tag[:2] in NOUNS and known(part):
        return own, tag
    small = lexeme(part)
    return small if small[1][:2] in ("VV", "AD") else (own, "NN")


@cache
def classes() -> Classes:
    """The classes of `concepts.txt`."""
    words: dict[tuple[str, bool], Class] = {}
    phrases: dict[str, Class] = {}
    pairs: dict[str, tuple[tuple[frozenset[str], Class], ...]] = {}
    for hit, one in _members():
        low = one.lower()
        if "+" in one:
            first, *rest = low.split("+")
            pairs[first] = (*pairs.get(first, ()), (frozenset(rest), hit))
        elif "_" in one:
            phrases.setdefault(low, hit)
        else:
            words.setdefault((low, one[0].isupper()), hit)
    stop, untrue, pointing, particles, uncut = (
        frozenset(one.lower() for one in sections(DATA)[name]) for name in LISTS
    )
    return Classes(
        words=words,
        forms={form: hit for key, hit in words.items() for form in _inflected(*key) if form not in words},
        phrases=phrases,
        begins=frozenset(phrase.partition("_")[0] for phrase in phrases),
        pairs=pairs,
        stop=stop,
        untrue=untrue,
        untrue_phrases=tuple(sorted(f"_{phrase}_" for phrase in untrue if "_" in phrase)),
        pointing=pointing,
        particles=particles,
        whole=uncut,
    )


def _members() -> Iterator[tuple[Class, str]]:
    """The members of every class as they are written."""
    section = ""
    for line in lines(DATA):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section in KINDS:
            name, _, members = line.partition(":")
            for one in members.split():
                yield Class(name, section, one[0] == "!"), one.removeprefix("!")


def _inflected(low: str, noun: bool) -> Iterator[tuple[str, bool]]:
    """The forms that endings alone make of a dictionary form."""
    endings: tuple[str, ...]
    if noun and low.endswith(PARTICIPLE):
        base, endings = low[:-1], ADJECTIVE
    elif noun:
        base, endings = low, NOUN if low.endswith(SOFT) else HARD
    elif low.endswith("en"):
        base, endings = low[:-2], VERB
    else:
        base, endings = low, ADJECTIVE
    yield from ((base + ending, noun) for ending in endings)
