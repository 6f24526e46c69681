"""In: a gold file of TIMEX3 (JSON Lines, plain or gzipped). Out: how well the times layer finds them.

    python bench/times.py GOLD.jsonl.gz [--date full|month|year|none] [--json]

A gold document is {"id", "dct", "text", "timexes": [{"begin", "end", "type", "value"}]}; offsets
count code points. Printed are F1 in per cent with equal extents ("strict"), overlapping extents
("relaxed"), and with equal type or value besides, matched one to one, equal extents first and then
the longest overlap (TempEval-3). `contained` is the share of dated gold values that lie
within [earliest, latest] of the time found there, `width` the median of those days.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from depesche.core.dates import published
from depesche.core.dispatch import Dispatch, Span
from depesche.core.reading import Timex
from depesche.german import sentences, tags, times, tokens
from depesche.german.sheet import Sheet
from depesche.german.times.days import bounds

CUT = {"full": 10, "month": 7, "year": 4, "none": 0}
Gold = dict[str, Any]


def documents(path: Path) -> Iterator[Gold]:
    """The gold documents of a file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def found_in(document: Gold, precision: str) -> tuple[Timex, ...]:
    """The times of a document whose date is cut to a precision."""
    text, written = document["text"], document["dct"][: CUT[precision]]
    whole: tuple[Span, ...] = ((0, len(text)),)
    dispatch = Dispatch(
        id=document["id"], text=text, published=published(written), paragraphs=whole, body=whole
    )
    sheet = Sheet(dispatch)
    sheet = replace(sheet, tokens=tokens.layer(sheet))
    sheet = replace(sheet, sentences=sentences.layer(sheet))
    return times.layer(replace(sheet, tokens=tags.layer(sheet)))


def pairs(gold: list[Gold], found: tuple[Timex, ...]) -> Iterator[tuple[Gold, Timex]]:
    """Gold and found times matched one to one, by equal extent, then by longest overlap."""
    ranked = []
    for g, one in enumerate(gold):
        for f, timex in enumerate(found):
            overlap = min(one["end"], timex.span[1]) - max(one["begin"], timex.span[0])
            if overlap > 0:
                ranked.append(((one["begin"], one["end"]) != timex.span, -overlap, g, f))
    gold_left, found_left = set(range(len(gold))), set(range(len(found)))
    for _, _, g, f in sorted(ranked):
        if g in gold_left and f in found_left:
            gold_left.remove(g)
            found_left.remove(f)
            yield gold[g], found[f]


def figures(path: Path, precision: str) -> dict[str, float | int | None]:
    """All measures of the layer on a gold file."""
    hits = dict.fromkeys(("strict", "relaxed", "relaxed_type", "relaxed_value", "strict_value"), 0)
    total = dated = held = 0
    widths: list[int] = []
    for document in documents(path):
        found = found_in(document, precision)
        total += len(document["timexes"]) + len(found)
        dated += sum(is_dated(one) for one in document["timexes"])
        for one, timex in pairs(document["timexes"], found):
            same = (one["begin"], one["end"]) == timex.span
            value = one["value"] == timex.value
            hits["strict"] += same
            hits["relaxed"] += 1
            hits["relaxed_type"] += one["type"] == timex.type
            hits["relaxed_value"] += value
            hits["strict_value"] += same and value
            if is_dated(one) and timex.earliest and timex.latest:
                first, last = date.fromisoformat(timex.earliest), date.fromisoformat(timex.latest)
                due = bounds(one["value"])
                held += due is not None and first <= due[0] and due[1] <= last
                widths.append((last - first).days + 1)
    scores: dict[str, float | int | None] = {
        name: round(200 * count / total, 2) if total else 0.0 for name, count in hits.items()
    }
    scores["contained"] = round(held / dated, 3) if dated else None
    scores["width"] = statistics.median(widths) if widths else None
    return scores


def is_dated(one: Gold) -> bool:
    """Whether a gold time is a date or clock time with a year."""
    return one["type"] in ("DATE", "TIME") and one["value"][:4].isdigit() and bool(bounds(one["value"]))


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description="Score the times layer.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--date", choices=list(CUT), default="full")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    scores = figures(options.gold, options.date)
    if options.json:
        print(json.dumps(scores))
        return
    for name, value in scores.items():
        print(f"{name:14} {value}")


if __name__ == "__main__":
    main()
