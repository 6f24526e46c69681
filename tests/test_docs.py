"""The documentation is held to the code: what is public is documented, what is shown is real."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from depesche.cli.arguments import parser
from depesche.core import dates, dispatch, reading
from tools.docs import GENERATED

ROOT = Path(__file__).parent.parent
STRUCTS = [
    kind
    for home in (dates, dispatch, reading)
    for kind in vars(home).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind is not msgspec.Struct
    if kind.__name__ not in ("Dispatch", "NoticeText", "Wire")  # inner: not part of a reading
]


@pytest.mark.parametrize("path", GENERATED)
def test_what_is_generated_is_up_to_date(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == GENERATED[path](), "run make docs"


@pytest.mark.parametrize("kind", STRUCTS, ids=lambda kind: kind.__name__)
def test_every_field_of_a_reading_is_documented(kind: type[msgspec.Struct]) -> None:
    section = _sections("docs/reading.md")[kind.__name__]
    rows = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert rows == list(kind.__struct_fields__)


def test_every_option_is_documented_and_no_other() -> None:
    text = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    commands = parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    known = {o for p in (parser(), *commands.values()) for a in p._actions for o in a.option_strings}  # type: ignore[union-attr, attr-defined]
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text)) == known


def test_python_in_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert '{"schema":"depesche.reading/1"' in capsys.readouterr().out


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def _sections(path: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", (ROOT / path).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
