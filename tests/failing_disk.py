"""Let the writes of a store fail, as on a full or a read-only disk."""

from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from nbcare.store.store import Store


@contextmanager
def failing(store: Store, pragma: str):
    """Let each write of a store fail as long as the block lasts, by a pragma: of a full or a read-only disk."""

    def prepare(connection: Any, record: Any) -> None:
        connection.execute(pragma)

    event.listen(store.database.writer, "connect", prepare)
    store.database.close()
    try:
        yield
    finally:
        event.remove(store.database.writer, "connect", prepare)
        store.database.close()


def full_disk(store: Store) -> str:
    """Return the pragma that leaves no room for another page: what is short may still fit into one that is there."""
    with store.database.writer.connect() as connection:
        return f"PRAGMA max_page_count = {connection.exec_driver_sql('PRAGMA page_count').scalar()}"


READ_ONLY = "PRAGMA query_only = ON"
