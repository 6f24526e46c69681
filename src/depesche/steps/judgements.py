"""In: the judgements of the journal, one after another. Out: the table of them, and which hold."""

from __future__ import annotations

import json

from sqlalchemy import Connection, insert, select, update

from depesche.core.judgement import parsed
from depesche.ledger.decided import Decision, holding
from depesche.store.tables import journal, judgements
from depesche.store.text import LONGEST_KEY, clean


def remember(connection: Connection, seq: int, data: bytes) -> None:
    """Add a judgement, and say anew which hold; nothing where the bytes are none."""
    one = parsed(data)
    if one is None:
        return
    name = connection.execute(select(journal.c.id).where(journal.c.seq == seq)).scalar_one()
    row = {
        "seq": seq,
        "id": name,
        "judgement": "undo" if one.undoes else clean(one.judgement),
        "subjects": json.dumps([clean(subject) for subject in one.subjects], ensure_ascii=False),
        "because": clean(one.because),
        "by": clean(one.by),
        "at": clean(one.at),
        "undoes": clean(one.undoes[:LONGEST_KEY]) if one.undoes else None,
        "holds": True,
    }
    connection.execute(insert(judgements), row)
    if one.undoes:
        _settle(connection)


def _settle(connection: Connection) -> None:
    at = judgements.c
    rows = list(connection.execute(select(at.seq, at.id, at.judgement, at.undoes, at.holds).order_by(at.seq)))
    decisions = [
        Decision(row.id, row.judgement, ({"undoes": row.undoes},) if row.undoes else ()) for row in rows
    ]
    hold = holding(decisions)
    for row in rows:
        if bool(row.holds) != (row.id in hold):
            connection.execute(update(judgements).where(at.seq == row.seq).values(holds=row.id in hold))
