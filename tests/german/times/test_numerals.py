"""Number words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.german.times.numerals import cardinal, ordinal


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("eins", 1), ("zwölf", 12), ("einundzwanzig", 21), ("dreihundertfünfzig", 350),
        ("neunzehnhundertachtundsechzig", 1968), ("zweitausenddreihundert", 2300),
        ("anderthalb", 1.5), ("eineinhalb", 1.5), ("zweieinhalb", 2.5), ("tausend", 1000),
        ("hundertundeins", 101), ("hund", None), ("einig", None), ("dreist", None),
        ("zweifel", None), ("achtung", None), ("", None),
    ],
)  # fmt: skip
def test_cardinal(word: str, value: float | None) -> None:
    assert cardinal(word) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("ersten", 1), ("dritte", 3), ("siebten", 7), ("achter", 8), ("zwanzigste", 20),
        ("einundzwanzigsten", 21), ("zwölften", 12), ("erst", 1), ("zweit", 2), ("drittel", None),
        ("achten", 8), ("neunzigern", None),
    ],
)  # fmt: skip
def test_ordinal(word: str, value: int | None) -> None:
    assert ordinal(word) == value


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_word_is_a_number_or_none(word: str) -> None:
    assert cardinal(word) is None or cardinal(word) == float(str(cardinal(word)))
    assert ordinal(word) is None or int(str(ordinal(word))) >= 0
