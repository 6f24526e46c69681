"""Depesche reads a news wire and keeps the record straight.

`depesche.read("BERLIN (dpa) - ...")` gives the Reading of one dispatch, `depesche.read_all` those
of a file's bytes, `depesche.dumps` a reading as the contract's JSON. What they need is loaded when
they are first asked for, so `import depesche` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.core.errors import DepescheError, UnreadableInput, UsageError
    from depesche.core.reading import Reading
    from depesche.pipeline import dumps, read, read_all

__version__ = "0.1.0"
__all__ = ["DepescheError", "Reading", "UnreadableInput", "UsageError", "dumps", "read", "read_all"]

HOMES = {
    "DepescheError": "depesche.core.errors",
    "UnreadableInput": "depesche.core.errors",
    "UsageError": "depesche.core.errors",
    "Reading": "depesche.core.reading",
    "dumps": "depesche.pipeline",
    "read": "depesche.pipeline",
    "read_all": "depesche.pipeline",
}


def __getattr__(name: str) -> object:
    """The public name `name`, its module loaded on first use (PEP 562)."""
    if name not in HOMES:
        raise AttributeError(f"module 'depesche' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return [*__all__, "__version__"]
