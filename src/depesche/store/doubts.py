"""In: claims. Out: those in which anything can be stale, at whatever moment, by what a few columns tell.

Most claims are as they were: nobody denies them, gives another number or has taken back what said so. To
know how a claim stands takes all of its story; to know that nothing of it can be stale takes a glance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection

from depesche.store.prepared import Prepared

NO_FIGURES = "[]"
MEMBERS = Prepared(
    "SELECT c.canonical, m.number, m.denies, m.figures FROM claims c JOIN claim_members m ON m.claim = c.claim"
    " WHERE c.canonical IN :claims"
)
TAKEN_BACK = Prepared(
    "SELECT d.number FROM dispatches d WHERE d.number IN :numbers AND (d.withdraws"
    " OR EXISTS (SELECT 1 FROM links l WHERE l.other = d.number AND l.relation IN ('correction', 'withdrawal'))"
    " OR EXISTS (SELECT 1 FROM dispatches w WHERE w.item = d.item AND w.withdraws)"
    " OR EXISTS (SELECT 1 FROM previous p JOIN dispatches w ON w.number = p.number"
    " WHERE p.item = d.item AND w.withdraws))"
)


def open_to_doubt(connection: Connection, claims: Collection[str]) -> frozenset[str]:
    """Those of the claims that somebody denies, for which different figures were given, or of which a
    dispatch was corrected or withdrawn; in all others `ledger.outdated.doubtful` finds nothing."""
    found: set[str] = set()
    figures: defaultdict[str, set[str]] = defaultdict(set)
    having: defaultdict[int, set[str]] = defaultdict(set)
    for claim, number, denies, written in MEMBERS.rows(connection, claims=claims):
        having[number].add(claim)
        if denies:
            found.add(claim)
        if written != NO_FIGURES:
            figures[claim].add(written)
    found.update(claim for claim, given in figures.items() if len(given) > 1)
    for number in TAKEN_BACK.column(connection, numbers=having):
        found |= having[number]
    return frozenset(found)
