"""The layer as a whole: publication dates known to the day, the month, the year or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.core.dates import published
from depesche.core.dispatch import Dispatch, NoticeText
from depesche.core.reading import Timex
from depesche.german.sheet import Sheet
from depesche.german.times import layer, weekday_conflicts


def sheet(text: str, day: str | None) -> Sheet:
    """A sheet of a bare text that went out on a day."""
    return Sheet(Dispatch(id="x", text=text, published=published(day) if day else None))


def read(text: str, day: str | None = "2023-09") -> dict[str, Timex]:
    """The times of a text, by their words."""
    return {text[slice(*t.span)]: t for t in layer(sheet(text, day))}


def test_weekday_of_a_month_has_its_days_as_candidates() -> None:
    found = read("Das teilte das Amt am Montag mit.")["Montag"]
    assert found.candidates == ("2023-09-04", "2023-09-11", "2023-09-18", "2023-09-25")
    assert (found.value, found.earliest, found.latest) == ("2023-09-XX", "2023-09-04", "2023-09-25")


def test_weekdays_of_one_text_share_one_publication_day() -> None:
    found = read("Die Schau hat am Samstag begonnen und dauert noch bis Donnerstag.")
    days = zip(found["Samstag"].candidates or (), found["Donnerstag"].candidates or (), strict=True)
    gaps = {(date.fromisoformat(b) - date.fromisoformat(a)).days for a, b in days}
    assert gaps == {5}


def test_a_weekday_with_its_date_narrows_the_other_weekdays() -> None:
    found = read("Am Montag, dem 11. September, brannte es. Am Dienstag war das Feuer gelöscht.")
    assert found["Montag, dem 11. September"].value == "2023-09-11"
    assert found["Dienstag"].candidates == ("2023-09-05", "2023-09-12")


def test_gestern_of_a_month_reaches_into_the_month_before() -> None:
    found = read("Es brannte gestern.")["gestern"]
    assert (found.earliest, found.latest) == ("2023-08-31", "2023-09-29")


def test_without_a_date_nothing_is_invented() -> None:
    text = "Am Montag brannte es. Im August war es trocken, wie schon 2019. Vor drei Jahren auch."
    found = read(text, None)
    assert found["Montag"].value == "XXXX-WXX-1" and found["Montag"].earliest is None
    assert found["August"].value == "XXXX-08" and found["August"].latest is None
    assert found["2019"].earliest == "2019-01-01"
    assert found["drei Jahren"].value == "P3Y" and found["drei Jahren"].earliest is None


def test_a_year_alone_keeps_the_year_of_a_month() -> None:
    found = read("Im Mai 2021 begann der Bau, im März ruhte er.", "2023")
    assert found["Mai 2021"].value == "2021-05"


def test_a_length_of_time_ago_implies_its_year() -> None:
    found = read("Vor drei Jahren zog sie um.", "2023-09-13")["drei Jahren"]
    assert (found.type, found.value) == ("DURATION", "P3Y")
    assert (found.earliest, found.latest) == ("2020-01-01", "2020-12-31")


def test_damals_takes_the_date_before_it() -> None:
    text = "Im April 2019 kam er mit dem Zug. Damals regnete es."
    found = read(text)["Damals"]
    assert (found.value, found.anchor) == ("2019-04", "text")


def test_a_clock_time_takes_the_day_of_its_sentence() -> None:
    found = read("Am Freitag um 14.30 Uhr brannte es. Um 16 Uhr tagte der Rat.", "2023-09-13")
    assert found["14.30 Uhr"].value == "2023-09-08T14:30"
    assert found["16 Uhr"].value == "2023-09-13T16:00"


def test_notices_are_not_read() -> None:
    text = "(Berichtigung: Montag statt Dienstag)\n\nEs brannte am Mittwoch."
    dispatch = Dispatch(id="x", text=text, paragraphs=((39, len(text)),), notices=(NoticeText("", (0, 37)),))
    assert [text[slice(*t.span)] for t in layer(Sheet(dispatch))] == ["Mittwoch"]


def test_a_wrong_weekday_is_a_finding() -> None:
    wrong = sheet("Sie kam am Montag, den 12. September 2023, an.", "2023-09-13")
    finding = weekday_conflicts(wrong, layer(wrong))[0]
    assert finding.kind == "weekday" and "Tuesday" in finding.says
    right = sheet("Sie kam am Dienstag, den 12. September 2023, an.", "2023-09-13")
    assert weekday_conflicts(right, layer(right)) == ()


WORDS = st.sampled_from(
    [
        "am",
        "Montag",
        "heute",
        "gestern",
        "12.",
        "September",
        "2023",
        "31.",
        "Februar",
        "vor",
        "drei",
        "Jahren",
        "um",
        "25",
        "Uhr",
        "14.30",
        "Uhr",
        "-",
        "bis",
        "und",
        "Anfang",
        "der",
        "Woche",
        ".",
        ",",
        "\n\n",
        "(",
        "2023/24",
        "1.1.0001",
        "99.99.",
        "90er",
        "Jahre",
        "damals",
        "letzten",
        "0",
        "²",
        "٣",
        "�",
        "Ostern",
        "Ende",
        "zwei",
        "Tage",
        "darauf",
        "im",
        "Jahr",
        "9999",
        "1000",
        "Nacht",
        "zum",
        "Dienstag",
        "999999999",
        "Quartal",
        "ersten",
        "Geschäftsjahr",
        "nächsten",
        "Jahrtausend",
        "31.",
        "Juni",
        "29.",
        "Februar",
    ]
)
DATES = st.sampled_from([None, "2023", "2023-09", "2023-09-13", "0001-01-01", "9999-12-31", "9999"])


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS | st.text(max_size=6), max_size=40), DATES)
def test_any_text_gives_ordered_spans_and_ordered_bounds(words: list[str], day: str | None) -> None:
    text = " ".join(words)
    end = 0
    for timex in layer(sheet(text, day)):
        assert end <= timex.span[0] < timex.span[1] <= len(text)
        assert timex.value
        if timex.earliest and timex.latest:
            assert timex.earliest <= timex.latest
        if timex.candidates:
            assert timex.candidates[0] == timex.earliest and timex.candidates[-1] == timex.latest
        end = timex.span[1]


@pytest.mark.parametrize(
    "piece",
    ["1", "1.", " 1.1.", "„", "am Montag ", "\n", "\n ", "a", "drei ", "Ende ", "-", "1/1", "zwei Jahre "],
)  # fmt: skip
def test_long_repetitions_are_read_in_time(piece: str) -> None:
    assert len(layer(sheet(piece * 5_000, "2023-09"))) <= 10_000
