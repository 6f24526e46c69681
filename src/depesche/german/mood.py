"""In: a finite verb form and its lemma. Out: its mood, as far as the form shows it."""

from __future__ import annotations

from functools import cache

from depesche.german.words import sections

ENDINGS = ("en", "est", "et", "e", "n", "t", "st")


def mood(form: str, lemma: str) -> str:
    """`k1`, `k2`, `ind`, or `amb` for a form that can be indicative or Konjunktiv.

    `form` and `lemma` are lower case. First persons are left out: agency copy has them in direct
    speech only, so "gebe" counts as k1. Regular past forms ("machte", "machten") are `amb`, and
    so are plurals that equal the infinitive ("kommen").
    """
    listed = irregular().get(form)
    if listed:
        return listed
    stem = lemma[:-2] if lemma.endswith("en") else lemma[:-1] if lemma.endswith("n") else lemma
    if form == lemma:
        return "amb"
    if form in (stem + "e", lemma[:-1]) or is_el_er(form, lemma):
        return "k1"
    if form in (stem + "te", stem + "ten", stem + "ete", stem + "eten"):
        return "amb"
    return umlauted(form, stem)


def is_el_er(form: str, lemma: str) -> bool:
    """Konjunktiv I of verbs in -eln, -ern: "handele", "handle", "steuere"."""
    if not lemma.endswith(("eln", "ern")):
        return False
    return form in (lemma[:-1] + "e", lemma[:-3] + lemma[-2] + "e")


def umlauted(form: str, stem: str) -> str:
    """`k2` for a strong past with umlaut and -e(n) ("käme", "gäben") whose stem has none."""
    if form.endswith(("e", "en")) and any(c in "äöü" for c in form):
        if not any(c in "äöü" for c in stem):
            return "k2"
    return "ind"


@cache
def irregular() -> dict[str, str]:
    """Form -> mood for the verbs whose forms show it irregularly."""
    table = sections("moods.txt")
    return {form: name for name in ("ind", "k1", "k2", "amb") for form in table[name]}
