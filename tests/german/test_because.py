"""Every rule of speech_rules.toml finds its examples and leaves its counter-examples alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import depesche
from depesche.core.reading import Reading
from depesche.german import because

MARKS = re.compile(r"[{}\[\]]")
SOURCE = Path(because.__file__).parent
WRITTEN = re.compile(r'"((?:speech|part|cue)\.[a-z0-9-]+|attitude)"')
RULES, REASONS = because.rules().rule, because.rules().reason
ALL = [*RULES, *REASONS]


def read(text: str) -> Reading:
    """The reading of a marked sentence without its marks."""
    return depesche.read(f"KIEL (dpa) - {MARKS.sub('', text)}")


def marked(text: str, pair: str) -> list[str]:
    """What stands between the marks of a pair, other marks left out."""
    between = f"{re.escape(pair[0])}(.*?){re.escape(pair[1])}"
    return [MARKS.sub("", words) for words in re.findall(between, text)]


def words(reading: Reading, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [reading.text[begin:end] for begin, end in spans]


def cases(rules: list[because.Rule], kind: str) -> list[tuple[str, str]]:
    return [(rule.id, text) for rule in rules for text in getattr(rule, kind)]


@pytest.mark.parametrize(("rule", "text"), cases(RULES, "examples"))
def test_a_rule_finds_content_and_source_of_its_example(rule: str, text: str) -> None:
    made = read(text)
    found = [one for one in made.statements if one.evidence[0].rule == rule]
    assert marked(text, "{}") in [words(made, one.content) for one in found] or (
        found and not marked(text, "{}")
    )
    for name in marked(text, "[]"):
        assert any(name in words(made, one.sources[0].mentions) for one in found)


@pytest.mark.parametrize(("rule", "text"), cases(REASONS, "examples"))
def test_a_reason_sees_the_words_of_its_example(rule: str, text: str) -> None:
    made = read(text)
    seen = [e for one in made.statements for e in one.evidence if e.rule == rule]
    assert marked(text, "{}") in [words(made, (evidence.span,)) for evidence in seen]


@pytest.mark.parametrize(("rule", "text"), cases(ALL, "counter"))
def test_a_rule_leaves_its_counter_example_alone(rule: str, text: str) -> None:
    assert rule not in [e.rule for one in read(text).statements for e in one.evidence]


def test_every_rule_has_an_example_a_counter_example_and_one_id() -> None:
    assert len({rule.id for rule in ALL}) == len(ALL)
    assert all(rule.says and rule.examples and rule.counter for rule in ALL)


def test_every_rule_that_the_code_names_is_described() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    assert set(WRITTEN.findall(code)) <= {rule.id for rule in ALL}


def test_a_rule_of_a_family_is_told_as_the_family() -> None:
    assert because.says("speech.direct-demnach") == because.says("speech.direct")
    assert because.says("speech.dass", "sagen").endswith("(sagen)")
