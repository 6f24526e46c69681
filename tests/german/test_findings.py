"""Findings: notices, distances, sums, disputes; and silence where there is doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from depesche.core.dispatch import Span
from depesche.core.reading import Act, Factuality, Finding, Notice, Place, Source, Statement
from depesche.german import amounts, findings, places, times
from depesche.german.distances import great_circle
from depesche.german.sheet import Sheet
from tests.german.sheets import sheet_of


def found(text: str) -> list[Finding]:
    """The findings on a text without statements."""
    sheet = sheet_of(text)
    sheet = replace(sheet, entities=places.layer(sheet), amounts=amounts.layer(sheet))
    return list(findings.layer(sheet))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Die Entfernung zwischen Kiel und Husum beträgt etwa 70 Kilometer Luftlinie.",
            "plausible",
        ),
        ("Die Entfernung zwischen Kiel und Husum beträgt 300 Kilometer Luftlinie.", "implausible"),
        ("In Husum, rund 80 Kilometer westlich von Kiel, brannte eine Scheune.", "plausible"),
        ("Lübeck liegt 600 Kilometer von Kiel entfernt.", "implausible"),
        ("Von Hamburg nach Lübeck sind es 20 Kilometer.", "implausible"),
        ("Zwischen Lwiw und Kiew liegen rund 470 Kilometer.", "plausible"),
        ("Die Autobahnstrecke zwischen Hamburg und Lübeck ist 65 Kilometer lang.", "plausible"),
        ("Die 190 Kilometer lange Strecke zwischen Berlin und Leipzig ist gesperrt.", "plausible"),
    ],
)
def test_distances_are_checked(text: str, kind: str) -> None:
    assert [one.kind for one in found(text)] == [f"distance-{kind}"]


@pytest.mark.parametrize(
    "text",
    [
        "Damals habe er für eine Strecke von 1200 Kilometern etwa 20 Stunden gebraucht.",
        "Auf der Strecke zwischen Hamburg und Lübeck wurden 20 Kilometer Gleise erneuert.",
        "Zwischen Berlin und Leipzig ist die Autobahn auf 20 Kilometern gesperrt.",
        "Der Läufer aus Kiel rannte 40 Kilometer und reiste dann nach Rom.",
        "Der Stau vor Hamburg war 20 Kilometer lang, vor Kiel floss der Verkehr.",
        "Zwischen Kiel und Husum liegen keine 300 Kilometer Luftlinie.",
        "In Rostow, 20 Kilometer von der Grenze entfernt, und in Moskau heulten Sirenen.",
    ],
)
def test_other_kilometres_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_described_town_counts_and_the_figures_are_told() -> None:
    text = (
        "In Wladiwostok tagt ein Forum. Die Entfernung zwischen Pjöngjang und der russischen Stadt "
        "beträgt etwa 700 Kilometer Luftlinie."
    )
    (one,) = found(text)
    assert one.says == "700 km stated, 684 km computed between Pjöngjang and Wladiwostok"
    assert [text[slice(*span)] for span in one.spans] == [
        "700 Kilometer",
        "Pjöngjang",
        "der russischen Stadt",
    ]


def test_the_great_circle_is_symmetric_and_in_kilometres() -> None:
    pole, equator = Place("A", "XX", 90, 0), Place("B", "XX", 0, 50)
    assert round(great_circle(pole, equator)) == 10008
    assert great_circle(pole, equator) == great_circle(equator, pole)
    assert great_circle(pole, pole) == 0


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "70 Beschäftigte in Kiel und 40 in Husum, insgesamt 120, sind betroffen.",
            ["sum-mismatch"],
        ),
        ("Die Firma hat 70 Leute in Kiel und 40 in Husum, zusammen 110.", ["sum-consistent"]),
        ("Es gab 12 Verletzte, darunter 15 Kinder.", ["sum-mismatch"]),
        ("Es gab 12 Verletzte, darunter 5 Kinder.", []),
        ("Es gab 12 Verletzte, davon vier Kinder und zwei Helfer.", []),
        ("Je 70 Beschäftigte in Kiel und 40 in Husum, insgesamt 300, sind betroffen.", []),
        ("Rund 70 Leute in Kiel und 40 in Husum, insgesamt 120, sind betroffen.", []),
        ("Der Bund zahlt 5 Euro, insgesamt 300 Euro.", []),
        ("In Kiel arbeiten 200 Leute, in Fürth 800 und 500 in Husum, insgesamt 1500.", []),
    ],
)
def test_sums_are_checked_where_the_parts_are_all(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in found(text)] == kinds


def test_a_weekday_that_the_date_has_not_is_a_finding() -> None:
    text = "Am Montag, den 8. Januar 2020, begann der Prozess."
    sheet = sheet_of(text)
    (one,) = findings.layer(replace(sheet, times=times.layer(sheet)))
    assert one.kind == "weekday-date"
    right = sheet_of(text.replace("Montag", "Mittwoch"))
    assert findings.layer(replace(right, times=times.layer(right))) == ()


def test_a_notice_that_points_nowhere_is_a_finding() -> None:
    lost = Notice(kind="correction", span=(0, 4), paragraph=6, line=3, right="einzigen", verdict="not-found")
    good = replace_notice(lost)
    sheet = replace(sheet_of("Text."), notices=(lost, good))
    (one,) = findings.layer(sheet)
    assert one.kind == "notice-not-located"
    assert one.says == 'the notice speaks of "einzigen" in paragraph 6, line 3; it is not there'


def replace_notice(notice: Notice) -> Notice:
    """The notice as if its wording had been found."""
    return Notice(kind=notice.kind, span=notice.span, right=notice.right, verdict="located")


def said(
    sheet: Sheet, words: str, who: str, grade: Factuality, act: Act = "state", cue: str = ""
) -> Statement:
    """A statement over the given words of the sheet's text."""
    span = span_of(sheet, words)
    kind = "named" if who else "anonymous"
    mentions = (span_of(sheet, who),) if who and who in sheet.text else ()
    return Statement(
        id="",
        content=(span,),
        claimed=(span,),
        cue=(span_of(sheet, cue),) if cue else (),
        factuality=grade,
        act=act,
        sources=(Source(mentions, who, kind),),  # type: ignore[arg-type]
    )


def span_of(sheet: Sheet, words: str) -> Span:
    """Where the words stand."""
    begin = sheet.text.index(words)
    return begin, begin + len(words)


def disputed(text: str, *told: tuple[str, str, Factuality, Act]) -> list[Finding]:
    """The findings on a text with statements given as (words, who, factuality, act)."""
    sheet = sheet_of(text)
    made = tuple(said(sheet, *one) for one in told)
    return list(findings.layer(replace(sheet, statements=made)))


MEETING = (
    "Es wird spekuliert, dass beide Minister sich beim Forum in Wladiwostok treffen werden. "
    "Ein Sprecher hatte ein Treffen in Wladiwostok bestritten."
)


def test_what_one_source_supposes_and_another_denies_is_disputed() -> None:
    (one,) = disputed(
        MEETING,
        (
            "dass beide Minister sich beim Forum in Wladiwostok treffen werden",
            "",
            "PS+",
            "speculate",
        ),
        ("ein Treffen in Wladiwostok", "Ein Sprecher", "CT-", "deny"),
    )
    assert one.kind == "disputed"
    assert [MEETING[slice(*span)] for span in one.spans] == [
        "ein Treffen in Wladiwostok",
        "dass beide Minister sich beim Forum in Wladiwostok treffen werden",
    ]


def test_the_denial_may_be_given_with_its_source_and_verb() -> None:
    sheet = sheet_of(MEETING)
    told = (
        said(sheet, "dass beide Minister sich beim Forum in Wladiwostok treffen werden", "", "PS+"),
        said(
            sheet,
            MEETING[MEETING.index("Ein Sprecher") :],
            "Ein Sprecher",
            "CT-",
            "deny",
            "bestritten",
        ),
    )
    assert [one.kind for one in findings.layer(replace(sheet, statements=told))] == ["disputed"]


def test_a_pronoun_denies_what_was_said_right_before() -> None:
    text = "Die Werft wolle 300 Stellen streichen, sagt die Gewerkschaft. Die Leitung wies das zurück."
    kinds = disputed(
        text,
        ("Die Werft wolle 300 Stellen streichen", "die Gewerkschaft", "CT+", "state"),
        ("das", "Die Leitung", "CT-", "deny"),
    )
    assert [one.kind for one in kinds] == ["disputed"]


def test_a_noun_and_its_verb_are_one_matter() -> None:
    text = (
        "Ein Sprecher wies Berichte über eine Erkrankung des Trainers zurück. "
        "Medien hatten berichtet, der Trainer sei schwer erkrankt."
    )
    (one,) = disputed(
        text,
        ("Berichte über eine Erkrankung des Trainers", "Ein Sprecher", "CT-", "deny"),
        ("der Trainer sei schwer erkrankt", "Medien", "CT+", "state"),
    )
    assert one.kind == "disputed"


def test_one_source_does_not_dispute_with_itself() -> None:
    assert not disputed(
        MEETING,
        (
            "dass beide Minister sich beim Forum in Wladiwostok treffen werden",
            "Ein Sprecher",
            "PS+",
            "state",
        ),
        ("ein Treffen in Wladiwostok", "Ein Sprecher", "CT-", "deny"),
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Die Bahn hat in Kiel ein Werk verkauft", "Die Bahn habe in Husum Züge verschrottet"),
        ("Der Minister reist nach Wien", "Das Amt habe in Bern Akten vernichtet"),
        (
            "Mehrere Länder haben das Abkommen mit Kiel nicht gekündigt",
            "das Abkommen mit Kiel gekündigt zu haben",
        ),
    ],
)
def test_other_matters_are_no_dispute(first: str, second: str) -> None:
    text = f"{first}, sagte Meyer. {second}, bestritt Schulz."
    told: list[tuple[str, str, Factuality, Act]] = [
        (first, "Meyer", "CT+", "state"),
        (second, "Schulz", "CT-", "deny"),
    ]
    assert disputed(text, *told) == []
