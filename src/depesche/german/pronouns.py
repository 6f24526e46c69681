"""In: a discourse whose names are linked. Out: whom "er" and "sie" mean: the last fitting subject.

The order is that of centering theory (Grosz, Joshi and Weinstein 1995): subjects before all
others, the nearest sentence first; who speaks in it comes before who acts. A subject of the right
gender that is nobody named ("der Zug") blocks those before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesche.german.clauses import Clause
from depesche.german.corefer import Discourse
from depesche.german.heads import head
from depesche.german.referents import Referent
from depesche.german.sheet import Token
from depesche.german.speech.subject import subject
from depesche.german.speech.verbs import cue_of

GENDERS = {"er": "m", "sie": "f"}
ARTICLES = {"der": "m", "ein": "m", "dieser": "m", "jener": "m", "kein": "m",
            "die": "f", "eine": "f", "diese": "f", "das": "n",
            "dieses": "n", "sein": "m", "ihr": "m", "seine": "f", "ihre": "f"}  # fmt: skip
POINTERS = frozenset(("das", "dies"))
"""Where one of these opens a clause of saying, it is no content but takes up what was said: who is the
subject there may be the one who speaks."""
BACK = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause: its first token, whom it means (None where nobody known), gender
    ("" unknown, "p" plural), and whether the clause says something and is a main clause."""

    first: int
    referent: Referent | None
    gender: str
    saying: bool
    main: bool

    def blocks(self, gender: str) -> bool:
        """Is it nobody known, but of the gender, so that a pronoun may mean it?"""
        return self.referent is None and self.gender == gender

    def fits(self, gender: str) -> bool:
        """Can a pronoun of the gender mean it?"""
        return (
            self.referent is not None
            and self.referent.gender in (gender, "")
            and (self.referent.kind == "person" or self.referent.gender == gender)
        )


def rank(one: Subject) -> tuple[bool, bool, int]:
    """The order of a sentence's subjects for a pronoun in a later one."""
    return not (one.saying and one.main), not one.main, -one.first


class Pronouns:
    """The pronouns of a discourse, resolved sentence by sentence."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse, self.tokens = discourse, discourse.tokens
        self.parses = discourse.sheet.clauses
        self.known: dict[int, list[Subject]] = {}
        self.quoted = {i for q in discourse.sheet.quotes if q.speech for i in range(q.first, q.last)}

    def resolve(self) -> None:
        """Note every pronoun that means somebody known."""
        for number, parse in enumerate(self.parses):
            words = self.tokens[parse.sentence.first : parse.sentence.last]
            if any(self.asks(token) for token in words):
                self.subjects(number)

    def asks(self, token: Token) -> bool:
        """Is the token a pronoun in the nominative singular that no quotation holds?"""
        if token.low not in GENDERS or token.tag != "PPER" or token.i in self.quoted:
            return False
        initial = not token.i or self.tokens[token.i - 1].tag[0] == "$"
        return token.form[0].islower() or initial

    def subjects(self, number: int) -> list[Subject]:
        """The subjects of a sentence's clauses in order; pronouns among them are resolved."""
        if number not in self.known:
            found: list[Subject] = []
            self.known[number] = found
            for clause in self.parses[number].clauses:
                one = self.of(clause, number, found)
                if one is not None:
                    found.append(one)
        return self.known[number]

    def of(self, clause: Clause, number: int, before: list[Subject]) -> Subject | None:
        """The subject of one clause."""
        if clause.kind in ("frag", "quote", "inf") or clause.finite < 0:
            return None
        place = subject(self.tokens, clause)
        if place is None:
            return None
        first = self.tokens[place[0]]
        if self.asks(first):
            return self.pronoun(first, clause, number, before)
        saying, main = bool(cue_of(self.tokens, clause)), clause.kind in ("main", "v1")
        known = head(self.tokens, self.discourse.taken.get, *place)
        if known is not None:
            return Subject(first.i, known.referent, known.referent.gender, saying, main)
        return Subject(first.i, None, self.gender(first, clause), saying, main)

    def pronoun(self, token: Token, clause: Clause, number: int, before: list[Subject]) -> Subject:
        """A pronoun as the subject of a clause; whom it means is noted where that is known."""
        saying, main = bool(cue_of(self.tokens, clause)), clause.kind in ("main", "v1")
        gender = GENDERS[token.low]
        if gender == "f" and self.tokens[clause.finite].low.endswith("n"):
            return Subject(token.i, None, "p", saying, main)
        pointing = self.tokens[clause.ranges[0][0]].low in POINTERS
        content_first = saying and main and clause.finite < token.i and bool(before) and not pointing
        found = self.antecedent(gender, number, [] if content_first else before)
        if found is not None and (found.name or saying):
            found.gender = found.gender or gender
            self.discourse.mention(token.i, token.i + 1, found, number, "pronoun")
        return Subject(token.i, found, gender, saying, main)

    def gender(self, first: Token, clause: Clause) -> str:
        """The gender that the subject's determiner tells; "p" where the verb is plural."""
        if self.tokens[clause.finite].low.endswith(("n", "sind")):
            return "p"
        return ARTICLES.get(first.low, "")

    def antecedent(self, gender: str, number: int, before: list[Subject]) -> Referent | None:
        """Whom a pronoun means, `before` being the subjects before it in its sentence."""
        for group in (reversed(before), *self.earlier(number)):
            for one in group:
                if one.fits(gender):
                    return one.referent
                if one.blocks(gender):
                    return None
        return None

    def earlier(self, number: int) -> Iterator[list[Subject]]:
        """The subjects of the sentences before: who speaks first, then who acts."""
        for back in range(number - 1, max(-1, number - 1 - BACK), -1):
            if not self.parses[back].sentence.body:
                return
            found = self.known[back] if back in self.known else self.subjects(back)
            yield sorted(found, key=rank)
