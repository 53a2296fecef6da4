"""Copy a whole store into another database: into a file for a backup, or from there to a server."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select

from nbcare.store import migration, tables
from nbcare.store.database import Database
from nbcare.store.errors import StoreNotOpenedError
from nbcare.store.job import job
from nbcare.store.opening import PATIENCE, version_of

TOGETHER = 500
"""Rows that are in memory at once."""


def copy(source: str, target: str) -> int:
    """Copy every row from one address to another, all or nothing; return how many there are.

    The source may be of an older version: the target becomes of the same one. What is written to the source meanwhile is
    not copied: all rows are as of one moment. Raise StoreNotOpenedError when the target holds any row, and otherwise as
    `open_store` does.
    """
    with closing(Database(source, PATIENCE)) as reader, closing(Database(target, PATIENCE)) as writer:
        version = version_of(reader)
        version_of(writer)
        # The whole is one job: when a connection breaks in the middle, it begins again in an empty target.
        return writer.write(lambda connection: _copy(reader, writer, connection, version)) if version else 0


def holds_learners(url: str) -> bool:
    """Return whether there is any row about a learner at an address; raise as `open_store` does."""
    with closing(Database(url, PATIENCE)) as database:
        return version_of(database) > 0 and database.read(_holds_rows("learner"))


def _copy(reader: Database, writer: Database, connection: Connection, version: int) -> int:
    with writer.explained():
        if migration.version()(connection) and _holds_rows()(connection):
            raise StoreNotOpenedError(writer.place, "", "holds answers already", "name an empty database")
        migration.upgrade(version)(connection)
        if migration.version()(connection) != version:
            raise StoreNotOpenedError(writer.place, "", "its tables are of another version", "name an empty database")
    count = 0
    with reader.reading() as reading:
        # By reflection, because tables.py describes this program's version only.
        for table, target in zip(_tables(reading), _tables(connection), strict=True):
            for rows in _pages(reading, table):
                with writer.explained():
                    connection.execute(target.insert(), rows)
                count += len(rows)
    return count


@job
def _holds_rows(connection: Connection, column: str | None = None) -> bool:
    """Return whether there is any row, in the tables with one column or in all."""
    looked_at = [table for table in _tables(connection) if column is None or column in table.columns]
    return any(connection.execute(select(table).limit(1)).first() is not None for table in looked_at)


def _tables(connection: Connection) -> list[Table]:
    """Return the store's tables as they are in a database, by name."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in tables.metadata.tables)
    return [found.tables[name] for name in sorted(found.tables)]


def _pages(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = connection.execute(select(table).execution_options(yield_per=TOGETHER))
    for part in found.partitions(TOGETHER):
        yield [dict(row._mapping) for row in part]
