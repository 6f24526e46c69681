"""In: a sheet with tags and places. Out: every mention of a person or an organisation.

Names first, then what takes them up: short names, roles with an article ("der Kremlchef"), nouns
for kinds of organisations ("das Unternehmen"); pronouns are resolved in `pronouns`.
What could mean two is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from depesche.german import organisations
from depesche.german.bodies import body_at
from depesche.german.names import Name, first_name, follows, person_at, plural, whence, words
from depesche.german.phrases import OPENING, core, noun_phrase
from depesche.german.referents import People, Referent, nominative
from depesche.german.roles import Role, broad, role
from depesche.german.sheet import Sentence, Sheet, Token

OFFICE = frozenset(("amt", "amte"))
"""The noun for an office and for what somebody holds: "im Amt", "aus dem Amt" is no authority."""
DEFINITES = frozenset("der die das den dem des dieser diese dieses diesen diesem im beim vom zum zur".split())
INDEFINITES = frozenset("ein eine einer einem einen eines".split())
AGED = re.compile(r"(\d{1,3})-[Jj]ährigen?r?")
WINDOW = 200
"""How many of those named last a description is looked for among."""
LONGEST = 30
"""Tokens of a description that are looked at."""
REACH = 4
"""Sentences back within which a description is resolved."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: tokens [first, last) that name or mean `referent`. `how`: name, short, role, kind,
    pronoun, or new where a description speaks of somebody nobody has named."""

    first: int
    last: int
    referent: Referent
    sentence: int
    how: str


def place_tokens(sheet: Sheet) -> frozenset[int]:
    """The tokens that name places."""
    begins = [token.begin for token in sheet.tokens]
    found: set[int] = set()
    for entity in sheet.entities:
        if entity.kind == "place":
            for begin, end in entity.mentions:
                i = bisect_left(begins, begin)
                while i < len(begins) and begins[i] < end:
                    if sheet.tokens[i].form[0].isupper():
                        found.add(i)
                    i += 1
    return frozenset(found)


def named(sheet: Sheet, places: frozenset[int]) -> Iterator[Name]:
    """The names of persons and organisations, in order."""
    tokens = sheet.tokens
    for number, sentence in enumerate(sheet.sentences):
        i = sentence.first
        while i < sentence.last:
            found = None
            form = tokens[i].form
            if form[0].isupper() or form in OPENING:
                found = body_at(tokens, i, sentence, number, places)
                if found is None and i not in places and form[0].isalpha():
                    found = person_at(tokens, i, sentence, number, places)
            elif tokens[i].low in organisations.names():
                found = body_at(tokens, i, sentence, number, places)
            if found:
                yield found
            i = max(found.last, i + 1) if found else i + 1


class Discourse:
    """One dispatch read from its beginning: who was named, and what each mention means."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.tokens = sheet, sheet.tokens
        self.people = People()
        self.places = place_tokens(sheet)
        self.ends = [sentence.last for sentence in sheet.sentences]
        self.forms = frozenset(t.form for t in sheet.tokens if t.form[0].isupper())
        self.mentions: list[Mention] = []
        self.taken: dict[int, Mention] = {}

    def names(self) -> None:
        """Link all names; one that may be a person's counts where it comes up again alone."""
        found = list(named(self.sheet, self.places))
        for name in found:
            if name.kind == "organisation":
                self.put(name, self.people.body(name))
            elif name.sure or self.borne_out(name):
                following = self.tokens[name.last] if name.last < len(self.tokens) else None
                noun = following.form if following and following.tag in ("NN", "ADJA") else ""
                before = self.tokens[name.first - 1] if name.first and name.begin == name.first else None
                noun = noun or (before.form if before and before.tag == "NN" else "")
                parts = nominative(name, self.forms, noun)
                if parts != name.words and name.begin < name.first and not (following and noun):
                    plain = replace(name, roles=(), heads=frozenset(), gender=given_gender(name))
                    self.put(plain, self.people.person(plain, parts))
                else:
                    self.put(name, self.people.person(name, parts))

    def borne_out(self, name: Name) -> bool:
        """Is the last word of the name used alone elsewhere, so that it is somebody's?"""
        first, final = name.words[0], name.words[-1]
        if final in self.ambiguous or self.people.by_alias.get(first) or first.lower() in words("particles"):
            return False
        if any(whence(word) or not word[1:].islower() for word in name.words):
            return False
        return final in self.alone

    @cached_property
    def alone(self) -> frozenset[str]:
        """The words tagged as names that stand alone somewhere, genitive endings cut too."""
        tokens, found = self.tokens, set()
        for token in tokens:
            if token.tag == "NE" and not (token.i and tokens[token.i - 1].form[0].isupper()):
                if not follows(tokens, token.i):
                    found |= {token.form, token.form.removesuffix("s")}
        return frozenset(found)

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """The words that name places here."""
        return frozenset(self.tokens[i].form for i in self.places)

    def put(self, name: Name, referent: Referent) -> None:
        """Note a name's mention; the role before it is taken with it."""
        found = self.mention(name.first, name.last, referent, name.sentence, "name")
        for i in range(name.begin, name.first):
            if self.tokens[i].tag != "NE":
                self.taken.setdefault(i, found)

    def mention(self, first: int, last: int, referent: Referent, sentence: int, how: str) -> Mention:
        """Note a mention; its tokens are taken."""
        found = Mention(first, last, referent, sentence, how)
        self.mentions.append(found)
        for i in range(first, last):
            self.taken[i] = found
        referent.last = last - 1
        return found

    def follow(self) -> None:
        """Read on from the beginning: short names, descriptions and pronouns."""
        for referent in self.people.all:
            referent.last = -1
        for number, sentence in enumerate(self.sheet.sentences):
            self.sentence(number, sentence)

    def sentence(self, number: int, sentence: Sentence) -> None:
        """One sentence further."""
        i = sentence.first
        while i < sentence.last:
            known = self.taken.get(i)
            if known is not None:
                known.referent.last = max(i, known.first)
                i = max(known.last, i + 1)
                continue
            token = self.tokens[i]
            if token.form[0].isupper() or token.form[0].isdigit() and AGED.fullmatch(token.form):
                self.capital(i, number, sentence)
            i += 1

    def capital(self, i: int, number: int, sentence: Sentence) -> None:
        """A capitalised word that names nobody by itself: a short name or a description."""
        token = self.tokens[i]
        referent = self.short(token)
        if referent is not None:
            self.mention(i, i + 1, referent, number, "short")
            return
        if token.tag[0] != "N" and not token.form[0].isdigit():
            return
        begin = self.determiner(i, sentence.first)
        if begin < 0:
            return
        described = role(token.form)
        aged = AGED.fullmatch(token.form)
        if aged:
            self.put_found(begin, i + 1, self.of_age(int(aged.group(1))), number, "role")
        elif described is not None and not described.plural:
            self.described(begin, i, described, number, sentence)
        else:
            self.kind(begin, i, number)

    def put_found(self, first: int, last: int, found: Referent | None, number: int, how: str) -> None:
        """Note a mention where its referent was found."""
        if found is not None:
            self.mention(first, last, found, number, how)

    def short(self, token: Token) -> Referent | None:
        """Who is named by one word of a name; nobody where the word is common."""
        form = token.form
        before = self.tokens[token.i - 1] if token.i else None
        found = self.people.by_alias.get(form) or (
            self.people.by_alias.get(form[:-1]) if form[-1] in "s’'" and len(form) > 3 else None
        )
        if (
            not found
            or token.tag[0] == "N"
            and token.tag != "NE"
            and before is not None
            and called_by_a_noun(before, form)
        ):
            return None
        return self.nearest([r for r in found if r.last >= 0] or found)

    def nearest(self, found: list[Referent]) -> Referent | None:
        """The one mentioned last; the first to come where none has been mentioned yet."""
        return max(found, key=lambda r: r.last, default=None)

    def determiner(self, i: int, first: int) -> int:
        """The article before the noun at `i`, adjectives between, or -1."""
        k = i - 1
        while k >= first and self.tokens[k].tag in ("ADJA", "CARD", "ADJD") and i - k < 4:
            k -= 1
        if k < first or self.tokens[k].low not in DEFINITES | INDEFINITES:
            return -1
        return k

    def described(self, begin: int, i: int, found: Role, number: int, sentence: Sentence) -> None:
        """A role without a name: somebody known, or somebody new where nothing known fits."""
        low = self.tokens[begin].low
        if low in ("zum", "zur"):
            return
        stop = noun_phrase(self.tokens, begin, min(sentence.last, begin + LONGEST))
        gender = found.gender or {"der": "m", "die": "f"}.get(low, "")
        if gender == "m" and low == "die" or gender == "f" and low in ("das", "des", "den", "dem"):
            return
        if (
            low == "der"
            and gender == "m"
            and begin > sentence.first
            and self.tokens[begin - 1].tag in ("NN", "NE")
        ):
            return
        if low in INDEFINITES:
            self.new(begin, i, found, gender, number)
            return
        bare = stop <= i + 1
        known = self.bearer(found, gender, number, "" if bare else self.text(i, stop))
        if known is not None:
            self.mention(begin, i + 1, known, number, "role")
        elif not bare and not plural(self.tokens[i], found, "" if low == "den" else low):
            self.new(begin, i, found, gender, number)

    def text(self, first: int, last: int) -> str:
        """The words of some tokens as printed, blanks made single."""
        span = self.sheet.text[self.tokens[first].begin : self.tokens[last - 1].end]
        return " ".join(span.split())

    def new(self, begin: int, i: int, found: Role, gender: str, number: int) -> None:
        """Somebody whom nobody has named: article, role, and a genitive behind it."""
        stop, last = i + 1, self.sheet.sentences[number].last
        if stop < last and self.tokens[stop].low in ("der", "des", "von", "vom"):
            stop = max(
                stop,
                core(
                    self.tokens,
                    stop + (self.tokens[stop].tag[:2] == "AP"),
                    min(last, stop + LONGEST),
                ),
            )
        somebody = Referent("person", "", gender, phrase=self.text(begin, stop), heads={found.head})
        somebody.roles.append(found.word)
        self.people.all.append(somebody)
        self.mention(begin, i + 1, somebody, number, "new")

    def bearer(self, found: Role, gender: str, number: int, whole: str) -> Referent | None:
        """The last person mentioned who bears the role; nobody where two of a sentence do."""
        first = self.sheet.sentences[
            max(0, number - (REACH if found.head == found.word.lower() else 40))
        ].first
        fitting = [
            r
            for r in self.people.all[-WINDOW:]
            if r.kind == "person"
            and r.last >= 0
            and (not r.gender or not gender or r.gender == gender)
            and (
                self.bears(r, found, whole)
                or broad(found)
                and r.last >= first
                and r.gender == gender
                and not whole
            )
        ]
        best = self.nearest(fitting)
        if best is None or best.last < first and not any(role_is(text, found.word) for text in best.roles):
            return None
        rivals = [
            r for r in fitting if r is not best and self.sentence_of(r.last) == self.sentence_of(best.last)
        ]
        return None if rivals else best

    def sentence_of(self, i: int) -> int:
        """The sentence of a token."""
        return bisect_left(self.ends, i + 1)

    def bears(self, referent: Referent, found: Role, whole: str) -> bool:
        """Has the person the role by one of its words?"""
        if whole:
            return any(whole.lower() in text.lower() for text in referent.roles)
        low = found.word.lower()
        if found.head not in referent.heads and not any(low in h for h in referent.heads):
            return False
        return any(role_is(text, found.word) for text in referent.roles)

    def of_age(self, age: int) -> Referent | None:
        """The one person of an age."""
        fitting = [r for r in self.people.all[-WINDOW:] if r.age == age and r.last >= 0]
        return fitting[0] if len(fitting) == 1 else None

    def kind(self, begin: int, i: int, number: int) -> None:
        """A bare noun for a kind of organisation: the last one mentioned that is of the kind."""
        noun = organisations.noun(self.tokens[i].form)
        low = self.tokens[begin].low
        if noun is None or low in INDEFINITES or not agrees(low, noun.gender) or begin != i - 1:
            return
        if self.tokens[i].low in OFFICE and (low == "im" or self.tokens[begin - 1].low == "aus"):
            return
        since = self.sheet.sentences[max(0, number - REACH)].first
        fitting = [
            r
            for r in self.people.all[-WINDOW:]
            if r.kind == "organisation" and r.last >= since and organisations.fits(noun, r.cls, r.name)
        ]
        best = self.nearest(fitting)
        if best is not None:
            self.mention(begin, i + 1, best, number, "kind")


def given_gender(name: Name) -> str:
    """The gender that the name's own first word tells."""
    return (first_name(name.words[0]) or "") if name.given else ""


def role_is(text: str, word: str) -> bool:
    """Does the role's text name the word, whole or as the last part of its compound?"""
    low = word.lower()
    return any(
        part.lower().endswith(low) or (low.endswith(part.lower()) and len(part) > 4)
        for part in text.replace("-", " ").split()
    )


def agrees(low: str, gender: str) -> bool:
    """Can the article stand before a singular noun of the gender?"""
    fem = frozenset(("die", "der", "zur", "diese", "dieser"))
    masc = frozenset("der den dem des im beim vom zum dieser diesen diesem dieses".split())
    neut = frozenset("das dem des im beim vom zum dieses diesem".split())
    return low in {"f": fem, "m": masc, "n": neut}.get(gender, frozenset())


def called_by_a_noun(before: Token, form: str) -> bool:
    """Is a word behind another the noun for somebody or a body, and nobody's name: "der Bank" is not Karl Bank?"""
    if before.tag in ("ART", "PPOSAT", "APPRART") and organisations.noun(form) is not None:
        return True
    return before.tag in ("ART", "ADJA", "PPOSAT", "APPRART", "CARD", "PIAT") and role(form) is not None
