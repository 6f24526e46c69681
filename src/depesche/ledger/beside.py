"""In: what came beside two texts. Out: what changed in it: kicker, subhead, teaser, tables."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from depesche.core.check import Change, Words
from depesche.core.wire import Table, Wire
from depesche.ledger.grading import line


def parts(old: Wire, new: Wire, known: Words) -> Iterator[Change]:
    """The changes beside the text."""
    yield from line("kicker", old.kicker or "", new.kicker or "", known)
    yield from line("subhead", old.subhead or "", new.subhead or "", known)
    yield from line("teaser", old.teaser or "", new.teaser or "", known)
    yield from tables(rows(old.tables), rows(new.tables), known)


def rows(some: tuple[Table, ...]) -> list[str]:
    """The rows of all tables, each as a line."""
    return [" | ".join(" ".join(cell.split()) for cell in row) for table in some for row in table.rows]


def tables(old: list[str], new: list[str], known: Words) -> Iterator[Change]:
    """The rows that differ."""
    for code in Levenshtein.opcodes(old, new):
        if code.tag != "equal":
            was, now = old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]
            for i in range(max(len(was), len(now))):
                before, after = was[i : i + 1], now[i : i + 1]
                yield from line("table", "".join(before), "".join(after), known)
