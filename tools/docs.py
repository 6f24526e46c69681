"""In: the code. Out: the parts of the documentation that are made from it, written or compared.

python tools/docs.py          writes them
python tools/docs.py --check  exits 1 and names those that are stale
"""

from __future__ import annotations

import inspect
import io
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import msgspec

ROOT = Path(__file__).parent.parent
SHOWN = re.compile(
    r"(<!-- output of: depesche (?P<words>[^>]*?)(?:, first (?P<first>\d+) lines)? -->\n"
    r"```text\n).*?(\n```\n<!-- end of output -->)",
    re.DOTALL,
)


def schema() -> str:
    """The JSON Schema of a reading."""
    from depesche.core.reading import Reading

    made = msgspec.json.schema(Reading)
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "depesche.reading/1",
        **made,
    }
    return msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"


def export_schema() -> str:
    """The JSON Schema of an object of the export."""
    from depesche.core.export import Exported

    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "depesche.export/1",
        **msgspec.json.schema(Exported),
    }
    return msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"


def exports() -> str:
    """docs/export.md: every object of the export with its fields."""
    from depesche.core import export

    kinds = [*export.EXPORTED, export.ExportedNotice, export.ExportedSource, export.ExportedValue]
    parts = [EXPORT_HEAD]
    for kind in kinds:
        tag = kind.__struct_config__.tag
        name = f"`{tag}`" if tag else kind.__name__.removeprefix("Exported").lower()
        fields = ", ".join(f"`{field}`" for field in kind.__struct_fields__)
        parts.append(f"## {name}\n\n{inspect.cleandoc(kind.__doc__ or '')}\n\nFields: {fields}.\n")
    return "\n".join(parts)


EXPORT_HEAD = """\
# The export

Made by `make docs` from `core/export.py`; do not edit. [export.schema.json](export.schema.json) is the
same as a JSON Schema.

`depesche export` gives one object a line, its kind in `type`; as CSV and Parquet there is a file for each
kind, with the same names. In CSV, lists are JSON, and a cell that a spreadsheet would take for a formula
has an apostrophe in front. Objects refer to each other by `id`. Fields may be added; none changes its
meaning.
"""


def readme() -> str:
    """README.md with the output of its examples as the command prints it now."""
    return SHOWN.sub(_shown, (ROOT / "README.md").read_text(encoding="utf-8"))


def _shown(found: re.Match[str]) -> str:
    lines = _output(found["words"].split()).splitlines()
    first = int(found["first"] or len(lines))
    return found[1] + "\n".join(lines[:first]).rstrip() + found[4]


def _output(words: list[str]) -> str:
    from depesche.cli import main

    raw = io.BytesIO()
    paths = [str(ROOT / word) if (ROOT / word).exists() else word for word in words]
    with redirect_stdout(io.TextIOWrapper(raw, encoding="utf-8")) as out, _example_store(words):
        main([*paths, "--width", "80"] if words[0] == "read" else paths)
        out.flush()
        return raw.getvalue().decode().replace(f"{ROOT}/", "")


@contextmanager
def _example_store(words: list[str]) -> Iterator[None]:
    """The example wire, taken in as if at the end of its day, for a command that works on a store."""
    from depesche.cli import main

    if words[0] == "read":
        yield
        return
    kept = {name: os.environ.get(name) for name in ("DEPESCHE_STORE", "COLUMNS")}
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DEPESCHE_STORE": f"{folder}/wire.sqlite", "COLUMNS": "80"}
        with redirect_stdout(io.TextIOWrapper(io.BytesIO())):
            main(["ingest", "--received", "2025-05-13T16:00Z", str(ROOT / "examples" / "wire")])
        yield
        for name, value in kept.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def rules() -> str:
    """docs/rules.md: every rule of the data files, what it must match and what it must not."""
    lines = [
        "# Rules",
        "",
        "Made by `make docs` from the data files; do not edit. Each rule's id is what a reading's",
        "`evidence` and `rule` name. The files' headers say what may go in, and what marks in the",
        "examples mean. The tests run every example and every counter-example.",
    ]
    for path in sorted((ROOT / "src" / "depesche").glob("*/data/**/*.toml")):
        found = list(_rules(tomllib.loads(path.read_text(encoding="utf-8"))))
        if found:
            name = path.relative_to(ROOT / "src" / "depesche")
            lines += ["", f"## {name}", "", *TABLE, *map(_row, found)]
    return "\n".join(lines) + "\n"


TABLE = ("| rule | matches | does not match |", "| --- | --- | --- |")
MATCHES = ("examples", "example", "must", "match", "yes")
MISSES = ("counter", "must_not", "no")


def _rules(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value
        for inner in value.values():
            yield from _rules(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _rules(inner)


def _row(rule: dict[str, object]) -> str:
    says = f"{_cell(rule['says'])}: " if "says" in rule else ""
    return f"| `{rule['id']}` | {says}{_first(rule, MATCHES)} | {_first(rule, MISSES)} |"


def _first(rule: dict[str, object], keys: tuple[str, ...]) -> str:
    for key in keys:
        found = rule.get(key)
        while isinstance(found, list | dict) and found:
            found = found[0] if isinstance(found, list) else next(iter(found.values()))
        if isinstance(found, str) and found:
            return f"*{_cell(found)}*"
    return ""


def _cell(value: object) -> str:
    escaped = re.sub(r"([|*_<\[\]])", r"\\\1", str(value))
    return " ".join(escaped.split())


GENERATED: dict[str, Callable[[], str]] = {
    "docs/reading.schema.json": schema,
    "docs/rules.md": rules,
    "docs/export.md": exports,
    "docs/export.schema.json": export_schema,
    "README.md": readme,
}


def stale() -> list[str]:
    """The paths whose committed text is not what the code makes now."""
    return [
        path
        for path, make in GENERATED.items()
        if not (ROOT / path).exists() or (ROOT / path).read_text(encoding="utf-8") != make()
    ]


def main() -> int:
    """Write the generated files, or with --check only compare them."""
    old = stale()
    if "--check" in sys.argv[1:]:
        print("\n".join(f"{path} is stale: run make docs" for path in old), end="")
        return bool(old)
    for path in old:
        (ROOT / path).write_text(GENERATED[path](), encoding="utf-8")
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
