"""In: tagged tokens. Out: the names of organisations: known ones, companies, offices, papers."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from depesche.german import organisations
from depesche.german.bodynames import club, own_name, personal, spelled_out, town
from depesche.german.derived import origin
from depesche.german.names import NAME_TAGS, Name, determined, inflected
from depesche.german.organisations import Known, Noun
from depesche.german.phrases import OPENING
from depesche.german.roles import role
from depesche.german.sheet import Sentence, Token

Places = Container[int]
DEFINITE = frozenset("der die das den dem des im beim vom zum zur am".split())
INDEFINITE = frozenset("ein eine einer einem einen eines kein keine".split())
LOCAL = frozenset(
    ("police", "prosecution", "court", "institute", "authority", "association", "chamber", "bank")
)
"""Classes whose names are nouns with a town behind them: "Landgericht Kassel"."""
LONGEST = 5
PAPER_ENDS = (
    "zeitung",
    "blatt",
    "post",
    "anzeiger",
    "nachrichten",
    "kurier",
    "rundschau",
    "presse",
    "bote",
    "journal",
    "times",
    "herald",
    "allgemeine",
    "allgemeinen",
    "tageblatt",
    "tagblatt",
    "magazin",
    "tribune",
    "spiegel",
    "echo",
    "volksstimme",
    "stern",
    "zeit",
    "welt",
    "bild",
    "focus",
    "guardian",
    "observer",
    "merkur",
    "telegraph",
    "mail",
    "figaro",
    "monde",
    "pais",
)


def body_at(tokens: Sequence[Token], i: int, sentence: Sentence, number: int, places: Places) -> Name | None:
    """The name of an organisation that begins at token `i`, or None."""
    return (
        quoted(tokens, i, sentence, number)
        or known(tokens, i, sentence, number)
        or company(tokens, i, sentence, number)
        or team(tokens, i, sentence, number, places)
        or long_name(tokens, i, sentence, number)
        or office(tokens, i, sentence, number, places)
    )


def made(tokens: Sequence[Token], place: tuple[int, int], number: int, body: Known, *aliases: str) -> Name:
    """The mention of an organisation, with the acronym in brackets behind it as an alias."""
    first, last = place
    short = bracketed_acronym(tokens, last)
    owned = first > 1 and tokens[first - 1].low in ("der", "des") and tokens[first - 2].tag == "NN"
    if short and (short[0] == body.name[0] or not owned) and short not in organisations.names():
        aliases = (*aliases, short)
    return Name(
        first=first,
        last=last,
        begin=first,
        words=(body.name,),
        kind="organisation",
        sentence=number,
        gender=body.gender,
        cls=body.cls,
        aliases=aliases,
    )


def bracketed_acronym(tokens: Sequence[Token], i: int) -> str:
    """The acronym in brackets at `i`, or ""."""
    if i + 2 >= len(tokens) or tokens[i].form != "(" or tokens[i + 2].form != ")":
        return ""
    short = tokens[i + 1].form
    return short if short.isupper() and short.isalpha() and 2 <= len(short) <= 8 else ""


def quoted(tokens: Sequence[Token], i: int, sentence: Sentence, number: int) -> Name | None:
    """A newspaper or the like whose name stands in quotation marks."""
    if tokens[i].form not in OPENING or i + 2 >= sentence.last or not tokens[i + 1].form[0].isupper():
        return None
    stop = next((k for k in range(i + 2, min(sentence.last, i + 8)) if tokens[k].form in OPENING), -1)
    inner = tokens[i + 1 : max(stop, i + 1)]
    if not inner or any(t.tag.endswith("FIN") and t.form[0].islower() for t in inner):
        return None
    kind = organisations.noun(tokens[i - 1].form) if i > sentence.first else None
    media = kind is not None and kind.cls in ("paper", "broadcaster", "agency")
    name = " ".join(token.form for token in tokens[i + 1 : stop])
    sure = organisations.names().get(name)
    if kind is not None and kind.kind == "kind" and not media:
        other = Known(name, kind.cls, kind.gender)
        return replace(made(tokens, (i + 1, stop), number, other), begin=i - 1)
    if kind is None or not media:
        known_paper = sure or tokens[stop - 1].low.rpartition("-")[2].endswith(PAPER_ENDS)
        if not known_paper or i > sentence.first and not reporting(tokens, i):
            return None
        paper = sure or Known(name, "paper", "f")
        return replace(made(tokens, (i + 1, stop), number, paper), cls="paper", begin=i)
    medium = Known(sure.name if sure else name, kind.cls, kind.gender)
    roles = described(tokens, i - 1, sentence.first, kind)
    return replace(made(tokens, (i + 1, stop), number, medium), begin=i - 1, roles=roles)


def reporting(tokens: Sequence[Token], i: int) -> bool:
    """Do the words before a name in quotation marks treat it as somebody who speaks?"""
    return tokens[i - 1].low in DEFINITE or tokens[i - 1].low in (
        "laut",
        "gegenüber",
        "nach",
        "und",
    )


def known(tokens: Sequence[Token], i: int, sentence: Sentence, number: int) -> Name | None:
    """An organisation that everybody knows, of one word or several."""
    form, table = tokens[i].form, organisations.names()
    for more in range(organisations.first_words().get(form, 0), 0, -1):
        if i + more < sentence.last:
            found = table.get(" ".join(t.form for t in tokens[i : i + more + 1]))
            if found:
                return made(tokens, (i, i + more + 1), number, found)
    found = table.get(form) or (table.get(form[:-1]) if form[-1] == "s" and len(form) > 4 else None)
    if found is None or found.cls == "paper" and form.isalpha() or tokens[i].tag in ("PPER", "ART"):
        return None
    return made(tokens, (i, i + 1), number, found)


def company(tokens: Sequence[Token], i: int, sentence: Sentence, number: int) -> Name | None:
    """A run of capitalised words with a legal form behind it: Nordwerk AG, Halm & Söhne GmbH."""
    if tokens[i].tag[0] != "N" and tokens[i].tag not in NAME_TAGS or not tokens[i].form[0].isupper():
        return None
    forms = organisations.legal_forms()
    for j in range(i + 1, min(sentence.last, i + LONGEST)):
        word = tokens[j]
        if word.form in forms and (word.form != "&" or j + 1 < sentence.last and tokens[j + 1].form == "Co"):
            end = j + 1
            while end < sentence.last and tokens[end].form in forms:
                end += 1
            kind = organisations.noun(tokens[i].form)
            if role(tokens[i].form) or kind and (kind.kind == "kind" or end == i + 2):
                return None
            name = " ".join(t.form for t in tokens[i:end])
            return made(tokens, (i, end), number, Known(name, "company", "f"))
        if not (word.form[0].isupper() or word.form == "&"):
            return None
    return None


def team(tokens: Sequence[Token], i: int, sentence: Sentence, number: int, places: Places) -> Name | None:
    """A club: "FC Kiel", "Fortuna Kiel"."""
    last = club(tokens, i, sentence.last, places)
    if last == i:
        return None
    name = " ".join(token.form for token in tokens[i:last])
    return made(tokens, (i, last), number, Known(name, "association", ""))


def long_name(tokens: Sequence[Token], i: int, sentence: Sentence, number: int) -> Name | None:
    """A body whose acronym stands in brackets behind its name: "Bundesstelle für Verkehrswesen (BSV)"."""
    if tokens[i].tag not in ("NN", "ADJA", "NE"):
        return None
    last = spelled_out(tokens, i, sentence.last)
    kind = next(filter(None, (heading(t.form) for t in tokens[i:last])), None)
    if kind is None:
        return None
    short = tokens[last + 1].form
    before = tokens[i - 1].low if i > sentence.first else ""
    name = " ".join(nominative(tokens[i:last], kind.gender or determined(before) or "f"))
    body = organisations.names().get(short) or Known(name, kind.cls, kind.gender)
    return replace(made(tokens, (i, last), number, body), aliases=(short,))


def heading(form: str) -> Noun | None:
    """The kind of body that a word of a long name tells."""
    found = organisations.noun(form)
    if found is None and form.lower().removesuffix("s").endswith(organisations.ends_long()):
        return Noun(form, "body", "", "compound", False)
    return found


def nominative(words: Sequence[Token], gender: str) -> Iterator[str]:
    """The words of a long name as they stand in the nominative: adjectives before the noun, the noun."""
    head = next((k for k, word in enumerate(words) if word.tag[0] == "N"), 0)
    for k, word in enumerate(words):
        if k < head and not word.low.endswith("er"):
            yield inflected(word.form, gender)
        else:
            known_noun = organisations.noun(word.form) if k == head else None
            yield known_noun.word if known_noun else word.form


def office(tokens: Sequence[Token], i: int, sentence: Sentence, number: int, places: Places) -> Name | None:
    """A noun for a kind of organisation, with its name behind it or naming one by itself."""
    kind = organisations.noun(tokens[i].form) if tokens[i].tag[0] == "N" else None
    if kind is None:
        return None
    first = attributes(tokens, i, sentence.first)
    begun = known(tokens, i + 1, sentence, number) if i + 1 < sentence.last else None
    if begun is not None and begun.cls != "party":
        return replace(begun, begin=first, roles=described(tokens, i, sentence.first, kind))
    if kind.kind == "kind" or kind.kind == "compound" and (kind.whole or not behind_place(tokens, i)):
        own = own_name(tokens, i + 1, sentence.last, places)
        local = kind.cls in LOCAL and own == i + 2 and town(tokens, i + 1, places)
        if own > i + 1 and not local and not personal(tokens, i, own):
            name = " ".join(t.form for t in tokens[i + 1 : own])
            roles = described(tokens, i, sentence.first, kind)
            own_mention = made(tokens, (i + 1, own), number, Known(name, kind.cls, kind.gender))
            return replace(own_mention, begin=first, roles=roles)
    if organisations.describes(tokens[i].form):
        return None
    if kind.kind == "kind":
        proper = first < i and tokens[i - 1].form[0].isupper() and i - 1 > sentence.first
        if not proper or origin(tokens[i - 1].form):
            return None
    return titled(tokens, i, sentence, number, kind, places=places)


def behind_place(tokens: Sequence[Token], i: int) -> bool:
    """Does a plain name stand behind the noun that is no acronym, as in "Landgericht Neustadt"?"""
    return i + 1 < len(tokens) and not tokens[i + 1].form.isupper()


def attributes(tokens: Sequence[Token], i: int, first: int) -> int:
    """The first of the adjectives before `i` that are part of a name: "Berliner", "russische"."""
    while (
        i > first
        and tokens[i - 1].tag == "ADJA"
        and (tokens[i - 1].form[0].isupper() or origin(tokens[i - 1].form) is not None)
    ):
        i -= 1
    return i


def described(tokens: Sequence[Token], i: int, first: int, kind: Noun) -> tuple[str, ...]:
    """The noun at `i` with its adjectives of place, as a role: "südkoreanischer Sender"."""
    begin = attributes(tokens, i, first)
    words = [inflected(t.form, kind.gender) for t in tokens[begin:i]]
    return (" ".join([*words, kind.word]),)


def titled(
    tokens: Sequence[Token], i: int, sentence: Sentence, number: int, kind: Noun, *, places: Places
) -> Name | None:
    """An organisation that its own noun names: "die Polizei Leipzig", "das Außenministerium"."""
    first = attributes(tokens, i, sentence.first)
    before = tokens[first - 1] if first > sentence.first else None
    if before is not None and before.tag in ("PIAT", "PIDAT", "CARD", "PPOSAT", "PDAT", "PWAT"):
        return None
    if before is not None and before.low in INDEFINITE:
        return None
    last = i + 1
    local = kind.cls in LOCAL and "-" not in kind.word
    if local and last < sentence.last and tokens[last].tag in NAME_TAGS and town(tokens, last, places):
        last += 1
        while last < sentence.last and last in places:
            last += 1
    bare = first == i and last == i + 1
    if bare and (kind.whole and kind.kind == "compound" or before is None or not points(before, kind)):
        return None
    words = [inflected(t.form, kind.gender) for t in tokens[first:i]]
    words = [
        word[0].lower() + word[1:] if origin(word) and not word.endswith("er") else word for word in words
    ]
    words += [kind.word, *(t.form for t in tokens[i + 1 : last])]
    name = " ".join(words)
    return made(tokens, (first, last), number, Known(name, kind.cls, kind.gender), "~" + kind.word)


def points(before: Token, kind: Noun) -> bool:
    """Does the word before a bare noun make it definite: an article, "laut"?"""
    return (
        before.low in DEFINITE
        or before.low in ("laut", "zufolge")
        or (kind.kind == "name" and before.tag in ("APPR", "APPRART", "KON", "$(") and kind.cls == "police")
    )
