"""In: the word lists of time. Out: for any word or figure, its classes and one letter for them.

Every distinct set of classes has a letter of its own, so that a sentence becomes a short string
and a rule a regular expression over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from depesche.core import toml
from depesche.german.times.numerals import cardinal, ordinal

Info = dict[str, Any]

OTHER, CAPITAL, BREAK = ".", "A", "\n"
PODS = {
    "morgen": "MO", "vormittag": "MO", "früh": "MO", "frühmorgen": "MO", "mittag": "MI",
    "nachmittag": "AF", "abend": "EV", "nacht": "NI", "frühe": "MO",
}  # fmt: skip
LONGEST = 24
SAMPLES = (
    "5", "05", "12", "24", "28", "31", "45", "00", "1999", "150", "1.", "31.", "40.", "14.30",
    "14:30", "8.7.", "11.9.2023", "2023-09-11", "8,5", "1989/90", "90er", "1.200", "zwei",
    "dritten", "fünfjährig", "jährig", "Montagmorgen",
)  # fmt: skip
UNITS = {"jähr": "Y", "monat": "M", "wöch": "W", "täg": "D", "stünd": "TH", "minüt": "TM",
         "sekünd": "TS"}  # fmt: skip
SPANNING = re.compile(r"(.*?)(jähr|monat|wöch|täg|stünd|minüt|sekünd)ig(?:e[nrsm]?)?")
QUOTED = re.compile(r"'[^']+'")
DATELIKE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\. ?\d{1,2}\.\d{2,4}\.?")
FRACTION = re.compile(r"\d{1,3}(?:\.\d{3})*,\d+|\d+,\d+")
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
NUMBERED = re.compile(r"(\d{2}|\d{4})-?er")


def read_toml(name: str) -> dict[str, Any]:
    """A data file of the German pack, parsed."""
    return toml.load(Path(__file__).parent.with_name("data") / name)


class Lexicon:
    """The classes of words; `letters` maps every set of classes there can be to its letter."""

    def __init__(self, words: dict[str, Info], exact: dict[str, Info]) -> None:
        self.words, self.exact = words, exact
        self.known: dict[str, tuple[str, Info]] = {}
        kinds = {frozenset(self.word(form)) for low in words for form in (low, low.capitalize())}
        kinds |= {frozenset(self.word(form)) for low in exact for form in (low, low.capitalize())}
        kinds |= {frozenset(figure(s) if s[0].isdigit() else self.word(s)) for s in SAMPLES}
        ordered = sorted(kinds, key=sorted)
        self.letters = {kind: chr(0xE000 + i) for i, kind in enumerate(ordered)}

    def letters_of(self, classes: Iterable[str]) -> str:
        """All letters whose set holds one of the classes."""
        wanted = set(classes)
        return "".join(letter for kind, letter in self.letters.items() if kind & wanted)

    def look(self, form: str) -> tuple[str, Info]:
        """Letter and classes with values of a form as printed; remembered."""
        found = self.known.get(form)
        if found is None:
            found = self.ask(form)
            if len(self.known) < 50_000:
                self.known[form] = found
        return found

    def ask(self, form: str) -> tuple[str, Info]:
        """As `look`, worked out afresh."""
        if form[0].isdecimal():
            info = figure(form) if len(form) <= LONGEST else {}
        else:
            info = self.word(form)
        letter = self.letters.get(frozenset(info)) if info else None
        if letter is None:
            return (CAPITAL if form[0].isupper() else OTHER), {}
        return letter, info

    def word(self, form: str) -> Info:
        """Classes of a word: from the lists, else as number word or compound."""
        low = form.lower()
        info = dict(self.words.get(low, {}))
        if form != low:
            info |= self.exact.get(low, {})
        return info if any(name[0] != "'" for name in info) else info | made(low)


def figure(form: str) -> Info:
    """Classes of a token that begins with a digit."""
    if form.isdecimal():
        return integer(form)
    if form[-1] == "." and form[:-1].isdecimal():
        return numbered(form[:-1])
    if match := NUMBERED.fullmatch(form):
        return {"DIGDEC": int(match[1])}
    parts = [int(part) for part in re.findall(r"\d+", form)[:4]]
    if len(parts) == 3 and DATELIKE.fullmatch(form):
        return full_date(form, parts)
    return two_parts(form, parts)


def integer(form: str) -> Info:
    """Classes of bare digits, by size: a day's, an hour's, a month's number, a year."""
    if len(form) > 9:
        return {}
    n = int(form)
    info: Info = {"INT": n, "NUM": n}
    if len(form) <= 2:
        info["SMALL"] = n
        if len(form) == 2:
            info["YY"] = n
        if n <= 24:
            info["HOURN"] = n
        if 1 <= n <= 31:
            info["DAYN"] = n
    elif len(form) == 4 and 1000 <= n < 2100:
        info["YEARN"] = n
    return info


def numbered(form: str) -> Info:
    """Classes of an ordinal in figures."""
    if len(form) > 4:
        return {}
    n = int(form)
    return {"ORD": n, "DAYORD": n} if 1 <= n <= 31 else {"ORD": n}


def full_date(form: str, parts: list[int]) -> Info:
    """Day, month, year of "2023-09-11" or "11.9.2023"; no class where they cannot be that."""
    if "-" in form:
        year, month, day = parts[:3]
    else:
        day, month, year = (*parts, 0)[:3]
        year = year if year >= 100 else 2000 + year if year < 50 else 1900 + year
    if not (1 <= day <= 31 and 1 <= month <= 12 and 1000 <= year < 2100):
        return {}
    return {"ISO" if "-" in form else "DMY": (year, month, day)}


def two_parts(form: str, parts: list[int]) -> Info:
    """Classes of two numbers with a mark between: clock time, day and month, years, fraction."""
    one, two = (*parts, 0, 0)[:2]
    if "/" in form:
        return {"YSLASH": one} if 1000 <= one < 2100 and 0 < (two - one) % 100 < 7 else {}
    if "," in form:
        if not FRACTION.fullmatch(form):
            return {}
        value = float(form.replace(".", "").replace(",", "."))
        return {"DEC": value, "NUM": value}
    if form.endswith("."):
        return {"DM": (two, one)} if 1 <= one <= 31 and 1 <= two <= 12 else {}
    if one <= 24 and two < 60 and len(form.replace(":", ".").split(".")[1]) == 2:
        return {"COLON" if ":" in form else "HM": (one, two)}
    return {"NUM": int(form.replace(".", ""))} if GROUPED.fullmatch(form) else {}


def made(low: str) -> Info:
    """Classes of a word built by rule: number words, "fünfjährig", "Montagmorgen"."""
    value = cardinal(low)
    if value is not None:
        return {"NUM": value, "SMALLWORD": value}
    rank = ordinal(low)
    if rank is not None:
        return {"ORD": rank}
    if "ig" in low and (match := SPANNING.fullmatch(low)):
        return spanning(match[1], UNITS[match[2]])
    return {}


def spanning(number: str, unit: str) -> Info:
    """Class of "fünfjährig"; the bare "jährig" (of "5-jährig") carries no number."""
    if not number:
        return {"JAEHRIGEND": unit}
    value = cardinal(number)
    return {"JAEHRIG": (value, unit)} if value is not None else {}


@cache
def lexicon() -> Lexicon:
    """The lexicon of times, loaded once, with the words that rules name themselves."""
    words: dict[str, Info] = {}
    exact: dict[str, Info] = {}
    for name, entry in read_toml("times_words.toml").items():
        for value, forms in entry["words"].items():
            for form in forms.split():
                table = words if form == form.lower() else exact
                for ending in entry["endings"]:
                    table.setdefault(form.lower() + ending, {})[name] = value
    for quoted in set(QUOTED.findall("".join(rule["match"] for rule in rule_entries()))):
        words.setdefault(quoted[1:-1], {})[quoted] = quoted
    add_parts_of_weekdays(words)
    return Lexicon(words, exact)


@cache
def rule_entries() -> tuple[dict[str, Any], ...]:
    """The rules as written in their file."""
    return tuple(read_toml("times_rules.toml")["rule"])


def add_parts_of_weekdays(words: dict[str, Info]) -> None:
    """Enter "Montagmorgen", "Freitagnacht", "montagabends"."""
    days = {w: i["WEEKDAY"] for w, i in words.items() if "WEEKDAY" in i and w.endswith(("g", "ch", "abend"))}
    for day, number in days.items():
        for part, value in PODS.items():
            for ending in ("", "s", "es"):
                words.setdefault(day + part + ending, {"WDPOD": (int(number), value)})
