"""In: a word form. Out: the parts of speech it can have, how likely, and its lemma under each.

The method is Wartena's (2019, "A Probabilistic Morphology Model for German Lemmatization"), its
probabilities are HanTa's: a word is a path of morphemes through a second-order hidden Markov model
over their tags; an unknown morpheme of an open class is judged by its end and its length. The
likeliest path gives the part of speech, and the stems on it the lemma. The results are those of
HanTa's own program (a test compares them), but each stretch of a word is looked up once for all
tags, and neither HanTa nor numpy is loaded.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache, cached_property, lru_cache
from operator import itemgetter

from depesche.german.morphmodel import HEAD_LENGTH, MORPHEME, SUFFIX, WORD, MorphModel, Pairs, load

EMPTY, START, UNKNOWN = 0, 1, 3
CUTOFF = 5.0  # a part of speech this much less likely (log) than the best is left out
LONGEST_SUFFIX = 4
LONGEST_WORD = 60  # no word is longer; what claims to be would take its length squared
LONGEST_LENGTH = 24  # all longer morphemes are as likely as one of this length
WHOLE = 4.6  # what one large unknown morpheme costs
SHORT_WORD, SHORT_MORPHEME = 4, 2  # from that length of word on, so short a morpheme must be known
BEST = 3  # paths that are followed from one place of a word, and those nearly as good
MARGIN = 1.0
KEPT = 100_000
FORMS = 1 << 15
"""Forms whose parts of speech are kept, and those whose morphemes are: four layers ask for the same one."""
NOTHING: dict[int, float] = {}
QUOTES = frozenset(("`", "``", "´", "´´", "'", "''"))
BASE = 256  # a state of the model, two tags, is one number: previous * BASE + current
Row = dict[int, float]
Path = tuple[tuple[str, int], ...]  # morphemes of a form, each with its tag
State = tuple[int, float, dict[int, float]]  # its number, log p, log p of the tags that follow
Opened = tuple[int, int, float, int]  # new state, its tag, log p up to it, the state before
Back = list[dict[int, tuple[int, int]]]


class Morphology:
    """The model with what it needs ready to hand. Made once a process by `morphology`."""

    def __init__(self, model: MorphModel) -> None:
        self.model = model
        self.tags = model.small.tags
        self.open = frozenset(model.small.hapax)
        self.names = {number: name for name, number in self.tags.items()}
        self.every = frozenset(self.names)
        self.inner: dict[int, dict[int, float]] = {}
        self.final: dict[int, Pairs] = {}
        for names, row in model.small.followers.items():
            before, current = map(int, names.split())
            self.inner[before * BASE + current] = {tag: p for tag, p in row if tag > 0}
            self.final[before * BASE + current] = tuple((tag, p) for tag, p in row if tag < 0)
        self.open_steps = {
            state: [(state % BASE * BASE + t, t, p) for t, p in row.items() if t in self.open]
            for state, row in self.inner.items()
        }
        self.stretches: dict[str, Row] = {}
        self.heads: dict[str, bool] = {}
        self.tails: dict[str, Row] = {}
        self.guesses: dict[tuple[str, int, bool], Row] = {}
        self.analysed = lru_cache(FORMS)(self._analysed)
        self.path = lru_cache(FORMS)(self._path)

    def readings(self, word: str, initial: bool) -> Pairs:
        """The parts of speech of a word with log p(word | tag), best first.

        Where `initial`, a capital letter tells nothing. For a word that the model has not seen,
        those less likely by CUTOFF are left out; a word with no path at all has UNKNOWN.
        """
        form = '"' if word in QUOTES else word[:LONGEST_WORD].lower()
        known = self.model.pairs(WORD, form)
        upper = word[0].isupper()
        small = self.model.small
        found = [
            (tag, p + (0.0 if initial else small.case[tag][upper]) - small.prior[tag])
            if tag != UNKNOWN
            else (tag, p)
            for tag, p in known or self.analysed(form)
        ]
        found.sort(key=itemgetter(1), reverse=True)
        if known:
            return tuple(found)
        return tuple(pair for pair in found if pair[1] >= found[0][1] - CUTOFF)

    def _analysed(self, form: str) -> Pairs:
        """The parts of speech of a form with their log p, best first, by its morphemes alone."""
        row = self.lattice(form, self.every, known_only=False)[0][-1]
        ends: Row = {}
        for state, p in row.items():
            for end, step in self.final.get(state, ()):
                place = state % BASE * BASE - end
                ends[place] = max(p + step, ends.get(place, -math.inf))
        found: Row = {}
        for place, p in ends.items():
            tag = place % BASE
            found[tag] = log_sum(found[tag], p) if tag in found else p
        ranked = sorted(found.items(), key=itemgetter(1), reverse=True)
        return tuple(ranked) or ((UNKNOWN, 0.0),)

    def lattice(self, form: str, allowed: frozenset[int], *, known_only: bool) -> tuple[list[Row], Back]:
        """For each place of a form: the best log p of the states there, and where they came from.

        Morphemes have tags that are `allowed` only; where `known_only`, none is guessed.
        """
        size = len(form)
        rows: list[Row] = [{} for _ in range(size + 1)]
        back: Back = [{} for _ in range(size + 1)]
        rows[0][EMPTY * BASE + START] = 0.0
        stretches = self.stretches
        shortest = size + 1 if known_only else SHORT_MORPHEME + 1 if size >= SHORT_WORD else 1
        for begin in range(size):
            states = [(s, p, self.inner[s]) for s, p in followed(rows[begin]) if s in self.inner]
            if not states:
                continue
            opened = self.opened(states, allowed) if begin + shortest <= size else []
            last_known = self.last_known(form, begin)
            for end in range(begin + 1, (size if opened else last_known) + 1):
                stretch = form[begin:end]
                known = stretches.get(stretch) if end <= last_known else NOTHING
                if known is None:
                    known = self.known(stretch)
                if opened and end - begin >= shortest:
                    guessed = self.guessed(stretch, end - begin == size)
                    emitted = guessed | known if known else guessed
                    reach_guessed(rows[end], back[end], opened, emitted, begin)
                    known = {tag: p for tag, p in known.items() if tag not in guessed}
                if known:
                    allowed_known = [pair for pair in known.items() if pair[0] in allowed]
                    reach_known(rows[end], back[end], states, allowed_known, begin)
        return rows, back

    def opened(self, states: list[State], allowed: frozenset[int]) -> list[Opened]:
        """The new states that one morpheme of an open class more leads to: the best way to each."""
        best: dict[int, Opened] = {}
        for state, p, _ in states:
            for new, tag, step in self.open_steps[state]:
                if tag in allowed and (new not in best or p + step > best[new][2]):
                    best[new] = (new, tag, p + step, state)
        return list(best.values())

    def last_known(self, form: str, begin: int) -> int:
        """The last place of a form where a morpheme of the model that begins here can end."""
        head = form[begin : begin + HEAD_LENGTH]
        if begin + HEAD_LENGTH >= len(form):
            return len(form)
        found = self.heads.get(head)
        if found is None:
            found = self.heads[head] = self.model.begins(head)
        return len(form) if found else begin + HEAD_LENGTH

    def known(self, stretch: str) -> Row:
        """The tags a stretch of a form has as a morpheme, with log p(stretch | tag)."""
        found = self.stretches.get(stretch)
        if found is None:
            if len(self.stretches) > KEPT:
                self.stretches.clear()
                self.heads.clear()
            found = self.stretches[stretch] = dict(self.model.pairs(MORPHEME, stretch))
        return found

    def guessed(self, stretch: str, whole: bool) -> Row:
        """Log p of an unknown morpheme for each open class, by its end and its length."""
        size = len(stretch)
        tail = stretch[max(1, size - LONGEST_SUFFIX) :]
        key = (tail, min(size, LONGEST_LENGTH), whole)
        found = self.guesses.get(key)
        if found is None:
            if len(self.guesses) > KEPT:
                self.guesses.clear()
            found = self.guesses[key] = self.guess(*key)
        return found

    def guess(self, tail: str, size: int, whole: bool) -> Row:
        """`guessed` for an end of at most LONGEST_SUFFIX letters, a length, and whether alone."""
        ends, less = self.ends(tail), WHOLE if whole else 0.0
        return {tag: p + ends[tag] - less for tag, p in self.sized[size].items()}

    def ends(self, tail: str) -> Row:
        """Log p of the longest end of `tail` that is known, for each open class."""
        found = self.tails.get(tail)
        if found is None:
            if len(self.tails) > KEPT:
                self.tails.clear()
            shorter = self.ends(tail[1:]) if tail else NOTHING
            found = self.tails[tail] = shorter | dict(self.model.pairs(SUFFIX, tail))
        return found

    @cached_property
    def sized(self) -> list[Row]:
        """For each length, log p of an unknown morpheme of that length for each open class."""
        small = self.model.small
        return [
            {
                tag: -math.inf
                if (length := small.lengths[tag][size]) is None
                else small.unknown + hapax + length
                for tag, hapax in small.hapax.items()
            }
            for size in range(LONGEST_LENGTH + 1)
        ]

    def lemma(self, word: str, tag: int) -> str:
        """The lemma of a word under a part of speech."""
        form = word.lower()
        name = self.names[tag]
        kind = name.split("(")[0]
        path = ((form, tag),) if tag in self.atomic else self.path(form, tag)
        if path is None:
            return form
        outside = self.model.small.endings.get(kind, [])
        stems = [part for part in path if part[1] not in outside] or path
        *before, (last, last_tag) = stems
        last_name = self.names[last_tag]
        if last_name[:2] == name[:2] or last_name.startswith("SUF"):
            last = self.model.stem(last_tag, last)
        return self.dictionary("".join(part for part, _ in before) + last, kind, tag)

    def dictionary(self, stem: str, kind: str, tag: int) -> str:
        """The stem with what a dictionary adds to it: a verb's infinitive ending, a capital."""
        added = self.model.small.lemma_suffixes.get(kind, {})
        marked = f"#{stem}"
        longest = max(map(len, added), default=0)
        ends = (marked[-size:] for size in range(min(longest, len(marked)), 0, -1))
        suffix = next((added[end] for end in ends if end in added), "")
        stem = stem[0].upper() + stem[1:] if tag in self.capitals else stem
        return stem + suffix

    def _path(self, form: str, tag: int) -> Path | None:
        """The likeliest morphemes of a form with their tags; known ones only, if that is possible.

        None where the form cannot be of this part of speech.
        """
        leading = self.reaching.get(-tag, frozenset())
        for known_only in (True, False):
            rows, back = self.lattice(form, leading, known_only=known_only)
            ends = [
                (p + step, state)
                for state, p in rows[-1].items()
                for end, step in self.final.get(state, ())
                if end == -tag
            ]
            if ends:
                return tuple(trace(form, max(ends, key=itemgetter(0))[1], back))
        return None

    @cached_property
    def reaching(self) -> dict[int, frozenset[int]]:
        """For each end of a word, the tags from which it is reached in one step or more."""
        before: dict[int, set[int]] = defaultdict(set)
        for state in self.inner:
            following = (*self.inner[state], *(end for end, _ in self.final[state]))
            for tag in following:
                before[tag].add(state % BASE)
        return {end: closed(before, end) for end in self.tags.values() if end < 0}

    @cached_property
    def atomic(self) -> frozenset[int]:
        """The parts of speech whose words are never taken apart."""
        return frozenset(-end for end, tags in self.reaching.items() if len(tags) == 2 and -end in tags)

    @cached_property
    def capitals(self) -> frozenset[int]:
        """The parts of speech whose lemmas begin with a capital letter."""
        return frozenset(self.model.small.capitalised)


def followed(row: Row) -> list[tuple[int, float]]:
    """The states of a row worth going on from: the BEST, and those within MARGIN of the next."""
    if len(row) <= BEST:
        return list(row.items())
    bound = sorted(row.values(), reverse=True)[BEST] - MARGIN
    return [(state, p) for state, p in row.items() if p >= bound]


def reach_guessed(
    row: Row, back: dict[int, tuple[int, int]], opened: list[Opened], emitted: Row, begin: int
) -> None:
    """Enter into `row` where the `opened` states come to with a morpheme's log p by tag."""
    for new, tag, p, state in opened:
        total = p + emitted[tag]
        if total > row.get(new, -math.inf):
            row[new] = total
            back[new] = (state, begin)


def reach_known(
    row: Row,
    back: dict[int, tuple[int, int]],
    states: list[State],
    morphemes: list[tuple[int, float]],
    begin: int,
) -> None:
    """Enter into `row` where the `states` at `begin` come to by one known morpheme more."""
    for state, p, steps in states:
        base = state % BASE * BASE
        for tag, emitted in morphemes:
            step = steps.get(tag)
            if step is not None and p + step + emitted > row.get(base + tag, -math.inf):
                row[base + tag] = p + step + emitted
                back[base + tag] = (state, begin)


def trace(form: str, state: int, back: Back) -> list[tuple[str, int]]:
    """The morphemes and their tags on the path that ends in `state`."""
    end, path = len(form), []
    while end > 0:
        before, begin = back[end][state]
        path.append((form[begin:end], state % BASE))
        state, end = before, begin
    return path[::-1]


def closed(before: dict[int, set[int]], end: int) -> frozenset[int]:
    """All tags from which `end` is reached."""
    found: set[int] = set()
    waiting = [end]
    while waiting:
        new = before.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return frozenset(found)


def log_sum(a: float, b: float) -> float:
    """The logarithm of exp(a) + exp(b)."""
    high, low = (a, b) if a > b else (b, a)
    return high + math.log1p(math.exp(low - high))


@cache
def morphology() -> Morphology:
    """The one morphology of this process."""
    return Morphology(load())
