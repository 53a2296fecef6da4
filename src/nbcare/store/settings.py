"""What is one for the whole store, by its name: the secret that signs cookies, for example."""

from sqlalchemy import Connection, delete, select

from nbcare.store import changes, tables, upsert
from nbcare.store.job import job

TOPIC = "settings"


@job
def find(connection: Connection, name: str) -> str | None:
    """Return a value, None when it was never set."""
    table = tables.settings.c
    return connection.execute(select(table.value).where(table.name == name)).scalar_one_or_none()


@job
def put(connection: Connection, name: str, value: str) -> None:
    """Set a value."""
    changes.note(connection, TOPIC)
    upsert.put(connection, tables.settings, [{"name": name, "value": value}])


@job
def take(connection: Connection, name: str, value: str) -> bool:
    """Remove a setting that has this value; return whether it had: of two programs that ask, one hears yes."""
    columns = tables.settings.c
    removed = delete(tables.settings).where(columns.name == name, columns.value == value)
    return connection.execute(removed).rowcount > 0


@job
def put_once(connection: Connection, name: str, value: str) -> str:
    """Set a value unless it is set; return the one that stands. Programs that ask at the same time get the same."""
    changes.note(connection, TOPIC)
    upsert.insert_missing(connection, tables.settings, [{"name": name, "value": value}])
    standing = find(name)(connection)
    assert standing is not None  # it was inserted a moment ago
    return standing
