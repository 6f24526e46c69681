"""In: a match that names a length of time. Out: its meaning, None for the age of a living being."""

from __future__ import annotations

import re
from typing import Any

from depesche.german.times.meaning import CONTEXT, Meaning, number
from depesche.german.times.scan import Hit

PARTS = frozenset(("0.25", "0.5", "0.75"))


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


TURNED = {"vor": -1, "seit": -2, "binnen": 1, "innerhalb": 1, "in": 1}


AGED = re.compile(r"alt(?:e[nrsm]?)?|jung(?:e[nrsm]?)?|Alte[rnsm]?|ältere?[nrsm]?|Lebensjahr.*")


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
    size = 0 if n == "X" or unit in PARTS else float(n)
    return Meaning("duration", "DURATION", amount(n, unit), unit, size, turn=direction)


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
    return before in ("mit", "mit") and n not in {"1", "X"} and float(n) >= 10


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
    return Meaning(
        "duration",
        "DURATION",
        value,
        hit.get("u"),
        float(hit.get("n")),
        turn=TURNED.get(hit.before(), 0),
    )


def duration_start(hit: Hit) -> Meaning | None:
    """The first number of a range of amounts."""
    n, unit = hit.get("n"), hit.get("u")
    return None if is_age(hit, n, unit) else Meaning("duration", "DURATION", amount(n, unit), unit, float(n))


def duration_hyphen(hit: Hit) -> Meaning:
    """An amount inside a compound: "14-Tage-Frist"."""
    return Meaning("fixed", "DURATION", value=amount(hit.get("n"), hit.get("u")))


def long_time(hit: Hit) -> Meaning:
    """A long, a short time: how long is not said."""
    return Meaning("duration", "DURATION", "PX", turn=TURNED.get(hit.before(), 0))


BEINGS, LASTING = tuple(CONTEXT["beings"]), tuple(CONTEXT["lasting"])


def spanning(hit: Hit) -> Meaning | None:
    """ "Fünfjährig" of what lasts so long; of whoever is so old it is no time."""
    n, unit = hit.get("both") or (hit.get("n"), hit.get("u"))
    word, noun = hit.units.form(hit.last - 1), hit.after()
    if word[0].isupper() and hit.rule.id == "duration-spanning" and not noun[:1].isupper() or not noun:
        return None
    if unit == "Y" and (noun.lower().endswith(BEINGS) or n >= 12 and not noun.lower().endswith(LASTING)):
        return None
    if word[0].isupper() and hit.rule.id != "duration-spanning":
        return None
    return Meaning("fixed", "DURATION", value=amount(n, unit))
