"""In: a clause. Out: its subject or agent as a full phrase: the one who speaks."""

from __future__ import annotations

from depesche.german import organisations
from depesche.german.clauses import Clause
from depesche.german.phrases import (
    NOUNS,
    PREPOSITIONS,
    core,
    nominative,
    noun_phrase,
    temporal,
)
from depesche.german.roles import role
from depesche.german.sheet import Token
from depesche.german.words import closed

Range = tuple[int, int]
SKIP_FRONT = frozenset(
    "auch nur aber doch und oder denn sondern selbst sogar vor allem so insbesondere jedoch "
    "sowohl weder entweder lediglich allein schon bereits zudem außerdem dagegen hingegen".split()
)
OBJECT_HEADS = ("zahl", "tat", "vorwurf", "vorwürfe", "plan", "pläne", "entscheidung", "forderung",
                "behauptung", "entwicklung", "haltung", "idee", "vorschlag", "angebot", "ziel",
                "schritt", "urteil", "maßnahme", "reform", "lage", "kosten", "schaden", "summe")  # fmt: skip
"""Nouns that, before the verb, are what is spoken of rather than who speaks."""
EVENTS = ("nahme", "rücktritt", "verkauf", "kritik", "abbau", "schließung", "beteiligung", "fusion",
          "entlassung", "stellungnahme", "absage", "kandidatur", "vermutung", "darstellung",
          "verbindung", "verlegung", "verlängerung", "erhöhung", "senkung", "verantwortung",
          "schuld", "einladung", "teilnahme", "einigung", "anfrage", "klage", "treffen", "gipfel",
          "programm", "projekt", "vorhaben", "verfahren")  # fmt: skip
"""Endings of nouns for what happens or is said; before the verb they say nothing themselves."""
OFFICES = ("präsidentschaft", "vorsitz", "spitze", "führung", "leitung")
"""Endings of nouns for an office or for those at the head of a body, who speak."""
ONE = frozenset(("das", "der", "ein", "eine", "dieses", "dieser", "jeder", "jede", "jedes"))
JOINING = frozenset(("und", "oder", "noch", "sowie", "/"))
SINGULAR_VERBS = frozenset(("schien", "erschien"))
"""Singulars that look like plurals."""
TRAILING = frozenset(("ADV", "PROAV", "PTKNEG", "ADJD", "$,", "$(", "PTKA"))


def subject(tokens: tuple[Token, ...], clause: Clause) -> Range | None:
    """The subject phrase as a token range with its attributes and appositions, or None."""
    if clause.kind == "rel" or (clause.kind == "sub" and tokens[clause.opener].tag == "PWS"):
        return relative_subject(tokens, clause)
    if clause.kind == "main" and clause.finite >= 0:
        front = vorfeld(tokens, clause)
        pronoun = clause.finite + 1 < clause.last and tokens[clause.finite + 1].low in {"er", "man", "wir"}
        if front and not pronoun and not object_like(tokens, front):
            behind = middle(tokens, clause)
            return behind if behind and said_of(tokens, clause, front, behind) else front
        return middle(tokens, clause) or front
    return middle(tokens, clause)


def object_like(tokens: tuple[Token, ...], front: Range) -> bool:
    """Is the phrase before the verb more likely its object: "das", or an abstract noun?"""
    if tokens[front[0]].low in {"das", "dies", "dieses"} and front[1] == front[0] + 1:
        return True
    head = next((tokens[i] for i in range(*front) if tokens[i].tag in {"NN", "NE"}), None)
    return head is not None and head.tag == "NN" and head.low.endswith(OBJECT_HEADS)


def said_of(tokens: tuple[Token, ...], clause: Clause, front: Range, behind: Range) -> bool:
    """Is the phrase before the verb its object, by number, or as a thing before somebody who acts?"""
    head = next((tokens[i] for i in range(*front) if tokens[i].tag in NOUNS), None)
    finite = tokens[clause.finite].low
    if head is not None and counted(tokens, front) and not finite.endswith("n"):
        return True
    if head is None or head.tag != "NN" or acts(head) or tokens[behind[0]].tag == "PDS":
        return False
    if is_plural(tokens, front, head) and not finite.endswith("n"):
        return True
    if finite.endswith(("en", "ern", "eln")) and is_one(tokens, front) and finite not in SINGULAR_VERBS:
        return True
    return event(head) and somebody(tokens, behind)


def counted(tokens: tuple[Token, ...], front: Range) -> bool:
    """Is the phrase so many of something, more than one: "Fünf Tote", "16 Euro Mindestlohn"?"""
    opening = tokens[front[0]]
    return opening.tag == "CARD" and front[1] > front[0] + 1 and opening.low not in {"1", "ein", "eine"}


def event(head: Token) -> bool:
    """Does the noun name what happens or is agreed, rather than somebody?"""
    return head.low.endswith(EVENTS) or head.lemma.lower().endswith(EVENTS)


def is_plural(tokens: tuple[Token, ...], front: Range, head: Token) -> bool:
    """Is the phrase a plural: a noun without article, or behind "die", that is not in its basic form?"""
    opening = tokens[front[0]]
    bare = opening.i == head.i or opening.low in {"die", "alle", "diese", "solche", "entsprechende"}
    return bare and len(head.form) > len(head.lemma) > 0 and head.low.endswith(("e", "n", "er", "s"))


def is_one(tokens: tuple[Token, ...], front: Range) -> bool:
    """Is the phrase a singular by its determiner, with nothing joined to it?"""
    joined = any(tokens[i].tag == "KON" or tokens[i].low in JOINING for i in range(*front))
    return tokens[front[0]].low in ONE and not joined


def acts(head: Token) -> bool:
    """Does the noun name somebody: a role, an office, an organisation?"""
    return (
        head.low.endswith(OFFICES) or role(head.form) is not None or organisations.noun(head.form) is not None
    )


def somebody(tokens: tuple[Token, ...], phrase: Range) -> bool:
    """Is the phrase a personal pronoun, a person's name, a role, an organisation?"""
    first = tokens[phrase[0]]
    if first.tag == "PPER":
        return first.low in {"er", "sie", "wir", "ich", "man"}
    head = next((tokens[i] for i in range(*phrase) if tokens[i].tag in NOUNS), None)
    return head is not None and (head.tag == "NE" and head.i == first.i or acts(head))


def relative_subject(tokens: tuple[Token, ...], clause: Clause) -> Range | None:
    """The relative pronoun itself where it can be nominative, else the phrase behind it."""
    i = clause.opener
    if i >= 0 and tokens[i].low in {"der", "die", "das", "welche", "welcher", "welches", "wer"}:
        if i == clause.first or tokens[i - 1].tag not in PREPOSITIONS:
            inner = middle(tokens, clause)
            if tokens[i].low == "der" or inner is None:
                return (i, i + 1)
            return inner if tokens[inner[0]].tag in {"PPER"} else (i, i + 1)
    return middle(tokens, clause)


def vorfeld(tokens: tuple[Token, ...], clause: Clause) -> Range | None:
    """The phrase before the finite verb, whole, where it can be a subject; what leads to it with a colon
    ("Kehrtwende im Streit: Die Reederei ...") is no part of it."""
    i, end = clause.first, clause.finite
    i = next((k + 1 for k in range(end - 1, i, -1) if tokens[k].form == ":"), i)
    while i < end and (tokens[i].low in SKIP_FRONT or tokens[i].form in {"-", "–", ","}):
        i += 1
    stop = core(tokens, i, end)
    if (
        stop == i
        or not nominative(tokens, i, stop)
        or temporal(tokens, i, stop)
        or expletive(tokens, i, stop)
    ):
        return None
    ranges = [(max(a, i), b) for a, b in clause.ranges if a < end and b > i]
    last = unbroken(tokens, clause, ranges, end)
    while last > stop and tokens[last - 1].tag in TRAILING and tokens[last - 1].form != ")":
        last -= 1
    return (i, last)


def unbroken(tokens: tuple[Token, ...], clause: Clause, ranges: list[Range], end: int) -> int:
    """Where the first run of the clause's ranges ends that only commas and brackets separate."""
    last = min(ranges[0][1], end)
    for a, b in ranges[1:]:
        if a - last > 1:
            break
        last = min(b, end)
    return last


def expletive(tokens: tuple[Token, ...], i: int, stop: int) -> bool:
    """Is the phrase a bare "es"?"""
    return stop == i + 1 and tokens[i].low == "es"


def middle(tokens: tuple[Token, ...], clause: Clause) -> Range | None:
    """The first phrase behind the finite verb (or the opener) that can be a subject."""
    start = clause.finite + 1 if clause.kind in {"main", "v1"} else max(clause.opener + 1, clause.first)
    for number, (a, b) in enumerate(clause.ranges):
        if b <= start:
            continue
        found = first_nominative(tokens, max(a, start), b)
        if found:
            return with_apposition(tokens, clause, found, number)
        if clause.kind in {"main", "v1"} and number and a > clause.finite:
            break
    return None


def first_nominative(tokens: tuple[Token, ...], i: int, b: int) -> Range | None:
    """The first noun phrase in [i, b) that no preposition governs and that can be a subject."""
    while i < b:
        word = tokens[i]
        if word.tag in PREPOSITIONS or (word.low in closed("prepositions") and word.tag[:2] == "AP"):
            i = max(core(tokens, i + 1, b), i + 1)
            continue
        stop = core(tokens, i, b)
        if stop == i:
            i += 1
            continue
        usable = nominative(tokens, i, stop) and not temporal(tokens, i, stop)
        if usable and not expletive(tokens, i, stop) and word.tag != "PRF":
            return (i, noun_phrase(tokens, i, b))
        i = stop
    return None


def with_apposition(tokens: tuple[Token, ...], clause: Clause, found: Range, number: int) -> Range:
    """The phrase with an apposition set off by commas right behind it."""
    a, b = found
    if b != clause.ranges[number][1] or number + 1 >= len(clause.ranges):
        return found
    start, end = clause.ranges[number + 1]
    if start != b + 1 or tokens[b].form != ",":
        return found
    stop = core(tokens, start, end)
    if stop == start or temporal(tokens, start, stop):
        return found
    return (a, noun_phrase(tokens, start, end))


def dative(tokens: tuple[Token, ...], clause: Clause, skip: Range | None) -> Range | None:
    """A noun phrase marked as dative by its determiner or pronoun, other than `skip`: who is told."""
    for a, b in clause.ranges:
        i = a
        while i < b:
            word = tokens[i]
            if skip and skip[0] <= i < skip[1]:
                i = skip[1]
                continue
            if word.tag in PREPOSITIONS:
                i = max(core(tokens, i + 1, b), i + 1)
                continue
            if word.low in {"dem", "der", "den", "einem", "einer", "ihm", "ihr", "ihnen", "uns", "mir"}:
                stop = noun_phrase(tokens, i, b)
                if stop > i and i > clause.finite and not temporal(tokens, i, stop):
                    return (i, stop)
            i += 1
    return None
