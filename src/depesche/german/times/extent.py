"""In: a match. Out: its extent with the article and modifiers to its left, and its mod."""

from __future__ import annotations

from depesche.german.times.scan import Hit, Units

ARTICLES = frozenset(("der", "die", "das", "den", "dem", "des"))
TWO_WORDS = {
    ("mehr", "als"): "MORE_THAN", ("weniger", "als"): "LESS_THAN", ("bis", "zu"): "EQUAL_OR_LESS",
    ("länger", "als"): "MORE_THAN",
}  # fmt: skip


def widened(hit: Hit) -> tuple[int, str | None]:
    """The first word of the extent, and the mod that the words taken in give."""
    first, mod, options, units = hit.first, None, hit.rule.options, hit.units
    if options.get("article"):
        if "EARLY" in units.info(first - 1):
            first, mod = first - 1, units.info(first - 1)["EARLY"]
        if units.low(first - 1) in ARTICLES and not is_plain_number(hit):
            first -= 1
    if options.get("phase") and "PHASE" in units.info(first - 1) and is_phase(units, first - 1):
        first, mod = first - 1, units.info(first - 1)["PHASE"]
    if options.get("approx"):
        first, more = approximate(units, first)
        mod = more or mod
    return first, mod


def is_plain_number(hit: Hit) -> bool:
    """Whether an article before a bare amount belongs to something else ("die zwei Jahre alte")."""
    return hit.rule.id == "duration" and hit.before() in ("die", "der", "das", "des")


def is_phase(units: Units, i: int) -> bool:
    """Whether "Ende" or "Mitte" is a part of a time here, not a verb or an adverb."""
    return units.form(i)[0].isupper() or units.low(i) in ("anfang", "mitte", "ende")


def approximate(units: Units, first: int) -> tuple[int, str | None]:
    """The first word with "rund", "mehr als" taken in, and the mod they give."""
    pair = units.low(first - 2), units.low(first - 1)
    if pair in TWO_WORDS:
        return first - 2, TWO_WORDS[pair]
    info = units.info(first - 1)
    return (first - 1, info["APPROX"]) if "APPROX" in info else (first, None)
