"""What somebody wants to be told, whom to tell, and what has happened."""

from __future__ import annotations

import msgspec

from depesche.core.claim_status import ClaimStatus

SCHEMA = "depesche.alert/1"


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to tell. Neither `webhook` (a URL) nor `feed` (a path): the terminal. `secret` names the
    environment variable with the key that posts are signed with; `private`: the URL may lead into a
    private network."""

    webhook: str | None = None
    secret: str = ""
    private: bool = False
    feed: str | None = None


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """When to tell. One of: `search` words or filters alone; `story` with a claim that comes to be
    `when`; `correction`, of any place or of `places`; `origin`, a key."""

    search: str = ""
    agencies: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    factualities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    story: str | None = None
    when: tuple[ClaimStatus, ...] = ()
    correction: bool = False
    origin: str | None = None
    target: Target = Target()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened, as a webhook gets it. `event` is its id, the same whenever and however
    often it is told; `kind`: search, claim, correction or origin. `story`, `claim`, `dispatch` are
    ids of what it is about; `made` is when the dispatch was made, `fired` when it was noticed."""

    schema: str = SCHEMA
    event: str
    alert: str
    kind: str
    title: str
    says: str
    fired: str
    story: str | None = None
    claim: str | None = None
    status: str | None = None
    dispatch: str | None = None
    number: str | None = None
    agency: str | None = None
    made: str | None = None
