"""What can go wrong on the way to a feed or a queue."""

from __future__ import annotations

from depesche.core.errors import DepescheError


class TransportError(DepescheError):
    """A feed or a queue did not give what was asked of it. `retry_after`: seconds that it asks to
    be left alone for, where it says so."""

    retry_after: float | None = None
