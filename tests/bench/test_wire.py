"""The annotated wire agrees with itself, arrives in its formats, and is scored as documented."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import depesche

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

import wire_stale
from wire_gold import FOLDER, Gold, chains, faults, folded, gold_of
from wire_misses import misses
from wire_render import parts, rendered
from wire_score import Export, Prf, Ratio, figures, verdict

WIRE = gold_of(FOLDER.glob("*.toml"))
Object = dict[str, Any]


def test_the_annotation_agrees_with_its_own_definitions() -> None:
    assert list(faults(WIRE)) == []


def test_a_count_that_the_statements_do_not_bear_out_is_a_fault() -> None:
    id, claim = next((id, one) for id, one in WIRE.claims.items() if one["origins"] == 2)
    wrong = WIRE._replace(claims={**WIRE.claims, id: {**claim, "origins": 5}})
    assert [fault for fault in faults(wrong) if fault.startswith(id)]


def test_what_is_annotated_is_in_the_text_that_arrives() -> None:
    lost = []
    for id, one in WIRE.dispatches.items():
        reading = depesche.read(rendered(one)[1])
        text = reading.text.replace("\xa0", " ")
        lost += [(id, said.words) for said in WIRE.said if said.dispatch == id and said.words not in text]
    assert lost == []


def test_a_notice_stands_in_brackets_above_the_copy() -> None:
    found = parts("\n(neu: Zahl)\n\nKIEL (NordPress) - Eins.\n\nZwei.\n")
    assert (found.notices, found.dateline, found.credit) == (
        ("neu: Zahl",), "KIEL (NordPress) - ", "NordPress",
    )  # fmt: skip
    assert found.paragraphs == ("KIEL (NordPress) - Eins.", "Zwei.")


def test_an_export_that_says_what_is_annotated_is_right_in_everything() -> None:
    export = Export(ideal(WIRE), WIRE)
    for name, figure in figures(WIRE, export):
        assert perfect(figure), f"{name}: {figure}"
    assert list(misses(WIRE, export)) == []


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        ({"type": "dispatch", "stories": ["all in one"]}, "stories, BCubed"),
        ({"type": "dispatch", "relation": "repeat"}, "revision links"),
        ({"type": "statement", "claim": "all in one"}, "claims, pairs"),
        ({"type": "statement", "origin": "all in one"}, "origins, pairs"),
        ({"type": "claim", "independent_origins": 9}, "independent origins"),
        ({"type": "claim", "status": "borne out"}, "status"),
        ({"type": "finding", "kind": "dates", "claim": None, "statements": []}, "contradictions"),
    ],
)
def test_each_figure_falls_with_what_it_measures(spoil: Object, name: str) -> None:
    objects = [{**one, **spoil} if one["type"] == spoil["type"] else one for one in ideal(WIRE)]
    assert not perfect(dict(figures(WIRE, Export(objects, WIRE)))[name])


def test_what_an_export_does_not_hold_is_not_measured() -> None:
    bare = [one for one in ideal(WIRE) if one["type"] == "dispatch"]
    bare = [{**one, "relation": None, "revises": None, "duplicate_of": None, "notices": []} for one in bare]
    assert [name for name, _ in figures(WIRE, Export(bare, WIRE))] == ["dispatches found", "statements found"]


def perfect(figure: object) -> bool:
    if isinstance(figure, Prf):
        return figure.f1 == 1
    return isinstance(figure, Ratio) and figure.right == figure.of > 0


def ideal(gold: Gold) -> list[Object]:
    """The export of a program that sees everything as it is annotated."""
    return [*dispatches(gold), *statements(gold), *others(gold)]


def dispatches(gold: Gold) -> Iterator[Object]:
    for id, one in gold.dispatches.items():
        yield {
            "type": "dispatch",
            "id": f"d-{id}",
            "path": f"wire/{id}.txt",
            "text": one["text"],
            "stories": one["stories"],
            "revises": f"d-{one['revises']}" if "revises" in one else None,
            "relation": one.get("relation", "copy" if "copy_of" in one else None),
            "duplicate_of": f"d-{one['copy_of']}" if "copy_of" in one else None,
            "notices": [{"verdict": one["notice"]}] if "notice" in one else [],
        }


def statements(gold: Gold) -> Iterator[Object]:
    for at, one in enumerate(gold.said):
        begin = gold.dispatches[one.dispatch]["text"].index(one.words)
        yield {
            "type": "statement",
            "id": f"s-{at}",
            "dispatch": f"d-{one.dispatch}",
            "text": one.words,
            "content": [[begin, begin + len(one.words)]],
            "mode": "indirect",
            "claim": one.claim,
            "origin": one.origin,
        }


def others(gold: Gold) -> Iterator[Object]:
    for story in sorted({story for one in gold.dispatches.values() for story in one["stories"]}):
        yield {"type": "story", "id": story}
    for id, one in gold.claims.items():
        yield {"type": "claim", "id": id, "independent_origins": one["origins"], "status": one["status"]}
    for one in gold.contradictions:
        yield {
            "type": "finding",
            "kind": one["kind"],
            "story": "some",
            "claim": one.get("claim"),
            "statements": [],
            "dispatches": [f"d-{id}" for id in one.get("dispatches", ())],
        }


def test_versions_of_one_item_have_one_beginning() -> None:
    first = chains(WIRE)
    assert all(first[one["revises"]] == first[id] for id, one in WIRE.dispatches.items() if "revises" in one)


def test_a_claim_whose_copy_is_withdrawn_is_withdrawn_with_its_copies() -> None:
    withdrawn = [id for id, one in WIRE.claims.items() if one["status"] == "withdrawn"]
    assert {folded(WIRE, id, "9999-01-01T00:00:00+00:00") for id in withdrawn} == {(0, ("withdrawn",))}


@pytest.mark.parametrize(
    ("several", "one"),
    [
        (["agrees", "agrees"], "agrees"),
        (["agrees", "disagrees"], "partial"),
        (["unverifiable", "disagrees"], "disagrees"),
        (["unverifiable"], "unverifiable"),
        ([], None),
    ],
)
def test_the_verdicts_on_several_notices_are_one(several: list[str], one: str | None) -> None:
    assert verdict({"notices": [{"verdict": each} for each in several]}) == one


def test_what_is_stale_is_found_by_its_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = {one["id"]: one for one in WIRE.own}

    def checked(command: list[str]) -> list[Object]:
        stale = own[Path(command[-1]).stem].get("stale", ())
        return [{"passages": [{"words": one["words"], "because": one["because"]} for one in stale]}]

    monkeypatch.setattr(wire_stale, "_checked", checked)
    found = dict(wire_stale.stale(wire_stale.answers(WIRE, tmp_path, "store", ())))
    assert {"stale passages", "stale: reason"} == found.keys()
    assert all(map(perfect, found.values()))
