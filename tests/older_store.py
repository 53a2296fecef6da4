"""A store as the program of the first schema version made it."""

from unittest import mock

from sqlalchemy import text

from nbcare.store import migration
from nbcare.store.opening import open_store

COLUMNS = "learner, assessment, attempt, at, hash, answered, total, late, after_results, release, document"
VALUES = "'anna', 'x', 1, '2026-12-01T09:00:00Z', 'ab', 1, 2, false, false, '1.0.0', '{}'"


def make(address: str) -> None:
    """Make a store of version 1 at an address, with one hand-in: of anna, for the quiz x."""
    with (
        mock.patch.object(migration, "SCHEMA_VERSION", 1),
        mock.patch("nbcare.store.opening.SCHEMA_VERSION", 1),
        open_store(address) as store,
    ):
        store.write(
            lambda connection: connection.execute(text(f"INSERT INTO hand_ins ({COLUMNS}) VALUES ({VALUES})")) and None
        )
