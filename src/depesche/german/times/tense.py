"""In: the words around an expression. Out: whether the clause looks back or ahead."""

from __future__ import annotations

import re

from depesche.german.times.scan import Units

PAST = frozenset(
    "war waren hatte hatten wurde wurden konnte konnten musste mussten sollte wollte wollten"
    " durfte durften kam kamen ging gingen gab gaben fand fanden nahm nahmen stand standen"
    " lag lagen sprach sprachen begann begannen blieb blieben starb starben fiel fielen hielt"
    " hielten ließ ließen lief liefen rief riefen sah sahen saß saßen schlug schlugen schloss"
    " schrieb schrieben stieg stiegen traf trafen trat traten trug trugen unterschrieb"
    " verließ verlor verloren verschwand wies wiesen zog zogen bat baten betrat brach brachen"
    " brachte brachten dachte empfing erhielt erhielten erschien ergab flog flogen floh flohen"
    " fuhr fuhren gelang gewann gewannen griff griffen hieß kannte lud luden riet schoss schossen"
    " sank sanken schien schuf schwieg schwor sprang stahl stritt überwies unterlag verbot"
    " verbrachte verging verlieh vertrat warf warfen warb wuchs wuchsen wusste wussten".split()
)
PERFECT = frozenset("hat haben habe hätten hätte ist sind sei seien wäre wären worden".split())
FUTURE = frozenset(
    "wird werden werde würde würden soll sollen will wollen möchte möchten dürfte dürften kann"
    " können könnte könnten muss müssen geplant plant planen vorgesehen".split()
)
PRESENT = frozenset(
    "beginnt startet endet findet tagt tritt dauert läuft gilt steht kommt gibt geht öffnet"
    " beginnen starten enden finden tagen treten dauern laufen gelten stehen kommen bleibt"
    " bleiben ist sind lädt spielt spielen trifft treffen reist folgt zeigt präsentiert steigt"
    " entscheidet berät stimmt wählt wählen feiert feiern".split()
)
PARTICIPLE = re.compile(r"(?:\w*ge\w{2,}|(?:be|er|ver|zer|ent|emp|miss|über|unter|wider)\w{2,}|\w+ier)(?:t|en)")
WEAK = re.compile(r"[a-zäöüß]{2,}(?:t|d|n|m|g|k|b|f|s|ß|l|r|p|h|z|w)te(?:n|t)?")
NOT_PAST = frozenset(
    "heute heuten seite seiten karte karten leute leuten mitte weite weiten rechte rechten letzte"
    " letzten erste ersten beste besten gute guten alte alten dritte dritten vierte fünfte"
    " neunte zehnte könnte könnten möchte möchten bitte ernte".split()
)
ENDS = frozenset((".", "!", "?", "\n", ";", ":"))
BOUNDARIES = frozenset((",", "–", "—", "und", "(", ")", "„", "“", '"', "«", "»"))
REACH = 40


def clause(units: Units, at: int, last: int) -> tuple[list[str], list[str]]:
    """The words of the sentence before and behind an expression, nearest first, without nouns."""
    before, behind = [], []
    for i in range(at - 1, max(-1, at - 1 - REACH), -1):
        if ended(units, i):
            break
        before.append(units.form(i))
    for i in range(last, min(len(units.begins), last + REACH)):
        if ended(units, i):
            break
        behind.append(units.form(i))
    return before, behind


def ended(units: Units, i: int) -> bool:
    """Whether the i-th word ends a sentence."""
    form = units.form(i)
    return form in ENDS or form == "" or form[0] == "\n"


def tense(units: Units, first: int, last: int) -> str:
    """"past", "future", "present" or "" for the clause around the words [first, last)."""
    before, behind = clause(units, first, last)
    found = judged(near(before) + near(behind)) or judged(before + behind)
    return by_preposition(found, [word.lower() for word in before[:4]])


def by_preposition(found: str, before: list[str]) -> str:
    """The tense, corrected by the words before the expression: what is put off "auf Montag" or
    goes on "bis Montag" lies ahead, what has been so "seit Ostern" lies behind."""
    word = before[0] if before else ""
    if word == "seit":
        return "past"
    if word in ("auf", "für") and found == "past" and not {"von", "vom"} & set(before):
        return "future"
    if word == "bis" and found in ("", "present") or before[:2] == ["vor", "noch"]:
        return "future"
    return "" if word == "ab" and found != "future" else found


def near(words: list[str]) -> list[str]:
    """The words up to the next comma or dash."""
    for i, word in enumerate(words):
        if word in BOUNDARIES and i > 0:
            return words[:i]
    return words


def judged(words: list[str]) -> str:
    """The tense that the tell-tale words give: a past form before a perfect before a future."""
    if any(word in PAST or is_weak(word) for word in words):
        return "past"
    if any(word in PERFECT for word in words) and any(PARTICIPLE.fullmatch(w) for w in words):
        return "past"
    if any(word in FUTURE for word in words):
        return "future"
    return "present" if any(word in PRESENT for word in words) else ""


def is_weak(word: str) -> bool:
    """Whether a word looks like a weak past tense: "sagte", "landeten"."""
    return word.endswith(("te", "ten")) and word not in NOT_PAST and WEAK.fullmatch(word) is not None
