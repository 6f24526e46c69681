"""What of a statement claims are made of: the days that it names."""

from __future__ import annotations

import json

from depesche import pipeline
from depesche.core.errors import DepescheError
from depesche.steps.telling import telling


def marks(text: str) -> list[set[str]]:
    """The marks of each statement of a dispatch of Thursday, 12 March 2026, in order."""
    item = {
        "urn": "urn:newsml:nordpress.example:1", "version": "1", "pubstatus": "usable", "headline": "Wahl",
        "version_created": "2026-03-12T14:00:00+01:00",
        "article_html": f'<section class="main"><p>Kiel (NordPress) - {text}</p></section>',
    }  # fmt: skip
    (read,) = pipeline.read_items(json.dumps(item).encode())
    assert not isinstance(read, DepescheError)
    return [{name for name, _ in one.concepts if name[0] == "#"} for one in telling(*read).told]


def test_a_day_to_come_or_long_past_marks_a_statement() -> None:
    assert marks("Gewählt werde am 10. Mai, sagte Landrat Ole Brandt.") == [{"#2026-05-10"}]
    assert marks("Gewählt worden sei am 1. März, sagte Landrat Ole Brandt.") == [{"#2026-03-01"}]


def test_what_has_just_happened_is_no_mark() -> None:
    assert marks("Gewählt worden sei am Mittwoch, sagte Landrat Ole Brandt.") == [set()]
    assert marks("Gewählt worden sei im Januar, sagte Landrat Ole Brandt.") == [set()]
