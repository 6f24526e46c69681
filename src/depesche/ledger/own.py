"""In: a sentence of one's own, versions of dispatches. Out: where it comes from, how surely. Pure.

Wordings are compared as bags of weighted stems: an editor shortens, joins and turns sentences round,
but keeps names, figures and rare nouns. A passage comes from a sentence if most of either's weight is
in the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from depesche.core.check import Words
from depesche.core.outline import Outline
from depesche.core.reading import Reading
from depesche.ledger.sides import Side, rejoined
from depesche.ledger.wording import TOKEN, key, norm, words

COVERED = 0.62
"""Of the weight of the passage or of the sentence, how much the other has."""
LEAST_COVERED = 0.25
SHARED = 11.0
"""Weight that is shared at least: two names and a noun."""
ENOUGH = 9.0
"""Of that, what telling words share at least."""
TELLING = 1.9
HEDGE = 2.5
HEADLINE = -1
MOST_WORDS = 400
KEPT = 100_000
"""Words that are remembered."""


class Form(NamedTuple):
    """A word without its place: its stem, or value if it is a number; its weight."""

    stem: str
    weight: float
    figure: bool


class Mark(NamedTuple):
    """A word as it is compared: its stem, or value if it is a number; its place, its weight."""

    stem: str
    begin: int
    end: int
    weight: float
    figure: bool


class Bag:
    """A sentence as it is compared: its words, how often each stem comes, what it weighs.

    The words' places are found when they are first asked for: most sentences are only weighed.
    """

    def __init__(self, text: str, forms: Sequence[Form]) -> None:
        self.text, self.forms = text, forms
        self.count = Counter([form.stem for form in forms])
        self.weights = {form.stem: form.weight for form in forms}
        self.weight = sum([form.weight for form in forms])
        self.telling = [(stem, weight) for stem, weight in self.weights.items() if weight >= TELLING]

    @cached_property
    def marks(self) -> list[Mark]:
        """The words with their places."""
        places = [one for one in words(self.text, (0, len(self.text)))[:MOST_WORDS] if not one.mark]
        return [
            Mark(form.stem, one.begin, one.end, form.weight, form.figure)
            for one, form in zip(places, self.forms, strict=True)
        ]

    def marks_at(self, begin: int) -> list[Mark]:
        """The words of the same sentence where it begins elsewhere."""
        return [one._replace(begin=one.begin + begin, end=one.end + begin) for one in self.marks]


class Tongue:
    """What has to be known of the language: as for the check (`words`), and what a word weighs.

    What was found out about a word is remembered in `known`, for a page has the same words again and
    again, and pages have; and so is a sentence, for the versions of a dispatch have most of them in common.
    """

    def __init__(self, words: Words, weigh: Callable[[str], float], known: dict[str, Form | None]) -> None:
        self.words, self.weigh = words, weigh
        self.known: dict[str, Form | None] = known
        self.bags: dict[str, Bag] = {}
        self.shelf = Shelf()

    def bag(self, text: str) -> Bag:
        """A sentence as it is compared; its words' places are counted from its beginning."""
        found = self.bags.get(text)
        if found is None:
            printed = TOKEN.findall(text)[:MOST_WORDS]
            forms = [form for word in printed if (form := self.form(word)) is not None]
            found = self.bags[text] = Bag(text, forms)
        return found

    def form(self, printed: str) -> Form | None:
        """A word as it is compared; None for a mark."""
        try:
            return self.known[printed]
        except KeyError:
            if len(self.known) > KEPT:
                self.known.clear()
            found = self.known[printed] = self._form(norm(printed))
            return found

    def _form(self, norm: str) -> Form | None:
        if not norm[0].isalnum():
            return None
        low = norm.lower()
        if norm[0].isdigit():
            return Form(norm.replace(":", "."), self.weigh("1"), True)
        value = self.words.value(low)
        if value is not None:
            return Form(f"{value:g}", self.weigh("1"), True)
        weight = self.weigh(norm)
        return Form(self.words.stem(norm), max(weight, HEDGE) if low in self.words.hedges else weight, False)


def shared(one: Bag, other: Bag) -> float:
    """The weight that two sentences have in common."""
    return sum(
        min(count, other.count[stem]) * one.weights[stem]
        for stem, count in one.count.items()
        if stem in other.count
    )


class Near(NamedTuple):
    """A sentence that a passage may come from: the weight they share; of the passage's weight and of the
    sentence's, how much that is."""

    bag: Bag
    shared: float
    own: float
    theirs: float


class Shelf:
    """The sentences of all texts that passages are held against, each once, found by their telling words."""

    def __init__(self) -> None:
        self.having: defaultdict[str, list[Bag]] = defaultdict(list)
        self.there: set[Bag] = set()
        self.found: dict[Bag, list[Near]] = {}

    def put(self, bag: Bag) -> None:
        """One sentence more."""
        if bag not in self.there:
            self.there.add(bag)
            self.found.clear()
            for stem, _ in bag.telling:
                self.having[stem].append(bag)

    def near(self, own: Bag) -> list[Near]:
        """The sentences that a passage may come from."""
        found = self.found.get(own)
        if found is None:
            found = self.found[own] = [one for one in self._sharing(own) if acceptable(one)]
        return found

    def _sharing(self, own: Bag) -> Iterator[Near]:
        telling: defaultdict[Bag, float] = defaultdict(float)
        for stem, weight in own.telling:
            for bag in self.having.get(stem, ()):
                telling[bag] += weight
        for bag, weight in telling.items():
            if weight >= ENOUGH:
                both = shared(own, bag)
                yield Near(bag, both, both / (own.weight or 1), both / (bag.weight or 1))


class Match(NamedTuple):
    """A sentence of a dispatch that a passage may come from: its place (HEADLINE for the headline);
    the weight they share; of the passage's weight and of the sentence's, how much that is."""

    place: int
    shared: float
    own: float
    theirs: float


class Text:
    """A reading that passages are held against: its outline, and the whole if it is needed."""

    def __init__(self, outline: Outline, whole: Callable[[], Reading], tongue: Tongue) -> None:
        self.outline, self.whole, self.tongue = outline, whole, tongue
        text, head = outline.text, outline.dispatch
        begins = [begin for begin, _ in head.paragraphs]
        self.spans = tuple(rejoined(text, begins, outline.sentences))
        self.bags = {i: tongue.bag(text[b:e]) for i, (b, e) in enumerate(self.spans)}
        if head.headline:
            self.bags[HEADLINE] = tongue.bag(head.headline)
        self.places = {bag: place for place, bag in sorted(self.bags.items())}
        for bag in self.places:
            tongue.shelf.put(bag)

    @cached_property
    def reading(self) -> Reading:
        """The whole of it."""
        return self.whole()

    @cached_property
    def side(self) -> Side:
        """It as one side of a comparison."""
        return Side(self.reading)

    def marks(self, place: int) -> list[Mark]:
        """The words of a sentence of the text, with their places in it."""
        return self.bags[place].marks_at(self.spans[place][0])

    def words(self, place: int) -> str:
        """A sentence as it is printed."""
        return self.outline.text[slice(*self.spans[place])]

    @cached_property
    def keys(self) -> list[str]:
        """The sentences without their layout."""
        return [key(self.outline.text, span) for span in self.spans]

    def best(self, own: Bag) -> Match | None:
        """The sentence that shares most with a passage, one of the copy rather than the headline."""
        places = self.places
        found = [
            (one.shared, one.theirs, places[one.bag], one.own)
            for one in self.tongue.shelf.near(own)
            if one.bag in places
        ]
        if not found:
            return None
        both, theirs, place, part = max(found)
        return Match(place, both, part, theirs)

    def shown(self, place: int) -> str:
        """A sentence on one line."""
        if place == HEADLINE:
            return " ".join((self.outline.dispatch.headline or "").split())
        return " ".join(self.words(place).split())

    def held(self, own: Bag) -> float:
        """0 to 1: how much of a passage's weight is anywhere in the text."""
        there = sum(weight for stem, weight in own.weights.items() if stem in self._all)
        return there / (sum(own.weights.values()) or 1)

    @property
    def _all(self) -> frozenset[str]:
        if not hasattr(self, "_stems"):
            self._stems = frozenset(stem for bag in self.bags.values() for stem in bag.count)
        return self._stems


def acceptable(found: Near) -> bool:
    """Whether they share enough."""
    most, least = max(found.own, found.theirs), min(found.own, found.theirs)
    return most >= COVERED and least >= LEAST_COVERED and found.shared >= SHARED
