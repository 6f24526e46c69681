"""In: a noun phrase or a role. Out: the body it speaks of, as far as its own words tell.

"Putins Sprecher", "ein Sprecher der Kieler Polizei", "SPD-Chefin", "Ministerium für Soziales in
Mainz": which place "die Polizei" is of, and who "eine Sprecherin" speaks for, the scene tells later.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from depesche.core.origin import OriginKind
from depesche.german import organisations
from depesche.german.derived import origin
from depesche.german.gazetteer import Entry, entries
from depesche.german.origins import facts
from depesche.german.roles import role

LONGEST = 24
"""Words of a phrase that are looked at."""
MEDIA = frozenset(("paper", "broadcaster", "agency"))
CLASSES = {"company": "company", "bank": "company", "party": "party", "union": "union",
           "association": "association", "chamber": "association", "body": "association",
           "institute": "institution"}  # fmt: skip
OWNING = frozenset("der des von vom beim bei die eines einer dem den im".split())
PLACING = frozenset("in im von aus zu am an bei".split())
LEADING = (
    OWNING
    | PLACING
    | frozenset(
        (
            "ein einer einen einem das dieser diese dieses sein seine ihr ihre laut nach aus auch wie so "
            "beide mehrere zwei"
        ).split()
    )
)
"""Words that can begin a phrase in capitals and name nothing."""
ENDED = re.compile(r"(?i)[^aiousxzß]s$")
"""A name in the genitive: "des Nordkontors", not "des Rhenus"."""
GENITIVE = frozenset("des eines dieses seines ihres unseres".split())
DEFINITE = frozenset("der die das dem den des".split())
MINISTRIES = frozenset("ministerium ministeriums minister ministers ministerin ressort ressorts".split())
"""Nouns for a ministry or its head that do not say which."""
SHORT = re.compile(r"(?<=\w) \([A-ZÄÖÜ][A-Za-zÄÖÜäöü-]{1,7}\)")
"""An abbreviation in brackets behind a name."""
PAIRED = re.compile(r"\b[A-ZÄÖÜ]\w+- (?:und|oder) (?=[A-ZÄÖÜ])")
"""The first half of a pair of compounds: "Industrie- und Handelskammer"."""
COUNTY = re.compile(r"([A-ZÄÖÜ][\w-]{3,40})([Kk]reis(?:es)?)$")
OF_PERSON = frozenset(("Büro", "Sprecher", "Sprecherin", "Stab", "Kabinett", "Umfeld"))
STOPPING = frozenset("und oder sowie unter wonach gegenüber zum zur nach auf mit am gegen".split())
FEDERAL = ("bundes",)
GUESSED = "guessed"
"""`noun` of a body whose leader a noun may be: "Bezirksleiter" before a name."""


class Body(NamedTuple):
    """A body as its words name it. `key` where they say all; else `cls` and `scope` of `offices.txt`,
    `noun` where the key has it, `name` its proper name, `place` the town, Land or state of its words.
    `cls` "any" is whoever was spoken of, "town?" a place that speaks. `owner` is the name of
    somebody whose spokesman it is; `at_home` says that its place is the dispatch's if none is named."""

    key: str = ""
    cls: str = ""
    kind: OriginKind = "institution"
    scope: str = ""
    noun: str = ""
    name: str = ""
    place: Entry | None = None
    of: str | None = None
    owner: str = ""
    federal: bool = False
    at_home: bool = False
    why: str = ""


@lru_cache(maxsize=1 << 14)
def body(phrase: str) -> Body | None:
    """The body that a phrase speaks of or for, None where its words name none."""
    words = tuple(facts.WORD.findall(PAIRED.sub("", SHORT.sub("", phrase[:300])))[:LONGEST])
    return at(words, 0) if words else None


def at(  # noqa: C901 - a scanner over words, one short case for each kind
    words: tuple[str, ...], i: int, place: Entry | None = None
) -> Body | None:
    """The body of the first noun from word `i` that tells one; `place` is that of the words before."""
    while i < len(words):
        word = words[i]
        report = word.lower() in facts.speakers("reports") or document(word)
        idle = report and i + 1 < len(words)
        if idle or word.lower() in LEADING:
            i += 1
            continue
        known = facts.known_at(words, i)
        if known is not None:
            return named(known[0], word)
        if possessive(words, i):
            if words[i + 1] in OF_PERSON:
                return Body(cls="any", owner=word.rstrip("s’'"), why=f"“{word} {words[i + 1]}” speaks for it")
            place, i = place_named(words, i) or place, i + 1
            continue
        if facts.led(word, "reports"):
            return reported(word, place)
        found = origin(word)
        if found is not None and not (word[0].isupper() and "-" in word):
            place = found
        elif word[0].isupper() or word[0].isdigit():
            told = noun(words, i, place)
            if told or role(word) is not None or i + 1 == len(words) or not words[i + 1][0].isupper():
                return told
        elif i and word.lower() in STOPPING:
            return None
        i += 1
    theirs = len(words) == 1 or len(words) == 2 and words[1].lower() in facts.speakers("reports")
    return state(place) if place and place.kind in "sC" and theirs else None


def document(word: str) -> bool:
    """Is the noun for what a body sends out: by itself it names nobody, behind it stands who?"""
    return word.lower().endswith(tuple(facts.speakers("documents")))


def reported(word: str, place: Entry | None) -> Body | None:
    """The body whose words a compound names: Polizeiangaben."""
    parts = facts.joined(facts.led(word, "reports") or "")
    told = next(filter(None, (at((part,), 0, place) for part in parts)), None)
    short, dash, _ = word.rpartition("-")
    if told is None and dash and short.isupper():
        told = own(short, (short,), 0)
    return told and told._replace(why=f"“{word}” are those of {told.name or 'it'}")


def possessive(words: tuple[str, ...], i: int) -> bool:
    """Is the word a genitive before a role or a body: "Bayerns Minister", "Putins Büro"?"""
    if i + 1 >= len(words) or not words[i].endswith(("s", "’", "'")) or not words[i + 1][0].isupper():
        return False
    if words[i + 1] in OF_PERSON:
        return place_named(words, i) is None
    ruled = role(words[i + 1]) or facts.office(words[i + 1]) or facts.portfolio(words[i + 1])
    return bool(ruled) and words[i][0].isupper() and place_named(words, i) is not None


def named(known: facts.Known, word: str) -> Body:
    """A known body."""
    why = f"“{word}” names {known.name}"
    return Body(known.key, "known", known.kind, name=known.name, of=known.of, why=why)


def state(place: Entry) -> Body:
    """The government of a state."""
    return Body(cls="gov", kind="government", scope="country", place=place, name=place.place.name)


def noun(words: tuple[str, ...], i: int, place: Entry | None) -> Body | None:
    """The body of the noun at `i`: a ministry, an office, a spokesman, a place."""
    word = words[i]
    run = proper(words, i)
    if len(run) > 1 and run[-1].lower() in facts.LEGAL:
        return own(" ".join(run), words, i)
    prefix, dash, tail = word.rpartition("-")
    country = origin(word) if dash else None
    if country is not None and tail[:1].isupper():
        return noun((*words[:i], tail, *words[i + 1 :]), i, country)
    if dash and heads_firm(prefix, tail):
        return own(prefix, words, i)
    found = ministry(words, i, place) or spokesman(words, i, place)
    if found:
        return found
    if dash and len(prefix) > 1 and (head := role(word)) and not speaks_for_himself(word):
        of_all = facts.known_at((prefix,), 0)
        if of_all is not None:
            return named(of_all[0], word)
        if head.head in facts.speakers("speaks") or facts.led(tail, "speaks") == "":
            return at((prefix,), 0) or own(prefix, words, i)
    return institution(words, i, place) or somewhere(words, i)


def heads_firm(name: str, noun: str) -> bool:
    """Is the noun behind a hyphen for one who leads a firm, so that the name before it is the firm's?"""
    led = facts.whole(noun)
    firm = led is not None and led.cls == "company" and role(noun) is not None
    return firm and facts.office(name) is None and facts.known_at((name,), 0) is None


def ministry(words: tuple[str, ...], i: int, place: Entry | None) -> Body | None:
    """A ministry or its minister."""
    low = words[i].lower()
    theme = facts.portfolio(words[i])
    if not theme and low.startswith(("ministeri", "minister")) and i + 2 < len(words):
        theme = facts.theme(words[i + 2]) if words[i + 1] in ("für", "des", "der") else ""
    where = place or behind(words, i)
    if not theme and low in MINISTRIES and where is not None:
        federal = where.kind in "sC"
        why = f"“{words[i]}” is of the government there"
        return Body(cls="gov", kind="government", scope="either", place=where, federal=federal, why=why)
    if not theme:
        return None
    return Body(
        cls="ministry",
        kind="government",
        scope="either",
        noun=theme,
        place=where,
        federal=low.startswith(FEDERAL) or theme in ("aussen", "verteidigung", "entwicklung"),
        name=re.sub("(?:minister(?:s|n|in|innen|iums)?|senator(?:s|in|en|innen)?)$", "ministerium", words[i]),
        why=f"“{words[i]}” speaks for the ministry",
    )


def spokesman(words: tuple[str, ...], i: int, place: Entry | None) -> Body | None:
    """The body that somebody speaks for by a word like Polizeisprecherin, Putins Sprecher."""
    prefix = facts.led(words[i], "speaks")
    if prefix is None or facts.whole(words[i]) or speaks_for_himself(words[i]):
        return None
    why = f"“{words[i]}” speaks for it"
    if prefix and (found := of_compound(words, i, place, prefix)):
        return found._replace(why=why)
    if prefix and prefix.lower().rstrip("s-") not in facts.speakers("plain"):
        behind_it = owner(words, i + 1)
        if behind_it is None and i + 1 == len(words) and "-" not in words[i]:
            return Body(cls="any", noun=GUESSED, kind="organisation", scope="country", why=why)
        return behind_it and behind_it._replace(why=f"“{words[i]}” speaks for {behind_it.name or 'it'}")
    if (
        not prefix
        and place is None
        and i
        and words[i - 1][0].isupper()
        and words[i - 1].endswith(("s", "’", "'"))
    ):
        return Body(cls="any", owner=words[i - 1].rstrip("s’'"), why=why)
    behind_it = owner(words, i + 1)
    if behind_it is not None:
        return behind_it._replace(why=f"“{words[i]}” speaks for {behind_it.name or 'it'}")
    if place is not None and not prefix and place.kind in "sClr":
        return state(place)._replace(why=why)
    head = words[i].lower().startswith("präsident") and not prefix
    return Body(cls="president" if head else "any", kind="government", scope="country", why=why)


def of_compound(words: tuple[str, ...], i: int, place: Entry | None, prefix: str) -> Body | None:
    """The body that the first part of a compound names: "Polizei" of Polizeisprecher; where it only says
    the sort ("Firmensprecher von Nordwerk"), the one named behind."""
    for part in facts.joined(prefix):
        found = at((part, *words[i + 1 :]), 0, place)
        if found and found.cls not in ("any", "town?"):
            behind_it = owner(words, i + 1) if found.scope == "named" and not found.key else None
            if behind_it and behind_it.key.startswith("org:"):
                return behind_it
            return found._replace(place=found.place or place)
    return None


def speaks_for_himself(word: str) -> bool:
    """Does the noun say that somebody speaks for himself: witness, expert, lawyer?"""
    tail = word.rpartition("-")[2]
    if any(form in facts.speakers("self") for form in facts.forms(tail.lower())):
        return True
    return facts.led(word, "self") is not None and facts.office(word) is None


def owner(words: tuple[str, ...], i: int) -> Body | None:
    """The body in the genitive or behind "von" from word `i`."""
    if i + 1 >= len(words) or words[i] not in OWNING:
        return facts_known(words, i)
    return at(words, i + 1) or own(" ".join(proper(words, i + 1)), words, i + 1)


def facts_known(words: tuple[str, ...], i: int) -> Body | None:
    """The known body right at `i`."""
    found = facts.known_at(words, i) if i < len(words) else None
    return named(found[0], words[i]) if found else None


def proper(words: tuple[str, ...], i: int) -> tuple[str, ...]:
    """The run of capitalised words at `i` that are no roles."""
    k = i
    while k < min(len(words), i + 4) and (words[k][0].isupper() or words[k] == "&"):
        if role(words[k]) is not None and k == i:
            break
        k += 1
    return words[i:k]


def own(name: str, words: tuple[str, ...], i: int) -> Body | None:
    """A body of a name that nobody knows."""
    if not name:
        return None
    bare = facts.company(name)
    if i and words[i - 1].lower() in GENITIVE and " " not in bare and ENDED.search(bare):
        bare = bare[:-1]
    return Body(
        f"org:{facts.slug(bare)}", "company", "organisation", name=bare, why=f"“{words[i]}” is of {bare}"
    )


def institution(words: tuple[str, ...], i: int, place: Entry | None) -> Body | None:
    """The body or office that the noun at `i` is of."""
    found = facts.office(words[i])
    cls = organisations.noun(words[i])
    if words[i].lower() in facts.speakers("kin"):
        name = behind_name(words, i)
        return Body(f"family:{facts.slug(name)}", "family", "person", "named", name=name or "Familie")
    if found is None and (county := district(words[i])):
        return county
    if found is None and (cls is None or cls.cls not in CLASSES and cls.cls not in MEDIA):
        return None
    name = behind_name(words, i)
    if found is None and cls is not None and cls.cls in MEDIA:
        return Body(cls="media", kind="media", scope="named", name=name)
    if found is None and cls is not None:
        found = facts.Office(CLASSES[cls.cls], "organisation", "named", "")
    assert found is not None
    where = place or behind(words, i)
    if found.scope == "named":
        return of_name(words, i, found, where, name)
    low = words[i].lower()
    federal = low.startswith(FEDERAL) or found.scope == "country"
    noun = facts.slug(base(words[i])) if found.noun else ""
    why = f"“{words[i]}” is of it"
    name = base(words[i]) if noun else facts.titles()[found.cls]
    return Body("", found.cls, found.kind, found.scope, noun, name, where, federal=federal, why=why)


def district(word: str) -> Body | None:
    """The district that a compound names: "Saalekreis", no circle of friends."""
    county = COUNTY.match(word)
    if county is None or county[1].lower().rstrip("-") in facts.speakers("circles"):
        return None
    name = f"{county[1]}kreis" if county[2][0].islower() else f"{county[1]}Kreis"
    why = f"“{word}” is a district"
    return Body(f"district:{facts.slug(name)}", "district", "government", "town", name=name, why=why)


def base(word: str) -> str:
    """The noun without its ending, where it is one of the data."""
    for form in facts.forms(word.lower()):
        if form in facts.offices() or f"={form}" in facts.offices():
            return word[0] + form[1:]
    return word


def unmarked(words: tuple[str, ...], i: int) -> str:
    """The noun at `i` without the genitive ending that an article before it asks for: "des Chemiewerks"."""
    word = words[i]
    if i == 0 or words[i - 1].lower() not in GENITIVE or not word.endswith("s"):
        return word
    bare = [form for form in (word[:-1], word[:-2]) if facts.office(form)]
    ends = (form for form in bare if any(form.lower().endswith(noun) for noun in facts.offices()))
    return next(ends, word)


def of_name(
    words: tuple[str, ...], i: int, found: facts.Office, where: Entry | None, name: str
) -> Body | None:
    """A body that its proper name tells from others: Universität Jena, Gewerkschaft Nordlicht."""
    leads = role(words[i]) is not None or facts.led(words[i], "speaks") is not None
    bare = leads and not (name and body_noun(words[i]))
    held = owner(words, i + 1) if i + 1 < len(words) and (bare or found.cls == "council") else None
    if held is not None and found.cls != "council":
        return held._replace(why=f"“{words[i]}” speaks for it")
    why = f"“{words[i]}” is of it"
    if held is not None:
        return Body(
            "", "council", found.kind, "named", name=held.key or held.name, of=held.key or None, why=why
        )
    if found.cls in ("council", "party") and not name or bare:
        return Body("", found.cls, found.kind, "named", place=where, why=why)
    whole = facts.whole(words[i]) is not None
    if name and found.cls in ("company", "union", "association", "party"):
        # what only a place tells from others of its sort is called by both: Handwerkskammer Kiel
        short = facts.company(name)
        maker = found.cls == "company" and facts.led(words[i], "kinds")
        both = short == name and entries(name) and not maker
        shown = f"{base(unmarked(words, i))} {name}" if both else short
        key = f"org:{facts.slug(shown)}"
        return Body(key, found.cls, found.kind, "named", name=shown, place=where, why=why)
    noun = unmarked(words, i)
    title = " ".join(filter(None, (noun, name or (where.place.name if where else ""))))
    sort_only = whole or facts.led(words[i], "kinds") is not None
    key = "" if title == noun and sort_only else f"org:{facts.slug(title)}"
    return Body(key, found.cls, found.kind, "named", name=title if key else "", place=where, why=why)


def body_noun(word: str) -> bool:
    """Is the word the noun for a firm ("Betreiberin") and not for one who leads it?"""
    office = facts.office(word)
    return office is not None and office.cls == "company" and facts.led(word, "speaks") is None


def behind_name(words: tuple[str, ...], i: int) -> str:
    """The proper name right behind the noun at `i`."""
    run = proper(words, i + 1)
    end = i + 1 + len(run)
    office = facts.office(words[i])
    joint = (
        run
        and office is not None
        and office.cls in ("union", "association")
        and words[end : end + 1] == ("und",)
    )
    more = proper(words, end + 1) if joint else ()
    if more and facts.office(more[0]) is None and role(more[0]) is None:
        run = (*run, "und", more[0])
    return " ".join(run)


def behind(words: tuple[str, ...], i: int) -> Entry | None:
    """The town, Land or state behind the noun at `i`: "Kiel", "in Kiel", "der Stadt Kiel", "Ungarns"."""
    for k in range(i + 1, min(len(words), i + 6)):
        word = words[k]
        if word[0].isupper():
            found = place_named(words, k)
            if found is not None:
                return found
            office = facts.office(word)
            if office is None or office.cls not in ("town", "district"):
                return origin(word)
        elif word not in OWNING | PLACING and origin(word) is None:
            return None
        elif (adjective := origin(word)) is not None:
            return adjective
    return None


def place_named(words: tuple[str, ...], i: int) -> Entry | None:
    """The place that is named at word `i`, of two words or one, in the genitive too."""
    pair = " ".join(words[i : i + 2])
    for name in (pair, words[i], words[i].removesuffix("s"), words[i].removesuffix("-Stadt")):
        found = entries(name) if len(name) > 2 else ()
        if found:
            return found[0]
    return None


def named_by(words: tuple[str, ...], i: int) -> tuple[str, ...]:
    """The name that ends in the place at `i`, of which an abbreviation or a club's name is the beginning:
    IHK Kiel, FC Hansa Rostock; () where the place stands by itself."""
    k = i
    while k and words[k - 1][0].isupper() and words[k - 1].lower() not in LEADING:
        k -= 1
    run = words[k : i + 1]
    short = any(sum(letter.isupper() for letter in word) > 1 and "-" not in word for word in run[:-1])
    return run if short else ()


def no_town(words: tuple[str, ...], i: int, found: Entry) -> bool:
    """Is it a noun and no town, since it has an article: "dem Haus"?"""
    return bool(i) and words[i - 1].lower() in DEFINITE and found.kind not in "sClr"


def somewhere(words: tuple[str, ...], i: int) -> Body | None:
    """A place that speaks itself."""
    found = place_named(words, i)
    if found is None or role(words[i]) is not None or no_town(words, i, found):
        return None
    run = named_by(words, i)
    if run:
        bare = facts.company(" ".join(run))
        why = f"“{' '.join(run)}” names it"
        return Body(f"org:{facts.slug(bare)}", "association", "organisation", "named", name=bare, why=why)
    return Body(cls="town?", kind="government", place=found, name=found.place.name)
