"""Datelines with agencies that no list has."""

from __future__ import annotations

import pytest

from depesche.formats.dateline import dateline_at


@pytest.mark.parametrize(
    ("text", "agency", "date", "places"),
    [
        ("HUSUM (NordPress) - Der Deich", "NordPress", None, ["HUSUM"]),
        ("HERFORD (Westpress) - Der Betrieb", "Westpress", None, ["HERFORD"]),
        ("Herford (abd) - Der Betrieb", "abd", None, ["Herford"]),
        ("Dresden, 5. Nov (Meridian) - Nach dem", "Meridian", "5. Nov", ["Dresden"]),
        ("FLENSBURG (Seekontor) - Der Betrieb", "Seekontor", None, ["FLENSBURG"]),
        ("Eutin (op) - Der Betrieb", "op", None, ["Eutin"]),
        ("Wien (Alpendienst) – Der Rat", "Alpendienst", None, ["Wien"]),
    ],
)
def test_an_unlisted_agency(text: str, agency: str, date: str | None, places: list[str]) -> None:
    found = dateline_at(text, 0)
    assert found and (found.agency, found.date) == (agency, date)
    assert [place.text for place in found.places] == places


@pytest.mark.parametrize(
    "text",
    [
        "Frankfurt (Oder) - Der Betrieb",
        "Kiel (Ostsee) - Der Betrieb",
        "Neustadt (Aisch) - Der Betrieb",
        "LINZ (Österreich) - Der Betrieb",
        "Kiel (im) - Der Betrieb",
        "Paris (Texas) - Der Betrieb",
        "Berlin (neu) - Der Betrieb",
        "Der Mann (sic) - so hieß es",
        "Blitz\n\nKiel (abd) - Der Betrieb",
    ],
)
def test_what_stands_in_brackets_is_no_agency(text: str) -> None:
    found = dateline_at(text, 0)
    assert found is None or found.agency is None
