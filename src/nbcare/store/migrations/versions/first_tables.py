"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

_ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables of the first version."""
    _make_tables_of_answers()
    _make_tables_of_log_ins()
    _make_tables_of_grading()
    op.create_table("settings", _id("name"), _text("value"), _key("settings", "name"))
    op.create_table("changes", _id("topic"), _whole("count"), _key("changes", "topic"))


def _make_tables_of_answers() -> None:
    ids = ("learner", "scope", "item")
    op.create_table("answers", *map(_id, ids), *_answer_columns(), _key("answers", *ids), sqlite_with_rowid=False)
    op.create_table(
        "answer_history",
        *map(_id, ids),
        *_answer_columns(),
        _text("release"),
        _key("answer_history", *ids, "revision"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "scopes",
        _id("learner"),
        _id("scope"),
        *map(_text, ("seed", "release", "begun")),
        _truth("handed_in"),
        _key("scopes", "learner", "scope"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hand_ins",
        _id("learner"),
        _id("assessment"),
        _whole("attempt"),
        sa.Column("nonce", _ID),
        *map(_text, ("at", "hash")),
        *map(_whole, ("answered", "total")),
        *map(_truth, ("late", "after_results")),
        _text("release"),
        sa.Column("reopened", sa.Text()),
        _text("document"),
        _key("hand_ins", "learner", "assessment", "attempt"),
        sa.UniqueConstraint("learner", "assessment", "nonce", name="hand_ins_nonce"),
    )
    op.create_index("hand_ins_of_assessment", "hand_ins", ["assessment", "learner", "attempt"])


def _make_tables_of_log_ins() -> None:
    op.create_table(
        "roster", _id("learner"), *map(_text, ("name", "salt", "hash")), _truth("listed"), _key("roster", "learner")
    )
    op.create_table(
        "sessions",
        _id("token_hash"),
        _id("learner"),
        *map(_number, ("began", "seen")),
        _text("mark"),
        _key("sessions", "token_hash"),
    )
    op.create_index("sessions_of_learner", "sessions", ["learner"])
    op.create_table("oauth_states", _id("state"), _text("payload"), _number("created"), _key("oauth_states", "state"))
    op.create_table("ended_tokens", _id("token_hash"), _number("ended"), _key("ended_tokens", "token_hash"))


def _make_tables_of_grading() -> None:
    op.create_table(
        "results",
        _id("learner"),
        _id("assessment"),
        *map(_text, ("at", "entry")),
        _key("results", "learner", "assessment"),
    )
    op.create_index("results_of_assessment", "results", ["assessment", "learner"])
    op.create_table(
        "terms",
        _id("assessment"),
        _truth("open"),
        _text("due"),
        sa.Column("attempts", sa.Integer()),
        _truth("returned"),
        _key("terms", "assessment"),
    )
    op.create_table(
        "released_items",
        *map(_id, ("assessment", "item", "shown")),
        *map(_text, ("content", "release", "at")),
        _key("released_items", "assessment", "item", "shown"),
    )


def _answer_columns() -> list[sa.Column[object]]:
    return [
        _whole("revision"),
        *map(_text, ("response", "shown", "at")),
        sa.Column("opened", sa.Text()),
        sa.Column("seconds", sa.Float()),
        sa.Column("sure", sa.Integer()),
    ]


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, _ID, nullable=False)


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Float(), nullable=False)


def _truth(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"{table}_key")
