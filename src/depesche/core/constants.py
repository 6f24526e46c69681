"""In: pairs of bytes. Out: one block of bytes, and from it the value of a key without unpacking it.

A constant database after D. J. Bernstein's cdb: a hash table of offsets, then the records. A block
can lie in a file that is mapped into memory, so only what is asked for is ever read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from zlib import crc32

HEAD = struct.Struct("=II")  # number of slots (a power of two), length of the records
RECORD = struct.Struct("=HI")  # length of key, length of value


def packed(pairs: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The block for `pairs` of distinct keys of 65535 bytes at most; in native byte order."""
    records = bytearray(b"\0")
    places: list[tuple[int, int]] = []
    for key, value in pairs:
        places.append((crc32(key), len(records)))
        records += RECORD.pack(len(key), len(value)) + key + value
    slots = [0] * (1 << (2 * len(places) + 1).bit_length())
    for hashed, offset in places:
        slot = hashed & (len(slots) - 1)
        while slots[slot]:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = offset
    table = struct.pack(f"={len(slots)}I", *slots)
    return HEAD.pack(len(slots), len(records)) + table + bytes(records)


class Constants:
    """A block that `packed` made, ready to be asked."""

    def __init__(self, block: memoryview) -> None:
        count, length = HEAD.unpack_from(block)
        begin = HEAD.size + 4 * count
        self.slots = block[HEAD.size : begin].cast("I")
        self.records = block[begin : begin + length]
        self.mask = count - 1

    def get(self, key: bytes) -> bytes | None:
        """The value of `key`, None where there is none."""
        slot = crc32(key) & self.mask
        while offset := self.slots[slot]:
            length, size = RECORD.unpack_from(self.records, offset)
            begin = offset + RECORD.size
            if self.records[begin : begin + length] == key:
                return bytes(self.records[begin + length : begin + length + size])
            slot = (slot + 1) & self.mask
        return None
