"""In: invented texts of the project. Out: how many edited copies are found, how many wrong links.

    python bench/likeness.py [--floor]

Of each text copies are made as agencies make them: cut to 40 %, 5 % and 25 % of the words changed,
60 % of text added. Each has to be found among all by its shingles and be told from copy in which
only a quarter is reused, and from every other text. With --floor the exit status is 1 below 98 %
found or from 1 wrong link in 1,000 pairs.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path

from depesche.german.terms import WORD, stem
from depesche.ledger.likeness import ALIKE, Wording, likeness, packed, shingles

HERE = Path(__file__).parent
FLOOR, WRONG = 0.98, 1 / 1000
SHORTEST = 12
SEED = 20250311
LEAST_SHARED = 2
KINDS = ("cut to 40 %", "5 % changed", "25 % changed", "60 % added", "a quarter reused")


def texts() -> Iterator[tuple[str, list[str]]]:
    """The stories' names and the stems of the invented texts in bench/wire and examples."""
    for path in sorted(HERE.glob("wire/*.toml")):
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["dispatch"]:
            body = one["text"].split(") - ", 1)[-1]
            words = [stem(word) for word in WORD.findall(body)]
            if len(words) >= SHORTEST:
                yield one["stories"][0], words


def changed(words: list[str], share: float, others: list[str], draw: random.Random) -> list[str]:
    """The words with a share of them replaced, left out, or followed by another one."""
    found: list[str] = []
    for word in words:
        how = draw.choice("rrdi") if draw.random() < share else ""
        found += {"": [word], "r": [draw.choice(others)], "d": [], "i": [word, draw.choice(others)]}[how]
    return found


def copies(words: list[str], foreign: list[str], draw: random.Random) -> Iterator[list[str]]:
    """The copies of a text, one of each kind."""
    length = len(words)
    kept = max(6, round(0.4 * length))
    first = draw.randrange(length - kept + 1)
    yield words[first : first + kept]
    yield changed(words, 0.05, foreign, draw)
    yield changed(words, 0.25, foreign, draw)
    yield words + passage(foreign, round(0.6 * length), draw)
    quarter = draw.randrange(length - length // 4)
    yield passage(foreign, length - length // 4, draw) + words[quarter : quarter + length // 4]


def passage(words: list[str], length: int, draw: random.Random) -> list[str]:
    """So many words in a row of a text, from the beginning again where it ends."""
    first = draw.randrange(len(words))
    return [words[(first + at) % len(words)] for at in range(length)]


def hashed(words: list[str]) -> list[int]:
    return [zlib.crc32(word.encode()) for word in words]


def linked(one: list[int], other: list[int]) -> bool:
    """Whether the two would be linked: found by shingles, and alike."""
    shared = len({*shingles(one)} & {*shingles(other)})
    least = 1 if min(len(one), len(other)) < 20 else LEAST_SHARED
    return shared >= least and likeness(Wording(packed(one)), Wording(packed(other))) >= ALIKE


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--floor", action="store_true")
    floor = parser.parse_args().floor
    draw = random.Random(SEED)
    own = list(texts())
    found = dict.fromkeys(KINDS, 0)
    for story, words in own:
        foreign = [word for name, other in draw.sample(own, 12) if name != story for word in other]
        for kind, copy in zip(KINDS, copies(words, foreign, draw), strict=True):
            found[kind] += linked(hashed(words), hashed(copy))
    pairs = [(a, b) for at, (s, a) in enumerate(own) for t, b in own[at + 1 :] if s != t]
    wrong = sum(linked(hashed(a), hashed(b)) for a, b in pairs)
    for kind, count in found.items():
        print(f"{kind:18}{count / len(own):7.1%} of {len(own)}")
    right = sum(found[kind] for kind in KINDS[:4]) / (4 * len(own))
    false = (wrong + found[KINDS[4]]) / (len(pairs) + len(own))
    print(
        f"found{right:20.2%}\nwrong links {false:.5f} of {len(pairs) + len(own)} ({wrong} of other stories)"
    )
    return int(floor and (right < FLOOR or false >= WRONG))


if __name__ == "__main__":
    sys.exit(main())
