"""In: a predicate. Out: the hedges and negations that hold for it, by the rules of hedges.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from depesche.core import toml
from depesche.german.cues import present
from depesche.german.predicates import Predicate
from depesche.german.sheet import Token

T = TypeVar("T")
Strength = Literal["CT", "PR", "PS", "Uu"]
REACH = 40
"""Tokens within which "sondern" takes back a negation."""
BETWEEN = frozenset(("ADV", "ADJD", "PTKNEG"))
PERFECT = frozenset(("haben", "sein"))
PARTICIPLES = frozenset(("VVPP", "VAPP", "VMPP"))


class Hedge(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule of `hedges.toml`; the file's header says what its fields mean."""

    id: str
    label: Strength
    examples: list[str]
    counter: list[str]
    words: list[str] = []
    verb: list[str] = []
    mood: list[str] = []
    needs: list[str] = []
    one: list[str] = []
    unless: list[str] = []
    opens: list[str] = []
    infinitive: Literal["", "zu", "perfect", "present"] = ""
    negated: str = ""
    sign: Literal["", "+", "-"] = ""
    act: str = ""
    voice: Literal["", "own", "named"] = ""
    modes: list[str] = []
    anonymous: bool = False


class Negation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A negation of `hedges.toml`: words, and groups in which they do not negate."""

    id: str
    words: list[str]
    examples: list[str]
    counter: list[str]
    unless: list[str] = []


class HedgeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `hedges.toml`."""

    hedge: list[Hedge]
    negation: list[Negation]


Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules with their indexes: groups by first word, rules without groups by verb or need."""

    file: HedgeFile
    by_word: dict[str, tuple[tuple[Group, Hedge], ...]]
    by_verb: dict[str, tuple[Hedge, ...]]
    negations: dict[str, tuple[tuple[Group, Negation], ...]]
    cancels: dict[str, tuple[Group, ...]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A hedge or negation with the tokens it saw; `hangs` is the clause it is about, if another."""

    rule: Hedge | Negation
    tokens: tuple[Token, ...]
    hangs: int = -1


def grouped(words: list[str]) -> list[Group]:
    """Word groups as tuples of words."""
    return [tuple(group.split()) for group in words]


@cache
def rules() -> Rules:
    """The rules of `hedges.toml`, loaded once. Raises msgspec.ValidationError for a bad entry."""
    content = toml.load(Path(__file__).with_name("data") / "hedges.toml")
    file = msgspec.convert(content, type=HedgeFile)
    by_word: dict[str, list[tuple[Group, Hedge]]] = {}
    by_verb: dict[str, list[Hedge]] = {}
    for rule in file.hedge:
        for group in grouped(rule.words):
            by_word.setdefault(group[0].lower(), []).append((group, rule))
        for verb in [] if rule.words else rule.verb:
            by_verb.setdefault(verb, []).append(rule)
    negations: dict[str, list[tuple[Group, Negation]]] = {}
    cancels: dict[str, list[Group]] = {}
    for negation in file.negation:
        for group in grouped(negation.words):
            negations.setdefault(group[0].lower(), []).append((group, negation))
        for group in grouped(negation.unless):
            cancels.setdefault(group[0].lower(), []).append(group)
    return Rules(file, frozen(by_word), frozen(by_verb), frozen(negations), frozen(cancels))


def frozen(table: dict[str, list[T]]) -> dict[str, tuple[T, ...]]:
    """The table with tuples for lists."""
    return {key: tuple(values) for key, values in table.items()}


def group_at(tokens: tuple[Token, ...], place: int, group: Group) -> tuple[Token, ...]:
    """The tokens of a word group that begins at `place`, () if it does not.

    One adverb or adjective may stand between two of its words.
    """
    found: list[Token] = []
    for word in group:
        if found and place < len(tokens) and tokens[place].tag in BETWEEN:
            place += not is_word(tokens[place], word)
        if place >= len(tokens) or not is_word(tokens[place], word):
            return ()
        found.append(tokens[place])
        place += 1
    return tuple(found)


def is_word(token: Token, word: str) -> bool:
    """Is the token this word? One written in lower case is no noun."""
    return token.low == word.lower() and not (token.tag == "NN" and word[0].islower())


def infinitive_of(predicate: Predicate) -> str:
    """The kind of infinitive, zu, perfect or present, that goes with the finite verb."""
    tags = {token.tag for token in predicate.rest}
    if "VVIZU" in tags or any(token.tag == "PTKZU" for token in predicate.tokens):
        return "zu"
    behind = [token for token in predicate.tokens if token is not predicate.finite]
    perfect = any(token.tag[:2] == "VA" and token.low in PERFECT for token in behind)
    return "perfect" if perfect else "present"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a hedge's conditions are put to: the predicate, its words, whose voice, which mode."""

    predicate: Predicate
    words: frozenset[str]
    named: bool
    mode: str


def setting(predicate: Predicate, named: bool, mode: str) -> Setting:
    """The setting of a predicate in a statement."""
    return Setting(predicate, present(predicate.tokens), named, mode)


def hangs(rule: Hedge, predicate: Predicate) -> int:
    """The place of the hanging clause that the rule asks for, -1 for none, -2 if it is missing."""
    if not rule.opens:
        return -1
    for place, clause in enumerate(predicate.hanging):
        if clause.opener and clause.opener in rule.opens:
            return place
    return -1 if "" in rule.opens else -2


def holds(rule: Hedge, given: Setting) -> bool:
    """Do all the conditions of the rule hold, its word groups left out?"""
    predicate, words = given.predicate, given.words
    return (
        (not rule.voice or (rule.voice == "named") == given.named)
        and (not rule.modes or given.mode in rule.modes)
        and (not rule.verb or predicate.verb in rule.verb or predicate.carrier in rule.verb)
        and (not rule.mood or predicate.mood in rule.mood)
        and words.issuperset(rule.needs)
        and (not rule.one or not words.isdisjoint(rule.one))
        and (not rule.infinitive or infinitive_of(predicate) == rule.infinitive)
        and not any(written(group, given) for group in rule.unless)
    )


def written(group: str, given: Setting) -> bool:
    """Do the words of a group stand in the setting one behind the other?"""
    first, *others = group.lower().split()
    if not others:
        return first in given.words
    lows = [token.low for token in given.predicate.tokens]
    return any(lows[i : i + 1 + len(others)] == [first, *others] for i in range(len(lows)))


def hedges(given: Setting) -> Iterator[Hit]:
    """The hedges that hold in the setting, in the order of their words; those of verbs last."""
    known, predicate = rules(), given.predicate
    for place, token in enumerate(predicate.tokens):
        for group, rule in known.by_word.get(token.low, ()):
            seen = group_at(predicate.tokens, place, group)
            if seen and holds(rule, given) and hangs(rule, predicate) > -2:
                yield Hit(rule, seen, hangs(rule, predicate))
    for verb in dict.fromkeys((predicate.verb, predicate.carrier)):
        for rule in known.by_verb.get(verb, ()):
            if holds(rule, given) and hangs(rule, predicate) > -2:
                yield Hit(rule, evidence_of(rule, given), hangs(rule, predicate))


def evidence_of(rule: Hedge, given: Setting) -> tuple[Token, ...]:
    """The tokens that a rule without word groups saw: its verb and the words it needs."""
    wanted = {*rule.verb, *rule.needs, *rule.one}
    return tuple(
        token
        for token in given.predicate.tokens
        if token.low in wanted or token.lemma.lower() in wanted or "kein" in present([token]) & wanted
    )


def negations(tokens: tuple[Token, ...], used: frozenset[int]) -> Iterator[Hit]:
    """The negations of a clause's own tokens, without those in `used` (places of the sheet)."""
    known = rules()
    for place, token in enumerate(tokens):
        for group, rule in known.negations.get(token.low, ()):
            seen = group_at(tokens, place, group)
            if seen and token.i not in used and not cancelled(tokens, place):
                yield Hit(rule, seen)


def cancelled(tokens: tuple[Token, ...], place: int) -> bool:
    """Does the negation at `place` leave the predicate alone?

    So in fixed groups ("nicht nur"), before an attribute ("nicht näher genannte"), and where
    "sondern" sets something else in the place of what is negated.
    """
    groups = rules().cancels.get(tokens[place].low, ())
    if any(group_at(tokens, place, group) for group in groups):
        return True
    behind, end = place + 1, min(len(tokens), place + REACH)
    while behind < end and tokens[behind].tag in {"ADV", "ADJD"}:
        behind += 1
    particle = tokens[place].tag == "PTKNEG" or tokens[place].low == "nicht"
    if particle and behind < end and tokens[behind].tag == "ADJA":
        return True
    return any(token.low == "sondern" for token in tokens[place:end])
