"""In: found statements in order. Out: the same, pronouns among their sources named.

"Er", "sie" and "wonach" take up who spoke before: the nearest earlier source whose gender and
number can agree. The mention stays the pronoun; the name is the earlier source's.
"""

from __future__ import annotations

from collections.abc import Sequence
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
BACK = 12
"""Sources back within which a pronoun's is looked for."""


def named(sheet: Sheet, found: Sequence[Found]) -> tuple[Found, ...]:
    """The statements with their pronouns named where an earlier source agrees."""
    known: list[tuple[str, str]] = []
    out: dict[int, Found] = {}
    for place in sorted(range(len(found)), key=lambda i: found[i].cue[:1] or (begin(found[i]),)):
        sources = tuple(with_name(sheet, voice, known) for voice in found[place].sources)
        out[place] = replace(found[place], sources=sources)
    return tuple(out[place] for place in range(len(found)))


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
    genders = AGREEING.get(own[0].low, "") if len(own) == 1 else ""
    if not genders:
        text = sheet.text[own[0].begin : own[-1].end]
        known.append((" ".join(text.split()), gender(own)))
        return voice
    for name, marked in reversed(known[-BACK:]):
        if marked in genders:
            return replace(voice, name=name)
    return voice


def gender(own: tuple[Token, ...]) -> str:
    """m, f, n or p by the determiner and the head noun, "?" where they do not show it."""
    nouns = [token for token in own if token.tag == "NN"]
    head = nouns[0] if nouns else None
    determiner = MARKED.get(own[0].low, "")
    if "und" in {token.low for token in own[:6]}:
        return "p"
    if head and head.lemma and head.form != head.lemma and determiner in {"f", ""}:
        return "p"
    if head and head.low.endswith(("in", "ministerin", "chefin")) and determiner in {"f", ""}:
        return "f"
    return determiner or "?"
