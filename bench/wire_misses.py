"""In: the gold of an annotated wire, an export. Out: what the export has otherwise, a line each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from wire_gold import Gold
from wire_score import Export, told, verdict


def misses(gold: Gold, export: Export) -> Iterator[str]:
    """Stories, links, verdicts, statements, claims that are not as annotated."""
    yield from _stories(gold, export)
    yield from _links(gold, export)
    for said, found in export.of_said.items():
        if not found:
            yield f"statement  {said.dispatch}: nothing holds {said.words!r}"
    yield from _groups(export)
    yield from _claims(gold, export)
    yield from _contradictions(gold, export)


def _stories(gold: Gold, export: Export) -> Iterator[str]:
    ours: dict[str, Counter[object]] = defaultdict(Counter)
    theirs: dict[object, Counter[str]] = defaultdict(Counter)
    for name in export.dispatches:
        told = gold.dispatches[name]["stories"]
        if len(told) == 1:
            ours[told[0]].update(export.stories_of(name))
            for story in export.stories_of(name):
                theirs[story][told[0]] += 1
    for story, found in ours.items():
        if len(found) > 1:
            yield f"story      {story} is cut into {dict(found.most_common())}"
    for key, labels in theirs.items():
        if len(labels) > 1:
            yield f"story      {key} puts together {dict(labels.most_common())}"


def _links(gold: Gold, export: Export) -> Iterator[str]:
    for name, found in export.dispatches.items():
        one = gold.dispatches[name]
        ours = (one.get("revises"), one.get("relation"))
        theirs = (export.names.get(found.get("revises") or ""), found.get("relation"))
        if ours != theirs and (theirs[1] != "copy" or "revises" in one):
            yield f"link       {name}: {theirs[1]} of {theirs[0]}, should be {ours[1]} of {ours[0]}"
        copied = found.get("duplicate_of") if found.get("relation") == "copy" else None
        if export.names.get(copied or "") != one.get("copy_of"):
            yield f"copy       {name}: of {export.names.get(copied or '')}, should be {one.get('copy_of')}"
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


def _contradictions(gold: Gold, export: Export) -> Iterator[str]:
    hits = list(told(gold, export))
    found = {at for _, matched in hits for at in matched}
    for at, one in enumerate(gold.contradictions):
        if at not in found:
            yield f"missed     {one['kind']} of {one.get('claim')} in {', '.join(one['dispatches'])}"
    for finding, matched in hits:
        if not matched:
            yield f"unfounded  {finding['kind']}: {finding.get('says')}"
