"""In: the main clause of a statement. Out: how its own words weaken, negate or leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from depesche.core.reading import Evidence
from depesche.german import cues, hedges
from depesche.german.found import Found, Range
from depesche.german.hedges import Hedge, Hit
from depesche.german.predicates import Hanging, Predicate, span_of

ORDER = ("CT", "PR", "PS", "Uu")
"""Grades, the surest first."""
MEANS = {
    "CT": "makes it certain (CT)", "PR": "makes it probable (PR)",
    "PS": "makes it possible (PS)", "Uu": "leaves it open (Uu)",
}  # fmt: skip
"""What a hedge of a grade says of its clause."""
SPEAKER = frozenset(("ich", "wir", "man"))


@dataclass(frozen=True, slots=True)
class Tone:
    """What the content's own words make of it: grade, sign, an act, why, the clause it is about."""

    grade: str = "CT"
    sign: str = "+"
    act: str = ""
    evidence: tuple[Evidence, ...] = ()
    about: Range | None = None
    hearsay: bool = False


def tone_of(found: Found, whole: Predicate, named: bool, above: Sequence[Hit] = ()) -> Tone:
    """The hedges and the sign of the content's main clause; those of `above` hold too."""
    given = hedges.setting(whole, named, found.mode)
    own = frozenset(found.cue) if found.cue_kind != "modal" else frozenset()
    hits = [hit for hit in hedges.hedges(given) if not any(t.i in own for t in hit.tokens)]
    hits += above
    used = frozenset(token.i for hit in hits for token in hit.tokens)
    denied = [] if found.whole_clause else list(hedges.negations(whole.tokens, used))
    own_thought = thought(whole) if found.mode != "plain" or named else None
    return thinking(own_thought, denied) if own_thought else toned(whole, hits, denied)


def thought(whole: Predicate) -> cues.VerbCue | None:
    """What the speaker says to think: "Ich glaube nicht, dass P" is how sure he is of P."""
    if not any(token.low in SPEAKER for token in whole.tokens) or not whole.hanging:
        return None
    if not any(h.opener in {"dass", "daß"} or h.kind in {"main", "v1", "inf"} for h in whole.hanging):
        return None
    fitting = cues.fitting(whole.verb, cues.present(whole.tokens))
    return fitting[0] if fitting and fitting[0].medium == "thought" else None


def thinking(cue: cues.VerbCue, denied: Sequence[Hit]) -> Tone:
    """The tone of a first-person thought, negated or not."""
    act, label = cue.negated if denied else (cue.act, cue.factuality)
    seen = tuple(noted(hit) for hit in denied if hit.tokens)
    return Tone(label[:2], "-" if label.endswith("-") else "+", act, seen)


def toned(whole: Predicate, hits: Sequence[Hit], denied: Sequence[Hit]) -> Tone:
    """The tone by its hedges, of which the weakest counts, and its negations."""
    seen = tuple(noted(hit) for hit in (*hits, *denied) if hit.tokens)
    sign = "-" if denied else "+"
    if not hits:
        return Tone("CT", sign, evidence=seen)
    weakest = max(hits, key=lambda hit: ORDER.index(cast(Hedge, hit.rule).label))
    rule = cast(Hedge, weakest.rule)
    about = whole.hanging[weakest.hangs] if weakest.hangs >= 0 else None
    strength: str = rule.label
    if denied and rule.negated:
        strength, sign = rule.negated[:2], rule.negated[2:]
    elif rule.sign:
        sign = rule.sign
    return Tone(
        strength,
        sign,
        rule.act,
        seen,
        inner(about) if about else None,
        any(cast(Hedge, hit.rule).anonymous for hit in hits),
    )


def inner(clause: Hanging) -> Range:
    """A clause without "dass"; ob and question words stay."""
    return clause.first + (clause.opener in {"dass", "daß"}), clause.last


def noted(hit: Hit) -> Evidence:
    """A hit as evidence."""
    says = MEANS[hit.rule.label] if isinstance(hit.rule, Hedge) else "negates it"
    return Evidence(hit.rule.id, span_of(hit.tokens), says)
