"""In: a text and a line or bracket of it. Out: whether it is a notice, furniture or a byline."""

from __future__ import annotations

import re

from depesche.core.dispatch import Kind, Span
from depesche.formats.lines import Line
from depesche.formats.words import Rule, rules

LONGEST_FURNITURE = 420
LONGEST_NOTICE = 4000
BLANK = re.compile(r"\n[ \t\r]*\n")
ENDS_LINE = re.compile(r"\n[ \t\r]*(?:\n|(?=\())")
"""Where a bare notice ends at the latest: a notice in brackets below it is another one."""
BRACKETS = re.compile(r"[()]")
NAME = r"(?:[^\W\d_a-zß-öø-ÿ][\w’'.\-]{0,30}|von|van|de|der|den|zu|zur|el|al|di|da)"
PERSON = rf"{NAME}(?:[ \u00a0]{NAME}){{1,4}}"
BYLINE = re.compile(
    rf"(?:[-–*+]{{1,3}}\s*)?(?:Von|VON|von|Text:|Interview:|Aufgezeichnet von)\s+"
    rf"(?P<people>{PERSON}(?:(?:,\s+|\s+und\s+|\s*/\s*|\s+&\s+){PERSON}){{0,5}})"
    r"(?:\s*,\s*(?P<agency>[\w./-]{2,24}(?: [\w.-]{2,20})?)"
    r"|\s*\([\w./ -]{2,30}\)){0,3}\s*(?:[-–*+]{1,3})?"
)
AND = re.compile(r",\s+|\s+und\s+|\s*/\s*|\s+&\s+")
LONGEST_BYLINE = 160


def furniture(text: str, line: Line) -> Rule | None:
    """The rule by which a whole line is neither headline nor running text; None for copy."""
    if line.end - line.begin > LONGEST_FURNITURE:
        return None
    printed = text[line.begin : line.end]
    return next((rule for rule in rules("furniture") if rule.pattern.fullmatch(printed)), None)


def is_notice(text: str, begin: int, role: str) -> bool:
    """Whether the words at `begin` are a notice by the rules of `role` ("line" or "bracket")."""
    until = BLANK if role == "bracket" else ENDS_LINE
    opened = role == "bracket" and begin > 0 and text[begin - 1] == "("
    closes = bracket_end(text, begin - 1, begin + 640) if opened else None
    window = " ".join(until.split(text[begin : min(begin + 640, closes or len(text))], maxsplit=1)[0].split())
    return any(rule.pattern.match(window) for rule in rules("notices", role))


def notice_kind(words: str) -> Kind | None:
    """The kind of dispatch that a notice makes; None where it does not change the kind."""
    bare = " ".join(words[:1200].lstrip("( ").split())
    for rule in rules("notices", "kind:"):
        if rule.pattern.match(bare):
            kind: Kind = rule.role.removeprefix("kind:")  # type: ignore[assignment]
            return kind
    return None


def bracket_end(text: str, begin: int, limit: int) -> int | None:
    """Where the bracket that opens at `begin` has closed, at most at `limit`; None if never."""
    depth = 0
    for mark in BRACKETS.finditer(text, begin, min(limit, begin + LONGEST_NOTICE)):
        depth += 1 if mark[0] == "(" else -1
        if depth == 0:
            return mark.end()
    return None


def closing_bracket(text: str, begin: int, end: int) -> Span | None:
    """The notice in brackets that closes text[begin:end]; None where there is none."""
    if end - begin < 3 or text[end - 1 : end] not in ")" and text[end - 2 : end] != ").":
        return None
    last = text.rindex(")", begin, end)
    depth = 0
    start = max(begin, last - LONGEST_NOTICE)
    for mark in reversed([*BRACKETS.finditer(text, start, last + 1)]):
        depth += 1 if mark[0] == ")" else -1
        if depth == 0:
            is_one = is_notice(text, mark.start() + 1, "bracket")
            return (mark.start(), last + 1) if is_one else None
    return None


def byline(text: str, line: Line) -> tuple[str, ...]:
    """The people whom a byline names ("Von Anna Muster, dpa"); none where the line is no byline."""
    if line.end - line.begin > LONGEST_BYLINE:
        return ()
    found = BYLINE.fullmatch(text, line.begin, line.end)
    return tuple(AND.split(found["people"])) if found else ()
