"""In: a text of one's own, the dispatches that it comes from, a moment. Out: what is stale in its statements.

A text that was written anew shares few words with its dispatches. So it is read as a dispatch is, and
each of its statements is held against those of the same stories that are like it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from depesche.ledger.outdated import Near, Outdated, may_be_stale, outdated, repeats, speaks_against
from depesche.ledger.stories import CANDIDATES, asked
from depesche.ledger.story_features import Words, features
from depesche.repeated import Like, alike
from depesche.steps.telling import telling
from depesche.store.claims import Repeated
from depesche.store.doubts import open_to_doubt
from depesche.store.passages import posted
from depesche.store.prepared import Prepared

GAP = "\n\n"
HEADINGS = frozenset(("title", "h1", "h2", "h3", "h4", "h5", "h6"))
"""Elements that name what a text is about: they claim no more than the numbers in them."""
LEAST = 0, 0.3
"""From which on a member says the same as what it resembles most: the share of words, if the figures differ."""
GONE = ("withdrawn", "corrected")
"""What makes them stale all the same: nobody says any more what they are about."""
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
    doubtful = list(_doubtful(connection, told, like, reading))
    there = Repeated(connection, sorted({each.claim for one in doubtful for each in one.like}), at)
    found = []
    for one in doubtful:
        fault = outdated(one.told, list(_near(one.like, there.members)), one.day, there)
        # a text that tells what stands now as well is fine
        if fault and not any(_tells(other, like, fault.now) for other in told if other != one.told):
            placed = _placed(page, reading.statements[one.told.place].content[0][0], fault)
            if placed.block.element not in HEADINGS or one.told.figures or fault.because in GONE:
                found.append(placed)
    return found


class Doubtful(NamedTuple):
    """A statement in which something can be stale, with what is like it in claims that it repeats or that
    can speak against it; the day that it gives."""

    told: Told
    like: list[Like]
    day: str


def _doubtful(
    connection: Connection, told: Sequence[Told], like: Mapping[int, Sequence[Like]], reading: Reading
) -> Iterator[Doubtful]:
    found = []
    for one in told:
        day = _day(reading, one.place)
        some = like.get(one.place, ())
        said = {each.claim for each in some if repeats(one, each.told, each.score, day)}
        against = {each.claim for each in some if speaks_against(one, each.told, each.score, day)}
        if said and may_be_stale(one):
            found.append((one, some, day, said, against))
    doubted = open_to_doubt(connection, {claim for *_, said, _ in found for claim in said})
    for one, some, day, said, against in found:
        if against or said & doubted:
            yield Doubtful(one, [each for each in some if each.claim in said | against], day)


def _tells(one: Told, like: Mapping[int, Sequence[Like]], now: Member) -> bool:
    """Whether a statement repeats one of a dispatch that counts now."""
    return (
        one.denies == now.denies
        and now.state == "current"
        and any(
            each.told.id == now.statement and repeats(one, each.told, each.score)
            for each in like.get(one.place, ())
        )
    )


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
        bags = [_bag(each.told.words) for each in some]
        for member in members.get(claim, ()):
            theirs = _bag(member.words)
            found = [
                _resembles(each.told, mine, member, theirs) for each, mine in zip(some, bags, strict=True)
            ]
            most = max(found)
            best = some[found.index(most)]
            yield Near(member, best.told, best.score if most >= LEAST else 0.0)


def _bag(words: str) -> frozenset[str]:
    return frozenset(words.lower().split())


def _resembles(
    told: Told, mine: frozenset[str], member: Member, theirs: frozenset[str]
) -> tuple[float, float]:
    """How like a member is what a statement tells, by their words: the same, with the same figures, or so many."""
    if told.id == member.statement:
        return 2, 1
    return told.figures == member.figures, len(mine & theirs) / len(mine | theirs)


def _stories(connection: Connection, numbers: Iterable[int], matter: Matter) -> dict[str, float]:
    """The stories of the dispatches, and those that a paragraph, or the whole, shares most words with; each with
    how much it does, against the likest one."""
    found = dict.fromkeys(STORIES.column(connection, numbers=list(numbers)[:TOLD_BY]), 0.0)
    one = features(matter, rarity, before_noun)
    parts = [(words, asked(words)) for words in (one.words, *one.parts)]
    known = posted(connection, (term for _, terms_ in parts for term in terms_))
    for words, terms_ in parts:
        for story, share in _likest(words, {term: known[term] for term in terms_ if term in known}):
            found[story] = max(found.get(story, 0.0), share)
    return found


def _likest(words: Words, postings: Mapping[str, Iterable[str]]) -> list[tuple[str, float]]:
    weights: defaultdict[str, float] = defaultdict(float)
    shared: Counter[str] = Counter()
    for term, stories in postings.items():
        for story in stories:
            weights[story] += words.weights[term] * words.rarity[term]
            shared[story] += 1
    best = max(weights.values(), default=0.0)
    found = [story for story in weights if shared[story] >= SHARED and weights[story] >= LIKELY * best]
    ordered = sorted(found, key=lambda story: (-weights[story], story))[:CANDIDATES]
    return [(story, weights[story] / best) for story in ordered]


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
