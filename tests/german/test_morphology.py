"""The morphology says what HanTa's own program says, word for word."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.german import morphmodel
from depesche.german.morphology import UNKNOWN, morphology

DATA = Path(morphmodel.__file__).parent / "data"
ODD = "'' ´´ ` 3,5 1:0 §2 ŁÓDŹ x ẞ İstanbul U-Boot-Abwehr-und-Suchgerät a\u0308 \ud800"


@cache
def hanta() -> Any:
    from HanTa.HanoverTagger import HanoverTagger

    return HanoverTagger("morphmodel_ger.pgz")


def forms() -> list[str]:
    """Word forms by the thousand: names of towns, verbs, nouns, and words made of them."""
    texts = [(DATA / name).read_text("utf-8") for name in ("cue_verbs.txt", "cue_nouns.txt")]
    words = sorted(set(re.findall(r"[A-Za-zÄÖÜäöüß]{2,30}", " ".join(texts))))[::6]
    towns = (DATA / "places" / "gazetteer.txt").read_text("utf-8").splitlines()[100::120]
    made = [first + second.lower() for first, second in zip(words[::3], words[1::3], strict=False)]
    return [*ODD.split(), *words, *made, *(line.split("\t")[0].title() for line in towns if line)]


def test_parts_of_speech_and_lemmas_are_those_of_hanta() -> None:
    known, theirs = morphology(), hanta()
    for number, form in enumerate(forms()):
        initial = number % 3 == 0
        expected = theirs._tag_word(form, cutoff=5, casesensitive=not initial, conditional=True)
        found = known.readings(form, initial)
        assert [tag for tag, _ in found] == [tag for tag, _ in expected], form
        assert [p for _, p in found] == pytest.approx([p for _, p in expected]), form
        for tag, _ in found[:3]:
            if tag != UNKNOWN:
                assert known.lemma(form, tag) == theirs._analyze(form, tag)[0], (form, tag)


def test_the_trigrams_of_tags_are_those_of_hanta() -> None:
    model = morphology().model
    for (a, b), row in hanta().LP_trans_word.items():
        after = model.rows[a * morphmodel.WIDTH + b] * morphmodel.WIDTH
        assert all(model.trigrams[after + c] == p for c, p in row.items())


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=48))
def test_any_word_has_an_answer(form: str) -> None:
    for tag, p in morphology().readings(form, False):
        assert p <= 0 or p > 0
        assert isinstance(morphology().lemma(form, tag), str)


def test_the_packed_model_is_made_once_and_mapped_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(morphmodel, "folders", lambda: iter((tmp_path / "no" / "t", tmp_path)))
    morphmodel.load()
    (made,) = (tmp_path / "no" / "t").iterdir()
    monkeypatch.setattr(morphmodel, "tables", lambda _: pytest.fail("packed twice"))
    assert morphmodel.load().pairs(morphmodel.WORD, "die")
    os.truncate(made, 100)
    assert morphmodel.mapped(made) is None
    made.write_bytes(b"")
    assert morphmodel.mapped(made) is None


def test_without_a_folder_to_write_to_the_model_stays_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(morphmodel, "folders", lambda: iter((Path("/dev/null/none"),)))
    assert morphmodel.load().pairs(morphmodel.WORD, "die")
