"""Every rule of hedges.toml finds its examples and leaves its counter-examples alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.core.dispatch import Dispatch
from depesche.german import hedges
from depesche.german.hedges import Hedge, Hit, Negation, setting
from depesche.german.layers import LAYERS
from depesche.german.predicates import predicate
from depesche.german.sheet import Sheet

RULES = hedges.rules().file
NEEDED = ("tokens", "sentences", "quotes", "clauses")


def sheet(text: str) -> Sheet:
    """The sheet of a text, as far as its clauses."""
    made = Sheet(Dispatch("x", text, paragraphs=((0, len(text)),), body=((0, len(text)),)))
    for name, layer in LAYERS:
        if name in NEEDED:
            made = replace(made, **{name: layer(made)})
    return made


def hits(text: str, rule: Hedge | Negation) -> list[Hit]:
    """The hits of one rule in the main clause of a sentence."""
    made = sheet(text)
    whole = predicate(made, ((0, len(made.tokens)),))
    if isinstance(rule, Negation):
        found = list(hedges.negations(whole.tokens, frozenset()))
    else:
        named, mode = rule.voice == "named", rule.modes[0] if rule.modes else "plain"
        found = list(hedges.hedges(setting(whole, named, mode)))
    return [hit for hit in found if hit.rule.id == rule.id]


ALL: list[Hedge | Negation] = [*RULES.hedge, *RULES.negation]
EXAMPLES = [(rule, text) for rule in ALL for text in rule.examples]
COUNTER = [(rule, text) for rule in ALL for text in rule.counter]
WORDS = ("nicht", "kein", "sondern", "nur", ",", "ob", "kann", "könnte", "der", "Zug", "fährt", ".")


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=lambda x: getattr(x, "id", x))
def test_rule_finds_its_example(rule: Hedge | Negation, text: str) -> None:
    assert hits(text, rule)


@pytest.mark.parametrize(("rule", "text"), COUNTER, ids=lambda x: getattr(x, "id", x))
def test_rule_leaves_its_counter_example_alone(rule: Hedge | Negation, text: str) -> None:
    assert not hits(text, rule)


def test_ids_are_unique_and_every_rule_has_examples() -> None:
    assert len({rule.id for rule in ALL}) == len(ALL)
    assert all(rule.examples and rule.counter for rule in ALL)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(WORDS)))
def test_any_words_are_read(words: list[str]) -> None:
    made = sheet(" ".join(words))
    whole = predicate(made, ((0, len(made.tokens)),))
    assert all(hit.tokens for hit in hedges.negations(whole.tokens, frozenset()))
