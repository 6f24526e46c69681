"""In: tagged tokens in sentences, and quotations. Out: the clauses of each sentence.

The model is that of the topological fields (Drach 1937; Höhle 1986): a clause is verb-second,
verb-first or verb-final; what opens it (subjunction, relative, question word, nothing) and where
its finite verb stands decide which. A sentence is cut at its marks, and at coordinators with a
finite verb on both sides; the pieces are then put together with a stack of unfinished clauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from depesche.german.sheet import Sentence, Sheet, Token
from depesche.german.words import closed

FINITE = frozenset(("VVFIN", "VAFIN", "VMFIN"))
NONFINITE = frozenset(("VVPP", "VVINF", "VVIZU", "VAPP", "VAINF", "VMPP", "VMINF"))
CUTS = frozenset(",;:–—") | {"--"}
SKIPPED = frozenset(("und", "oder", "sondern", "aber", "auch", "nur", "so", "doch", "vor", "allem",
                     "selbst", "erst", "gerade", "wohl", "kurz", "noch", "nicht", "sowie", "denn",
                     "besonders", "allein", "schon", "bis", "als"))  # fmt: skip
COORDINATORS = frozenset(("und", "oder", "aber", "sondern", "denn", "doch", "sowie", "jedoch"))
PERFECT = frozenset(("haben", "sein", "werden"))
BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
FIRM = frozenset(("dass", "daß", "ob", "weil", "wenn"))
PARTICIPLE_ENDS = ("t", "en", "n")


@dataclass(slots=True)
class Clause:
    """One clause.

    `kind`: "main" (verb-second), "v1", "sub" (subjunction or question word), "rel", "inf" (zu),
    "frag" (no verb), "quote" (a quotation taken as a whole). `ranges`: its own tokens as [a, b),
    embedded clauses left out. `opener`, `finite`: token places or -1. `rest`: its other verb forms
    and separated prefix. `parent`: the clause it hangs on, -1 for none. `coordinated`: joined to
    `parent` by und/oder as its equal. `shares`: the finite verb comes first behind the coordinator,
    so that subject (and what else stood there) is that of the clause before.
    """

    kind: str
    ranges: list[tuple[int, int]] = field(default_factory=list)
    opener: int = -1
    finite: int = -1
    rest: list[int] = field(default_factory=list)
    parent: int = -1
    coordinated: bool = False
    shares: bool = False
    lead: int = -1
    closed_: bool = False

    @property
    def first(self) -> int:
        """Its first token."""
        return self.ranges[0][0]

    @property
    def last(self) -> int:
        """The place behind its last token."""
        return self.ranges[-1][1]

    def places(self) -> Iterator[int]:
        """The places of its own tokens, in order."""
        for a, b in self.ranges:
            yield from range(a, b)

    @property
    def complete(self) -> bool:
        """Has it the verb it needs?"""
        return self.finite >= 0 or self.kind in {"frag", "quote"} or (self.kind == "inf" and bool(self.rest))


@dataclass(slots=True)
class Piece:
    """A stretch [a, b) between two cuts; `mark` is the cut before it (a token form or ""),
    `quote` whether it is a whole quotation of speech."""

    a: int
    b: int
    mark: str
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Parse:
    """The clauses of one sentence, in order of their first token."""

    sentence: Sentence
    clauses: tuple[Clause, ...]


def layer(sheet: Sheet) -> tuple[Parse, ...]:
    """One parse a sentence."""
    covers = {}
    for quote in sheet.quotes:
        if quote.speech:
            for place in range(quote.first, quote.last):
                covers[place] = quote
    return tuple(parse(sheet.tokens, sentence, covers) for sentence in sheet.sentences)


def parse(tokens: tuple[Token, ...], sentence: Sentence, covers: dict[int, object]) -> Parse:
    """The clauses of a sentence; quotations of speech count as one piece each."""
    pieces = list(cut(tokens, sentence, covers))
    split = [part for piece in pieces for part in split_coordination(tokens, repair(tokens, piece))]
    repaired = [part for piece in split for part in split_infinitive(tokens, piece)]
    return Parse(sentence, tuple(Assembly(tokens).run(repaired)))


def cut(tokens: tuple[Token, ...], sentence: Sentence, covers: dict[int, object]) -> Iterator[Piece]:
    """The sentence's pieces between punctuation marks."""
    start, mark, i = sentence.first, "", sentence.first
    depth, balanced = 0, not unbalanced(tokens, sentence)
    while i < sentence.last:
        quote = covers.get(i)
        if quote is not None:
            if start < i:
                yield Piece(start, i, mark)
            end = min(sentence.last, quote.last)  # type: ignore[attr-defined]
            yield Piece(i, end, mark if start == i else "", True)
            start, mark, i = end, "“", end
            continue
        form = tokens[i].form
        if form in BRACKETS:
            depth = max(0, depth + BRACKETS[form]) if balanced else 0
        elif form in CUTS and not depth:
            if start < i:
                yield Piece(start, i, mark)
            start, mark = i + 1, form
        i += 1
    if start < sentence.last:
        yield Piece(start, sentence.last, mark)


def unbalanced(tokens: tuple[Token, ...], sentence: Sentence) -> bool:
    """Do the sentence's brackets not pair up, so that they had better be passed over?"""
    forms = [tokens[i].form for i in range(sentence.first, sentence.last)]
    return sum(BRACKETS.get(form, 0) for form in forms) != 0


def outside(tokens: tuple[Token, ...], a: int, b: int) -> Iterator[int]:
    """The places in [a, b) that no round or square bracket encloses."""
    depth = 0
    for i in range(a, b):
        form = tokens[i].form
        if form in {"(", "["}:
            depth += 1
        elif form in {")", "]"}:
            depth = max(0, depth - 1)
        elif not depth:
            yield i


def repair(tokens: tuple[Token, ...], piece: Piece) -> Piece:
    """Mend what the tagger, which sees three words, gets wrong about verbs of a whole piece.

    A "finite" full verb beside a finite auxiliary is its participle ("werde ... erwartet"); a
    lone infinitive without "zu" is a plural ("Die USA vermuten").
    """
    if piece.quote:
        return piece
    finite = [i for i in outside(tokens, piece.a, piece.b) if tokens[i].tag in FINITE]
    helpers = [i for i in finite if tokens[i].tag != "VVFIN"]
    if len(helpers) > 1 and tokens[helpers[0]].tag == "VMFIN" and tokens[helpers[-1]].low in PERFECT:
        tokens[helpers[-1]].tag, tokens[helpers[-1]].mood = "VAINF", ""
        finite.remove(helpers.pop())
    if helpers:
        demote(tokens, piece, finite, helpers)
    elif not finite:
        promote(tokens, piece)
    return piece


def demote(tokens: tuple[Token, ...], piece: Piece, finite: list[int], helpers: list[int]) -> None:
    """Full verbs beside a finite auxiliary become participles (infinitives after a modal)."""
    for i in finite:
        token = tokens[i]
        if token.tag != "VVFIN" or not any(partner(tokens, i, h) for h in helpers):
            continue
        at_end = i > helpers[0] or i + 1 >= piece.b or tokens[i + 1].tag[:2] in {"VA", "VM", "VV"}
        if at_end and token.form.endswith(PARTICIPLE_ENDS) and not token.low.endswith(("te", "ten")):
            token.tag, token.mood = ("VVINF" if token.low == token.lemma else "VVPP"), ""


def partner(tokens: tuple[Token, ...], i: int, helper: int) -> bool:
    """Do the verb at `i` and the auxiliary at `helper` belong to one clause (no und between)?"""
    a, b = sorted((i, helper))
    between = tokens[a + 1 : b]
    return not any(
        t.low in {"und", "oder", "sondern"} and t.tag == "KON" and verb_behind(tokens, t.i, b)
        for t in between
    )


def verb_behind(tokens: tuple[Token, ...], i: int, b: int) -> bool:
    """Does the verb at `b` stand right behind the coordinator at `i`?"""
    return b - i == 1


def promote(tokens: tuple[Token, ...], piece: Piece) -> None:
    """A lone infinitive without "zu" becomes a plural finite verb; so does a lone participle in -t
    at the end of a piece that a subjunction or relative opens."""
    span = range(piece.a, piece.b)
    if any(tokens[i].tag in {"PTKZU", "VVIZU", "KOUI"} for i in span):
        return
    for i in span:
        token = tokens[i]
        if token.tag == "VVINF" and token.low == token.lemma and (i > piece.a or piece.mark == "“"):
            token.tag, token.mood = "VVFIN", "amb"
            return
    last = tokens[piece.b - 1 - (tokens[piece.b - 1].tag == "$.")]
    opened = tokens[piece.a].tag in {"KOUS", "PRELS", "PRELAT", "PWAV", "PWS"}
    if opened and last.tag == "VVPP" and last.low.endswith("t"):
        last.tag, last.mood = "VVFIN", "ind"


def split_coordination(tokens: tuple[Token, ...], piece: Piece) -> Iterator[Piece]:
    """Cut a piece at und/oder where a finite verb stands on both sides."""
    if piece.quote:
        yield piece
        return
    start, mark = piece.a, piece.mark
    finite = [i for i in outside(tokens, piece.a, piece.b) if tokens[i].tag in FINITE]
    for left, right in pairwise(finite):
        joints = [
            i
            for i in range(left + 1, right)
            if tokens[i].low in COORDINATORS and tokens[i].tag in {"KON", "ADV"}
        ]
        if joints:
            yield Piece(start, joints[-1], mark)
            start, mark = joints[-1], "und"
    yield Piece(start, piece.b, mark)


def split_infinitive(tokens: tuple[Token, ...], piece: Piece) -> Iterator[Piece]:
    """Cut off an infinitive clause that no comma sets off ("hat angekündigt die Preise zu senken").

    Only behind a participle that closes the verb bracket: there the main clause is over.
    """
    cut_at = 0 if piece.quote else infinitive_behind(tokens, piece)
    if cut_at:
        yield Piece(piece.a, cut_at, piece.mark)
        yield Piece(cut_at, piece.b, ",")
    else:
        yield piece


def infinitive_behind(tokens: tuple[Token, ...], piece: Piece) -> int:
    """The place behind the participle after which an infinitive with zu still follows, or 0."""
    finite = next((i for i in outside(tokens, piece.a, piece.b) if tokens[i].tag in FINITE), -1)
    if finite < 0 or tokens[finite].tag == "VVFIN":
        return 0
    for i in range(finite + 1, piece.b - 2):
        if tokens[i].tag == "VVPP" and tokens[i + 1].tag not in NONFINITE | FINITE | {"KON"}:
            rest = range(i + 1, piece.b)
            if any(tokens[k].tag in {"PTKZU", "VVIZU"} for k in rest):
                return i + 1
            return 0
    return 0


class Assembly:
    """Puts pieces together into clauses."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.clauses: list[Clause] = []
        self.open: list[int] = []
        self.now = -1
        self.depth = 0

    def run(self, pieces: Sequence[Piece]) -> list[Clause]:
        """The clauses that the pieces make up, verbs found."""
        self.pieces = pieces
        for place, piece in enumerate(pieces):
            self.place = place
            self.take(piece)
        for clause in self.clauses:
            self.find_verbs(clause)
        return self.clauses

    def take(self, piece: Piece) -> None:
        """Attach one piece."""
        if self.now >= 0 and not piece.quote and self.only_marks(piece):
            self.clauses[self.now].ranges.append((piece.a, piece.b))
            return
        if piece.quote:
            self.add(Clause("quote", [(piece.a, piece.b)], parent=self.now))
            return
        kind, opener = self.kind_of(piece)
        if kind == "frag":
            self.fragment(piece)
        elif kind in {"sub", "rel", "inf"}:
            self.subordinate(piece, kind, opener)
        else:
            self.finite_piece(piece)

    def only_marks(self, piece: Piece) -> bool:
        """Is there no word in the piece?"""
        return all(self.tokens[i].tag[0] == "$" for i in range(piece.a, piece.b))

    def begins_clause(self, piece: Piece) -> bool:
        """Is a verbless piece the first part of a clause whose verb comes behind an embedded one?

        As in "..., jedes Land, das helfe, müsse": behind it a relative or subordinate clause, then
        a piece that starts with a finite verb.
        """
        if piece.mark not in {",", ":", "–"}:
            return False
        embedded = False
        for later in self.pieces[self.place + 1 : self.place + 6]:
            kind = "frag" if later.quote else self.kind_of(later)[0]
            if kind == "main":
                return embedded and self.tokens[later.a].tag in FINITE
            embedded = embedded or kind in {"rel", "sub", "inf"}
            if kind == "frag" and not embedded:
                return False
        return False

    def kind_of(self, piece: Piece) -> tuple[str, int]:
        """What a piece begins: a clause kind with the place of its opener, or "main" or "frag"."""
        tokens, i = self.tokens, piece.a
        finite = self.finite_of(piece)
        while (
            i + 1 < piece.b
            and tokens[i].low in SKIPPED
            and tokens[i].tag not in {"KOUS"}
            and (
                tokens[i + 1].tag[:2] in {"KO", "PR", "PW"}
                or tokens[i].tag == "KON"
                or tokens[i + 1].low in closed("plain-subjunctions")
            )
        ):
            i += 1
        word = tokens[i]
        final = finite >= 0 and self.is_final(finite, piece)
        if finite < 0 and word.tag == "KOUS" and word.low not in FIRM and self.has_infinitive(piece):
            return "inf", piece.a
        if word.low in closed("plain-subjunctions") or word.tag == "KOUS":
            if finite < 0 or final or word.tag == "KOUS":
                return "sub", i
        if (
            word.low in closed("subjunctions")
            and final
            and word.tag not in {"ART", "PRELS"}
            and (word.tag[:2] != "AP")
        ):
            return "sub", i
        if word.tag[:2] == "PW" or word.low in closed("question-words"):
            if final or (finite < 0 and (piece.mark or word.low == "wie")):
                return ("sub", i)
        opener = self.relative(piece, i, finite, final)
        if opener >= 0:
            return "rel", opener
        if finite < 0 and self.has_infinitive(piece):
            return "inf", piece.a
        return ("main", -1) if finite >= 0 else ("frag", -1)

    def relative(self, piece: Piece, i: int, finite: int, final: bool) -> int:
        """The place of the relative pronoun that opens the piece, or -1."""
        tokens = self.tokens
        joined = piece.mark == "und" or i > piece.a
        after_one = self.now >= 0 and self.clauses[self.now].kind == "rel"
        if piece.mark not in {",", "und", "–"} or (joined and not after_one):
            return -1
        j = i + 1 if tokens[i].tag in {"APPR", "APPRART"} and i + 1 < piece.b else i
        word = tokens[j]
        if word.low not in closed("relatives") and word.tag[:4] != "PREL":
            return -1
        if finite >= 0:
            return j if final and finite > j + (word.tag[:4] != "PREL") else -1
        return j if word.tag[:4] == "PREL" and not self.has_infinitive(piece) else -1

    def finite_of(self, piece: Piece) -> int:
        """The place of the piece's last finite verb (first for a verb-second piece), or -1."""
        places = [i for i in outside(self.tokens, piece.a, piece.b) if self.tokens[i].tag in FINITE]
        return places[-1] if places else -1

    def is_final(self, finite: int, piece: Piece) -> bool:
        """Does the finite verb close its piece, but for two infinitives ("hätte kommen können")?"""
        tokens, end = self.tokens, piece.b
        while end > piece.a and tokens[end - 1].tag[0] == "$":
            end -= 1
        behind = tokens[finite + 1 : end]
        if not behind:
            return finite > piece.a
        return len(behind) > 1 and all(token.tag.endswith("INF") for token in behind)

    def has_infinitive(self, piece: Piece) -> bool:
        """Is there an infinitive with zu in the piece?"""
        for i in range(piece.a, piece.b):
            tag = self.tokens[i].tag
            if tag == "VVIZU" or (tag == "PTKZU" and i + 1 < piece.b):
                return True
        return False

    def add(self, clause: Clause) -> int:
        """Append a clause; open it while its verb is missing."""
        self.clauses.append(clause)
        self.now = len(self.clauses) - 1
        if clause.finite < 0 and clause.kind not in {"quote", "frag"} and not clause.closed_:
            self.open.append(self.now)
        return self.now

    def extend(self, index: int, piece: Piece) -> None:
        """Give a piece to a clause."""
        clause = self.clauses[index]
        clause.ranges.append((piece.a, piece.b))
        if clause.finite < 0:
            clause.finite = self.finite_of(piece) if clause.kind != "inf" else -1
            if clause.finite >= 0 and index in self.open:
                del self.open[self.open.index(index) :]
        self.now = index

    def fragment(self, piece: Piece) -> None:
        """A piece without a verb: to the innermost unfinished clause, else to the last one."""
        if self.open:
            self.extend(self.open[-1], piece)
        elif self.now >= 0 and self.begins_clause(piece):
            self.add(Clause("main", [(piece.a, piece.b)], parent=self.now))
        elif self.now >= 0 and piece.mark not in {":", ";"} and self.clauses[self.now].kind != "quote":
            self.extend(self.now, piece)
        else:
            self.add(Clause("main", [(piece.a, piece.b)], parent=-1))

    def host(self, piece: Piece) -> int:
        """The clause a verbless piece goes on: behind a finished relative clause the one around it."""
        index = self.now
        if piece.mark == "," and self.clauses[index].kind in {"rel", "sub", "inf"}:
            parent = self.clauses[index].parent
            if parent >= 0 and self.clauses[parent].kind in {"main", "v1"}:
                return parent
        return index

    def subordinate(self, piece: Piece, kind: str, opener: int) -> None:
        """Begin a subordinate clause; after und it is the equal of the one before."""
        finite = self.finite_of(piece) if kind != "inf" else -1
        coordinated = (
            self.tokens[piece.a].tag == "KON" and self.now >= 0 and (self.clauses[self.now].kind == kind)
        )
        clause = Clause(
            kind,
            [(piece.a, piece.b)],
            opener,
            finite,
            parent=self.now,
            coordinated=coordinated,
            closed_=kind == "inf",
        )
        if coordinated:
            clause.parent = self.now
        self.add(clause)

    def finite_piece(self, piece: Piece) -> None:
        """A piece with a finite verb and no opener: it completes a clause or begins one."""
        tokens = self.tokens
        finite = next(i for i in outside(tokens, piece.a, piece.b) if tokens[i].tag in FINITE)
        begins = tokens[piece.a].tag == "KON" or piece.mark == "und"
        if self.open and not (begins and self.clauses[self.open[-1]].complete):
            self.complete(piece, finite)
            return
        first = piece.a + (tokens[piece.a].tag == "KON" or tokens[piece.a].low in COORDINATORS)
        last = self.clauses[self.now] if self.now >= 0 else None
        if (
            begins
            and last
            and last.kind in {"sub", "rel"}
            and self.is_final(self.finite_of(piece), piece)
            and not (finite == first and piece.b - piece.a > 3)
        ):
            self.add(
                Clause(
                    last.kind,
                    [(piece.a, piece.b)],
                    -1,
                    self.finite_of(piece),
                    parent=self.now,
                    coordinated=True,
                    shares=False,
                )
            )
            return
        kind = "v1" if finite == first else "main"
        self.add(
            Clause(
                kind,
                [(piece.a, piece.b)],
                -1,
                finite,
                parent=self.now,
                coordinated=begins,
                shares=begins and finite == first,
            )
        )

    def complete(self, piece: Piece, finite: int) -> None:
        """The innermost unfinished clause gets its verb; an unfinished clause below it is closed."""
        index = self.open[-1]
        clause = self.clauses[index]
        if clause.kind in {"sub", "rel"} and not self.is_final(self.finite_of(piece), piece):
            outer = [i for i in self.open if self.clauses[i].kind == "main"]
            if outer:
                index = outer[-1]
            elif piece.mark == ",":
                self.open.pop()
                self.add(Clause("main", [(piece.a, piece.b)], -1, finite, parent=self.now))
                return
        self.extend(index, piece)
        if self.clauses[index].kind == "main":
            self.clauses[index].finite = finite
        if index in self.open:
            del self.open[self.open.index(index) :]

    def find_verbs(self, clause: Clause) -> None:
        """Fill `rest`: nonfinite verbs and the separated prefix of the clause's own tokens."""
        if clause.kind == "quote":
            return
        for i in clause.places():
            tag = self.tokens[i].tag
            if (
                tag in NONFINITE
                or tag == "PTKVZ"
                or (tag in FINITE and i != clause.finite and clause.kind != "main")
            ):
                clause.rest.append(i)
