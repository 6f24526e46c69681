"""The tables, one schema for SQLite and PostgreSQL: the journal, and what is derived from it.

`number` names a dispatch in every derived table: the sequence number of its journal entry times
2**20, plus its place among the dispatches of that entry. So one range of numbers holds all that was
derived from a stretch of the journal, whatever the database.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

PLACES = 1 << 20
"""How many dispatches one journal entry may hold."""
LONG_SPAN, SPAN = PLACES << 12, PLACES << 8
"""Stretches of numbers, of 4,096 and of 256 journal entries. What is looked up by values that come in no order is
kept by stretch, so that what comes in is written side by side and not all over a large table: in the short ones
where somebody asks now and then, in the long ones where much is asked for at once."""
SHORT = {"short": True}
"""A text that is kept no longer than an index takes it, though none is on it."""
LARGE = BigInteger().with_variant(Integer(), "sqlite")
metadata = MetaData()

journal = Table(
    "journal",
    metadata,
    Column("seq", LARGE, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False, unique=True),
    Column("received", Text, nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("date", Text),
    Column("data", LargeBinary, nullable=False),
)
meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def _number() -> Column[int]:
    return Column("number", LARGE, primary_key=True, autoincrement=False)


def _place() -> Column[int]:
    return Column("place", Integer, primary_key=True, autoincrement=False)


dispatches = Table(
    "dispatches",
    metadata,
    Column("number", LARGE, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("received", Text, nullable=False, index=True),
    Column("agency", Text, info=SHORT),
    Column("kind", Text, nullable=False, info=SHORT),
    Column("title", Text, nullable=False),
    Column("earliest", Text, info=SHORT),
    Column("latest", Text),
    Column("precision", Text),
    Column("language", Text, nullable=False),
    Column("urn", Text, index=True),
    Column("item", Text, index=True),
    Column("version", Text),
    Column("created", Text, nullable=False),
    Column("withdraws", Boolean, nullable=False),
    Column("embargo", Text),
    Column("engine", Text, nullable=False),
)
Index("ix_dispatches_created", dispatches.c.created, dispatches.c.number)
EMBARGOED = Index("ix_dispatches_embargo", dispatches.c.embargo)
readings = Table(
    "readings",
    metadata,
    _number(),
    Column("packed", LargeBinary, nullable=False),
)
datelines = Table(
    "datelines",
    metadata,
    _number(),
    _place(),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonames", Integer),
    Column("key", Text, nullable=False),
)
statements = Table(
    "statements",
    metadata,
    _number(),
    _place(),
    Column("id", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("act", Text, nullable=False, info=SHORT),
    Column("factuality", Text, nullable=False, info=SHORT),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)
sources = Table(
    "sources",
    metadata,
    _number(),
    Column("statement", Integer, primary_key=True, autoincrement=False),
    _place(),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("entity", Text),
    Column("key", Text, nullable=False),
)
times = Table(
    "times",
    metadata,
    _number(),
    _place(),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("mod", Text),
    Column("earliest", Text, info=SHORT),
    Column("latest", Text),
)
entities = Table(
    "entities",
    metadata,
    _number(),
    _place(),
    Column("id", Text, nullable=False, info=SHORT),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonames", Integer),
    Column("key", Text, nullable=False),
)
notices = Table(
    "notices",
    metadata,
    _number(),
    _place(),
    Column("kind", Text, nullable=False, info=SHORT),
    Column("paragraph", Integer),
    Column("sentence", Integer),
    Column("line", Integer),
    Column("wrong", Text),
    Column("right", Text),
    Column("verdict", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("urn", Text, info=SHORT),
    Column("until", Text),
)
findings = Table(
    "findings",
    metadata,
    _number(),
    _place(),
    Column("kind", Text, nullable=False, info=SHORT),
    Column("says", Text, nullable=False),
    Column("because", Text, nullable=False),
)
previous = Table(
    "previous",
    metadata,
    _number(),
    _place(),
    Column("item", Text, nullable=False, index=True),
)
quarantine = Table(
    "quarantine",
    metadata,
    Column("number", LARGE, primary_key=True, autoincrement=False),
    Column("what", Text, nullable=False),
    Column("advice", Text, nullable=False),
    Column("engine", Text, nullable=False),
)
features = Table(
    "features",
    metadata,
    _number(),
    Column("step", Text, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)
stories = Table(
    "stories",
    metadata,
    Column("story", Text, primary_key=True),
    Column("root", Text, nullable=False, index=True),
    Column("opened", LARGE, nullable=False),
    Column("day", Integer, nullable=False, index=True),
    Column("profile", LargeBinary, nullable=False),
)
story_members = Table(
    "story_members",
    metadata,
    _number(),
    Column("own", Text, primary_key=True),
    Column("story", Text, nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("because", Text, nullable=False),
    Index("ix_story_members_own", "own"),
)
story_terms = Table(
    "story_terms",
    metadata,
    Column("term", Text, primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("story", Text, primary_key=True),
)
story_ties = Table(
    "story_ties",
    metadata,
    Column("story", Text, primary_key=True),
    Column("other", Text, primary_key=True, index=True),
    Column("seq", LARGE, primary_key=True, autoincrement=False),
)
story_moves = Table(
    "story_moves",
    metadata,
    Column("seq", LARGE, primary_key=True, autoincrement=False),
    _number(),
    Column("source", Text, primary_key=True),
    Column("target", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("because", Text, nullable=False),
)
story_judgements = Table(
    "story_judgements",
    metadata,
    Column("seq", LARGE, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("judgement", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("undoes", LARGE),
    Column("holds", Boolean, nullable=False),
)

lineage = Table(
    "lineage",
    metadata,
    _number(),
    Column("item", Text),
    Column("version", Text, nullable=False),
    Column("digest", LARGE, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("unknown", Text),
    Index("ix_lineage_item_version", "item", "version"),
    Index("ix_lineage_digest_delivery", "digest", "delivery"),
)
"""`version`, `delivery` and `place`: where a dispatch stands among the versions of its item, among
those of the same text, and among all, as text that sorts. `unknown`: what a notice of it names,
where nothing of that name is in the store."""
shingles = Table(
    "shingles",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("hash", LARGE, primary_key=True, autoincrement=False),
    _number(),
)
passages = Table(
    "passages",
    metadata,
    Column("span", Integer, primary_key=True, autoincrement=False),
    Column("hash", LARGE, primary_key=True, autoincrement=False),
    _number(),
)
links = Table(
    "links",
    metadata,
    _number(),
    Column("relation", Text, primary_key=True),
    Column("other", LARGE, nullable=False, index=True),
    Column("basis", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("because", Text, nullable=False),
)
claims = Table(
    "claims",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("story", Text, nullable=False, index=True),
    Column("number", LARGE, nullable=False),
    Column("canonical", Text, nullable=False, index=True),
    Column("packed", LargeBinary, nullable=False),
)
claim_ties = Table(
    "claim_ties",
    metadata,
    Column("judgement", Text, primary_key=True),
    Column("seq", LARGE, nullable=False),
    Column("relation", Text, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("by", Text, nullable=False),
)
claim_terms = Table(
    "claim_terms",
    metadata,
    Column("story", Text, primary_key=True),
    Column("concept", Text, primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("weight", Float, nullable=False),
)
claim_members = Table(
    "claim_members",
    metadata,
    _number(),
    _place(),
    Column("claim", Text, nullable=False, index=True),
    Column("statement", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("denies", Boolean, nullable=False),
    Column("points", Boolean, nullable=False),
    Column("act", Text, nullable=False),
    Column("factuality", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("own", Boolean, nullable=False),
    Column("figures", Text, nullable=False),
    Column("first", Text),
    Column("last", Text),
    Column("names", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("because", Text, nullable=False),
    Column("whole", Text),
    Column("called", Text),
    Column("span", Integer, nullable=False, server_default="0"),
    Index("ix_claim_members_origin", "origin", "own", "number"),
    Index("ix_claim_members_whole", "whole", "number"),
    Index("ix_claim_members_called", "span", "called", "origin"),
    Index("ix_claim_members_statement", "span", "statement"),
)
"""`whole`: the key of the body that the origin is part of; `called`: its name in small letters; `span`: of which
stretch of numbers (SPAN) it is."""
judgements = Table(
    "judgements",
    metadata,
    Column("seq", LARGE, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("judgement", Text, nullable=False, index=True),
    Column("subjects", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", Text),
    Column("holds", Boolean, nullable=False),
)
alerts = Table(
    "alerts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("definition", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("seen", LARGE, nullable=False),
    Column("looked", Text, nullable=False),
)
"""What somebody wants to be told. `seen`: the journal's number up to which it has been looked at,
`looked`: when it was. Not derived: kept by a rebuild."""
alert_events = Table(
    "alert_events",
    metadata,
    Column("alert", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("holds", Boolean, nullable=False),
    Column("fired", Text, nullable=False),
    Column("told", Text),
    Column("tries", Integer, nullable=False),
    Column("again", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_alert_events_told", "told"),
)
"""What has fired. `told`: when its target took it ("-": nobody is to be told), None while it has not.
`again`: not to be tried before. `holds`: whether the condition on `subject` is still met. Not derived."""

DERIVED = (
    dispatches, readings, datelines, statements, sources, times, entities, notices, findings,
    previous, quarantine, features,
)  # fmt: skip
"""What is derived from each dispatch alone, but for the search index, which each database has in
its own kind."""
FOLDED: tuple[Table, ...] = (
    lineage, shingles, links, passages,
    stories, story_members, story_terms, story_ties, story_moves, story_judgements,
    claims, claim_terms, claim_members, claim_ties, judgements,
)  # fmt: skip
"""What is derived from the dispatches together, in the order of the journal."""


def as_made() -> MetaData:
    """The tables with what each database has of its own, for what compares or makes them. Saying it loads
    both databases' dialects, for which nobody else should have to wait."""
    for table in (story_terms, shingles, passages, claim_terms):
        table.dialect_options["sqlite"]["with_rowid"] = False
    for name in ("sqlite", "postgresql"):
        EMBARGOED.dialect_options[name]["where"] = dispatches.c.embargo.is_not(None)
    return metadata
