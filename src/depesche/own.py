"""In: a text of one's own, a store, a moment. Out: which of its sentences come from which dispatch,
and what in them is corrected, withdrawn, superseded or denied by then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from depesche.core.dispatch import Span
from depesche.core.own import Because, Block, Cited, Fault, Page, Passage
from depesche.german.checkwords import words
from depesche.german.passages import sentences_of, weigh
from depesche.german.terms import terms
from depesche.ledger.own import HEADLINE, Bag, Text, Tongue, marks_of
from depesche.ledger.passages import values
from depesche.ledger.stale import Judge, Taken, Told, Verdict
from depesche.store import claims, passages
from depesche.store.passages import History

A_SENTENCE, A_PAGE = 8, 60
"""Dispatches that a sentence, and a whole text, may come from."""
MOST_SENTENCES = 4000
SHORTEST = 3
"""Words of the shortest sentence that is looked at."""
LIKELY = 0.97
"""A history that shares so much of a passage as the likeliest one says it as well."""
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
    tongue = Tongue(words(), weigh)
    own = list(sentences(page, tongue))
    numbers = likely(connection, own)
    histories = passages.histories(connection, numbers, at, embargoed=embargoed)
    return list(Checked(connection, page, at, histories, tongue).passages(own))


def sentences(page: Page, tongue: Tongue) -> Iterator[Sentence]:
    """The sentences of a text that are long enough to come from somewhere."""
    count = 0
    for block, spans in zip(page.blocks, sentences_of([one.text for one in page.blocks]), strict=True):
        for begin, end in spans:
            text = block.text[begin:end]
            bag = Bag(marks_of(text, tongue))
            if len(bag.marks) >= SHORTEST:
                yield Sentence(block, (begin, end), text, bag, tuple(values(text, terms(text), weigh)))
                count += 1
            if count >= MOST_SENTENCES:
                return


def likely(connection: Connection, own: Sequence[Sentence]) -> list[int]:
    """The dispatches that the sentences may come from, by the rare pairs of words that they share."""
    known = passages.candidates(connection, (value for one in own for value in one.values))
    total: Counter[int] = Counter()
    chosen: set[int] = set()
    for one in own:
        score: Counter[int] = Counter()
        for value in set(one.values):
            for number in known.get(value, ()):
                score[number] += 1 / len(known[value])  # type: ignore[assignment]
        best = sorted(score, key=lambda number: (-score[number], -number))[:A_SENTENCE]
        chosen.update(best)
        for number in best:
            total[number] += score[number]
    return sorted(chosen, key=lambda number: (-total[number], -number))[: max(A_PAGE, len(own))]


class Checked:
    """One text held against the histories that it may come from."""

    def __init__(
        self, connection: Connection, page: Page, at: str, histories: Sequence[History], tongue: Tongue
    ) -> None:
        self.connection, self.page, self.at, self.histories = connection, page, at, histories
        numbers = [version.number for one in histories for version in one.versions]
        found = passages.readings_of(connection, numbers)
        self.texts = {number: Text(reading, tongue) for number, reading in found.items()}
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

    def passages(self, own: Sequence[Sentence]) -> Iterator[Passage]:
        """The passages, stale or not."""
        chosen = [(one, self.choose(one)) for one in own]
        denials = Denials(self, [(one, found) for one, found in chosen if found])
        for one, found in chosen:
            if found:
                faults = [self._fault(found.place, taken) for taken in found.verdict.faults]
                faults += self._withdrawn(found) or (denials.of(one, found) if not faults else [])
                yield self._passage(one, found, sorted(faults, key=lambda each: ORDER.index(each.because)))

    def choose(self, one: Sentence) -> Found | None:
        """The history that a sentence comes from: the likeliest, or the original that it copied."""
        verdicts = ((i, judge.verdict(one.bag, one.text)) for i, judge in enumerate(self.judges))
        found = sorted(
            (Found(i, verdict) for i, verdict in verdicts if verdict),
            key=lambda each: (-each.shared, -bool(each.verdict.faults), each.place),
        )
        if not found:
            return None
        best = found[0]
        close = [each for each in found if each.shared >= LIKELY * best.shared]
        stale = [each for each in found if each.verdict.faults and self._answers(each, best)]
        if not stale:
            return best
        independent = [
            each
            for each in close
            if not each.verdict.faults and not any(self._copied(each.place, other.place) for other in stale)
        ]
        return independent[0] if independent else stale[0]

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

    def _withdrawn(self, found: Found) -> list[Fault]:
        """What has been withdrawn by name, without a version that says so."""
        version = self.histories[found.place].versions[found.verdict.version]
        if found.verdict.faults or not version.withdrawn:
            return []
        old = self.texts[version.number].shown(found.verdict.match.place)
        says = "The dispatch was withdrawn."
        return [Fault(because="withdrawn", old=old, new="", says=says, cite=version.cited)]

    def _passage(self, one: Sentence, found: Found, faults: Sequence[Fault]) -> Passage:
        line, column = one.block.position(one.span[0])
        match = found.verdict.match
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
            source=self.histories[found.place].versions[found.verdict.version].cited,
            likeness=round(max(match.own, match.theirs), 3),
        )


class Denials:
    """Which passages say what is denied by now."""

    def __init__(self, checked: Checked, found: Sequence[tuple[Sentence, Found]]) -> None:
        self.checked = checked
        numbers = sorted({self._number(one) for _, one in found})
        self.told = passages.told_in(checked.connection, numbers)
        names = {name for name, _ in self.told.values()}
        questioned = passages.questioned(checked.connection, names)
        self.claims = {name: claims.claim(checked.connection, name, checked.at) for name in questioned}
        self.answered = {
            name for sentence, one in found for name, denies in self._claims(sentence, one) if denies
        }

    def of(self, sentence: Sentence, found: Found) -> list[Fault]:
        """The denial of what a passage says, unless the text has it too."""
        for name, denies in self._claims(sentence, found):
            claim = self.claims.get(name)
            if claim and claim.standing.status == "denied" and not denies and name not in self.answered:
                cite = self._denier(claim)
                if cite:
                    return [self._fault(claim, cite, sentence)]
        return []

    def _number(self, found: Found) -> int:
        return self.checked.histories[found.place].versions[found.verdict.version].number

    def _claims(self, sentence: Sentence, found: Found) -> Iterator[tuple[str, bool]]:
        """The claims of the statements that a passage comes from."""
        number, place = self._number(found), found.verdict.match.place
        if place == HEADLINE:
            return
        side = self.checked.texts[number].side
        for at, statement in side.statements.get(place, ()):
            told = self.told.get((number, at))
            if told and self._says(sentence, statement.content, side.text):
                yield told

    def _says(self, sentence: Sentence, content: Iterable[Span], text: str) -> bool:
        stems = [
            mark.stem
            for span in content
            for mark in marks_of(text, self.checked.judges[0].versions[0].text.tongue, span)
            if mark.weight >= 2
        ]
        return 2 * sum(stem in sentence.bag.count for stem in stems) >= len(stems) > 0

    def _denier(self, claim: claims.Claim) -> Cited | None:
        counter = [member for member in claim.members if member.denies and member.state == "current"]
        numbers = [member.number for member in counter]
        histories = passages.histories(self.checked.connection, numbers[-1:], self.checked.at)
        return next(
            (one.cited for each in histories for one in each.versions if one.number in numbers[-1:]), None
        )

    def _fault(self, claim: claims.Claim, cite: Cited, sentence: Sentence) -> Fault:
        now = next((member.words for member in reversed(claim.members) if member.denies), "")
        says = claim.standing.says
        return Fault(because="denied", old=claim.gloss, new="", says=says, cite=cite, now=now)
