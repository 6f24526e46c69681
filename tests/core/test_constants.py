"""A constant database gives back what was put in, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depesche.core.constants import Constants, packed


@given(st.dictionaries(st.binary(max_size=20), st.binary(max_size=40)), st.binary(max_size=20))
def test_every_key_has_its_value_and_no_other_key_has_one(table: dict[bytes, bytes], other: bytes) -> None:
    constants = Constants(memoryview(packed(table.items())))
    assert all(constants.get(key) == value for key, value in table.items())
    assert constants.get(other) == table.get(other)
