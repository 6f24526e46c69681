"""In: a desk's notice as printed. Out: what it says: kind, places, wordings, topics.

A hand-written walk over the tokens. A notice is a row of changes; each has a place ("third line of
the 6th paragraph"), a right and a wrong wording, or topics. The walk collects bare words into a
run, and the words around a run or a quotation ("statt", "heißen:", "durch") say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from depesche.core.dispatch import NoticeKind
from depesche.german.notice_tokens import Token, tokens_of
from depesche.german.notice_words import cardinals, listed, ordinals, units

PARTS = ("headline", "lead", "caption")
ENDS = {"first": 1, "end": -1}
"""Words for a paragraph that say which."""
INNER = re.compile(r"\s*[(\[]\s*(?:statt|nicht|anstatt|bisher|zuvor)\b\s*:?\s*([^()\[\]]{1,400})[)\]]?")
EDGES = re.compile(r"^(?:\s|\.{3,}|…)+|(?:\s|\.{3,}|…|[.,;])+$")
MOST_NUMBERS = 100
MOST_CHANGES = 40
LONGEST_TOPIC = 8
UNTRUE = "falsch"
"""What is called so is no wording that is given: "Der Bericht hat sich als falsch erwiesen"."""
COPULAS = frozenset(("ist", "sind", "war", "waren", "sei", "als"))
TURNED_OUT = frozenset(("erwiesen", "herausgestellt"))


@dataclass(slots=True)
class Change:
    """One change that a notice declares; numbers below zero count from the end."""

    paragraphs: list[int] = field(default_factory=list)
    sentence: int | None = None
    line: int | None = None
    part: str | None = None
    wrong: str | None = None
    right: str | None = None
    topics: list[str] = field(default_factory=list)

    @property
    def worded(self) -> bool:
        """Whether it says what was changed."""
        return bool(self.right or self.wrong or self.topics)

    @property
    def placed(self) -> bool:
        """Whether it says where."""
        return bool(self.paragraphs or self.sentence or self.line or self.part)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A notice, understood."""

    kind: NoticeKind
    changes: tuple[Change, ...]
    tokens: tuple[Token, ...]
    urn: str | None = None
    unclosed: bool = False


def parse(printed: str) -> Parsed:
    """What the notice says; never raises. Only its first 6000 characters are read."""
    text = printed.strip()
    if text.startswith("("):
        text = text[1:].removesuffix(".").removesuffix(")")
    tokens, unclosed = tokens_of(text)
    kind = kind_of(tokens)
    walk = Walk(text, tokens, kind)
    if kind != "embargo":
        walk.run_through()
    urn = next((t.text.rstrip(".,;:") for t in tokens if t.kind == "urn"), None)
    opened = text.count("(", 0, 6000) > text.count(")", 0, 6000)
    return Parsed(kind, tuple(walk.changes), tuple(tokens), urn, unclosed or opened)


def kind_of(tokens: list[Token]) -> NoticeKind:
    """The kind of notice: its first word may decide, else the strongest word in it."""
    words = [token.low for token in tokens if token.kind == "word"]
    if has(words, "withdrawal") or {"zieht", "zurück"} <= set(words):
        return "withdrawal"
    kind: NoticeKind
    for kind in ("repeat", "correction", "update", "embargo"):
        if words and words[0] in listed("opening", kind):
            return kind
    if "ersetzt" in words and listed("replaced", "words") & set(words):
        return "update"
    for kind in ("embargo", "correction", "update", "repeat"):
        if has(words, kind):
            return kind
    return "advisory"


def is_topic_word(low: str) -> bool:
    """Whether a word stands for what can be changed: "Zahl", "Zuschauerzahl"."""
    return low in listed("topics", "words") or low.endswith(tuple(sorted(listed("topics", "tails"))))


def has(words: list[str], kind: str) -> bool:
    """Whether one of the words makes that kind."""
    return not listed("kinds", kind).isdisjoint(words)


def trimmed(wording: str) -> str:
    """A wording without the elisions and stops around it."""
    return EDGES.sub("", wording)


class Walk:
    """The walk over a notice's tokens; `changes` is its result."""

    def __init__(self, text: str, tokens: list[Token], kind: NoticeKind) -> None:
        self.text, self.tokens, self.kind = text, tokens, kind
        self.changes: list[Change] = [Change()]
        self.replacing = any(token.low == "ersetzt" for token in tokens)
        self.run: list[Token] = []
        self.role: str | None = None
        self.verbatim = self.item = self.led = False
        self.colon = kind == "update" and bool(tokens) and tokens[0].low in listed("standing", "with")
        self.joints = frozenset({"und"} if kind == "update" else ())

    @property
    def change(self) -> Change:
        """The change being read."""
        return self.changes[-1]

    def run_through(self) -> None:
        """Reads all tokens."""
        at = 0
        while at < len(self.tokens):
            at = self.place(at) or self.step(at)
        self.flush()
        if any(token.low in listed("standing", "deleted") for token in self.tokens):
            for one in self.changes:
                if one.right and not one.wrong:
                    one.wrong, one.right = one.right, None
        if len(self.changes) > 1 and not self.change.worded and not self.change.placed:
            self.changes.pop()

    def step(self, at: int) -> int:
        """Reads the token at `at`, which begins no place; the index of the next."""
        token = self.tokens[at]
        if token.kind == "quote":
            self.quote(token)
        elif token.kind == "urn":
            self.flush()
            self.item = True
        elif token.kind == "mark":
            self.mark(at)
        elif token.kind != "word" or not self.marker(at):
            self.run.append(token)
        return at + 1

    def near(self, at: int) -> Token:
        """The token at `at`; an empty one beyond the ends."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else Token("mark", 0, 0, "")

    # -- places ---------------------------------------------------------------------------------

    def place(self, at: int) -> int | None:
        """The index behind the place that begins at `at`; None where none begins."""
        start = at
        while start < at + 3 and self.near(start).low in listed("grammar", "before_place"):
            start += 1
        numbers, behind = self.ordinals(start)
        unit = units().get(self.near(behind).low)
        if numbers and unit and unit not in PARTS and unit not in ENDS:
            self.set_place(unit, numbers)
            return behind + 1
        return self.named_place(start, led=start > at)

    def named_place(self, start: int, *, led: bool) -> int | None:
        """The index behind a place that begins with its unit: "Absatz 6", "Überschrift"."""
        unit = units().get(self.near(start).low)
        if unit is None:
            return None
        if unit in ENDS:
            self.set_place("paragraph", [ENDS[unit]])
            return start + 1
        if unit in PARTS:
            if not led and not self.verbatim and self.run:
                return None
            self.set_place(unit, [])
            return start + 1
        numbers, behind = self.numbers(start + 1, self.cardinal)
        if numbers:
            self.set_place(unit, numbers)
        return behind if numbers else None

    def ordinals(self, at: int) -> tuple[list[int], int]:
        """A list of ordinals from `at` on, and the index behind it."""
        return self.numbers(at, self.ordinal)

    def numbers(self, at: int, read: Callable[[Token], int | None]) -> tuple[list[int], int]:
        """A list such as "2., 3. und 5." or "5. bis 8.", and the index behind it."""
        value = read(self.near(at))
        found: list[int] = []
        while value is not None and len(found) < MOST_NUMBERS:
            found.append(value)
            at += 1
            joint = self.near(at).low
            behind = at + 1
            while self.near(behind).low in listed("grammar", "before_place"):
                behind += 1
            value = read(self.near(behind))
            written = self.near(at - 1).kind == self.near(behind).kind
            if joint in listed("grammar", "ranges") and not written:
                break
            if joint in listed("grammar", "ranges") and value is not None:
                found.extend(range(found[-1] + 1, min(value, found[-1] + MOST_NUMBERS)))
            elif joint not in listed("grammar", "lists"):
                break
            at = behind if value is not None else at
        return found, at

    def ordinal(self, token: Token) -> int | None:
        """The value of an ordinal: "6.", "sechsten", "vorletzten" (-2)."""
        if token.kind == "ordinal":
            return int(token.text[:-1]) or None
        return ordinals().get(token.low) if token.kind == "word" else None

    def cardinal(self, token: Token) -> int | None:
        """The value of a cardinal or ordinal up to 99: "6", "sechs", "6."."""
        if token.kind == "number" and token.text.isdecimal() and len(token.text) < 3:
            return int(token.text) or None
        if token.kind == "word" and token.low in cardinals():
            return cardinals()[token.low]
        return self.ordinal(token) if token.kind == "ordinal" else None

    def set_place(self, unit: str, numbers: list[int]) -> None:
        """Notes a place; it begins another change where this one is placed and worded. Where the notice began
        with what was changed ("Die Zahl im ersten und der Ort im dritten Absatz"), what is pending is what was
        changed at the place that follows."""
        if not any(one.placed for one in self.changes):
            self.led = self.change.worded or bool(self.topic_ahead())
        elif self.led and self.change.placed and self.change.worded and self.topic_ahead():
            self.another(Change())
        self.flush()
        change = self.change
        taken = {
            "paragraph": change.paragraphs, "sentence": change.sentence, "line": change.line,
        }.get(unit, change.part)  # fmt: skip
        if change.worded and (taken or (unit == "paragraph" and change.part)):
            within = [] if unit == "paragraph" else list(change.paragraphs)
            change = self.another(Change(within))
        if unit == "paragraph":
            change.paragraphs += numbers
        elif unit == "sentence":
            change.sentence = numbers[0]
        elif unit == "line":
            change.line = numbers[0]
        else:
            change.part = unit
        self.role, self.verbatim, self.item = None, False, False

    def topic_ahead(self) -> list[Token]:
        """The pending run, where it names a topic."""
        return self.run if self.topical() else []

    def another(self, change: Change) -> Change:
        """Begins another change."""
        if len(self.changes) < MOST_CHANGES:
            self.changes.append(change)
        return self.change

    # -- words ----------------------------------------------------------------------------------

    def marker(self, at: int) -> bool:
        """Whether the word at `at` says what the words around it are."""
        low, behind = self.tokens[at].low, self.near(at + 1)
        if low == UNTRUE and (self.near(at - 1).low in COPULAS or behind.low in TURNED_OUT):
            self.run.clear()
            if self.change.right and not self.change.wrong and self.near(at - 1).low in COPULAS:
                self.change.wrong, self.change.right = self.change.right, None
        elif low in listed("grammar", "instead") or self.denies(at):
            while self.near(at + 1).low in listed("standing", "behind_instead") and self.colon_near(at + 2):
                del self.tokens[at + 1]
            self.then("wrong", before="right")
        elif low in listed("grammar", "but"):
            self.then("right")
        elif low in listed("grammar", "by") and self.change.right and not self.change.wrong:
            self.change.wrong, self.change.right = self.change.right, None
            self.then("right")
        elif low in listed("grammar", "from") and behind.kind in ("quote", "number"):
            return self.from_to(at)
        elif self.verbatim:
            return False
        else:
            return self.loose_marker(at)
        return True

    def loose_marker(self, at: int) -> bool:
        """Whether the word is a marker outside a literal wording."""
        low, behind = self.tokens[at].low, self.near(at + 1)
        if low in listed("grammar", "reads"):
            ends = behind.text in ("", ")", "(", ".", ";") or behind.text == "," and self.opposes(at + 2)
            closes = ends or behind.low in listed("grammar", "instead")
            self.flush("right" if closes and not self.topical() else None)
            self.role = "right"
        elif low in listed("grammar", "items"):
            self.flush()
            self.item = True
        elif low in listed("kinds", self.kind) | listed("kinds", "correction") | self.joints:
            self.flush()
        else:
            return False
        return True

    def from_to(self, at: int) -> bool:
        """Reads "von 1992 in 1997", "aus "A" wurde "B"": always a marker where both are there."""
        first, joint, second = (self.near(at + step) for step in (1, 2, 3))
        if joint.low in listed("grammar", "to") and second.kind == first.kind:
            self.flush()
            change = self.complete()
            change.wrong, change.right = trimmed(first.text), trimmed(second.text)
            del self.tokens[at + 1 : at + 4]
            return True
        return False

    def denies(self, at: int) -> bool:
        """Whether "nicht" introduces a wrong wording: in a bracket, behind a comma, before a quotation."""
        if self.tokens[at].low not in listed("grammar", "not"):
            return False
        return at == 0 or self.near(at - 1).text in ("(", ",", "-", "–") or self.near(at + 1).kind == "quote"

    def then(self, role: str, before: str | None = None) -> None:
        """What stands before is `before`; what follows, literally, is `role`."""
        self.flush(before)
        self.role, self.verbatim = role, True

    def mark(self, at: int) -> None:
        """Reads a mark."""
        sign, behind = self.tokens[at].text, self.near(at + 1)
        if sign == ":":
            self.at_colon(at)
        elif sign in "();" or sign in "-–" and self.apart(at):
            self.flush()
            self.role, self.verbatim = None, False
        elif sign == ",":
            self.at_comma(at)
        elif sign == "." and (not behind.text or behind.text[:1].isupper() or behind.kind == "quote"):
            self.flush()
            self.role, self.verbatim, self.item = None, False, False
        elif self.run:
            self.run.append(self.tokens[at])

    def colon_near(self, at: int) -> bool:
        """Whether a colon follows, one word between at most."""
        return self.near(at).text == ":" or self.near(at + 1).text == ":"

    def apart(self, at: int) -> bool:
        """Whether a dash stands between blanks."""
        token = self.tokens[at]
        return (
            self.text[token.begin - 1 : token.begin].isspace()
            and self.text[token.end : token.end + 1].isspace()
        )

    def at_colon(self, at: int) -> None:
        """Behind a colon a literal wording follows, unless the notice's own name stands before it."""
        before = self.near(at - 1)
        opening = (
            at == 1
            and (
                any(before.low in listed("opening", kind) for kind in ("repeat", "correction"))
                or before.low in listed("kinds", "advisory")
            )
            or at == 2
            and before.low in listed("standing", "several")
        )
        if self.role != "wrong" or self.run:
            self.flush()
            self.role = None if opening or self.kind == "update" else "right"
        self.verbatim = not opening and self.kind != "update"
        self.colon, self.item = True, self.item and opening

    def at_comma(self, at: int) -> None:
        """A comma belongs to a literal wording, unless a new part of the notice begins behind it."""
        opposed = self.opposes(at + 1)
        if not self.verbatim or opposed or self.near(at + 1).low == "sondern":
            plain = opposed and any(token.kind == "number" for token in self.run) and not self.topical()
            self.flush("right" if self.role is None and (self.verbatim or plain) else None)
        elif self.run:
            self.run.append(self.tokens[at])

    def opposes(self, at: int) -> bool:
        """Whether the word at `at` introduces what was wrong: "Es sind 42 Meter, nicht 24"."""
        return self.near(at).low in listed("grammar", "instead") | listed("grammar", "not")

    # -- wordings -------------------------------------------------------------------------------

    def complete(self) -> Change:
        """The change to word next: this one, or another at the same place where this is worded."""
        here = self.change
        if here.right is None and here.wrong is None:
            return here
        return self.another(Change(list(here.paragraphs), here.sentence, here.line, here.part))

    def quote(self, token: Token) -> None:
        """Reads a quotation: the title of an item, or a wording."""
        self.flush()
        if self.item:
            return
        inner = INNER.search(token.text)
        if inner:
            change = self.complete()
            change.right = trimmed(token.text[: inner.start()] + token.text[inner.end() :]) or None
            change.wrong = trimmed(inner[1]) or None
        else:
            self.word(trimmed(token.text))
        self.role, self.verbatim = None, False

    def word(self, wording: str) -> None:
        """Notes a wording as the role says; without one, as the right wording."""
        if not wording:
            return
        role = "wrong" if self.role == "wrong" else "right"
        change = self.change
        if getattr(change, role) is not None:
            change = self.complete()
        setattr(change, role, wording)

    def flush(self, role: str | None = None) -> None:
        """Ends the run of bare words and notes it as wording or topic."""
        run, self.run = self.run, []
        role = role or self.role
        if not self.verbatim or role is None:
            run = self.without_fillers(run)
        while run and run[-1].kind == "mark":
            run = run[:-1]
        while len(run) > 1 and run[0].low in listed("standing", "lies"):
            run = run[1:]
        if (
            len(run) > 1
            and run[-1].low in listed("standing", "closing")
            and any(token.low in listed("standing", "must") for token in self.tokens)
        ):
            run = run[:-1]
        if not run:
            return
        words = trimmed(self.text[run[0].begin : run[-1].end])
        if self.is_topic(run, role):
            self.change.topics.append(words)
        elif role:
            held, self.role = self.role, role
            self.word(words)
            self.role = None if held == role and not self.verbatim else held

    def without_fillers(self, run: list[Token]) -> list[Token]:
        """The run without the grammar's small words at its ends."""
        fillers = listed("grammar", "fillers")
        begin, end = 0, len(run)
        while begin < end and run[begin].low in fillers:
            begin += 1
        while end > begin and run[end - 1].low in fillers:
            end -= 1
        return run[begin:end]

    def topical(self) -> bool:
        """Whether the run names a topic."""
        run = self.without_fillers(self.run)
        return bool(run) and is_topic_word(run[0].low)

    def is_topic(self, run: list[Token], role: str | None) -> bool:
        """Whether the words name what was changed rather than give the wording."""
        if len(run) > LONGEST_TOPIC or role == "wrong":
            return False
        if self.kind == "update" and self.colon and role is None:
            return not self.replacing
        named = self.without_fillers(run) or run
        if not is_topic_word(named[0].low):
            return False
        if len(named) == 1:
            return True
        behind = named[1].low
        return role is None or behind in listed("topics", "attributes") or behind == ","
