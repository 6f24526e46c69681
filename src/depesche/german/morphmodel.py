"""In: HanTa's model file for German. Out: its probabilities as tables that cost nothing to open.

The file is a gzipped pickle of nested dictionaries; unpacking it takes longer than reading a
dispatch does. So it is packed once into flat tables, kept beside the compiled Python (or in the
user's cache folder, or nowhere) and mapped into memory from then on, as Python does with its own
modules. The tables are rebuilt whenever HanTa's file changes. Names follow Wartena 2019.
"""

from __future__ import annotations

import gzip
import io
import math
import mmap
import os
import pickle
import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from depesche.core.constants import Constants, packed

MAGIC = b"depesche.morphology/1".ljust(24)  # a multiple of eight, so that the tables are aligned
NAME = "morphmodel_ger.pgz"
SPECIAL = {"EMPTY": 0, "END": 2, "UNKNOWN": 3, "END_UNKNOWN": -3}
WIDTH = 128  # more than any tag's number
UNSEEN = -18.0  # log p of a sequence of tags that the model has never seen
ENTRY = struct.Struct("=hd")
LENGTHS = struct.Struct("=4Q")
WORD, MORPHEME, HEAD, SUFFIX, STEM = b"w", b"m", b"h", b"s", b"r"
HEAD_LENGTH = 4
Pairs = tuple[tuple[int, float], ...]


class Small(msgspec.Struct, frozen=True):
    """What is small enough to be unpacked at once. Tags are numbers, END_X is minus X."""

    tags: dict[str, int]
    unknown: float  # log p of an unknown morpheme
    hapax: dict[int, float]  # log p of an unknown morpheme given a tag, for the open classes
    lengths: dict[int, list[float | None]]  # log p(length of morpheme | tag), None for -inf
    followers: dict[str, list[tuple[int, float]]]  # "a b" -> c, log p(c | a, b) of morphemes' tags
    endings: dict[str, list[int]]  # main part of speech -> tags that are no part of its lemma
    lemma_suffixes: dict[str, dict[str, str]]  # main part of speech -> end of stem -> what is added
    capitalised: list[int]
    prior: dict[int, float]  # log p(tag) of words
    case: dict[int, tuple[float, float]]  # log p(lower), log p(upper) given the tag


@dataclass(frozen=True, slots=True)
class MorphModel:
    """The model: `small` tables, `big` ones to be asked by key, and the trigrams of words' tags.

    log p(c | a, b) is `trigrams[rows[a * WIDTH + b] * WIDTH + c]`, UNSEEN where never seen.
    """

    small: Small
    big: Constants
    rows: memoryview
    trigrams: Any

    def pairs(self, kind: bytes, key: str) -> Pairs:
        """The (tag, log p) that a WORD, MORPHEME or SUFFIX has, none where it is not known."""
        value = self.big.get(kind + key.encode("utf-8", "surrogatepass"))
        return tuple(ENTRY.iter_unpack(value)) if value else ()

    def begins(self, head: str) -> bool:
        """Whether any morpheme longer than HEAD_LENGTH begins with `head`, HEAD_LENGTH letters."""
        return self.big.get(HEAD + head.encode("utf-8", "surrogatepass")) is not None

    def stem(self, tag: int, morpheme: str) -> str:
        """The stem that a morpheme of this tag belongs to: "ging" to "geh"; else itself."""
        key = f"{tag} {morpheme}".encode("utf-8", "surrogatepass")
        value = self.big.get(STEM + key)
        return morpheme if value is None else value.decode()


def load() -> MorphModel:
    """The model, mapped from the packed tables; these are made first where there are none.

    Raises FileNotFoundError where HanTa is not installed.
    """
    source = located()
    state = source.stat()
    stamp = f"{sys.byteorder}-{state.st_size:x}-{state.st_mtime_ns:x}"
    homes = [home / f"morphology-{stamp}.bin" for home in folders()]
    for path in homes:
        block = mapped(path)
        if block is not None:
            return opened(block)
    data = tables(source)
    for path in homes:
        if kept(path, data):
            break
    return opened(memoryview(data))


def located() -> Path:
    """Where HanTa keeps its German model; HanTa itself is not imported."""
    spec = find_spec("HanTa")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(folder) / NAME).is_file():
            return path
    raise FileNotFoundError(f"HanTa's {NAME} is not installed")


def folders() -> Iterator[Path]:
    """Where packed tables may lie: beside the compiled Python, else in the user's cache folder."""
    if not sys.dont_write_bytecode:
        yield Path(__file__).parent / "__pycache__"
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if os.path.isabs(cache):
        yield Path(cache) / "depesche"


def mapped(path: Path) -> memoryview | None:
    """The file's bytes, mapped; None where it is missing, unreadable or not whole."""
    try:
        with open(path, "rb") as file:
            block = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return None
    begin = len(MAGIC) + LENGTHS.size
    if bytes(block[: len(MAGIC)]) != MAGIC or len(block) < begin:
        return None
    whole = begin + sum(LENGTHS.unpack_from(block, len(MAGIC)))
    return block if len(block) == whole else None


def kept(path: Path, data: bytes) -> bool:
    """Whether `data` could be written to `path`, whole or not at all."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_bytes(data)
        os.replace(draft, path)
    except OSError:
        return False
    return True


def opened(block: memoryview) -> MorphModel:
    """The model in a block that `tables` made."""
    begin = len(MAGIC) + LENGTHS.size
    parts = []
    for length in LENGTHS.unpack_from(block, len(MAGIC)):
        parts.append(block[begin : begin + length])
        begin += length
    trigrams, rows, big, small = parts
    decoded = msgspec.json.decode(small, type=Small)
    return MorphModel(decoded, Constants(big), rows.cast("H"), trigrams.cast("d"))


def tables(source: Path) -> bytes:
    """HanTa's model, packed: lengths, then trigrams, their rows, the big tables, the small ones."""
    with gzip.open(source) as file:
        model = Plain(io.BytesIO(file.read())).load()
    rows, trigrams = dense(model[9])
    parts = [trigrams, rows, packed(big(model)), msgspec.json.encode(small(model))]
    padded = [part + b" " * (-len(part) % 8) for part in parts]
    return MAGIC + LENGTHS.pack(*map(len, padded)) + b"".join(padded)


def dense(follow: dict[tuple[int, int], dict[int, float]]) -> tuple[bytes, bytes]:
    """The trigrams as a row number for each pair of tags, and rows of log p; row 0 is UNSEEN."""
    rows = array("H", bytes(2 * WIDTH * WIDTH))
    trigrams = array("d", [UNSEEN] * WIDTH)
    for number, ((a, b), row) in enumerate(follow.items(), 1):
        rows[a * WIDTH + b] = number
        trigrams.extend(row.get(c, UNSEEN) for c in range(WIDTH))
    return rows.tobytes(), trigrams.tobytes()


def big(model: tuple[Any, ...]) -> Iterator[tuple[bytes, bytes]]:
    """The words, morphemes and suffixes with their tags' log p, and the stems of morphemes."""
    for word, found in model[15].items():
        yield WORD + word.encode(), entries(found)
    for kind, by_tag in ((MORPHEME, model[7]), (SUFFIX, model[2])):
        turned: dict[str, list[tuple[int, float]]] = {}
        for tag, table in by_tag.items():
            for key, p in table.items():
                turned.setdefault(key, []).append((tag, p))
        yield from ((kind + key.encode(), entries(found)) for key, found in turned.items())
    morphemes = set().union(*model[7].values())
    heads = {key[:HEAD_LENGTH] for key in morphemes if len(key) > HEAD_LENGTH}
    yield from ((HEAD + head.encode(), b"") for head in sorted(heads))
    for tag, stems in model[8].items():
        for morpheme, stem in stems.items():
            yield STEM + f"{tag} {morpheme}".encode(), stem.encode()


def entries(found: list[tuple[int, float]]) -> bytes:
    """(tag, log p) pairs as bytes."""
    return b"".join(ENTRY.pack(tag, p) for tag, p in found)


def small(model: tuple[Any, ...]) -> Small:
    """The small tables of HanTa's model."""
    return Small(
        tags=model[0] | SPECIAL,
        unknown=model[4],
        hapax={tag: p for tag, p in model[5].items() if tag in model[2]},
        lengths={
            tag: [None if p == -math.inf else p for p in model[3][tag]] for tag in model[5] if tag in model[2]
        },
        followers={f"{a} {b}": list(row.items()) for (a, b), row in model[6].items()},
        endings=model[12],
        lemma_suffixes=model[13],
        capitalised=sorted(model[14]),
        prior=model[10],
        case={tag: (p[False], p[True]) for tag, p in model[11].items()},
    )


class Plain(pickle.Unpickler):
    """Reads a pickle of plain data; numbers that numpy wrote become Python's, without numpy."""

    def find_class(self, module: str, name: str) -> Any:
        """The stand-in for a class that the pickle names; UnpicklingError for any but numpy's."""
        if module.startswith("numpy") and name in ("dtype", "scalar"):
            return NumpyType if name == "dtype" else number
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a morphology")


class NumpyType:
    """Stands for numpy's `dtype`, of which only float64 occurs."""

    def __init__(self, *_: object) -> None:
        pass

    def __setstate__(self, _: object) -> None:
        pass


def number(_: NumpyType, data: bytes) -> float:
    """The float64 in `data`."""
    return float(struct.unpack("<d", data)[0])
