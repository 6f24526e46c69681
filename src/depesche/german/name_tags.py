"""In: tagged tokens. Out: the same, with the tags of names mended that the tagger gets wrong.

The tagger knows few names: at the beginning of a sentence it takes "Sigmar" for an imperative,
and a family name that is a word too ("Vogel", "Lang") for that word.
Beside a first name it is a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from depesche.german import organisations
from depesche.german.names import common, excluded, first_name, words
from depesche.german.roles import role
from depesche.german.sheet import Sentence, Token

GUESSED = frozenset(("VVIMP", "ITJ", "XY", "FM", "NE", "NN"))
"""Tags that say nothing where a capitalised word begins a sentence and a name follows."""
WORDS = GUESSED | {"VVFIN", "VVINF", "VVPP", "ADJA", "ADJD", "ADV", "VVIZU", "NNA", "NNI"}


def mend(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> None:
    """Set the tags of names and marks right; the tokens are changed in place."""
    noble: set[tuple[str, str]] = set()
    for sentence in sentences:
        before: Token | None = None
        for i in range(sentence.first, sentence.last):
            token = tokens[i]
            if token.form[0].isupper():
                following = tokens[i + 1] if i + 1 < sentence.last else None
                if token.tag != "NE" and is_name(token, before, following):
                    name(token)
                elif token.low in words("leading") and before is None and following is not None:
                    particles(tokens, i, sentence.last, noble)
                if token.tag == "NE" and before is not None and before.form[0].islower():
                    noble.add((before.low, token.form))
            elif token.tag == "XY" and not token.form[0].isalnum():
                token.tag = "$("
            before = token


def name(token: Token) -> None:
    """Make the token a name."""
    token.tag, token.lemma, token.mood = "NE", token.form, ""


def is_name(token: Token, before: Token | None, following: Token | None) -> bool:
    """Is the capitalised word a name by its neighbours?"""
    if token.tag not in WORDS:
        return False
    capital = following is not None and following.form[0].isupper() and following.tag[0] == "N"
    if first_name(token.form) is not None:
        if following is None or not capital:
            return False
        if common(token.form):
            return token.tag in GUESSED and following.tag == "NE"
        return following.tag == "NE" or not known_noun(following)
    if before is not None and first_name(before.form) is not None and before.tag == "NE":
        return not known_noun(token) and not common(before.form) and not genitive(before)
    initial = before is None or before.tag[0] == "$"
    named = following is not None and capital and following.tag == "NE"
    return initial and named and token.tag in ("VVIMP", "ITJ", "XY", "FM")


def genitive(token: Token) -> bool:
    """Can the first name be one in the genitive, so that a noun follows: "Annas Vater"?"""
    return token.form[-1] == "s" and first_name(token.form[:-1]) is not None


def known_noun(token: Token) -> bool:
    """Is the word a noun that stands beside names without being one: a role, a day?"""
    return role(token.form) is not None or excluded(token.form) or token.form in organisations.names()


def particles(tokens: Sequence[Token], i: int, end: int, noble: set[tuple[str, str]]) -> None:
    """Small words that begin a sentence and a name met before: "Zu Rabenau", "Von der Heide"."""
    j = i + 1
    while j < min(end, i + 3) and tokens[j].low in words("particles"):
        j += 1
    if j < end and (tokens[j - 1].low, tokens[j].form) in noble:
        for k in range(i, j):
            name(tokens[k])
