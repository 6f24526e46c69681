"""In: a noun as printed. Out: the role it names, with gender and number, or None.

The nouns are those of `data/names/roles.txt`, also as the last part of a compound: "Kremlchefs" is
the role Kremlchef, "SPD-Vorsitzende" the role SPD-Vorsitzend-.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from depesche.german.words import sections

LONGEST, SHORTEST_REST = 60, 2
DATA = "names/roles.txt"


@dataclass(frozen=True, slots=True)
class Role:
    """A role: `head` its last part in small letters (feminine words as such), `word` the whole in
    the nominative singular (an adjectival one as its stem), `gender` m, f or "" where the ending
    does not tell, `plural` where the form can only be one, `adjectival` its inflection."""

    word: str
    head: str
    gender: str
    plural: bool = False
    adjectival: bool = False

    def named(self, gender: str) -> str:
        """The word as it stands before the name of somebody of the gender."""
        if not self.adjectival:
            return self.word
        return self.word + ("e" if gender == "f" else "er")


def umlauted(word: str) -> tuple[str, ...]:
    """The feminine stems of a masculine word: with umlaut where its last part has one."""
    for plain, changed in (
        ("anwalt", "anwält"),
        ("arzt", "ärzt"),
        ("bauer", "bäuer"),
        ("rat", "rät"),
    ):
        if word.endswith(plain):
            return (word[: len(word) - len(plain)] + changed,)
    return (word[:-1] if word.endswith("e") else word,)


def forms(section: str, word: str) -> Iterator[tuple[str, Role]]:
    """The inflected forms of a word of a section of the data, each with its role."""
    if section == "adjectival":
        for ending, gender in (("e", ""), ("er", "m"), ("en", ""), ("em", "m")):
            yield word + ending, Role(word, word, gender, adjectival=True)
        return
    if section == "feminine":
        yield word, Role(word, word, "f")
        yield word + ("nen" if word.endswith("in") else "n"), Role(word, word, "f", plural=True)
        return
    endings = ("", "n", "en", "ns") if section == "weak" else ("", "s", "es")
    for ending in endings:
        yield word + ending, Role(word, word, "m")
    if section == "strong":
        yield from ((word + ending, Role(word, word, "m", plural=True)) for ending in ("n", "e", "en"))
    for stem in umlauted(word):
        yield stem + "in", Role(stem + "in", stem + "in", "f")
        yield stem + "innen", Role(stem + "in", stem + "in", "f", plural=True)


@cache
def known() -> dict[str, Role]:
    """Every form of every word of the data, in small letters."""
    found: dict[str, Role] = {}
    for section in ("strong", "weak", "feminine", "adjectival"):
        for word in sections(DATA)[section]:
            for form, role in forms(section, word):
                if form not in found or not role.plural:
                    found[form] = role
    return found


@lru_cache(maxsize=1 << 15)
def role(form: str) -> Role | None:
    """The role that a noun names, or None; a compound has that of its last part."""
    if len(form) > LONGEST or not form[:1].isupper():
        return None
    low = form.lower()
    whole = known().get(low)
    if whole is not None:
        return Role(form[0] + whole.word[1:], whole.head, whole.gender, whole.plural, whole.adjectival)
    for cut in range(SHORTEST_REST, len(low) - 3):
        last = known().get(low[cut:])
        if (
            last is not None
            and last.head not in sections(DATA)["whole"]
            and last.word not in sections(DATA)["whole"]
        ):
            tail = last.word.capitalize() if form[cut].isupper() else last.word
            return Role(form[:cut] + tail, last.head, last.gender, last.plural, last.adjectival)
    return None


def broad(found: Role) -> bool:
    """Does the role say so little that it fits anybody of its gender?"""
    return found.head in sections(DATA)["broad"]
