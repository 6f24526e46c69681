"""In: a sheet with tagged tokens. Out: the amounts its sentences state, with units, bounds and ranges.

Not amounts: clock times, dates, years, ordinals, scores, telephone numbers, and figures that are
names ("Paragraf 12", "Boeing 737"). Durations are amounts with a unit of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from depesche.core.dispatch import Span
from depesche.core.reading import Amount
from depesche.german.numerals import MAGNITUDES, ONES, Number, figure, whole, word
from depesche.german.sheet import Sentence, Sheet, Token
from depesche.german.words import lines, sections

YEARS = range(1900, 2100)
OLD_YEARS = range(1000, 1900)
DASHES = frozenset("-–—")
SIGNS = {"$": "USD", "€": "EUR"}
#: Units of what is weighed, poured or paid out: the noun behind them says of what.
OF_UNITS = frozenset(("t", "kg", "g", "mg", "l", "hl", "bbl", "ha"))
TIME_UNITS = frozenset(("s", "min", "h", "d", "wk", "mo", "a"))
NOUNS = frozenset(("NN", "NNA", "NNI", "NE", "XY", "FM", "CARD"))
Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number over tokens [first, last): its value, magnitude applied or not, its unit if any."""

    value: Number
    first: int
    last: int
    scaled: bool = False
    unit: str | None = None
    words: int = 0
    figures: bool = True

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


def layer(sheet: Sheet) -> tuple[Amount, ...]:
    """The amounts of a sheet in order. Dates and clock times of `sheet.times` are left out."""
    taken = sorted(time.span for time in sheet.times if time.type != "DURATION")
    found = [amount for sentence in sheet.sentences for amount in amounts(sheet.tokens, sentence)]
    return tuple(outside(found, taken)) if taken else tuple(found)


def outside(found: list[Amount], taken: list[Span]) -> Iterator[Amount]:
    """The amounts that overlap none of the spans; both in order."""
    i = 0
    for amount in found:
        while i < len(taken) and taken[i][1] <= amount.span[0]:
            i += 1
        if i == len(taken) or taken[i][0] >= amount.span[1]:
            yield amount


def amounts(tokens: Tokens, sentence: Sentence) -> Iterator[Amount]:
    """The amounts of one sentence."""
    i = sentence.first
    while i < sentence.last:
        low = quantity(tokens, i, sentence) if may_begin(tokens, i, sentence) else None
        if low is None:
            i += 1
            continue
        high = upper(tokens, low, sentence)
        low = low if high else changed(tokens, low, sentence)
        made = spread(tokens, low, high, sentence) if high else single(tokens, low, sentence)
        if made:
            yield made
        i = (high or low).end


def may_begin(tokens: Tokens, i: int, sentence: Sentence) -> bool:
    """Can a number begin at the token? A quick look before the closer one."""
    token = tokens[i]
    if token.tag == "CARD" or token.form[0].isdigit() or token.low in MAGNITUDES:
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
    if low in ONES:
        if i + 1 < sentence.last and tokens[i + 1].low in ("halbe", "halben", "halbes"):
            return Quantity(0.5, i, i + 2, figures=False)
        return Quantity(1, i, i + 1, figures=False) if is_one(tokens, i, sentence) else None
    if low in ("hundert", "tausend") or (low in MAGNITUDES and low.startswith("dutzend")):
        alone = low != "dutzend"
        return Quantity(MAGNITUDES[low], i, i + 1, scaled=True, figures=False) if alone else None
    value = word(low)
    return Quantity(value, i, i + 1, figures=False) if value is not None else None


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


def modifier(tokens: Tokens, i: int, sentence: Sentence, section: str) -> bool:
    """Do the words right before place `i` belong to a section: "rund", "mehr als", "bis zu"?"""
    known = listed(section)
    return any(before(tokens, i, sentence, count) in known for count in (1, 2, 3))


def spread(tokens: Tokens, low: Quantity, high: Quantity, sentence: Sentence) -> Amount | None:
    """A range as one amount: value None, both bounds given."""
    if not counts(tokens, replace(high, first=low.first), sentence):
        return None
    return Amount(
        span=(tokens[low.first].begin, tokens[high.end - 1].end),
        value=None,
        low=lower_bound(low, high),
        high=high.value,
        unit=high.unit,
        approximate=modifier(tokens, low.first, sentence, "approximate"),
        of=counted(tokens, high, sentence),
    )


def single(tokens: Tokens, found: Quantity, sentence: Sentence) -> Amount | None:
    """One number as an amount, with a bound where a word gives one; None where it is no amount."""
    if not counts(tokens, found, sentence):
        return None
    i = found.first
    sign = before(tokens, i, sentence, 1) in ("minus", "−")
    value = -found.value if sign else found.value
    signed = found.words == 0 and bool(money_sign(tokens, i, sentence))
    return Amount(
        span=(tokens[i - signed].begin, tokens[found.end - 1].end),
        value=value,
        low=value if modifier(tokens, i, sentence, "at-least") else None,
        high=value if modifier(tokens, i, sentence, "at-most") else None,
        unit=found.unit,
        approximate=modifier(tokens, i, sentence, "approximate"),
        of=counted(tokens, found, sentence),
    )


def counted(tokens: Tokens, found: Quantity, sentence: Sentence) -> str | None:
    """What is counted or weighed: the noun behind the number, adjectives between them skipped."""
    if found.unit is not None and found.unit not in OF_UNITS:
        return None
    for i in range(found.end, min(found.end + 4, sentence.last)):
        token = tokens[i]
        if token.tag.startswith("NN") and token.form[0].isupper():
            return None if token.low in listed("not-counted") else token.form
        if token.tag not in ("ADJA", "CARD", "PIAT", "PIDAT") or i > found.end + 2:
            return None
    return None


def counts(tokens: Tokens, found: Quantity, sentence: Sentence) -> bool:
    """Is the number an amount: not a label, a year, a clock time, a fraction's upper part?"""
    i = found.first
    previous = tokens[i - 1] if i > sentence.first else None
    after = tokens[found.end] if found.end < sentence.last else None
    if previous is not None and previous.low in listed("labels"):
        return False
    if found.unit is not None:
        return found.unit != "m" or found.scaled or previous is None or previous.form != "("
    if after is not None and after.low in listed("not-counted"):
        return False
    if is_year(tokens, found, sentence):
        return False
    if counted(tokens, found, sentence) is not None:
        return previous is None or previous.tag not in NOUNS or not found.figures
    return found.scaled or bare(previous, after, found)


def bare(previous: Token | None, after: Token | None, found: Quantity) -> bool:
    """Is a number without noun or unit an amount: "stieg auf 47", not "Kapitel 47" or "(47)"?"""
    if previous is None or after is None:
        return False
    if previous.tag in NOUNS or not previous.form[0].isalpha():
        return False
    if previous.low in ("und", "sowie"):
        return after.tag in ("APPR", "APPRART")
    ends = after.form in ".,;" or after.tag.startswith("V") or after.low in ("auf", "von", "der")
    return ends and previous.low in listed("bare")


def has_plural(token: Token) -> bool:
    """Does the word look like a plural or an adjective before one? "1516 König" counts no kings."""
    return token.low.endswith(("e", "en", "er", "n", "s", "ern"))


def is_year(tokens: Tokens, found: Quantity, sentence: Sentence) -> bool:
    """Is a figure of four places a year: 1998, "im Jahr 1648"? Not after "rund" or "die"."""
    form = tokens[found.first].form
    if not (
        found.figures and len(form) == 4 and form.isdecimal() and found.last == found.first + 1
    ):
        return False
    previous = before(tokens, found.first, sentence, 1)
    if found.value in YEARS:
        modified = any(
            modifier(tokens, found.first, sentence, section)
            for section in ("approximate", "at-least", "at-most")
        )
        return not modified and previous not in ("alle", "allen", "weitere", "weiteren")
    loose = previous in listed("year-words") or counted(tokens, found, sentence) is None
    return found.value in OLD_YEARS and (loose or not has_plural(tokens[found.last]))
