"""In: tagged tokens of a clause. Out: noun phrases, and which of them can be the subject.

A phrase is found greedily from its left edge: determiner, modifiers, nouns and names, then what
hangs on it (bracketed abbreviation, genitive, apposition, chosen prepositional phrases).
"""

from __future__ import annotations

from collections.abc import Sequence

from depesche.german import organisations
from depesche.german.roles import role
from depesche.german.sheet import Token
from depesche.german.tokens import compounded
from depesche.german.words import closed, sections

NOUNS = frozenset(("NN", "NE", "NNA", "NNI", "FM", "TRUNC", "XY"))
NAMES = frozenset(("NE", "FM", "XY"))
DETERMINERS = frozenset(("ART", "PPOSAT", "PIAT", "PDAT", "PWAT"))
PRONOUNS = frozenset(("PPER", "PDS", "PIS", "PRELS", "PWS", "PPOSS"))
MODIFIERS = frozenset(("ADJA", "CARD"))
ADVERBS = frozenset(("ADV", "ADJD", "PTKNEG", "PROAV", "PTKA"))
PREPOSITIONS = frozenset(("APPR", "APPRART"))
PARTICLES = frozenset("von van de der den bin ibn al el zu zur zum da di du la le del ter ten of dos"
                      .split())  # fmt: skip
GENITIVE = frozenset("des der eines einer seines seiner ihres ihrer dieses dieser beider aller"
                     .split())  # fmt: skip
ATTRIBUTES = frozenset(("von", "vom", "für", "aus", "der", "des"))
NOT_NOMINATIVE = frozenset(
    "den dem des einen einem eines einer keinen keinem keiner seinen seinem seines "
    "seiner ihren ihrem ihres ihrer diesen diesem dieses "
    "meinen meinem unseren unserem allen jeden jedem vielen".split()
)
CASES = {"ich", "er", "sie", "wir", "es", "man", "dieser", "diese", "jener", "jene", "dies", "der", "die",
         "das", "niemand", "jemand", "beide", "viele", "einige", "mehrere", "andere", "manche",
         "alle", "keiner", "letzterer", "letztere", "jeder", "jede", "welche", "welcher"}  # fmt: skip
ABSTRACT = ("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tion", "tionen", "nis")
"""Endings of nouns that do not stand behind a name as its second part ("Russland Hilfe")."""
OWNED = frozenset(("dessen", "deren"))
"""Genitive pronouns that stand before what is somebody's: "dessen Anwältin"."""
OF_SO_MANY = ("gruppe", "team", "bündnis", "armee", "truppe", "verband", "flotte", "initiative", "netz")
"""Endings of nouns for bodies that can be "von 30 Leuten"."""
OPENING = frozenset(("„", "“", '"', "»", "«", "''", "‚", "›", "‹", "”"))


def noun_phrase(tokens: Sequence[Token], i: int, last: int, *, rich: bool = True) -> int:
    """The place behind the noun phrase that begins at `i`; `i` itself where none begins.

    With `rich`, brackets, genitives, appositions and attributes in "von, für, aus" are in.
    """
    end = core(tokens, i, last)
    if end == i or not rich:
        return end
    return with_attributes(tokens, end, last)


def core(tokens: Sequence[Token], i: int, last: int) -> int:
    """The place behind determiner, modifiers and nouns from `i`, or `i`."""
    if i >= last:
        return i
    word = tokens[i]
    if word.low in OWNED and word.tag in PRONOUNS:
        return core(tokens, i + 1, last) if i + 1 < last else i
    if word.tag in PRONOUNS and word.low not in closed("possessives"):
        if word.tag in {"PDS", "PIS"} and i + 1 < last and tokens[i + 1].tag in NOUNS | {"ADJA"}:
            i_noun = core(tokens, i + 1, last)
            return i_noun if i_noun > i + 1 else i + 1
        return i + 1
    j = i
    while j < last and (
        tokens[j].tag in DETERMINERS or tokens[j].low in closed("articles") and tokens[j].tag != "PRELS"
    ):
        j += 1
    j = modifiers(tokens, extended(tokens, j, last) if j > i else j, last)
    k = nouns(tokens, j, last)
    if k > j:
        return governed(tokens, i, k, last)
    if j > i and tokens[j - 1].tag in MODIFIERS and capital(tokens[j - 1].form):
        return j
    return i


def extended(tokens: Sequence[Token], j: int, last: int) -> int:
    """The participle before which the determiner's own modifiers stand: "der [in Kiel lebende] Autor";
    `j`, the place behind the determiner, where there are none."""
    k = j
    while k < last and (tokens[k].tag in PREPOSITIONS or k > j and tokens[k].tag in ADVERBS):
        end = noun_phrase(tokens, k + 1, last) if tokens[k].tag in PREPOSITIONS else k + 1
        if end == k + 1 and tokens[k].tag in PREPOSITIONS:
            return j
        k = end
    return k if k > j and heads_on(tokens, k, last) and participle(tokens[k].low) else j


def governed(tokens: Sequence[Token], i: int, k: int, last: int) -> int:
    """Behind the noun of a participle whose object the bare phrase [i, k) is: "20 Fische verarbeitende
    Betriebe"; `k` where there is none."""
    if tokens[i].tag in DETERMINERS or tokens[k - 1].tag != "NN" or not heads_on(tokens, k, last):
        return k
    stem, found, ending = tokens[k].low.rpartition("end")
    if (
        not found
        or ending not in {"e", "er"}
        or stem + found in sections("participles.txt")["without-object"]
    ):
        return k
    return nouns(tokens, modifiers(tokens, k, last), last)


def heads_on(tokens: Sequence[Token], k: int, last: int) -> bool:
    """Does an adjective stand at `k`, and a noun right behind it and others like it?"""
    if k >= last or tokens[k].tag != "ADJA":
        return False
    stop = modifiers(tokens, k, last)
    return stop < last and tokens[stop].tag in NOUNS


def participle(low: str) -> bool:
    """Has the adjective the form of a participle with an ending: "lebende", "gebauten", "genannter"?"""
    return low.rstrip("nrms").endswith(("ende", "te", "ene")) and low[-1] in "enrms"


def capital(form: str) -> bool:
    """Is the word written as a noun: "Verletzte", "51-Jährige"?"""
    return form[0].isupper() or form.rpartition("-")[2][:1].isupper()


def modifiers(tokens: Sequence[Token], j: int, last: int) -> int:
    """Behind adjectives, figures and the adverbs and phrases that modify them."""
    while j < last:
        if tokens[j].tag in MODIFIERS:
            j += 1
            if j + 1 < last and tokens[j].tag in {"KON", "$,"} and tokens[j + 1].tag in MODIFIERS:
                j += 1
        elif tokens[j].tag in ADVERBS and j + 1 < last and ahead_adjective(tokens, j + 1, last):
            j += 1
        elif tokens[j].form in {"."} and j and tokens[j - 1].tag == "CARD" and j + 1 < last:
            j += 1
        else:
            break
    return j


def ahead_adjective(tokens: Sequence[Token], j: int, last: int) -> bool:
    """Does an attributive adjective follow within two words, adverbs between?"""
    while j < last and tokens[j].tag in ADVERBS:
        j += 1
    return j < last and tokens[j].tag == "ADJA"


def nouns(tokens: Sequence[Token], j: int, last: int) -> int:
    """Behind the run of nouns, names, name particles and short quoted names from `j`."""
    start = j
    while j < last:
        word = tokens[j]
        if word.form in OPENING and (end := quoted_name(tokens, j, last)):
            if j == start and end < last and tokens[end].tag == "NE":
                return end  # a paper's name is whole: "zitiert die „Post“ Kern"
            j = end
        elif word.tag == "NN" and j > start and alone(tokens[j - 1], word):
            break
        elif word.tag in NOUNS or (
            word.form[0].isupper()
            and word.tag in {"VVFIN", "ADJD", "VVPP", "VVINF", "ADV", "ITJ", "VVIMP"}
            and j > start
        ):
            j += 1
        elif (
            j > start
            and word.low in PARTICLES
            and j + 1 < last
            and tokens[j + 1].tag in NAMES
            and tokens[j - 1].tag in NAMES
        ):
            j += 1
        elif j > start and word.form in {"/", "&", "-"} and j + 1 < last and tokens[j + 1].tag in NOUNS:
            j += 1
        elif j > start and word.tag == "CARD" and word.form.isdigit() and len(word.form) <= 4:
            if j + 1 < last and tokens[j + 1].tag == "NN":
                break  # so many of something: "sahen die Veranstalter 3000 Teilnehmer"
            j += 1
        else:
            break
    return j


def alone(name: Token, noun: Token) -> bool:
    """Is the name one without the noun behind it: "Russland Hilfe", "hafenbote.de Sprecher Ole Kern"?"""
    if name.tag == "NE" and noun.low.endswith(ABSTRACT):
        return True
    return role(noun.form) is not None and compounded(name.form) == ""


def quoted_name(tokens: Sequence[Token], j: int, last: int) -> int:
    """The place behind a name in quotation marks of at most six words from `j`, or 0."""
    for k in range(j + 2, min(last, j + 9)):
        if tokens[k].form in OPENING:
            return k + 1
    return 0


def with_attributes(tokens: Sequence[Token], j: int, last: int) -> int:
    """Behind what hangs on the phrase that ends at `j`."""
    while j < last:
        k = attribute(tokens, j, last)
        if k == j:
            return j
        j = k
    return j


def attribute(tokens: Sequence[Token], j: int, last: int) -> int:
    """Behind one attribute at `j`: bracket, genitive, von/für/aus phrase, und phrase; else `j`."""
    if j >= len(tokens):  # a text that breaks off
        return j
    word = tokens[j]
    if word.form == "(":
        return bracket(tokens, j, last)
    if word.low in GENITIVE and word.tag in {"ART", "PPOSAT", "PDAT", "PIAT"}:
        return (
            core(tokens, j, last)
            if tokens[j - 1].tag not in {"NE", "PPER"} and (tokens[j - 1].form not in OPENING)
            else j
        )
    if word.tag in PREPOSITIONS and word.low in ATTRIBUTES:
        end = core(tokens, j + 1, last)
        loose = temporal(tokens, j + 1, end) or speaks_of_figure(tokens, j, end)
        return end if end > j + 1 and not loose else j
    if word.tag == "ADJA" and word.low.endswith("er") and j + 1 < last and tokens[j + 1].tag in NOUNS:
        return core(tokens, j, last)
    if word.tag == "KON" and word.low in {"und", "oder", "sowie"} or word.form == "/":
        end = core(tokens, j + 1, last)
        return end if end > j + 1 and tokens[j + 1].tag not in PRONOUNS else j
    return j


def speaks_of_figure(tokens: Sequence[Token], j: int, end: int) -> bool:
    """Does a figure stand behind "von" where the noun before names somebody: "sprach der Minister von 40
    Toten"? A group can be one of so many."""
    figure = next((tokens[k] for k in range(j + 1, end) if tokens[k].tag not in ADVERBS), None)
    if tokens[j].low != "von" or figure is None or figure.tag != "CARD":
        return False
    head = tokens[j - 1]
    body = organisations.noun(head.form)
    somebody = "NE" in {head.tag, tokens[max(0, j - 2)].tag} or role(head.form) is not None
    return somebody or body is not None and not head.low.endswith(OF_SO_MANY)


def bracket(tokens: Sequence[Token], j: int, last: int) -> int:
    """Behind a bracket of at most eight words at `j`, or `j`."""
    for k in range(j + 1, min(last, j + 10)):
        if tokens[k].form == ")":
            return k + 1
    return j


def temporal(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Does the phrase name a time: weekday, month, year, part of the day?"""
    words = sections("temporal.txt")["nouns"]
    return any(tokens[k].low in words or tokens[k].lemma.lower() in words for k in range(i, end))


def nominative(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Can the phrase [i, end) be a subject, by its determiner or pronoun?"""
    word = tokens[i]
    if word.tag == "PPER":
        return word.low in {"ich", "er", "sie", "wir", "es", "ihr", "du"}
    if word.low in OWNED:
        return end > i + 1
    if word.tag in {"PDS", "PIS", "PRELS", "PWS"}:
        return word.low in CASES or word.tag == "PIS" and not word.low.endswith(("en", "em"))
    if word.low in NOT_NOMINATIVE and word.tag in DETERMINERS:
        return False
    if word.low == "der" and word.tag == "ART":
        return not feminine(tokens, i, end)
    return word.tag != "PRF"


def feminine(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Is the phrase's head a feminine noun, by ending or list, so that "der" is not nominative?"""
    head = next((tokens[k] for k in range(i + 1, end) if tokens[k].tag in NOUNS), None)
    known = role(head.form) if head is not None else None
    if head is None or (known is not None and known.gender == "m"):
        return False
    low = head.low
    if (
        low.endswith(("in",))
        and head.tag == "NN"
        and not low.endswith(
            (
                "termin",
                "verein",
                "benzin",
                "magazin",
                "ruin",
                "stein",
                "schein",
                "wein",
                "gewinn",
                "beginn",
                "sinn",
            )
        )
    ):
        return True
    endings = (
        "ung",
        "heit",
        "keit",
        "schaft",
        "tion",
        "sion",
        "tät",
        "ik",
        "enz",
        "anz",
        "ei",
        "ie",
        "ur",
    )
    neuter = ("partei", "polizei")
    return (
        (
            low.endswith(endings)
            and len(low) > 4
            and head.tag == "NN"
            and not low.endswith(("sprung", "abitur"))
        )
        or low.endswith(neuter)
        or any(low.endswith(word) for word in sections("temporal.txt")["feminine"])
    )
