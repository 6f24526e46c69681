"""In: the lines below the head. Out: what closes them: sign-off, ISINs, non-public notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from depesche.core.dispatch import Span
from depesche.formats.lines import Line
from depesche.formats.marks import bracket_end, byline, furniture, is_notice
from depesche.formats.times import iso_time
from depesche.formats.words import rules, words

GLUED = re.compile(r"(?<=[.!?…\"“”«»)\]])\s?(?P<codes>(?:/[A-Za-zÄÖÜäöü]{2,4}(?:-[A-Z]{2,3})?){2,7})$")
GLUED_LONGEST = 60
ISIN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[A-Z0-9]{9}\d(?![A-Z0-9])")
CODE_DATE = re.compile(r"\d{4}-\d\d-\d\d/\d\d:\d\d")
AFX = re.compile(r"AXC\d{4}")
CODES = re.compile(r"[A-Za-z0-9ÄÖÜäöü]+(?:-[A-Z]{2,3})?")
BULLET = re.compile(r"[-–•*]\s+")
MOST_TAIL_LINES = 400


@dataclass(slots=True)
class Tail:
    """What closes the copy: copy has `first` lines and ends at `end`; `notes` is not public."""

    first: int = 0
    end: int = 0
    signoff: tuple[str, ...] = ()
    agency: str | None = None
    isins: tuple[str, ...] = ()
    written: str | None = None
    notices: tuple[Span, ...] = ()
    bylines: tuple[str, ...] = ()
    guesses: list[str] = field(default_factory=list)
    notes: Span | None = None


def read_tail(text: str, lines: list[Line], keep: int = 1) -> Tail:
    """The tail of the copy whose lines are given; the first `keep` lines are never tail."""
    tail = Tail(first=len(lines), end=lines[-1].end if lines else 0)
    cut = notes_begin(text, lines)
    tail.notes = (lines[cut].begin, lines[-1].end) if cut < len(lines) else None
    for line in reversed(lines[cut:][:MOST_TAIL_LINES]):
        take(text, line, tail)
    tail.first = cut
    lowest = max(keep, cut - MOST_TAIL_LINES)
    while tail.first > lowest and take(text, lines[tail.first - 1], tail):
        tail.first -= 1
    if tail.first:
        tail.end = glued(text, lines[tail.first - 1], tail)
    return tail


def notes_begin(text: str, lines: list[Line]) -> int:
    """The index of the line where the non-public notes begin; the number of lines if none do."""
    for index in range(1, len(lines)):
        line = lines[index]
        if line.end - line.begin < 160 and is_note_heading(text, line):
            return index
    return len(lines)


def is_note_heading(text: str, line: Line) -> bool:
    """Whether the line heads the notes to editors."""
    printed = text[line.begin : line.end]
    return any(rule.pattern.fullmatch(printed) for rule in rules("furniture", "note"))


def take(text: str, line: Line, tail: Tail) -> bool:
    """Whether the line closes the copy; notes what it says. Lines come from the end upwards."""
    notice = closing_notice(text, line)
    if notice:
        tail.notices = (notice, *tail.notices)
        return True
    people = byline(text, line)
    rule = furniture(text, line)
    if people:
        tail.bylines = (*people, *tail.bylines)
    elif rule:
        note_line(text[line.begin : line.end], rule.role, tail)
    return bool(people or rule)


def closing_notice(text: str, line: Line) -> Span | None:
    """The notice that the line is, in brackets, behind a bullet or bare; None where it is copy."""
    bullet = BULLET.match(text, line.begin, line.end)
    begin = bullet.end() if bullet else line.begin
    if text[begin] == "(":
        end = bracket_end(text, begin, line.end)
        whole = end is not None and end >= line.end - 1
        return (begin, line.end) if whole and is_notice(text, begin + 1, "bracket") else None
    return (begin, line.end) if is_notice(text, begin, "line") else None


def note_line(printed: str, role: str, tail: Tail) -> None:
    """Notes what a line of furniture says."""
    if role == "signoff":
        codes = CODES.findall(printed)
        known = codes[0].lower() in words("agencies", "agencies")
        tail.agency = (codes[0] if known else None) or tail.agency
        tail.signoff = (*(codes[1:] if known else codes), *tail.signoff)
    written = CODE_DATE.search(printed)
    if role in ("isin", "code", "rights"):
        made = written[0].replace("/", "T") if written else iso_time(printed)
        tail.written = made or tail.written
        tail.agency = "dpa-AFX" if AFX.search(printed) else tail.agency
        note_isins(printed, tail)


def note_isins(printed: str, tail: Tail) -> None:
    """Notes the ISINs whose check digit is right, and says which is wrong."""
    for number in ISIN.findall(printed):
        if isin_is_valid(number):
            tail.isins = (number, *tail.isins)
        else:
            tail.guesses.append(f"{number} is no ISIN: its check digit is wrong")


def isin_is_valid(number: str) -> bool:
    """Whether the check digit of an ISIN is right (ISO 6166: letters as 10 to 35, then Luhn)."""
    digits = "".join(str(int(sign, 36)) for sign in number)
    doubled = (int(d) * (1 + (place + len(digits)) % 2) for place, d in enumerate(digits, 1))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def glued(text: str, line: Line, tail: Tail) -> int:
    """The end of the copy before desk codes glued to its last sentence: ".../ab/cd/DP/ef"."""
    start = max(line.begin, line.end - GLUED_LONGEST)
    found = GLUED.search(text[start : line.end])
    if not found:
        return line.end
    codes = tuple(found["codes"].split("/")[1:])
    tail.signoff = (*codes, *tail.signoff)
    if "DP" in codes:
        tail.agency = tail.agency or "dpa-AFX"
    return start + len(text[start : start + found.start()].rstrip())
