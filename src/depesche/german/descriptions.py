"""Descriptions of places. In: a sheet and the places it names. Out: what "der russischen Stadt" means.

A definite description means the last place named before it that fits its noun (a town, a capital) and
its adjective ("russischen"). Without an adjective it must be the only one that fits in the last
sentences. A description with its name behind it ("die Stadt Omsk") introduces, it does not refer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from depesche.core import toml
from depesche.german.derived import capital, origin
from depesche.german.gazetteer import DATA, Entry
from depesche.german.placecontext import Mention
from depesche.german.sheet import Sentence, Sheet, Token

REACH, BARE_REACH, MOST = 12, 2, 60
INTO = frozenset(("in", "nach", "bei", "nahe"))
DEFINITE = frozenset("der die das den dem des im zur vom beim dieser diese dieses diesem".split())


@dataclass(frozen=True, slots=True)
class Kind:
    """What a noun says of the place that it describes."""

    kind: str
    people: int
    names: frozenset[str]

    def fits(self, entry: Entry) -> bool:
        """Can the noun mean this place?"""
        right = entry.kind == "C" if self.kind == "capital" else entry.town
        return right and entry.population >= self.people and self.named(entry)

    def named(self, entry: Entry) -> bool:
        """Is the place among those that the noun is kept for, if it is?"""
        return not self.names or entry.place.name in self.names


@cache
def kinds() -> dict[str, Kind]:
    """Noun in small letters -> what it says."""
    rules = toml.load(DATA / "descriptions.toml")["description"]
    return {
        noun: Kind(rule["kind"], rule.get("people", 0), frozenset(rule.get("names", ())))
        for rule in rules
        for noun in rule["nouns"]
    }


def described(sheet: Sheet, named: list[Mention]) -> list[Mention]:
    """The descriptions of places that can be resolved, in order; `named` are the names, in order."""
    found = []
    for number, sentence in enumerate(sheet.sentences):
        for i in range(sentence.first, sentence.last):
            token = sheet.tokens[i]
            mention = None
            if token.low == "dort":
                mention = there(sheet, number, i, named)
            elif token.low in kinds() and token.form[0].isupper():
                mention = resolved(sheet, number, i, named)
            if mention:
                found.append(mention)
    return found


def there(sheet: Sheet, number: int, i: int, named: list[Mention]) -> Mention | None:
    """What "dort" means: the only place that the sentence before or this one says to be in, or None."""
    near = [one for one in earlier(named, sheet.tokens[i], number) if one.sentence >= number - 1]
    places = {one.entry for one in near if one.first > 0 and located(sheet, one)}
    if len(places) != 1:
        return None
    token = sheet.tokens[i]
    return Mention(places.pop(), (token.begin, token.end), i, i + 1, number, named=False)


def located(sheet: Sheet, mention: Mention) -> bool:
    """Does a preposition of place stand before the mention?"""
    return sheet.tokens[mention.first - 1].low in INTO


def resolved(sheet: Sheet, number: int, i: int, named: list[Mention]) -> Mention | None:
    """The mention that the description with its noun at token `i` makes, or None."""
    tokens, sentence = sheet.tokens, sheet.sentences[number]
    first = article(tokens, i, sentence)
    if first is None or introduces(tokens, i, sentence):
        return None
    places = [origin(token.form) for token in tokens[first + 1 : i]]
    entry = referent(kinds()[tokens[i].low], places, earlier(named, tokens[i], number))
    if entry is None:
        return None
    begin = tokens[first].begin
    return Mention(entry, (begin, tokens[i].end), first, i + 1, number, named=False)


def article(tokens: tuple[Token, ...], i: int, sentence: Sentence) -> int | None:
    """Where the definite article of the noun at `i` stands: right before it or one adjective off."""
    for first in (i - 1, i - 2):
        if first >= sentence.first and tokens[first].low in DEFINITE:
            return first
    return None


def introduces(tokens: tuple[Token, ...], i: int, sentence: Sentence) -> bool:
    """Does a name, another noun or a genitive follow: "der Stadt Omsk", "die Stadt der Liebe"?"""
    if i + 1 >= sentence.last:
        return False
    follower = tokens[i + 1]
    return follower.form[0].isupper() or follower.low in ("der", "des", "von", "am", "an")


def earlier(named: list[Mention], token: Token, number: int) -> list[Mention]:
    """The places named before a token within reach, the last first; the dateline's come last."""
    end = bisect_left(named, token.begin, lo=heads(named), key=lambda one: one.span[1])
    near = [one for one in named[max(heads(named), end - MOST) : end] if number - one.sentence <= REACH]
    return [*reversed(near), *named[: heads(named)]]


def heads(named: list[Mention]) -> int:
    """How many of the mentions are the dateline's, which come first."""
    return next((i for i, one in enumerate(named) if one.sentence >= 0), len(named))


def referent(kind: Kind, adjectives: list[Entry | None], before: list[Mention]) -> Entry | None:
    """The place meant, or None where none or more than one can be."""
    if adjectives:
        base = adjectives[0]
        return nearest(kind, base, before) if base else None
    last = max((one.sentence for one in before), default=-1)
    recent = [one for one in before if one.sentence < 0 or last - one.sentence <= BARE_REACH]
    fitting = dict.fromkeys(one.entry for one in recent if kind.fits(one.entry))
    return next(iter(fitting)) if len(fitting) == 1 else None


def nearest(kind: Kind, base: Entry, before: list[Mention]) -> Entry | None:
    """The last fitting place in the country or region that an adjective names.

    A country has one capital, which need not have been named.
    """
    if kind.kind == "capital":
        return capital(base.place)
    fitting = (
        one.entry for one in before if one.entry.place.country == base.place.country and kind.fits(one.entry)
    )
    return next(fitting, None) if base.kind == "s" else None


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """(rule id, "example" or "counter", its texts) of every rule of the data file."""
    for rule in toml.load(DATA / "descriptions.toml")["description"]:
        yield rule["id"], "example", rule["example"]
        yield rule["id"], "counter", rule["counter"]
