"""What stands above the copy: a headline that looks like a notice, a notice that takes a dispatch back."""

from __future__ import annotations

import pytest

from depesche.pipeline import read

COPY = "Husum (abd) - Der Betrieb ruht seit Montag. Das teilte die Reederei mit.\n"


@pytest.mark.parametrize("word", ["Neu", "Aktualisiert"])
def test_a_headline_with_its_prefix_is_no_notice(word: str) -> None:
    found = read(f"{word}: Fähre nach Wyk ruht - Reederei wehrt sich\n\n(neu: Reaktionen)\n\n{COPY}").dispatch
    assert found.headline == "Fähre nach Wyk ruht - Reederei wehrt sich"
    assert [notice.text for notice in found.notices] == ["(neu: Reaktionen)"]
    assert found.kind == "update"


def test_what_is_new_stands_alone_above_the_copy() -> None:
    found = read(f"Neu: Reaktionen der Reederei\n\n{COPY}").dispatch
    assert [notice.text for notice in found.notices] == ["Neu: Reaktionen der Reederei"]


def test_a_dispatch_that_takes_another_back() -> None:
    notice = "(Rückzug: Der Norddienst zieht die Meldung «Zwei Fischer vermisst» von 16.40 Uhr zurück.)"
    assert read(f"Rückzug: Zwei Fischer vermisst\n\n{notice}\n").dispatch.kind == "withdrawal"
