"""In: a match that names a year, or a part or a multiple of one. Out: its meaning."""

from __future__ import annotations

from depesche.german.times.meaning import CONTEXT, Meaning, is_name, number, turn_of
from depesche.german.times.scan import Hit


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
        return Meaning("anaphor", unit="D", n=turn_of(hit)) if turn_of(hit) >= 0 else None
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


def year(hit: Hit) -> Meaning:
    """A year that is called one."""
    return Meaning("fixed", value=str(hit.get("year")))


YEAR_BEFORE, NUMBER_BEFORE = CONTEXT["year-before"], CONTEXT["number-before"]
AMOUNT_BEFORE = CONTEXT["amount-before"]


def is_amount(n: int, before: str, after: str) -> bool:
    """Whether a word such as "rund" makes the number an amount: a round one, or one of a noun."""
    return before in AMOUNT_BEFORE and (n % 50 == 0 or after[:1].isupper())


UNITLIKE = tuple("%€$°*×x")


def year_bare(hit: Hit) -> Meaning | None:
    """A four-figure number that stands as a year does: no noun counted by it, no unit behind."""
    n, before, after = hit.get("year"), hit.before(), hit.after()
    sure = before in YEAR_BEFORE or "PHASE" in hit.units.info(hit.first - 1)
    if (
        before in NUMBER_BEFORE
        or is_amount(n, before, after)
        or after in UNITLIKE
        or "UNIT" in hit.units.info(hit.last)
    ):
        return None
    if not 1900 <= n < 2060:
        sure = sure or n > 1500 and after in CONTEXT["past"]
        return Meaning("fixed", value=str(n)) if sure and not after[:1].isupper() else None
    if after[:1].isupper() and not counts_nothing(hit, n, sure):
        return None
    return Meaning("fixed", value=str(n))


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
    return Meaning(
        "fixed", value=str(tens // 10 if tens > 100 else (201 if tens == 10 else 190 + tens // 10))
    )


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


def week_of_month(hit: Hit) -> Meaning | None:
    """The so-manieth week of a month, which is named with it or before it."""
    n, month = int(hit.get("n")), number(hit.get("month"))
    if month is None and hit.after() in ("des", "der", "nach", "seit"):
        return None
    return Meaning("week_of_month", n=n, month=month, year=hit.get("year")) if n <= 5 else None
