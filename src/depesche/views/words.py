"""The contract's codes in words and signs that people read without a manual."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from depesche.core.dates import Published
from depesche.core.reading import Act, Factuality, Mode, Timex


class Certainty(NamedTuple):
    """A factuality value for people: a sign that needs no colour, a word, and what it means."""

    sign: str
    word: str
    means: str


CERTAINTY: dict[Factuality, Certainty] = {
    "CT+": Certainty("++", "certain", "the source commits to it"),
    "PR+": Certainty("+", "probable", "the source thinks it likely, or it is hearsay"),
    "PS+": Certainty("?+", "possible", "the source thinks that it may be so"),
    "Uu": Certainty("??", "open", "the source leaves it open: asked, demanded, not commented"),
    "PS-": Certainty("?-", "possibly not", "the source thinks that it may not be so"),
    "PR-": Certainty("-", "probably not", "the source thinks it unlikely"),
    "CT-": Certainty("--", "certainly not", "the source says that it is not so"),
}
ACTS: dict[Act, str] = {
    "state": "statement", "confirm": "confirmation", "deny": "denial",
    "announce": "announcement", "suspect": "suspicion", "speculate": "speculation",
    "warn": "warning", "demand": "demand", "promise": "promise", "withhold": "no comment",
    "ask": "question", "judge": "judgement",
}  # fmt: skip
MODES: dict[Mode, str] = {
    "direct": "direct", "indirect": "indirect", "free-indirect": "free indirect",
    "indirect-free-indirect": "indirect, by mood alone", "reported": "reported",
    "plain": "in the agency's words",
}  # fmt: skip
OWN = "own voice"
"""A plain statement whose source is the agency itself."""
NEGATED: dict[Factuality, str] = {
    "CT-": "certain, negated", "PR-": "probable, negated", "PS-": "possible, negated",
}  # fmt: skip
"""Grades of a wording that negates in itself: "certainly not" would be read as the contrary."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def mode_words(mode: Mode, own: bool) -> str:
    """How the words are represented; `own`: the agency speaks for itself."""
    return OWN if own and mode == "plain" else MODES[mode]


def certainty_of(factuality: Factuality, negates: bool) -> Certainty:
    """The grade for people; `negates`: the words shown carry the negation themselves."""
    grade = CERTAINTY[factuality]
    return grade._replace(word=NEGATED[factuality]) if negates and factuality in NEGATED else grade


def date_words(published: Published | None) -> str:
    """When a dispatch went out, as "11 September 2023" or "September 2023, day unknown"."""
    if published is None:
        return "date unknown"
    first = published.first
    if published.precision == "year":
        return f"{first.year}, month unknown"
    if published.precision == "month":
        return f"{MONTHS[first.month - 1]} {first.year}, day unknown"
    return day_words(published.earliest)


def day_words(iso: str) -> str:
    """An ISO day as "11 September 2023"; what is none, as it stands."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def bounds_words(earliest: str | None, latest: str | None) -> str:
    """The days between which something lies, said as shortly as they allow; "" for neither."""
    if earliest is None or latest is None:
        return " ".join(
            f"{word} {day_words(day)}" for word, day in (("from", earliest), ("until", latest)) if day
        )
    whole = _whole(earliest, latest)
    return whole or f"{_shorter(earliest, latest)} to {day_words(latest)}"


def candidates_words(days: tuple[str, ...]) -> str:
    """Candidate days as "4, 11, 18 or 25 March 2024", months and years once where they are one."""
    parts = [_shorter(day, after) for day, after in pairwise(days)]
    last = day_words(days[-1]) if days else ""
    return f"{', '.join(parts)} or {last}" if parts else last


def timex_words(timex: Timex) -> str:
    """What a time expression can mean, in one line: candidates if there are, else its bounds."""
    if timex.candidates:
        return candidates_words(timex.candidates)
    return bounds_words(timex.earliest, timex.latest)


def _whole(earliest: str, latest: str) -> str:
    if earliest == latest:
        return day_words(earliest)
    if earliest[:4] == latest[:4] and earliest.endswith("-01-01") and latest.endswith("-12-31"):
        return earliest[:4]
    year, month = int(earliest[:4]), int(earliest[5:7])
    last = f"{earliest[:8]}{monthrange(year, month)[1]}"
    one_month = earliest.endswith("-01") and latest == last
    return f"{MONTHS[month - 1]} {year}" if one_month else ""


def _shorter(day: str, after: str) -> str:
    words = day_words(day).split()
    if day[:7] == after[:7]:
        return words[0]
    return " ".join(words[:2] if day[:4] == after[:4] else words)
