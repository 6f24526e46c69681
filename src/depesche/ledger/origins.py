"""In: origins of several dispatches of one story, what they copy, editors' judgements. Out: which are one.

An origin's key says in most cases all: equal keys whose reach covers both dispatches are one origin.
What a single dispatch leaves open ("Müller", "eine Sprecherin", a police whose town is a guess) is
looked for among those that the story knows. Editors' judgements come before everything else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Literal, NamedTuple

import msgspec

from depesche.core.origin import Origin

REPORTED = re.compile(
    r"^(?:angaben|auskunft|darstellung|worten|mitteilung|aussage|bericht)-(?:de[rs]|seiner|ihrer)-"
)
NUMBERED = re.compile(r"-\d+$")
FULL = 6
"""Letters of an abbreviation at most, and of a name that can be the end of a longer one."""
JOINT = ("union", "association")
"""Sorts of bodies that are called by abbreviations of their names."""
LINKING = frozenset(("und", "der", "des", "fuer", "im", "in"))
"""Words of names that abbreviations leave out."""
SPEAKER = "the same person speaks for both"
UNNAMED = ("anon:", "someone:")
"""How the keys of those begin whom nobody names."""
STATES = ("gov", "army", "intelligence")
"""Classes of keys that are parts of a government where `of` says so."""


WORLDWIDE = frozenset(("org", "gov", "army", "intelligence", "parliament", "party"))
"""Classes of keys of bodies that are not found in every town."""
BY_NOUN = frozenset(("court", "office", "land-office", "country-office"))
"""Classes of keys of which each noun for such a body is one of its own."""
BODIES = frozenset(("org", "open", "firm"))
"""Classes of keys of bodies that a name tells, or a noun."""
RESCUERS = frozenset(("fire", "mountain-rescue", "sea-rescue", "rescue"))
"""Classes of bodies that "the rescuers" can be of."""


class Told(NamedTuple):
    """An origin as one dispatch tells it: `dispatch` and `story` are ids of any kind."""

    origin: Origin
    dispatch: str = ""
    story: str = ""


class Judged(NamedTuple):
    """What an editor decided of two origins by their names (see `name_of`): same or different."""

    verdict: Literal["same-origin", "different-origin"]
    one: str
    other: str
    because: str = ""


class Verdict(NamedTuple):
    """Whether two are one origin, and why."""

    same: bool
    because: str


def name_of(told: Told) -> str:
    """The origin's name across dispatches: its key, and where that does not reach, what it is bound to.

    Two are the same origin by themselves if and only if these are equal.
    """
    origin = told.origin
    if origin.within == "world":
        return origin.key
    bound = told.story if origin.within == "story" else told.dispatch
    return f"{origin.key}@{bound}" if bound else origin.key


def compare(one: Told, other: Told, judged: Collection[Judged] = ()) -> Verdict:
    """Whether two origins are one, and why; the same whichever stands first."""
    names = name_of(one), name_of(other)
    first, second = (one, other) if names[0] <= names[1] else (other, one)
    for decision in judged:
        if {decision.one, decision.other} == set(names) and names[0] != names[1]:
            same = decision.verdict == "same-origin"
            return Verdict(same, f"an editor decided it: {decision.because}".rstrip(": "))
    if names[0] == names[1]:
        return Verdict(True, f"both are {first.origin.name}: {first.origin.because}")
    if first.story and first.story == second.story:
        return in_story(first.origin, second.origin)
    return Verdict(False, "nothing says that they are one")


def in_story(one: Origin, other: Origin) -> Verdict:
    """Whether two origins of one story are one though their keys differ."""
    if one.person and one.person == other.person:
        return Verdict(True, SPEAKER)
    if surname_of(one, other) or surname_of(other, one):
        return Verdict(True, "one is named by the last name only, and the story knows one of that name")
    if named_like(one, other) or named_like(other, one):
        return Verdict(True, "one is the name of the person who speaks for the other")
    if short_for(one, other) or short_for(other, one):
        return Verdict(True, "one is short for the other, the only one of the story that it can be")
    if left_open(one, other) or left_open(other, one):
        return Verdict(True, "one is told by its noun only, and the story knows one that it fits")
    if local(one) and local(other) and alike(one, other) and not (one.certain and other.certain):
        return Verdict(True, "the place of one is not told, and they are of one kind")
    return Verdict(False, "their names differ, and nothing says that they are one")


def surname_of(short: Origin, whole: Origin) -> bool:
    """Is one a person named by a last name that the other, named in full, bears?"""
    if short.kind != "person" or short.within != "story" or whole.person is None:
        return False
    return whole.person.endswith(f"-{short.key.partition(':')[2]}")


def named_like(guess: Origin, other: Origin) -> bool:
    """Is one, taken for a body by its bare name only, the person who speaks for the other?"""
    name = guess.key.partition(":")[2]
    if guess.certain or not guess.key.startswith("org:") or other.person is None:
        return False
    return other.person == f"person:{name}" or other.person.endswith(f"-{name}")


def short_for(short: Origin, whole: Origin) -> bool:
    """Can the name of one body be short for that of another: "Weltverband" or "GHL"?"""
    if not (short.key.startswith("org:") and whole.key.startswith("org:")) or short.key == whole.key:
        return False
    low, rest = short.key.partition(":")[2], whole.key.partition(":")[2]
    if plain_sort(short):
        return rest.endswith(f"-{low}") or len(low) > FULL and rest.endswith(low)
    return abbreviation(short) and whole.sort in JOINT and spelt(low, rest)


def plain_sort(origin: Origin) -> bool:
    """Is a body called by one plain word for what it is: "Weltverband"?"""
    return origin.sort == "association" and origin.key.startswith("org:") and "-" not in origin.key


def abbreviation(origin: Origin) -> bool:
    """Is a body called by an abbreviation?"""
    return origin.key.startswith("org:") and origin.name.isupper() and 1 < len(origin.name) <= FULL


def spelt(short: str, name: str) -> bool:
    """Can an abbreviation end in the initials of a name, behind those of the noun for such bodies?"""
    initials = "".join(word[0] for word in name.split("-") if word not in LINKING)
    return short.endswith(initials) and 0 < len(short) - len(initials) <= 2


def left_open(noun: Origin, other: Origin) -> bool:
    """Is one a body told by its noun only ("die Reederei", "das Museum") which the other can be?"""
    head, _, rest = noun.key.partition(":")
    if noun.key == "family:":
        return other.key.startswith("family:")
    if noun.key == "council:":
        return other.key.startswith("council:")
    if head not in ("firm", "open") or other.key.partition(":")[0] != "org":
        return False
    name = other.key.partition(":")[2]
    return (head == "firm" and other.sort in ("company", "") and other.kind == "organisation") or bool(
        rest and (rest == other.sort or name.startswith(rest) or name.endswith(rest))
    )


def local(origin: Origin) -> bool:
    """Is it a body of which there is one in every place, so that its class and place name it?"""
    return origin.kind in ("government", "institution") and cls(origin) not in WORLDWIDE


def alike(one: Origin, other: Origin) -> bool:
    """Are two bodies of one class, or one nothing but the rescuers of whom the other are some?"""
    classes = {cls(one), cls(other)}
    return len(classes) == 1 or "rescue" in classes and classes <= RESCUERS


def cls(origin: Origin) -> str:
    """The class with which the key begins, the kind of court or office included."""
    head, _, rest = origin.key.partition(":")
    return f"{head}:{rest.partition('/')[0]}" if head in BY_NOUN else head


class Found(NamedTuple):
    """Which origin something is: its name, and why."""

    name: str
    because: str


def canonical(
    tolds: Iterable[Told], judged: Collection[Judged] = (), wanted: Collection[str] | None = None
) -> dict[str, Found]:
    """Name of each origin -> the canonical one, the same in whatever order they come; of the `wanted`
    ones, if they are given, and of any others that were come across.

    What is certain stands for itself. One that leaves something open joins the only one of its story
    that fits, those that leave least open first; where two fit it stays alone: a guess must not merge
    two sources. Decisions hold over all: what an editor called the same is joined, what he called
    different is never.
    """
    variants: dict[str, list[Told]] = {}
    tellers: defaultdict[str, set[str]] = defaultdict(set)
    for told in sorted(set(tolds), key=lambda t: (name_of(t), not t.origin.certain, t.dispatch, t.story)):
        known = variants.setdefault(name_of(told), [])
        tellers[name_of(told)].add(told.dispatch)
        if all(differs(told, one) for one in known):
            known.append(told)
    judged = [one for one in judged if one.one in variants and one.other in variants]
    naming = Naming(variants, judged, frozenset(one for one, by in tellers.items() if len(by) > 1))
    for name in variants if wanted is None or judged else wanted:
        naming.of(name)
    return merged(naming.found, judged)


class Naming:
    """The origins of a story by their names, each looked for among the others when it is first asked for."""

    def __init__(
        self, variants: Mapping[str, list[Told]], judged: Collection[Judged], repeated: Collection[str] = ()
    ) -> None:
        self.variants, self.judged, self.repeated = variants, judged, repeated
        self.found: dict[str, Found] = {}

    def of(self, name: str) -> Found:
        """The one that an origin is, of those that leave less open."""
        if name not in self.found:
            self.found[name] = self._joined(name)
        return self.found[name]

    @cached_property
    def rank(self) -> dict[str, int]:
        """Each name's place among all, those that leave least open first, then those told repeatedly."""
        ordered = sorted(
            self.variants,
            key=lambda one: (openness(self.variants[one][0].origin), one not in self.repeated, one),
        )
        return {name: rank for rank, name in enumerate(ordered)}

    @cached_property
    def hooked(self) -> dict[str, list[str]]:
        """The names by what two that are one may share, in that order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.rank:
            for hook in self._all(name, hooks):
                found[hook].append(name)
        return found

    def _all(self, name: str, of: Callable[[Origin], Iterator[str]]) -> list[str]:
        return sorted({hook for told in self.variants[name] for hook in of(told.origin)})

    def _joined(self, name: str) -> Found:
        """The only one of those before that an origin fits, itself where it fits none or several."""
        own = Found(name, self.variants[name][0].origin.because)
        if not open_ended(self.variants[name][0].origin):
            return own
        near = dict.fromkeys(
            other
            for hook in self._all(name, sought)
            for other in self.hooked.get(hook, ())
            if self.rank[other] < self.rank[name]
        )
        for certain in (True, False):
            fitting: dict[str, str] = {}
            for other in near:
                for verdict in self._verdicts(name, other, certain=certain):
                    fitting.setdefault(self.of(other).name, verdict.because)
            by_name = {one: why for one, why in fitting.items() if why != SPEAKER}
            for found in (fitting, by_name):
                if len(found) == 1:
                    return Found(*next(iter(found.items())))
            if fitting:
                return own
        return own

    def _verdicts(self, name: str, other: str, *, certain: bool) -> Iterator[Verdict]:
        """Why two are one, if they are; `certain`: by what is certain of the other alone."""
        if self._of_two_towns(name, other):
            return
        for one, two in product(self.variants[name], self.variants[other]):
            if two.origin.certain or not certain:
                verdict = compare(one, two, self.judged)
                if verdict.same:
                    yield verdict

    def _of_two_towns(self, name: str, other: str) -> bool:
        """Are they bodies of two places, each of which several dispatches tell?"""
        pair = (name, other)
        if not all(one in self.repeated for one in pair):
            return False
        found = [self.variants[one][0].origin for one in pair]
        alone = all(map(local, found)) and not any(one.certain for one in found)
        return alone and cls(found[0]) == cls(found[1]) and found[0].key != found[1].key


def hooks(origin: Origin) -> Iterator[str]:
    """What two origins of one story share where `in_story` can call them one: a last name, a class; of bodies,
    where one is told by what leaves open which it is. Only those are compared that have what is `sought`."""
    yield from _shared(origin)
    if origin.key.partition(":")[0] in BODIES:
        yield "body"
        if vague(origin):
            yield "vague body"


def sought(origin: Origin) -> Iterator[str]:
    """What another origin has to have to be compared with this one."""
    yield from _shared(origin)
    if origin.key.partition(":")[0] in BODIES:
        yield "body" if vague(origin) else "vague body"


def may_be_one(one: Origin, other: Origin) -> bool:
    """Whether two origins, as their dispatches tell them, can be one by themselves in whatever story."""
    if one.key == other.key:
        return True
    return not frozenset(sought(one)).isdisjoint(hooks(other)) and (open_ended(one) or open_ended(other))


def _shared(origin: Origin) -> Iterator[str]:
    head, _, rest = origin.key.partition(":")
    if local(origin) or head in ("family", "council"):
        yield f"class {'rescue' if cls(origin) in RESCUERS else cls(origin)}"
    if origin.person:
        yield f"last {origin.person.rpartition('-')[2].rpartition(':')[2]}"
    if head in ("person", "org"):
        yield f"last {rest.rpartition('-')[2]}"


def vague(origin: Origin) -> bool:
    """Is a body told by a noun or a short form that several could go by?"""
    return origin.key.startswith(("firm:", "open:")) or plain_sort(origin) or abbreviation(origin)


def differs(one: Told, other: Told) -> bool:
    """Do two of one name tell different things of it?"""
    return (one.story, one.origin.person) != (other.story, other.origin.person)


def open_ended(origin: Origin) -> bool:
    """Does a dispatch leave open which origin it is?"""
    bare = origin.kind == "person" or origin.within != "world" or not origin.certain
    bare = bare or plain_sort(origin) or abbreviation(origin)
    return bare and origin.kind not in ("anonymous", "author", "media", "agency")


def openness(origin: Origin) -> int:
    """How much a dispatch leaves open of an origin: 0 nothing, then more and more."""
    return (
        (origin.within != "world") * 4
        + (origin.kind == "person" or plain_sort(origin) or abbreviation(origin)) * 2
        + (not origin.certain and origin.place is None) * 2
        + (not origin.certain)
    )


def merged(found: Mapping[str, Found], judged: Collection[Judged]) -> dict[str, Found]:
    """The origins with the editors' decisions over them; the smallest name stands for a group."""
    root = {name: chain(found, name) for name in found}
    apart = {frozenset((d.one, d.other)) for d in judged if d.verdict == "different-origin"}
    root = {name: name if frozenset((name, top)) in apart else top for name, top in root.items()}
    for a, b in sorted(tuple(sorted(pair)) for pair in apart if len(pair) > 1):
        if a in root and root[a] == root.get(b):
            alone = b if root[b] != b else a
            root[alone] = alone
    reasons = {name: found[name].because for name in found}
    for decision in sorted(d for d in judged if d.verdict == "same-origin"):
        one, other = root.get(decision.one), root.get(decision.other)
        if one is None or other is None or one == other:
            continue
        keep, drop = sorted((one, other))
        group = [name for name, top in root.items() if top in (keep, drop)]
        if any(frozenset((a, b)) in apart for a in group for b in group):
            continue
        for name in group:
            if root[name] == drop:
                root[name], reasons[name] = keep, f"an editor decided it: {decision.because}".rstrip(": ")
    return {name: Found(root[name], reasons[name]) for name in found}


def same_names(judged: Collection[Judged]) -> dict[str, str]:
    """The names that editors called the same -> the least of them, whatever a story knows of them."""
    root: dict[str, str] = {}
    for one in sorted(d for d in judged if d.verdict == "same-origin"):
        keep, drop = sorted((root.get(one.one, one.one), root.get(one.other, one.other)))
        root = {name: keep if top == drop else top for name, top in root.items()}
        root |= {one.one: keep, one.other: keep}
    return root


def chain(found: Mapping[str, Found], name: str) -> str:
    """The end of the chain of what stands for what; each link leaves less open, so it ends."""
    while found[name].name != name:
        name = found[name].name
    return name


def of_copy(origin: Origin, copied: str | None) -> Origin:
    """The origin of a near-copy's statement: where the agency speaks itself, it is the copied agency.

    `copied` is the key of the agency whose dispatch it copies, None where it is no copy.
    """
    if copied is None or origin.kind != "author":
        return origin
    why = f"the dispatch is a copy of one by {copied.partition(':')[2]}, which saw it itself"
    return Origin(copied, copied.partition(":")[2], "author", because=why, via=(*origin.via, copied))


def independent(one: Origin, other: Origin) -> bool:
    """Are two origins independent sources? Two parts of one body are not, nor a body and its part."""
    return top(one) != top(other)


def top(origin: Origin) -> str:
    """The key of the body that an origin is part of, its own where it is of none.

    A ministry speaks for its government. An authority under it (police, coast guard, an agency) answers
    for what it found itself, and a person of a party for himself: `of` only tells whose they are.
    """
    return origin.of if origin.of and origin.kind == "government" else origin.key


def described(origin: Origin) -> Origin:
    """An origin as it is within a story: of those whom nobody names a paper's are known by the paper; others
    known by their description alone mean the same by the same words, one after "Angaben" or not. Of an
    entity that a dispatch numbers, the number is left out."""
    paper = next((key for key in origin.via if key.startswith("media:")), None)
    if paper and origin.key.startswith(UNNAMED):
        return msgspec.structs.replace(origin, key=paper, within="world")
    if not origin.key.startswith("someone:"):
        return origin
    rest = NUMBERED.sub("", REPORTED.sub("", origin.key.partition(":")[2]))
    return msgspec.structs.replace(origin, key=f"someone:{rest}", within="story") if rest else origin
