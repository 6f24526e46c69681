"""In: the pairs of this folder. Out: their readings, and where the check says otherwise."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from depesche.core.check import Check
from depesche.core.reading import Reading
from depesche.german.checkwords import words
from depesche.ledger.check import check
from depesche.pipeline import read

HERE = Path(__file__).parent


class Case(NamedTuple):
    """A pair: its name, what must be said of it, both texts as they come in."""

    name: str
    expected: dict[str, Any]
    old: str | bytes
    new: str | bytes


def cases(name: str) -> Iterator[Case]:
    """The pairs of a file."""
    bases = tomllib.loads((HERE / "bases.toml").read_text(encoding="utf-8"))
    data = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    bases |= data.get("base", {})
    for i, pair in enumerate(data["pair"], 1):
        base = bases[pair["base"]]
        old = f"{base['headline']}\n\n{base['body'].strip()}"
        new = edited(old, pair["edits"])
        form = FORMS[pair["form"]]
        notice = pair["notice"] if "notice" in pair else " ".join(pair["notices"])
        first = form(*old.split("\n\n", 1), pair.get("old_notice", ""), "1")
        yield Case(f"{name}-{i}", pair, first, form(*new.split("\n\n", 1), notice, "2"))


def edited(text: str, edits: list[list[str]]) -> str:
    """The text with each edit made once."""
    for was, now in edits:
        assert was in text, was
        text = text.replace(was, now, 1)
    return text


def afx(headline: str, body: str, notice: str, version: str) -> str:
    return f"date 2024-03 {notice}\n\n{body.removesuffix('.')}./ab/cde/DP/fgh\n"


def dpa(headline: str, body: str, notice: str, version: str) -> str:
    return f"{headline} {notice}\n\n{body}\n\ndpa abc/def yybb n1 ghi\n"


def digitalwires(headline: str, body: str, notice: str, version: str) -> bytes:
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in body.split("\n\n"))
    note = {"role": "dpaednoterole:correction", "ednote": notice, "is_publishable": True}
    item = {
        "version": version, "urn": "urn:newsml:dpa.com:20090101:240312-99-310050", "pubstatus": "usable",
        "version_created": f"2024-03-12T2{version}:45:00Z", "headline": headline, "language": "de",
        "article_html": f'<section class="main">{paragraphs}</section>', "ednotes": [note] if notice else [],
        "categories": [], "associations": [], "urgency": 4, "signal": None, "kicker": None, "dateline": None,
    }  # fmt: skip
    return json.dumps(item).encode()


def ninjs(headline: str, body: str, notice: str, version: str) -> bytes:
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in body.split("\n\n"))
    item = {
        "uri": "urn:newsml:beispiel.de:240312-99-310050", "type": "text", "version": version,
        "versioncreated": f"2024-03-12T2{version}:45:00Z", "pubstatus": "usable", "language": "de",
        "headline": headline, "body_xhtml": paragraphs, "ednote": notice,
    }  # fmt: skip
    return json.dumps(item).encode()


FORMS = {"afx": afx, "dpa": dpa, "digitalwires": digitalwires, "ninjs": ninjs}


def checked(case: Case) -> tuple[Reading | None, Reading, Check]:
    """Both readings of a case, and the check."""
    old = None if case.expected.get("missing") else read(case.old)
    new = read(case.new)
    return old, new, check(old, new, words())


def mistakes(case: Case) -> list[str]:
    """Where the check says otherwise than is expected."""
    _, _, found = checked(case)
    want = case.expected
    got = [one.verdict for one in found.notices]
    silent = sorted({found.changes[i].grade for i in found.silent})
    wrong = [] if got == want["verdicts"] else [f"verdicts {got}, not {want['verdicts']}"]
    wrong += (
        [] if silent == sorted(want.get("silent", silent)) else [f"silent {silent}, not {want.get('silent')}"]
    )
    kinds = {one.what for one in found.statements}
    lacking = set(want.get("statements", ())) - kinds
    return wrong + ([f"statements {sorted(kinds)}, without {sorted(lacking)}"] if lacking else [])
