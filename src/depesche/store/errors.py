"""What can go wrong with a store, each with a sentence for people."""

from __future__ import annotations

from depesche.core.errors import DepescheError


class StoreError(DepescheError):
    """The store cannot do what was asked of it. What was committed before stays."""


class StoreMissing(StoreError):
    """There is no store at this address, and the caller only wants to read."""


class StoreNewer(StoreError):
    """A newer version of the program made the store: its schema is not known here."""


class StoreOlder(StoreError):
    """The store has an older schema, and may not be written to in order to upgrade it."""


class StoreReadOnly(StoreError):
    """The store may not be written to."""


class StoreFull(StoreError):
    """There is no room left where the store lies."""


class StoreBusy(StoreError):
    """Somebody else has been writing for longer than we wait."""


class StoreLost(StoreError):
    """The connection broke off, or the server went away. Trying again may help."""


class StoreDamaged(StoreError):
    """What lies there is no store, or a damaged one."""
