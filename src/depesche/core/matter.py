"""One dispatch as the ledger takes it up: the dispatch, its reading, and its words as terms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from depesche.core.dispatch import Dispatch
from depesche.core.reading import Reading
from depesche.core.terms import IndexTerm

LOOKED_AT = 200_000
"""Characters of a text that are compared with other texts."""
Terms = Callable[..., tuple[IndexTerm, ...]]


class Matter:
    """`received`: ISO time in UTC at which it came in. `terms` cuts a text into its words' stems."""

    def __init__(self, dispatch: Dispatch, reading: Reading, received: str, terms: Terms) -> None:
        self.dispatch, self.reading, self.received, self.terms = dispatch, reading, received, terms

    @cached_property
    def words(self) -> tuple[IndexTerm, ...]:
        """The words of `reading.text`, up to LOOKED_AT; offsets are the text's."""
        return self.terms(self.reading.text[:LOOKED_AT])
