"""Short by design: no function over 60 lines, and the median one of few."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src"
LONGEST, MEDIAN = 60, 8


def _functions() -> Iterator[tuple[str, int]]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno
                lines = node.end_lineno - node.lineno + 1
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}", lines


def test_no_function_is_long() -> None:
    assert [name for name, lines in _functions() if lines > LONGEST] == []


def test_the_median_function_is_short() -> None:
    assert statistics.median(lines for _, lines in _functions()) <= MEDIAN
