"""When to ask again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.transports.schedule import DAY, after_failure, after_success, due_in, retry_after

NOW = datetime(2024, 5, 13, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120), ("0", 0), ("Mon, 13 May 2024 10:00:30 GMT", 30), ("Mon, 13 May 2024 09:00:00 GMT", 0),
        ("", None), ("soon", None), ("-5", None), ("1.5", None), ("٣", None), ("Mon, 99 May 2024", None),
    ],
)  # fmt: skip
def test_retry_after(written: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": written}, NOW) == seconds
    assert retry_after({}, NOW) is None


@given(st.text(max_size=60))
def test_nothing_that_a_server_writes_there_trips_us(written: str) -> None:
    found = retry_after({"retry-after": written}, NOW)
    assert found is None or found >= 0


@given(st.floats(1, DAY), st.integers(1, 10**6), st.one_of(st.none(), st.floats(0, 1e12)), st.text())
def test_waits_are_never_shorter_than_the_interval_nor_longer_than_a_day_or_so(
    every: float, failures: int, wanted: float | None, name: str
) -> None:
    assert every <= after_failure(every, failures, wanted, name) <= 1.1 * DAY
    assert every <= after_success(every, wanted) <= DAY


def test_a_clock_that_was_set_back_does_not_make_a_source_wait() -> None:
    assert due_in(now=1000, tried=900, pause=300) == 200
    assert due_in(now=1000, tried=900, pause=50) == 0
    assert due_in(now=1000, tried=5_000_000, pause=300) == 0
