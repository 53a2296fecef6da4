"""Log-ins under way at an identity provider: what was known when the browser was sent there, by its state."""

from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from nbcare.store import changes, tables
from nbcare.store.job import job
from nbcare.store.values import name

TOPIC = "oauth_states"
_table = tables.oauth_states


class Kept(NamedTuple):
    """What was kept for a state, and when (seconds since 1970)."""

    payload: str
    created: float


@job
def keep(connection: Connection, state: str, kept: Kept, at_most: int) -> None:
    """Keep a log-in that begins; beyond `at_most` unfinished ones the oldest are forgotten."""
    changes.note(connection, TOPIC)
    connection.execute(_table.insert(), {"state": name(state, "the state"), **kept._asdict()})
    youngest = select(_table.c.state).order_by(_table.c.created.desc(), _table.c.state).limit(at_most).subquery()
    connection.execute(delete(_table).where(_table.c.state.not_in(select(youngest.c.state))))


@job
def take(connection: Connection, state: str) -> Kept | None:
    """Return what was kept for a state and forget it: of two programs that ask, one gets it."""
    changes.note(connection, TOPIC)
    taken = delete(_table).where(_table.c.state == state).returning(_table.c.payload, _table.c.created)
    row = connection.execute(taken).one_or_none()
    return None if row is None else Kept(*row)


@job
def forget(connection: Connection, created_before: float) -> int:
    """Forget the log-ins that began before a moment; return how many there were."""
    changes.note(connection, TOPIC)
    return connection.execute(delete(_table).where(_table.c.created < created_before)).rowcount


@job
def find(connection: Connection, state: str) -> Kept | None:
    """Return what was kept for a state, which stays."""
    columns = select(_table.c.payload, _table.c.created)
    row = connection.execute(columns.where(_table.c.state == state)).one_or_none()
    return None if row is None else Kept(*row)
