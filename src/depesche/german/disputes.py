"""Disputes. In: a sheet with statements. Out: what one source says and another one denies.

Two statements dispute one thing where one is graded positive and the other negative, their nearest
sources differ, and the shorter proposition's content words, by stem, are nearly all found in the
other: names weigh most, nouns and verbs next ("ein Treffen in Wladiwostok" - "dass sich beide in
Wladiwostok treffen"), and what happens according to the denial must be among them. A denial by
pronoun or "Vorwurf" denies the statement right before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from depesche.core.dispatch import Span
from depesche.core.reading import Finding, Source, Statement
from depesche.german.sheet import Sheet, Token
from depesche.german.words import sections

WEIGHTS = {"NE": 2.0, "NN": 1.5, "NNA": 1.5, "NNI": 1.5, "CARD": 1.0, "ADJA": 0.5, "ADJD": 0.5}
VERB = 1.0
COVERAGE, ENOUGH, SHARED = 0.75, 2.5, 2
MOST_PAIRS = 100_000
SAYS = 3
BEHIND = 2


@dataclass(frozen=True, slots=True)
class Proposition:
    """A statement's content as weighted stems; `empty` where it only points to what was said."""

    statement: Statement
    stems: dict[str, float]
    begin: int
    sentence: int
    empty: bool
    heads: frozenset[str]

    @property
    def mass(self) -> float:
        """The weight of all stems."""
        return sum(self.stems.values())


def listed(section: str) -> frozenset[str]:
    """A section of the words about disputes."""
    return sections("disputes.txt")[section]


@cache
def stemmer() -> Any:
    """The Snowball stemmer for German (Porter), made once a process."""
    from Stemmer import Stemmer  # type: ignore[import-not-found]

    return Stemmer("german")


@lru_cache(maxsize=1 << 15)
def stem(lemma: str) -> str:
    """The stem of a lemma in small letters; nouns in -ung share their verb's: Lieferung, liefern."""
    low = lemma.lower()
    if low.endswith("ung") and len(low) > 6:
        base = low[:-3]
        low = base + ("n" if base.endswith(("er", "el")) else "en")
    return str(stemmer().stemWord(low))


def polarity(statement: Statement) -> int:
    """1 where the nearest source holds the content true or possible, -1 where it denies it, else 0."""
    return {"+": 1, "-": -1}.get(statement.factuality[-1], 0)


def disputes(sheet: Sheet) -> Iterator[Finding]:
    """One finding for each denial whose counterpart another source states in the same dispatch."""
    denials = [one for one in sheet.statements if polarity(one) < 0 and attributed(one)]
    if not denials or len(denials) * len(sheet.statements) > MOST_PAIRS:
        return
    affirmed = [
        proposition(sheet, one)
        for one in sheet.statements
        if polarity(one) > 0
        and attributed(one)
        and one.act not in listed("no-claims")
        and not hedged(sheet, one)
    ]
    answered: set[int] = set()
    for statement in denials:
        denial = proposition(sheet, statement)
        found = pointed_at(denial, affirmed) if denial.empty else likest(denial, affirmed)
        if found and found.begin not in answered:
            answered.add(found.begin)
            yield disputed(denial, found)


def attributed(statement: Statement) -> bool:
    """Has the statement a source other than the agency?"""
    return bool(statement.sources) and statement.sources[0].kind != "author"


def hedged(sheet: Sheet, statement: Statement) -> bool:
    """Does the content hold a negation or condition? Then it may not affirm what its words name."""
    tokens = (token for span in spans_of(statement) for token in inside(sheet, span))
    return any(token.low in listed("negations") for token in tokens)


def spans_of(statement: Statement) -> tuple[Span, ...]:
    """What the statement's source commits to."""
    return statement.claimed or statement.content


def proposition(sheet: Sheet, statement: Statement) -> Proposition:
    """The statement's content as weighted stems."""
    apart = said_by(statement)
    tokens = [
        token
        for span in spans_of(statement)
        for token in inside(sheet, span)
        if not any(begin <= token.begin < end for begin, end in apart)
    ]
    heavy = [(token, stem(token.lemma or token.form)) for token in tokens if weight_of(token)]
    stems: dict[str, float] = {}
    for token, key in heavy:
        stems[key] = max(weight_of(token), stems.get(key, 0.0))
    words = [token.low for token in tokens if token.form[0].isalnum()]
    pointing = bool(words) and all(word in listed("pointers") for word in words)
    pointing = pointing and not continued(sheet, statement)
    begin = min((span[0] for span in spans_of(statement)), default=0)
    number = sentence_of(sheet, begin)
    return Proposition(statement, stems, begin, number, pointing, heads(heavy))


def continued(sheet: Sheet, statement: Statement) -> bool:
    """Does a clause go on to say what is denied: "den Vorwurf, Geld genommen zu haben"?"""
    end = max(span[1] for span in spans_of(statement))
    return sheet.text[end : end + 1] == ","


def heads(heavy: list[tuple[Token, str]]) -> frozenset[str]:
    """The stems that say what happens: the verbs', else the first noun's ("ein Treffen in Riga")."""
    verbs = frozenset(key for token, key in heavy if token.tag.startswith("VV"))
    nouns = [key for token, key in heavy if token.tag.startswith("NN")]
    return verbs or frozenset(nouns[:1])


def said_by(statement: Statement) -> list[Span]:
    """The spans that say who says it and how: the cue and the nearest source's mentions."""
    return [*statement.cue, *(span for source in statement.sources[:1] for span in source.mentions)]


def inside(sheet: Sheet, span: Span) -> Iterator[Token]:
    """The tokens within a span."""
    i = bisect_left(sheet.tokens, span[0], key=lambda token: token.begin)
    while i < len(sheet.tokens) and sheet.tokens[i].end <= span[1]:
        yield sheet.tokens[i]
        i += 1


def sentence_of(sheet: Sheet, offset: int) -> int:
    """The number of the sentence that an offset lies in."""
    return bisect_right(sheet.sentences, offset, key=lambda one: one.span[0]) - 1


def weight_of(token: Token) -> float:
    """How much a token says of what a statement is about; 0 for function and light words."""
    if token.low in listed("light") or token.lemma.lower() in listed("light"):
        return 0.0
    if token.low in listed("pointers"):
        return 0.0
    if token.tag.startswith("VV"):
        return VERB
    return WEIGHTS.get(token.tag, 0.0)


def coverage(short: Proposition, long: Proposition) -> tuple[float, float, int]:
    """(share of the shorter's weight that both have, that weight, how many stems)."""
    shared = [weight for key, weight in short.stems.items() if key in long.stems]
    total = short.mass
    return (sum(shared) / total if total else 0.0), sum(shared), len(shared)


def likest(denial: Proposition, affirmed: list[Proposition]) -> Proposition | None:
    """The affirmed proposition most like the denied one, or None where none is like enough."""
    best: tuple[float, float, int] | None = None
    found = None
    for one in affirmed:
        if same_source(denial.statement, one.statement) or overlap(denial, one):
            continue
        if denial.heads.isdisjoint(one.stems):
            continue
        short, long = sorted((denial, one), key=lambda proposition: proposition.mass)
        share, weight, count = coverage(short, long)
        rank = (share, weight, -abs(denial.begin - one.begin))
        if share >= COVERAGE and weight >= ENOUGH and count >= SHARED and (not best or rank > best):
            best, found = rank, one
    return found


def pointed_at(denial: Proposition, affirmed: list[Proposition]) -> Proposition | None:
    """The statement right before a denial that only points back: "Moskau wies das zurück"."""
    before = [one for one in affirmed if one.begin < denial.begin]
    last = max(before, key=lambda one: one.begin, default=None)
    if last is None or last.statement.act not in listed("deniable") or len(last.stems) < SAYS:
        return None
    near = denial.sentence - last.sentence < BEHIND
    return last if near and not same_source(denial.statement, last.statement) else None


def overlap(one: Proposition, other: Proposition) -> bool:
    """Do the two contents share any of the text?"""
    return any(
        a[0] < b[1] and b[0] < a[1] for a in spans_of(one.statement) for b in spans_of(other.statement)
    )


def same_source(one: Statement, other: Statement) -> bool:
    """Is the nearest source of both the same, as far as names tell?"""
    return alike(one.sources[0], other.sources[0])


def alike(one: Source, other: Source) -> bool:
    """Do two sources share an entity or a word of their names?"""
    if one.entity and one.entity == other.entity:
        return True
    if one.kind == "anonymous" or other.kind == "anonymous":
        return one.kind == other.kind and one.name == other.name
    return one.name == other.name or bool(words_of(one.name) & words_of(other.name))


def words_of(name: str) -> set[str]:
    """The words of a source's name, in small letters, function words left out."""
    return {word for word in name.lower().split() if len(word) > 3 and word not in listed("light")}


def disputed(denial: Proposition, other: Proposition) -> Finding:
    """The finding on a denial and what it denies."""
    shared = sorted(set(denial.stems) & set(other.stems))
    denier, teller = (source_name(one.statement) for one in (denial, other))
    how = "points to the statement right before it" if denial.empty else f"shares {', '.join(shared)}"
    return Finding(
        kind="disputed",
        spans=(*spans_of(denial.statement), *spans_of(other.statement)),
        says=f"denied by {denier} ({denial.statement.factuality}), told by {teller}"
        f" ({other.statement.factuality})",
        because=f"dispute.{'pointer' if denial.empty else 'stems'}: the denial {how}",
    )


def source_name(statement: Statement) -> str:
    """The nearest source's name, or "somebody not named"."""
    source = statement.sources[0]
    return source.name if source.name and source.kind == "named" else "somebody not named"
