"""In: a topic that a notice names ("Zahlen", "Funktion von Meyer"). Out: the changes that answer it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from depesche.core.check import Answer, Change, Words
from depesche.ledger.sides import Side
from depesche.ledger.wording import Word, words

TYPO = 3
"""Letters that a slip of the keys differs by at most, in one word."""
CLAUSE = 4
"""Words from which what is new is told anew, and not only put right."""
ABOUT = re.compile(r"([A-ZÄÖÜ][\w-]{3,}) (?:zu|zum|zur|über) \S")
"""How an update says who speaks of what: "Landrat zu Opferzahl"."""
MARKS = '"„“”«»‹›‚‘'


def answers(topic: str, change: Change, known: Words) -> bool | None:
    """Whether a change is of the kind that a topic names; None for a topic that is not known."""
    kinds = known.topic(topic)
    return any(of_kind(kind, change, known) for kind in kinds) if kinds else None


def of_kind(kind: Answer, change: Change, known: Words) -> bool:
    """Whether a change is of a kind."""
    if kind == "any":
        return change.grade != "layout"
    if kind in ("added", "removed"):
        other = change.old if kind == "added" else change.new
        other_voice = (
            kind == "added" and change.grade == "attribution"
        )  # a reaction in an old sentence's place
        return change.how == kind or other_voice or (not other and change.grade != "layout")
    if kind == "quote":
        line = change.old if change.how == "removed" else change.new
        return any(mark in line for mark in MARKS) or change.grade in ("wording", "attribution")
    if kind == "role":
        nouns = any(word[:1].isupper() for word in f"{change.old} {change.new}".split())
        return nouns and change.grade in ("wording", "name", "attribution")
    if kind == "spelling":
        return change.how == "changed" and (change.grade == "layout" or slip(change))
    if kind in ("number", "name", "date", "attribution") and change.how == "added":
        return change.grade == kind or (kind == "number" and counts(change.new, known))
    return change.grade == kind


def counts(text: str, known: Words) -> bool:
    """Whether a number stands in a text, in figures or as a word; "ein" is none."""
    return any(c.isdigit() for c in text) or any(
        (known.value(word.norm.lower()) or 0) > 1 for word in words(text, (0, len(text)))
    )


def slip(change: Change) -> bool:
    """Whether a change can be a slip of the keys: few letters of one or two words, no figure."""
    if change.grade not in ("wording", "name") or any(c.isdigit() for c in change.old + change.new):
        return False
    old, new = change.old.replace(" ", "").lower(), change.new.replace(" ", "").lower()
    if change.old and change.new:
        return Levenshtein.distance(old, new) <= TYPO
    return len((change.old or change.new).split()) <= 2  # a word too few, or twice


def speaks_of(topic: str, change: Change, side: Side, known: Words) -> bool:
    """Whether the sentence that a change is in, or what it adds, has words of the topic."""
    wanted = {stem_of(word, known) for word in words(topic, (0, len(topic))) if long(word)}
    named = any(alike(stem, want) for stem in around(change, side, known) for want in wanted)
    return named or bool(known.meant(topic) & known.meant(sentence_with(change, side)))


def speaking_of(topic: str, changes: Iterable[tuple[int, Change]], side: Side, known: Words) -> list[int]:
    """The places of the changes, but for those of layout, in sentences that have words of a topic."""
    return [i for i, one in changes if one.grade != "layout" and speaks_of(topic, one, side, known)]


def of_whom(topic: str, change: Change, old: Side, new: Side, known: Words) -> bool:
    """Whether a change is in a sentence with a capitalised word of the topic that is no topic itself."""
    some = [word for word in words(topic, (0, len(topic))) if word.norm[0].isupper()]
    whom = [word for word in some if not known.topic(word.norm)]
    if not whom:
        return True
    stems = around(change, new, known) | around(change, old, known, earlier=True)
    if any(alike(stem_of(word, known), stem) for word in whom for stem in stems):
        return True
    about = known.meant(" ".join(word.norm for word in whom))
    told = known.meant(sentence_with(change, new)) | known.meant(sentence_with(change, old, earlier=True))
    return bool(about & told)


def alike(one: str, other: str) -> bool:
    """Whether two stems are one, or one begins the other, or is the head of the other as a compound."""
    short, long_ = sorted((one, other), key=len)
    return (
        one == other
        or (len(short) > 4 and long_.startswith(short))
        or (len(short) > 3 and long_.endswith(short))
    )


def around(change: Change, side: Side, known: Words, *, earlier: bool = False) -> set[str]:
    """The stems of the words of a change and of the sentence that it is in, on this side."""
    text = sentence_with(change, side, earlier=earlier)
    return {stem_of(word, known) for word in words(text, (0, len(text))) if long(word)}


def sentence_with(change: Change, side: Side, *, earlier: bool = False) -> str:
    """A change and the sentence that it is in, on this side."""
    span = change.old_span if earlier else change.new_span
    at = side.sentence(span[0]) if span else -1
    begin, end = side.spans[at] if at >= 0 else (0, 0)
    return f"{side.text[begin:end]} {change.old} {change.new}"[:4000]


def long(word: Word) -> bool:
    """Whether a word is long enough to name something."""
    return len(word.norm) > 2 and word.norm[0].isalpha()


def stem_of(word: Word, known: Words) -> str:
    """The word's stem."""
    return known.stem(word.norm)


def of_topic(
    topic: str, changes: Sequence[tuple[int, Change]], old: Side, new: Side, known: Words
) -> list[int]:
    """The places of the changes that answer a topic. A topic that is not known is answered by what
    has its words; if nothing has, by whatever was added. New sentences beside one that answers, in
    its paragraph, belong to it."""
    about = ABOUT.match(topic)
    if about and (told := speaking_of(about[1], [(i, one) for i, one in changes if adds(one)], new, known)):
        return told
    kinds = known.topic(topic)
    if kinds:
        here = [(i, one) for i, one in changes if of_whom(topic, one, old, new, known)]
        found = [i for i, one in here if answers(topic, one, known)]
        found = found or [i for i, one in here if "added" in kinds and adds(one)]
        found = found or [i for i, one in here if anew(topic, one, known)]
    else:
        found = speaking_of(topic, changes, new, known)
        found = found or [i for i, one in changes if adds(one)]
    began = {one.paragraph for i, one in changes if adds(one) and i in set(found)}
    return sorted({*found, *(i for i, one in changes if adds(one) and one.paragraph in began)})


def anew(topic: str, change: Change, known: Words) -> bool:
    """Whether a change tells anew what a topic names of something ("Zahl der Streikenden", "Ort des Servers"):
    a number of it, if a number is named."""
    some = [word for word in words(topic, (0, len(topic))) if word.norm[0].isupper()]
    of_something = not all(known.topic(word.norm) for word in some)
    number = "number" in known.topic(topic) and "date" not in known.topic(topic)
    whole = len(change.new.split()) >= CLAUSE
    return of_something and whole and (not number or counts(change.new, known))


def adds(change: Change) -> bool:
    """Whether a change brings a whole sentence."""
    return change.how == "added"
