"""Whether the day that a text gives is one of those that a dispatch gives."""

from __future__ import annotations

import pytest

from depesche.ledger.days import disagree


@pytest.mark.parametrize(
    ("value", "first", "last", "apart"),
    [
        ("XXXX-WXX-3TMO", "2026-06-23", "2026-06-23", True),  # a Tuesday
        ("XXXX-WXX-3", "2026-06-24T08:00", "2026-06-24T08:00", False),
        ("XXXX-WXX-3", "2026-06-23", "2026-06-24", False),  # the night to Wednesday
        ("XXXX-WXX-3", "2026-06-01", "2026-06-30", False),  # a month has every day of the week
        ("XXXX-05-19", "2026-05-21", "2026-05-21", True),
        ("XXXX-05-19", "2026-05-19", "2026-05-19", False),
        ("2025-05-19", "2026-05-19", "2026-05-19", True),
        ("2026-04", "2023-11-01", "2023-11-30", True),
        ("2026-04", "2026-04-17", "2026-04-17", False),
        ("XXXX-XX-XX", "2026-04-17", "2026-04-17", False),
        ("XXXX-05-19", None, None, False),
        ("", "2026-04-17", "2026-04-17", False),
    ],
)
def test_days_that_disagree(value: str, first: str | None, last: str | None, apart: bool) -> None:
    assert disagree(value, first, last) is apart
