"""The words of the wire: patterns match their examples and leave counter-examples alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from depesche.core.dates import published
from depesche.formats.clean import code, number
from depesche.formats.notes import note_of, signal_kind, ungenred
from depesche.formats.times import german_time, iso_time
from depesche.formats.words import table


@pytest.mark.parametrize("rule", table("wire")["openings"], ids=lambda rule: str(rule["kind"]))
def test_openings(rule: dict[str, Any]) -> None:
    pattern = re.compile(rule["pattern"])
    assert rule["must"] and rule["must_not"]
    assert not [text for text in rule["must"] if not pattern.match(text)]
    assert not [text for text in rule["must_not"] if pattern.match(text)]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("20230911T160500+0200", "2023-09-11T16:05:00+02:00"),
        ("2023-09-11T14:05:00.123Z", "2023-09-11T14:05:00Z"),
        ("Mon, 11 Sep 2023 14:02:00 +0200", "2023-09-11T14:02:00+02:00"),
        ("11 Mar 24 14:02 GMT", "2024-03-11T14:02Z"),
        ("111402 Mrz 23", "2023-03-11T14:02"),
        ("111402 Dec 23", "2023-12-11T14:02"),
        ("20230911", "2023-09-11"),
        ("2023-02-30", None),
        ("2023-09-11T25:00", None),
        ("gestern", None),
        (None, None),
    ],
)
def test_times(written: str | None, iso: str | None) -> None:
    assert iso_time(written) == iso
    assert iso is None or published(iso)


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        ("2024-03-31T00:59:00Z", "2024-03-31T01:59+01:00"),
        ("2024-03-31T01:00:00Z", "2024-03-31T03:00+02:00"),
        ("2024-10-27T00:59Z", "2024-10-27T02:59+02:00"),
        ("2024-10-27T01:00Z", "2024-10-27T02:00+01:00"),
        ("2024-12-31T23:30:00+00:00", "2025-01-01T00:30+01:00"),
        ("2024-12-31T23:30:00-05:00", "2024-12-31T23:30:00-05:00"),
        ("9999-12-31T23:30Z", "9999-12-31T23:30Z"),
        ("2024-12-31", "2024-12-31"),
    ],
)
def test_a_time_in_utc_is_a_german_day(utc: str, local: str) -> None:
    assert german_time(utc) == local


def test_codes() -> None:
    assert signal_kind("sig:correction") == signal_kind("http://x.example/signal/correction")
    assert signal_kind("sig:atomic") is None
    assert code("stat:canceled") == "canceled"
    assert number("1478529340") == 1478529340
    assert number("18446744073709551617") is None
    assert number("1.2") is None and number("٣") is None


def test_contacts_are_private_whatever_the_sender_says() -> None:
    assert not note_of("dpaednoterole:author", "Anna Muster", public=True).public
    assert not note_of("note", "Nur zur internen Information: Termin verlegt", public=True).public
    assert note_of("dpaednoterole:editorialnote", "Bilder folgen", public=None).public


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Meldung - neu: Bergung, Wetter", "neu: Bergung, Wetter"),
        ("Zusammenfassung 1745 - neu: Bergung", "Zusammenfassung 1745 - neu: Bergung"),
        ("Meldung - mit Bild", "Meldung - mit Bild"),
        ("neu: Bergung", "neu: Bergung"),
    ],
)
def test_a_genre_that_is_no_prefix_leaves_what_is_new(line: str, rest: str) -> None:
    assert ungenred(line) == rest
