"""In: annotated wires (TOML). Out: their gold, held to its own definitions.

A file tells a story, or some that look alike: dispatches with what they say, the claims and origins
behind it, contradictions, and texts of one's own with what is stale in them. `faults` says where an
annotation contradicts itself: it folds the statements by the definitions and compares the counts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

Table = Mapping[str, Any]
FOLDER = Path(__file__).parent / "wire"
SENTENCE_END = re.compile(r"[a-zäöüß»]{2}[.!?]»? [A-ZÄÖÜ«]")
WEAK = ("denied", "disputed")


class Said(NamedTuple):
    """An annotated statement. `dispatch`, `claim`, `origin` are ids; those of claim and origin begin
    with the file's name, so that they are unique over all files."""

    dispatch: str
    words: str
    claim: str
    origin: str
    against: bool
    value: float | str | None


class Gold(NamedTuple):
    """The gold of some files. Keys of `dispatches`, `claims`: their ids."""

    dispatches: dict[str, Table]
    said: tuple[Said, ...]
    claims: dict[str, Table]
    contradictions: tuple[Table, ...]
    own: tuple[Table, ...]


def gold_of(paths: Iterable[Path]) -> Gold:
    """The gold of the files, dispatches in the order in which they were sent."""
    found: list[tuple[str, Table]] = [
        (path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(paths)
    ]
    every = [one for _, table in found for one in table.get("dispatch", ())]
    return Gold(
        {one["id"]: one for one in sorted(every, key=lambda one: (moment(one["sent"]), one["id"]))},
        tuple(said for name, table in found for said in _said(name, table)),
        {f"{name}/{one['id']}": one for name, table in found for one in table.get("claim", ())},
        tuple(
            {**one, "claim": f"{name}/{one['claim']}"} if "claim" in one else one
            for name, table in found
            for one in table.get("contradiction", ())
        ),
        tuple(one for _, table in found for one in table.get("own", ())),
    )


def _said(name: str, table: Table) -> Iterator[Said]:
    for dispatch in table.get("dispatch", ()):
        for one in dispatch.get("said", ()):
            yield Said(
                dispatch["id"],
                one["words"],
                f"{name}/{one['claim']}",
                f"{name}/{one['origin']}",
                one.get("against", False),
                one.get("value"),
            )


def moment(written: str) -> datetime:
    """The moment of an ISO time with its zone."""
    return datetime.fromisoformat(written)


def chains(gold: Gold) -> dict[str, str]:
    """Of every dispatch the id of the first version of what it revises."""
    first: dict[str, str] = {}
    for id, one in gold.dispatches.items():
        before: str = one.get("revises", id)
        first[id] = first.get(before, before)
    return first


def faults(gold: Gold) -> Iterator[str]:
    """What contradicts itself in the annotation, a line each."""
    for said in gold.said:
        yield from _words(gold.dispatches[said.dispatch]["text"], said)
        if said.claim not in gold.claims:
            yield f"{said.dispatch}: there is no claim {said.claim}"
    for id, dispatch in gold.dispatches.items():
        for name in ("revises", "copy_of"):
            other = gold.dispatches.get(dispatch.get(name, id))
            if other is None or other is not dispatch and moment(other["sent"]) >= moment(dispatch["sent"]):
                yield f"{id}: {name} is unknown or later"
    for id, claim in gold.claims.items():
        yield from _counts(gold, id, claim)
    for one in gold.contradictions:
        if set(one.get("dispatches", ())) - gold.dispatches.keys():
            yield f"{one}: unknown dispatches"
    yield from _own(gold)


def _words(text: str, one: Said) -> Iterator[str]:
    if text.count(one.words) != 1:
        yield f"{one.dispatch}: {text.count(one.words)} times {one.words!r}"
    if SENTENCE_END.search(one.words):
        yield f"{one.dispatch}: more than a sentence {one.words!r}"


def _own(gold: Gold) -> Iterator[str]:
    for one in gold.own:
        text = body(one)[1]
        for passage in (*one.get("stale", ()), *one.get("either", ()), *one.get("fine", ())):
            if text.count(passage["words"]) != 1:
                yield f"{one['id']}: {text.count(passage['words'])} times {passage['words']!r}"
            if passage.get("cite", "") not in {"", *gold.dispatches}:
                yield f"{one['id']}: no dispatch {passage['cite']}"


def body(own: Table) -> tuple[str, str]:
    """The kind of an own text ("html", "markdown", "text"), and the text."""
    return next((kind, own[kind]) for kind in ("html", "markdown", "text") if kind in own)


def _counts(gold: Gold, id: str, claim: Table) -> Iterator[str]:
    for point in ({"at": "9999-01-01T00:00:00+00:00", **claim}, *claim.get("asof", ())):
        count, allowed = folded(gold, id, point["at"])
        if count != point["origins"] or point["status"] not in allowed:
            ours = f"{point['status']}, {point['origins']}"
            yield f"{id} at {point['at']}: {ours}; by definition {allowed}, {count}"


def folded(gold: Gold, claim: str, at: str) -> tuple[int, tuple[str, ...]]:
    """How many independent origins support the claim at a moment, and the statuses it may have.

    Where assertion meets denial it is disputed or, if hearsay is all there is for it, denied: the
    annotation decides which. Origins that give different values (numbers, days, names, places)
    dispute them.
    """
    said = [
        one for one in gold.said
        if one.claim == claim and moment(gold.dispatches[one.dispatch]["sent"]) <= moment(at)
    ]  # fmt: skip
    gone, replaced = _not_current(gold, at)
    current = [one for one in said if one.dispatch not in gone | replaced]
    if not current:
        return 0, ("withdrawn",) if all(one.dispatch in gone for one in said) else ("superseded",)
    latest = {one.origin: one for one in sorted(current, key=lambda one: _sent(gold, one))}
    support = [one for one in latest.values() if not one.against]
    values = {one.value for one in support if one.value is not None}
    if len(support) < len(latest):
        return len(support), WEAK if support else ("denied",)
    if len(values) > 1:
        return len(support), ("disputed",)
    return len(support), ("corroborated" if len(support) > 1 else "single-source",)


def _sent(gold: Gold, one: Said) -> datetime:
    return moment(gold.dispatches[one.dispatch]["sent"])


def _not_current(gold: Gold, at: str) -> tuple[set[str], set[str]]:
    """The ids of withdrawn dispatches with all their versions and copies; of replaced ones."""
    first = chains(gold)
    seen: Sequence[tuple[str, Table]] = [
        (id, one) for id, one in gold.dispatches.items() if moment(one["sent"]) <= moment(at)
    ]
    withdrawn = {first[id] for id, one in seen if one.get("relation") == "withdrawal"}
    withdrawn |= {first[id] for id, one in seen if first.get(one.get("copy_of") or "") in withdrawn}
    return (
        {id for id, _ in seen if first[id] in withdrawn},
        {one["revises"] for _, one in seen if "revises" in one},
    )
