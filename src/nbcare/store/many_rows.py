"""Statements over many rows at once, for the path of a saved answer.

One statement for a batch, not one for each row, and one row of JSON for all that is read: SQLite's driver gives up
Python's lock at every row, and under a busy event loop each time may cost it five milliseconds to get it back.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table

Key = tuple[str, str]
"""A learner and a scope."""

AT_ONCE = 32
"""Rows of which any number is one statement: between two statements the writer waits for Python's lock."""
_JOIN = {"sqlite": "group_concat", "postgresql": "string_agg"}
_LOCK = {"sqlite": "", "postgresql": "FOR UPDATE OF scopes"}


def insert(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], *, replace: bool = False) -> None:
    """Insert rows with a value for each column of the table; with `replace`, in the place of those of the same key."""
    done = 0
    while done < len(rows):
        # Few statements, which the driver knows again: any small size, and powers of two.
        left = len(rows) - done
        size = left if left <= AT_ONCE else 1 << left.bit_length() - 1
        values = [value for row in rows[done : done + size] for value in row]
        connection.exec_driver_sql(_insert(table, size, replace, _mark(connection.dialect)), tuple(values))
        done += size


def lock_scopes(connection: Connection, keys: Sequence[Key]) -> dict[Key, bool]:
    """Keep other programs from changing these scopes until the end; return which exist, and whether they are handed in."""
    return _read(connection, _scopes, keys)


def read_answers(connection: Connection, keys: Sequence[Key]) -> dict[Key, dict[str, Any]]:
    """Return the answers of these scopes by item: response and revision."""
    return _read(connection, _answers, keys)


def _read(connection: Connection, statement: Any, keys: Sequence[Key]) -> dict[Key, Any]:
    """Run a statement that returns one JSON object by the keys' places."""
    size = 1 << (len(keys) - 1).bit_length()
    padded = [*keys, *[keys[-1]] * (size - len(keys))]
    sql = statement(size, connection.dialect.name, _mark(connection.dialect))
    text = connection.exec_driver_sql(sql, tuple(word for key in padded for word in key)).scalar_one()
    return {padded[int(place)]: found for place, found in json.loads(text or "{}").items()}


def _mark(dialect: Dialect) -> str:
    return "?" if dialect.paramstyle == "qmark" else "%s"


def _wanted(size: int, mark: str) -> str:
    rows = ", ".join(f"({place}, {mark}, {mark})" for place in range(size))
    return f"WITH wanted (place, learner, scope) AS (VALUES {rows})"


@cache
def _scopes(size: int, dialect: str, mark: str) -> str:
    # In one order for all: two programs that want the same scopes then never wait for each other.
    return f"""
        {_wanted(size, mark)}
        SELECT '{{' || {_JOIN[dialect]}(entry, ',') || '}}' FROM (
            SELECT {_format(dialect, '"%s":%s')}, place, CASE WHEN handed_in THEN 'true' ELSE 'false' END) AS entry
            FROM wanted JOIN scopes ON scopes.learner = wanted.learner AND scopes.scope = wanted.scope
            ORDER BY scopes.learner, scopes.scope {_LOCK[dialect]}
        ) AS found
    """


@cache
def _answers(size: int, dialect: str, mark: str) -> str:
    # The name of an item holds nothing that JSON would escape: values.py refuses it.
    return f"""
        {_wanted(size, mark)}
        SELECT '{{' || {_JOIN[dialect]}({_format(dialect, '"%s":{%s}')}, place, entries), ',') || '}}' FROM (
            SELECT place, (
                SELECT {_JOIN[dialect]}({_format(dialect, '"%s":{"revision":%s,"response":%s}')}, item, revision, response), ',')
                FROM answers WHERE answers.learner = wanted.learner AND answers.scope = wanted.scope
            ) AS entries FROM wanted
        ) AS found
    """


def _format(dialect: str, form: str) -> str:
    """Begin a call that fills in a form; a percent sign is doubled where it would stand for a parameter."""
    return f"format('{form.replace('%', '%%')}'" if dialect == "postgresql" else f"printf('{form}'"


@cache
def _insert(table: Table, size: int, replace: bool, mark: str) -> str:
    names = [column.name for column in table.columns]
    row = f"({', '.join([mark] * len(names))})"
    sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES {', '.join([row] * size)}"
    if not replace:
        return sql
    key = [column.name for column in table.primary_key]
    changed = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key)
    return f"{sql} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changed}"
