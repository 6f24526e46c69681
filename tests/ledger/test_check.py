from __future__ import annotations

import time
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche import read
from depesche.core.check import Check
from depesche.german.checkwords import words
from depesche.ledger.alignment import align
from depesche.ledger.check import check
from tests.ledger.pairs import Case, cases, mistakes

HOUSE = list(cases("house"))
HELD_OUT = list(cases("heldout"))
FLOOR = 0.95

TEXT = """date 2024-03

KIEL (dpa-AFX) - Die Werft Ostkap baut zwei Fähren. Das teilte der Vorstand mit.

Der Auftrag hat einen Wert von 120 Millionen Euro. Der Betriebsrat begrüßte das.

Die Schiffe sollen 2027 fertig sein. Danach fahren sie nach Riga."""


def checked(old: str, new: str) -> Check:
    return check(read(old), read(new), words())


def test_pairs_are_judged_as_an_editor_would() -> None:
    wrong = {case.name: found for case in HOUSE if (found := mistakes(case))}
    assert len(wrong) <= (1 - FLOOR) * len(HOUSE), wrong


def test_pairs_that_nothing_was_tuned_on() -> None:
    wrong = {case.name: found for case in HELD_OUT if (found := mistakes(case))}
    assert len(wrong) <= 0.15 * len(HELD_OUT), wrong


@pytest.mark.parametrize("name", ["second", "third", "fourth"])
def test_pairs_of_other_desks(name: str) -> None:
    every = list(cases(name))
    wrong = {case.name: found for case in every if (found := mistakes(case))}
    assert len(wrong) <= 0.1 * len(every), wrong


@pytest.mark.parametrize("case", HOUSE[::9], ids=lambda case: case.name)
def test_a_text_is_the_same_as_itself(case: Case) -> None:
    reading = read(case.new)
    found = check(reading, reading, words())
    assert not found.changes and not found.statements and not found.moves


def test_a_moved_paragraph_is_no_edit() -> None:
    head, first, second, third = TEXT.split("\n\n")
    found = checked(TEXT, "\n\n".join((head, first, third, second)))
    assert [change.grade for change in found.changes] == []
    assert len(found.moves) == 2


@pytest.mark.parametrize(
    ("old", "new", "grade"),
    [
        ("120 Millionen", "130 Millionen", "number"),
        ("Millionen Euro", "Millionen Dollar", "number"),
        ("2027", "2028", "date"),
        ("Ostkap", "Ostkapp", "name"),
        ("Die Schiffe sollen", "Die Schiffe dürften", "factuality"),
        ("begrüßte", "lobte", "wording"),
        ("Das teilte", "Das  teilte", "layout"),
        ("Das teilte der Vorstand mit.", "Das teilte der Vorstand mit!", "layout"),
    ],
)
def test_grades(old: str, new: str, grade: str) -> None:
    found = checked(TEXT, TEXT.replace(old, new))
    assert [change.grade for change in found.changes] == [grade]
    assert found.silent == (0,)


def test_lines_broken_at_69_are_layout() -> None:
    long = TEXT.replace("begrüßte das.", "begrüßte das, weil die Arbeit damit für drei Jahre gesichert sei.")
    broken = "\n\n".join(fill(paragraph, 69) for paragraph in long.split("\n\n"))
    assert broken != long
    assert [change.grade for change in checked(long, broken).changes] in ([], ["layout"])


def test_without_the_version_before_nothing_is_verified() -> None:
    notice = "(Im 2. Absatz wurde korrigiert: 120 Millionen)"
    new = read(TEXT.replace("date 2024-03", f"date 2024-03 {notice}"))
    found = check(None, new, words())
    assert [one.verdict for one in found.notices] == ["unverifiable"]


def test_five_thousand_sentences_take_no_square_of_time() -> None:
    old = [f"satz {i} von {i * 7 % 911} und {i % 13}" for i in range(5000)]
    new = [line.replace("satz", "Satz") if i % 3 else line for i, line in enumerate(old)]
    began = time.process_time()
    found = align(old, new)
    assert time.process_time() - began < 5
    assert len(found.pairs) > 4000


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from("abcdefgh"), max_size=12), st.lists(st.sampled_from("abcdefgh"), max_size=12))
def test_every_sentence_is_paired_once_or_lone(old: list[str], new: list[str]) -> None:
    found = align(old, new)
    assert sorted([*(pair.old for pair in found.pairs), *found.removed]) == list(range(len(old)))
    assert sorted([*(pair.new for pair in found.pairs), *found.added]) == list(range(len(new)))
    steady = [pair.old for pair in found.pairs if not pair.moved]
    assert steady == sorted(steady)
