"""In: what an editor decided about claims. Out: the claims as decided, now and from now on.

"same" reads claims as one; "different" parts what was put together: claims, or a statement from its
claim. Each holds for what comes later. A judgement that undoes another takes it back, and can itself
be taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, insert, select, update

from depesche.core.claims import ClaimsOf, Told
from depesche.core.ids import content_id
from depesche.ledger.claims import Profile
from depesche.ledger.decided import Decision, canonical, holding
from depesche.store.spans import spanned
from depesche.store.tables import claim_members, claim_terms, claim_ties, claims, features, journal

MOST = 500
"""Subjects of one judgement that are looked at."""


class Judgement(msgspec.Struct, frozen=True):
    """The parts of a judgement's JSON that claims look at."""

    judgement: str = ""
    subjects: tuple[str, ...] = ()
    because: str = ""
    by: str = ""
    undoes: str | None = None


def judge(connection: Connection, seq: int, data: bytes) -> None:
    """Do what the judgement says; nothing where it is none, or about something else."""
    try:
        one = msgspec.json.decode(data, type=Judgement)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    if not one.undoes and one.judgement not in ("same", "different"):
        return
    name = connection.execute(select(journal.c.id).where(journal.c.seq == seq)).scalar_one()
    before = _decisions(connection)
    if one.undoes and one.undoes not in {decision.id for decision in before}:
        return
    subjects = _subjects(connection, one, name) if not one.undoes else []
    connection.execute(insert(claim_ties), _row(seq, name, one, subjects))
    _settle(connection, before, _decisions(connection))


def _row(seq: int, name: str, one: Judgement, subjects: Sequence[Mapping[str, object]]) -> dict[str, object]:
    kind = "undo" if one.undoes else one.judgement
    told = [{"undoes": one.undoes}] if one.undoes else list(subjects)
    row = {"judgement": name, "seq": seq, "relation": kind, "subjects": json.dumps(told)}
    return row | {"because": one.because, "by": one.by}


def _subjects(connection: Connection, one: Judgement, name: str) -> list[dict[str, object]]:
    """The claims meant, each with the statement that is parted from it where one is."""
    found: list[dict[str, object]] = []
    for subject in dict.fromkeys(one.subjects[:MOST]):
        known = connection.execute(
            select(claims.c.claim).where(claims.c.claim == subject)
        ).scalar_one_or_none()
        if known:
            found.append({"claim": known})
            continue
        at = claim_members.c
        query = select(at.claim, at.number, at.place).where(spanned(connection), at.statement == subject)
        rows = connection.execute(query.order_by(at.number, at.place).limit(1))
        found.extend({"claim": row.claim, "number": row.number, "place": row.place} for row in rows)
    if one.judgement == "different":
        _part(found, name)
    return found


def _part(found: list[dict[str, object]], name: str) -> None:
    """Say which statements leave their claim: those after the first, of a claim that another shares."""
    seen: set[object] = set()
    for subject in found:
        if subject["claim"] in seen and "number" in subject:
            subject["to"] = content_id("claim", [name, subject["number"], subject["place"]])
        seen.add(subject["claim"])
    if len(found) == 1 and "number" in found[0]:
        found[0]["to"] = content_id("claim", [name, found[0]["number"], found[0]["place"]])


def _decisions(connection: Connection) -> list[Decision]:
    rows = connection.execute(select(claim_ties).order_by(claim_ties.c.seq))
    return [Decision(row.judgement, row.relation, tuple(json.loads(row.subjects))) for row in rows]


def _settle(connection: Connection, before: Sequence[Decision], after: Sequence[Decision]) -> None:
    """Bring the claims from what held before to what holds now."""
    old, new = holding(before), holding(after)
    for one in after:
        if (one.id in old) != (one.id in new):
            for subject in one.subjects:
                if "to" in subject:
                    _move(connection, subject, back=one.id in old)
    names = canonical([one for one in after if one.id in new])
    touched = {str(subject["claim"]) for one in after for subject in one.subjects if "claim" in subject}
    for claim in sorted(touched | set(names)):
        root = names.get(claim, claim)
        connection.execute(update(claims).where(claims.c.claim == claim).values(canonical=root))


def _move(connection: Connection, subject: Mapping[str, object], *, back: bool) -> None:
    source, target = str(subject["claim"]), str(subject["to"])
    if back:
        source, target = target, source
    at = claim_members.c
    _open(connection, target, source, int(str(subject["number"])))
    where = (at.number == subject["number"], at.place == subject["place"])
    connection.execute(update(claim_members).where(*where).values(claim=target))
    for claim in (source, target):
        _anew(connection, claim)


def _open(connection: Connection, claim: str, like: str, number: int) -> None:
    if connection.execute(select(claims.c.claim).where(claims.c.claim == claim)).scalar_one_or_none():
        return
    story = connection.execute(select(claims.c.story).where(claims.c.claim == like)).scalar_one()
    row = {
        "claim": claim,
        "story": story,
        "number": number,
        "canonical": claim,
        "packed": b"\x81\xa4told\x90",
    }
    connection.execute(insert(claims), row)


def _anew(connection: Connection, claim: str) -> None:
    """The claim's profile and terms made of the statements that it has now."""
    at = claim_members.c
    rows = connection.execute(
        select(at.number, at.place).where(at.claim == claim).order_by(at.number, at.place)
    )
    told = list(_told(connection, [(row.number, row.place) for row in rows]))
    profile = Profile()
    for one in told:
        profile = profile.with_one(one) if not one.back else profile
    packed = msgspec.msgpack.encode(profile)
    connection.execute(update(claims).where(claims.c.claim == claim).values(packed=packed))
    story = connection.execute(select(claims.c.story).where(claims.c.claim == claim)).scalar_one()
    connection.execute(claim_terms.delete().where(claim_terms.c.story == story, claim_terms.c.claim == claim))
    terms = {name: weight for one in reversed(told) for name, weight in one.concepts}
    if terms:
        rows_ = [
            {"story": story, "concept": name, "claim": claim, "weight": w}
            for name, w in sorted(terms.items())
        ]
        connection.execute(insert(claim_terms), rows_)


def _told(connection: Connection, places: Sequence[tuple[int, int]]) -> Iterable[Told]:
    kept: dict[int, dict[int, Told]] = {}
    for number, place in places:
        if number not in kept:
            query = select(features.c.packed).where(features.c.number == number, features.c.step == "claims")
            packed = connection.execute(query).scalar_one_or_none()
            found = msgspec.msgpack.decode(bytes(packed), type=ClaimsOf).told if packed else ()
            kept[number] = {one.place: one for one in found}
        if place in kept[number]:
            yield kept[number][place]
