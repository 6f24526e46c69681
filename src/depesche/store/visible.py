"""What may be seen at a moment: received by then, not held by an embargo, not withdrawn. SQL."""

from __future__ import annotations

from sqlalchemy import BindParameter, ColumnElement, Text, and_, bindparam, exists, or_, select

from depesche.store.tables import dispatches, links, previous

Moment = str | BindParameter[str]
AT: BindParameter[str] = bindparam("at", type_=Text())
"""A moment that is given when a statement is executed, so that the statement is made once."""


def received(at: Moment) -> ColumnElement[bool]:
    """Whether a dispatch had come in at this moment (UTC, as `moments.in_utc` writes it)."""
    return dispatches.c.received <= at


def held(at: Moment) -> ColumnElement[bool]:
    """Whether an embargo held it at this moment."""
    return and_(dispatches.c.embargo.is_not(None), dispatches.c.embargo > at)


def withdrawn(at: Moment) -> ColumnElement[bool]:
    """Whether, by what had come in at this moment, its sender had withdrawn it.

    A withdrawal is a later version of the same item that withdraws it, unless a still later one
    does not, or another dispatch that withdraws it by URN, by headline, or by its wording.
    """
    return and_(~dispatches.c.withdraws, or_(_by_version(at), _by_name(at), _by_link(at)))


def _by_version(at: Moment) -> ColumnElement[bool]:
    later, back = dispatches.alias("later"), dispatches.alias("back")
    reinstated = exists().where(
        back.c.item == later.c.item,
        ~back.c.withdraws,
        back.c.received <= at,
        back.c.created > later.c.created,
    )
    return exists(
        select(later.c.number).where(
            later.c.item == dispatches.c.item,
            later.c.withdraws,
            later.c.received <= at,
            later.c.created >= dispatches.c.created,
            ~reinstated,
        )
    )


def _by_name(at: Moment) -> ColumnElement[bool]:
    other = dispatches.alias("other")
    return exists(
        select(other.c.number).where(
            previous.c.item == dispatches.c.item,
            other.c.number == previous.c.number,
            other.c.withdraws,
            other.c.received <= at,
        )
    )


def _by_link(at: Moment) -> ColumnElement[bool]:
    """By a link that makes no use of the item: unless what withdrew it is itself replaced."""
    link, other = links.alias("withdrawing"), dispatches.alias("withdrawer")
    on, newer = links.alias("onward"), dispatches.alias("newer")
    reinstated = exists(
        select(on.c.number)
        .join(newer, newer.c.number == on.c.number)
        .where(
            on.c.other == link.c.number,
            on.c.relation.not_in(["withdrawal", "duplicate", "copy"]),
            newer.c.received <= at,
        )
    )
    return exists(
        select(link.c.number)
        .join(other, other.c.number == link.c.number)
        .where(
            link.c.other == dispatches.c.number,
            link.c.relation == "withdrawal",
            other.c.received <= at,
            ~reinstated,
        )
    )
