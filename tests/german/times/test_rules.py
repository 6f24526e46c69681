"""Every rule finds its examples with their values, and stays silent on its counter-examples."""

from __future__ import annotations

import pytest

from depesche.core.dates import published
from depesche.core.dispatch import Dispatch
from depesche.core.reading import Timex
from depesche.german.sheet import Sheet
from depesche.german.times import layer
from depesche.german.times.lexicon import rule_entries

ENTRIES = rule_entries()
POSITIVE = [(e["id"], example) for e in ENTRIES for example in e["examples"]]
NEGATIVE = [(e["id"], example) for e in ENTRIES for example in e["counter"]]


def read(text: str, day: str | None = "2023-09-13") -> tuple[Timex, ...]:
    """The times of a text that went out on a day."""
    return layer(Sheet(Dispatch(id="x", text=text, published=published(day) if day else None)))


@pytest.mark.parametrize(("rule", "example"), POSITIVE)
def test_example(rule: str, example: str) -> None:
    marked, value = example.rsplit(" = ", 1)
    begin = marked.index("{")
    end = marked.index("}") - 1
    text = marked.replace("{", "").replace("}", "")
    found = [(t.rule, text[slice(*t.span)], t.value) for t in read(text)]
    assert (rule, text[begin:end], value) in found


@pytest.mark.parametrize(("rule", "example"), NEGATIVE)
def test_counter_example(rule: str, example: str) -> None:
    assert rule not in [t.rule for t in read(example)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e["id"])
def test_rule_says_where_it_ends(entry: dict[str, object]) -> None:
    assert entry["examples"] and entry["counter"]
