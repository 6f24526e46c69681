"""In: a reading and the one it replaces. Out: the check: what changed, and are its notices true?"""

from __future__ import annotations

from depesche.core.check import Change, Check, Words
from depesche.core.reading import Reading
from depesche.core.wire import Wire
from depesche.ledger.beside import parts
from depesche.ledger.changes import difference
from depesche.ledger.sides import Side
from depesche.ledger.verdicts import Case, unverified, verdicts

NO_WIRES = (Wire(), Wire())


def check(old: Reading | None, new: Reading, words: Words, wires: tuple[Wire, Wire] = NO_WIRES) -> Check:
    """What changed from `old` to `new`, a verdict for every notice of `new`, and what no notice names.

    `words` is what has to be known of the language; `wires`, what came beside the two texts (kicker,
    tables), is compared where it is given. Without `old` every notice is unverifiable. Takes time in
    proportion to the texts.
    """
    if old is None:
        return Check(old=None, new=new.id, notices=tuple(unverified(new.dispatch.notices)))
    before, now = Side(old), Side(new)
    found = difference(before, now, words)
    changes: list[Change] = [*parts(*wires, words), *found.changes]
    judged = verdicts(Case(before, now, changes, words))
    named = {i for one in judged for i in one.changes}
    return Check(
        old=old.id,
        new=new.id,
        changes=tuple(changes),
        moves=tuple(found.moves),
        statements=tuple(found.statements),
        notices=tuple(judged),
        silent=tuple(i for i in range(len(changes)) if i not in named),
    )
