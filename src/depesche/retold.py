"""In: a text of one's own, the dispatches that it comes from, a moment. Out: the claims that it repeats, by sentence.

A text that was written anew shares few words with its dispatches. So it is read as a dispatch is, and
each of its statements looks for the claim of the same stories that it would join; it joins none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from sqlalchemy import Connection

from depesche import german
from depesche.core.claim_status import Member
from depesche.core.claims import Told
from depesche.core.dispatch import Dispatch, Span
from depesche.core.matter import Matter
from depesche.core.own import Block, Page
from depesche.core.reading import Reading
from depesche.german.rarity import before_noun, rarity
from depesche.german.terms import terms
from depesche.ledger.outdated import Near, Outdated, outdated
from depesche.ledger.stories import CANDIDATES, asked
from depesche.ledger.story_features import Words, features
from depesche.repeated import Like, alike
from depesche.steps.telling import telling
from depesche.store.claims import standings
from depesche.store.passages import posted
from depesche.store.prepared import Prepared

GAP = "\n\n"
HEADINGS = frozenset(("title", "h1", "h2", "h3", "h4", "h5", "h6"))
TOLD_BY = 60
"""Dispatches whose stories are looked into."""
SHARED, LIKELY = 3, 0.5
"""Words that a paragraph and a story have to share, and what of the likeliest story's weight another needs."""
STORIES = Prepared("SELECT DISTINCT own FROM story_members WHERE number IN :numbers ORDER BY own LIMIT 24")


class Stale(NamedTuple):
    """A stale statement of a text: the block that it stands in, where it begins there, what is stale."""

    block: Block
    begin: int
    found: Outdated


def stale(connection: Connection, page: Page, numbers: Iterable[int], at: str) -> list[Stale]:
    """What in a text repeats claims that no longer stand, by the stories of these dispatches."""
    dispatch = _dispatch(page)
    reading = german.read(dispatch)
    stories = _stories(connection, numbers, Matter(dispatch, reading, at, terms))
    told = telling(dispatch, reading).told if stories else ()
    like = alike(connection, stories, told)
    members = _members(connection, {each.claim for some in like.values() for each in some}, at)
    found = []
    for one in told:
        near = list(_near(like.get(one.place, ()), members))
        fault = outdated(one, near, _day(reading, one.place))
        if fault:
            placed = _placed(page, reading.statements[one.place].content[0][0], fault)
            if placed.block.element not in HEADINGS or one.figures:
                found.append(placed)
    return found


def _members(connection: Connection, claims: Collection[str], at: str) -> dict[str, tuple[Member, ...]]:
    return {one.id: one.members for one in standings(connection, sorted(claims), at, lambda _, __: True)}


def _day(reading: Reading, place: int) -> str:
    """The TIMEX3 value of the only day that a statement gives, "" where it gives none or several."""
    values = {
        reading.times[i].value.partition("T")[0]
        for i in reading.statements[place].times
        if reading.times[i].type in ("DATE", "TIME")
    } - {"XXXX-XX-XX"}
    return values.pop() if len(values) == 1 else ""


def _near(like: Sequence[Like], members: Mapping[str, Sequence[Member]]) -> Iterator[Near]:
    """The statements of the claims, with how like they are: those that are not compared themselves say the
    same as one that is."""
    by_claim: defaultdict[str, list[Like]] = defaultdict(list)
    for each in like:
        by_claim[each.claim].append(each)
    for claim, some in by_claim.items():
        for member in members.get(claim, ()):
            best = max(some, key=lambda each: _resembles(each.told, member))
            alike = _resembles(best.told, member) >= (0, 0.3)
            yield Near(member, best.told, best.score if alike else 0.0)


def _resembles(told: Told, member: Member) -> tuple[float, float]:
    if told.id == member.statement:
        return 2, 1
    mine, theirs = set(told.words.lower().split()), set(member.words.lower().split())
    return told.figures == member.figures, len(mine & theirs) / len(mine | theirs)


def _stories(connection: Connection, numbers: Iterable[int], matter: Matter) -> tuple[str, ...]:
    """The stories of the dispatches, and those that a paragraph, or the whole, shares most words with."""
    found = dict.fromkeys(STORIES.column(connection, numbers=list(numbers)[:TOLD_BY]))
    one = features(matter, rarity, before_noun)
    parts = [(words, asked(words)) for words in (one.words, *one.parts)]
    known = posted(connection, (term for _, terms_ in parts for term in terms_))
    for words, terms_ in parts:
        found |= dict.fromkeys(_likest(words, {term: known[term] for term in terms_ if term in known}))
    return tuple(found)


def _likest(words: Words, postings: Mapping[str, Iterable[str]]) -> list[str]:
    weights: defaultdict[str, float] = defaultdict(float)
    shared: Counter[str] = Counter()
    for term, stories in postings.items():
        for story in stories:
            weights[story] += words.weights[term] * words.rarity[term]
            shared[story] += 1
    best = max(weights.values(), default=0.0)
    found = [story for story in weights if shared[story] >= SHARED and weights[story] >= LIKELY * best]
    return sorted(found, key=lambda story: (-weights[story], story))[:CANDIDATES]


def _dispatch(page: Page) -> Dispatch:
    text = GAP.join(one.text for one in page.blocks)
    body = tuple((begin, end) for begin, end in _places(page) if end > begin)
    return Dispatch(id=page.name, text=text, kind="digest", paragraphs=body, body=body)


def _places(page: Page) -> Iterator[Span]:
    ends = accumulate(len(one.text) + len(GAP) for one in page.blocks)
    for one, end in zip(page.blocks, ends, strict=True):
        yield end - len(GAP) - len(one.text), end - len(GAP)


def _placed(page: Page, at: int, fault: Outdated) -> Stale:
    places = zip(page.blocks, _places(page), strict=True)
    return next(Stale(block, at - begin, fault) for block, (begin, end) in places if at < end)
