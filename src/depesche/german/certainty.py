"""In: a found statement and the sheet. Out: how sure its nearest source is, and which act it is.

The label is FactBank's (Saurí and Pustejovsky 2009): the cue gives what its source commits itself
to, the content's main clause hedges or negates it, the weaker grade wins.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from depesche.core.reading import Act, Evidence, Factuality
from depesche.german import hedges
from depesche.german.claimed import claim
from depesche.german.commitment import Base, base_of
from depesche.german.found import Found, Grade
from depesche.german.hedges import Hedge, Hit
from depesche.german.predicates import predicate, sentences_of, span_of, trimmed
from depesche.german.refuted import refuted
from depesche.german.sheet import Sheet, Token
from depesche.german.tone import ORDER, Tone, tone_of

OBJECTS = frozenset(("ART", "NN", "NE", "ADJA", "APPR", "APPRART", "PIAT", "PPOSAT"))
OWN_ACT: dict[str, Act] = {"CT": "state", "PR": "suspect", "PS": "speculate", "Uu": "withhold"}


def grade(sheet: Sheet, found: Found) -> Grade:
    """The label, the act, and the shortest stretch claimed, each with the words that decided it."""
    whole = predicate(sheet, found.content)
    base = base_of(sheet, found, whole)
    named = bool(found.sources) and found.sources[0].kind == "named"
    tone = tone_of(found, whole, named, above(sheet, found, named))
    denial = refuted(whole) if named and base.neutral and found.mode != "plain" else ()
    if denial:
        base = replace(base, act="deny", label="CT-", evidence=(*base.evidence, seen(denial)))
        tone = replace(tone, sign="-", act="")
    if asks(sheet, found):
        base = replace(base, act="ask", label="Uu")
    label = combined(base.label, tone)
    act = "deny" if denial else act_of(base, tone, label, named)
    about = tone.about if found.mode == "plain" and not found.cue else None
    claimed = (trimmed(sheet.tokens, *about),) if about else claim(sheet, found, whole)
    return Grade(label, act, claimed, (*found.evidence, *base.evidence, *tone.evidence), tone.hearsay)


def seen(denial: tuple[Token, ...]) -> Evidence:
    """The words that call a report untrue, as evidence."""
    return Evidence("cue.untrue", span_of(denial), "called untrue: deny CT-")


def above(sheet: Sheet, found: Found, named: bool) -> list[Hit]:
    """The hedges that open the clause before, where it shares its subject: they hold for both.

    In "Er habe offenbar die Stadt verlassen und sei unterwegs" the adverb right behind the finite
    verb does; one that stands later, behind an object, holds for its own verb alone.
    """
    if found.scope is None:
        return []
    first = predicate(sheet, (found.scope,))
    hits = [hit for hit in hedges.hedges(hedges.setting(first, named, found.mode)) if worded(hit)]
    own = {token.i for hit in hits for token in hit.tokens}
    behind = first.finite.i if first.finite else -1
    objects = (t.i for t in first.tokens if t.i > behind + 1 and t.tag in OBJECTS and t.i not in own)
    end = next(objects, len(sheet.tokens))
    return [hit for hit in hits if hit.tokens[0].i < end]


def worded(hit: Hit) -> bool:
    """Is it a hedge of words, as adverbs are, and not of the verb?"""
    return bool(hit.tokens) and isinstance(hit.rule, Hedge) and bool(hit.rule.words)


def combined(label: Factuality, tone: Tone) -> Factuality:
    """The weaker of the two grades; "-" if either says so."""
    if label == "Uu" or tone.grade == "Uu":
        return "Uu"
    weaker = max(label[:2], tone.grade, key=ORDER.index)
    return cast(Factuality, weaker + ("-" if "-" in (label[-1], tone.sign) else "+"))


def act_of(base: Base, tone: Tone, label: Factuality, named: bool) -> Act:
    """The cue's act; in the agency's own voice, or with no verb of saying, the hedge decides."""
    if named or not base.neutral:
        return cast(Act, tone.act) if named and base.neutral and tone.act else base.act
    if base.act == "ask":
        return "ask"
    return cast(Act, tone.act) if tone.act else OWN_ACT[label[:2]]


def asks(sheet: Sheet, found: Found) -> bool:
    """Is the content one direct question?"""
    if found.mode not in {"direct", "plain", "indirect-free-indirect", "free-indirect"}:
        return False
    if not found.content or len(sentences_of(sheet, found.content)) > 1:
        return False
    first, last = found.content[-1]
    closing = [token.form for token in sheet.tokens[max(first, last - 3) : last]]
    return "?" in closing
