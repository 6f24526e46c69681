"""In: a found statement. Out: the shortest stretch that states what is claimed.

In reported speech ("Die Partei fordert eine Prüfung des Vertrags") that is the clause or the object
beside the reporting verb; elsewhere it is the content.
"""

from __future__ import annotations

from depesche.german import cues
from depesche.german.found import Found, Range
from depesche.german.phrases import core, temporal
from depesche.german.predicates import MARKS, Predicate, clause_at
from depesche.german.sheet import Sheet, Token

CONTRACTED = {
    "am": "an", "ans": "an", "aufs": "auf", "beim": "bei", "fürs": "für", "im": "in", "ins": "in",
    "ums": "um", "übers": "über", "vom": "von", "vors": "vor", "zum": "zu", "zur": "zu",
}  # fmt: skip
NOMINAL = frozenset(("ART", "NN", "NE", "ADJA", "CARD", "PIAT", "PPOSAT", "PDAT", "TRUNC", "PDS",
                     "PIS", "PPER"))  # fmt: skip
OPENERS = frozenset(("dass", "daß"))
DATIVE = frozenset("dem der einem einer ihm ihr ihnen seinem seiner ihrem ihrer".split())
"""Words that open a dative; "den" is left out, since it mostly opens an accusative."""
POINTERS = frozenset(("das", "dies", "es"))
BREAKS = frozenset(";,:–—-")
CLOSING = frozenset((*MARKS, ";"))
PURPOSE = frozenset(("um", "ohne", "statt", "anstatt"))
LOOSE = frozenset(("ADV", "PTKNEG", "$.", "$,", "PROAV", "PAV", "APPR", "KON", "KOKOM"))
"""What may stand at the end of a field without belonging to it."""


def claim(sheet: Sheet, found: Found, whole: Predicate) -> tuple[Range, ...]:
    """The token ranges of what is claimed; never empty where the content is not."""
    if not found.whole_clause:
        return found.content
    whole = beside(sheet, found, whole)
    hanging = embedded(sheet, found, whole)
    if hanging:
        return (hanging,)
    cue = cues.by_lemma().get(found.cue_lemma)
    direct = cue is not None and "np" in cue.frames
    objects = nominal(found, whole, bare=True) if direct else None
    objects = objects or behind_preposition(found, whole) or nominal(found, whole)
    if objects and (ahead := taken_up(sheet, found, objects)):
        return (ahead,)
    return (objects,) if objects else found.content


def taken_up(sheet: Sheet, found: Found, objects: Range) -> Range | None:
    """The clause ahead that a lone pronoun takes up: "[Die Ministerin tritt zurück]; das gab sie bekannt"."""
    first, last = objects
    if last - first > 1 or first <= found.content[0][0] or sheet.tokens[first].low not in POINTERS:
        return None
    if sheet.tokens[first - 1].form not in BREAKS:
        return None
    return closed(sheet, found.content[0][0], first)


def beside(sheet: Sheet, found: Found, whole: Predicate) -> Predicate:
    """The clause of the cue where that is not the main one: "lobte den Plan und forderte Geld"; what
    only shares its verb with another stands by itself."""
    if not found.cue or not holds(found, found.cue[0]) or any(token.i in found.cue for token in whole.tokens):
        return whole
    return clause_at(sheet, found.cue[0]) or whole


def holds(found: Found, place: int) -> bool:
    """Does the token at `place` stand in the content?"""
    return any(a <= place < b for a, b in found.content)


def embedded(sheet: Sheet, found: Found, whole: Predicate) -> Range | None:
    """The clause that hangs on the reporting verb, to the content's end, dass and full stop out."""
    for clause in whole.hanging:
        if clause.kind == "inf" and clause.opener not in PURPOSE or clause.opener in {*OPENERS, "ob"}:
            first = clause.first + (clause.opener in OPENERS)
            return closed(sheet, first, found.content[-1][1])
    return None


def closed(sheet: Sheet, first: int, last: int) -> Range | None:
    """The range without marks at its end; None where nothing is left."""
    while last > first and sheet.tokens[last - 1].form in CLOSING:
        last -= 1
    return (first, last) if last > first else None


def behind_preposition(found: Found, whole: Predicate) -> Range | None:
    """The object of the preposition that the verb asks for, to the end of its field.

    Of several the first behind the finite verb counts, else the first of all.
    """
    cue = cues.by_lemma().get(found.cue_lemma)
    if cue is None or not cue.prepositions:
        return None
    fitting = [
        place
        for place, token in enumerate(whole.tokens)
        if token.tag[:4] == "APPR" and CONTRACTED.get(token.low, token.low) in cue.prepositions
    ]
    finite = whole.finite.i if whole.finite else -1
    behind = [place for place in fitting if whole.tokens[place].i > finite]
    for place in (behind or fitting)[:1]:
        return field_from(found, whole.tokens, place + (whole.tokens[place].tag == "APPR"))
    return None


def nominal(found: Found, whole: Predicate, *, bare: bool = False) -> Range | None:
    """The object: the longest field of the clause that holds neither verb nor source.

    Fields that begin with a noun phrase are preferred to those of a preposition; with `bare` only
    they count.
    """
    places = beginnings(found, whole.tokens)
    for wanted in (False,) if bare else (False, True):
        chosen = [p for p in places if (whole.tokens[p].tag[:4] == "APPR") == wanted]
        fields = [field for p in chosen if (field := field_from(found, whole.tokens, p))]
        if fields:
            longest = max(fields, key=lambda field: field[1] - field[0])
            return without_addressee(found, whole.tokens, longest)
    return None


def without_addressee(found: Found, tokens: tuple[Token, ...], field: Range) -> Range:
    """The field behind the one spoken to: "warf [der Stadt] Untätigkeit vor"."""
    cue = cues.by_lemma().get(found.cue_lemma)
    own = tuple(token for token in tokens if field[0] <= token.i < field[1])
    if cue is None or cue.addressee != "dat" or own[0].low not in DATIVE:
        return field
    stop = core(own, 0, len(own))
    if [token.tag for token in own[stop - 2 : stop]] == ["NN", "NN"]:
        stop -= 1
    return (own[stop].i, field[1]) if stop < len(own) and own[stop].tag in NOMINAL else field


def barred(found: Found, token: Token) -> bool:
    """Is the token part of the cue, a source, a finite verb or a mark?"""
    in_source = any(a <= token.i < b for voice in found.sources for a, b in voice.ranges)
    return (
        in_source
        or token.i in found.cue
        or token.tag[1:] in {"VFIN", "AFIN", "MFIN"}
        or (token.tag in {"PTKVZ", "$,"})
    )


def beginnings(found: Found, tokens: tuple[Token, ...]) -> list[int]:
    """The places where a nominal field begins: behind a barred token, adverbs and phrases of time
    passed over; a prepositional phrase begins one, and what stands behind it begins another.
    """
    places: list[int] = []
    place, fresh = 0, True
    while place < len(tokens):
        token, step = tokens[place], 1
        if barred(found, token):
            fresh = True
        elif fresh and token.tag[:4] == "APPR":
            places.append(place)
            step = max(1, core(tokens, place + 1, len(tokens)) - place)
        elif fresh and token.tag in NOMINAL:
            stop = core(tokens, place, len(tokens))
            fresh = stop > place and temporal(tokens, place, stop)
            step = max(1, stop - place)
            if not fresh:
                places.append(place)
        place += step
    return places


def field_from(found: Found, tokens: tuple[Token, ...], place: int) -> Range | None:
    """The tokens from `place` to the next barred one, as far as they stand together."""
    end = place
    while end < len(tokens) and not barred(found, tokens[end]):
        end += 1
    while end > place and (tokens[end - 1].tag in LOOSE or manner(found, tokens[place:end])):
        end -= 1
    return (tokens[place].i, tokens[end - 1].i + 1) if end > place else None


def manner(found: Found, field: tuple[Token, ...]) -> bool:
    """Does the field end in an adverb of manner ("kritisierte die Pläne scharf")?

    An adjective behind a verb of calling is what something is called.
    """
    cue = cues.by_lemma().get(found.cue_lemma)
    calling = cue is not None and "pred" in cue.frames
    return not calling and len(field) > 1 and field[-1].tag == "ADJD" and field[-2].tag in {"NN", "NE"}
