"""In: the names of a dispatch, in order. Out: who is who.

A later "Peskow" is the Dmitri Peskow named before it; two people of one family name stay two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from depesche.german.names import Name, first_name, words

WINDOW = 50
"""How many people of one family name are kept apart."""


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something spoken of. `name` "" where nobody named it: then `phrase` describes it.

    `last` is the token of its last mention, `places` the tokens of all of them.
    """

    kind: str
    name: str
    gender: str = ""
    phrase: str = ""
    roles: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    cls: str = ""
    age: int = 0
    aliases: set[str] = field(default_factory=set)
    parts: tuple[str, ...] = ()
    last: int = -1


def nominative(name: Name, forms: frozenset[str], following: str) -> tuple[str, ...]:
    """A person's words without a genitive ending, where the bare form occurs or a noun follows."""
    *rest, family = name.words
    for ending in ("s", "’", "'"):
        bare = family[: -len(ending)]
        if family.endswith(ending) and len(bare) > 1 and not family.endswith("ss"):
            if bare in forms or (following and family not in forms and len(bare) > 2):
                return (*rest, bare)
    return tuple(name.words)


def family_keys(parts: Sequence[str]) -> frozenset[str]:
    """The words that name a person in short: the last, and a Korean or Chinese first."""
    content = [part for part in parts if part not in words("particles")]
    keys = {content[-1]} if content else set()
    if len(content) in (2, 3) and content[0] in words("family-first"):
        if len(content) == 3 or first_name(content[0]) is None or first_name(content[-1]) is None:
            keys.add(content[0])
    if len(content) > 1 and content[-1].rstrip(".").isupper() and len(content[-1]) < 7:
        keys.add(content[0])
    return frozenset(keys)


class People:
    """Everybody and everything named so far, by the words that name them."""

    def __init__(self) -> None:
        self.all: list[Referent] = []
        self.by_alias: dict[str, list[Referent]] = {}

    def add(self, referent: Referent, aliases: Iterable[str]) -> Referent:
        """A new referent, found by its aliases."""
        self.all.append(referent)
        self.extend(referent, aliases)
        return referent

    def extend(self, referent: Referent, aliases: Iterable[str]) -> None:
        """Further words for a referent."""
        for alias in aliases:
            if alias not in referent.aliases:
                referent.aliases.add(alias)
                self.by_alias.setdefault(alias, []).append(referent)

    def person(self, name: Name, parts: tuple[str, ...]) -> Referent:
        """The person that a name means: one known before, or a new one."""
        known = [
            r
            for key in family_keys(parts)
            for r in self.by_alias.get(key, ())[-WINDOW:]
            if r.kind == "person" and same(r, name, parts)
        ]
        found = max(known, key=lambda r: r.last, default=None)
        if found is None:
            found = self.add(Referent("person", " ".join(parts), name.gender, parts=parts), ())
        if len(parts) > len(found.parts):
            found.name, found.parts = " ".join(parts), parts
        self.extend(found, family_keys(parts))
        learn(found, name)
        return found

    def body(self, name: Name) -> Referent:
        """The organisation that a name means: one known before, or a new one."""
        known = [r for r in self.by_alias.get(name.words[0], ()) if r.kind == "organisation"]
        known = known or self.only(f"~{name.words[0]}")
        found = max(known, key=lambda r: r.last, default=None)
        if found is None:
            found = self.add(Referent("organisation", name.words[0], name.gender, cls=name.cls), ())
        self.extend(found, (name.words[0], *name.aliases, *short_company(name)))
        learn(found, name)
        return found

    def only(self, alias: str) -> list[Referent]:
        """The one organisation that a noun has named, with more words; nobody where two bear it."""
        known = self.by_alias.get(alias, [])
        return known if len(known) == 1 else []


def short_company(name: Name) -> tuple[str, ...]:
    """A company's name without its legal form."""
    first = name.words[0].rsplit(" ", 1)[0]
    return (first,) if name.cls == "company" and " " in name.words[0] and len(first) > 3 else ()


def same(known: Referent, name: Name, parts: tuple[str, ...]) -> bool:
    """Can the name mean the person known: no other first name, no other gender?"""
    if known.gender and name.gender and known.gender != name.gender:
        return False
    if len(parts) > 1 and len(known.parts) > 1:
        return parts[0] == known.parts[0] or set(parts) <= set(known.parts) or set(known.parts) <= set(parts)
    return True


def learn(referent: Referent, name: Name) -> None:
    """What a mention adds: gender, roles, age."""
    referent.gender = referent.gender or name.gender
    referent.roles += [role for role in name.roles if role not in referent.roles]
    referent.heads |= name.heads
    referent.age = referent.age or name.age
    referent.last = max(referent.last, name.last)
