"""In: a passive or impersonal clause. Out: who speaks or decides in it: its agent, its document.

A phrase with "von" is the agent where it hangs on the verb. It hangs on the noun before it where it
stands with that before the finite verb, where that noun is somebody's report, and where it is a plain
plural that names nobody ("das Abhören von Sendern").
"""

from __future__ import annotations

from depesche.german import cues, organisations
from depesche.german.clauses import Clause
from depesche.german.names import first_name
from depesche.german.phrases import NOUNS, OPENING, PREPOSITIONS, noun_phrase, temporal
from depesche.german.roles import role
from depesche.german.sheet import Token
from depesche.german.speech.subject import Range, acts

FORMS = {
    "von": frozenset(("von", "vom", "durch", "seitens")),
    "in": frozenset(("in", "im")),
    "bei": frozenset(("bei", "beim")),
}
BEHIND = frozenset(("durch", "seitens"))
"""Right behind a noun these tell whose doing it is: "Tötungen durch Rebellen"."""
LEAVING = frozenset(("aus", "an", "ab", "bis"))
"""Behind a phrase with "von" these make it one of place or time: "vom Ufer aus"."""
NUMBERED = frozenset(("CARD", "PIS"))
THINGS = frozenset(
    "abkommen andenken einkommen essen gutachten leben leiden rennen schreiben treffen unternehmen verbrechen "
    "verfahren vergehen verhalten vermögen versprechen vertrauen vorgehen vorhaben vorkommen".split()
)
"""Infinitives that as nouns take no object: "das Unternehmen"."""


def agent(tokens: tuple[Token, ...], clause: Clause, cue: cues.VerbCue) -> Range | None:
    """The last phrase behind "von", "vom", "durch" that is the agent of a passive verb, or None.

    The gold of passives has the preposition in ("von der Gruppe"). What the verb itself asks for with
    "von" ("von einem Irrtum ausgehen") is no agent unless it is somebody.
    """
    found = None
    for i, stop in governed(tokens, clause, FORMS["von"]):
        means = tokens[i].low == "durch"
        asked = means or "von" in cue.prepositions and cue.act != "demand"
        if asked and not named(tokens, i + 1, stop) and not (means and written(tokens, i + 1, stop)):
            continue
        if stop < len(tokens) and tokens[stop].low in LEAVING or attributive(tokens, clause, i, stop):
            continue
        found = (i, stop)
    return found


def governed(tokens: tuple[Token, ...], clause: Clause, forms: frozenset[str]) -> list[Range]:
    """The phrases behind one of some prepositions, with it, but no figures and times."""
    found = []
    for a, b in clause.ranges:
        for i in range(a, b):
            if tokens[i].low in forms and tokens[i].tag in PREPOSITIONS:
                stop = noun_phrase(tokens, i + 1, b)
                if stop > i + 1 and tokens[i + 1].tag != "CARD" and not temporal(tokens, i + 1, stop):
                    found.append((i, stop))
    return found


def named(tokens: tuple[Token, ...], i: int, stop: int) -> bool:
    """Is the phrase headed by a name, or a noun for somebody or a body, or is it a pronoun?"""
    head = first_noun(tokens, i, stop)
    if head is None:
        return tokens[i].tag[0] == "P"
    lemma = role(head.lemma) is not None or organisations.noun(head.lemma) is not None
    return head.tag == "NE" or acts(head) or lemma


def written(tokens: tuple[Token, ...], i: int, stop: int) -> bool:
    """Is the phrase headed by a noun for what says something: a report, findings?"""
    head = first_noun(tokens, i, stop)
    return head is not None and any(c.source or "document" in c.uses for c in cues.noun(head.lemma))


def first_noun(tokens: tuple[Token, ...], i: int, stop: int) -> Token | None:
    """The noun that heads the phrase [i, stop), None where it has none."""
    return next((tokens[k] for k in range(i, stop) if tokens[k].tag in NOUNS), None)


def attributive(tokens: tuple[Token, ...], clause: Clause, i: int, stop: int) -> bool:
    """Does the phrase from the preposition at `i` hang on the word before it?"""
    before = tokens[i - 1] if i > clause.first else None
    if before is None or before.tag not in NOUNS or before.form in OPENING:
        partitive = tokens[i + 1].tag == "PPER" and before is not None and before.tag in NUMBERED
        return partitive or before is not None and before.tag in PREPOSITIONS
    if i < clause.finite and clause.kind == "main" or tokens[i].low in BEHIND:
        return True
    if first_name(before.form) is not None and tokens[i + 1].tag == "NE":
        return True
    if any(c.source or "document" in c.uses for c in cues.noun(before.lemma)):
        return tokens[i + 1].tag == "NE"
    return bare_plural(tokens, i + 1, stop) and (substantive(before) or not named(tokens, i + 1, stop))


def bare_plural(tokens: tuple[Token, ...], i: int, stop: int) -> bool:
    """Is it a noun without determiner that stands for many, or for a stuff: "Sendern", "Cholera"?"""
    head = first_noun(tokens, i, stop)
    plain = tokens[i].tag in {"ADJA", "NN", "NNA"} or tokens[i].form in OPENING
    return plain and head is not None and head.tag != "NE" and tokens[i - 1].low == "von"


def substantive(noun: Token) -> bool:
    """Is the noun an infinitive: "das Abhören", which takes its object behind von?"""
    infinitive = noun.low.endswith(("en", "eln", "ern")) and noun.lemma == noun.form
    return (noun.tag == "NNI" or infinitive) and not noun.low.endswith(tuple(THINGS))


def whence(tokens: tuple[Token, ...], clause: Clause) -> Range | None:
    """Where an impersonal "es heißt", "es verlautet" comes from: in a document, from a body."""
    found = document(tokens, clause)
    for preposition in ("von", "aus", "bei", "in"):
        phrases = governed(tokens, clause, FORMS.get(preposition, frozenset((preposition,))))
        found = found or (phrases[-1] if phrases else None)
    return found


def document(tokens: tuple[Token, ...], clause: Clause) -> Range | None:
    """The document in or from which something is said ("in dem Bericht heißt es"), or None."""
    for a, b in clause.ranges:
        for i in range(a, b):
            if tokens[i].low in {"in", "im", "auf", "aus", "laut"} and tokens[i].tag in PREPOSITIONS:
                stop = noun_phrase(tokens, i + 1, b)
                head = next((k for k in range(i + 1, stop) if tokens[k].tag == "NN"), -1)
                if head >= 0 and any("document" in c.uses or c.source for c in cues.noun(tokens[head].lemma)):
                    return (i + 1, stop)
    return None
