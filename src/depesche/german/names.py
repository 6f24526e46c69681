"""In: tagged tokens. Out: the names of persons, with what stands beside: role, age, party.

A person's name is a run of capitalised words that begins with a known first name, or that a role
or a title stands before, or a run of several names that the text treats as a person.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from depesche.german import organisations
from depesche.german.derived import origin
from depesche.german.gazetteer import entries
from depesche.german.phrases import noun_phrase
from depesche.german.plainwords import plain
from depesche.german.roles import Role, role
from depesche.german.sheet import Sentence, Token
from depesche.german.words import sections

NAME_TAGS = frozenset(("NE", "FM", "XY"))
LOOSE_TAGS = NAME_TAGS | {
    "NN",
    "NNA",
    "ADJA",
    "ADJD",
    "VVFIN",
    "VVIMP",
    "VVPP",
    "VVINF",
    "ITJ",
    "ADV",
}
PLAIN_BEFORE = frozenset(
    ("ART", "PPOSAT", "APPRART", "APPR", "KON", "NE", "VVFIN", "VAFIN", "VMFIN", "KOUS", "KOKOM")
)
"""What stands before adjectives that belong to a role; behind "in Kiel tätige" they do not."""
LONGEST = 6
INITIAL = re.compile(r"[A-ZÄÖÜ]\.?")
NUMERAL = re.compile(r"[IVX]{1,5}")
GENITIVE_LINK = frozenset(("der", "des", "von", "vom", "für", "beim", "im", "in"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens [first, last), `begin` the first token of the role and determiner
    before it. `words` as printed but for a genitive ending. `sure` where its own words or its
    neighbours tell what it is."""

    first: int
    last: int
    begin: int
    words: tuple[str, ...]
    kind: str
    sentence: int
    gender: str = ""
    roles: tuple[str, ...] = ()
    heads: frozenset[str] = frozenset()
    cls: str = ""
    aliases: tuple[str, ...] = ()
    sure: bool = True
    age: int = 0
    given: bool = False


@cache
def words(section: str) -> frozenset[str]:
    """A section of `data/names/families.txt`."""
    return sections("names/families.txt").get(section, frozenset())


@cache
def first_names() -> dict[str, str]:
    """First name -> "f", "m" or "" where both bear it."""
    by = sections("names/firstnames.txt")
    found = dict.fromkeys(by["f"], "f") | dict.fromkeys(by["m"], "m")
    return found | dict.fromkeys((by["f"] & by["m"]) | by["both"], "")


@lru_cache(maxsize=1 << 15)
def first_name(form: str) -> str | None:
    """The gender of a first name ("" for both), None where the word is none; Hans-Xaver is one."""
    found = first_names().get(form)
    return found if found is not None or "-" not in form else first_names().get(form.partition("-")[0])


@lru_cache(maxsize=1 << 15)
def common(form: str) -> bool:
    """Is the form a common noun too: Mark, Rose?"""
    return form in sections("names/firstnames.txt")["words"]


@lru_cache(maxsize=1 << 15)
def excluded(form: str) -> bool:
    """Is the word never a part of a name: a role, an organisation, a month, an acronym?"""
    if not form[0].isupper() or any(mark.isdigit() for mark in form) or len(form) > 40:
        return True
    return never(form) or organisations.noun(form) is not None


def never(form: str) -> bool:
    """Is the word no part of a name whatever stands before it?"""
    acronym = 1 < len(form) < 6 and form.isupper()
    low = form.lower()
    return acronym or low in words("not-names") or low in sections("temporal.txt")["nouns"]


def is_given(token: Token, before: Token | None) -> bool:
    """Is the token a first name here?"""
    if first_name(token.form) is None:
        return False
    if not common(token.form):
        return True
    return token.tag in NAME_TAGS and (before is None or before.tag not in ("CARD", "ART", "ADJA"))


def name_end(tokens: Sequence[Token], i: int, end: int, places: Container[int], led: bool) -> int:
    """The place behind the name that begins at `i`, or `i`; `led` where "Herr" leads it."""
    j, named = i, 0
    given = family = False
    while j < min(end, i + LONGEST):
        word = tokens[j]
        if j in places and not (given and named == 1 and tokens[j].tag in NAME_TAGS):
            break
        if named and INITIAL.fullmatch(word.form) and capital_next(tokens, j, end):
            j += 1
            continue
        if named and given and (INITIAL.fullmatch(word.form) or NUMERAL.fullmatch(word.form)):
            return j + 1
        ahead = particles(tokens, j, end)
        small = j < ahead < end and (named or tokens[i].low in words("leading"))
        if small and is_part(tokens, ahead, True, False):
            if named > 1 and whence(tokens[ahead].form):
                break
            j = ahead
            continue
        if not is_part(tokens, j, given or led and not named, family):
            break
        begins = is_given(word, tokens[j - 1] if j else None)
        family = family or (bool(named) and not begins) or not (given or begins)
        given, named, j = given or begins, named + 1, j + 1
    while j > i and tokens[j - 1].low in words("particles"):
        j -= 1
    return j


def capital_next(tokens: Sequence[Token], j: int, end: int) -> bool:
    """Does a capitalised word follow token `j`?"""
    return j + 1 < end and tokens[j + 1].form[0].isupper()


@lru_cache(maxsize=1 << 14)
def whence(form: str) -> bool:
    """Is the word a place or an organisation, so that "von" before it is no part of a name?"""
    return bool(entries(form)) or form in organisations.names()


def particles(tokens: Sequence[Token], j: int, end: int) -> int:
    """Behind at most two small words of a name ("von der") from `j`; `j` where there is none."""
    k = j
    while k < min(end, j + 2) and tokens[k].low in words("particles"):
        k += 1
    return k


def is_part(tokens: Sequence[Token], j: int, loose: bool, family: bool) -> bool:
    """Can the token be part of a name? `loose`: behind a first name any capitalised word, once."""
    word = tokens[j]
    known = word.form in organisations.names()
    if loose and not family and called_like_a_body(tokens, j):
        return True
    if excluded(word.form) or known and (not loose or word.form.isupper()):
        return False
    if is_given(word, tokens[j - 1] if j else None) and word.tag not in ("ART", "KON", "APPR"):
        return True
    if role(word.form) is not None:
        before = tokens[j - 1] if j else None
        titled = before is not None and (
            first_name(before.form) is not None or before.low in words("titles-m") | words("titles-f")
        )
        if not loose or family or not titled or follows(tokens, j):
            return False
    if word.tag == "NN" and not loose and behind_role(tokens, j):
        return True
    return word.tag in NAME_TAGS or (loose and not family and word.tag in LOOSE_TAGS)


def called_like_a_body(tokens: Sequence[Token], j: int) -> bool:
    """Is the noun for a body a last name here, behind a role and a first name: "Ministerin Regina Kammer"?"""
    form = tokens[j].form
    plain_noun = form.isalpha() and form[:1].isupper() and form[1:].islower() and not never(form)
    if j < 2 or not plain_noun or organisations.noun(form) is None:
        return False
    return first_name(tokens[j - 1].form) is not None and role(tokens[j - 2].form) is not None


def behind_role(tokens: Sequence[Token], j: int) -> bool:
    """Is what the tagger takes for a noun a first name: no plain noun, a role before and a name behind it?"""
    before = role(tokens[j - 1].form) if j else None
    singular = before is not None and not before.plural
    return singular and follows(tokens, j) and not plain(tokens[j].form)


def follows(tokens: Sequence[Token], j: int) -> bool:
    """Does another name follow the token?"""
    return j + 1 < len(tokens) and tokens[j + 1].tag in NAME_TAGS and tokens[j + 1].form[0].isupper()


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a name: from token `begin`, the role's text, head and gender."""

    begin: int
    role: str = ""
    head: str = ""
    gender: str = ""
    found: Role | None = None


def lead(tokens: Sequence[Token], i: int, first: int, of: str = "") -> Lead | None:
    """The role or title right before token `i`, or None; `of` is the gender of who bears it."""
    k = i - 1
    titled = False
    while k >= first and (
        tokens[k].low in words("titles")
        or tokens[k].form in ("Dr", "Prof")
        or tokens[k].form == "."
        and tokens[k - 1].form in ("Dr", "Prof")
    ):
        k, titled = k - 1, True
    if k >= first and tokens[k].low in words("titles-m") | words("titles-f"):
        gender = "m" if tokens[k].low in words("titles-m") else "f"
        return Lead(k, gender=gender)
    found = role(tokens[k].form) if k >= first and tokens[k].tag[0] == "N" else None
    if found is None or found.plural:
        return Lead(k + 1) if titled else None
    result = modified(tokens, k, first, found, of)
    return None if plural(tokens[k], found, tokens[result.begin].low) else result


def plural(token: Token, found: Role, determiner: str) -> bool:
    """Is a form in -n of a weak noun ("Zeugen") plural, no determiner making it singular?"""
    inflected_form = not found.adjectival and token.low.endswith("n") and len(token.form) > len(found.word)
    return inflected_form and determiner not in (
        "den",
        "dem",
        "des",
        "einem",
        "einen",
        "eines",
        "dessen",
        "zum",
        "vom",
        "beim",
    )


def modified(tokens: Sequence[Token], k: int, first: int, found: Role, of: str) -> Lead:
    """The role at `k` with the adjectives, the possessor and the determiner before it."""
    begin, gender = k, found.gender or of
    while begin > first and tokens[begin - 1].tag == "ADJA":
        begin -= 1
    plain = begin == first or tokens[begin - 1].tag in PLAIN_BEFORE or tokens[begin - 1].tag[0] == "$"
    adjectives = [t for t in tokens[begin:k] if plain and lasting(t)]
    owner = ""
    if begin > first:
        before = tokens[begin - 1]
        if before.tag in ("ART", "PPOSAT", "APPRART"):
            begin -= 1
            gender = gender or determined(before.low)
        elif before.tag == "NE" and before.low.endswith(("s", "’", "'")) and len(before.form) > 3:
            owner, begin = before.form + " ", begin - 1
            if begin > first and tokens[begin - 1].tag == "NE" and tokens[begin - 1].form[0].isupper():
                owner, begin = f"{tokens[begin - 1].form} {owner}", begin - 1
    text = " ".join([*(inflected(t.form, gender) for t in adjectives), found.named(gender or "f")])
    return Lead(begin, owner + text, found.head, gender, found)


def lasting(adjective: Token) -> bool:
    """Does the adjective belong to a role: no age, no passing activity ("spielende")?"""
    stem = adjective.low[: adjective.low.rfind("end") + 3] if "end" in adjective.low[-6:] else ""
    return not adjective.form[0].isdigit() and (not stem or stem in words("offices"))


def determined(low: str) -> str:
    """The gender that a determiner in the nominative singular tells: der m, die f; "" else."""
    return {"die": "f", "eine": "f", "dem": "m", "des": "m", "den": "m", "einem": "m"}.get(low, "")


ENDINGS = {"m": "er", "f": "e", "n": "es", "": "e"}


def inflected(form: str, gender: str) -> str:
    """An attributive adjective as it stands without determiner in the nominative singular."""
    if form.endswith("er") and form[0].isupper() and origin(form) is not None:
        return form
    for ending in ("en", "em", "er", "es", "e"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return form[: -len(ending)] + ENDINGS[gender]
    return form


def distant_lead(tokens: Sequence[Token], i: int, first: int, of: str) -> Lead | None:
    """A role before the name with a genitive or comma between: "der Chef der Bank(,) Max Lang"."""
    comma = i > first and tokens[i - 1].form == ","
    stop = i - 1 if comma else i
    if stop <= first or tokens[stop - 1].tag not in ("NN", "NE", "NNA", "FM", "XY"):
        return None
    for k in range(stop - 1, max(first, i - 10) - 1, -1):
        tag = tokens[k].tag
        found = role(tokens[k].form) if tag[0] == "N" else None
        if found is not None and not found.plural:
            if noun_phrase(tokens, k, stop) < stop or (k + 1 < stop and tokens[k + 1].tag in NAME_TAGS):
                return None
            head = modified(tokens, k, first, found, of)
            tail = " ".join(token.form for token in tokens[k + 1 : stop])
            text = f"{head.role} {tail}".strip()
            definite = tokens[head.begin].tag == "ART"
            return Lead(head.begin, text, found.head, head.gender, found) if definite or comma else None
        if tag not in (
            "NN",
            "NE",
            "NNA",
            "ART",
            "ADJA",
            "APPR",
            "APPRART",
            "CARD",
            "KON",
            "FM",
            "XY",
        ):
            return None
    return None


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind a name: role, its head, gender, party, age, and where it ends."""

    last: int
    role: str = ""
    head: str = ""
    gender: str = ""
    age: int = 0


def tail(tokens: Sequence[Token], j: int, end: int) -> Tail:
    """The brackets and the apposition behind the name that ends at `j`."""
    found = bracketed(tokens, j, end) if j < end and tokens[j].form == "(" else Tail(j)
    if found.role or found.last >= end or tokens[found.last].form != ",":
        return found
    k = found.last + 1
    start = k
    while k < min(end, start + 5) and tokens[k].tag in ("ART", "ADJA", "PPOSAT"):
        k += 1
    office = role(tokens[k].form) if k < end and tokens[k].tag[0] == "N" else None
    if office is None or office.plural or (k + 1 < end and is_part(tokens, k + 1, False, False)):
        return age_behind(tokens, found, k, end)
    stop = noun_phrase(tokens, k, min(end, k + 30))
    if stop < end and tokens[stop].form not in (",", ".", ")", ";", ":", "–", "-", "!", "?"):
        return found
    adjectives = " ".join(inflected(t.form, office.gender) for t in tokens[start:k] if t.tag == "ADJA")
    rest = " ".join(t.form for t in tokens[k + 1 : stop] if t.form not in "()")
    text = " ".join(filter(None, (adjectives, office.named(office.gender or "m"), rest)))
    return Tail(stop, text, office.head, office.gender, found.age)


def age_behind(tokens: Sequence[Token], found: Tail, k: int, end: int) -> Tail:
    """An age between commas: "Max Lang, 43, sagte"."""
    if k + 1 < end and tokens[k].form.isdigit() and len(tokens[k].form) < 3 and tokens[k + 1].form == ",":
        return Tail(k + 1, age=int(tokens[k].form))
    return found


def bracketed(tokens: Sequence[Token], j: int, end: int) -> Tail:
    """The age or the party in the brackets at `j`."""
    stop = next((k for k in range(j + 1, min(end, j + 8)) if tokens[k].form == ")"), -1)
    if stop < 0:
        return Tail(j)
    inner = tokens[j + 1 : stop]
    age = next((int(t.form) for t in inner if t.form.isdigit() and len(t.form) < 3), 0)
    for token in inner:
        known = organisations.names().get(token.form)
        if known and known.cls == "party":
            return Tail(stop + 1, known.name, "", "", age)
    return Tail(stop + 1 if age or len(inner) == 1 else j, age=age)


def printed(parts: Sequence[Token]) -> tuple[str, ...]:
    """The words of a name; a numeral or initial at its end has its full stop."""
    *rest, final = (token.form for token in parts)
    dotted = rest and (NUMERAL.fullmatch(final) or INITIAL.fullmatch(final)) and final[-1] != "."
    return (*rest, final + "." if dotted else final)


def between_commas(tokens: Sequence[Token], i: int, j: int, sentence: Sentence) -> bool:
    """Do commas enclose tokens [i, j)?"""
    return sentence.first < i and j < sentence.last and tokens[i - 1].form == tokens[j].form == ","


def says(tokens: Sequence[Token], i: int, j: int, first: int) -> bool:
    """Does "sagte" stand before a name of two plain words, as only persons have: "sagte Momme Harder"?"""
    ahead = tokens[i - 1].low if i > first else ""
    return ahead in words("saying") and j - i == 2 and all(t.form.istitle() for t in tokens[i:j])


def person_at(
    tokens: Sequence[Token], i: int, sentence: Sentence, number: int, places: Container[int]
) -> Name | None:
    """The name of a person that begins at token `i`, or None."""
    first, end = sentence.first, sentence.last
    before = lead(tokens, i, first)
    j = name_end(tokens, i, end, places, before is not None and before.found is None)
    if j == i:
        return None
    parts = tokens[i:j]
    given = is_given(parts[0], tokens[i - 1] if i > first else None)
    of = (first_name(parts[0].form) or "") if given else ""
    if before is not None:
        before = lead(tokens, i, first, of)
    elif j - i > 1 and (given or between_commas(tokens, i, j, sentence)):
        before = distant_lead(tokens, i, first, of)
        before = before if given or before is None or before.head not in words("firms-too") else None
    behind = tail(tokens, j, end)
    told = given or bool(behind.role or behind.age) or says(tokens, i, j, first)
    sure = before is not None or (j - i > 1 and told)
    if not sure and (j - i < 2 or any(t.low in words("particles") for t in parts)):
        return None
    gender = of or (before.gender if before else "") or behind.gender
    roles = [text for text in (before.role if before else "", behind.role) if text]
    heads = [head for head in (before.head if before else "", behind.head) if head]
    return Name(
        first=i,
        last=j,
        begin=before.begin if before else i,
        words=printed(parts),
        kind="person",
        sentence=number,
        gender=gender,
        roles=tuple(roles),
        heads=frozenset(heads),
        sure=sure,
        age=behind.age,
        given=given,
    )
