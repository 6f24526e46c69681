"""In: the gold of an annotated wire, an export. Out: what the export has otherwise, a line each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from wire_gold import Gold
from wire_score import Export, verdict


def misses(gold: Gold, export: Export) -> Iterator[str]:
    """Stories, links, verdicts, statements, claims that are not as annotated."""
    yield from _stories(gold, export)
    yield from _links(gold, export)
    for said, found in export.of_said.items():
        if not found:
            yield f"statement  {said.dispatch}: nothing holds {said.words!r}"
    yield from _groups(export)
    yield from _claims(gold, export)


def _stories(gold: Gold, export: Export) -> Iterator[str]:
    told: dict[str, Counter[object]] = defaultdict(Counter)
    for name in export.dispatches:
        for story in gold.dispatches[name]["stories"]:
            told[story].update(export.stories_of(name))
    for story, found in told.items():
        if len(found) > 1:
            yield f"story      {story} is in {dict(found.most_common())}"


def _links(gold: Gold, export: Export) -> Iterator[str]:
    for name, found in export.dispatches.items():
        one = gold.dispatches[name]
        ours = (one.get("revises"), one.get("relation"))
        theirs = (export.names.get(found.get("revises") or ""), found.get("relation"))
        if ours != theirs and (theirs[1] != "copy" or "revises" in one):
            yield f"link       {name}: {theirs[1]} of {theirs[0]}, should be {ours[1]} of {ours[0]}"
        if "notice" in one and verdict(found) != one["notice"]:
            yield f"notice     {name}: {verdict(found)}, should be {one['notice']}"


def _groups(export: Export) -> Iterator[str]:
    for name in ("claim", "origin"):
        ours: dict[str, Counter[object]] = defaultdict(Counter)
        theirs: dict[str, Counter[str]] = defaultdict(Counter)
        for said, found in export.of_said.items():
            key = found.get(name) if found else None
            ours[getattr(said, name)][key] += 1
            if key:
                theirs[key][getattr(said, name)] += 1
        for group, counts in ours.items():
            if len(counts) > 1:
                yield f"{name:10} {group} is cut into {dict(counts.most_common())}"
        for key, labels in theirs.items():
            if len(labels) > 1:
                yield f"{name:10} {key} puts together {dict(labels.most_common())}"


def _claims(gold: Gold, export: Export) -> Iterator[str]:
    for id, one in gold.claims.items():
        found = export.claim(id) or {}
        ours = (one["status"], one["origins"])
        theirs = (found.get("status"), found.get("independent_origins"))
        if ours != theirs:
            yield f"status     {id}: {theirs[0]} of {theirs[1]} origins, should be {ours[0]} of {ours[1]}"
