"""In: a sheet with tagged tokens. Out: the amounts its sentences state, with units, bounds and ranges.

Not amounts: clock times, dates, years, ordinals, scores, telephone numbers, and figures that are
names ("Paragraf 12", "Boeing 737"). Durations are amounts with a unit of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from depesche.core.dispatch import Span
from depesche.core.reading import Amount, Timex
from depesche.german.borrowed import borrowed
from depesche.german.phrases import governed
from depesche.german.quantities import (
    Quantity,
    Tokens,
    before,
    changed,
    listed,
    lower_bound,
    may_begin,
    money_sign,
    quantity,
    some,
    upper,
)
from depesche.german.sheet import Sentence, Sheet, Token

YEARS = range(1900, 2100)
OLD_YEARS = range(1000, 1900)
#: Behind a number these stand for the noun counted before.
MORE = frozenset(("weitere", "weiteren", "andere", "anderen"))
#: Units of what is weighed, poured or paid out: the noun behind them says of what.
OF_UNITS = frozenset(("t", "kg", "g", "mg", "l", "hl", "bbl", "ha"))
#: Proportions are told in small numbers; figures from twenty on are seldom labels.
SHARE, LABELS_END = 10, 20
LARGE = 2100
"""A figure from here on is no year: "sprach von 4000"."""
NOUNS = frozenset(("NN", "NNA", "NNI", "NE", "XY", "FM", "CARD"))
PREPOSED = frozenset(("APPR", "APPRART"))
DETERMINED = frozenset(("ART", "APPRART", "ADJA", "PPOSAT", "PDAT"))


def layer(sheet: Sheet) -> tuple[Amount, ...]:
    """The amounts of a sheet in order. Dates and clock times of `sheet.times` are left out."""
    dated = (time for time in sheet.times if time.type != "DURATION" and not rate(sheet, time))
    taken = sorted(time.span for time in dated)
    found = [amount for sentence in sheet.sentences for amount in amounts(sheet.tokens, sentence)]
    kept = list(outside(found, taken)) if taken else found
    return tuple(borrowed(kept, sheet.text))


def rate(sheet: Sheet, time: Timex) -> bool:
    """Is the time the lower half of a unit: "120 Kilometer pro Stunde"?"""
    return time.type == "SET" and sheet.text[max(0, time.span[0] - 4) : time.span[0]].lower() == "pro "


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
    if found.vague:
        return several(tokens, found, sentence)
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


def several(tokens: Tokens, found: Quantity, sentence: Sentence) -> Amount | None:
    """Several of a magnitude as an amount without a value: what it is at least; None where that is said
    to be the most ("bis zu mehreren Tausend")."""
    first = found.first - some(tokens, found.first, sentence)
    if modifier(tokens, first, sentence, "at-most"):
        return None
    return Amount(
        span=(tokens[first].begin, tokens[found.end - 1].end),
        value=None,
        low=found.value,
        unit=found.unit,
        approximate=True,
        of=counted(tokens, found, sentence),
    )


def counted(tokens: Tokens, found: Quantity, sentence: Sentence) -> str | None:
    """What is counted or weighed: the noun behind the number, adjectives between them skipped, or the
    one whose participle it belongs to."""
    if found.unit is not None and found.unit not in OF_UNITS:
        return None
    for i in range(found.end, min(found.end + 4, sentence.last)):
        token = tokens[i]
        if is_noun(tokens, i, found):
            head = tokens[governed(tokens, found.end, i + 1, sentence.last) - 1]
            return None if token.low in listed("not-counted") else head.form
        if token.tag not in ("ADJA", "CARD", "PIAT", "PIDAT") or i > found.end + 2:
            return None
    return None


def is_noun(tokens: Tokens, i: int, found: Quantity) -> bool:
    """Is the token a noun? A name in a plural form counts as one: "20 Mardern"."""
    token = tokens[i]
    if not token.form[0].isupper():
        return False
    many = (
        token.tag == "NE" and i == found.end and found.value > 1 and token.low.endswith(("ern", "eln", "en"))
    )
    return token.tag.startswith("NN") or many and not before_name(tokens, i)


def before_name(tokens: Tokens, i: int) -> bool:
    """Does another name follow the token?"""
    return i + 1 < len(tokens) and tokens[i + 1].tag == "NE"


def counts(tokens: Tokens, found: Quantity, sentence: Sentence) -> bool:
    """Is the number an amount: not a label, a year, a clock time, a fraction's upper part?"""
    i = found.first
    previous = tokens[i - 1] if i > sentence.first else None
    after = tokens[found.end] if found.end < sentence.last else None
    if previous is not None and previous.low in listed("labels"):
        return False
    if found.unit == "a" and after is not None and after.low in listed("age"):
        return False
    if found.unit is not None:
        return found.unit != "m" or found.scaled or previous is None or previous.form != "("
    if after is not None and after.low in listed("not-counted"):
        return False
    if is_year(tokens, found, sentence):
        return False
    if counted(tokens, found, sentence) is not None:
        return not is_share(tokens, found, sentence) and not is_label(tokens, found, sentence)
    return found.scaled or partitive(tokens, found, sentence) or bare(previous, after, found)


def partitive(tokens: Tokens, found: Quantity, sentence: Sentence) -> bool:
    """Is it so many out of others, or more of what was counted: "38 der 90 Sitze", "40 weitere"?"""
    after = tokens[found.end : min(found.end + 2, sentence.last)]
    if len(after) < 2:
        return False
    if after[0].low == "davon":
        return found.figures and modifier(tokens, found.first, sentence, "approximate")
    return after[0].low in MORE or after[0].low == "der" and after[1].tag == "CARD"


def is_share(tokens: Tokens, found: Quantity, sentence: Sentence) -> bool:
    """Is it the whole of a proportion: "zwei von drei Befragten"?"""
    i = found.first
    if found.value > SHARE or i - 2 < sentence.first or tokens[i - 1].low != "von":
        return False
    return tokens[i - 2].tag == "CARD"


def is_label(tokens: Tokens, found: Quantity, sentence: Sentence) -> bool:
    """Does the figure belong to the noun or name before it: "Gate 7", "Schalke 04"?

    Not where what follows is many, or where the noun before has a phrase of its own: "am Dienstag 14
    Menschen", "in Kiel 14 Menschen".
    """
    i = found.first
    previous = tokens[i - 1] if i > sentence.first else None
    if previous is None or not found.figures or previous.tag not in NOUNS:
        return False
    ahead = tokens[i - 2].tag if i - 1 > sentence.first else ""
    if previous.tag == "NE" and ahead == "NE" and found.value >= LABELS_END:
        return not is_plural(tokens[found.end])
    if previous.tag == "NN":
        return found.value < LABELS_END and ahead not in DETERMINED and not is_plural(tokens[found.end])
    return not (ahead in PREPOSED and is_plural(tokens[found.end]))


def is_plural(token: Token) -> bool:
    """Is a noun's form another one than its dictionary form?"""
    return token.tag.startswith("NN") and token.lemma.lower() != token.low


def bare(previous: Token | None, after: Token | None, found: Quantity) -> bool:
    """Is a number without noun or unit an amount: "stieg auf 47", "gab sie mit 47 an", not "Kapitel 47"
    or "(47)"?"""
    if previous is None or after is None:
        return False
    if previous.tag in NOUNS or not previous.form[0].isalpha():
        return False
    if previous.low in ("und", "sowie", "davon", "darunter"):
        return after.tag in ("APPR", "APPRART")
    if previous.tag == "VAFIN":
        return after.tag == "VVPP"
    if previous.low == "mit":
        return after.tag == "PTKVZ" or after.low in listed("given-as")
    ends = after.form in ".,;" or after.tag.startswith("V") or after.low in ("auf", "von", "der")
    large = previous.low == "von" and found.figures and found.value >= LARGE
    return ends and (large or previous.low in listed("bare"))


def is_many(noun: Token) -> bool:
    """Is the noun plural beyond doubt: another form than in the dictionary, in -n or -s?"""
    return is_plural(noun) and noun.low.endswith(("n", "s"))


def has_plural(token: Token) -> bool:
    """Does the word look like a plural or an adjective before one? "1516 König" counts no kings."""
    return token.low.endswith(("e", "en", "er", "n", "s", "ern"))


def is_year(tokens: Tokens, found: Quantity, sentence: Sentence) -> bool:
    """Is a figure of four places a year: 1998, "im Jahr 1648"? Not after "rund" or "die"."""
    form = tokens[found.first].form
    if not (found.figures and len(form) == 4 and form.isdecimal() and found.last == found.first + 1):
        return False
    previous = before(tokens, found.first, sentence, 1)
    if found.value in YEARS:
        modified = any(
            modifier(tokens, found.first, sentence, section)
            for section in ("approximate", "at-least", "at-most")
        )
        return not modified and previous not in ("alle", "allen", "weitere", "weiteren")
    if partitive(tokens, found, sentence):
        return False
    noun = tokens[found.last] if found.last < sentence.last else None
    if noun is not None and is_many(noun) and previous in listed("before-counts"):
        return False
    loose = previous in listed("year-words") or counted(tokens, found, sentence) is None
    return found.value in OLD_YEARS and (loose or not has_plural(tokens[found.last]))
