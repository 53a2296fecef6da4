"""The tables of the store. Each that holds a learner's data has a column `learner`.

`migrations/versions` makes them; a change here needs a revision there, and a test compares the two.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 5
"""The version that this program reads and writes: the last revision in `migrations/versions`."""

metadata = MetaData()

# Ids are ordered by their bytes in both databases, whatever the language of the server.
_ID = Text().with_variant(Text(collation="C"), "postgresql")


def _id(name: str) -> Column[str]:
    return Column(name, _ID, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text(), nullable=False)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer(), nullable=False)


def _number(name: str) -> Column[float]:
    return Column(name, Float(), nullable=False)


def _truth(name: str) -> Column[bool]:
    return Column(name, Boolean(), nullable=False)


def _answer_columns() -> list[Column[Any]]:
    """Return what both the answer so far and each earlier one hold: `response` as JSON, `seconds` spent on the item."""
    return [
        _whole("revision"),
        _text("response"),
        _text("shown"),
        _text("at"),
        Column("opened", Text()),
        Column("seconds", Float()),
        Column("sure", Integer()),
    ]


# Without row ids, the rows of one learner lie side by side in SQLite's file.
answers = Table(
    "answers",
    metadata,
    _id("learner"),
    _id("scope"),
    _id("item"),
    *_answer_columns(),
    PrimaryKeyConstraint("learner", "scope", "item", name="answers_key"),
    sqlite_with_rowid=False,
)

# The key is the promise that no revision is acknowledged twice. Rows are only ever added.
answer_history = Table(
    "answer_history",
    metadata,
    _id("learner"),
    _id("scope"),
    _id("item"),
    *_answer_columns(),
    _text("release"),
    PrimaryKeyConstraint("learner", "scope", "item", "revision", name="answer_history_key"),
    sqlite_with_rowid=False,
)

# One row a learner and module or quiz: its lock, its seed, and whether it is handed in with no new attempt begun.
scopes = Table(
    "scopes",
    metadata,
    _id("learner"),
    _id("scope"),
    _text("seed"),
    _text("release"),
    _text("begun"),
    _truth("handed_in"),
    PrimaryKeyConstraint("learner", "scope", name="scopes_key"),
    sqlite_with_rowid=False,
)

hand_ins = Table(
    "hand_ins",
    metadata,
    _id("learner"),
    _id("assessment"),
    _whole("attempt"),
    Column("nonce", _ID),
    _text("at"),
    _text("hash"),
    _whole("answered"),
    _whole("total"),
    _truth("late"),
    _truth("after_results"),
    _text("release"),
    Column("reopened", Text()),
    _text("document"),
    Column("accepted", Text()),
    Column("held", Text()),
    PrimaryKeyConstraint("learner", "assessment", "attempt", name="hand_ins_key"),
    UniqueConstraint("learner", "assessment", "nonce", name="hand_ins_nonce"),
    Index("hand_ins_of_assessment", "assessment", "learner", "attempt"),
)

roster = Table(
    "roster",
    metadata,
    _id("learner"),
    _text("name"),
    _text("salt"),
    _text("hash"),
    _truth("listed"),
    Column("digits", Boolean()),
    PrimaryKeyConstraint("learner", name="roster_key"),
)

sessions = Table(
    "sessions",
    metadata,
    _id("token_hash"),
    _id("learner"),
    _number("began"),
    _number("seen"),
    _text("mark"),
    PrimaryKeyConstraint("token_hash", name="sessions_key"),
    Index("sessions_of_learner", "learner"),
)

devices = Table(
    "devices",
    metadata,
    _id("device_hash"),
    _id("learner"),
    _number("seen"),
    PrimaryKeyConstraint("device_hash", "learner", name="devices_key"),
    Index("devices_of_learner", "learner"),
)

ended_tokens = Table(
    "ended_tokens",
    metadata,
    _id("token_hash"),
    _number("ended"),
    PrimaryKeyConstraint("token_hash", name="ended_tokens_key"),
)

results = Table(
    "results",
    metadata,
    _id("learner"),
    _id("assessment"),
    _text("at"),
    _text("entry"),
    PrimaryKeyConstraint("learner", "assessment", name="results_key"),
    Index("results_of_assessment", "assessment", "learner"),
)

terms = Table(
    "terms",
    metadata,
    _id("assessment"),
    _truth("open"),
    _text("due"),
    Column("attempts", Integer()),
    _truth("returned"),
    PrimaryKeyConstraint("assessment", name="terms_key"),
)

# What was asked, with its key, so that an old answer can be marked by it. Rows are only ever added.
released_items = Table(
    "released_items",
    metadata,
    _id("assessment"),
    _id("item"),
    _id("shown"),
    _text("content"),
    _text("release"),
    _text("at"),
    PrimaryKeyConstraint("assessment", "item", "shown", name="released_items_key"),
)

settings = Table(
    "settings",
    metadata,
    _id("name"),
    _text("value"),
    PrimaryKeyConstraint("name", name="settings_key"),
)

changes = Table(
    "changes",
    metadata,
    _id("topic"),
    _whole("count"),
    PrimaryKeyConstraint("topic", name="changes_key"),
)
