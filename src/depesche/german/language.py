"""In: tokens. Out: the language they are written in, as far as its small words tell."""

from __future__ import annotations

from functools import cache

from depesche.german.sheet import Token
from depesche.german.words import sections

ENOUGH = 0.08
SAMPLE = 4000


@cache
def markers() -> dict[str, str]:
    """Word -> language, for words that only one of the languages in `data/languages.txt` has."""
    table = sections("languages.txt")
    owners: dict[str, list[str]] = {}
    for name, words in table.items():
        for word in words:
            owners.setdefault(word, []).append(name)
    return {word: names[0] for word, names in owners.items() if len(names) == 1}


def language(tokens: tuple[Token, ...]) -> str:
    """The ISO 639-1 code of the language whose small words are most frequent, or "und".

    "und" (undetermined) where no language reaches 8 words in 100, as in tables and lists; texts
    of fewer than four words that show nothing else count as German.
    """
    sample = [token.low for token in tokens[:SAMPLE] if token.form[0].isalpha()]
    counts: dict[str, int] = {}
    for word in sample:
        owner = markers().get(word)
        if owner:
            counts[owner] = counts.get(owner, 0) + 1
    best = max(counts, key=lambda name: (counts[name], name == "de"), default="")
    if best and counts[best] >= ENOUGH * len(sample):
        return best
    return "de" if sample and len(sample) < 12 and (not best or best == "de") else "und"
