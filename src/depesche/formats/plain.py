"""In: a text and what is known of it beside. Out: a Dispatch with its anatomy marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depesche.core.dates import Published
from depesche.core.dispatch import Dispatch, NoticeText, Span
from depesche.core.ids import content_id
from depesche.core.wire import Wire
from depesche.formats.headerdate import as_published, narrowed
from depesche.formats.house import House, anatomy
from depesche.formats.marks import notice_kind
from depesche.formats.prefixes import strongest
from depesche.formats.times import iso_time

SURROGATE = re.compile("[\ud800-\udfff]")


def dispatch_from_text(
    text: str, *, id: str | None = None, date: str | None = None, guesses: Sequence[str] = ()
) -> Dispatch:
    """The dispatch that `text` is: the text unchanged, its parts as spans of code points.

    `id`: the sender's, else one made from the content. `date`: taken where the text's head has
    none. `guesses`: what the decoder guessed; what is guessed here is added.
    """
    house = anatomy(text)
    head, tail = house.head, house.tail
    notices = tuple(NoticeText(text[b:e], (b, e)) for b, e in house.notices)
    return Dispatch(
        id=id if id is not None else content_id("dispatch", [text]),
        text=text,
        agency=(head.dateline.agency if head.dateline else None) or tail.agency,
        kind=strongest([*head.kinds, *(k for n in notices if (k := notice_kind(n.text)))]),
        headline=words_of(text, head.headline),
        headline_span=head.headline,
        prefixes=head.prefixes,
        dateline=head.dateline.places if head.dateline else (),
        dateline_span=head.dateline.span if head.dateline else None,
        published=when(house, date),
        bylines=house.bylines,
        signoff=tail.signoff,
        isins=tail.isins,
        paragraphs=house.paragraphs,
        body=house.body,
        notices=notices,
        nonpublic=(tail.notes,) if tail.notes else (),
        guesses=(*guesses, *head.guesses, *tail.guesses, *doubts(text, date)),
        wire=Wire(version_created=clocked(head.written, date, tail.written)),
    )


def clocked(*written: str | None) -> str | None:
    """The first of the times that has a clock's time, as ISO 8601: when the dispatch was made."""
    times = (iso_time(one) for one in written if one)
    return next((one for one in times if one and len(one) > len("2024-05-14")), None)


def words_of(text: str, span: Span | None) -> str | None:
    """The words of a span on one line; None for no span."""
    return " ".join(text[span[0] : span[1]].split()) if span else None


def when(house: House, date: str | None) -> Published | None:
    """When the dispatch went out: its head says so, or the caller, or the dateline, or a code."""
    head, tail = house.head, house.tail
    told = next(
        (found for written in (head.written, date) if written and (found := as_published(written))),
        None,
    )
    dated = narrowed(told, head.dateline.date if head.dateline else None)
    return dated or (as_published(tail.written) if tail.written else None)


def doubts(text: str, date: str | None) -> tuple[str, ...]:
    """What a reader should know about the input: half characters, a date that is none, no text."""
    return (
        *(("holds half characters (lone surrogates)",) if SURROGATE.search(text) else ()),
        *((f"not a date: {date!r}",) if date and not as_published(date) else ()),
        *(("the text is empty",) if not text.strip() else ()),
    )
