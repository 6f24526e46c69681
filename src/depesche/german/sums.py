"""Sums. In: a sheet with amounts. Out: parts and wholes in one sentence that do not add up.

A finding needs wording that makes the parts exhaustive: they are joined by "und" and the whole is
introduced by "insgesamt" or "zusammen". A single part that is larger than its whole ("40 Verletzte,
darunter 50 Kinder") is always an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from depesche.core.reading import Amount, Finding
from depesche.german.sheet import Sentence, Sheet
from depesche.german.words import sections

SAME_SENTENCE_PARTS = range(2, 6)
TOLERANCE = 1e-9


def listed(section: str) -> frozenset[str]:
    """A section of the words about parts and wholes."""
    return sections("amounts/sums.txt")[section]


def sums(sheet: Sheet) -> Iterator[Finding]:
    """The findings on parts and wholes, sentence by sentence."""
    amounts = [one for one in sheet.amounts if one.unit not in listed("time-units")]
    i = 0
    for sentence in sheet.sentences:
        inside: list[Amount] = []
        while i < len(amounts) and amounts[i].span[0] < sentence.span[1]:
            if amounts[i].span[0] >= sentence.span[0]:
                inside.append(amounts[i])
            i += 1
        if len(inside) > 1:
            yield from checked(sheet, sentence, inside)


def checked(sheet: Sheet, sentence: Sentence, amounts: list[Amount]) -> Iterator[Finding]:
    """The findings on one sentence's amounts."""
    words = {token.low for token in sheet.words(sentence)}
    if words & listed("refusals") or any(not exact(one) for one in amounts):
        return
    if not all_read(sheet, sentence, amounts):
        return
    whole, parts = parted(sheet, sentence, amounts)
    if whole is not None:
        yield from added(whole, parts)
        return
    for one, other in pairwise(amounts):
        between = [word.strip(",") for word in gap(sheet, one, other)]
        if listed("subsets").intersection(between) and is_subset(one, other, between):
            yield too_large(one, other)


def all_read(sheet: Sheet, sentence: Sentence, amounts: list[Amount]) -> bool:
    """Is every figure and number word of the sentence part of one of the amounts?"""
    return all(
        any(one.span[0] <= token.begin < one.span[1] for one in amounts)
        for token in sheet.words(sentence)
        if token.tag == "CARD" or token.form[0].isdigit()
    )


def gap(sheet: Sheet, one: Amount, other: Amount) -> list[str]:
    """The words between two amounts, in small letters."""
    return sheet.text[one.span[1] : other.span[0]].lower().split()


def exact(amount: Amount) -> bool:
    """Is the amount one exact number?"""
    return amount.value is not None and amount.low is None and amount.high is None and not amount.approximate


def parted(sheet: Sheet, sentence: Sentence, amounts: list[Amount]) -> tuple[Amount | None, list[Amount]]:
    """(whole, parts) where one amount is introduced as the sum of all the others, else (None, [])."""
    starts = {token.begin: token.i for token in sheet.words(sentence)}
    wholes = [
        one
        for one in amounts
        if (i := starts.get(one.span[0], 0)) > sentence.first and sheet.tokens[i - 1].low in listed("totals")
    ]
    parts = [one for one in amounts if one not in wholes]
    if len(wholes) != 1 or len(parts) not in SAME_SENTENCE_PARTS or not like(wholes[0], parts):
        return None, []
    if not joined(sheet, parts) or not parts[-1].span[1] < wholes[0].span[0]:
        return None, []
    return wholes[0], parts


def like(whole: Amount, parts: list[Amount]) -> bool:
    """Are all of one unit, and do the parts count what the whole counts, or do not say?"""
    if any(one.unit != whole.unit for one in parts) or whole.unit == "%":
        return False
    named = {one.of for one in parts if one.of}
    return whole.unit is not None or whole.of is None or named <= {whole.of}


def joined(sheet: Sheet, parts: list[Amount]) -> bool:
    """Are the parts listed: "und" before the last, commas or "und" before the others?"""
    gaps = [gap(sheet, one, other) for one, other in pairwise(parts)]
    return "und" in gaps[-1] and all(len(words) <= 8 for words in gaps)


def added(whole: Amount, parts: list[Amount]) -> Iterator[Finding]:
    """The finding on a whole and all its parts: the sum agrees or not."""
    total = sum(one.value or 0 for one in parts)
    stated = whole.value or 0
    agrees = abs(total - stated) <= TOLERANCE * max(abs(stated), 1)
    listing = " + ".join(f"{one.value:,}".replace(",", " ") for one in parts)
    yield Finding(
        kind="sum-consistent" if agrees else "sum-mismatch",
        spans=(whole.span, *(one.span for one in parts)),
        says=f"{listing} is {total:g}, the text says {stated:g}",
        because="sum.total: parts joined by und, the whole introduced as their sum",
    )


def is_subset(one: Amount, other: Amount, between: list[str]) -> bool:
    """Is the second amount stated as part of the first and larger than it?"""
    counted = one.unit is None and other.unit is None and one.of is not None and other.of is not None
    near = len(between) <= 6 and "pro" not in between and "je" not in between
    return counted and near and (other.value or 0) > (one.value or 0)


def too_large(one: Amount, other: Amount) -> Finding:
    """The finding on a part that is larger than its whole."""
    return Finding(
        kind="sum-mismatch",
        spans=(one.span, other.span),
        says=f"{other.value:g} {other.of or ''} are said to be part of {one.value:g} {one.of or ''}",
        because="sum.part: a part cannot be larger than its whole",
    )
