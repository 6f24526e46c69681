"""In: a passage, the versions of what it comes from. Out: what in it the present version no longer says.

A passage is stale where it has the wording that a later version took back, and not that version's: a
number, name, time, certainty or source that changed; a sentence that a correction took out; all of a
withdrawn dispatch; a figure for which an update has another. A source that was added, and other words
for the same, make nothing stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from depesche.core.check import Change
from depesche.core.own import Because
from depesche.core.reading import Reading
from depesche.ledger import grading, telling
from depesche.ledger.alignment import Aligned, align
from depesche.ledger.changes import sentence
from depesche.ledger.own import HEADLINE, TELLING, Bag, Mark, Match, Text, shared
from depesche.ledger.sides import Side

SAME = 0.4
"""Weight that two versions may differ in and still carry a passage alike: less than any word's but
for the commonest."""
GONE = 0.6
"""A passage that a text holds less of than this is gone from it."""
ALIKE = 0.5
"""Of the weight of a sentence, how much its successor in an update keeps; else it is another one."""
NEXT = 3
"""Versions behind the last one that carries a passage that are held against it, beside the newest."""
NEAR = 4
"""Words between a figure and what it counts."""
FIGURE = re.compile(r"\d")
CLOCK = re.compile(r"T\d\d:\d\d")
CORRECTING = ("correction", "repeat")


class Told(NamedTuple):
    """A version as passages are held against it: what it is to the one before, whether it takes back
    the dispatch, its text."""

    relation: str
    withdraws: bool
    created: str
    text: Text


class Taken(NamedTuple):
    """What of a passage is stale: why, the wording that it has, the one that stands now, in words;
    the place of the version that changed it; the present sentence."""

    because: Because
    old: str
    new: str
    says: str
    version: int
    now: str


class Verdict(NamedTuple):
    """Where a passage comes from: the place of the version and its sentence; what is stale."""

    version: int
    match: Match
    faults: tuple[Taken, ...]


class Judge:
    """Judges passages by one history; `versions` are in the order in which they were made."""

    def __init__(self, versions: Sequence[Told]) -> None:
        self.versions = versions
        self.aligned: dict[tuple[int, int], Aligned] = {}

    def source(self, own: Bag) -> Verdict | None:
        """Where a passage comes from, not judged yet; None where it does not come from here."""
        found = [
            (at, match)
            for at, one in enumerate(self.versions)
            if not one.withdraws and (match := one.text.best(own))
        ]
        if not found:
            return None
        top = max(match.shared for _, match in found)
        return Verdict(*[(at, match) for at, match in found if match.shared >= top - SAME][-1], ())

    def judged(self, own: Bag, source: Verdict) -> Verdict:
        """What is stale in a passage that comes from there: by the last version that carries it, or,
        where only its certainty changed, by the first."""
        faults = tuple(self._faults(own, source.version, source.match, softened=False))
        if faults:
            return source._replace(faults=faults)
        for at, one in enumerate(self.versions[: source.version]):
            match = None if one.withdraws else one.text.best(own)
            if match and match.shared >= source.match.shared - SAME:
                faults = tuple(self._faults(own, at, match, softened=True))
                return Verdict(at, match, faults) if faults else source
        return source

    def _faults(self, own: Bag, at: int, match: Match, *, softened: bool) -> Iterator[Taken]:
        """What the first later version that took something back made stale."""
        for later in self._later(at):
            one = self.versions[later]
            if one.relation == "duplicate":
                continue
            if one.withdraws:
                if not self._reinstated(own, match, later):
                    says = "The dispatch was withdrawn."
                    yield Taken("withdrawn", self.versions[at].text.shown(match.place), "", says, later, "")
                return
            found = list(self._between(own, at, match, later))
            if softened:
                found = [each for each in found if each.says.endswith(SURE)]
            if found:
                yield from found
                return

    def _later(self, at: int) -> list[int]:
        """The later versions that are looked at: the next ones, withdrawals, and the last."""
        last = len(self.versions) - 1
        return [
            i for i in range(at + 1, last + 1) if i <= at + NEXT or i == last or self.versions[i].withdraws
        ]

    def _reinstated(self, own: Bag, match: Match, withdrawal: int) -> bool:
        """Whether a version after a withdrawal says it again."""
        after = (one.text.best(own) for one in self.versions[withdrawal + 1 :] if not one.withdraws)
        return any(again and again.shared >= match.shared - SAME for again in after)

    def _between(self, own: Bag, at: int, match: Match, later: int) -> Iterator[Taken]:
        old, new = self.versions[at].text, self.versions[later].text
        relation = self.versions[later].relation
        if match.place == HEADLINE:
            yield from self._headline(own, at, later)
            return
        place = self._successor(at, later, match.place, relation)
        if place is not None:
            yield from self._edited(own, at, match, later, place)
        elif relation in CORRECTING:
            if new.held(own) < GONE:
                says = "The correction took this sentence out."
                yield Taken("corrected", old.shown(match.place), "", says, later, "")
        else:
            yield from self._figures(own, at, match, later)
            yield from self._planned(own, at, match, later)

    def _edited(self, own: Bag, at: int, match: Match, later: int, place: int) -> Iterator[Taken]:
        """What changed in a sentence that a later version still has in other words."""
        old, new, relation = self.versions[at].text, self.versions[later].text, self.versions[later].relation
        found = [
            _fault(change, relation, later, new.shown(place))
            for change in self._changes(at, later, match.place, place)
            if counts(change, relation, old, new) and carried(change, own, old, match)
        ]
        if not found and relation not in CORRECTING:
            found = list(self._figures(own, at, match, later))
        yield from found

    def _headline(self, own: Bag, at: int, later: int) -> Iterator[Taken]:
        old, new, relation = self.versions[at].text, self.versions[later].text, self.versions[later].relation
        if relation not in CORRECTING:
            return
        was, now = old.reading.dispatch.headline or "", new.reading.dispatch.headline or ""
        for change in grading.line("headline", was, now, old.tongue.words):
            if change.grade in ("number", "name", "date") and carried(change, own, old, None):
                yield _fault(change, relation, later, now)

    def _successor(self, at: int, later: int, place: int, relation: str) -> int | None:
        """The sentence of the later version that a sentence became."""
        old, new = self.versions[at].text, self.versions[later].text
        if (at, later) not in self.aligned:
            self.aligned[at, later] = align(old.keys, new.keys)
        pair = next((pair for pair in self.aligned[at, later].pairs if pair.old == place), None)
        if pair is None:
            return None
        was, now = old.bags[place], new.bags[pair.new]
        both = shared(was, now) / (min(was.weight, now.weight) or 1)
        return pair.new if pair.equal or both >= (0.3 if relation in CORRECTING else ALIKE) else None

    def _changes(self, at: int, later: int, place: int, now: int) -> list[Change]:
        old, new = self.versions[at].text, self.versions[later].text
        if old.words(place) == new.words(now):
            return []
        pair = next(pair for pair in self.aligned[at, later].pairs if pair.old == place and pair.new == now)
        common = telling.told(old.side, new.side, place, now)
        return list(sentence(old.side, new.side, pair, common, old.tongue.words))

    def _figures(self, own: Bag, at: int, match: Match, later: int) -> Iterator[Taken]:
        """Figures for which a rewritten text has others."""
        old, new = self.versions[at].text, self.versions[later].text
        there, before = (
            {form.stem for bag in text.bags.values() for form in bag.forms if form.figure}
            for text in (new, old)
        )
        gone = {form.stem for form in old.bags[match.place].forms if form.figure} - there
        if gone.isdisjoint(own.count):
            return
        for mark, about in figures(old, match.place):
            if mark.stem in there or mark.stem not in own.count:
                continue
            for place in range(len(new.spans)):
                other = next(
                    (two for two, what in figures(new, place) if what & about and two.stem not in before),
                    None,
                )
                if other:
                    was, now = old.reading.text[mark.begin : mark.end], new.shown(place)
                    becomes = new.reading.text[other.begin : other.end]
                    says = f"A later version has {becomes} for {was}."
                    yield Taken("superseded", was, becomes, says, later, now)
                    return

    def _planned(self, own: Bag, at: int, match: Match, later: int) -> Iterator[Taken]:
        """A time that was still to come, of something that a later version tells anew without it."""
        old, new = self.versions[at], self.versions[later]
        times = [one.value for _, one in old.text.side.times(old.text.spans[match.place])]
        ahead = [
            value for value in times if len(value) > len("2024-05-14T") and value[:16] > _local(old, value)
        ]
        told = {one.value for one in new.text.reading.times}
        about = old.text.bags[match.place].marks[:NEAR]
        rarest = max(about, key=lambda mark: mark.weight, default=None)
        if not ahead or told & set(ahead) or rarest is None:
            return
        for place in (HEADLINE, 0, 1):
            bag = new.text.bags.get(place)
            if bag and rarest.stem in bag.count and rarest.weight >= 2 * TELLING:
                says = "A later version tells of it anew, and no longer gives this time."
                now = new.text.shown(place)
                yield Taken("superseded", old.text.shown(match.place), "", says, later, now)
                return


SURE = "how sure it is."


def _local(one: Told, value: str) -> str:
    return one.created[:16]


def _fault(change: Change, relation: str, later: int, now: str) -> Taken:
    # facts develop, names do not: another name in an update puts the first right
    because: Because = "corrected" if relation in CORRECTING or change.grade == "name" else "superseded"
    says = f"A later version changed {grading.NOUNS[change.grade]}."
    return Taken(because, change.old, change.new, says, later, now)


def counts(change: Change, relation: str, old: Text, new: Text) -> bool:
    """Whether a change can make a passage stale: what a reader learns has to be another thing."""
    if change.grade == "layout":
        return False
    if relation in CORRECTING:
        return change.grade != "wording" or named(change, new.reading)
    if change.grade == "number":
        return all(
            any(map(old.tongue.words.value, some.lower().split())) or FIGURE.search(some)
            for some in (change.old, change.new)
        )
    if change.grade == "name":
        return bool(change.old and change.new) and not _within(change.old, change.new)
    if change.grade == "date":
        return other_time(change, old.side, new.side)
    return change.grade == "factuality"


def other_time(change: Change, old: Side, new: Side) -> bool:
    """Whether both wordings give times, and none of them can be the same."""
    spans = (old, change.old_span), (new, change.new_span)
    was, now = ([one.value for _, one in side.times(at)] if at else [] for side, at in spans)
    return bool(was and now) and not any(_compatible(a, b) for a in was for b in now)


def _compatible(one: str, other: str) -> bool:
    """Whether two values of TIMEX3 can be the same time: one only says less."""
    if one[:10] != other[:10]:
        return one.startswith(other) or other.startswith(one)
    clocks = [value[11:16] for value in (one, other) if CLOCK.fullmatch(value[10:16])]
    return len(clocks) < 2 or clocks[0] == clocks[1]


def named(change: Change, new: Reading) -> bool:
    """Whether a notice names the wording that changed."""
    olds = set(change.old.lower().split())
    return any(
        bool(olds & set((notice.wrong or "").lower().split()))
        or bool(change.new and notice.right == change.new)
        for notice in new.dispatch.notices
    )


def _within(old: str, new: str) -> bool:
    """Whether one wording is only shorter than the other."""
    one, two = sorted((old.lower(), new.lower()), key=len)
    return all(any(word.startswith(part[:5]) for word in two.split()) for part in one.split())


def carried(change: Change, own: Bag, old: Text, match: Match | None) -> bool:
    """Whether a passage has the old wording of a change, and not the new one."""
    was, now = (old.tongue.bag(some).marks for some in (change.old, change.new))
    olds = [mark for mark in was if mark.stem not in {one.stem for one in now} and mark.weight >= TELLING]
    news = [mark for mark in now if mark.stem not in {one.stem for one in was} and mark.weight >= TELLING]
    there = old.bags[match.place].count if match else {}
    if any(mark.stem in own.count and mark.stem not in there for mark in news):
        return False
    if olds:
        return all(mark.stem in own.count for mark in olds)
    return (
        change.grade == "factuality" and bool(news) and match is not None and _around(change, own, old, match)
    )


def _around(change: Change, own: Bag, old: Text, match: Match) -> bool:
    """Whether a passage has the words between which something was put."""
    if change.old_span is None:
        return False
    at = change.old_span[0]
    row = old.marks(match.place)
    before = [mark for mark in row if mark.end <= at and mark.weight >= TELLING][-1:]
    behind = [mark for mark in row if mark.begin >= at and mark.weight >= TELLING][:1]
    return all(mark.stem in own.count for mark in (*before, *behind))


def figures(text: Text, place: int) -> Iterator[tuple[Mark, frozenset[str]]]:
    """The figures of a sentence that are no times, each with the stems of what it counts."""
    span = text.spans[place]
    times = [at for at, _ in text.side.times(span)]
    amounts = [at for at, _ in text.side.amounts(span)]
    row = text.marks(place)
    for i, mark in enumerate(row):
        if mark.figure and not any(b <= mark.begin < e for b, e in times):
            near = row[max(0, i - NEAR) : i] + row[i + 1 : i + 1 + NEAR]
            units = [(b, e) for b, e in amounts if b <= mark.begin < e and e - b < 30]
            yield (
                mark,
                frozenset(
                    one.stem
                    for one in near
                    if not one.figure
                    and one.weight >= 2 * TELLING
                    and (not any(b <= one.begin < e for b, e in units))
                ),
            )
