"""What can go wrong, as one family of errors with a sentence for people."""

from __future__ import annotations


class DepescheError(Exception):
    """The base of every error that Depesche raises on purpose.

    `what` says what is wrong, `where` names the input (a path, a line), `advice` what to do.
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what, self.where, self.advice = what, where, advice
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" {self.advice}" if self.advice else "")


class UnreadableInput(DepescheError):
    """The bytes are not a dispatch that any reader knows: empty, binary, too large, malformed."""


class UsageError(DepescheError):
    """The caller asked for something that cannot be: a date that is none, a file that is missing."""
