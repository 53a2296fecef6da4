"""Open a store, make it when there is none, and refuse one that this program cannot use."""

from collections.abc import Sequence

from nbcare.store import migration
from nbcare.store.database import Database
from nbcare.store.errors import StoreNotOpenedError
from nbcare.store.mounts import Mount
from nbcare.store.store import Store
from nbcare.store.tables import SCHEMA_VERSION

PATIENCE = 10.0
"""Seconds to wait while another program writes."""
UPGRADE = "nbcare upgrade"
"""The command that calls `migrate`."""


def open_store(
    url: str, *, migrate: bool = False, patience: float = PATIENCE, mounts: Sequence[Mount] | None = None
) -> Store:
    """Open the store at an address: `sqlite:///path/to/store.db`, or `postgresql://user@host/database`.

    An empty database gets its tables; an older one is upgraded with `migrate`. Raise StoreNotOpenedError when it is
    older without that, newer, something else, or on a network drive, and StoreUnavailableError when it cannot be reached.
    `mounts` stands for this computer's own.
    """
    database = Database(url, patience, mounts)
    try:
        _prepare(database, migrate)
    except BaseException:
        database.close()
        raise
    return Store(database)


def schema_version(url: str) -> int:
    """Return the version of the tables at an address; 0 when there are none. Raise as `open_store` does."""
    database = Database(url, PATIENCE)
    try:
        return _version(database)
    finally:
        database.close()


def migrate(url: str) -> None:
    """Bring the tables at an address to this program's version; raise as `open_store` does."""
    open_store(url, migrate=True).close()


def _prepare(database: Database, may_upgrade: bool) -> None:
    found = version_of(database)
    if found == 0 or (found < SCHEMA_VERSION and may_upgrade):
        database.write(migration.upgrade())
        found = version_of(database)
    if found < SCHEMA_VERSION:
        raise StoreNotOpenedError(
            database.place,
            "",
            f"its tables are of version {found}, this program's of {SCHEMA_VERSION}",
            f"make a backup, then run: {UPGRADE}",
        )


def version_of(database: Database) -> int:
    """Return the version of a database's tables, 0 when there are none; raise StoreNotOpenedError for no store or a newer one."""
    found = _version(database)
    if found > SCHEMA_VERSION:
        raise StoreNotOpenedError(
            database.place,
            "",
            f"a newer program made its tables (version {found}, this one reads {SCHEMA_VERSION})",
            "install that program's release",
        )
    return found


def _version(database: Database) -> int:
    found = database.read(migration.version())
    if found == migration.UNKNOWN:
        raise StoreNotOpenedError(
            database.place, "", "it holds something else than a store of this course", "name an empty database"
        )
    return found
