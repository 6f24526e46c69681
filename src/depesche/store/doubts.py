"""In: claims. Out: those of which copy was taken back, or that somebody denies in words that name nothing.

To know how a claim stands takes all of its story; to know that nothing happened to it takes a glance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection

from depesche.store.prepared import Prepared

MEMBERS = Prepared(
    "SELECT c.canonical, m.number, m.denies AND m.points FROM claims c JOIN claim_members m ON m.claim = c.claim"
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
    """Those of the claims that somebody denies by pointing at them only, or of which a dispatch was corrected
    or withdrawn, at whatever moment."""
    found: set[str] = set()
    having: defaultdict[int, set[str]] = defaultdict(set)
    for claim, number, denied in MEMBERS.rows(connection, claims=claims):
        having[number].add(claim)
        if denied:
            found.add(claim)
    for number in TAKEN_BACK.column(connection, numbers=having):
        found |= having[number]
    return frozenset(found)
