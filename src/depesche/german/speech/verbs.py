"""In: a clause. Out: the infinitive of its full verb, and the reporting cue it makes up, if any."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.german import cues
from depesche.german.clauses import Clause
from depesche.german.sheet import Token

PREFIXES = frozenset(
    "ab an auf aus bei dar durch ein entgegen fest fort her heran heraus hervor hin hinzu klar "
    "los mit nach nahe nieder offen preis richtig sicher statt um vor voraus vorweg weg "
    "wieder zu zurück zusammen bekannt kund wahr frei bereit gegenüber dagegen dazwischen".split()
)
FULL = frozenset(("VVPP", "VVINF", "VVIZU", "VVFIN"))
HELPERS = {"haben", "sein", "werden", "können", "müssen", "dürfen", "sollen", "wollen", "mögen"}


def full_verb(tokens: tuple[Token, ...], clause: Clause) -> int:
    """The place of the clause's full verb: the last nonfinite one, else the finite one, or -1."""
    inner = [i for i in clause.rest if tokens[i].tag in FULL]
    if inner and (clause.finite < 0 or tokens[clause.finite].tag != "VVFIN"):
        return leading(tokens, clause, inner)
    return clause.finite


def leading(tokens: tuple[Token, ...], clause: Clause, inner: list[int]) -> int:
    """Of coordinated nonfinite verbs ("gesagt und betont") the last; causative lassen is passed."""
    last = inner[-1]
    if tokens[last].lemma == "lassen" and len(inner) > 1:
        return inner[-2]
    return last


def infinitives(tokens: tuple[Token, ...], clause: Clause) -> Iterator[str]:
    """The infinitives that the clause's full verb can have, with a separated prefix first."""
    place = full_verb(tokens, clause)
    if place < 0:
        return
    verb = tokens[place]
    lemma = verb.lemma.lower()
    if place == clause.finite:
        for i in reversed(clause.rest):
            if tokens[i].tag == "PTKVZ":
                yield tokens[i].low + lemma
                break
        else:
            prefix = stray_prefix(tokens, clause)
            if prefix:
                yield prefix + lemma
    yield lemma
    if verb.tag == "VVFIN" and lemma.endswith("en") and verb.low.startswith("ge"):
        yield verb.low[2:-1] + "en"


def stray_prefix(tokens: tuple[Token, ...], clause: Clause) -> str:
    """A separable prefix at the clause's end that the tagger took for something else."""
    for i in reversed(range(clause.ranges[-1][0], clause.ranges[-1][1])):
        if tokens[i].tag[0] == "$":
            continue
        return tokens[i].low if tokens[i].low in PREFIXES and i > clause.finite else ""
    return ""


CASUALTIES = ("opfer", "menschenleben", "tote", "toten", "verletzte", "verletzten")
"""Endings of what a fire or a flood "fordert", which says nothing."""


def cue_of(tokens: tuple[Token, ...], clause: Clause) -> tuple[cues.VerbCue, ...]:
    """The lexicon's cues that the clause's verb and words make up, the most specific first."""
    if clause.kind in {"frag", "quote"}:
        return ()
    words: frozenset[str] | None = None
    for verb in infinitives(tokens, clause):
        if verb not in cues.verbs():
            continue
        if words is None:
            words = cues.present(tokens[i] for i in clause.places())
        fitting = cues.fitting(verb, words)
        if fitting and not (verb == "fordern" and any(word.endswith(CASUALTIES) for word in words)):
            return fitting
    return ()


def is_passive(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Is the clause passive: werden (or sein) with a participle?"""
    place = full_verb(tokens, clause)
    if place < 0 or tokens[place].tag != "VVPP":
        return False
    helpers = {tokens[i].lemma.lower() for i in (*clause.rest, clause.finite) if i >= 0 and i != place}
    forms = {tokens[i].low for i in clause.rest}
    return "worden" in forms or "werden" in helpers or ("sein" in helpers and "haben" not in helpers)


def cue_places(tokens: tuple[Token, ...], clause: Clause, cue: cues.VerbCue) -> tuple[int, ...]:
    """The places of the cue's words: finite verb, other verb forms, prefix, and its fixed words."""
    place = full_verb(tokens, clause)
    found = {clause.finite, place} | {i for i in clause.rest if tokens[i].tag[0] in "VP"}
    if cue.prefix and stray_prefix(tokens, clause) == cue.prefix:
        found |= {i for i in clause.places() if tokens[i].low == cue.prefix}
    if cue.words:
        found |= {i for i in clause.places() if fixed(tokens[i], cue)}
        found |= {
            i - 1
            for i in found
            if i - 1 >= clause.first and tokens[i - 1].tag == "ART" and tokens[i].tag == "NN"
        }
    if impersonal(tokens, clause, cue):
        found |= {
            i
            for i in (clause.finite - 1, clause.finite + 1)
            if clause.first <= i < clause.last and tokens[i].low == "es"
        }
    return tuple(sorted(i for i in found if i >= 0))


def impersonal(tokens: tuple[Token, ...], clause: Clause, cue: cues.VerbCue) -> bool:
    """Does "es" belong to the cue, as in "es heißt", "es wird vermutet", "es ist bekannt"?"""
    return cue.speaker != "subject" or is_passive(tokens, clause)


def fixed(token: Token, cue: cues.VerbCue) -> bool:
    """Is the token one of the cue's fixed words?"""
    if "sich" in cue.words and token.low in cues.REFLEXIVE and token.tag == "PRF":
        return True
    return token.low in cue.words or token.lemma.lower() in cue.words
