"""The version of a database's tables: make them, read it, bring them up to date."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from nbcare.store.job import job
from nbcare.store.tables import SCHEMA_VERSION

MIGRATIONS = Path(__file__).parent / "migrations"
"""Where the revisions lie."""
UNKNOWN = -1
"""The version of tables that are not ours."""
_VERSIONS = "alembic_version"
_LOCK = 7_161_031_147
"""A number of our own, under which PostgreSQL lets one program at a time change the tables."""


@job
def version(connection: Connection) -> int:
    """Return the version of the tables: 0 for an empty database, UNKNOWN when what it holds is no store."""
    tables = inspect(connection).get_table_names()
    if _VERSIONS not in tables:
        return UNKNOWN if tables else 0
    found = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar_one_or_none()
    return int(found) if found is not None and found.isdecimal() else UNKNOWN


@job
def upgrade(connection: Connection, to: int | None = None) -> None:
    """Bring the tables to this program's version, or to an earlier one, all or nothing.

    Tables that are of that version or a later one already stay as they are: another program may have been first.
    """
    wanted = SCHEMA_VERSION if to is None else to
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    if version()(connection) not in range(wanted):
        return
    from alembic import command  # only to make or upgrade tables: a portal that starts again does without
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, str(wanted))
