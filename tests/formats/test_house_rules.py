"""The data files: every rule matches its examples and leaves its counter-examples alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from depesche.formats.dateline import dateline_at
from depesche.formats.prefixes import read_prefixes
from depesche.formats.words import rules, table

LINE_RULES = [(name, rule) for name in ("notices", "furniture") for rule in table(name)["rule"]]


def ids(case: Any) -> str:
    return case[1]["id"] if isinstance(case, tuple) else str(case["id"])


@pytest.mark.parametrize("case", LINE_RULES, ids=ids)
def test_line_rules(case: tuple[str, dict[str, Any]]) -> None:
    name, rule = case
    pattern = re.compile(rule["pattern"])
    match = pattern.fullmatch if name == "furniture" else pattern.match
    assert rule["must"] and rule["must_not"]
    assert not [line for line in rule["must"] if not match(line)]
    assert not [line for line in rule["must_not"] if match(line)]


@pytest.mark.parametrize("entry", table("prefixes")["prefix"], ids=ids)
def test_prefixes(entry: dict[str, Any]) -> None:
    assert entry["must"] and entry["must_not"]
    for line in entry["must"]:
        found = read_prefixes(line)
        assert found.printed, line
        if "kind" in entry:
            assert entry["kind"] in found.kinds, line
    assert not [line for line in entry["must_not"] if read_prefixes(line).printed]


def test_rule_ids_are_unique() -> None:
    for name in ("notices", "furniture"):
        names = [rule.id for rule in rules(name)]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Fulda (KNA) Die Bischöfe beraten.", "KNA"),
        ("Hannover (epd). Die Synode tagt.", "epd"),
        ("Kiel (RNA/dpa) - Die Werft baut ab.", "RNA"),
        ("Wien (APA/dpa) - Die Werft baut ab.", "APA/dpa"),
        ("Der Verband (AFP) Die Lage.", None),
        ("Die Bundesstelle (BSU) Der Chef geht.", None),
    ],
)
def test_datelines_without_a_dash_and_with_a_second_agency(text: str, agency: str | None) -> None:
    found = dateline_at(text, 0)
    assert (found and found.agency) == agency
