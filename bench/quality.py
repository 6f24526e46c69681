"""In: gold sets in a folder, with their scorer. Out: a table of figures, each against its floor.

    python bench/quality.py --data FOLDER                 measure; exit 1 where a floor is missed
    python bench/quality.py --data FOLDER --raise         lift the floors to what was measured
    python bench/quality.py --data FOLDER --lower speech.quote   set one floor to what was measured

The folder holds `measure.py` and the gold files; it is not part of the project. A floor counts for
the gold file with the SHA-256 that stands beside it and for no other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.toml"
MARGIN = 0.5  # points below the measured figure, so that a tie-breaker does not fail a build
DOTTED = dict[str, str]

# name -> (scorer, gold file, date precision given to the reader, {figure: path in the result})
SETS: dict[str, tuple[str, str, str, DOTTED]] = {
    "speech": ("speech", "speech/dev.jsonl.gz", "full", {
        "quote": "quote.macro.f1", "speaker": "speaker.macro.f1", "cue": "cue.macro.f1",
        "frame": "frame.macro.f1", "joint": "joint.macro.f1", "type": "type.f1",
        "matched": "matched.f1", "attributed": "attributed.f1"}),
    "certainty": ("certainty", "certainty/dev.jsonl", "full", {
        "coverage": "coverage", "factuality": "factuality.all", "macro_f1": "macro_f1",
        "act": "act.all", "nearest": "nearest.all", "original": "original.all",
        "nested": "nested.all"}),
    "time": ("time", "time/dev.jsonl.gz", "full", {
        "strict": "strict.f1", "relaxed_value": "relaxed_value.f1",
        "strict_value": "strict_value.f1"}),
    "interval": ("interval", "time/dev.jsonl.gz", "month", {"contained": "contained"}),
}  # fmt: skip


def main() -> int:
    """Measure what --data holds; 1 where a figure is below its floor."""
    options = _options()
    if not (options.data / "measure.py").exists():
        print(f"No gold data at {options.data}: the floors of quality are not checked.")
        return 0 if options.if_there else 1
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    missed = 0
    for name, (scorer, gold, precision, figures) in SETS.items():
        path = options.data / gold
        if path.exists():
            measured = _measure(options.data, scorer, path, precision, figures)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            missed += _table(name, measured, _floor(floors, name, digest))
            _adjust(floors, name, {"sha256": digest, **measured}, options)
    if options.lift or options.lower:
        FLOORS.write_text(_header() + _toml(floors), encoding="utf-8")
    return 1 if missed and not (options.lift or options.lower) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--if-there", action="store_true", help="no data is no failure")
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--lower", action="append", default=[], metavar="NAME.FIGURE")
    return parser.parse_args()


def _measure(data: Path, scorer: str, gold: Path, precision: str, figures: DOTTED) -> dict[str, float]:
    # certainty's gold lists items, not documents: it is scored on the documents they come from
    source = data / "speech" / "train.jsonl.gz" if scorer == "certainty" else gold
    with tempfile.TemporaryDirectory() as folder:
        docs, readings = Path(folder) / "docs.jsonl", Path(folder) / "readings.jsonl"
        with docs.open("wb") as sink:
            _measure_py(data, "docs", str(source), "--date", precision, sink=sink)
        if scorer == "certainty":
            _only(docs, {json.loads(line)["doc"] for line in gold.read_text().splitlines()})
        with readings.open("wb") as sink:
            command = [sys.executable, "-m", "depesche", "read", str(docs), "--json"]
            subprocess.run(command, stdout=sink, check=True)
        made = _measure_py(data, scorer, str(gold), str(readings), "--json")
    result = json.loads(made)
    return {name: round(_percent(_at(result, path)), 2) for name, path in figures.items()}


def _measure_py(data: Path, *words: str, sink: Any = subprocess.PIPE) -> bytes:
    command = [sys.executable, str(data / "measure.py"), *words]
    return subprocess.run(command, stdout=sink, check=True).stdout or b""


def _only(docs: Path, wanted: set[str]) -> None:
    kept = [line for line in docs.read_text().splitlines() if json.loads(line)["id"] in wanted]
    docs.write_text("\n".join(kept) + "\n")


def _at(result: Any, path: str) -> float:
    for key in path.split("."):
        result = result[key]
    return float(result)


def _percent(figure: float) -> float:
    return figure if figure > 1 else 100 * figure


def _floor(floors: dict[str, Any], name: str, digest: str) -> dict[str, float]:
    floor = floors.get(name, {})
    if floor and floor.get("sha256") != digest:
        print(f"{name}: the floors are for another gold file and do not count.")
        return {}
    return {key: value for key, value in floor.items() if key != "sha256"}


def _table(name: str, measured: dict[str, float], floor: dict[str, float]) -> int:
    missed = 0
    for figure, value in measured.items():
        least = floor.get(figure)
        low = least is not None and value < least
        missed += low
        print(
            f"{name:<10} {figure:<14} {value:7.2f}   floor {'-' if least is None else least:>6}"
            f"{'   MISSED' if low else ''}"
        )
    return missed


def _adjust(floors: dict[str, Any], name: str, measured: dict[str, Any], options: argparse.Namespace) -> None:
    floor = floors.setdefault(name, {})
    same = floor.get("sha256") == measured["sha256"]
    floor["sha256"] = measured["sha256"]
    for figure, value in measured.items():
        if figure == "sha256":
            continue
        least = round(value - MARGIN, 1)
        lower = f"{name}.{figure}" in options.lower
        if lower or not same or options.lift and least > floor.get(figure, -1):
            floor[figure] = least


def _header() -> str:
    lines = FLOORS.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith("#")) + "\n"


def _toml(floors: dict[str, Any]) -> str:
    parts = []
    for name, floor in floors.items():
        parts.append(f"\n[{name}]")
        parts += [f"{key} = {json.dumps(value)}" for key, value in floor.items()]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
