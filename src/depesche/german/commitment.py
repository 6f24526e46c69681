"""In: a found statement. Out: what its cue commits the source to: act, label, and why.

A verb, noun, adjective or preposition has its act and label in the lexicon; a negation of the cue
changes both ("bestätigte nicht" leaves open).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from depesche.core.reading import Act, Evidence, Factuality
from depesche.german import cues, hedges
from depesche.german.found import Found
from depesche.german.governing import governing
from depesche.german.hedges import Hit
from depesche.german.predicates import Predicate, clause_at, span_of
from depesche.german.sheet import Sheet, Token
from depesche.german.words import sections

STRONGER = frozenset(("confirm", "deny", "withhold"))
NEUTRAL: cues.Outcome = ("state", "CT+")
NEITHER: cues.Outcome = ("withhold", "Uu")


@dataclass(frozen=True, slots=True)
class Base:
    """What the cue alone makes of the content: act, label, and why. `neutral` as with "sagen"."""

    act: Act
    label: Factuality
    evidence: tuple[Evidence, ...] = ()
    neutral: bool = False


def base_of(sheet: Sheet, found: Found, whole: Predicate) -> Base:
    """Act and label by the cue, its negation included."""
    if found.cue_kind in {"none", "quote", "mood", "modal"} and not verb_cue(found):
        return Base(*NEUTRAL, neutral=True)
    if found.cue_kind == "noun":
        return of_noun(sheet, found)
    if found.cue_kind in {"prep", "adv"}:
        return of_word(sheet, found)
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
        act, label = NEITHER if neither(denied[0], cue) else cue.negated
        seen += because("cue.negated", denied[0].tokens, f"{cue.lemma}, negated: {act} {label}")
        return Base(act, label, seen)
    if cue.act == "judge" and untrue(whole):
        seen += because("cue.untrue", untrue(whole), "called untrue: deny CT-")
        return Base("deny", "CT-", seen)
    if opens_question(sheet, found) and cue.act in {"state", "confirm"} and cue.factuality != "Uu":
        return (
            Base("withhold", "Uu", seen)
            if hypothetical(sheet, found)
            else Base(cue.act, cue.factuality, seen, neutral)
        )
    return Base(cue.act, cue.factuality, seen, neutral)


def neither(denied: Hit, cue: cues.VerbCue) -> bool:
    """Is it "weder bestätigen noch dementieren", which is no confirmation?"""
    return cue.act in {"confirm", "deny"} and denied.tokens[0].low == "weder"


def untrue(whole: Predicate) -> list[Token]:
    """The words of a judgement that call what is judged untrue ("nannte es frei erfunden")."""
    return [token for token in whole.tokens if token.low in sections("denials.txt")["untrue"]]


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
    if verb and verb.act in STRONGER and ("np" in verb.frames or "dat" in verb.prepositions):
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
