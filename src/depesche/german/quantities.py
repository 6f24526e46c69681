"""Numbers in running text. In: tokens. Out: what number stands there, over which tokens, in what unit.

What around a number makes it an amount, or none, is for `amounts` to say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from depesche.german.numerals import MAGNITUDES, MANY, ONES, Number, figure, whole, word
from depesche.german.sheet import Sentence, Token
from depesche.german.words import lines, sections

DASHES = frozenset("-–—")
SIGNS = {"$": "USD", "€": "EUR"}
TIME_UNITS = frozenset(("s", "min", "h", "d", "wk", "mo", "a"))
Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number over tokens [first, last): its value, magnitude applied or not, its unit if any.

    `vague`: its value is the least of what is meant ("mehrere Tausend"); the words that say so come
    before `first`.
    """

    value: Number
    first: int
    last: int
    scaled: bool = False
    unit: str | None = None
    words: int = 0
    figures: bool = True
    vague: bool = False

    @property
    def end(self) -> int:
        """The token behind the number and its unit."""
        return self.last + self.words


@cache
def units() -> dict[str, str]:
    """Unit as printed, in small letters -> id."""
    found: dict[str, str] = {}
    for line in lines("amounts/units.txt"):
        unit, _, words = line.partition(" | ")
        found.update(dict.fromkeys(words.split(", "), unit))
    return found


@cache
def unit_starts() -> frozenset[str]:
    """The first words of units of several words."""
    return frozenset(words.split(" ")[0] for words in units() if " " in words)


@cache
def listed(section: str) -> frozenset[str]:
    """A section of the words around numbers; phrases with blanks."""
    return frozenset(entry.replace("_", " ") for entry in sections("amounts/words.txt")[section])


def may_begin(tokens: Tokens, i: int, sentence: Sentence) -> bool:
    """Can a number begin at the token? A quick look before the closer one."""
    token = tokens[i]
    if token.tag == "CARD" or token.form[0].isdigit() or token.low in MAGNITUDES:
        return True
    if token.low in MANY:
        return True
    return token.low in ONES and is_one(tokens, i, sentence)


def is_one(tokens: Tokens, i: int, sentence: Sentence) -> bool:
    """Is "ein" a number here: before a magnitude or unit, or the foot of a range?"""
    return magnitude_follows(tokens, i, sentence) or range_follows(tokens, i, sentence)


def range_follows(tokens: Tokens, i: int, sentence: Sentence) -> bool:
    """Does the rest of a range follow: "einer bis vier", "ein oder zwei"?"""
    if i + 2 >= sentence.last or tokens[i + 1].low not in ("bis", "oder", "und"):
        return False
    return (word(tokens[i + 2].low) or 0) > 1


def magnitude_follows(tokens: Tokens, i: int, sentence: Sentence) -> bool:
    """Is "ein" a number here: before a magnitude or a half ("eine Million", "eine halbe Million")?"""
    after = [token.low for token in tokens[i + 1 : min(i + 3, sentence.last)]]
    if not after:
        return False
    if after[0] in ("halbe", "halben", "halbes"):
        return len(after) > 1 and (after[1] in MAGNITUDES or after[1] in units())
    if after[0] in MAGNITUDES:
        return True
    return units().get(after[0], "d") not in TIME_UNITS


def quantity(tokens: Tokens, i: int, sentence: Sentence) -> Quantity | None:
    """The number that begins at a token, with magnitude and unit, or None."""
    base = figures(tokens, i, sentence) or worded(tokens, i, sentence)
    if base is None:
        return None
    scaled = magnified(tokens, base, sentence)
    found = measured(tokens, scaled, sentence)
    return None if is_ordinal(tokens, found, sentence) else found


def figures(tokens: Tokens, i: int, sentence: Sentence) -> Quantity | None:
    """A number in figures; groups of three parted by a blank are one: 20 000."""
    value = figure(tokens[i].form)
    if value is None or glued(tokens, i, sentence):
        return None
    last, form = i + 1, tokens[i].form
    while last < sentence.last and last - i < 4 and len(form.rsplit(" ")[-1]) <= 3:
        if not groups(tokens, last):
            break
        form, last = form + tokens[last].form, last + 1
        value = int(form) if form.isdigit() else value
    return Quantity(value, i, last)


def groups(tokens: Tokens, i: int) -> bool:
    """Does the token go on a figure written in groups: three digits behind a single blank?"""
    before, token = tokens[i - 1], tokens[i]
    return (
        len(token.form) == 3
        and token.form.isdecimal()
        and before.form.isdecimal()
        and len(before.form) <= 3
        and token.begin - before.end == 1
    )


def glued(tokens: Tokens, i: int, sentence: Sentence) -> bool:
    """Is the figure part of a longer word or number: "90er", "+49", "3./4.", "2:1"?"""
    token = tokens[i]
    if i + 1 < sentence.last:
        after = tokens[i + 1]
        joint = after.begin == token.end
        if joint and after.form[0].isalpha() and after.low not in units():
            return True
        if joint and after.form in ("/", ":"):
            return True
    if i > sentence.first:
        before = tokens[i - 1]
        return before.end == token.begin and before.form in ("/", ":", "+", "#", "§", "_", "=")
    return False


def worded(tokens: Tokens, i: int, sentence: Sentence) -> Quantity | None:
    """A number in words; "ein" counts before a magnitude or unit, magnitudes count alone."""
    low = tokens[i].low
    if low in MANY or low in MAGNITUDES and some(tokens, i, sentence):
        return Quantity(MANY.get(low) or MAGNITUDES[low], i, i + 1, True, figures=False, vague=True)
    if low in ONES:
        if i + 1 < sentence.last and tokens[i + 1].low in ("halbe", "halben", "halbes"):
            return Quantity(0.5, i, i + 2, figures=False)
        return Quantity(1, i, i + 1, figures=False) if is_one(tokens, i, sentence) else None
    if low in ("hundert", "tausend") or (low in MAGNITUDES and low.startswith("dutzend")):
        alone = low != "dutzend"
        return Quantity(MAGNITUDES[low], i, i + 1, scaled=True, figures=False) if alone else None
    value = word(low)
    return Quantity(value, i, i + 1, figures=False) if value is not None else None


def some(tokens: Tokens, i: int, sentence: Sentence) -> int:
    """How many words right before place `i` say that it is several of them: "mehrere", "ein paar"; 0
    where none does."""
    return next((n for n in (2, 1) if before(tokens, i, sentence, n) in listed("several")), 0)


def magnified(tokens: Tokens, base: Quantity, sentence: Sentence) -> Quantity:
    """The number with the magnitudes that follow: "1,5 Millionen", "zwei Dutzend"."""
    value, last = base.value, base.last
    while last < sentence.last and tokens[last].low in MAGNITUDES and last - base.last < 2:
        value, last = value * MAGNITUDES[tokens[last].low], last + 1
    if last == base.last:
        return base
    return replace(base, value=whole(round(value, 3)), last=last, scaled=True)


def measured(tokens: Tokens, base: Quantity, sentence: Sentence) -> Quantity:
    """The number with its unit, printed behind it or, for money, as a sign before it."""
    i = base.last
    if i < sentence.last:
        longest = 4 if tokens[i].low in unit_starts() else 1
        for size in range(min(longest, sentence.last - i), 0, -1):
            name = " ".join(token.low for token in tokens[i : i + size])
            if name in units() and cased(tokens[i]):
                return replace(base, unit=units()[name], words=size)
    sign = money_sign(tokens, base.first, sentence)
    return replace(base, unit=SIGNS[sign]) if sign else base


def money_sign(tokens: Tokens, i: int, sentence: Sentence) -> str:
    """The sign for money right before place `i`, unless a figure before it owns the sign, or ""."""
    if i == sentence.first or tokens[i - 1].form not in SIGNS:
        return ""
    return "" if i - 1 > sentence.first and numeric(tokens[i - 2]) else tokens[i - 1].form


def numeric(token: Token) -> bool:
    """Is the token a figure, a number word, a magnitude, or "ein"?"""
    known = token.low in MAGNITUDES or token.low in ONES or word(token.low) is not None
    return known or token.form[0].isdigit()


def cased(token: Token) -> bool:
    """Is a unit of letters written as units are: a noun with a capital, or a short symbol?"""
    return token.form[0].isupper() or not token.form[0].isalpha() or len(token.form) <= 4


def is_ordinal(tokens: Tokens, found: Quantity, sentence: Sentence) -> bool:
    """Does a full stop that ends no sentence make it an ordinal: "am 14. August"?"""
    i = found.last
    if not found.figures or i >= sentence.last or tokens[i].form != ".":
        return False
    return (
        tokens[i].begin == tokens[i - 1].end
        and i + 1 < sentence.last
        and (tokens[i + 1].form[0].isalnum() or tokens[i + 1].form in ("/", "-", "–"))
    )


def upper(tokens: Tokens, low: Quantity, sentence: Sentence) -> Quantity | None:
    """The second number of a range: "20 bis 30", "zwischen 20 und 30", "20-30"; or None."""
    i = low.end
    if i + 1 >= sentence.last:
        return None
    link = tokens[i]
    between = link.low == "und" and before(tokens, low.first, sentence, 1) == "zwischen"
    dash = link.form in DASHES and link.begin == tokens[i - 1].end == tokens[i + 1].begin - 1
    either = link.low == "oder"
    if not (link.low == "bis" or between or dash or either):
        return None
    high = quantity(tokens, i + 1 + (tokens[i + 1].low == "zu"), sentence)
    if either and (high is None or high.value != low.value + 1):
        return None
    if high is None or not (low.unit is None or low.unit == high.unit):
        return None
    return high if lower_bound(low, high) < high.value else None


def changed(tokens: Tokens, low: Quantity, sentence: Sentence) -> Quantity:
    """The number with the unit of the one that it changes to: "von 20 auf 30 Prozent"."""
    i = low.end
    begins = before(tokens, low.first, sentence, 1) == "von"
    if low.unit or not begins or i + 1 >= sentence.last or tokens[i].low != "auf":
        return low
    other = quantity(tokens, i + 1, sentence)
    return replace(low, unit=other.unit) if other and other.unit else low


def lower_bound(low: Quantity, high: Quantity) -> Number:
    """The lower number in the magnitude of the upper: "zwei bis drei Millionen"."""
    if high.scaled and not low.scaled and low.value <= 1000:
        times = magnitude_of(high)
        return whole(low.value * times)
    return low.value


def magnitude_of(high: Quantity) -> int:
    """The largest power of a thousand in the number, or 1."""
    for times in (10**12, 10**9, 10**6, 10**3):
        if high.value >= times:
            return times
    return 1


def before(tokens: Tokens, i: int, sentence: Sentence, count: int) -> str:
    """The `count` words before place `i` in small letters, or "" where the sentence begins first."""
    first = i - count
    if first < sentence.first:
        return ""
    return " ".join(token.low for token in tokens[first:i])
