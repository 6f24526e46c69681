"""In: the clauses of a sentence. Out: what stands as a clause beside a verb of saying or thinking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesche.german import cues
from depesche.german.clauses import Clause, Parse
from depesche.german.found import Found, Voice
from depesche.german.phrases import GENITIVE, NOUNS, core
from depesche.german.sheet import Token
from depesche.german.speech.agents import agent, document, whence
from depesche.german.speech.subject import acts, dative, event, subject
from depesche.german.speech.verbs import cue_of, cue_places, is_passive

Range = tuple[int, int]
KONJUNKTIV = frozenset(("k1", "k2"))
THAT = frozenset(("dass", "daß"))
PURPOSE = frozenset(("um", "ohne", "statt", "anstatt", "außer"))
CONTRAST = frozenset("obwohl obgleich während nachdem als bevor".split())
ASKING = frozenset(
    "wie wer warum weshalb wieso wann woher wohin wen wem wessen inwieweit inwiefern was "
    "welche welcher welches welchen welchem".split()
)
BACK = frozenset(("das", "dies", "dieses"))


@dataclass(frozen=True, slots=True)
class Matrix:
    """A clause with a cue: its place in the parse, its cue's uses, and who speaks in it."""

    place: int
    clause: Clause
    uses: tuple[cues.VerbCue, ...]
    passive: bool
    speaker: Range | None

    def taking(self, *frames: str) -> cues.VerbCue | None:
        """The first of the cues that licenses one of the frames."""
        for cue in self.uses:
            if any(frame in cue.frames for frame in frames):
                return cue
        return None


def matrices(tokens: tuple[Token, ...], parse: Parse) -> Iterator[Matrix]:
    """The clauses of a sentence that have a cue verb, in order."""
    for place, clause in enumerate(parse.clauses):
        uses = cue_of(tokens, clause)
        if uses:
            passive = is_passive(tokens, clause)
            yield Matrix(place, clause, uses, passive, speaker(tokens, parse, place, uses[0], passive))


def speaker(
    tokens: tuple[Token, ...], parse: Parse, place: int, cue: cues.VerbCue, passive: bool
) -> Range | None:
    """Who speaks in a matrix clause: the agent of a passive, else the subject, shared ones too."""
    clause = parse.clauses[place]
    if cue.speaker == "none" and cue.verb != "lauten":
        return None
    if cue.speaker not in {"subject", "none"}:
        return whence(tokens, clause)
    if passive:
        return agent(tokens, clause, cue) or document(tokens, clause)
    return acting(tokens, parse, place)


def acting(tokens: tuple[Token, ...], parse: Parse, place: int) -> Range | None:
    """The subject of a clause; of one that shares it, or has none of its own, that of its holder."""
    clause = parse.clauses[place]
    found = None if clause.shares or clause.kind == "inf" else subject(tokens, clause)
    back = place
    while found is None and parse.clauses[back].shares and back:
        back = holder(tokens, parse, back)
        if not parse.clauses[back].shares:
            found = subject(tokens, parse.clauses[back])
    if found is None and clause.kind == "inf" and clause.parent >= 0:
        found = subject(tokens, parse.clauses[clause.parent])
    return found


def holder(tokens: tuple[Token, ...], parse: Parse, place: int) -> int:
    """The clause whose subject a coordinated one shares: the last one before it in its mood."""
    told = tokens[parse.clauses[place].finite].mood in KONJUNKTIV
    for back in range(place - 1, -1, -1):
        clause = parse.clauses[back]
        if (
            clause.kind in {"main", "v1"}
            and clause.finite >= 0
            and (told or tokens[clause.finite].mood not in KONJUNKTIV)
        ):
            return back
    return 0


def indirect(tokens: tuple[Token, ...], parse: Parse) -> Iterator[Found]:
    """Indirect statements of a sentence: content beside, before and around its cue verbs."""
    told: list[Found] = []
    for matrix in matrices(tokens, parse):
        found = before(tokens, parse, matrix) if behind_content(matrix, parse) else None
        found = found or (None if as_clause(tokens, matrix) else after(tokens, parse, matrix))
        found = found or before(tokens, parse, matrix)
        if found and not (found.rule == "speech.zu" and within(found, told)):
            told.append(found)
            yield found
    yield from headed(tokens, parse)


def host_frame(tokens: tuple[Token, ...], host: Clause, clause: Clause) -> tuple[Range, ...]:
    """The host clause up to the comma before the clause it hints at."""
    first, last = host.first, clause.first if host.first < clause.first else host.last
    places = [i for i in range(first, last) if not clause.first <= i < clause.last]
    while places and tokens[places[-1]].form in {".", "!", "?"}:
        places.pop()
    return tuple(runs(places))


def as_clause(tokens: tuple[Token, ...], matrix: Matrix) -> bool:
    """Is the matrix a clause of the kind "wie X berichtet", which stands beside its content?"""
    clause = matrix.clause
    if clause.kind == "main":
        return inserted(tokens, clause) and matrix.place > 0
    return clause.kind == "sub" and clause.opener >= 0 and tokens[clause.opener].low == "wie"


def behind_content(matrix: Matrix, parse: Parse) -> bool:
    """Does the matrix stand behind a main clause, so that what follows it goes on with that: "Es brenne,
    sagte er; Hilfe sei da"?"""
    return matrix.clause.kind == "v1" and any(c.kind == "main" for c in parse.clauses[: matrix.place])


def hinted(tokens: tuple[Token, ...], parse: Parse, told: list[Found]) -> Iterator[Found]:
    """A subordinate clause in Konjunktiv I that nothing attributes: the subject of the main clause
    is heard in it ("kritisierte den Plan, der zu teuer sei")."""
    covered = {i for f in told for a, b in f.content for i in range(a, b)}
    for clause in parse.clauses:
        if clause.kind not in {"rel", "sub"} or clause.finite < 0 or clause.finite in covered:
            continue
        host = next((c for c in parse.clauses if c.kind in {"main", "v1"} and c.finite >= 0), None)
        if tokens[clause.finite].mood != "k1" or host is None or host is parse.clauses[-1]:
            continue
        voice = subject(tokens, host)
        content = trimmed(tokens, (clause.first, clause.last))
        yield Found(
            "indirect",
            (content,),
            cue_kind="mood",
            frame=host_frame(tokens, host, clause),
            sources=(Voice((voice,), "named"),) if voice else (),
            rule="speech.hinted",
        )


def within(found: Found, told: list[Found]) -> bool:
    """Is the content part of what is told already?"""
    a, b = found.content[0]
    return any(x <= a and b <= y for other in told for x, y in other.content)


def headed(tokens: tuple[Token, ...], parse: Parse) -> Iterator[Found]:
    """Content that hangs on a noun: "die Forderung, die Steuer zu senken", "das Gerücht, er gehe"."""
    for place, clause in enumerate(parse.clauses):
        before = parse.clauses[place - 1] if place else None
        if before is None or clause.first == 0 or clause.coordinated or before.kind in {"quote", "frag"}:
            continue
        noun = clause.first - 1 - (tokens[clause.first - 1].form == ",")
        form = content_form(tokens, clause)
        if form and before.first <= noun < before.last:
            yield from noun_headed(tokens, parse, place, noun, form)


def content_form(tokens: tuple[Token, ...], clause: Clause) -> str:
    """Which form of content a clause has: dass, ob, zu, v2 (in Konjunktiv), or ""."""
    if clause.kind == "sub" and clause.opener >= 0:
        low = tokens[clause.opener].low
        return "dass" if low in THAT else low if low == "ob" else ""
    if clause.kind == "inf":
        return "" if tokens[clause.first].low in PURPOSE else "zu"
    reported = clause.kind == "main" and clause.finite >= 0 and tokens[clause.finite].mood in KONJUNKTIV
    return "v2" if reported else ""


def noun_headed(tokens: tuple[Token, ...], parse: Parse, place: int, end: int, form: str) -> Iterator[Found]:
    """The statement on the noun cue of the phrase that ends at `end`, unless a verb has it already."""
    host = parse.clauses[place - 1]
    for i in range(end, max(host.first - 1, end - 8), -1):
        token = tokens[i]
        if token.tag[0] == "V" or token.form in {",", ":"}:
            return
        uses = cues.noun(token.lemma) if token.tag == "NN" else ()
        cue = next((c for c in uses if form in c.frames and "content" in c.uses), None)
        if cue and not taken(tokens, parse, host, form):
            clause = parse.clauses[place]
            content = trimmed(tokens, (clause.first, extent(tokens, parse, place)))
            yield noun_statement(tokens, parse, host, i, cue.lemma, content)
            return


def taken(tokens: tuple[Token, ...], parse: Parse, host: Clause, form: str) -> bool:
    """Has the host clause a verb that takes content of this form itself?"""
    return any(form in c.frames or form == "v2" and "dass" in c.frames for c in cue_of(tokens, host))


def noun_statement(
    tokens: tuple[Token, ...], parse: Parse, host: Clause, i: int, lemma: str, content: Range
) -> Found:
    """A statement whose cue is the noun at `i` with its article."""
    begin = i - 1 if tokens[i - 1].tag in {"ART", "PPOSAT", "PIAT"} else i
    owner = possessor(tokens, host, i)
    owner = owner if owner and not of_event(tokens, owner) else subject(tokens, host)
    if owner and owner[0] <= i < owner[1]:
        owner = possessor(tokens, host, i)
    voices = (Voice((owner,), "named"),) if owner else ()
    inside = set(range(*content))
    span = [k for k in range(host.first, host.last + 1) if k not in inside and k < parse.sentence.last]
    while span and tokens[span[-1]].form in {".", "!", "?"}:
        span.pop()
    return Found(
        "indirect",
        (content,),
        tuple(range(begin, i + 1)),
        lemma,
        "noun",
        tuple(runs(span)),
        voices,
        rule="speech.noun",
    )


def of_event(tokens: tuple[Token, ...], owner: Range) -> bool:
    """Is the possessor what happens, so that it says nothing: "das Ziel des Treffens"?"""
    head = next((tokens[k] for k in range(*owner) if tokens[k].tag in NOUNS), None)
    return head is not None and head.tag == "NN" and event(head) and not acts(head)


def possessor(tokens: tuple[Token, ...], host: Clause, i: int) -> Range | None:
    """Whose saying the noun at `i` is: a genitive or von phrase behind it, a name before it."""
    end = min(host.last, len(tokens))
    if i + 1 < end and tokens[i + 1].low in GENITIVE | {"von", "vom"}:
        start = i + 2 if tokens[i + 1].low in {"von", "vom"} else i + 1
        stop = core(tokens, start, end)
        return (start, stop) if stop > start else None
    if tokens[i - 1].tag == "NE" and tokens[i - 1].low.endswith("s"):
        return (i - 1, i)
    return None


def after(tokens: tuple[Token, ...], parse: Parse, matrix: Matrix) -> Found | None:
    """Content that follows its matrix: dass, ob, zu, or a clause in verb-second."""
    clauses = parse.clauses
    for place in range(matrix.place + 1, len(clauses)):
        clause = clauses[place]
        if clause.first < matrix.clause.first:
            continue
        cue, rule = licensed(tokens, matrix, clause)
        if cue:
            content = trimmed(tokens, (clause.first, extent(tokens, parse, place)))
            return built(tokens, parse, matrix, cue, [content], rule)
        if clause.kind not in {"rel"} and not (clause.kind == "sub" and embedded(matrix, clause)):
            return None
    return None


def embedded(matrix: Matrix, clause: Clause) -> bool:
    """Does the clause lie within the matrix clause, so that the matrix goes on behind it?"""
    return clause.last <= matrix.clause.last


def licensed(tokens: tuple[Token, ...], matrix: Matrix, clause: Clause) -> tuple[cues.VerbCue | None, str]:
    """The cue under which a clause is content of the matrix, and the rule's name."""
    if clause.kind == "sub" and clause.opener >= 0:
        return licensed_sub(tokens, matrix, clause)
    if clause.kind == "inf" and tokens[clause.first].low not in PURPOSE:
        cue = matrix.taking("zu")
        refused = cue is not None and cue.act == "deny" and cue.medium == "decision"
        return (None if refused else cue), "speech.zu"
    if clause.kind in {"main", "v1"} and not clause.coordinated and clause.finite >= 0:
        return licensed_v2(tokens, matrix, clause)
    return None, ""


def licensed_sub(
    tokens: tuple[Token, ...], matrix: Matrix, clause: Clause
) -> tuple[cues.VerbCue | None, str]:
    """Dass under verbs that take it, ob and question words under those that take them."""
    opener = tokens[clause.opener].low
    if opener in THAT:
        cue = matrix.taking("dass")
        weak = (
            cue is not None
            and not cue.strong
            and (cue.act in {"judge", "demand", "speculate"} or cue.medium == "finding")
        )
        return (None if weak else cue), "speech.dass"
    cue = matrix.taking("ob")
    if cue is None or not (cue.act == "ask" or opener == "ob" and matrix.speaker):
        return None, ""
    if opener == "ob" or opener in ASKING and not (opener == "wie" and reports(tokens, clause)):
        return cue, "speech.ob"
    return None, ""


def licensed_v2(tokens: tuple[Token, ...], matrix: Matrix, clause: Clause) -> tuple[cues.VerbCue | None, str]:
    """A verb-second clause behind its matrix: Konjunktiv, or behind a colon or a strong verb."""
    cue = matrix.taking("v2", "direct", "dass")
    if cue is None:
        return None, ""
    mark = tokens[clause.first - 1].form if clause.first else ""
    mood = tokens[clause.finite].mood
    if mood in KONJUNKTIV:
        return cue, "speech.konjunktiv"
    if clause.kind == "main" and mark == ":" and not matrix.passive and matrix.speaker:
        return cue, "speech.v2"
    if clause.kind == "main" and mark == "," and plainly(tokens, matrix, cue, clause):
        return cue, "speech.v2"
    return None, ""


def plainly(tokens: tuple[Token, ...], matrix: Matrix, cue: cues.VerbCue, clause: Clause) -> bool:
    """Can an indicative clause be content: a strong verb of saying in the active, no "aber" between?"""
    joined = tokens[clause.first].low in {"aber", "doch", "denn", "nur", "sondern", "jedoch"}
    saying = cue.strong and "v2" in cue.frames and cue.medium in {"speech", "writing"}
    return saying and not joined and not matrix.passive and matrix.speaker is not None


def reports(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Is the clause one of "wie X berichtete"?"""
    uses = cue_of(tokens, clause)
    return any(use.strong and "dass" in use.frames for use in uses)


def extent(tokens: tuple[Token, ...], parse: Parse, place: int) -> int:
    """Where a content clause ends with all that hangs on it or goes on in its mood."""
    clauses = parse.clauses
    end = clauses[place].last
    moods = {tokens[clauses[place].finite].mood} if clauses[place].finite >= 0 else set()
    verb_second = clauses[place].kind in {"main", "v1"}
    for clause in clauses[place + 1 :]:
        if clause.first < clauses[place].first:
            continue
        if not goes_on(tokens, clause, verb_second and bool(moods & KONJUNKTIV), clauses[place]):
            break
        end = max(end, clause.last)
    return end


def goes_on(tokens: tuple[Token, ...], clause: Clause, konjunktiv: bool, content: Clause) -> bool:
    """Does a later clause still belong to the content?"""
    if clause.kind in {"sub", "rel", "inf", "quote", "frag"}:
        return not (
            clause.kind == "sub"
            and clause.opener >= 0
            and tokens[clause.opener].low in {"wie", "so"}
            and reports(tokens, clause)
        )
    if clause.finite < 0:
        return True
    if clause.last <= content.last:
        return True
    mood = tokens[clause.finite].mood
    if konjunktiv:
        verb = tokens[clause.finite]
        return mood in KONJUNKTIV or (clause.coordinated and verb.low == verb.lemma.lower())
    if clause.kind == "v1" and not clause.coordinated:
        return False
    return mood in KONJUNKTIV or (clause.coordinated and not clause.shares and content.kind == "main")


def before(tokens: tuple[Token, ...], parse: Parse, matrix: Matrix) -> Found | None:
    """Content before its matrix (", sagte X") or around it, and "wie X sagte"."""
    clause = matrix.clause
    if clause.kind == "sub" and tokens[clause.opener].low in {"wie"}:
        cue = matrix.taking("dass", "v2", "direct")
        return around(tokens, parse, matrix, cue, "speech.wie") if cue and cue.strong else None
    if not inserted(tokens, clause) or matrix.place == 0 or clause.coordinated:
        return None
    if tokens[clause.finite].mood == "k1":
        return None
    cue = matrix.taking("v2", "direct", "dass")
    earlier = parse.clauses[: matrix.place]
    if cue is None or all(c.kind == "quote" for c in earlier):
        return None
    if matrix.passive and matrix.speaker is None and not cue.strong:
        return None
    if any(c.kind == "main" for c in earlier):
        return around(tokens, parse, matrix, cue, "speech.inverted")
    first = earlier[0]
    if (
        first.kind == "sub"
        and first.opener >= 0
        and tokens[first.opener].low in THAT | {"ob"}
        and (matrix.speaker is not None)
    ):
        return around(tokens, parse, matrix, cue, "speech.fronted")
    return None


def inserted(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Is the clause one that stands behind its content: "sagte X", "so heißt es in Y"?"""
    so = clause.kind == "main" and tokens[clause.first].low == "so" and clause.finite == clause.first + 1
    return clause.kind == "v1" or so


def around(
    tokens: tuple[Token, ...], parse: Parse, matrix: Matrix, cue: cues.VerbCue, rule: str
) -> Found | None:
    """The sentence without the matrix clause as content."""
    span = matrix_range(tokens, parse, matrix)
    begin, end = parse.sentence.first, parse.sentence.last
    pieces = [trimmed(tokens, (begin, span[0])), trimmed(tokens, (span[1], end))]
    if rule == "speech.inverted" and not continues(tokens, parse, matrix, span[1]):
        pieces = pieces[:1]
    pieces = [p for p in pieces if p[0] < p[1] and any(t.tag[0] != "$" for t in tokens[p[0] : p[1]])]
    if not pieces:
        return None
    return built(tokens, parse, matrix, cue, pieces, rule)


def continues(tokens: tuple[Token, ...], parse: Parse, matrix: Matrix, place: int) -> bool:
    """Does the content go on behind an inserted matrix clause?"""
    for clause in parse.clauses[matrix.place + 1 :]:
        if clause.first >= place and clause.kind in {"main", "v1"}:
            return clause.finite >= 0 and tokens[clause.finite].mood in KONJUNKTIV
        if clause.first >= place:
            return (
                clause.kind == "sub"
                and tokens[clause.opener].low not in CONTRAST
                or (clause.kind == "inf" or clause.kind == "rel" and False)
            )
    return place < parse.sentence.last and any(
        tokens[i].tag in {"VVPP", "VVINF", "VVIZU", "VAPP", "VAINF"}
        for i in range(place, parse.sentence.last)
    )


def anaphoric(tokens: tuple[Token, ...], parse: Parse, earlier: Parse | None) -> Iterator[Found]:
    """ "Das sagte X": the sentence before is the content, with the pronoun that stands for it."""
    if earlier is None or tokens[parse.sentence.first].low not in BACK:
        return
    for matrix in matrices(tokens, parse):
        clause = matrix.clause
        cue = matrix.taking("dass", "v2", "np")
        if clause.kind == "main" and cue and cue.strong and clause.finite == parse.sentence.first + 1:
            content = [trimmed_end(earlier), (parse.sentence.first, parse.sentence.first + 1)]
            found = built(tokens, parse, matrix, cue, content, "speech.anaphoric")
            yield found
        return


def trimmed_end(parse: Parse) -> Range:
    """The whole of a sentence."""
    return parse.sentence.first, parse.sentence.last


def matrix_range(tokens: tuple[Token, ...], parse: Parse, matrix: Matrix) -> Range:
    """The inserted matrix clause: its first range, apposition and relative clauses of its end."""
    clause = matrix.clause
    a, b = clause.ranges[0]
    for more in clause.ranges[1:]:
        gap = tokens[b].form == "," if b < len(tokens) else False
        nonfinite = any(tokens[i].tag in {"VVPP", "VVINF", "VAPP", "VAINF", "VVIZU"} for i in range(*more))
        if more[0] - b > 1 and not relative_between(parse, b, more[0]):
            break
        if nonfinite and gap:
            break
        b = more[1]
    for other in parse.clauses[matrix.place + 1 :]:
        if other.kind == "rel" and other.first in (b, b + 1):
            b = other.last
    return a, b


def relative_between(parse: Parse, a: int, b: int) -> bool:
    """Does nothing but a relative clause stand between the places?"""
    return any(c.kind == "rel" and a <= c.first and c.last <= b for c in parse.clauses)


def trimmed(tokens: tuple[Token, ...], span: Range) -> Range:
    """The range without commas at its edges, a coordinator, or the sentence's full stop."""
    a, b = span
    while a < b and tokens[a].form in {",", ":", ";", "–", "-", "."}:
        a += 1
    while b > a and tokens[b - 1].form in {",", ":", ";", "–", "-", ".", "!", "?"}:
        b -= 1
    return a, b


def built(
    tokens: tuple[Token, ...],
    parse: Parse,
    matrix: Matrix,
    cue: cues.VerbCue,
    content: list[Range],
    rule: str,
) -> Found:
    """The statement: cue, frame, who speaks, who is told."""
    speakers = (Voice((matrix.speaker,), "named"),) if matrix.speaker else ()
    told = dative(tokens, matrix.clause, matrix.speaker) if cue.addressee else None
    return Found(
        mode="indirect",
        content=tuple(content),
        cue=cue_places(tokens, matrix.clause, cue),
        cue_lemma=cue.lemma,
        cue_kind="verb",
        frame=frame(tokens, parse, matrix, content),
        sources=speakers,
        addressee=(told,) if told else (),
        rule=rule,
    )


def frame(tokens: tuple[Token, ...], parse: Parse, matrix: Matrix, content: list[Range]) -> tuple[Range, ...]:
    """The matrix clause with what is embedded in it and the mark towards the content."""
    inside = {i for a, b in content for i in range(a, b)}
    places = set(matrix.clause.places())
    low, high = matrix.clause.first, matrix.clause.last
    for clause in parse.clauses:
        if clause.kind in {"rel", "sub"} and low <= clause.first and clause.last <= high:
            places |= set(clause.places())
    if matrix.clause.kind == "v1" and matrix.place and not matrix.clause.coordinated:
        low = front(parse, matrix, inside, low)
        places |= set(range(low, matrix.clause.first))
    places |= {i for i in range(low, high) if tokens[i].form in {",", "(", ")"}}
    places -= inside
    places |= {
        i
        for i in (low - 1, high)
        if 0 <= i < len(tokens)
        and tokens[i].form in {",", ":"}
        and parse.sentence.first <= i < parse.sentence.last
    }
    while places and tokens[max(places)].form in {".", "!", "?"}:
        places.discard(max(places))
    return tuple(runs(sorted(places - inside)))


def front(parse: Parse, matrix: Matrix, inside: set[int], low: int) -> int:
    """Where the matrix begins when a subordinate clause stands as its first constituent."""
    earlier = parse.clauses[: matrix.place]
    if earlier and all(c.kind in {"sub", "inf", "rel"} for c in earlier):
        start = earlier[0].first
        return low if start in inside else start
    return low


def runs(places: list[int]) -> Iterator[Range]:
    """Places in order as half-open ranges."""
    start = previous = -2
    for place in places:
        if place != previous + 1:
            if start >= 0:
                yield start, previous + 1
            start = place
        previous = place
    if start >= 0:
        yield start, previous + 1
