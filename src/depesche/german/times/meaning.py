"""In: a rule's match. Out: its meaning, as yet without a day of publication, or None: no time.

One function for each word that `means` can be in the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from depesche.core.reading import TimexType
from depesche.german.times.scan import Hit
from depesche.german.times.tense import PAST


class Meaning(msgspec.Struct, frozen=True):
    """What an expression says. `turn`: -1 last, 0 this, 1 next, None unsaid; `n`: units on."""

    kind: str
    type: TimexType = "DATE"
    value: str = ""
    unit: str = ""
    n: float | int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    turn: int | None = None
    mod: str | None = None
    clock: str = ""


TURNS = ("LAST", "NEXT", "THIS", "JUST", "LASTONE")
AGED = re.compile(r"alt(?:e[nrsm]?)?|jung(?:e[nrsm]?)?|Alte[rnsm]?|ältere?[nrsm]?|Lebensjahr.*")
WHO = re.compile(
    r".*(?:kind(?:e?s|er)?|sohn(?:e?s)?|tochter|mann(?:e?s)?|frau|junge[ns]?|mädchen[s]?|jährige[nrs]?"
    r"|bub(?:en)?|bruder|schwester|vater|mutter|baby|schüler(?:in|s)?|student(?:in|en)?"
    r"|patient(?:in|en)?|opfer|täter(?:in)?|fahrer(?:in)?|rentner(?:in)?)",
    re.IGNORECASE,
)
LASTING = re.compile(
    r".*(?:haft|strafe|vertrag|laufzeit|bestehen|jubiläum|geschichte|krieg|zeit|tradition|frist"
    r"|garantie|sperre|pause|streik|amtszeit|herrschaft|ehe|karriere|verhandlungen|arbeit|bau"
    r"|jubiläums|vertrags|bestehens|mandat|exil|belagerung|besuch|reise)s?",
    re.IGNORECASE,
)


def fixed(hit: Hit) -> Meaning:
    """A value that stands in the word list."""
    return Meaning(hit.rule.options.get("type") and "fixed" or "ref", kind_of(hit), hit.get("value"))


def kind_of(hit: Hit) -> TimexType:
    """The TIMEX3 type of the rule, DATE where it says none."""
    found: TimexType = hit.rule.options.get("type", "DATE")
    return found


def full_date(hit: Hit) -> Meaning:
    """A day with its year in figures."""
    year, month, day = hit.get("date")
    return Meaning("calendar", year=year, month=month, day=day, weekday=number(hit.get("wd")))


def number(value: Any) -> int | None:
    """An integer of a word list's value, None for None."""
    return None if value is None else int(value)


def calendar(hit: Hit) -> Meaning | None:
    """A day and month, or a month, with or without a year, or in last, this, next year."""
    month, day = hit.get("dm") or (named_month(hit), number(hit.get("day")))
    if month is None or not (day is None or 1 <= day <= 31):
        return None
    if hit.get("dm") and not (hit.get("wd") or hit.get("year") or stands_as_date(hit)):
        return None
    return Meaning(
        "calendar", year=hit.get("year"), month=month, day=day,
        weekday=number(hit.get("wd")), turn=number(hit.get("turn")),
    )  # fmt: skip


def named_month(hit: Hit) -> int | None:
    """The month that is named in full or shortened."""
    return number(hit.get("month") or hit.get("short"))


def stands_as_date(hit: Hit) -> bool:
    """Whether figures such as 1.8. follow a word that goes before dates, or write the month in two."""
    return hit.before() in PREPOSITIONS or hit.before() in "(-–/," or ".0" in hit.units.form(hit.first)


def calendar_mixed(hit: Hit) -> Meaning:
    """The first day of a range whose month stands with the second."""
    return Meaning("calendar", month=hit.get("dm")[0], day=hit.get("day"))


def month(hit: Hit) -> Meaning | None:
    """A month alone, unless it is a first name or a surname."""
    if is_name(hit):
        return None
    return Meaning("calendar", month=int(hit.get("month")))


def is_name(hit: Hit) -> bool:
    """Whether a word such as August or Sommer stands as a person's name."""
    before, after = hit.units.letters[hit.first - 1 : hit.first], hit.units.letters[hit.last : hit.last + 1]
    prepared = "PHASE" in hit.units.info(hit.first - 1) or hit.before() in PREPOSITIONS
    return not prepared and (after == "A" or before == "A")


PREPOSITIONS = frozenset(
    "im am in bis seit ab von vom zum zu vor nach um der dem den des für auf über pro je bis"
    " zwischen und oder gegen noch schon erst bereits".split()
)


def month_turn(hit: Hit) -> Meaning:
    """A month said to be the last or the next."""
    return Meaning("month", month=int(hit.get("month")), turn=turn_of(hit))


def turn_of(hit: Hit) -> int:
    """-1, 0 or 1 (or 2 off), as the word for last, this, next says."""
    return int(hit.get("turn"))


def weekday(hit: Hit) -> Meaning:
    """A weekday, perhaps with a part of the day, with last or next, or with its week."""
    day, part = hit.get("both") or (hit.get("wd"), hit.get("part", ""))
    if isinstance(day, tuple):
        day, part = day
    week = hit.get("week")
    return Meaning(
        "weekday", "TIME" if part else "DATE", weekday=int(day), part=part,
        unit="W" if week is not None else "", n=int(week or 0), turn=number(hit.get("turn")),
    )  # fmt: skip


def night(hit: Hit) -> Meaning:
    """The night that ends on a weekday's morning: it belongs to the day before."""
    return Meaning("night", "TIME", weekday=int(hit.get("wd")), part="NI")


def shift(hit: Hit) -> Meaning:
    """A day, week, ... so many from now, perhaps with a part of the day."""
    part = hit.get("part", "")
    if isinstance(hit.get("wd"), tuple):
        part = hit.get("wd")[1]
    wd = hit.get("wd")
    return Meaning(
        "shift", "TIME" if part else "DATE", unit=hit.rule.options["unit"], n=int(hit.get("shift")),
        part=part, weekday=int(wd[0] if isinstance(wd, tuple) else wd) if wd else None,
    )  # fmt: skip


def tomorrow(hit: Hit) -> Meaning | None:
    """The next day, where the word is no morning ("Am Morgen")."""
    form = hit.units.form(hit.first)
    if form[0].isupper() and (form.isupper() or hit.units.form(hit.first - 1) not in ("", ".", ":", "„", '"')):
        return None
    return shift(hit)


def unit_turn(hit: Hit) -> Meaning | None:
    """Last year, this week, next month; "dieser Tage" is the present."""
    unit = hit.get("unit")
    unit = {"quartal": "Q", "quartals": "Q", "halbjahr": "H", "halbjahres": "H"}.get(
        str(unit).strip("'"), "WE" if "wochenende" in str(unit) else unit
    )
    if unit in ("TH", "TM", "TS"):
        return Meaning("ref", value="PRESENT_REF") if turn_of(hit) == 0 else None
    if unit == "D" and turn_of(hit) == 0 and hit.units.low(hit.last - 1) == "tage":
        return Meaning("ref", value="PRESENT_REF")
    if unit == "D":
        return Meaning("anaphor", unit="D", n=0) if turn_of(hit) == 0 else None
    return Meaning("shift", unit=unit, n=turn_of(hit))


def new_year(hit: Hit) -> Meaning:
    """The new year: the next, or in its first months the running one."""
    return Meaning("new_year", unit="Y")


def unit_now(hit: Hit) -> Meaning | None:
    """The running year, month, week, of which a part is meant."""
    unit = {"'jahres'": "Y"}.get(hit.get("unit"), hit.get("unit"))
    if unit not in ("Y", "M", "W"):
        return None
    return Meaning("shift", unit=unit, n=0, mod=hit.get("ph"))


def phase_unit(hit: Hit) -> Meaning | None:
    """Beginning, middle or end of the running or the named year, month, week."""
    mod, _, unit = hit.get("ph").partition(" ")
    if not unit:
        return None
    if hit.get("year"):
        return Meaning("fixed", value=str(hit.get("year")), mod=mod)
    return Meaning("shift", unit=unit, n=0, mod=mod)


def before_unit(hit: Hit) -> Meaning:
    """The year, month, week before or after: "Vorjahr"."""
    text = hit.get("shift")
    return Meaning("shift", unit=text[-1], n=int(text[:-1]))


def anaphor(hit: Hit) -> Meaning | None:
    """A unit so many from the time last named in the text."""
    shifted = hit.get("shift")
    unit = hit.rule.options.get("unit") or hit.get("unit")
    if unit in ("TH", "TM", "TS"):
        return None
    return Meaning("anaphor", unit=unit, n=int(shifted[:-1]) if shifted else 0)


def anaphor_day(hit: Hit) -> Meaning:
    """The day before or after the one last named."""
    back = hit.get("turn") in ("'zuvor'", "'davor'", "'vorher'")
    return Meaning("anaphor", unit="D", n=-1 if back else 1)


def anaphor_unit(hit: Hit) -> Meaning | None:
    """The following, the preceding day, week, year."""
    unit = hit.get("unit")
    return None if unit.startswith("T") else Meaning("anaphor", unit=unit, n=turn_of(hit))


def year(hit: Hit) -> Meaning:
    """A year that is called one."""
    return Meaning("fixed", value=str(hit.get("year")))


YEAR_BEFORE = frozenset(
    "seit im jahr jahre jahren bis von ab nach vor anfang mitte ende anno zwischen sommer winter"
    " herbst frühjahr frühling ( vom bereits schon erst noch und".split()
)
COUNTED = frozenset(
    "rund etwa über fast knapp mehr als circa ca zirka gut insgesamt weitere mindestens zu"
    " ungefähr die alle nur agenda nr nummer paragraf § artikel dm $ €".split()
)


def year_bare(hit: Hit) -> Meaning | None:
    """A four-figure number that stands as a year does: no noun counted by it, no unit behind."""
    n, before, after = hit.get("year"), hit.before(), hit.after()
    sure = before in YEAR_BEFORE or "PHASE" in hit.units.info(hit.first - 1)
    if before in COUNTED or after[:1] in UNITLIKE or "UNIT" in hit.units.info(hit.last):
        return None
    if not 1900 <= n < 2060:
        sure = sure or n > 1500 and after in PAST
        return Meaning("fixed", value=str(n)) if sure and not after[:1].isupper() else None
    if after[:1].isupper() and not counts_nothing(hit, n, sure):
        return None
    return Meaning("fixed", value=str(n))


UNITLIKE = tuple("%€$°")


def counts_nothing(hit: Hit, n: int, sure: bool) -> bool:
    """Whether a year before a noun is still one: no round number, no noun that is usually counted,
    and after a preposition of time or a word that is no article."""
    if n % 50 == 0 or n > 2035 or "COUNTED" in hit.units.info(hit.last):
        return sure and hit.before() not in ("und", "von", "bis", "nach", "ab", "vor", "zwischen")
    return sure or hit.before().isalpha() and hit.units.form(hit.first - 1).islower()


def year_end(hit: Hit) -> Meaning | None:
    """The short second year of a range: 1943-45."""
    before = hit.units.info(hit.first - 2).get("YEARN")
    if before is None:
        return None
    later = before - before % 100 + hit.get("yy")
    return Meaning("fixed", value=str(later)) if later > before else None


def year_slash(hit: Hit) -> Meaning:
    """A season's two years; it counts by the first."""
    return Meaning("fixed", value=str(hit.get("year")))


def fiscal(hit: Hit) -> Meaning:
    """A business or school year: "FY" and its first year."""
    return Meaning("fiscal", value=f"FY{hit.get('year')}", year=hit.get("year"))


def fiscal_turn(hit: Hit) -> Meaning:
    """The last, running or next business year."""
    return Meaning("fiscal", turn=turn_of(hit))


def decade(hit: Hit) -> Meaning:
    """The first three figures of a decade's years; of the last century where unsaid."""
    tens = int(hit.get("decade"))
    return Meaning("fixed", value=str(tens // 10 if tens > 100 else (201 if tens == 10 else 190 + tens // 10)))


def century(hit: Hit) -> Meaning | None:
    """The first two figures of a century's years."""
    n = int(hit.get("n"))
    return Meaning("fixed", value=f"{n - 1:02d}") if 1 <= n <= 30 else None


def part_of_year(hit: Hit) -> Meaning | None:
    """A quarter or half of a year."""
    unit = "Q" if "quartal" in hit.get("unit") else "H"
    n = int(hit.get("n"))
    if not 1 <= n <= (4 if unit == "Q" else 2):
        return None
    return Meaning("part_of_year", value=f"{unit}{n}", year=hit.get("year"), turn=number(hit.get("turn")))


def season(hit: Hit) -> Meaning:
    """A season with its year, or the last or next."""
    of_year = hit.rule.id == "season-of-year"
    return Meaning(
        "part_of_year" if hit.get("year") or of_year else "season",
        value=hit.get("season"), year=hit.get("year"), turn=number(hit.get("turn")),
    )  # fmt: skip


def season_bare(hit: Hit) -> Meaning | None:
    """A season alone, unless it is a name."""
    form = hit.units.form(hit.first)
    return None if is_name(hit) or not form[0].isupper() else Meaning("season", value=hit.get("season"))


def weekend(hit: Hit) -> Meaning:
    """The weekend last past or next to come."""
    return Meaning("weekend", unit="WE")


def feast(hit: Hit) -> Meaning:
    """A feast by the calendar or by Easter."""
    value = hit.rule.options.get("feast") or hit.get("feast")
    return Meaning("feast", value=value, year=hit.get("year"))


def clock(hit: Hit) -> Meaning | None:
    """A time by the clock; "8 Uhr abends" is 20:00."""
    at, part = hit.get("at"), hit.get("part", "")
    hour, minute = at if isinstance(at, tuple) else (at, hit.get("minute") or 0)
    if hit.rule.options.get("bare") and not bare_clock(hit):
        return None
    if not (0 <= hour <= 24 and 0 <= minute < 60) or hour != int(hour):
        return None
    if part in ("AF", "EV") and hour < 12:
        hour += 12
    return Meaning("clock", "TIME", clock=f"T{int(hour):02d}:{int(minute):02d}")


def bare_clock(hit: Hit) -> bool:
    """Whether figures without "Uhr" are a time: with a colon, or nothing counted behind."""
    return "COLON" in hit.units.info(hit.first)


def clock_half(hit: Hit) -> Meaning | None:
    """Half an hour before the hour named."""
    hour = int(hit.get("at"))
    if not 1 <= hour <= 12 or hit.after()[:1].isupper() and hit.units.low(hit.last - 1) != "uhr":
        return None
    return Meaning("clock", "TIME", clock=f"T{(hour - 1) or 12:02d}:30")


def clock_quarter(hit: Hit) -> Meaning | None:
    """A quarter past or to the hour."""
    hour, past = int(hit.get("at")), hit.get("turn") == "'nach'"
    if not 1 <= hour <= 12:
        return None
    return Meaning("clock", "TIME", clock=f"T{hour if past else (hour - 1) or 12:02d}:{15 if past else 45}")


def midnight(hit: Hit) -> Meaning:
    """Midnight ends the day."""
    return Meaning("clock", "TIME", clock="T24:00")


def part(hit: Hit) -> Meaning | None:
    """A part of the day last named, or of today; "die Nacht" of the one just gone by."""
    turn = hit.get("turn")
    value = hit.get("part")
    if value == "MO" and hit.units.low(hit.last - 1) == "morgens":
        return None
    return Meaning("part", "TIME", part=value, mod=hit.get("early"), n=-1 if turn == "-1" else 0)


def part_set(hit: Hit) -> Meaning:
    """A part of any day: "abends"."""
    return Meaning("fixed", "SET", value="XXXX-XX-XXT" + hit.get("part"))


PREFIX = {"TH": "H", "TM": "M", "TS": "S", "WE": "WE", "H": "Y"}


def amount(n: Any, unit: str) -> str:
    """The TIMEX3 duration of so many units."""
    if unit in PARTS:
        return "PT" + {"0.25": "15M", "0.5": "30M", "0.75": "45M"}[unit]
    n = float(n) if isinstance(n, str) and n != "X" else n
    if unit == "H":
        n, unit = (n if n == "X" else n * 6), "M"
    if n == 0.5 and unit in ("Y", "TH"):
        n, unit = (6, "M") if unit == "Y" else (30, "TM")
    shown = n if n == "X" else int(n) if n == int(n) else n
    return f"PT{shown}{unit[1]}" if unit in ("TH", "TM", "TS") else f"P{shown}{unit}"


PARTS = frozenset(("0.25", "0.5", "0.75"))
TURNED = {"vor": -1, "seit": -2, "binnen": 1, "innerhalb": 1, "in": 1}


def duration(hit: Hit) -> Meaning | None:
    """A number of units, unless it is somebody's age."""
    n, unit = hit.get("half") or hit.get("n", "X"), hit.get("u")
    counted = hit.units.low(hit.last - 1)
    if is_age(hit, n, unit) or counted in ("tages", "tags", "morgens") and n == "1":
        return None
    return span_of(hit, n, unit)


def span_of(hit: Hit, n: Any, unit: str) -> Meaning:
    """A duration, and on which side of today it lies where that is said."""
    turn = number(hit.get("turn"))
    direction = {-1: -3, 1: 3, 0: 0, None: TURNED.get(before_modifiers(hit), 0)}.get(turn, 0)
    return Meaning(
        "duration", "DURATION", amount(n, unit), unit, 0 if n == "X" else float(n) if unit not in PARTS else 0,
        turn=direction,
    )  # fmt: skip


def before_modifiers(hit: Hit) -> str:
    """The word before the number, over "rund", "mehr als", "den"."""
    i = hit.first - 1
    skipped = ("als", "mehr", "weniger", "den", "dem", "der", "bereits", "zu", "bis", "nur")
    for _ in range(5):
        if "APPROX" in hit.units.info(i) or hit.units.low(i) in skipped:
            i -= 1
    return hit.units.low(i)


def is_age(hit: Hit, n: Any, unit: str) -> bool:
    """Whether years are a living being's: "drei Jahre alt", "ab 16 Jahren", "(34 Jahre)"."""
    if unit not in ("Y", "M", "W", "D"):
        return False
    if AGED.fullmatch(hit.after()):
        return True
    if unit != "Y" or hit.rule.options.get("turn"):
        return False
    before = hit.before()
    if before in ("ab", "unter") or hit.before(2) == "alter" or before == "alter":
        return True
    return before in ("mit", "mit") and n != "1" and n != "X" and float(n) >= 10


def duration_vague(hit: Hit) -> Meaning | None:
    """A bare plural after a preposition: "seit Jahren"."""
    unit = hit.get("u")
    before = hit.before()
    if before in ("für", "über") and hit.units.form(hit.first)[-2:] in ("en", "rn"):
        return None if unit in ("Y", "M", "D", "DE", "CE") else span_of(hit, "X", unit)
    return Meaning("duration", "DURATION", amount("X", unit), unit, turn=TURNED.get(before, 0))


def duration_more(hit: Hit) -> Meaning:
    """So many and a half units."""
    return span_of(hit, float(hit.get("n")) + 0.5, hit.get("u"))


def duration_sum(hit: Hit) -> Meaning | None:
    """Two or three amounts added: P3Y4M."""
    parts = [amount(hit.get("n" + i), hit.get("u" + i)) for i in ("", "2", "3") if hit.get("n" + i)]
    if any("X" in p for p in parts):
        return None
    days = "".join(p[1:] for p in parts if not p.startswith("PT"))
    times = "".join(p[2:] for p in parts if p.startswith("PT"))
    value = "P" + days + ("T" + times if times else "")
    return Meaning("duration", "DURATION", value, hit.get("u"), float(hit.get("n")), turn=TURNED.get(hit.before(), 0))


def duration_start(hit: Hit) -> Meaning | None:
    """The first number of a range of amounts."""
    n, unit = hit.get("n"), hit.get("u")
    return None if is_age(hit, n, unit) else Meaning("duration", "DURATION", amount(n, unit), unit, float(n))


def duration_hyphen(hit: Hit) -> Meaning:
    """An amount inside a compound: "14-Tage-Frist"."""
    return Meaning("fixed", "DURATION", value=amount(hit.get("n"), hit.get("u")))


def present_days(hit: Hit) -> Meaning:
    """"In diesen Tagen": the present."""
    return Meaning("ref", value="PRESENT_REF")


def long_time(hit: Hit) -> Meaning:
    """A long, a short time: how long is not said."""
    return Meaning("duration", "DURATION", "PX", turn=TURNED.get(hit.before(), 0))


def spanning(hit: Hit) -> Meaning | None:
    """"Fünfjährig" of what lasts so long; of whoever is so old it is no time."""
    n, unit = hit.get("both") or (hit.get("n"), hit.get("u"))
    word, noun = hit.units.form(hit.last - 1), hit.after()
    if word[0].isupper() and hit.rule.id == "duration-spanning" and not noun[:1].isupper() or not noun:
        return None
    if unit == "Y" and (WHO.fullmatch(noun) or n >= 12 and not LASTING.fullmatch(noun)):
        return None
    if word[0].isupper() and hit.rule.id != "duration-spanning":
        return None
    return Meaning("fixed", "DURATION", value=amount(n, unit))


def set_adverb(hit: Hit) -> Meaning:
    """"Jährlich" and its like."""
    value = hit.get("value")
    return Meaning("fixed", "SET", value="XXXX-XX-XX" + value if value.startswith("T") else value)


def set_unit(hit: Hit) -> Meaning:
    """Every unit."""
    return Meaning("fixed", "SET", value=amount(1, hit.get("unit")))


def set_part(hit: Hit) -> Meaning:
    """Every morning, every night."""
    return Meaning("fixed", "SET", value="XXXX-XX-XXT" + hit.get("part"))


def set_weekday(hit: Hit) -> Meaning:
    """Every such weekday."""
    return Meaning("fixed", "SET", value=f"XXXX-WXX-{hit.get('wd')}")


def set_month(hit: Hit) -> Meaning:
    """Every such month."""
    return Meaning("fixed", "SET", value=f"XXXX-{int(hit.get('month')):02d}")


def set_every(hit: Hit) -> Meaning:
    """Every so many units."""
    return Meaning("fixed", "SET", value=amount(hit.get("n"), hit.get("u")))


def set_by(hit: Hit) -> Meaning | None:
    """Year by year."""
    unit = {"'jahr'": "Y", "'tag'": "D", "'woche'": "W", "'monat'": "M"}[hit.get("unit")]
    same = hit.units.low(hit.first) == hit.units.low(hit.last - 1)
    return Meaning("fixed", "SET", value=f"P1{unit}") if same else None


def present(hit: Hit) -> Meaning:
    """Now."""
    return Meaning("ref", value="PRESENT_REF")


def past(hit: Hit) -> Meaning | None:
    """Once; "zwei Jahre früher" is not it."""
    if hit.units.low(hit.first) == "früher" and not plain_earlier(hit):
        return None
    return Meaning("ref", value="PAST_REF")


def plain_earlier(hit: Hit) -> bool:
    """Whether "früher" stands as an adverb: no amount before, no comparison or noun behind."""
    before = hit.units.info(hit.first - 1)
    return not ("UNIT" in before or hit.after()[:1].isupper() or hit.after() in ("als", "oder"))


def then(hit: Hit) -> Meaning:
    """Then: the time last named, where it is near; it takes its value where it opens a sentence,
    as that is where "damals" points back and does not merely say "in the past"."""
    opens = hit.before() in ("", ".", "!", "?", "\n") or hit.before()[:1] in "\n„»«\""
    return Meaning("then", value="PAST_REF", turn=1 if opens else 0)


def future(hit: Hit) -> Meaning | None:
    """Soon; "bald darauf" is soon after something else."""
    if hit.after() in ("darauf", "danach"):
        return None
    return Meaning("ref", value="FUTURE_REF")


def past_noun(hit: Hit) -> Meaning | None:
    """In the past."""
    return Meaning("ref", value="PAST_REF") if hit.before(2) in ("in", "aus") else None


def ex(hit: Hit) -> Meaning:
    """What somebody has been: "Ex-Minister"."""
    return Meaning("ref", value="PAST_REF")


MEANINGS: dict[str, Callable[[Hit], Meaning | None]] = {
    f.__name__: f
    for f in (
        fixed, full_date, calendar, calendar_mixed, month, month_turn, weekday, night, shift, tomorrow,
        unit_turn, new_year, unit_now, phase_unit, before_unit, anaphor, anaphor_day, anaphor_unit, year,
        year_bare, year_end, year_slash, fiscal, fiscal_turn, decade, century, part_of_year, season,
        season_bare, weekend, feast, clock, clock_half, clock_quarter, midnight, part, part_set,
        duration, duration_vague, duration_more, duration_sum, duration_start, duration_hyphen,
        present_days, long_time, spanning, set_adverb, set_unit, set_part, set_weekday, set_month,
        set_every, set_by, present, past, then, future, past_noun, ex,
    )
}  # fmt: skip
