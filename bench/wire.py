"""In: the annotated wire. Out: how well the ledger tells its stories, claims, origins, corrections.

    python bench/wire.py                          take it in, export, measure
    python bench/wire.py --files 'b-*.toml'       only these files
    python bench/wire.py --folder FOLDER          another annotated wire
    python bench/wire.py --export FILE            measure an export made by `--keep FOLDER`
    python bench/wire.py --keep FOLDER            leave the dispatches, the store, the export there
    python bench/wire.py --check                  only hold the annotation to its own definitions
    python bench/wire.py --asof                   also what was so at the annotated moments
    python bench/wire.py --misses                 also what was wrong, a line each

Dispatches are taken in as they were sent, each in its own format.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wire_gold import FOLDER, Gold, Said, chains, faults, gold_of
from wire_misses import misses
from wire_render import rendered
from wire_score import Export, Ratio, figures
from wire_stale import answers, stale
from wire_stale import misses as stale_misses

COMMAND = (sys.executable, "-m", "depesche")


def main() -> int:
    """Print the figures; 1 where the annotation contradicts itself."""
    options = _options()
    gold = gold_of(options.folder.glob(options.files))
    wrong = list(faults(gold))
    print("\n".join(wrong) or _size(gold))
    if wrong or options.check:
        return bool(wrong)
    if options.export:
        export = Export(_objects(options.export.read_text(encoding="utf-8")), gold)
        _report(gold, export, misses_too=options.misses)
        return 0
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        store = taken_in(gold, folder)
        text = _depesche("export", "--store", store, "--as-of", "2999-01-01")
        (folder / "export.jsonl").write_text(text, encoding="utf-8")
        export = Export(_objects(text), gold)
        _report(gold, export, misses_too=options.misses)
        said = answers(gold, folder, store, COMMAND)
        for name, figure in stale(said):
            print(f"{name:22}{figure}")
        if options.misses:
            print("\n".join(stale_misses(said)))
        if options.asof:
            _print_moments(gold, store, export)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--files", default="*.toml", metavar="GLOB")
    parser.add_argument("--folder", type=Path, default=FOLDER, metavar="FOLDER")
    parser.add_argument("--export", type=Path, metavar="FILE")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    for name in ("--check", "--asof", "--misses"):
        parser.add_argument(name, action="store_true")
    return parser.parse_args()


def _size(gold: Gold) -> str:
    stories = {story for one in gold.dispatches.values() for story in one["stories"]}
    items = len(set(chains(gold).values()))
    return (
        f"{len(gold.dispatches)} dispatches of {items} items in {len(stories)} stories, "
        f"{len(gold.said)} statements, {len(gold.claims)} claims, {len(gold.own)} own texts"
    )


def taken_in(gold: Gold, folder: Path) -> str:
    """Render all dispatches, take them in as they were sent; the store's address."""
    from depesche import record
    from depesche.store.journal import Arrival
    from depesche.store.moments import moment
    from depesche.store.schema import opened

    wire = folder / "wire"
    wire.mkdir(exist_ok=True)
    store = folder / "store.sqlite"
    arrivals = []
    for one in gold.dispatches.values():
        name, data = rendered(one)
        (wire / name).write_bytes(data)
        arrivals.append(Arrival("dispatch", data, moment(one["sent"]) or "", str(wire / name)))
    database = opened(str(store), writable=True)
    try:
        for batch in record.batches(iter(arrivals)):
            for taken in record.ingest(database, batch):
                for error in taken.errors:
                    print(f"{taken.arrival.origin}: {error}")
    finally:
        database.close()
    return str(store)


def _depesche(*words: str) -> str:
    found = subprocess.run([*COMMAND, *words], capture_output=True, text=True, check=False)
    if found.returncode:
        print(f"depesche {words[0]}: {found.stderr.strip()[:300]}")
    return found.stdout if not found.returncode else ""


def _objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _report(gold: Gold, export: Export, *, misses_too: bool) -> None:
    for name, figure in figures(gold, export):
        print(f"{name:22}{figure}")
    if misses_too:
        print("\n".join(misses(gold, export)))


def _print_moments(gold: Gold, store: str, export: Export) -> None:
    found = list(_moments(gold, store, export))
    for at, name in enumerate(("origins at moments", "status at moments")):
        print(f"{name:22}{Ratio(sum(one[at] for one in found), len(found))}")


def _moments(gold: Gold, store: str, export: Export) -> Iterator[tuple[bool, bool]]:
    """Of every annotated moment whether count and status are right."""
    from depesche.store.claims import claims_named
    from depesche.store.schema import opened

    database = opened(store, writable=False)
    try:
        with database.reading() as connection:
            for id, claim in gold.claims.items():
                for point in claim.get("asof", ()):
                    at = _utc(point["at"])
                    went = export.went(id, lambda said, at=at: _sent(gold, said) <= at)
                    found = [one.standing for one in claims_named(connection, [went] if went else [], at)]
                    yield (
                        [len(one.origins) for one in found] == [point["origins"]],
                        [one.status for one in found] == [point["status"]],
                    )
    finally:
        database.close()


def _sent(gold: Gold, said: Said) -> str:
    return _utc(gold.dispatches[said.dispatch]["sent"])


def _utc(at: str) -> str:
    from depesche.store.moments import moment

    return moment(at) or ""


if __name__ == "__main__":
    raise SystemExit(main())
