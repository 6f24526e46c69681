from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import depesche
from depesche.core.dates import published
from depesche.core.reading import Reading
from depesche.views.explain import explain
from depesche.views.marks import DEEPEST, Mark, segments
from depesche.views.page import Page, chain_words, page, words_at
from depesche.views.safe import shown
from depesche.views.words import (
    bounds_words,
    candidates_words,
    certainty_of,
    date_words,
    mode_words,
)

SAMPLE = Path(__file__).parent / "sample_reading.json"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return msgspec.json.decode(SAMPLE.read_bytes(), type=Reading)


@pytest.fixture(scope="module")
def drawn(reading: Reading) -> Page:
    return page(reading)


def test_the_chain_is_shown_nearest_first(drawn: Page) -> None:
    chains = [chain_words(one.voices) for block in drawn.blocks for one in block.said]
    assert "Lettische Medien ← Gewerkschaftskreise" in chains
    assert "(nobody named)" in chains


def test_a_pronoun_that_names_nobody_is_not_shown_as_a_name() -> None:
    made = depesche.read("KIEL (dpa) - Der Landtag stimmte zu. Demnach darf die Werft verkauft werden.")
    said = [one for block in page(made).blocks for one in block.said if not one.quiet]
    assert [chain_words(one.voices) for one in said] == ["(nobody named)"]


def test_the_agency_s_own_plain_word_has_no_number(drawn: Page) -> None:
    said = [one for block in drawn.blocks for one in block.said]
    assert [one.number for one in said if not one.quiet] == list(range(1, 13))
    assert all(one.mode == "own voice" for one in said if one.quiet)


def test_the_blocks_hold_the_whole_text(drawn: Page) -> None:
    kept = "".join(drawn.text[b.span[0] : b.span[1]] for b in drawn.blocks)
    assert "".join(kept.split()) == "".join(drawn.text.split())


def test_the_place_a_notice_points_to_is_marked(drawn: Page) -> None:
    pointed = [
        drawn.text[s.begin : s.end]
        for block in drawn.blocks
        for s in block.segments
        if any(mark.kind == "notice" for mark in s.over)
    ]
    assert pointed == ["zwölfhundert"]


def test_every_result_is_explained(reading: Reading) -> None:
    results = list(explain(reading))
    assert len(results) == sum(
        map(len, (reading.dispatch.notices, reading.statements, reading.times, reading.findings))
    )
    denial = next(one for one in results if one.what == "statement 4")
    assert [reason.rule for reason in denial.reasons] == ["quote.marks", "negation.kein"]


@given(st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=30))
def test_segments_cover_the_span_without_gap(pairs: list[tuple[int, int]]) -> None:
    marks = [Mark(begin, end, "statement", i) for i, (begin, end) in enumerate(pairs)]
    cut = list(segments((3, 50), marks))
    assert cut[0].begin == 3
    assert cut[-1].end == 50
    assert all(left.end == right.begin for left, right in pairwise(cut))
    opened = [mark for segment in cut for mark in segment.opens]
    assert sorted(opened) == sorted(mark for segment in cut for mark in segment.closes)
    for segment in cut:
        over = [m for m in opened if m.begin <= segment.begin and segment.end <= m.end]
        assert set(segment.over) <= set(over)
        assert len(segment.over) == min(len(over), DEEPEST) or len(over) > DEEPEST


@given(st.text(st.characters()))
def test_shown_text_steers_nothing_and_keeps_its_length(text: str) -> None:
    safe = shown(text)
    assert len(safe) == len(text)
    assert not any(0xD800 <= ord(c) < 0xE000 or c in "\x1b\0\u202e\u2066\x9b" for c in safe)


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2023-09-04", "2023-09-04", "4 September 2023"),
        ("2023-09-01", "2023-09-30", "September 2023"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2023-09-04", "2023-09-25", "4 to 25 September 2023"),
        ("2023-09-04", "2023-11-02", "4 September to 2 November 2023"),
        (None, "2023-09-27", "until 27 September 2023"),
        (None, None, ""),
        ("9999-12-01", "9999-12-31", "December 9999"),
    ],
)
def test_bounds_in_words(earliest: str | None, latest: str | None, words: str) -> None:
    assert bounds_words(earliest, latest) == words


def test_candidates_name_month_and_year_once() -> None:
    assert candidates_words(("2023-09-04", "2023-09-11")) == "4 or 11 September 2023"
    assert candidates_words(("2023-08-28", "2023-09-04")) == "28 August or 4 September 2023"
    assert candidates_words(()) == ""


def test_a_date_known_to_the_month_says_so() -> None:
    assert date_words(published("2023-09")) == "September 2023, day unknown"
    assert date_words(published("2023")) == "2023, month unknown"
    assert date_words(None) == "date unknown"


@given(st.text(max_size=600))
def test_quoted_words_stay_short(text: str) -> None:
    assert len(words_at(text, ((0, len(text)),))) <= 93


def with_part(reading: Reading, **changes: object) -> Page:
    """The page of a reading whose statement 1 has a clause of its own, changed so."""
    whole = reading.statements[0]
    part = msgspec.structs.replace(whole, id="part", mode="plain", part_of=whole.id, **changes)
    statements = (part, *reading.statements)
    return page(msgspec.structs.replace(reading, statements=statements))


def test_a_clause_that_differs_is_told_with_its_whole(reading: Reading, drawn: Page) -> None:
    told = with_part(reading, factuality="PS+")
    said = [one for block in told.blocks for one in block.said]
    assert len(said) == sum(len(block.said) for block in drawn.blocks)
    (part,) = said[0].parts
    assert (part.number, part.certainty.word) == (0, "possible")
    assert [b.segments for b in told.blocks] == [b.segments for b in drawn.blocks]


def test_a_clause_told_as_its_whole_is_not_told_again(reading: Reading, drawn: Page) -> None:
    assert with_part(reading).blocks == drawn.blocks


def test_a_clause_without_its_whole_stands_by_itself(reading: Reading) -> None:
    lost = msgspec.structs.replace(reading.statements[0], part_of="gone")
    said = page(msgspec.structs.replace(reading, statements=(lost,))).blocks
    assert sum(len(block.said) for block in said) == 1


def test_only_the_agency_speaks_in_its_own_voice() -> None:
    assert mode_words("plain", own=True) == "own voice"
    assert mode_words("plain", own=False) == "in the agency's words"
    assert mode_words("indirect", own=True) == "indirect"


def test_a_wording_that_negates_is_not_called_certainly_not() -> None:
    assert certainty_of("CT-", negates=True).word == "certain, negated"
    assert certainty_of("CT-", negates=False).word == "certainly not"
    assert certainty_of("Uu", negates=True).word == "open"
