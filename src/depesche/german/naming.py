"""In: found statements in order. Out: the same, pronouns among their sources named.

"Er", "sie" and "wonach" take up who spoke before: the nearest earlier source whose gender and
number can agree. The mention stays the pronoun; the name is the earlier source's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from depesche.german.found import Found, Voice
from depesche.german.sheet import Sheet, Token

AGREEING = {
    "er": "m?", "der": "m?", "ihm": "m?", "seiner": "m?", "sie": "fp?", "ihr": "fp?", "die": "fp?",
    "ihn": "m?", "ihnen": "p?", "denen": "p?", "wir": "mfpn?", "ich": "mf?", "es": "n?", "das": "n?",
    "wonach": "mfpn?", "demnach": "mfpn?", "danach": "mfpn?", "demzufolge": "mfpn?",
}  # fmt: skip
"""Pronoun -> the genders it can take up: m, f, n, p for a plural, ? for one that does not show."""
MARKED = {
    "der": "m", "ein": "m", "dieser": "m", "sein": "m", "die": "f", "eine": "f", "diese": "f",
    "seine": "f", "das": "n", "dieses": "n",
}  # fmt: skip
LEADING = frozenset(("APPR", "APPRART"))
SOURCE_OF = frozenset("von vom durch seitens aus in im bei beim laut".split())
BACK = 12
"""Sources back within which a pronoun's is looked for."""


def named(sheet: Sheet, found: Sequence[Found]) -> tuple[Found, ...]:
    """The statements with their pronouns named where an earlier source agrees."""
    known: list[tuple[str, str]] = []
    out: dict[int, Found] = {}
    for place in sorted(range(len(found)), key=lambda i: found[i].cue[:1] or (begin(found[i]),)):
        sources = once(sheet, (with_name(sheet, voice, known) for voice in found[place].sources))
        out[place] = replace(found[place], sources=sources)
    return tuple(out[place] for place in range(len(found)))


def once(sheet: Sheet, voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """The chain without a pronoun's link that names the one before it again."""
    chain: list[Voice] = []
    for voice in voices:
        if not (chain and voice.name and voice.name == called(sheet, chain[-1])):
            chain.append(voice)
    return tuple(chain)


def called(sheet: Sheet, voice: Voice) -> str:
    """The name of a voice, or the words of its first mention."""
    own = words(sheet, voice)
    return voice.name or (" ".join(sheet.text[own[0].begin : own[-1].end].split()) if own else "")


def begin(found: Found) -> int:
    """The first token of the content."""
    return found.content[0][0] if found.content else 0


def words(sheet: Sheet, voice: Voice) -> tuple[Token, ...]:
    """The tokens of the first mention."""
    return sheet.tokens[slice(*voice.ranges[0])] if voice.ranges else ()


def with_name(sheet: Sheet, voice: Voice, known: list[tuple[str, str]]) -> Voice:
    """The voice with the name it takes up; a voice with its own name is added to `known`."""
    own = words(sheet, voice)
    if voice.name or not own or voice.kind != "named":
        return voice
    aged = len(own) == 2 and own[1].low.endswith(("-jährige", "-jähriger"))
    genders = AGREEING.get(own[0].low, "") if len(own) == 1 or aged else ""
    if not genders:
        bare = without_preposition(own)
        name = " ".join(sheet.text[bare[0].begin : bare[-1].end].split())
        known.append((name, gender(bare, governed=bare != own or governed(sheet, voice))))
        return voice if bare == own else replace(voice, name=name)
    for place in range(len(known) - 1, max(-1, len(known) - 1 - BACK), -1):
        name, marked = known[place]
        if marked in genders:
            known[place] = (name, shown(own[0].low, marked))
            return replace(voice, name=name)
    return voice


def shown(pronoun: str, marked: str) -> str:
    """The gender of a name that a pronoun took up: "sie" makes a name of unknown gender feminine."""
    learned = {"er": "m", "ihn": "m", "ihm": "m", "sie": "f"}
    return learned.get(pronoun, marked) if marked == "?" else marked


def without_preposition(own: tuple[Token, ...]) -> tuple[Token, ...]:
    """The mention without the preposition that is part of it ("vom Verband") and marks at its end."""
    first = int(len(own) > 1 and own[0].tag in LEADING and own[0].low in SOURCE_OF)
    last = len(own)
    while last > first + 1 and own[last - 1].form in {"-", "–", "—"}:
        last -= 1
    return own[first:last]


def governed(sheet: Sheet, voice: Voice) -> bool:
    """Does a preposition stand before or behind the mention, so that "der" is no masculine?"""
    first, last = voice.ranges[0]
    ahead = first > 0 and sheet.tokens[first - 1].tag in LEADING
    return ahead or last < len(sheet.tokens) and sheet.tokens[last].low == "zufolge"


def gender(own: tuple[Token, ...], *, governed: bool = False) -> str:
    """m, f, n or p by the determiner and the head noun, "?" where they do not show it; `governed` by a
    preposition "der" is feminine."""
    nouns = [token for token in own if token.tag == "NN"]
    head = nouns[0] if nouns else None
    determiner = "f" if governed and own[0].low == "der" else MARKED.get(own[0].low, "")
    if "und" in {token.low for token in own[:6]}:
        return "p"
    if head and head.lemma and head.form != head.lemma and determiner in {"f", ""}:
        return "p"
    if head and head.low.endswith(("in", "ministerin", "chefin")) and determiner in {"f", ""}:
        return "f"
    return determiner or "?"
