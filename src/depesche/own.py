"""In: a text of one's own, a store, a moment. Out: which of its sentences come from which dispatch,
and what in them is corrected, withdrawn, superseded or denied by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection

from depesche.core.dispatch import Span
from depesche.core.own import Because, Block, Cited, Fault, Page, Passage
from depesche.german.checkwords import words
from depesche.german.passages import sentences_of
from depesche.german.terms import terms
from depesche.ledger.outdated import Outdated
from depesche.ledger.own import Bag, Form, Text, Tongue, shared
from depesche.ledger.passages import values
from depesche.ledger.stale import Judge, Taken, Told, Verdict
from depesche.retold import Stale, stale
from depesche.store import passages
from depesche.store.passages import History, Version
from depesche.weights import weight

NO_PARTS: frozenset[str] = frozenset()
"""Values are made of stems alone."""
A_SENTENCE, A_TEXT = 6, 4
"""Dispatches that a sentence may come from, and beside them those that the whole text may."""
LEAST_LIKELY = 0.3
"""What a dispatch has to share with a sentence, of what the likeliest one does."""
MOST_SENTENCES = 4000
SHORTEST = 3
"""Words of the shortest sentence that is looked at."""
LIKELY = 0.97
"""A history that shares so much of a passage as the likeliest one says it as well."""
JUDGED = 8
"""Histories that are judged for one sentence."""
COPIED = 0.6
"""Of what a copy shares with a passage, how much its original has to."""
ORDER: tuple[Because, ...] = ("withdrawn", "corrected", "superseded", "denied")


class Sentence(NamedTuple):
    """A sentence of one's own: where it stands, its words, its values in the index."""

    block: Block
    span: Span
    text: str
    bag: Bag
    values: tuple[int, ...]


class Found(NamedTuple):
    """What one history makes of a sentence."""

    place: int
    verdict: Verdict

    @property
    def shared(self) -> float:
        """The weight that the sentence shares with it."""
        return self.verdict.match.shared


def check(connection: Connection, page: Page, at: str, *, embargoed: bool = False) -> list[Passage]:
    """The passages of a text that come from dispatches, in its order, as of a moment (UTC)."""
    tongue = Tongue(words(), weight, _forms())
    own = list(sentences(page, tongue))
    near = likely(connection, own)
    numbers = dict.fromkeys(number for some in near for number in some)
    histories = passages.histories(connection, numbers, at, embargoed=embargoed)
    retold = _by_sentence(own, stale(connection, page, numbers, at))
    return list(Checked(connection, page, at, histories, tongue).passages(own, near, retold))


@cache
def _forms() -> dict[str, Form | None]:
    """What words are compared as, kept from page to page."""
    return {}


def _by_sentence(own: Sequence[Sentence], found: Iterable[Stale]) -> dict[int, Outdated]:
    """The first that is stale of what each sentence repeats, by the sentence's place."""
    faults: dict[int, Outdated] = {}
    for one in found:
        for i, sentence in enumerate(own):
            begin, end = sentence.span
            if sentence.block is one.block and begin <= one.begin < end:
                faults.setdefault(i, one.found)
    return faults


def sentences(page: Page, tongue: Tongue) -> Iterator[Sentence]:
    """The sentences of a text that are long enough to come from somewhere."""
    count = 0
    for block, spans in zip(page.blocks, sentences_of([one.text for one in page.blocks]), strict=True):
        for begin, end in spans:
            text = block.text[begin:end]
            bag = tongue.bag(text)
            if len(bag.forms) >= SHORTEST:
                yield Sentence(
                    block, (begin, end), text, bag, tuple(values(text, terms(text, NO_PARTS), weight))
                )
                count += 1
            if count >= MOST_SENTENCES:
                return


def likely(connection: Connection, own: Sequence[Sentence]) -> list[list[int]]:
    """For each sentence the dispatches that it may come from, by the rare pairs of words that they
    share, and those that most of the text may come from."""
    known = passages.candidates(connection, (value for one in own for value in one.values))
    total: defaultdict[int, float] = defaultdict(float)
    scores = []
    for one in own:
        score: defaultdict[int, float] = defaultdict(float)
        for value in set(one.values):
            for number in known.get(value, ()):
                score[number] += 1 / len(known[value])
        for number, points in score.items():
            total[number] += points
        scores.append(score)
    often = sorted(total, key=lambda number: (-total[number], -number))[:A_TEXT]
    return [_likest(score, total) + often for score in scores]


def _likest(score: Mapping[int, float], total: Mapping[int, float]) -> list[int]:
    least = LEAST_LIKELY * max(score.values(), default=0.0)
    found = (number for number, points in score.items() if points >= least)
    return sorted(found, key=lambda number: (-score[number], -total[number], -number))[:A_SENTENCE]


class Checked:
    """One text held against the histories that it may come from."""

    def __init__(
        self, connection: Connection, page: Page, at: str, histories: Sequence[History], tongue: Tongue
    ) -> None:
        self.connection, self.page, self.at, self.histories = connection, page, at, histories
        self.tongue = tongue
        numbers = [version.number for one in histories for version in one.versions]
        found = passages.readings_of(connection, numbers)
        self.texts = {number: Text(kept.outline, kept.reading, tongue) for number, kept in found.items()}
        self.judges = [self._judge(one) for one in histories]
        self.home = {version.number: i for i, one in enumerate(histories) for version in one.versions}

    def _judge(self, history: History) -> Judge:
        return Judge(
            [
                Told(one.relation, one.withdraws or one.relation == "withdrawal", one.cited.created,
                     self.texts[one.number])
                for one in history.versions
            ]
        )  # fmt: skip

    def passages(
        self, own: Sequence[Sentence], near: Sequence[Sequence[int]], retold: Mapping[int, Outdated]
    ) -> Iterator[Passage]:
        """The passages, stale or not; `retold`: what is stale in what a sentence repeats in other words."""
        chosen = [(one, self.choose(one, some)) for one, some in zip(own, near, strict=True)]
        for i, (one, found) in enumerate(chosen):
            faults: list[Fault] = []
            if found:
                faults = [self._fault(found.place, taken) for taken in found.verdict.faults]
                faults += self._withdrawn(found)
            if not faults and i in retold:
                yield self._retold(one, retold[i])
            elif found:
                yield self._passage(one, found, sorted(faults, key=lambda each: ORDER.index(each.because)))

    def choose(self, one: Sentence, near: Sequence[int]) -> Found | None:
        """The history that a sentence comes from: the likeliest, or the original that it copied."""
        places = {self.home[number] for number in near if number in self.home}
        places |= {self.home[n] for i in places for n in self.histories[i].copies if n in self.home}
        sources = ((i, self.judges[i].source(one.bag)) for i in sorted(places))
        found = sorted(
            (Found(i, source) for i, source in sources if source), key=lambda each: (-each.shared, each.place)
        )
        if not found:
            return None
        chosen = [each for each in found if self._answers(each, found[0])][:JUDGED]
        judged = [Found(each.place, self.judges[each.place].judged(one.bag, each.verdict)) for each in chosen]
        stale = [each for each in judged if each.verdict.faults]
        independent = [
            each
            for each in judged
            if not each.verdict.faults
            and each.shared >= LIKELY * found[0].shared
            and not any(self._copied(each.place, other.place) for other in stale)
        ]
        return (independent or stale or judged)[0]

    def _answers(self, one: Found, best: Found) -> bool:
        """Whether what is stale in one history makes a passage stale that is likest to another."""
        if one.shared >= LIKELY * best.shared:
            return True
        return self._copied(best.place, one.place) and one.shared >= COPIED * best.shared

    def _copied(self, copy: int, original: int) -> bool:
        """Whether one history has copied from another."""
        return any(self.home.get(number) == original for number in self.histories[copy].copies)

    def _fault(self, place: int, taken: Taken) -> Fault:
        cite = self.histories[place].versions[taken.version].cited
        return Fault(
            because=taken.because, old=taken.old, new=taken.new, says=taken.says, cite=cite, now=taken.now
        )

    def version(self, found: Found) -> Version:
        """The version that a passage comes from."""
        return self.histories[found.place].versions[found.verdict.version]

    def _withdrawn(self, found: Found) -> list[Fault]:
        """What has been withdrawn by name, without a version that says so."""
        version = self.version(found)
        if found.verdict.faults or not version.withdrawn:
            return []
        old = self.texts[version.number].shown(found.verdict.match.place)
        says = "The dispatch was withdrawn."
        return [Fault(because="withdrawn", old=old, new="", says=says, cite=version.cited)]

    def _retold(self, one: Sentence, taken: Outdated) -> Passage:
        said, now = taken.said.number, taken.now.number
        cite = passages.cited(self.connection, passages.replacing(self.connection, now, self.at))
        present = taken.now.words if now != said else ""
        fault = Fault(
            because=taken.because, old=taken.old, new=taken.new, says=taken.says, cite=cite, now=present
        )
        bag = self.tongue.bag(taken.said.words)
        likeness = shared(bag, one.bag) / (one.bag.weight or 1)
        return self._made(one, passages.cited(self.connection, said), likeness, [fault])

    def _passage(self, one: Sentence, found: Found, faults: Sequence[Fault]) -> Passage:
        match = found.verdict.match
        return self._made(one, self.version(found).cited, max(match.own, match.theirs), faults)

    def _made(self, one: Sentence, source: Cited, likeness: float, faults: Sequence[Fault]) -> Passage:
        line, column = one.block.position(one.span[0])
        return Passage(
            page=self.page.name,
            line=line,
            column=column,
            element=one.block.element,
            passage=" ".join(one.text.split()),
            stale=bool(faults),
            because=faults[0].because if faults else None,
            faults=tuple(faults),
            cite=faults[0].cite if faults else None,
            source=source,
            likeness=round(min(1.0, likeness), 3),
        )
