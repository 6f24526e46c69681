"""In: the main clause of a statement. Out: the words by which it calls what others say untrue.

In "Berichte über einen Verkauf seien falsch" somebody denies the reports, though no verb of denying
stands there: the subject is a noun for what was said, the predicate says that it is not so.
"""

from __future__ import annotations

from depesche.german.phrases import NOUNS, PREPOSITIONS
from depesche.german.predicates import Predicate
from depesche.german.sheet import Token
from depesche.german.words import sections

BEING = frozenset(("sein", "bleiben"))
NEGATIONS = frozenset(("nicht", "kein", "keine", "keineswegs"))


def refuted(whole: Predicate) -> tuple[Token, ...]:
    """The words that say so; none where the clause is no denial of a report."""
    if not told(whole.tokens):
        return ()
    known = sections("denials.txt")
    lows = [token.low for token in whole.tokens]
    for group in known["groups"]:
        words = group.split("_")
        for place in range(len(lows) - len(words) + 1):
            if lows[place : place + len(words)] == words:
                return whole.tokens[place : place + len(words)]
    if whole.carrier not in BEING or not NEGATIONS.isdisjoint(lows):
        return ()
    ends = [token for token in whole.tokens if token.tag[0] != "$" and token is not whole.finite][-1:]
    return tuple(token for token in ends if token.low in known["untrue"])


def told(tokens: tuple[Token, ...]) -> bool:
    """Is the first noun of the clause, which no preposition governs, one for what others say?"""
    endings = tuple(sections("denials.txt")["claims"])
    for place, token in enumerate(tokens):
        if token.tag in PREPOSITIONS:
            return False
        if token.tag in NOUNS:
            return token.low.endswith(endings) and not any(t.tag in PREPOSITIONS for t in tokens[:place])
    return False
