"""In: the id of a rule of speech. Out: what the rule has seen, in a line of `speech_rules.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from depesche.core import toml

FILE = Path(__file__).parent / "data" / "speech_rules.toml"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule of `speech_rules.toml`; the file's header says what its fields mean."""

    id: str
    says: str
    examples: list[str]
    counter: list[str]


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `speech_rules.toml`: rules that find statements, reasons that grade them."""

    rule: list[Rule]
    reason: list[Rule]


@cache
def rules() -> RuleFile:
    """The file's content. Raises msgspec.ValidationError where it is not as its header says."""
    return msgspec.convert(toml.load(FILE), RuleFile)


@cache
def _described() -> dict[str, str]:
    return {rule.id: rule.says for rule in (*rules().rule, *rules().reason)}


def says(rule: str, cue: str = "") -> str:
    """What a rule has seen, with the dictionary form of its cue; "" for a rule not described.

    `speech.direct-nach` and its like, where not described themselves, are told as `speech.direct`.
    """
    known = _described()
    told = known.get(rule) or known.get(rule.partition("-")[0], "")
    return f"{told} ({cue})" if cue else told
