"""In: a reading, the origins that its sources name. Out: the same, with whom its other sentences rest on.

Agency copy names its source once: the lead stands by itself and the sentence behind it says who told
it; what follows in a paragraph goes on without saying so again. Such a sentence takes the origin of
its neighbour, as a guess. What the agency's own people saw stays the agency's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from depesche.core.origin import Origin
from depesche.core.reading import Reading, Statement
from depesche.german.origins import facts

AHEAD = 3
"""Sentences behind the lead in which its source is looked for."""
BACK = 2
"""Sentences of the paragraph before, in which a source is looked for where its own has none."""
FAR = 12
"""Sentences to either side in which a neighbour is looked for."""
TELLING = frozenset(("state", "confirm", "announce", "suspect"))
"""Acts of a neighbour that tell what happened: who demands or judges does not say where it is from."""
DOERS = frozenset(("government", "institution", "organisation", "person"))
SUBJECT = re.compile(
    r"(?:(?:Der|Die|Das|Auch der|Auch die|Auch das) )?(?P<name>[A-ZÄÖÜ][\w-]+)"
    r"(?: (?:[A-ZÄÖÜ]\S+ )?(?P<last>[A-ZÄÖÜ][\w-]+))?"
)
HEADED = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ ./-]{2,40}: ")
"""What heads a paragraph of a digest: "NORDSEE: "."""
PAPER = re.compile(
    r"(?:Medien|Presse|Zeitungs?|Magazin|Fernseh|Rundfunk|TV-|Agentur)(?:(?:bericht|meldung|information|angabe)(?:e[ns]?|s|en|n)?)?$"
)
"""What says that some paper or station reported it, and not which."""
PREDICATE = 100
"""Characters of a sentence in which its verb is looked for."""
MEDIA = ("media:", "agency:")
WORDS = 4
"""Words of a sentence's beginning in which its subject is looked for."""
POINTING = ("Das e", "Dies ")
"""How a sentence begins that takes up the one before: "Das erfuhr", "Das erklärte"; not "Das Haus"."""
WITNESS = re.compile(
    r"(?i)\b(?:\w+-)?(?:reporter|korrespondent|fotograf|mitarbeiter)(?:s|in|innen|en)?\b|\beigene\w* beobachtung"
)


def implied(
    reading: Reading, origins: Sequence[Origin], named: Callable[[str, int], Origin | None]
) -> tuple[Origin, ...]:
    """The origins in the same order, with those that the text leaves to its neighbours. `named` tells the
    body that a phrase at an offset names.
    """
    found = Neighbours(reading, origins, named)
    return tuple(
        found.of(at)
        if unnamed(origin, reading.statements[at])
        else found.reported(at)
        if some_paper(origin)
        else origin
        for at, origin in enumerate(origins)
    )


def unnamed(origin: Origin, statement: Statement) -> bool:
    """Does the sentence itself name nobody, not even the paper's own people?"""
    own = origin.kind == "author" and all(source.kind != "named" for source in statement.sources)
    return own or origin.key == "anon:"


def some_paper(origin: Origin) -> bool:
    """Does the sentence only say that some paper reported it: "nach einem Zeitungsbericht"?"""
    return origin.kind == "anonymous" and bool(PAPER.match(origin.name))


class Neighbours:
    """The statements of a dispatch by their sentences and paragraphs."""

    def __init__(
        self, reading: Reading, origins: Sequence[Origin], named: Callable[[str, int], Origin | None]
    ) -> None:
        self.reading, self.origins, self.named = reading, origins, named
        self.sentences = [b for b, _ in reading.sentences]
        self.paragraphs = [b for b, _ in reading.dispatch.paragraphs]
        self.place = [self.sentence(one) for one in reading.statements]
        self.told: dict[int, list[int]] = {}
        self.doers: dict[str, Origin] = {}
        for origin in origins:
            if origin.kind in DOERS and origin.name.split():
                self.doers.setdefault(called(origin.name), origin)
                if origin.person:
                    self.doers.setdefault(f"-{origin.person.rpartition('-')[2]}", origin)
        for at, one in enumerate(reading.statements):
            if not unnamed(origins[at], one) and one.act in TELLING:
                self.told.setdefault(self.place[at], []).append(at)

    def sentence(self, statement: Statement) -> int:
        """The number of the sentence in which a statement begins, -1 for the headline."""
        return bisect_right(self.sentences, begin(statement)) - 1

    def paragraph(self, sentence: int) -> int:
        """The number of a sentence's paragraph."""
        return bisect_right(self.paragraphs, self.sentences[sentence])

    def first(self, paragraph: int) -> int:
        """The first sentence of a paragraph."""
        return bisect_left(self.sentences, self.paragraphs[paragraph - 1]) if paragraph else 0

    def of(self, at: int) -> Origin:
        """The origin that a statement takes from its neighbours, its own where there is none."""
        own, statement = self.origins[at], self.reading.statements[at]
        if own.kind == "author" and (said := self.said_next(at)):
            return said
        if own.kind == "author" and (doer := self.doer(statement)):
            return doer
        text = " ".join(self.reading.text[b:e] for b, e in statement.content)
        if own.kind == "author" and WITNESS.search(text):
            return own
        for sentence in self.near(self.place[at], own.kind == "author"):
            for other in self.told.get(sentence, ()):
                if other != at:
                    taken = self.origins[other]
                    why = f"the text names nobody else for it; {taken.because}"
                    return replace(taken, because=why, certain=False)
        return own

    def said_next(self, at: int) -> Origin | None:
        """Whom the next sentence names for this one: "Das erfuhr die dpa aus Regierungskreisen"."""
        behind = self.place[at] + 1
        if not 0 < behind < len(self.sentences):
            return None
        if not self.reading.text.startswith(POINTING, self.sentences[behind]):
            return None
        named = (self.origins[other] for other in self.told.get(behind, ()))
        found = next((origin for origin in named if origin.kind == "anonymous"), None)
        return found and replace(found, because=f"the next sentence says so; {found.because}", certain=False)

    def doer(self, statement: Statement) -> Origin | None:
        """Who speaks elsewhere in the dispatch and does what the sentence tells: its subject stands first."""
        begin = statement.content[0][0] if statement.content else 0
        headed = HEADED.match(self.reading.text, begin)
        begin = headed.end() if headed else begin
        if any(word in facts.speakers("undergoing") for word in self.opening(begin)):
            return None
        words = SUBJECT.match(self.reading.text[begin : begin + 80])
        for name in subjects(words) if words else ():
            if words and (origin := self.doers.get(name)):
                why = f"“{words['name']}” does it, and speaks of it; {origin.because}"
                return replace(origin, because=why, certain=False)
        phrase = " ".join(self.reading.text[begin : begin + 80].split()[:WORDS])
        found = self.named(phrase, begin)
        why = f"it does so; {found.because}" if found else ""
        return found and replace(found, because=why, via=(found.key,), certain=False, person=None)

    def reported(self, at: int) -> Origin:
        """The paper that the sentences behind one name which says that a paper reported it."""
        own, last = self.origins[at], len(self.sentences) - 1
        for sentence in range(max(self.place[at], 0), min(self.place[at] + AHEAD, last) + 1):
            for other in self.told.get(sentence, ()):
                if any(key.startswith(MEDIA) for key in self.origins[other].via):
                    why = f"“{own.name}” is that of it; {self.origins[other].because}"
                    return replace(self.origins[other], because=why)
        return own

    def opening(self, begin: int) -> Iterator[str]:
        """The first words of a sentence behind its first one, up to a comma."""
        for word in self.reading.text[begin : begin + PREDICATE].split(",")[0].split("\n")[0].split()[1:]:
            yield word.rstrip(".;:")

    def near(self, sentence: int, plain: bool) -> Iterator[int]:
        """The sentences to look at, nearest first: for the lead those behind it, else those before and
        then behind it in its paragraph. The paragraphs of a digest have nothing to do with each other."""
        last = len(self.sentences) - 1
        digest = self.reading.dispatch.kind == "digest"
        if sentence <= 0 and not digest:
            yield from range(max(sentence, 0), min(sentence + AHEAD, last) + 1)
            return
        here = self.paragraph(max(sentence, 0))
        for before in range(sentence, max(-1, sentence - FAR), -1):
            if (plain or digest) and self.paragraph(before) != here:
                break
            yield before
        for behind in range(sentence + 1, min(sentence + FAR, last) + 1):
            if self.paragraph(behind) != here:
                break
            yield behind
        if plain and not digest:
            yield from range(min(sentence, self.first(here) - 1), max(-1, self.first(here) - 1 - BACK), -1)


def called(name: str) -> str:
    """What of a body's name a sentence may begin with: the noun for it, else its first two words."""
    words = name.split()
    return words[0] if facts.office(words[0]) else " ".join(words[:2])


def subjects(words: re.Match[str]) -> Iterator[str]:
    """How the one whom a sentence begins with may be called in `Neighbours.doers`."""
    yield from (words["name"], words["name"].removesuffix("s"))
    yield " ".join(words[0].split()[-2:])
    if words["last"]:
        yield f"-{facts.slug(words['last'])}"


def begin(statement: Statement) -> int:
    """Where a statement begins."""
    return min((b for b, _ in (*statement.content, *statement.cue)), default=0)
