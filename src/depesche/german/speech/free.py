"""In: sentences not yet attributed. Out: those that carry a source on by Konjunktiv or by sollen."""

from __future__ import annotations

from depesche.german.clauses import Clause, Parse
from depesche.german.found import Found, Voice
from depesche.german.sheet import Token

SUBJUNCTIVE = frozenset(("k1", "k2"))


def main_clause(parse: Parse) -> Clause | None:
    """The sentence's first main clause with a finite verb."""
    return next((c for c in parse.clauses if c.kind in {"main", "v1"} and c.finite >= 0), None)


def konjunktiv(tokens: tuple[Token, ...], parse: Parse, follows: bool) -> bool:
    """Does the sentence stand in reported Konjunktiv? `follows`: the one before was attributed."""
    clause = main_clause(parse)
    if clause is None:
        return False
    finite = tokens[clause.finite]
    if finite.mood == "k1":
        return not (finite.low in {"sei", "möge"} and clause.kind == "v1")
    return finite.mood == "k2" and follows and finite.low not in {"möchte", "möchten"}


def hearsay(tokens: tuple[Token, ...], parse: Parse) -> bool:
    """Is the main verb a present "soll(en)"?"""
    clause = main_clause(parse)
    return clause is not None and tokens[clause.finite].low in {"soll", "sollen"}


def whole(parse: Parse, mode: str, voices: tuple[Voice, ...], rule: str, cue: tuple[int, ...] = ()) -> Found:
    """The whole sentence, full stop in, as one statement."""
    span = (parse.sentence.first, parse.sentence.last)
    return Found(mode, (span,), cue, "sollen" if cue else "", "modal" if cue else "mood",  # type: ignore[arg-type]
                 sources=voices, rule=rule)
