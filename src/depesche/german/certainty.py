"""In: a found statement and the sheet. Out: how sure its nearest source is, and which act it is.

The label is FactBank's (Saurí and Pustejovsky 2009): the cue gives what its source commits itself
to, the content's main clause hedges or negates it, the weaker grade wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from depesche.core.reading import Act, Evidence, Factuality
from depesche.german import cues, hedges
from depesche.german.claimed import claim
from depesche.german.found import Found, Grade, Range
from depesche.german.governing import governing
from depesche.german.hedges import Hedge, Hit
from depesche.german.predicates import Predicate, clause_at, predicate, sentences_of
from depesche.german.sheet import Sheet, Token

ORDER = ("CT", "PR", "PS", "Uu")
OWN_ACT: dict[str, Act] = {"CT": "state", "PR": "suspect", "PS": "speculate", "Uu": "withhold"}
STRONGER = frozenset(("confirm", "deny", "demand", "withhold", "ask"))
SPEAKER = frozenset(("ich", "wir", "man"))
NEUTRAL: cues.Outcome = ("state", "CT+")


@dataclass(frozen=True, slots=True)
class Base:
    """What the cue alone makes of the content: act, label, and why. `neutral` as with "sagen"."""

    act: Act
    label: Factuality
    evidence: tuple[Evidence, ...] = ()
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Tone:
    """What the content's own words make of it: grade, sign, an act, why, the clause it is about."""

    grade: str = "CT"
    sign: str = "+"
    act: str = ""
    evidence: tuple[Evidence, ...] = ()
    about: Range | None = None
    hearsay: bool = False


def grade(sheet: Sheet, found: Found) -> Grade:
    """The label, the act, and the shortest stretch claimed, each with the words that decided it."""
    whole = predicate(sheet, found.content)
    base = base_of(sheet, found, whole)
    named = bool(found.sources) and found.sources[0].kind == "named"
    tone = tone_of(sheet, found, whole, named)
    if asks(sheet, found):
        base = replace(base, act="ask", label="Uu")
    label = combined(base.label, tone)
    act = act_of(base, tone, label, named)
    about = tone.about if found.mode == "plain" and not found.cue else None
    claimed = (about,) if about else claim(sheet, found, whole)
    return Grade(
        label, act, claimed, (*found.evidence, *base.evidence, *tone.evidence), tone.hearsay
    )


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


def span_of(tokens: Sequence[Token]) -> tuple[int, int]:
    """The code points from the first to the last token."""
    return (tokens[0].begin, tokens[-1].end) if tokens else (0, 0)


def asks(sheet: Sheet, found: Found) -> bool:
    """Is the content one direct question?"""
    if found.mode not in {"direct", "plain", "indirect-free-indirect", "free-indirect"}:
        return False
    if not found.content or len(sentences_of(sheet, found.content)) > 1:
        return False
    first, last = found.content[-1]
    closing = [token.form for token in sheet.tokens[max(first, last - 3) : last]]
    return "?" in closing


def base_of(sheet: Sheet, found: Found, whole: Predicate) -> Base:
    """Act and label by the cue, its negation included."""
    if found.cue_kind in {"none", "quote", "mood", "modal"} and not verb_cue(found):
        return Base(*NEUTRAL, neutral=True)
    if found.cue_kind == "noun":
        return of_noun(sheet, found)
    if found.cue_kind in {"prep", "adv"}:
        return of_word(sheet, found)
    if found.cue_kind == "adj":
        return of_adjective(sheet, found)
    cue = verb_cue(found)
    if cue is None:
        return Base(*NEUTRAL, neutral=True)
    return of_verb(sheet, found, cue, whole)


def verb_cue(found: Found) -> cues.VerbCue | None:
    """The lexicon's entry for a verb cue."""
    return cues.by_lemma().get(found.cue_lemma)


def because(rule: str, tokens: Sequence[Token], says: str) -> tuple[Evidence, ...]:
    """One piece of evidence, none where no token was seen."""
    return (Evidence(rule, span_of(tokens), says),) if tokens else ()


def cue_tokens(sheet: Sheet, found: Found) -> list[Token]:
    """The tokens of the cue."""
    return [sheet.tokens[i] for i in found.cue if 0 <= i < len(sheet.tokens)]


def of_verb(sheet: Sheet, found: Found, cue: cues.VerbCue, whole: Predicate) -> Base:
    """By a verb: its act and label, or what it becomes when negated."""
    seen = because("cue.verb", cue_tokens(sheet, found), f"{cue.lemma}: {cue.act} {cue.factuality}")
    neutral = (cue.act, cue.factuality) == NEUTRAL and not found.whole_clause
    denied = [] if cue.words & {"nicht", "kein"} else list(cue_negations(sheet, found, whole))
    if denied:
        act, label = cue.negated
        seen += because("cue.negated", denied[0].tokens, f"{cue.lemma} verneint: {act} {label}")
        return Base(act, label, seen)
    if opens_question(sheet, found) and cue.act in {"state", "confirm"} and cue.factuality != "Uu":
        return (
            Base("withhold", "Uu", seen)
            if hypothetical(sheet, found)
            else Base(cue.act, cue.factuality, seen, neutral)
        )
    return Base(cue.act, cue.factuality, seen, neutral)


def hypothetical(sheet: Sheet, found: Found) -> bool:
    """Does the content open with "ob"?"""
    return sheet.tokens[found.content[0][0]].low == "ob"


def opens_question(sheet: Sheet, found: Found) -> bool:
    """Does the content open with ob or a question word?"""
    if not found.content:
        return False
    first = sheet.tokens[found.content[0][0]]
    return first.low == "ob" or first.tag[:2] == "PW"


def cue_negations(sheet: Sheet, found: Found, whole: Predicate) -> Iterator[Hit]:
    """The negations in the clause of the cue, outside the content where that is another clause."""
    if found.whole_clause:
        yield from hedges.negations(whole.tokens, frozenset())
        return
    within = found.content
    for place in found.cue:
        clause = clause_at(sheet, place)
        if clause is not None:
            own = tuple(t for t in clause.tokens if not any(a <= t.i < b for a, b in within))
            yield from hedges.negations(own, frozenset())
            return


def frame_verb(sheet: Sheet, found: Found) -> cues.VerbCue | None:
    """The verb of the clause the cue stands in, if it reports ("wies den Vorwurf zurück")."""
    for place in found.cue:
        clause = clause_at(sheet, place)
        if clause is not None and clause.verb:
            fitting = cues.fitting(clause.verb, cues.present(clause.tokens))
            return fitting[0] if fitting else None
    return None


def of_noun(sheet: Sheet, found: Found) -> Base:
    """By a noun, unless a verb beside it confirms, denies or demands what the noun says."""
    known = [cue for cue in cues.noun(found.cue_lemma)]
    content = next((cue for cue in known if "content" in cue.uses), known[0] if known else None)
    tokens = cue_tokens(sheet, found)
    verb = frame_verb(sheet, found)
    if verb and verb.act in STRONGER:
        return of_verb(sheet, found, verb, Predicate(()))
    if content is None:
        return Base(*NEUTRAL, neutral=True)
    denied = any(cue_negations(sheet, found, Predicate(()))) or not_any(sheet, found)
    act, label = content.act, content.factuality
    if denied and act in {"suspect", "warn"}:
        act, label = ("state", "CT+") if label == "PR-" else ("suspect", "PR-")
    seen = because("cue.noun", tokens, f"{content.lemma}: {act} {label}")
    return Base(act, label, seen, (act, label) == NEUTRAL)


def not_any(sheet: Sheet, found: Found) -> bool:
    """Does "kein" stand before the cue ("keinen Zweifel")?"""
    first = found.cue[0]
    return bool(cues.present(sheet.tokens[max(0, first - 1) : first + 1]) & {"kein"})


def of_word(sheet: Sheet, found: Found) -> Base:
    """By a preposition or adverb: the noun behind it may hedge ("nach Schätzungen").

    What hangs on a noun with "wonach" is as the verb beside the noun has it ("wies zurück").
    """
    tokens = cue_tokens(sheet, found)
    governor = governing(sheet, found)
    if governor is not None:
        return of_verb(sheet, replace(found, cue=(governor.place,)), governor.cue, Predicate(()))
    for voice in found.sources[:1]:
        for first, last in voice.ranges:
            for token in sheet.tokens[first : min(last, first + 4)]:
                source = next((c for c in cues.noun(token.lemma) if c.source), None)
                if source and source.factuality != "CT+":
                    says = f"{source.lemma}: {source.act} {source.factuality}"
                    return Base(source.act, source.factuality, because("cue.noun", [token], says))
    for place in found.cue:
        known = next(iter(cues.word_at(sheet.tokens, place, len(sheet.tokens))), None)
        if known:
            says = f"{known.lemma}: {known.act} {known.factuality}"
            hearsay = found.sources[:1] and found.sources[0].kind == "named"
            label = known.factuality if not hearsay else "CT+"
            return Base(known.act, label, because("cue.word", tokens, says), label == "CT+")
    return Base(*NEUTRAL, because("cue.word", tokens, "state CT+"), neutral=True)


def of_adjective(sheet: Sheet, found: Found) -> Base:
    """By an adjective with "sein" or "sich zeigen", or a fixed phrase of verb and adjective."""
    cue = verb_cue(found)
    if cue:
        return of_verb(sheet, found, cue, predicate(sheet, found.content))
    low = found.cue_lemma.lower()
    for known in cues.words().get(low.split()[0] if low else "", ()):
        if known.place == "adj" and known.lemma.lower() == low:
            denied = list(cue_negations(sheet, found, Predicate(())))
            act, label = cues.NEGATED[known.act] if denied else (known.act, known.factuality)
            says = f"{known.lemma}: {act} {label}"
            return Base(act, label, because("cue.adjective", cue_tokens(sheet, found), says))
    return Base(*NEUTRAL, neutral=True)


def tone_of(sheet: Sheet, found: Found, whole: Predicate, named: bool) -> Tone:
    """The hedges and the sign of the content's main clause."""
    given = hedges.setting(whole, named, found.mode)
    own = frozenset(found.cue) if found.cue_kind != "modal" else frozenset()
    hits = [hit for hit in hedges.hedges(given) if not any(t.i in own for t in hit.tokens)]
    used = frozenset(token.i for hit in hits for token in hit.tokens)
    denied = [] if found.whole_clause else list(hedges.negations(whole.tokens, used))
    own_thought = thought(whole) if found.mode != "plain" or named else None
    return thinking(own_thought, denied) if own_thought else toned(whole, hits, denied)


def thought(whole: Predicate) -> cues.VerbCue | None:
    """What the speaker says to think: "Ich glaube nicht, dass P" is how sure he is of P."""
    if not any(token.low in SPEAKER for token in whole.tokens) or not whole.hanging:
        return None
    if not any(
        h.opener in {"dass", "daß"} or h.kind in {"main", "v1", "inf"} for h in whole.hanging
    ):
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
        inner(about.first, about.last) if about else None,
        any(cast(Hedge, hit.rule).anonymous for hit in hits),
    )


def inner(first: int, last: int) -> Range:
    """A clause without the word that opens it."""
    return (first + 1, last) if last - first > 1 else (first, last)


def noted(hit: Hit) -> Evidence:
    """A hit as evidence."""
    says = hit.rule.label if isinstance(hit.rule, Hedge) else "-"
    return Evidence(hit.rule.id, span_of(hit.tokens), says)
