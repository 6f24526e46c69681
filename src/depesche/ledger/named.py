"""In: a wording that a notice quotes. Out: where it stands in a row of words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from depesche.core.dispatch import Span
from depesche.ledger.sides import Side
from depesche.ledger.wording import Word, words

ENDINGS = ("en", "em", "er", "es", "e", "n", "s")
SHORTEST = 3
MOST = 100
Pieces = list[list[Word]]
Same = Callable[[str, str], bool]


def pieces(wording: str) -> Pieces:
    """The wording in pieces, cut at "...", as words without marks."""
    cut = wording.replace("…", "...").split("...")
    found = [[w for w in words(piece, (0, len(piece))) if not w.mark] for piece in cut]
    return [piece for piece in found if piece]


def stands(wanted: Pieces, row: Sequence[Word]) -> list[Span]:
    """Where the pieces stand in a row of words, one after another; letters' case and endings may
    differ where nothing stands exactly."""
    bare = [word for word in row if not word.mark]
    for same in (exactly, nearly):
        found: list[Span] = []
        at = 0
        while len(found) < MOST and (hit := next_hit(wanted, bare, at, same)):
            found.append((bare[hit[0]].begin, bare[hit[1] - 1].end))
            at = hit[1]
        if found:
            return found
    return []


def next_hit(wanted: Pieces, row: list[Word], at: int, same: Same) -> tuple[int, int] | None:
    """The first stretch from `at` on in which all pieces stand, as places of the row."""
    begin = None
    for piece in wanted:
        hit = next((i for i in range(at, len(row) - len(piece) + 1) if fits(piece, row, i, same)), None)
        if hit is None:
            return None
        begin = hit if begin is None else begin
        at = hit + len(piece)
    return None if begin is None else (begin, at)


def fits(piece: list[Word], row: list[Word], at: int, same: Same) -> bool:
    """Whether a piece stands at a place of the row."""
    return all(same(one.norm, row[at + i].norm) for i, one in enumerate(piece))


def exactly(one: str, other: str) -> bool:
    """Whether two words are the same."""
    return one == other


def nearly(one: str, other: str) -> bool:
    """Whether two words are the same but for case and ending."""
    if one[:SHORTEST].lower() != other[:SHORTEST].lower():
        return one.lower() == other.lower()
    short, long = sorted((one.lower(), other.lower()), key=len)
    return (
        short == long
        or root(one) == root(other)
        or len(short) > SHORTEST
        and long in (f"{short}{ending}" for ending in ENDINGS)
    )


def root(word: str) -> str:
    """A word in small letters without its ending."""
    low = word.lower()
    for ending in ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= SHORTEST:
            return low[: -len(ending)]
    return low


def rows(side: Side) -> list[tuple[str, list[Word]]]:
    """All rows of words of a text: headline, dateline, then sentences."""
    extra = [
        (part, span) for part, span in (("headline", side.headline), ("dateline", side.dateline)) if span
    ]
    found = [(part, words(side.text, span)) for part, span in extra]
    if not side.headline and side.reading.dispatch.headline:
        line = side.reading.dispatch.headline
        found.append(("apart", words(line, (0, len(line)))))
    return [*found, *(("body", side.words(i)) for i in range(len(side.spans)))]
