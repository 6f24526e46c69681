"""In: one dispatch with its reading. Out: what its statements tell, ready to be compared. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from depesche.core.claims import ClaimsOf, Figure, Stance, Told
from depesche.core.dispatch import Dispatch, Span
from depesche.core.origin import Origin
from depesche.core.reading import Amount, Entity, Reading, Statement, Timex
from depesche.german.concepts import PERSONS, Concept, Said, concepts, said
from depesche.german.negation import NEGATIVE, negated, unbound
from depesche.german.origins import origins
from depesche.german.terms import stem

SILENT = frozenset(("withhold", "ask"))
"""Acts that claim nothing."""
DENYING = frozenset(("CT-", "PR-", "PS-"))
INFINITIVE = re.compile(r"\bzu\s+\w+e?n\W*$|\b(?:ab|an|auf|aus|ein|vor|weg|zurück|zusammen)zu\w+e?n\W*$")
AT_LEAST = re.compile(r"(?:mindestens|wenigstens|mehr als|über|bereits|schon|jedenfalls)\s+$")
AT_MOST = re.compile(r"(?:höchstens|bis zu|maximal|weniger als|fast|knapp|beinahe)\s+$")
CLOCK = re.compile(r"T(\d\d:\d\d)$")
TELLING = 10
"""A figure as large as this, or with decimals, says which statements are about the same."""
RECENT = 2
"""Days that have just passed: what happened then is what all speak of."""
SLACK = 0.1
"""How far an approximate number may be off."""
UNITS = {"t": ("kg", 1000.0), "g": ("kg", 0.001), "km": ("m", 1000.0), "cm": ("m", 0.01), "min": ("s", 60.0)}
"""Units that are compared by another: what is told of it, and how many of it they are."""
WORDS, MOST = 400, 400
"""Code points of a statement that are kept; statements of a dispatch that are looked at."""
CONTEXT, NAME = 0.45, 0.9
ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}")
PEOPLE = frozenset(("mensch", *PERSONS))
"""Whoever is counted: what happens to them says what the figure is of."""
VAGUE = frozenset(("teilnahme", "schuld", "verdacht"))
"""Events that somebody denies without saying of what: "bestritt jede Beteiligung"."""
OWNS, WRONG = frozenset(("geständnis",)), frozenset(("fehler", "berichtigung"))
"""How somebody takes back what he said before: "räumte ein", "ein Irrtum", "korrigierte die Zahl"."""
THIN, LEANING = 1.0, 0.6
"""A statement with less weight leans on the one before: "bezifferte ihn auf fünf Millionen"."""
CERTAIN = re.compile(
    r"\bkein(?:e|en|erlei)?\s+Zweifel\b|\bzweifel(?:los|sfrei)\b"
    r"|\b(?:zunächst|anfangs|zuerst)\s+(?:noch\s+)?(?:nicht|keine?\w?)\b"
    r"|\bnichts\s+(?:\w+\s+){0,4}(?:ge)?änder[nt]|,\s+kein(?:e|er|es)?\s+(?:von|davon|darunter)\b[^,;]*$"
)
"""What has a negative word and denies nothing: "kein Zweifel", "hat sich nichts geändert", "acht Verletzte,
keiner von ihnen schwer", "war zunächst nicht bekannt"."""
INSTEAD = re.compile(r"\bnicht\b[^.;!?]{3,80}?,\s*sondern\b")
"""What denies although it says how it was: "nicht mit einem Container, sondern ..."."""
UNTIL = re.compile(r"\b[Vv]or\s+(?:de[mr]\s+|(?:Anfang|Mitte|Ende)\s+)?$")
"""What stands before a time until which something is not so: "nicht vor Ende Mai"."""
OBJECTS = frozenset(("deny", "confirm", "announce", "withhold", "state"))
"""Acts of whose clause only the object is claimed."""
KEPT = 20_000
"""Words for what is counted of which it is remembered what they say."""
ABOUT = 12
"""Names of a dispatch that are kept."""
AGE = re.compile(r"\s*(?:Jahre?\s+alt|-[Jj]ährig)")
AGED = re.compile(
    r"\b(?:ist|war|sei|wäre|handel[ent]+ sich (?:\w+ ){0,2}?um (?:eine[nr]?|den|die)) (?:\w+ ){0,2}?"
    r"(\d{1,3})(?: Jahren? alt|-[Jj]ährig)"
    r"|\bAlter (?:[\w-]+ ){0,4}?(?:mit|auf|von) (\d{1,3})\b"
)
"""What states an age, and does not only tell by it who is spoken of: "Er sei 39 Jahre alt"."""
OLD = re.compile(r"Alter | alt|ährig")
"""What all that states an age has somewhere: most statements have not, and need not be looked through."""
ALTER = "alter"
APART = r"(?:[^.;:!?]|\.(?=\d)){0,120}?"
RECALLED = re.compile(
    rf"\b(?:hatten?|war(?:en)?)\b{APART}\b(?:zunächst|zuerst|anfangs|ursprünglich|vorher|zuvor|tags zuvor"
    r"|noch am \w+|am (?:frühen |späten )?(?:Morgen|Vormittag|Mittag|Nachmittag|Abend|Vortag))\b"
    rf"{APART}\b(?:ge(?:nannt|sprochen|meldet|sagt)|beziffert|angegeben|ausgegangen|mitgeteilt|berichtet|erklärt)\b"
)
"""What recalls an earlier word: the pluperfect of saying with a time that is over."""


def telling(dispatch: Dispatch, reading: Reading) -> ClaimsOf:
    """What the statements of a dispatch tell; those that claim nothing are left out."""
    places = {one.id: place for place, one in enumerate(reading.statements)}
    start = min((begin for begin, _ in dispatch.body), default=0)
    sources, named = origins(reading), Mentions(reading)
    found: list[Told] = []
    for place, one in enumerate(reading.statements[:MOST]):
        if one.act in SILENT or not one.content or one.content[-1][1] <= start:
            continue
        source = _source(one, sources[place])
        told = _told(named, place, source, places.get(one.part_of or ""), start, found)
        if told:
            found.append(told)
    agency = reading.dispatch.agency or ""
    about = _about(named)
    whole = tuple([msgspec.structs.replace(one, about=about) for one in found])
    return ClaimsOf(agency=agency, kind=reading.dispatch.kind, told=whole)


class Mentions:
    """What a reading names: by what each entity is compared, and where they stand, in order of the text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.keys = [(one.kind, entity_key(one, reading.text)) for one in reading.entities]
        self.places = sorted((*span, at) for at, one in enumerate(reading.entities) for span in one.mentions)
        self.spans: list[Span] = [(begin, end) for begin, end, _ in self.places]

    def within(self, spans: Sequence[Span]) -> list[tuple[str, str]]:
        """Kind and key of each entity that is named in one of the spans, in the order of the reading."""
        found = {at for b, e, at in self.places for begin, end in spans if b < end and e > begin}
        return [self.keys[at] for at in sorted(found)]


def _about(named: Mentions) -> tuple[str, ...]:
    """What a dispatch names, most often named first: matters that one story mixes differ in that."""
    every = named.reading.entities
    often = sorted(range(len(every)), key=lambda at: (-len(every[at].mentions), every[at].id))
    return tuple(dict.fromkeys(named.keys[at][1] for at in often))[:ABOUT]


def _told(
    mentions: Mentions, place: int, source: Origin, part_of: int | None, start: int, before: Sequence[Told]
) -> Told | None:
    reading = mentions.reading
    one = reading.statements[place]
    spans = _clipped(_spans(one), start)
    if one.mode in ("reported", "plain"):
        spans = list(_without(spans, sorted([m for source in one.sources for m in source.mentions])))
    what = said(reading.text, _without(spans, mentions.spans))
    named = tuple(mentions.within(spans))
    told = dict.fromkeys((name for _, name in named), NAME) | {c.name: c.weight for c in what.concepts}
    events = tuple(c.name for c in what.concepts if c.kind == "events")
    verbs = tuple(c.name for c in what.concepts if c.kind == "verbs")
    empty = ("setting", "verbs", "names", *(("events",) if one.act == "deny" else ()))
    bare = not any([c.kind not in empty or c.name not in VAGUE and c.kind == "events" for c in what.concepts])
    back = bare and (one.act in ("deny", "confirm") or what.untrue or what.points)
    whole = _text(reading.text, spans)
    denies, negated_ = _denial(reading, one, spans, what, whole)
    if INFINITIVE.search(whole):
        for name, weight in _context(mentions, one):
            told.setdefault(name, CONTEXT * weight)
    if not back and before and sum(told.values()) < THIN:
        for name in before[-1].events:
            told.setdefault(name, LEANING)
    heard = sorted([m for each in one.sources for m in each.mentions])
    counted = list(_without(_clipped(one.content, start), heard))
    figures = tuple(_figures(reading, counted, events))
    if age := _age(whole):
        figures = (*figures, age)
        told[ALTER] = 1.0
    told |= dict.fromkeys(_marks(reading, spans, figures), 1.0)
    if not told and not back:
        return None
    days = _days(reading, one)
    return Told(
        place=place,
        id=one.id,
        words=_text(reading.text, _clipped(one.content, start))[:WORDS],
        concepts=tuple(sorted((name, round(weight, 4)) for name, weight in told.items())),
        events=events,
        verbs=verbs,
        names=named,
        figures=figures,
        first=days["first"],
        last=days["last"],
        stance=_stance(reading, one),
        denies=denies,
        negated=negated_,
        act=one.act,
        factuality=one.factuality,
        mode=one.mode,
        back=back,
        speaker=_speaker(source),
        before=_before(source, before) if back else None,
        pointing=back and what.points,
        retracts=_retracts(mentions, one, what),
        part_of=part_of,
        own=all(source.kind == "author" for source in one.sources),
        source=source,
    )


def _stance(reading: Reading, one: Statement) -> Stance:
    """How a statement stands to what it says now."""
    if one.factuality == "Uu":
        return "open"
    spans = [*one.content, *one.frame]
    whole = reading.text[min(b for b, _ in spans) : max(e for _, e in spans)][:WORDS]
    return "past" if RECALLED.search(whole) else "for"


def _denial(
    reading: Reading, one: Statement, spans: Sequence[Span], what: Said, whole: str
) -> tuple[bool, tuple[str, ...]]:
    """Whether a statement says that something is not so, and what, where its words tell it of some only: by a
    negative word or by one for the opposite ("unverletzt"), not by both together ("nicht unverletzt"). An act
    or a word for untruth denies the whole."""
    if one.act == "deny":
        return True, ()
    negative = one.factuality in DENYING or what.untrue or bool(INSTEAD.search(whole))
    negative = negative and not CERTAIN.search(whole) and not _only_later(reading, spans)
    if negative and NEGATIVE.search(whole) and not what.untrue:
        negative = unbound(reading.text, spans)
    if not negative and not what.opposed:
        return False, ()
    without = negated(reading.text, spans)
    if negative and what.opposed and set(what.opposed) <= set(without):
        return False, ()
    said_not = {*without, *what.opposed}
    all_of_it = what.untrue or said_not.issuperset([one.name for one in what.concepts])
    return True, () if all_of_it else tuple(sorted(said_not))


def _only_later(reading: Reading, spans: Sequence[Span]) -> bool:
    """Whether what is negated is only so until some time: "nicht vor dem 10. Mai", "vor Juli werde sich daran
    nichts ändern"."""
    begins = [time.span[0] for time in reading.times if any(b <= time.span[0] < e for b, e in spans)]
    return any(UNTIL.search(reading.text, max(0, at - 20), at) for at in begins)


def _retracts(mentions: Mentions, one: Statement, what: Said) -> bool:
    """Whether a statement owns up to something, by its verb of saying or by its words."""
    if any([c.name in WRONG for c in what.concepts]):
        return True
    return bool(one.frame) and any([c.name in OWNS for c in _said(mentions, one.frame, ()).concepts])


def _spans(one: Statement) -> tuple[Span, ...]:
    """What of a statement is compared: what is claimed, or the whole where the verb is part of that."""
    return one.claimed if one.claimed and one.act in OBJECTS else one.content


def _clipped(spans: Iterable[Span], start: int) -> list[Span]:
    return [(max(begin, start), end) for begin, end in spans if end > start]


def _without(spans: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """The spans without what is `taken`, given in order."""
    for begin, end in spans:
        at = begin
        for first, last in [one for one in taken if one[0] < end and one[1] > begin]:
            if first > at:
                yield at, first
            at = max(at, last)
        if at < end:
            yield at, end


def _text(text: str, spans: Iterable[Span]) -> str:
    return " ".join(" ".join(text[begin:end] for begin, end in spans).split())


def entity_key(one: Entity, text: str) -> str:
    """What an entity is compared by: a person's last name, a government's country, a body's acronym where the
    dispatch gives one ("Bundesstelle für Seeunfalluntersuchung (BSU)"), else its name."""
    if one.kind == "organisation":
        printed = (text[begin:end] for begin, end in one.mentions)
        if acronym := next((name for name in printed if ACRONYM.fullmatch(name)), None):
            return acronym.lower()
    if one.kind == "place" and one.place:
        found = concepts(one.name.lower(), one.name.lower(), "NE")
        return found[0].name if found else one.name.lower()
    last = one.name.split()[-1] if one.kind == "person" and one.name.split() else one.name
    return stem(last) if last and " " not in last else last.lower()


def _context(mentions: Mentions, one: Statement) -> Iterator[tuple[str, float]]:
    """What the words around an infinitive say: whom it speaks of is named there."""
    for _, name in mentions.within(one.frame):
        yield name, 1.0
    for concept in _said(mentions, one.frame, one.cue).concepts:
        yield concept.name, concept.weight


def _said(mentions: Mentions, spans: Sequence[Span], less: Sequence[Span]) -> Said:
    taken = sorted([*mentions.spans, *less]) if less else mentions.spans
    return said(mentions.reading.text, _without(spans, taken))


def _figures(reading: Reading, spans: Sequence[Span], events: Sequence[str]) -> Iterator[Figure]:
    for amount in reading.amounts:
        begin, end = amount.span
        if amount.value is None or not any(b <= begin and end <= e for b, e in spans):
            continue
        if amount.unit and (AGE.match(reading.text, end) or "Jahr" in reading.text[begin:end]):
            continue
        yield _figure(reading.text, amount, events)


def _age(words: str) -> Figure | None:
    """The age that a statement states, in years; None where it states none."""
    found = AGED.search(words) if OLD.search(words) else None
    if found is None:
        return None
    years = float(found[1] or found[2])
    return Figure(ALTER, "a", years, years, years)


def _marks(reading: Reading, spans: Sequence[Span], figures: Sequence[Figure]) -> Iterator[str]:
    """Figures, clock times and days: two statements of a story that share one mostly say the same."""
    for figure in figures:
        if figure.value >= TELLING or figure.value % 1:
            yield f"#{figure.value:g}{figure.unit or ''}"
    for time in reading.times:
        if any(b <= time.span[0] and time.span[1] <= e for b, e in spans):
            clock = CLOCK.search(time.value) if time.type == "TIME" else None
            if mark := clock.group(1) if clock else _day_apart(time, reading):
                yield f"#{mark}"


def _day_apart(time: Timex, reading: Reading) -> str | None:
    """The one day that a date names, where it is not about the day of the dispatch itself: all statements
    of a story speak of those."""
    published = reading.dispatch.published
    day = time.earliest if time.type in ("DATE", "TIME") and time.earliest == time.latest else None
    if not day or not published:
        return None
    apart = (date.fromisoformat(day[:10]) - date.fromisoformat(published.latest[:10])).days
    return day[:10] if apart > 0 or apart < -RECENT else None


def _speaker(source: Origin) -> str:
    """What statements about the one who speaks name him by."""
    head, _, rest = (source.of or source.key).partition(":")
    return f"@{rest.partition('/')[0]}" if head == "gov" else stem(rest.rpartition("-")[2] or "x")


def _figure(text: str, one: Amount, events: Sequence[str]) -> Figure:
    """`of` is the event where persons are counted: twelve people hurt and fifteen hurt are one thing."""
    value = float(one.value or 0)
    low, high = one.low, one.high
    ahead = text[max(0, one.span[0] - 20) : one.span[0]].lower()
    if one.approximate or (low is None and high is None):
        slack = SLACK * abs(value) if one.approximate else 0.0
        low, high = value - slack, value + slack
    if AT_LEAST.search(ahead):
        low, high = value, None
    elif AT_MOST.search(ahead):
        low, high = (value * 0.85 if re.search(r"fast|knapp|beinahe", ahead) else None), value
    counted = _counted(one.of or "")
    of = next((c.name for c in counted if c.kind == "events"), "")
    if not of:
        of = events[0] if events and (not counted or counted[0].name in PEOPLE) else ""
        of = of or (counted[-1].name if counted else "")
    unit, times = UNITS.get(one.unit or "", (one.unit, 1.0))
    return Figure(
        of, unit, value * times, *(None if one is None else float(one) * times for one in (low, high))
    )


@lru_cache(KEPT)
def _counted(what: str) -> tuple[Concept, ...]:
    """What the words for what is counted say."""
    return said(what, [(0, len(what))]).concepts


def _days(reading: Reading, one: Statement) -> dict[str, str | None]:
    days = [reading.times[i] for i in one.times if reading.times[i].type in ("DATE", "TIME")]
    firsts = [day.earliest for day in days if day.earliest and day.latest]
    lasts = [day.latest for day in days if day.earliest and day.latest]
    return {"first": min(firsts, default=None), "last": max(lasts, default=None)}


def _before(source: Origin, before: Sequence[Told]) -> int | None:
    """The place of the last statement of another source; it is what is denied or confirmed."""
    others = [told for told in before if not told.back]
    told = next(
        (t for t in reversed(others[-4:]) if not t.own and t.source and t.source.key != source.key), None
    )
    return (told or others[-1]).place if others else None


def _source(one: Statement, found: Origin) -> Origin:
    """The origin of a statement. Somebody who is only called by a role and speaks himself is no hearsay,
    though nothing says who he is."""
    role = found.kind == "anonymous" and found.key.startswith("someone:") and len(one.sources) == 1
    if role and one.sources[0].kind == "named":
        return msgspec.structs.replace(found, kind="person")
    return found
