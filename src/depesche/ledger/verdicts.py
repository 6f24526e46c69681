"""In: a notice and the difference. Out: whether the notice is true to it, and which changes it names.

The rules, in this order, are those of `docs/check.md`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from depesche.core.check import Change, NoticeVerdict, Truth, Words
from depesche.core.reading import Notice
from depesche.ledger import named, places
from depesche.ledger.sides import Side
from depesche.ledger.topics import answers, of_topic, slip, speaking_of
from depesche.ledger.wording import words

TITLE_LIKE = 75.0
"""Per cent of characters that a quoted title shares with the headline it is of."""
QUOTED = ("«»", "„“", "»«", '""', "“”")
SHOWN = 60
LEAST_SAID, SAID = 2, 0.6
"""Words of a statement that a notice gives in its own words which have to be in the changes: at least, and of all."""
NAMING, MOST = 4, 100_000
LEAST_TOLD = 4
"""Words from which a right wording is a sentence of the notice's own."""
SLIPS = ("spelling",)
"""What answers a topic that means a slip of the keys and nothing else: "Tippfehler", not "Schreibweise"."""
SIDE_OF = re.compile(r"[A-ZÄÖÜ][\w-]+ (?:des|der|vom|von) \S")
"""How a notice names what of something changed: "Farbe des Lieferwagens"."""
EXPLAINS = re.compile(
    r"\b(?:[Ff]rühere[nr]?|[Ee]rste[nr]?|[Ff]alsche[nr]?|[Aa]nders lautende[nr]?) (?:Angaben?|Meldung|Darstellung|Zahl)"
    r"|\b(?:Verwechslung|Irrtum|irrtümlich|versehentlich)\b"
)
"""What a sentence has that tells why something is corrected: it comes with the correction."""
CONTRARY = re.compile(
    r"\bentgegen (?:eine[rm]|de[rnm]|ersten|früheren|anders ?lautenden) (?:[a-zäöü]+ )?[A-ZÄÖÜ]\w+"
    r"|\bwie (?:zunächst|zuvor) \w+"
)
"""What a notice says of how it came, and not of what was changed: "entgegen einer früheren Mitteilung"."""
EVERYWHERE = re.compile(r"\b(?:durchgehend|im (?:ganzen|gesamten) Text|überall)\b")
NOUN = re.compile(r"[A-ZÄÖÜ][\w-]{3,}")
CLAUSES = re.compile(r"[,;:]")
NEGATIONS = frozenset("nicht kein keine keinen keinem keiner keines nie niemals weder".split())


class Case(NamedTuple):
    """What a notice is held against."""

    old: Side
    new: Side
    changes: Sequence[Change]
    known: Words


class Ruling(NamedTuple):
    """A verdict before other changes are looked at: the changes named, whether they should be all."""

    verdict: Truth
    says: str
    names: tuple[int, ...] = ()
    all: bool = False


def verdicts(case: Case) -> list[NoticeVerdict]:
    """A verdict for every notice of the new reading, in order."""
    notices = case.new.reading.dispatch.notices
    rulings = [ruling(notice, case) for notice in notices]
    covered = {i for one in rulings for i in one.names}
    # what stands otherwise than one notice says is that one's, no silent change beside the others
    wrong = {
        p
        for notice, one in zip(notices, rulings, strict=True)
        if one.verdict == "disagrees"
        for p in notice.paragraphs
    }
    covered |= {i for i, change in enumerate(case.changes) if change.paragraph in wrong}
    found = []
    for at, (notice, one) in enumerate(zip(notices, rulings, strict=True)):
        settled = beside(notice, throughout(notice, one, case), covered, case)
        found.append(NoticeVerdict(at, settled.verdict, settled.says, settled.names))
    return found


def unverified(notices: Sequence[Notice]) -> list[NoticeVerdict]:
    """The verdicts where the predecessor is missing."""
    says = "The dispatch before this one is not at hand."
    return [NoticeVerdict(at, "unverifiable", says) for at in range(len(notices))]


def ruling(notice: Notice, case: Case) -> Ruling:
    """What a notice says, held against the difference."""
    quoted = bool(notice.right or notice.wrong)
    placed = bool(notice.paragraphs or notice.part)
    if notice.part == "caption":
        return Ruling("unverifiable", "Captions of pictures are not part of the text.")
    if notice.kind == "withdrawal":
        return withdrawn(notice, case)
    if case.known.editorial(notice.text) and not quoted and not notice.topics:
        return edited(notice, case)
    if notice.kind in ("embargo", "advisory") and not quoted and not notice.topics:
        return Ruling("unverifiable", "The notice speaks of no change of the text.")
    if quoted:
        return worded(notice, case)
    if notice.topics:
        return topical(notice, case)
    return pointed(notice, case) if placed else whole(notice, case)


def beside(notice: Notice, one: Ruling, covered: set[int], case: Case) -> Ruling:
    """The ruling once other changes are looked at: a notice that names what was changed, and not
    all of it, is true in part."""
    if one.verdict != "agrees" or not one.all:
        return one
    update = notice.kind == "update"
    others = [
        change
        for i, change in enumerate(case.changes)
        if i not in covered
        and (change.weighs or notice.kind == "correction" and another_thing(change))
        and not (change.how != "changed" if update else change.how == "added" and EXPLAINS.search(change.new))
    ]
    if not others:
        return one
    more = f" {len(others)} more of weight are not named" if len(others) > 1 else ""
    says = f"{one.says} But no notice names this: {others[0].says}{f' And{more}.' if more else ''}"
    return one._replace(verdict="partial", says=says)


def throughout(notice: Notice, one: Ruling, case: Case) -> Ruling:
    """The ruling once it is looked whether what the notice calls put right everywhere still stands somewhere."""
    if one.verdict != "agrees" or not EVERYWHERE.search(notice.text):
        return one
    gone = [case.changes[i] for i in one.names if case.changes[i].how == "changed"]
    whole = words(case.new.text, (0, len(case.new.text)))
    left = {change.old for change in gone if named.stands(named.pieces(change.old), whole)}
    if not left:
        return one
    says = (
        f"“{brief(sorted(left)[0])}” still stands in the text, though the notice says that all was put right."
    )
    return one._replace(verdict="partial", says=says)


def another_thing(change: Change) -> bool:
    """Whether one noun alone became another ("Lagerarbeiter", "Kraftfahrer"): in a correction that is no polish."""
    one_each = all(NOUN.fullmatch(some.strip(".,;:")) for some in (change.old, change.new))
    return change.grade == "wording" and one_each and not slip(change)


# -- what is quoted ---------------------------------------------------------------------------------


def worded(notice: Notice, case: Case) -> Ruling:
    """The ruling on a notice that quotes the right wording, the wrong one, or both."""
    right = carriers(notice.right, case, new=True)
    wrong = carriers(notice.wrong, case, new=False) or carriers(shared_noun(notice), case, new=False)
    carried = sorted({*right, *wrong})
    if notice.right and not right and (core := gist(notice, case)):
        return in_place(notice, core, said(notice), case)
    if notice.right and not right:
        return missing(notice, wrong, case)
    if notice.wrong and not wrong:
        return never_there(notice, right, case)
    if not carried:
        return Ruling("disagrees", f"{said(notice)} is not among the changes.")
    return in_place(notice, carried, said(notice), case)


def gist(notice: Notice, case: Case) -> list[int]:
    """The changes that bring the numbers and names of a sentence in which a notice tells what is right, and take
    those that it calls wrong; none where it gives no more than a wording."""
    came, went = telling_words(notice.right), telling_words(notice.wrong)
    figures = any(word[:1].isdigit() for word in came)
    if not came or len((notice.right or "").split()) < LEAST_TOLD and not figures:
        return []
    found = []
    for i, change in enumerate(case.changes):
        new, old = telling_words(change.new, first=True), telling_words(change.old, first=True)
        if came & (new - old) and (not went or went & (old - new)):
            found.append(i)
    return found


def telling_words(line: str | None, *, first: bool = False) -> set[str]:
    """The numbers and the words with a capital of a line; its first word only where it is asked for."""
    every = words(line or "", (0, len(line or "")))
    names = {word.norm for word in (every if first else every[1:]) if word.norm[:1].isupper()}
    return names | {word.norm for word in every if word.norm[:1].isdigit()}


def shared_noun(notice: Notice) -> str | None:
    """The wrong number of "elf statt zwölf Zeugen", whose noun is that of both; None elsewhere."""
    number, _, noun = (notice.wrong or "").partition(" ")
    return number if noun and " " not in (notice.right or " ") else None


def carriers(wording: str | None, case: Case, *, new: bool) -> list[int]:
    """The changes in which a wording came (`new`) or went."""
    wanted = named.pieces(wording or "")
    if not wanted:
        return []
    side = case.new if new else case.old
    hits: dict[int, list[tuple[int, int]]] = {}
    found = []
    for i, change in enumerate(case.changes):
        span = change.new_span if new else change.old_span
        if change.grade == "layout" and not new:
            continue
        if span is None:
            line = change.new if new else change.old
            if named.stands(wanted, words(line, (0, len(line)))):
                found.append(i)
            continue
        at = side.sentence(span[0]) if change.part == "body" else -1
        row = side.words(at) if at >= 0 else words(side.text, region(change.part, side))
        key = at if at >= 0 else -1 - ("headline", "dateline").index(change.part)
        if key not in hits:
            hits[key] = named.stands(wanted, row)
        if any(begin <= span[1] and span[0] <= end for begin, end in hits[key]):
            found.append(i)
    return found


def region(part: str, side: Side) -> tuple[int, int]:
    """Where a part that is not body stands."""
    return (side.headline if part == "headline" else side.dateline) or (0, 0)


def missing(notice: Notice, wrong: list[int], case: Case) -> Ruling:
    """The ruling where the right wording is in no change."""
    stands = any(named.stands(named.pieces(notice.right or ""), row) for _, row in named.rows(case.new))
    if not stands and (told := retold(notice.right or "", case)):
        return in_place(notice, told, said(notice), case)
    if not stands and not wrong and SIDE_OF.match(notice.right or ""):
        hits = speaking_of(notice.right or "", enumerate(case.changes), case.new, case.known)
        if hits:
            return in_place(notice, hits, f"What is meant by {said(notice)}", case)
    if wrong:
        now = brief(case.changes[wrong[0]].new) or "nothing"
        says = f"“{brief(notice.wrong)}” is gone, but “{now}” stands there, not “{brief(notice.right)}”."
        return Ruling("disagrees", says, tuple(wrong))
    if stands:
        says = f"“{brief(notice.right)}” stands in the text, but stood there before as well."
        return Ruling("disagrees", says)
    return Ruling("disagrees", f"“{brief(notice.right)}” is not in the text.")


def retold(wording: str, case: Case) -> list[int]:
    """The changes in which a statement came that a notice gives in its own words: what it says is in the
    new wording, and what it says is not so, in the old. Words that stand unchanged tell nothing."""
    came: dict[str, list[int]] = {}
    went: dict[str, list[int]] = {}
    for i, change in enumerate(case.changes):
        for side, line in ((came, change.new), (went, change.old)):
            for stem in stems(line, case.known):
                side.setdefault(stem, []).append(i)
    wording = CONTRARY.sub("", wording)
    wanted = [(went if negated(clause, case.known) else came, clause) for clause in CLAUSES.split(wording)]
    stood = {stem for side in (case.old, case.new) for stem in stems(side.text[:MOST], case.known)}
    asked = [(side, stem) for side, clause in wanted for stem in stems(clause, case.known)]
    found = [(side, stem) for side, stem in asked if stem in side]
    asked = [(side, stem) for side, stem in asked if stem in side or stem not in stood]
    denied = len(wanted) == 1 and wanted[0][0] is went
    if len(found) < (1 if denied else LEAST_SAID) or len(found) < SAID * len(asked):
        return []
    hits = {i for side, stem in found for i in side[stem]}
    told = {sentence_of(case.changes[i], case) for i in hits} - {None}
    return sorted(hits | {i for i, change in enumerate(case.changes) if sentence_of(change, case) in told})


def sentence_of(change: Change, case: Case) -> int | None:
    """The place of the new sentence that a change is in; None where it is in none."""
    at = case.new.sentence(change.new_span[0]) if change.new_span and change.part == "body" else -1
    return at if at >= 0 else None


def negated(clause: str, known: Words) -> bool:
    """Whether a clause says that something is not so."""
    return any(word.norm.lower() in NEGATIONS & known.hedges for word in words(clause, (0, len(clause))))


def stems(line: str, known: Words) -> list[str]:
    """The stems of the words of a line that are long enough to name something and no hedges."""
    every = [
        word for word in words(line, (0, len(line))) if len(word.norm) > NAMING and word.norm[0].isalpha()
    ]
    return [known.stem(word.norm) for word in every if word.norm.lower() not in known.hedges]


def never_there(notice: Notice, right: list[int], case: Case) -> Ruling:
    """The ruling where the wrong wording is in no change."""
    stood = any(named.stands(named.pieces(notice.wrong or ""), row) for _, row in named.rows(case.old))
    if not right:
        still = "still stands" if stood else "was not in the earlier text"
        return Ruling("disagrees", f"“{brief(notice.wrong)}” {still}.")
    was = brief(case.changes[right[0]].old) or "nothing"
    says = f"“{brief(notice.right)}” is new, but in place of “{was}”, not of “{brief(notice.wrong)}”."
    return Ruling("partial", says, tuple(right))


# -- what is named otherwise ------------------------------------------------------------------------


def topical(notice: Notice, case: Case) -> Ruling:
    """The ruling on a notice that names topics: each must be answered by a change."""
    every = list(enumerate(case.changes))
    found = {topic: of_topic(topic, every, case.old, case.new, case.known) for topic in notice.topics}
    for topic in [topic for topic, hits in found.items() if not hits and notice.paragraphs]:
        found[topic] = [
            i for i, one in every if answers(topic, one, case.known) and exactly(notice, one, case)
        ]
    lacking = [topic for topic, hits in found.items() if not hits]
    hits = sorted({i for some in found.values() for i in some})
    says = listed([topic for topic in notice.topics if topic not in lacking])
    if not hits:
        return Ruling("disagrees", f"Nothing changed that {listed(list(notice.topics))} can mean.")
    if lacking:
        return Ruling("partial", f"{says} changed, but nothing that {listed(lacking)} can mean.", tuple(hits))
    found_here = in_place(notice, hits, says, case)
    if found_here.verdict != "agrees" and (told := beyond_slips(notice, case)):
        return told
    free = notice.kind == "update" and not notice.paragraphs and not notice.part
    return found_here._replace(all=found_here.all and not free)


def exactly(notice: Notice, change: Change, case: Case) -> bool:
    """Whether a change is just where a notice says."""
    found = places.where(notice, change, case.old, case.new)
    return found.there and found.exact


def beyond_slips(notice: Notice, case: Case) -> Ruling | None:
    """The ruling on a notice that speaks of slips of the keys alone, while what weighs is another."""
    if any(case.known.topic(topic) != SLIPS for topic in notice.topics):
        return None
    others = [change for change in case.changes if change.weighs and not slip(change)]
    if not others:
        return None
    place = places.name(notice)
    says = f"No {listed(list(notice.topics))} changed{f' in {place}' if place else ''}, but: {others[0].says}"
    return Ruling("disagrees", says)


def pointed(notice: Notice, case: Case) -> Ruling:
    """The ruling on a notice that names a place and nothing else."""
    real = [i for i, change in enumerate(case.changes) if change.grade != "layout"]
    hits = [i for i in real if places.where(notice, case.changes[i], case.old, case.new).there]
    if not hits:
        return Ruling("disagrees", f"Nothing changed in {places.name(notice)}.")
    return in_place(notice, hits, "A change", case)


def edited(notice: Notice, case: Case) -> Ruling:
    """The ruling on a notice that says that only the editing changed."""
    weighty = [change for change in case.changes if change.weighs]
    if weighty:
        return Ruling("disagrees", f"More than the editing changed: {weighty[0].says}")
    if not case.changes:
        return Ruling("unverifiable", "Nothing changed in the text.")
    every = tuple(range(len(case.changes)))
    return Ruling("agrees", "Only wording or layout changed, as the notice says.", every)


def whole(notice: Notice, case: Case) -> Ruling:
    """The ruling on a notice that names no change: only whether there is one can be held to it."""
    real = [i for i, change in enumerate(case.changes) if change.grade != "layout"]
    if notice.kind == "repeat":
        if not real:
            return Ruling("agrees", "The text is the same.", tuple(range(len(case.changes))))
        return Ruling("disagrees", f"It is said to be repeated, but: {case.changes[real[0]].says}")
    if not real:
        return Ruling("disagrees", "Nothing changed in the text.")
    if notice.kind == "update":
        return Ruling(
            "unverifiable", "The text is another, but the notice does not say what of it.", tuple(real)
        )
    told = retold(notice.text.partition(":")[2] or notice.text.partition(", dass ")[2], case)
    if told:
        return Ruling(
            "agrees", "What the notice says in its own words is what changed.", tuple(told), all=True
        )
    return Ruling("unverifiable", "The notice names neither a place nor a wording nor a topic.")


def withdrawn(notice: Notice, case: Case) -> Ruling:
    """The ruling on a withdrawal: it must speak of the dispatch that it follows."""
    title, headline = title_in(notice.text), case.old.reading.dispatch.headline
    if title and headline and ratio(title.lower(), headline.lower()) < TITLE_LIKE:
        says = f"It withdraws “{brief(title)}”, but follows “{brief(headline)}”."
        return Ruling("disagrees", says)
    every = tuple(range(len(case.changes)))
    return Ruling("agrees", "It withdraws the dispatch that it follows.", every)


def title_in(text: str) -> str:
    """The first quotation in a notice, "" for none."""
    for marks in QUOTED:
        begin = text.find(marks[0])
        end = text.find(marks[1], begin + 1)
        if 0 <= begin < end:
            return text[begin + 1 : end].strip()
    return ""


# -- where ------------------------------------------------------------------------------------------


def in_place(notice: Notice, hits: list[int], what: str, case: Case) -> Ruling:
    """The ruling on changes that are what the notice names: are they where it says?"""
    found = {i: places.where(notice, case.changes[i], case.old, case.new) for i in hits}
    there = [i for i in hits if found[i].there]
    place = places.name(notice)
    if not there:
        at = where_is(case.changes[hits[0]])
        return Ruling("partial", f"{what} changed, but {at}, not in {place}.", tuple(hits))
    if lacking := without(notice, [case.changes[i] for i in there]):
        return Ruling("partial", f"{what} changed, but not in {lacking}.", tuple(hits))
    exact = [i for i in there if found[i].exact]
    if not exact:
        return Ruling("partial", f"{what} changed in that paragraph, but not in {place}.", tuple(hits))
    counted = " as the earlier text counts" if all(found[i].old for i in exact) else ""
    says = f"{what} changed{f' in {place}' if place else ''}{counted}, as the notice says."
    worded = bool(notice.right or notice.wrong)
    return Ruling("agrees", says, tuple(hits if worded else there), all=True)


def without(notice: Notice, changes: list[Change]) -> str:
    """The named paragraphs in which nothing of it changed, in words; "" for none."""
    new = {change.paragraph for change in changes}
    old = {change.old_paragraph for change in changes}
    lacking = min(([n for n in notice.paragraphs if n not in some] for some in (new, old)), key=len)
    return listed([f"paragraph {n}" for n in lacking])


def where_is(change: Change) -> str:
    """Where a change is, in words."""
    if change.part not in ("body", "dateline"):
        return f"in the {change.part}"
    return f"in paragraph {change.paragraph or change.old_paragraph}"


def said(notice: Notice) -> str:
    """What a notice quotes, in words."""
    if notice.right and notice.wrong:
        return f"“{brief(notice.wrong)}” to “{brief(notice.right)}”"
    return f"“{brief(notice.right or notice.wrong)}”"


def listed(names: list[str]) -> str:
    """ "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def brief(wording: str | None) -> str:
    """A wording, cut to what fits into a sentence."""
    line = " ".join((wording or "").split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
