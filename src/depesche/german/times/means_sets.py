"""In: a match that names a repeated time, or the present, past or future. Out: its meaning."""

from __future__ import annotations

from depesche.german.times.meaning import Meaning, kind_of
from depesche.german.times.means_lengths import amount
from depesche.german.times.scan import Hit


def set_adverb(hit: Hit) -> Meaning:
    """ "Jährlich" and its like."""
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


def fixed(hit: Hit) -> Meaning:
    """A value that stands in the word list."""
    return Meaning(hit.rule.options.get("type") and "fixed" or "ref", kind_of(hit), hit.get("value"))


def present(hit: Hit) -> Meaning:
    """Now."""
    return Meaning("ref", value="PRESENT_REF")


def present_days(hit: Hit) -> Meaning:
    """ "In diesen Tagen": the present."""
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
    opens = hit.before() in ("", ".", "!", "?", "\n") or hit.before()[:1] in '\n„»«"'
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


def past_time(hit: Hit) -> Meaning:
    """Of late: "in letzter Zeit"."""
    return Meaning("ref", value="PAST_REF")


def future_time(hit: Hit) -> Meaning:
    """Before long: "in nächster Zeit"."""
    return Meaning("ref", value="FUTURE_REF")
