"""In: the gold of an annotated wire, the objects of an export. Out: figures, each by itself.

A figure is left out where the export has nothing of its kind. What is counted how:

stories         BCubed, extended to dispatches of several stories (Amigó et al. 2009, 4.2): for a pair,
                shared labels are counted up to the other side's; a dispatch without a story is alone
links           a dispatch's predecessor and the relation to it, both right, of all that have one
copies          a near-copy counts where it leads to a version of the item that it copies
notices         the verdict on a dispatch's notices together; right and wrong ones make it partial
claims, origins pairs of annotated statements that are one, against those the export puts together
counts, status  of the exported claim that most of an annotated claim's statements went into
contradictions  same kind, and the same claim or dispatches
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import PurePath
from typing import Any, NamedTuple

from wire_gold import Gold, Said, chains

Object = Mapping[str, Any]
Groups = Mapping[Hashable, frozenset[Hashable]]
WORD = re.compile(r"\w+")
VERDICTS = ("agrees", "disagrees", "partial", "unverifiable")
KINDS = ("denial", "numbers", "dates", "places", "names", "hardened", "lost", "circular")
HOLDS, LEAST_SHARE = 0.9, 0.5
"""Of the annotated words, the share that is as good as all, and the least that counts."""


class Ratio(NamedTuple):
    """So many of so many; `text` is what is printed."""

    right: float
    of: float

    def __str__(self) -> str:
        return f"{self.right / self.of:.3f}  ({self.right:g} of {self.of:g})" if self.of else "-"


class Prf(NamedTuple):
    """Precision and recall with their counts."""

    precision: Ratio
    recall: Ratio

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        p, r = (one.right / one.of if one.of else 0.0 for one in self)
        return 2 * p * r / (p + r) if p + r else 0.0

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f}   P {self.precision}   R {self.recall}"


class Export:
    """An export, found by the annotation's ids. Dispatches are matched by the name of the file that
    they came in, else by the sender's id and version."""

    def __init__(self, objects: Iterable[Object], gold: Gold) -> None:
        self.gold = gold
        kinds: dict[str, list[Object]] = defaultdict(list)
        for one in objects:
            kinds[one["type"]].append(one)
        self.dispatches = dict(self._matched(kinds["dispatch"]))
        self.names = {one["id"]: name for name, one in self.dispatches.items()}
        self.stories, self.claims = kinds["story"], {one["id"]: one for one in kinds["claim"]}
        self.findings = kinds["finding"]
        self.statements: dict[str, list[Object]] = defaultdict(list)
        self.said_in: dict[str, str] = {}
        for one in kinds["statement"]:
            name = self.names.get(one["dispatch"])
            if name:
                self.statements[name].append(one)
                self.said_in[one["id"]] = name
        self.of_said = {one: self._statement(one) for one in gold.said}

    def _matched(self, exported: Sequence[Object]) -> Iterator[tuple[str, Object]]:
        by_urn = {
            (one.get("urn", f"urn:depesche-wire:{id}"), str(one.get("version", 1))): id
            for id, one in self.gold.dispatches.items()
        }
        for one in exported:
            stem = PurePath(one.get("path") or "").stem
            urn = by_urn.get((one.get("external_id"), str(one.get("version"))))
            name = stem if stem in self.gold.dispatches else urn
            if name:
                yield name, one

    def _statement(self, said: Said) -> Object | None:
        """The statement that holds the words, the shortest, rather one with a source of its own;
        else the one that holds most of them."""
        text = (self.dispatches.get(said.dispatch, {}).get("text") or "").replace("\xa0", " ")
        at = text.rfind(said.words)  # a headline may have the same words, but it stands above
        shares = [
            (_held(one, said.words, at), _names_somebody(one), -len(one.get("text") or ""), one)
            for one in self.statements[said.dispatch]
        ]
        best = max(shares, key=lambda each: (min(each[0], HOLDS), *each[1:3]), default=None)
        return best[3] if best and best[0] >= LEAST_SHARE else None

    def claim(self, id: str) -> Object | None:
        """The exported claim that most statements of an annotated claim went into."""
        return self.claims.get(self.went(id) or "")

    def went(self, id: str, counts: Callable[[Said], bool] = lambda _: True) -> str | None:
        """The id of that claim, by the statements that count; None where they are in none."""
        went = Counter(
            found["claim"]
            for said, found in self.of_said.items()
            if said.claim == id and found and found.get("claim") and counts(said)
        )
        return min(went, key=lambda key: (-went[key], key)) if went else None

    def stories_of(self, name: str) -> frozenset[Hashable]:
        """The stories of a dispatch; none makes one by itself."""
        one = self.dispatches.get(name, {})
        told = one.get("stories") or ([one["story"]] if one.get("story") else [])
        return frozenset(told or [("alone", name)])


def _held(one: Object, words: str, at: int) -> float:
    """The share of the words, which begin at `at`, that a statement holds; by its text where the
    export has no text of the dispatch."""
    if at >= 0 and one.get("content"):
        end = at + len(words)
        inside = (max(0, min(last, end) - max(first, at)) for first, last in one["content"])
        return float(sum(inside)) / len(words)
    wanted, there = Counter(_words(words)), Counter(_words(one.get("text") or ""))
    return (wanted & there).total() / max(1, wanted.total())


def _names_somebody(one: Object) -> bool:
    """Has a statement, or the longer one that it is a part of, a source of its own?"""
    return any(source.get("kind") != "author" for source in one.get("sources", ()))


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def figures(gold: Gold, export: Export) -> Iterator[tuple[str, object]]:
    """Each figure's name and value, those that the export has the means for."""
    yield "dispatches found", Ratio(len(export.dispatches), len(gold.dispatches))
    yield "statements found", Ratio(sum(map(bool, export.of_said.values())), len(gold.said))
    if export.stories:
        yield "stories, BCubed", stories(gold, export)
    if any(one.get("relation") for one in export.dispatches.values()):
        yield "revision links", links(gold, export)
        yield "copies", copies(gold, export)
    if any(note.get("verdict") in VERDICTS for one in export.dispatches.values() for note in one["notices"]):
        yield "notice verdicts", notices(gold, export)
    if export.claims:
        yield "claims, pairs", pairs(export, "claim", within_file=False)
    if any(one and one.get("origin") for one in export.of_said.values()):
        yield "origins, pairs", pairs(export, "origin", within_file=True)
    if export.claims:
        yield "independent origins", counted(gold, export, _same_count)
        yield "status", counted(gold, export, _same_status)
        yield "contradictions", contradictions(gold, export)


def stories(gold: Gold, export: Export) -> Prf:
    """Extended BCubed over all dispatches that the export has."""
    theirs = {name: export.stories_of(name) for name in export.dispatches}
    ours = {name: frozenset(gold.dispatches[name]["stories"]) for name in export.dispatches}
    return Prf(_bcubed(theirs, ours), _bcubed(ours, theirs))


def _bcubed(sides: Mapping[str, frozenset[Hashable]], others: Mapping[str, frozenset[Any]]) -> Ratio:
    total = 0.0
    for one, labels in sides.items():
        shared = [(len(labels & sides[two]), len(others[one] & others[two])) for two in sides]
        parts = [min(here, there) / here for here, there in shared if here]
        total += sum(parts) / len(parts)
    return Ratio(round(total, 2), len(sides))


def links(gold: Gold, export: Export) -> Prf:
    """Predecessor and relation both as annotated; copies are not among them."""
    ours = {(id, one["revises"], one["relation"]) for id, one in gold.dispatches.items() if "revises" in one}
    theirs = {
        (name, export.names.get(one["revises"]), one.get("relation"))
        for name, one in export.dispatches.items()
        if one.get("revises")
    }
    return _prf(len(ours & theirs), len(theirs), len(ours))


def copies(gold: Gold, export: Export) -> Prf:
    """Near-copies of other agencies. Every version of a copy may lead to every version of the item."""
    first = chains(gold)
    ours = {(id, one["copy_of"]) for id, one in gold.dispatches.items() if "copy_of" in one}
    allowed = {(first[one], first[two]) for one, two in ours}
    theirs = set()
    for name, one in export.dispatches.items():
        other = one.get("copy_of") or (one.get("duplicate_of") if one.get("relation") == "copy" else None)
        if other in export.names:
            theirs.add((name, export.names[other]))
    right = {one for one, two in theirs if (first[one], first[two]) in allowed}
    found = [one for one, _ in ours if one in right]
    return Prf(Ratio(len(right), len(theirs)), Ratio(len(found), len(ours)))


def notices(gold: Gold, export: Export) -> Ratio:
    """Of the dispatches with an annotated verdict, those that have it."""
    wanted = {id: one["notice"] for id, one in gold.dispatches.items() if "notice" in one}
    return Ratio(sum(verdict(export.dispatches.get(id)) == gold for id, gold in wanted.items()), len(wanted))


def verdict(dispatch: Object | None) -> str | None:
    """The verdict on a dispatch's notices together: those that cannot be verified count only where
    there is no other; some right and some wrong is partial."""
    found = {note.get("verdict") for note in (dispatch or {}).get("notices", ())} & set(VERDICTS)
    said = found - {"unverifiable"} or found
    return "partial" if len(said) > 1 else next(iter(said), None)


def pairs(export: Export, name: str, *, within_file: bool) -> Prf:
    """Pairs of annotated statements with the same `name` ("claim" or "origin")."""
    right = theirs = ours = 0
    for (one, here), (two, there) in combinations(export.of_said.items(), 2):
        gold = getattr(one, name) == getattr(two, name)
        if within_file and one.claim.split("/")[0] != two.claim.split("/")[0]:
            continue
        found = bool(here and there and here.get(name) and here[name] == there.get(name))
        right, theirs, ours = right + (gold and found), theirs + found, ours + gold
    return _prf(right, theirs, ours)


def counted(gold: Gold, export: Export, same: Callable[[Object, Object], bool]) -> Ratio:
    """Of the annotated claims, those whose exported claim is the same in this regard."""
    found = [(one, export.claim(id)) for id, one in gold.claims.items()]
    return Ratio(sum(bool(claim and same(one, claim)) for one, claim in found), len(found))


def _same_count(gold: Object, claim: Object) -> bool:
    return bool(gold["origins"] == claim.get("independent_origins"))


def _same_status(gold: Object, claim: Object) -> bool:
    return bool(gold["status"] == claim.get("status"))


def contradictions(gold: Gold, export: Export) -> Prf:
    """Several findings of one contradiction are one; kinds that are not annotated do not count."""
    hits = [matched for _, matched in told(gold, export)]
    found, false = len(set().union(*hits)), sum(not matched for matched in hits)
    return Prf(Ratio(found, found + false), Ratio(found, len(gold.contradictions)))


def told(gold: Gold, export: Export) -> Iterator[tuple[Object, set[int]]]:
    """The findings across dispatches, each with the places of the annotated contradictions it is."""
    for one in export.findings:
        kind = next((kind for kind in KINDS if kind.removesuffix("s") in one["kind"]), None)
        if kind and one.get("story"):
            yield one, {at for at, each in enumerate(gold.contradictions) if _same(each, kind, one, export)}


def _same(gold: Object, kind: str, finding: Object, export: Export) -> bool:
    if gold["kind"] != kind:
        return False
    claim = export.claim(gold["claim"]) if "claim" in gold else None
    if claim and finding.get("claim") == claim["id"]:
        return True
    told = {export.said_in.get(id) for id in finding.get("statements", ())}
    told |= {export.names.get(id) for id in finding.get("dispatches", ())}
    said = {
        one.claim for one, found in export.of_said.items() if found and found["id"] in finding["statements"]
    }
    about = not said or "claim" not in gold or gold["claim"] in said
    return about and len(told & set(gold["dispatches"])) >= min(2, len(gold["dispatches"]))


def _prf(right: int, theirs: int, ours: int) -> Prf:
    return Prf(Ratio(right, theirs), Ratio(right, ours))
