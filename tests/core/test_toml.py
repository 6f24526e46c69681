"""A compiled data file says what the file says; an edited file is read as edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.core import toml
from tools.compile_data import PACKAGE, stale

FILES = sorted(PACKAGE.rglob("*.toml"))


def test_every_compiled_form_is_up_to_date() -> None:
    assert not stale(), "run make docs"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_compiled_form_says_the_same_in_the_same_order(path: Path) -> None:
    assert str(toml.load(path)) == str(toml.parsed(path.read_bytes()))


def test_an_edit_holds_at_once(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text("word = 1\n")
    toml.compiled_path(path).write_bytes(toml.compiled(path.read_bytes()))
    assert toml.load(path) == {"word": 1}
    path.write_text("word = 2\n")
    assert toml.load(path) == {"word": 2}


def test_a_broken_compiled_form_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text("word = 1\n")
    toml.compiled_path(path).write_bytes(b"[")
    assert toml.load(path) == {"word": 1}
