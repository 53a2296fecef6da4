"""Connect to a PostgreSQL server so that what is committed outlives a power cut."""

from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

from nbcare.store.errors import StoreNotOpenedError

READERS = 16
"""Connections that may read at once."""
CONNECT_SECONDS = 10
_DRIVER = "postgresql+psycopg"


def engine(url: URL, patience: float, *, writes: bool) -> Engine:
    """Return the connections to a server: the one that writes, or those that only read.

    `patience` is how many seconds to wait for rows that another program is changing.
    """
    options: dict[str, Any] = (
        {"pool_size": 1, "max_overflow": 0, "isolation_level": "READ COMMITTED"}
        if writes
        # All that one job reads is of one moment.
        else {"pool_size": 4, "max_overflow": READERS - 4, "isolation_level": "REPEATABLE READ"}
    )
    wait = {"connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": CONNECT_SECONDS * 1000}
    try:
        made = create_engine(
            url.set(drivername=_DRIVER),
            connect_args=wait,
            pool_timeout=patience,
            hide_parameters=True,  # no answer in a log
            **options,
        )
    except ModuleNotFoundError:
        raise StoreNotOpenedError(
            url.render_as_string(), "", "needs the package psycopg", "run: pip install 'nbcare[postgresql]'"
        ) from None

    @event.listens_for(made, "connect")
    def _prepare(connection: Any, record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {round(patience * 1000)}")
            # Whatever is usual at this server: an answer that is said to be saved is on its disk.
            cursor.execute(
                "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
            )
            if not writes:
                cursor.execute("SET default_transaction_read_only = on")
        connection.commit()

    return made
