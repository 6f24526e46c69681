"""The cue lexicon: every line is well formed, and lemmas are found by verb, words and compound."""

from __future__ import annotations

import pytest

from depesche.german import cues
from depesche.german.sheet import Token

KNOWN_MARKS = ("+", "to:", "by:", "not:")
WORDS = (
    cues.FRAMES | cues.ACTS | cues.LABELS | cues.MEDIA | cues.USES | cues.STRENGTHS | {"nach", "anonymous"}
)


def lines(name: str) -> list[cues.Entry]:
    return list(cues.entries(name))


@pytest.mark.parametrize("name", ["cue_verbs.txt", "cue_nouns.txt"])
def test_every_option_is_known(name: str) -> None:
    for entry in lines(name):
        for option in entry.options:
            assert option in WORDS or option.startswith(KNOWN_MARKS), (entry.head, option)


@pytest.mark.parametrize("name", ["cue_verbs.txt", "cue_nouns.txt", "cue_words.txt"])
def test_every_entry_has_an_outcome(name: str) -> None:
    for entry in lines(name):
        act, label = entry.outcome()
        assert act in cues.ACTS
        assert label in cues.LABELS


def test_verbs_end_in_an_infinitive_and_negations_are_outcomes() -> None:
    for cue in cues.by_lemma().values():
        assert cue.verb.endswith("n"), cue.lemma
        assert cue.negated[0] in cues.ACTS
        assert cue.negated[1] in cues.LABELS
        assert cue.verb.startswith(cue.prefix)


def test_alternatives_and_prefixes_are_spelt_out() -> None:
    assert "der Meinung sein" in cues.by_lemma()
    cue = cues.by_lemma()["davon ausgehen"]
    assert (cue.verb, cue.prefix, cue.words) == ("ausgehen", "aus", frozenset({"davon"}))
    assert cues.by_lemma()["keine Angaben machen"].words == {"kein", "angaben"}


def test_the_most_specific_cue_that_fits_comes_first() -> None:
    words = frozenset({"sich", "zuversichtlich", "trainer"})
    assert cues.fitting("zeigen", words)[0].lemma == "sich zuversichtlich zeigen"
    assert cues.fitting("zeigen", frozenset())[0].lemma == "zeigen"
    assert cues.fitting("schwimmen", words) == ()


def test_present_names_reflexives_and_negative_determiners() -> None:
    tokens = [Token(0, 3, "uns", 0), Token(4, 9, "Keine", 1)]
    assert {"sich", "kein", "uns"} <= cues.present(tokens)


@pytest.mark.parametrize(
    ("lemma", "head"),
    [("Regierungsangabe", "Angabe"), ("Medienbericht", "Medienbericht"), ("Bericht", "Bericht")],
)
def test_compounds_have_the_cues_of_their_head(lemma: str, head: str) -> None:
    assert cues.noun(lemma)[0].lemma == head


@pytest.mark.parametrize("lemma", ["Opposition", "Vorsicht", "Haus", "", "x" * 100_000])
def test_other_nouns_report_nothing(lemma: str) -> None:
    assert cues.noun(lemma) == ()


def test_small_words_are_found_longest_first() -> None:
    tokens = tuple(Token(0, 1, form, i) for i, form in enumerate(("Unter", "Berufung", "auf")))
    assert cues.word_at(tokens, 0, 3)[0].lemma == "unter Berufung auf"
    assert {"laut", "zufolge", "nach", "gemäß"} <= cues.prepositions()
