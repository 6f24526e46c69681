"""In: the words around an expression. Out: whether the clause looks back or ahead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from depesche.german.sheet import Token
from depesche.german.times.scan import Units
from depesche.german.words import sections

CONTEXT = sections("times_context.txt")
PAST, NOT_PAST, PERFECT = CONTEXT["past"], CONTEXT["not-past"], CONTEXT["perfect"]
FUTURE, PRESENT = CONTEXT["future"], CONTEXT["present"]
PARTICIPLE = re.compile(
    r"(?:\w*ge\w{2,}|(?:be|er|ver|zer|ent|emp|miss|über|unter|wider)\w{2,}|\w+ier)(?:t|en)"
)
# "Der am Dienstag erfolgten Abstimmung" lies behind, "der am Montag beginnenden Messe" ahead.
ATTRIBUTE = re.compile(
    r"(?:ge[a-zäöüß]{2,}|(?:be|er|ver|zer|ent|emp)[a-zäöüß]{2,}|[a-zäöüß]{2,}ge[a-zäöüß]{2,})(?:te|ene)[nrsm]"
)
COMING = re.compile(r"[a-zäöüß]{3,}ende[nrsm]?")
WEAK = re.compile(r"[a-zäöüß]{2,}(?:t|d|n|m|g|k|b|f|s|ß|l|r|p|h|z|w)te(?:n|t)?")
ENDS = frozenset((".", "!", "?", "\n", ";", ":"))
BOUNDARIES = frozenset((",", "–", "—", "und", "(", ")", "„", "“", '"', "«", "»"))
REACH = 40


Verbs = Mapping[int, str]


def verbs_of(tokens: Sequence[Token]) -> Verbs | None:
    """Where verbs begin in the text, with their tags; None where nothing is tagged.

    A finite form that is the infinitive too ("starten") is "present", whatever it looks like.
    """
    if not any(token.tag for token in tokens[:50]):
        return None
    return {
        token.begin: "present" if token.low == token.lemma and token.tag == "VVFIN" else token.tag
        for token in tokens
        if token.tag[:1] == "V"
    }


def clause(units: Units, at: int, last: int, verbs: Verbs | None) -> tuple[list[str], list[str]]:
    """What the words of the sentence before and behind an expression tell, nearest first.

    Each word gives "past", "perfect", "participle", "future", "present", "|" at a boundary or "".
    """
    before, behind = [], []
    for i in range(at - 1, max(-1, at - 1 - REACH), -1):
        if ended(units, i):
            break
        before.append(told(units, i, verbs))
    for i in range(last, min(len(units.begins), last + REACH)):
        if ended(units, i):
            break
        behind.append(told(units, i, verbs))
    return before, behind


def told(units: Units, i: int, verbs: Verbs | None) -> str:
    """What the i-th word tells of the tense."""
    form = units.form(i)
    if form in BOUNDARIES:
        return "|"
    if verbs is None:
        return guessed(form)
    tag = verbs.get(units.begins[i])
    if tag is None:
        return ""
    if tag == "present":
        return tag
    if not tag.endswith("FIN"):
        return "participle" if tag.endswith("PP") else ""
    low = form.lower()
    return "past" if low.endswith(("ete", "eten")) else guessed(low) or "present"


def guessed(form: str) -> str:
    """What a word tells by its form alone."""
    if form in PAST or is_weak(form):
        return "past"
    if form in PERFECT:
        return "perfect"
    if form in FUTURE:
        return "future"
    if form in PRESENT:
        return "present"
    return "participle" if PARTICIPLE.fullmatch(form) else ""


def ended(units: Units, i: int) -> bool:
    """Whether the i-th word ends a sentence."""
    form = units.form(i)
    return form in ENDS or form == "" or form[0] == "\n"


def tense(units: Units, first: int, last: int, verbs: Verbs | None = None) -> str:
    """ "past", "future", "present" or "" for the clause around the words [first, last)."""
    behind_it = units.form(last)
    if ATTRIBUTE.fullmatch(behind_it):
        return "past"
    if COMING.fullmatch(behind_it):
        return "future"
    before, behind = clause(units, first, last, verbs)
    found = judged(near(before) + near(behind)) or judged(before + behind)
    return by_preposition(found, [units.low(first - n) for n in range(1, 5)])


def by_preposition(found: str, before: list[str]) -> str:
    """The tense, corrected by the words before the expression: what is put off "auf Montag" or
    goes on "bis Montag" lies ahead, what has been so "seit Ostern" lies behind."""
    word = before[0] if before else ""
    if word == "seit":
        return "past"
    if word in ("auf", "für") and found == "past" and not {"von", "vom"} & set(before):
        return "future"
    if word == "bis" and found in ("", "present") or before[:2] == ["vor", "noch"]:
        return "future"
    return "" if word == "ab" and found != "future" else found


def near(signs: list[str]) -> list[str]:
    """What is told up to the next comma, dash or "und"."""
    return signs[: signs.index("|", 1)] if "|" in signs[1:] else signs


def judged(signs: list[str]) -> str:
    """The tense: a past form tells before a perfect, a perfect before a future."""
    if "past" in signs or "perfect" in signs and "participle" in signs:
        return "past"
    if "future" in signs:
        return "future"
    return "present" if "present" in signs or "perfect" in signs else ""


def is_weak(word: str) -> bool:
    """Whether a word looks like a weak past tense: "sagte", "landeten"."""
    return word.endswith(("te", "ten")) and word not in NOT_PAST and WEAK.fullmatch(word) is not None
