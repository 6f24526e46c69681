"""A store that the invented wire was taken into."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from depesche import record
from depesche.store.journal import Arrival
from depesche.store.moments import moment
from depesche.store.schema import opened

WIRE = tomllib.loads(Path(__file__).with_name("wire.toml").read_text(encoding="utf-8"))


def arrival(one: dict[str, Any]) -> Arrival:
    """The dispatch as it arrives: ninjs, which carries identity and status."""
    import json

    signal = {"correction": "sig:correction", "update": "sig:update"}.get(one.get("kind", ""))
    item = {
        "uri": one["urn"],
        "version": one["version"],
        "versioncreated": one["sent"],
        "pubstatus": one.get("status", "usable"),
        "type": "text",
        "language": "de",
        "headline": one.get("headline", ""),
        "body_text": one["text"].strip(),
    } | ({"signal": signal} if signal else {})
    return Arrival("dispatch", json.dumps(item).encode(), moment(one["sent"]) or "", one["id"])


def filled(where: str) -> str:
    """The address of a store with the wire."""
    database = opened(where, writable=True)
    record.ingest(database, [arrival(one) for one in WIRE["dispatch"]])
    database.close()
    return where


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> str:
    return filled(str(tmp_path_factory.mktemp("own") / "store.sqlite"))
