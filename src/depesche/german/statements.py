"""In: found stretches of attributed text, and clauses. Out: graded statements over every sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

import msgspec

from depesche.core.dispatch import Span
from depesche.core.ids import content_id
from depesche.core.reading import Evidence, Source, Statement, Timex
from depesche.german import because, certainty, entities
from depesche.german.attitudes import attitudes
from depesche.german.chains import THIRD, lengthened
from depesche.german.clauses import Clause, Parse
from depesche.german.found import Found, Range, Voice
from depesche.german.naming import named
from depesche.german.parts import parts
from depesche.german.phrases import PREPOSITIONS, PRONOUNS, core
from depesche.german.sheet import Sheet, Token
from depesche.german.speech.adverbial import BACKWARD
from depesche.german.speech.matrix import KONJUNKTIV, trimmed
from depesche.german.speech.subject import subject

AUTHOR = Voice((), "author", "")
NOBODY = Voice((), "anonymous", "")
SHORTEST_REST = 4
TAKING_UP = frozenset(("der", "die", "das", "dies", "was"))
"""Alone before a clause's verb these take up what stands before: it is no other matter."""
Key = tuple[tuple[Range, ...], str]
"""What tells a found statement from the others: its content and its rule."""


def layer(sheet: Sheet) -> tuple[Statement, ...]:
    """One statement for each found stretch, and plain ones for what nobody else is said to say."""
    told = lengthened(sheet, sheet.found)
    told = lengthened(sheet, (*told, *parts(sheet, told)))
    found = sorted(named(sheet, (*told, *plain(sheet))), key=lambda f: (f.content[0], f.rule))
    graded = distinct([statement(sheet, each) for each in found])
    ids = {(f.content, f.rule): s.id for f, s in zip(found, graded, strict=True) if not f.whole}
    return tuple(placed(s, f, ids) for f, s in zip(found, graded, strict=True))


def distinct(graded: list[Statement]) -> tuple[Statement, ...]:
    """The statements with one id each: one like an earlier one gets another."""
    taken: set[str] = set()
    out: list[Statement] = []
    for one in graded:
        told = one if one.id not in taken else renamed(one, len(out))
        taken.add(told.id)
        out.append(told)
    return tuple(out)


def renamed(one: Statement, place: int) -> Statement:
    """The statement with an id that also tells its rule, its cue and its place in the reading."""
    rule = one.evidence[0].rule if one.evidence else ""
    return msgspec.structs.replace(one, id=content_id("statement", [one.id, rule, one.cue, place]))


def placed(one: Statement, found: Found, ids: Mapping[Key, str]) -> Statement:
    """The statement with the id of the longer one that it is a clause of, if it is one."""
    if found.whole is None:
        return one
    return msgspec.structs.replace(one, part_of=ids.get((found.whole.content, found.whole.rule)))


def plain(sheet: Sheet) -> Iterator[Found]:
    """The agency's own voice: sentences, or coordinated main clauses, that no statement covers."""
    covered = [False] * len(sheet.tokens)
    for found in sheet.found:
        for a, b in (*found.content, *found.frame):
            covered[a:b] = [True] * (b - a)
    for parse in sheet.clauses:
        first, last = parse.sentence.first, parse.sentence.last
        if not any(covered[first:last]):
            yield from each_by_itself(sheet, parse)
        else:
            yield from rest(sheet, parse, covered)


def each_by_itself(sheet: Sheet, parse: Parse) -> Iterator[Found]:
    """A sentence in the agency's words; where one of its main clauses tells somebody's attitude and
    others have their own subject, each of them by itself."""
    span = parse.sentence.first, parse.sentence.last
    found = attitudes(sheet.tokens, parse, (span,))
    groups = unshared(sheet.tokens, parse) if len(found) == 1 else []
    if len(groups) < 2:
        yield from found or (own(span),)
        return
    for group in groups:
        yield from attitudes(sheet.tokens, parse, (group,)) or (own(group),)


def unshared(tokens: tuple[Token, ...], parse: Parse) -> list[Range]:
    """The ranges of the sentence's main clauses that each have their own subject, the first one's from the
    sentence's beginning, without the comma or coordinator between them."""
    main = [c for c in parse.clauses if c.kind == "main" and not c.shares]
    starts = [c.first for c in main[1:]] if all(whole(tokens, c) for c in main) else []
    ends = [trimmed(tokens, (parse.sentence.first, start))[1] for start in starts]
    joined = [start + (tokens[start].tag == "KON") for start in starts]
    return list(zip([parse.sentence.first, *joined], [*ends, parse.sentence.last], strict=True))


def whole(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Is it a clause that tells something by itself: a subject, a finite verb in the indicative that
    more than a full stop follows, and with a modal its infinitive?"""
    words = [i for i in clause.places() if tokens[i].tag[0] != "$"]
    if clause.finite < 0 or clause.finite == words[-1] or tokens[clause.finite].mood in KONJUNKTIV:
        return False
    halved = tokens[clause.finite].tag == "VMFIN" and not clause.rest
    first = tokens[clause.first].low
    takes_up = first in TAKING_UP and core(tokens, clause.first, clause.last) == clause.first + 1
    return not halved and not takes_up and first != "sondern" and subject(tokens, clause) is not None


def rest(sheet: Sheet, parse: Parse, covered: list[bool]) -> Iterator[Found]:
    """Main clauses of a partly attributed sentence that are neither content nor frame."""
    for clause in parse.clauses:
        if clause.kind not in {"main", "v1"} or clause.finite < 0:
            continue
        if not any(covered[i] for i in clause.places()) and enough(sheet.tokens, clause):
            ranges = tuple(clause.ranges)
            yield from attitudes(sheet.tokens, parse, ranges) or (own(*ranges),)


def enough(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Has the clause enough words to state something?"""
    return sum(tokens[i].tag[0] != "$" for i in clause.places()) >= SHORTEST_REST


def own(*ranges: Range) -> Found:
    """A stretch in the agency's own voice."""
    return Found("plain", tuple(ranges), sources=(AUTHOR,), rule="speech.plain")


def statement(sheet: Sheet, found: Found) -> Statement:
    """The graded statement, with character spans."""
    grade = certainty.grade(sheet, found)
    content = spans(sheet.tokens, found.content)
    hearsay = grade.hearsay and found.sources == (AUTHOR,)
    voices = (NOBODY,) if hearsay else found.sources or (NOBODY,)
    sources = tuple(source(sheet, voice) for voice in voices)
    why = Evidence(found.rule, first_span(sheet, found), because.says(found.rule, found.cue_lemma))
    return Statement(
        id=content_id("statement", [sheet.dispatch.id, content, found.mode, [s.name for s in sources]]),
        content=content,
        claimed=spans(sheet.tokens, grade.claimed or found.content),
        cue=cue_spans(sheet, found),
        frame=spans(sheet.tokens, found.frame),
        addressee=spans(sheet.tokens, found.addressee),
        mode=found.mode,
        act=grade.act,
        factuality=grade.factuality,
        sources=sources,
        times=times_in(sheet, content),
        evidence=(why, *found.evidence, *grade.evidence),
    )


def cue_spans(sheet: Sheet, found: Found) -> tuple[Span, ...]:
    """The cue's words; free forms have none by the corpus' convention, their mood speaks for them."""
    free = found.mode in {"free-indirect", "indirect-free-indirect"}
    return () if free else spans(sheet.tokens, tuple((i, i + 1) for i in found.cue))


def spans(tokens: tuple[Token, ...], ranges: tuple[Range, ...]) -> tuple[Span, ...]:
    """Token ranges as character spans; neighbours are joined."""
    out: list[Span] = []
    at = -1
    for a, b in ranges:
        if a >= b:
            continue
        if a == at:
            out[-1] = (out[-1][0], tokens[b - 1].end)
        else:
            out.append((tokens[a].begin, tokens[b - 1].end))
        at = b
    return tuple(out)


def source(sheet: Sheet, voice: Voice) -> Source:
    """A link of the chain with its mentions' spans and name; a pronoun that takes up nobody names nobody."""
    mentions = spans(sheet.tokens, voice.ranges)
    known, entity = entities.resolve(sheet, voice) if voice.kind == "named" else ("", None)
    if not known and (not voice.name or voice.name.lower() in THIRD) and pronominal(sheet, voice):
        return Source(mentions, kind="anonymous")
    printed = " ".join(sheet.text[slice(*mentions[0])].split()) if mentions else ""
    return Source(mentions, known or voice.name or printed, voice.kind, entity)


def pronominal(sheet: Sheet, voice: Voice) -> bool:
    """Is the first mention a word that only takes up somebody: "er", "diese", "demnach"?"""
    words = [t for a, b in voice.ranges[:1] for t in sheet.tokens[a:b] if t.tag not in PREPOSITIONS]
    return len(words) == 1 and (words[0].tag in PRONOUNS | {"PROAV", "ART"} or words[0].low in BACKWARD)


def first_span(sheet: Sheet, found: Found) -> Span:
    """The words the rule saw first: the cue, else the content's beginning."""
    if found.cue:
        return spans(sheet.tokens, ((found.cue[0], found.cue[0] + 1),))[0]
    return spans(sheet.tokens, found.content)[0]


def times_in(sheet: Sheet, content: tuple[Span, ...]) -> tuple[int, ...]:
    """The numbers of the times that lie in the content."""
    first = min((b for b, _ in content), default=0)
    last = max((e for _, e in content), default=0)
    found = []
    for n in range(bisect_left(sheet.times, first, key=begin_of), len(sheet.times)):
        begin, end = sheet.times[n].span
        if begin >= last:
            break
        if any(b <= begin and end <= e for b, e in content):
            found.append(n)
    return tuple(found)


def begin_of(timex: Timex) -> int:
    """Where an expression of time begins; the sheet has them in this order."""
    return timex.span[0]
