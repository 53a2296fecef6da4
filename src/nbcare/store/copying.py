"""Copy a whole store into another database: into a file for a backup, or from there to a server."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from nbcare.store import tables
from nbcare.store.errors import StoreNotOpenedError
from nbcare.store.job import job
from nbcare.store.store import Store

TOGETHER = 500
"""Rows that are in memory at once."""


def copy(source: Store, target: Store) -> int:
    """Copy every row; return how many there are. Raise StoreNotOpenedError when the target holds any answer or log-in.

    What is written to the source meanwhile is not among them: all rows are as of one moment.
    """
    if target.read(_holds_rows()):
        raise StoreNotOpenedError(target.place, "", "holds answers already", "name an empty database")
    count = 0

    def read(connection: Connection) -> None:
        nonlocal count
        for table in tables.metadata.sorted_tables:
            for rows in _pages(connection, table):
                target.write(_insert(table, rows))
                count += len(rows)

    source.read(read)
    return count


@job
def _holds_rows(connection: Connection) -> bool:
    return any(
        connection.execute(select(table).limit(1)).first() is not None for table in tables.metadata.sorted_tables
    )


@job
def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    connection.execute(table.insert(), list(rows))


def _pages(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = connection.execution_options(yield_per=TOGETHER).execute(select(table))
    for part in found.partitions(TOGETHER):
        yield [dict(row._mapping) for row in part]
