"""In: texts of one's own with gold on what is stale in them, a store. Out: how much of it is found.

`depesche check --json` is read leniently: any object in what it prints that has a passage and says
that it is stale counts as one finding.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from wire_gold import Gold, body
from wire_score import Prf, Ratio

ENDINGS = {"html": "html", "markdown": "md", "text": "txt"}
PASSAGE = ("passage", "words", "text", "quote", "own")
REASONS = ("corrected", "withdrawn", "superseded", "denied")
WORD = re.compile(r"\w+")
LEAST_SHARE = 0.5
"""Of the shorter one's words, how many a passage and a finding must have in one stretch."""


class Answer(NamedTuple):
    """What was said of one text: whether anything was, the passages called stale, those that are."""

    name: str
    answered: bool
    passages: list[Mapping[str, Any]]
    stale: list[Mapping[str, Any]]


def answers(gold: Gold, folder: Path, store: str, command: Sequence[str]) -> list[Answer]:
    """What the program says of every text; passages that may be judged either way are left out."""
    return [_answer(one, folder, store, command) for one in gold.own]


def _answer(one: Mapping[str, Any], folder: Path, store: str, command: Sequence[str]) -> Answer:
    kind, text = body(one)
    path = folder / f"{one['id']}.{ENDINGS[kind]}"
    path.write_text(text, encoding="utf-8")
    said = _checked([*command, "check", "--json", "--store", store, "--as-of", "2999-01-01", str(path)])
    either = [each["words"] for each in one.get("either", ())]
    passages = [each for each in _passages(said or []) if not any(_holds(each, words) for words in either)]
    return Answer(one["id"], said is not None, passages, list(one.get("stale", ())))


def stale(said: Sequence[Answer]) -> Iterator[tuple[str, object]]:
    """The figures; nothing where the program has no such command or nothing is annotated."""
    found = [_about(one, passage) for one in said for passage in one.passages]
    wanted = [(each, _found(one, each)) for one in said for each in one.stale]
    if wanted and any(one.answered for one in said):
        hit = Ratio(sum(map(bool, found)), len(found))
        yield "stale passages", Prf(hit, Ratio(sum(bool(there) for _, there in wanted), len(wanted)))
        because = sum(any(each["because"] in json.dumps(one) for one in there) for each, there in wanted)
        yield "stale: reason", Ratio(because, len(wanted))


def misses(said: Sequence[Answer]) -> Iterator[str]:
    """What was wrong, a line each."""
    for one in said:
        for each in one.stale:
            if not _found(one, each):
                yield f"not stale  {one.name}: {each['words']!r}, should be {each['because']} ({each.get('cite')})"
        for passage in one.passages:
            if not _about(one, passage):
                yield f"stale      {one.name}: {_own_words(passage)!r} as {passage.get('because')}, should be fine"


def _about(one: Answer, passage: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [each for each in one.stale if _holds(passage, each["words"])]


def _found(one: Answer, gold: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [passage for passage in one.passages if _holds(passage, gold["words"])]


def _checked(command: list[str]) -> list[Any] | None:
    """What the command printed as JSON: one document, or one a line; None where it failed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        return None
    try:
        return [json.loads(done.stdout)]
    except ValueError:
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        return [json.loads(line) for line in lines]


def _passages(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects in it that stand for a stale passage."""
    if isinstance(value, list):
        for each in value:
            yield from _passages(each)
    elif isinstance(value, Mapping):
        if _own_words(value) and _is_stale(value):
            yield value
        else:
            yield from _passages(list(value.values()))


def _is_stale(value: Mapping[str, Any]) -> bool:
    return value.get("stale") is True or any(
        value.get(name) in REASONS for name in ("because", "why", "kind", "status", "reason")
    )


def _own_words(value: Mapping[str, Any]) -> str:
    return next((value[name] for name in PASSAGE if isinstance(value.get(name), str)), "")


def _holds(passage: Mapping[str, Any], words: str) -> bool:
    """Whether one contains the other, or a long common stretch of words says that they overlap."""
    have, want = (WORD.findall(each.casefold()) for each in (_own_words(passage), words))
    if not have or not want:
        return False
    common = SequenceMatcher(None, have, want, autojunk=False).find_longest_match()
    return common.size >= LEAST_SHARE * min(len(have), len(want)) and common.size >= min(4, len(want))
