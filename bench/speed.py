"""In: a folder with German texts (JSON Lines, .gz). Out: tokens a second, and a command's time.

    python bench/speed.py --data FOLDER [--documents N]

The reader is warm (every text was read once before). HanTa's `tag_sent`, the tagger beneath it,
runs on the same words in the same process: their ratio holds from machine to machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import depesche

EXAMPLE = Path(__file__).parent.parent / "examples" / "werft.txt"
RUNS = 5


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=60)
    options = parser.parse_args()
    with gzip.open(options.data / "speech" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line, _ in zip(lines, range(options.documents))]  # noqa: B905
    texts = [record["text"] for record in records]
    sentences = [_words(record["text"]) for record in records]
    tokens = sum(len(record["tokens"]) for record in records)
    reading = tokens / _best(lambda: [depesche.read(text) for text in texts])
    tagging = _hanta(sentences)
    print(f"{tokens:,} tokens in {len(texts)} texts")
    print(f"reading, warm     {reading:9,.0f} tokens/s")
    print(f"HanTa tag_sent    {tagging:9,.0f} tokens/s   ratio {reading / tagging:.2f}")
    print(f"depesche read, whole process {_process():.2f} s (best of {RUNS})")
    return 0


def _words(text: str) -> list[str]:
    return text.split()


def _hanta(sentences: list[list[str]]) -> float:
    from HanTa import HanoverTagger

    tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
    best = _best(lambda: [tagger.tag_sent(words) for words in sentences], runs=1)
    return sum(map(len, sentences)) / best


def _best(work: Callable[[], object], runs: int = 3) -> float:
    work()
    return min(_timed(work) for _ in range(runs))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _process() -> float:
    command = [sys.executable, "-m", "depesche", "read", str(EXAMPLE), "--json"]
    return min(
        _timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)) for _ in range(RUNS)
    )


if __name__ == "__main__":
    sys.exit(main())
