"""Identity by content: SHA-256 over a JSON array of the parts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec


def content_id(kind: str, parts: Sequence[object]) -> str:
    """The first 32 hexadecimal digits of the SHA-256 of the JSON array `[kind, *parts]`.

    Lone surrogates in a part are replaced by "?" before hashing, since UTF-8 has no form for them.
    """
    try:
        encoded = msgspec.json.encode([kind, *parts])
    except UnicodeEncodeError:
        encoded = repr([kind, *parts]).encode("utf-8", "backslashreplace")
    return hashlib.sha256(encoded).hexdigest()[:32]
