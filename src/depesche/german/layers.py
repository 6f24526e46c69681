"""In: a Dispatch in German. Out: its Reading, layer by layer in the order of LAYERS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from depesche.core.dispatch import Dispatch
from depesche.core.reading import Anatomy, Evidence, Reading, Source, Statement
from depesche.german import (
    ENGINE,
    amounts,
    clauses,
    entities,
    findings,
    notices,
    places,
    quotes,
    sentences,
    speech,
    statements,
    tags,
    times,
    tokens,
)
from depesche.german.language import language
from depesche.german.sheet import Sheet

Layer = Callable[[Sheet], Any]

LAYERS: tuple[tuple[str, Layer], ...] = (
    ("tokens", tokens.layer),
    ("sentences", sentences.layer),
    ("tokens", tags.layer),
    ("quotes", quotes.layer),
    ("clauses", clauses.layer),
    ("notices", notices.layer),
    ("times", times.layer),
    ("amounts", amounts.layer),
    ("entities", places.layer),
    ("mentions", entities.mentions),
    ("entities", entities.layer),
    ("found", speech.layer),
    ("statements", statements.layer),
    ("findings", findings.layer),
)
UNREAD = 2
"""How many of LAYERS run on a text that is not German: tokens and sentences."""


def read(dispatch: Dispatch) -> Reading:
    """The reading of a dispatch. A text in another language gets no German reading: see `unread`."""
    sheet = Sheet(dispatch)
    for name, layer in LAYERS[:UNREAD]:
        sheet = replace(sheet, **{name: layer(sheet)})
    tongue = language(sheet.tokens)
    if tongue != "de":
        return reading(replace(sheet, statements=unread(sheet)), tongue)
    for name, layer in LAYERS[UNREAD:]:
        sheet = replace(sheet, **{name: layer(sheet)})
    return reading(sheet, tongue)


def unread(sheet: Sheet) -> tuple[Statement, ...]:
    """One plain statement a sentence with no commitment read from it: the language is another."""
    why = "the text is not German; nothing was read from it"
    return tuple(
        Statement(
            id="",
            content=(sentence.span,),
            claimed=(sentence.span,),
            factuality="Uu",
            sources=(Source((), "", "author"),),
            evidence=(Evidence("language.unread", sentence.span, why),),
        )
        for sentence in sheet.sentences
    )


def reading(sheet: Sheet, tongue: str) -> Reading:
    """The sheet as the contract shows it."""
    return Reading(
        id=sheet.dispatch.id,
        engine=ENGINE,
        text=sheet.text,
        language=tongue,
        dispatch=anatomy(sheet),
        sentences=tuple(sentence.span for sentence in sheet.sentences if sentence.body),
        statements=sheet.statements,
        times=sheet.times,
        entities=sheet.entities,
        amounts=sheet.amounts,
        findings=sheet.findings,
    )


def anatomy(sheet: Sheet) -> Anatomy:
    """The dispatch's parts, its dateline looked up."""
    dispatch = sheet.dispatch
    return Anatomy(
        agency=dispatch.agency,
        kind=dispatch.kind,
        headline=dispatch.headline,
        prefixes=dispatch.prefixes,
        dateline=places.resolve_dateline(dispatch),
        published=dispatch.published,
        signoff=dispatch.signoff,
        paragraphs=dispatch.paragraphs,
        notices=sheet.notices,
        bylines=dispatch.bylines,
        isins=dispatch.isins,
        guesses=dispatch.guesses,
    )
