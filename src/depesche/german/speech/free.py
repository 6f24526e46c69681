"""In: sentences not yet attributed. Out: those that carry a source on by Konjunktiv or by sollen."""

from __future__ import annotations

from depesche.core.reading import Mode
from depesche.german.clauses import Clause, Parse
from depesche.german.found import Found, Voice
from depesche.german.sheet import Token

NOT_REPORTED = frozenset(("möchte", "möchten", "sollte", "sollten", "dürfte", "dürften", "könnte", "müsste"))
GOING_ON = frozenset(
    "er sie dabei demnach danach außerdem zudem auch ferner weiter darüber so dort "
    "dieser diese dieses dann anschließend zuvor daraufhin".split()
)
STATES = frozenset(
    "handeln leben liegen geben betragen stammen befinden bestehen gehören kennen wissen "
    "verfügen umfassen stehen dauern kosten heißen".split()
)


def main_clause(parse: Parse) -> Clause | None:
    """The sentence's first main clause with a finite verb."""
    return next((c for c in parse.clauses if c.kind in {"main", "v1"} and c.finite >= 0), None)


def konjunktiv(tokens: tuple[Token, ...], parse: Parse, follows: bool) -> bool:
    """Does the sentence stand in reported Konjunktiv? `follows`: the one before was attributed.

    Konjunktiv I reports by itself. Konjunktiv II stands in for it in the plural ("würden"), and is
    taken so behind attributed text only; in the singular it is more often a condition.
    """
    clause = main_clause(parse)
    if clause is None:
        return False
    finite = tokens[clause.finite]
    if finite.mood == "k1":
        return not (finite.low in {"sei", "möge"} and clause.kind == "v1")
    return finite.mood == "k2" and follows and finite.low not in NOT_REPORTED


def hearsay(tokens: tuple[Token, ...], parse: Parse, follows: bool) -> int:
    """The place of a present "soll(en)" that reports, or -1.

    With a perfect infinitive or a verb of state it reports what is said to be so; with others it
    states a plan, which is somebody's only where the sentence before was attributed.
    """
    clause = main_clause(parse)
    if clause is None or tokens[clause.finite].low not in {"soll", "sollen"}:
        return -1
    return clause.finite if follows or of_facts(tokens, clause) else -1


def of_facts(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Does the verb under "soll" tell what is or was so, not what is to come?"""
    forms = [tokens[i] for i in clause.rest]
    perfect = any(t.low in {"haben", "sein"} for t in forms)
    return perfect or any(t.lemma.lower() in STATES for t in forms[-1:])


def takes_up(tokens: tuple[Token, ...], parse: Parse) -> bool:
    """Does the sentence open with a word that goes on with what was told before?"""
    return tokens[parse.sentence.first].low in GOING_ON


def whole(parse: Parse, mode: Mode, voices: tuple[Voice, ...], rule: str, cue: tuple[int, ...] = ()) -> Found:
    """The whole sentence, full stop in, as one statement."""
    span = (parse.sentence.first, parse.sentence.last)
    return Found(
        mode,
        (span,),
        cue,
        "sollen" if cue else "",
        "modal" if cue else "mood",
        sources=voices,
        rule=rule,
    )
