"""Count the writes of each topic, so that another program notices a change with one cheap read."""

from sqlalchemy import Connection, select

from nbcare.store import tables
from nbcare.store.job import job
from nbcare.store.upsert import insert_into


def note(connection: Connection, topic: str) -> None:
    """Count one more write of a topic; until it is committed, no other program writes to the same topic."""
    insert = insert_into(connection, tables.changes)
    more = insert.on_conflict_do_update(index_elements=["topic"], set_={"count": tables.changes.c.count + 1})
    connection.execute(more, {"topic": topic, "count": 1})


@job
def counts(connection: Connection) -> dict[str, int]:
    """Return how often each topic was written to; one that never was is missing."""
    rows = connection.execute(select(tables.changes.c.topic, tables.changes.c.count.label("writes")))
    return {row.topic: row.writes for row in rows}
