"""In: a phrase, a role, a statement. Out: what its words alone tell of who speaks: a paper, a circle, kin. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depesche.core.origin import Origin
from depesche.core.reading import Statement
from depesche.german.origins import facts
from depesche.german.origins.phrase import LEADING, body, speaks_for_himself
from depesche.german.origins.unnamed import ARTICLES, OPENING, OUT_OF
from depesche.german.roles import role

TOWN = re.compile(
    r"\b(?:Stadt|Gemeinde|Kommune|Hansestadt|Landeshauptstadt|Kreisstadt|Großstadt|Kleinstadt)\b"
)
RELYING = re.compile(
    r"\s(?:unter (?:Berufung|Verweis|Bezug) auf|die sich auf|mit Verweis auf|mit Bezug auf)\s"
)
HIS_WORDS = re.compile(
    r"(?i)^(?:nach |laut )?(?:sein|ihr|dessen|deren)(?:e[rmns]?)?\s+([\w-]+)(?: (?:nach|zufolge))?$"
)
"""What somebody said who was quoted before: "ihren Worten"."""
QUOTED = re.compile(r"^(?:(?i:de[rmns]|die|das) )?[«„\"“](?P<title>[^«»„“”\"]{2,60})[»“”\"]$")
PAPERS = re.compile(
    r"(?:[Ii]nformationen|[Aa]ngaben|[Bb]erichte?n?|[Rr]echerchen|[Mm]eldung|[Dd]arstellung|[Rr]edaktion"
    r"|[Rr]eporter[ns]?) (?:des|der|vom|von|im|in der) [«„\"“](?P<title>[^«»„“”\"]{2,60})[»“”\"](?: [A-ZÄÖÜ]\w+)?$"
)
"""What a paper says: "Informationen des «Finanzkuriers»"."""
GENITIVE = re.compile(r"(?i).*\bdes [«„\"“]")
LEARNT = (
    re.compile(
        r"\berf(?:uhr|ahren)\b[^.;!?]{0,80}?\baus "
        r"((?:[\w-]+ ){0,2}?[\w-]*[Kk]reisen\b(?: (?:seine[rs]|ihre[rs]|de[rs]) [A-ZÄÖÜ]\w+)?)"
    ),
    re.compile(r"\baus ((?:[\w-]+ ){0,2}?[\w-]*[Kk]reisen\b)[^.;!?]{0,60}?\berf(?:uhr|ahren)\b"),
)
"""What an agency learnt, and from whom: "erfuhr die dpa aus Regierungskreisen"."""
PRONOUNS = frozenset("er sie es dieser diese dieses jener jene letzterer letztere der dem denen".split())
LAWYERED = re.compile(
    r"(?:(?P<name>[A-ZÄÖÜ][\w-]+[s’'])|(?i:\b(?:sein|ihr|dessen|deren)(?:e[rmns]?)?))"
    r" (?:[a-zäöü]\w+ )?(?P<noun>[A-ZÄÖÜ]\w+) ?$"
)
"""Whose lawyer is spoken of, at the end of a text."""
SHORTENED = re.compile(
    r"(?P<name>[A-ZÄÖÜ][\w-]+(?: (?:(?:und|für|der|des|die) )?[A-ZÄÖÜ][\w-]+){0,5})"
    r" \((?P<short>[A-ZÄÖÜ]\w{0,6}[A-ZÄÖÜ])\)"
)
JOINT = frozenset(("union", "association"))
"""A body and its abbreviation in brackets, and classes of those that are called by one."""
ABBREVIATED = re.compile(r"(?:Der|Die|Das) ([A-ZÄÖÜ]{2,6}) ")
ARTICLE = re.compile(r"(?:Auch )?(?i:der|die|das) ")
PHRASE, OPENING_WORDS = 60, 5
"""Characters and words of a sentence's beginning in which its subject is looked for."""
SPEAKING = frozenset(("government", "institution", "organisation"))
"""Kinds of those whom a text turns to without their saying anything at first."""
NAMED_BY = 25
"""Characters within which a sentence names who does what it tells."""
SILENT = frozenset(("family", "any", "town?", "town", "media", "party", "president", "opposition"))
"""Classes of bodies that a sentence's subject does not make its source."""
EMPLOYED = re.compile(r"^ (?:vom|von der|von|des|bei der|bei|beim) ([A-ZÄÖÜ].*)$")
BELONGING = re.compile(
    r"^(?:\w+ ){0,2}?([A-ZÄÖÜ][\w-]+) (des|der|vom|von der|von|beim|bei der) ([A-ZÄÖÜ].*)$"
)
ACQUAINTED = re.compile(
    r"\b(?:vertraute[nr]?|eingeweihte[nr]?|informierte[nr]?) (?:Person|Leute|Mensch|Kreise)"
)
OWN_WORDS = re.compile(
    r"(?i)\beigene[nr]? (?:angaben?|auskunft|auskünften|aussagen?|bekunden|berechnungen?|darstellung|einschätzung"
    r"|erkenntnissen|informationen|schätzung(?:en)?|worten|zählung)"
    r"|\b(?:ad-hoc-|pflicht|börsen|presse)mitteilung$"
)
"""What a source is called that is whoever the sentence is about."""


OURS = re.compile(r"\b(?:d(?:ies)?er|unserer) (?:Agentur|Nachrichtenagentur|Redaktion|Zeitung)$")
"""Whose own people somebody is, in copy that speaks of itself: "Recherchen dieser Zeitung"."""
OF_TOWN = re.compile(r"(?:[A-ZÄÖÜ][\w-]+er )+(?=[A-ZÄÖÜ])")
"""Adjectives made of towns before a noun: "Frankfurter Bankenkreise"."""
OF_AUTHORITY = re.compile(r" de[rs] ((?:\w+b|B)ehörde|\w*[Aa]mt(?:e?s)?|\w*stelle)$")
"""Whose investigators speak: "ein Ermittler der Behörde"."""
QUOTING = re.compile(r": [«„\"“]")
"""What stands before a quotation that a clause leads to."""
INVERTED = re.compile(
    r"(?:Nach|Bei|In|Im|Vor|Trotz|Wegen|Mit|Am|Zum|Zur|Angesichts|Ungeachtet|Zwei|Drei|Wenige|Einen) [^.,;:!?]{4,90}?"
    r" (?:hat|haben|will|wollen|ist|wird|fordert|warnt|sieht) (?P<subject>(?:der|die|das) [A-ZÄÖÜ])"
)
"""A sentence whose subject stands behind its verb."""
NEAR = 60
"""Characters from "nach eigenen Angaben" to whoever's they are."""


def kind(noun: str) -> bool:
    """Does the noun say what sort of firm a name behind it is: "Hersteller"?"""
    return facts.led(noun, "kinds") is not None


def bare_phrase(text: str) -> str:
    """A phrase without its preposition and its article."""
    return ARTICLES.sub("", OPENING.sub("", text.strip()))


def kin(phrase: str) -> bool:
    """Does a phrase speak of a family?"""
    return any(word.lower() in facts.speakers("kin") for word in bare_phrase(phrase).split()[:1])


def lawyer(role_text: str) -> bool:
    """Is it the word for somebody's lawyer?"""
    words = role_text.lower().split()
    return bool(words) and any(form in facts.speakers("lawyers") for form in facts.forms(words[-1]))


def placeless(role_text: str) -> bool:
    """Does a role not say of which state or town it is?"""
    found = body(role_text)
    return found is None or not (found.key or found.place)


def first_said(links: Sequence[Origin]) -> Origin:
    """Who said it first of a chain: its last link that is no medium, the last one where all are."""
    others = (one for one in reversed(links) if one.kind not in ("agency", "media", "author"))
    return next(others, links[-1])


def begin(statement: Statement) -> int:
    """Where a statement's source or content begins."""
    spans = [span for source in statement.sources for span in source.mentions[:1]] or list(statement.content)
    return min(b for b, _ in spans) if spans else 0


def paper(phrase: str) -> Origin | None:
    """The paper whose name stands in quotation marks: "Informationen des «Finanzkuriers»"; None for none."""
    quoted = QUOTED.match(phrase.strip()) or PAPERS.search(phrase.strip())
    if quoted is None:
        return None
    title = quoted["title"]
    title = title[:-1] if GENITIVE.match(quoted[0]) and title.endswith("s") else title
    why = f"“{title}” stands in quotation marks, as papers do"
    return Origin(f"media:{facts.slug(title)}", title, "media", because=why)


def speaks_only_for_himself(text: str) -> bool:
    """Does the role say that somebody speaks for himself?"""
    words = text.split()
    return speaks_for_himself(next((word for word in words if role(word)), words[0] if words else ""))


def anonymous(phrase: str) -> bool:
    """Does the phrase speak of a circle that nobody names?"""
    if ACQUAINTED.search(phrase) or OUT_OF.match(phrase):
        return True
    phrase = OF_TOWN.sub("", phrase[:300], count=1)
    words = [word for word in facts.WORD.findall(phrase) if word[0].isupper()]
    words = [word for word in words if word.lower() not in facts.speakers("reports") | LEADING] or words
    if words[:1] == ["Kreises"]:
        return False
    return any(facts.led(word, "anonymous") is not None for word in words[:1])


def officers(phrase: str) -> bool:
    """Does the phrase speak of policemen or investigators?"""
    words = facts.WORD.findall(phrase)
    return any(word.lower() in facts.speakers("officers") for word in words if word[0].isupper())
