"""The working sheet of one dispatch: what each layer has found so far, handed to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from depesche.core.dispatch import Dispatch, Span
from depesche.core.reading import Amount, Entity, Finding, Notice, Statement, Timex


class Token:
    """One word or mark. Plain attributes for speed; treated as frozen once the tags layer is done.

    `begin`, `end`: code points of the text. `form`: the text itself. `i`: place in Sheet.tokens.
    `tag`: coarse STTS tag (NN, NE, VVFIN, VVPP, VVINF, VAFIN, VMFIN, ADJA, ADJD, ADV, APPR,
    APPRART, ART, PPER, PRELS, KOUS, KON, PTKVZ, PTKNEG, CARD, "$.", "$,", "$(", ...).
    `lemma`: dictionary form. `mood`: for finite verbs "ind", "k1", "k2" or "amb" (a form that
    can be indicative or Konjunktiv), else "".
    """

    __slots__ = ("begin", "end", "form", "i", "lemma", "low", "mood", "tag")

    def __init__(self, begin: int, end: int, form: str, i: int) -> None:
        self.begin, self.end, self.form, self.i = begin, end, form, i
        self.low = form.lower()
        self.tag = self.lemma = self.mood = ""

    def __repr__(self) -> str:
        return f"{self.form}/{self.tag}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span (closing marks in), its tokens as [first, last), its paragraph (from 0).

    `body` is False for headlines and other lines that are not running text.
    """

    span: Span
    first: int
    last: int
    paragraph: int
    body: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything known of one dispatch; each layer's result becomes the field of its name."""

    dispatch: Dispatch
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotes: tuple[Any, ...] = ()
    phrases: tuple[Any, ...] = ()
    clauses: tuple[Any, ...] = ()
    notices: tuple[Notice, ...] = ()
    times: tuple[Timex, ...] = ()
    amounts: tuple[Amount, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Any, ...] = ()
    found: tuple[Any, ...] = ()
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """The dispatch's text."""
        return self.dispatch.text

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence, in order."""
        return self.tokens[sentence.first : sentence.last]
