"""In: what dispatches are compared by. Out: which one a dispatch revises or copies, how, and why.

Every dispatch has a place in one order that only its own content decides, and what it revises is
the best of all that come in question, by that order too. So it does not matter in which order they
arrive: a predecessor that comes late is the predecessor all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal, NamedTuple

import msgspec

from depesche.core.dispatch import Kind
from depesche.ledger.likeness import ALIKE, CLOSE, CREDITED, Wording, likeness, of_one_mould, vocabulary

Relation = Literal["update", "correction", "repeat", "withdrawal", "duplicate", "copy"]
Basis = Literal["version", "same text", "named", "headline", "likeness", "follows"]
RANK: dict[str, int] = {
    "version": 5, "same text": 4, "named": 3, "headline": 1, "likeness": 1, "follows": 0,
}  # fmt: skip
REVISING: tuple[Kind, ...] = ("update", "correction", "repeat", "withdrawal")
FLASH, BYTES = 30, 4
"""Words of a flash at most; bytes of a word as it is kept."""
DAYS = 3
"""Days within which likeness makes a revision or a copy where nothing is named."""
NAMED_DAYS = 30
HOURS = 8
"""Hours within which a full dispatch follows a flash, and a summary the one before it; what says that it
replaces something, that day and the next."""
FOLLOWS = 0.33
"""Share of a flash's telling words that what follows it tells again."""
DECLARED = 0.28
"""The same where the later one says that it replaces something."""
SUMS_UP = 0.45
SAME_NAMES = 3
SUMS_UP_NAMED = 0.3
"""Enough for a summary that has at least `SAME_NAMES` of the other's names, and half of them:
a summary of the evening tells the morning's event in other words."""
COUNTED = 100
"""Below it the number of a summary counts ("ROUNDUP 2"), from it on it is a clock time."""
FEWEST = 3
HEADLINE_WORDS = 3
SAME_HEADLINE = 0.3
"""Likeness that copy of the same headline has at least where nothing says that it is a revision."""


class Named(msgspec.Struct, frozen=True):
    """How a notice names another dispatch: its headline's words, its day (ISO), its clock time.

    `stops`: whether it says that the other must not be used. `words`: the naming as printed.
    """

    headline: tuple[int, ...] = ()
    day: str | None = None
    clock: str | None = None
    stops: bool = False
    words: str = ""


class Traits(msgspec.Struct, frozen=True, dict=True):
    """What revisions of a dispatch are told by.

    `item` is what all versions of it share, `items` are those it names. `moment` (UTC) is when it
    went out: where only the day is known, the day's beginning, and for a kind that follows others
    its end. `digest` is one for one wording of headline and copy. `shingles` are what
    the like of it is found by, `series` prefixes that are
    no kind. `places` are the dateline's. `lead` and `content` are the telling words of its
    beginning and of all of it.
    """

    id: str
    kind: Kind
    moment: str
    day: int
    digest: int
    wording: Wording
    shingles: tuple[int, ...] = ()
    agency: str = ""
    agency_words: tuple[int, ...] = ()
    item: str | None = None
    items: tuple[str, ...] = ()
    version: int | None = None
    clock: str | None = None
    local_day: str | None = None
    number: int = 0
    headline: tuple[int, ...] = ()
    series: tuple[str, ...] = ()
    summary: bool = False
    lead: tuple[int, ...] = ()
    content: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    named: tuple[Named, ...] = ()

    @cached_property
    def order(self) -> str:
        """Its place among all dispatches, as text that sorts: by moment, and where that is one,
        by kind, by the number of a summary, by length; its id at the very end."""
        return f"{self.moment}/{KINDS[self.kind]}{self.number:05}/{len(self.wording.words):06}/{self.id}"

    @property
    def version_order(self) -> str:
        """Its place among the versions of its item: by version number, which no clock that runs
        backwards disturbs, then by `order`."""
        return f"{min(self.version or 0, 10**20 - 1):020}/{self.order}"

    @property
    def delivery_order(self) -> str:
        """Its place among dispatches of the same text: those first that have a name of their own,
        so that a nameless delivery of it is a second one whatever its clock says."""
        return f"{0 if self.item else 1}/{self.order}"


KINDS: dict[Kind, int] = {
    "flash": 0, "report": 1, "advisory": 2, "digest": 3, "update": 4, "correction": 5, "repeat": 6,
    "withdrawal": 7,
}  # fmt: skip


class Link(NamedTuple):
    """What a dispatch revises or copies: the other's number, how, told by what, how surely (0 to
    1), and why in a sentence."""

    other: int
    relation: Relation
    basis: Basis
    score: float
    because: str


class Candidate(NamedTuple):
    """A dispatch that another may revise: its number, its traits, what speaks for it."""

    number: int
    traits: Traits
    basis: Basis
    score: float
    because: str


def best(later: Traits, candidates: Iterable[Candidate]) -> Link | None:
    """The one that `later` revises: by the surest basis, then the closest, then the latest that
    is earlier."""
    chosen = max(candidates, key=lambda one: _weight(later, one), default=None)
    if chosen is None:
        return None
    how = relation(later, chosen.traits)
    return Link(chosen.number, how, chosen.basis, chosen.score, chosen.because)


def _weight(later: Traits, one: Candidate) -> tuple[int, bool, bool, str]:
    close = one.score >= CLOSE if one.basis == "likeness" else not _flash_summed_up(later, one)
    return RANK[one.basis], one.traits.order < later.order, close, one.traits.order


def _flash_summed_up(later: Traits, one: Candidate) -> bool:
    """Whether a summary would replace a flash, which the full dispatch has replaced already."""
    return one.basis == "follows" and later.summary and one.traits.kind == "flash"


def relation(later: Traits, earlier: Traits) -> Relation:
    """How the later one revises the earlier: by what it says itself, else by whether it differs."""
    same = later.digest == earlier.digest
    version = later.item is not None and later.item == earlier.item and later.version != earlier.version
    if same and later.kind == earlier.kind and not version:
        return "duplicate"
    if later.kind in REVISING:
        return later.kind  # type: ignore[return-value]
    if any(one.stops and (calls(one, earlier) or earlier.item in later.items) for one in later.named):
        return "withdrawal"
    return "duplicate" if same else "update"


def version_of(number: int, later: Traits, earlier: Traits) -> Candidate:
    """The version of the same item before this one as a candidate."""
    known = later.version is not None and earlier.version is not None
    numbers = f": {earlier.version}, then {later.version}" if known else ""
    said = f"Versions of the same item{numbers}."
    if known and later.version == earlier.version and later.digest != earlier.digest:
        said = f"The same item and the same version number {later.version}, but another text."
    return Candidate(number, earlier, "version", 1.0, said)


def same_text(number: int, later: Traits, earlier: Traits) -> Candidate | None:
    """A dispatch of the same wording as a candidate; None where it is too long ago."""
    if not one_agency(later, earlier) or abs(later.day - earlier.day) > DAYS:
        return None
    return Candidate(number, earlier, "same text", 1.0, "The same headline and the same text.")


def named(number: int, later: Traits, earlier: Traits) -> Candidate | None:
    """A dispatch that a notice of this one names, as a candidate; None where it does not."""
    if earlier.item is not None and earlier.item in later.items and earlier.item != later.item:
        if not (later.order < earlier.order and later.item and later.item in earlier.items):
            return Candidate(number, earlier, "named", 1.0, f"It names {earlier.item}.")
    if not one_agency(later, earlier) or abs(later.day - earlier.day) > NAMED_DAYS:
        return None
    for one in later.named:
        if calls(one, earlier):
            return Candidate(number, earlier, "named", 0.95, f"It names the dispatch: {one.words}")
    return None


def calls(one: Named, other: Traits) -> bool:
    """Whether a notice's naming fits a dispatch in all that it says."""
    if one.day and other.local_day and one.day != other.local_day:
        return False
    if one.clock and other.clock and one.clock != other.clock:
        return False
    if one.headline:
        return _same_words(one.headline, other.headline)
    return bool(one.clock and other.clock)


def _same_words(quoted: tuple[int, ...], headline: tuple[int, ...]) -> bool:
    if quoted == headline:
        return bool(quoted)
    short, long = sorted((quoted, headline), key=len)
    if len(short) < HEADLINE_WORDS:
        return False
    return len(set(short) & set(long)) >= 0.8 * len(set(short)) and 2 * len(short) >= len(long)


def headed(number: int, later: Traits, earlier: Traits) -> Candidate | None:
    """A dispatch of the same headline as a candidate; None where that says too little."""
    if later.headline != earlier.headline or len(later.headline) < HEADLINE_WORDS:
        return None
    if not _may_revise(later, earlier):
        return None
    score = likeness(later.wording, earlier.wording)
    declared = later.kind in ("correction", "repeat", "withdrawal")
    if not declared and (score < SAME_HEADLINE or not _told_again(later, earlier)):
        return None
    return Candidate(number, earlier, "headline", max(score, 0.9), "It has the same headline.")


def alike(number: int, later: Traits, earlier: Traits) -> Candidate | None:
    """A dispatch of nearly the same wording as a candidate; None where it is not alike."""
    if not _may_revise(later, earlier):
        return None
    score = likeness(later.wording, earlier.wording, ALIKE)
    if score < ALIKE or not (_told_again(later, earlier) or _says_so(later, score)):
        return None
    said = f"The shorter text's wording is to {score:.0%} in the longer one."
    return Candidate(number, earlier, "likeness", round(score, 3), said)


def follows(number: int, later: Traits, earlier: Traits) -> Candidate | None:
    """A flash, or for a summary what it sums up, as a candidate; None where it tells something
    else."""
    flash = earlier.kind == "flash" and later.kind not in ("flash", "digest")
    if not (flash or seeks(later)) or not _may_revise(later, earlier) or not _soon(later, earlier):
        return None
    share = telling(later, earlier)
    if share < (DECLARED if declares(later) else FOLLOWS if flash else _sums_up_from(later, earlier)):
        return None
    what = "the flash before it" if flash else "the dispatch that it sums up"
    what = "its agency's dispatch before it" if declares(later) and not flash else what
    said = f"It tells what {what} told: {share:.0%} of its telling words."
    return Candidate(number, earlier, "follows", round(share, 3), said)


def declares(one: Traits) -> bool:
    """Whether a dispatch says that it replaces another, whatever its wording."""
    return one.kind in ("update", "correction", "repeat") and bool(one.agency)


def seeks(one: Traits) -> bool:
    """Whether a dispatch has one before it that may be told in other words."""
    return one.summary or declares(one)


def _sums_up_from(later: Traits, earlier: Traits) -> float:
    first, second = set(earlier.names), set(later.names)
    shared = len(first & second)
    named = shared >= SAME_NAMES and 2 * shared >= min(len(first), len(second))
    return SUMS_UP_NAMED if named else SUMS_UP


def telling(later: Traits, earlier: Traits) -> float:
    """The share of the earlier one's telling words that the later one has; 0 where the two
    have too few, or no name and no dateline in common."""
    shared = set(earlier.lead) & set(later.content)
    somewhere = set(earlier.names) & set(later.names) or set(earlier.places) & set(later.places)
    if len(shared) < FEWEST or not somewhere:
        return 0.0
    return len(shared) / len(set(earlier.lead))


def copied(number: int, later: Traits, earlier: Traits) -> Link | None:
    """The link of a copy to another agency's dispatch that it has its text from, or None."""
    if one_agency(later, earlier) or abs(later.day - earlier.day) > DAYS or later.kind == "withdrawal":
        return None
    if of_one_mould(later.wording, earlier.wording):  # quicker told than likeness, and most are
        return None
    credit = bool(earlier.agency_words) and vocabulary(later.wording).issuperset(earlier.agency_words)
    least = CREDITED if credit else ALIKE if _long(later, earlier) else CLOSE
    score = likeness(later.wording, earlier.wording, least)
    if score < least:
        return None
    said = f"The wording is to {score:.0%} that of {earlier.agency or 'an unknown agency'}"
    said += ", which it gives as its source." if credit else "."
    return Link(number, "copy", "likeness", round(score, 3), said)


def _long(one: Traits, other: Traits) -> bool:
    """Whether both have words enough for a part of them to tell a copy: two flashes are alike by themselves."""
    return min(len(one.wording.words), len(other.wording.words)) >= FLASH * BYTES


def one_agency(one: Traits, other: Traits) -> bool:
    """Whether two dispatches can be of the same agency."""
    return one.agency == other.agency or not (one.agency and other.agency)


def _told_again(later: Traits, earlier: Traits) -> bool:
    """Whether two texts tell the same thing, and not only in the same mould."""
    same = later.headline == earlier.headline and later.day == earlier.day and later.headline
    return bool(same) or not of_one_mould(later.wording, earlier.wording)


def _says_so(later: Traits, score: float) -> bool:
    """Whether it says itself that it corrects or repeats, and has the wording: then its figures and
    names may be what was corrected."""
    return later.kind in ("correction", "repeat") and score >= CLOSE


def _may_revise(later: Traits, earlier: Traits) -> bool:
    return (
        earlier.order < later.order
        and earlier.digest != later.digest
        and one_agency(later, earlier)
        and later.day - earlier.day <= DAYS
        and (later.series == earlier.series or (later.summary and not later.series))
        and (later.kind in REVISING or _one_place(later, earlier))
        and (later.kind == "digest") == (earlier.kind == "digest")
    )


def _one_place(one: Traits, other: Traits) -> bool:
    """Whether two dispatches can be from one place: what is told in the same words of two towns is
    one mould, unless the later one says that it revises."""
    return not (one.places and other.places) or bool(set(one.places) & set(other.places))


def _soon(later: Traits, earlier: Traits) -> bool:
    if later.summary and earlier.kind != "flash":
        next_one = earlier.summary and earlier.number < later.number < COUNTED
        if next_one or later.day == earlier.day:
            return True
    if declares(later) and later.day - earlier.day <= 1:
        return True
    if later.clock and earlier.clock:
        hours = 24 * (later.day - earlier.day) + int(later.clock[:2]) - int(earlier.clock[:2])
        return hours <= HOURS
    return later.day == earlier.day
