"""The lexicon of cues: verbs, nouns and small words that say somebody else stands behind a clause.

The words are in `data/cue_verbs.txt`, `data/cue_nouns.txt` and `data/cue_words.txt`, whose headers
describe the format. Loaded once, on first use; the classes follow STWR, the labels FactBank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import cast, get_args

import msgspec

from depesche.core.errors import DepescheError
from depesche.core.reading import Act, Factuality
from depesche.german.sheet import Token

DATA = Path(__file__).with_name("data")
ACTS = frozenset(get_args(Act))
LABELS = frozenset(get_args(Factuality))
MEDIA = frozenset({"speech", "writing", "thought", "decision", "finding"})
USES = frozenset({"content", "document"})
ARTICLES = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "sein",
        "ihr",
    ]
)
REFLEXIVE = frozenset(["sich", "mich", "mir", "uns", "dich", "dir", "euch"])
NONE = frozenset(["kein", "keine", "keinen", "keinem", "keiner", "keines", "keinerlei"])
SHORTEST_HEAD = 6
"""Letters a noun needs to be recognised as the head of a compound ("Medien|bericht")."""

Outcome = tuple[Act, Factuality]
NEGATED: dict[str, Outcome] = {
    "state": ("withhold", "Uu"),
    "confirm": ("withhold", "Uu"),
    "deny": ("confirm", "CT+"),
    "announce": ("withhold", "Uu"),
    "suspect": ("suspect", "PR-"),
    "speculate": ("withhold", "Uu"),
    "warn": ("suspect", "PR-"),
    "demand": ("demand", "Uu"),
    "promise": ("withhold", "Uu"),
    "withhold": ("state", "CT+"),
    "ask": ("ask", "Uu"),
    "judge": ("judge", "CT-"),
}
"""What a negated cue of each act becomes, unless its entry says otherwise."""


class VerbCue(msgspec.Struct, frozen=True):
    """One use of a reporting verb.

    `lemma` is the lexicon's key ("davon ausgehen"), `verb` its infinitive ("ausgehen"), `prefix`
    its separable prefix or "", `words` the other words it needs in its clause, as `present` gives
    them. `frames` holds dass, v2, zu, ob, direct, np, als, für, pred; `prepositions` those whose
    object is the content. `speaker` is "subject", "none" or the preposition before the source;
    `addressee` "dat", "acc", a preposition or "". `negated` is what it becomes under negation.
    """

    lemma: str
    verb: str
    prefix: str
    words: frozenset[str]
    act: Act
    factuality: Factuality
    medium: str
    strong: bool
    frames: frozenset[str]
    prepositions: tuple[str, ...]
    speaker: str
    addressee: str
    negated: Outcome


class NounCue(msgspec.Struct, frozen=True):
    """One use of a reporting noun: `uses` says whether content hangs on it or it speaks itself.

    `source` is True where "nach" or "zufolge" with it names a source; `anonymous` where nobody
    stands behind it ("Gerücht"). `frames` also holds gen: a genitive is the content.
    """

    lemma: str
    act: Act
    factuality: Factuality
    uses: frozenset[str]
    source: bool
    anonymous: bool
    frames: frozenset[str]
    prepositions: tuple[str, ...]


class WordCue(msgspec.Struct, frozen=True):
    """A preposition, adverb or adjective group: its words in lower case, and the kind of place.

    `place` is before, after, so, back, hearsay, as or adj (see the data file); `lemma` its key.
    """

    words: tuple[str, ...]
    lemma: str
    place: str
    act: Act
    factuality: Factuality


class Entry(msgspec.Struct, frozen=True):
    """A line of a cue file: what stands before the colon, the section's words, the line's own."""

    head: str
    section: tuple[str, ...]
    options: tuple[str, ...]

    def pick(self, allowed: frozenset[str]) -> str:
        """The line's own word of those allowed, else the section's, else ""."""
        for word in (*self.options, *self.section):
            if word in allowed:
                return word
        return ""

    def outcome(self) -> Outcome:
        """Act and label. Raises DepescheError where the section gives none."""
        act, label = self.pick(ACTS), self.pick(LABELS)
        if not act or not label:
            raise DepescheError(f"The cue '{self.head}' has no act or no label.")
        return cast(Outcome, (act, label))

    def marked(self, mark: str) -> tuple[str, ...]:
        """What stands behind a mark ("to:") in the options, in order."""
        return tuple([word[len(mark) :] for word in self.options if word.startswith(mark)])


def entries(name: str) -> Iterator[Entry]:
    """The entries of a cue file in `data/`, in order."""
    section: tuple[str, ...] = ()
    text = DATA.joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("=="):
            section = tuple(line[2:].split())
        elif line and line[0] != "#":
            head, _, options = line.partition(":")
            yield Entry(head.strip(), section, tuple(options.split()))


def readings(head: str) -> Iterator[str]:
    """The lemmas that a head with alternatives ("der Ansicht/Meinung sein") stands for."""
    if "/" not in head:
        yield head
    else:
        yield from map(" ".join, product(*(word.split("/") for word in head.split())))


def fixed_words(words: Iterable[str]) -> frozenset[str]:
    """The words to look for beside a verb: lower case, without articles, "kein" uninflected."""
    low = (word.replace("|", "").lower() for word in words)
    return frozenset("kein" if word in NONE else word for word in low if word not in ARTICLES)


NOTHING: frozenset[str] = frozenset()
STRENGTHS = frozenset({"strong", "weak"})
FRAMES = frozenset(["dass", "v2", "zu", "ob", "direct", "np", "als", "für", "pred", "gen"])


def negated_of(entry: Entry, outcome: Outcome, medium: str) -> Outcome:
    """What the entry becomes when its verb is negated."""
    for written in entry.marked("not:"):
        return cast(Outcome, tuple(written.split("/")))
    if outcome == ("suspect", "PR-"):
        return "state", "CT+"
    if outcome[0] == "announce" and medium == "decision":
        return "announce", "CT-"
    return NEGATED[outcome[0]]


def verb_cues(entry: Entry) -> Iterator[VerbCue]:
    """The cues of one line, one for each lemma it stands for."""
    outcome, medium = entry.outcome(), entry.pick(MEDIA)
    shared = (
        *outcome,
        medium,
        entry.pick(STRENGTHS) == "strong",
        FRAMES.intersection(entry.options),
        entry.marked("+"),
        next(iter(entry.marked("by:")), "subject"),
        next(iter(entry.marked("to:")), ""),
        negated_of(entry, outcome, medium),
    )
    for written in readings(entry.head):
        before, _, verb = written.rpartition(" ")
        prefix, bar, _ = verb.partition("|")
        fixed = fixed_words(before.split()) if before else NOTHING
        lemma, infinitive = written.replace("|", ""), verb.replace("|", "")
        yield VerbCue(lemma, infinitive, prefix if bar else "", fixed, *shared)


@cache
def verbs() -> dict[str, tuple[VerbCue, ...]]:
    """The verb cues by infinitive ("ausgehen"), those that need more words first."""
    found: dict[str, list[VerbCue]] = {}
    for entry in entries("cue_verbs.txt"):
        for cue in verb_cues(entry):
            found.setdefault(cue.verb, []).append(cue)
    return {verb: tuple(sorted(cues, key=needs, reverse=True)) for verb, cues in found.items()}


def needs(cue: VerbCue) -> int:
    """How many words a cue needs beside its verb."""
    return len(cue.words)


@cache
def by_lemma() -> dict[str, VerbCue]:
    """The verb cues by their key ("davon ausgehen"); the first entry of a key counts."""
    found: dict[str, VerbCue] = {}
    for cues in verbs().values():
        for cue in cues:
            found.setdefault(cue.lemma, cue)
    return found


def present(tokens: Iterable[Token]) -> frozenset[str]:
    """The words of a clause as cues name them: lower-case forms and lemmas, "sich", "kein"."""
    found: set[str] = set()
    for token in tokens:
        found.add(token.low)
        if token.lemma:
            found.add(token.lemma.lower())
    if found & REFLEXIVE:
        found.add("sich")
    if found & NONE:
        found.add("kein")
    return frozenset(found)


def fitting(verb: str, words: frozenset[str]) -> tuple[VerbCue, ...]:
    """The cues of an infinitive whose fixed words are all among `words`, the most specific first.

    Cues that need "sich" come before those that do not where it is there.
    """
    return tuple(cue for cue in verbs().get(verb, ()) if cue.words <= words)


@cache
def nouns() -> dict[str, tuple[NounCue, ...]]:
    """The noun cues by dictionary form."""
    found: dict[str, list[NounCue]] = {}
    for entry in entries("cue_nouns.txt"):
        act, label = entry.outcome()
        cue = NounCue(
            lemma=entry.head,
            act=act,
            factuality=label,
            uses=frozenset({entry.pick(USES), *entry.options}) & USES,
            source="nach" in entry.options,
            anonymous="anonymous" in entry.options,
            frames=frozenset(entry.options) & FRAMES,
            prepositions=entry.marked("+"),
        )
        found.setdefault(entry.head, []).append(cue)
    return {lemma: tuple(cues) for lemma, cues in found.items()}


@cache
def heads() -> dict[str, tuple[NounCue, ...]]:
    """The noun cues that can end a compound, by lower-case form."""
    return {key.lower(): cues for key, cues in nouns().items() if len(key) >= SHORTEST_HEAD}


@cache
def noun(lemma: str) -> tuple[NounCue, ...]:
    """The cues of a noun; a compound has those of its head. Empty where it reports nothing."""
    known = nouns().get(lemma)
    if known:
        return known
    low = lemma[:80].lower()
    for begin in range(3, len(low) - SHORTEST_HEAD + 1):
        known = heads().get(low[begin:])
        if known:
            return known
    return ()


@cache
def words() -> dict[str, tuple[WordCue, ...]]:
    """Prepositions, adverbs and adjectives by first word in lower case, longest group first."""
    found: dict[str, list[WordCue]] = {}
    for entry in entries("cue_words.txt"):
        written, _, lemma = entry.head.partition(" = ")
        low = tuple(written.replace(",", " ,").lower().split())
        act, label = entry.outcome()
        cue = WordCue(low, lemma or written, entry.section[0], act, label)
        found.setdefault(low[0], []).append(cue)
    return {
        first: tuple(sorted(cues, key=lambda cue: len(cue.words), reverse=True))
        for first, cues in found.items()
    }


def word_at(tokens: tuple[Token, ...], i: int, last: int) -> tuple[WordCue, ...]:
    """The small-word cues that begin at token `i` and end before token `last`, longest first."""
    return tuple(
        cue
        for cue in words().get(tokens[i].low, ())
        if i + len(cue.words) <= last and all(tokens[i + k].low == word for k, word in enumerate(cue.words))
    )


def prepositions() -> frozenset[str]:
    """The single words that can put a source beside a clause: laut, nach, zufolge, gemäß."""
    return frozenset(
        cue.lemma
        for cues in words().values()
        for cue in cues
        if cue.place in ("before", "after") and len(cue.words) == 1
    )
