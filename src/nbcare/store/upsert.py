"""Insert rows whose key may be taken already."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose key is not taken; the others stay as they are."""
    if rows:
        connection.execute(insert_into(connection, table).on_conflict_do_nothing(), list(rows))


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each in the place of the one of the same key."""
    if not rows:
        return
    insert = insert_into(connection, table)
    key = [column.name for column in table.primary_key]
    changed = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in key}
    connection.execute(insert.on_conflict_do_update(index_elements=key, set_=changed), list(rows))


def insert_into(connection: Connection, table: Table) -> Any:
    """Return an INSERT that may say what to do about a key that is taken."""
    # The two databases write this statement alike, but SQLAlchemy has a class for each.
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
