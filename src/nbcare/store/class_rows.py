"""All rows about learners together: who has any, and an end of them when a class is put aside."""

from sqlalchemy import Connection, delete, select, union

from nbcare.store import changes, roster, tables
from nbcare.store.job import job

_WORK = (tables.answers, tables.hand_ins, tables.results)


@job
def with_work(connection: Connection) -> set[str]:
    """Return the ids under which anything was answered, handed in or returned."""
    return set(connection.execute(union(*(select(table.c.learner) for table in _WORK))).scalars())


@job
def clear(connection: Connection) -> int:
    """Delete every row about a learner and the terms of the class, all or nothing; return how many there were.

    What belongs to the course stays: released items, settings, secrets. Copy the store first.
    """
    count = 0
    for table in tables.metadata.sorted_tables:
        if "learner" in table.columns or table is tables.terms:
            changes.note(connection, table.name)
            count += connection.execute(delete(table)).rowcount
    kept = tables.settings.c.name
    connection.execute(delete(tables.settings).where(kept.startswith(roster.SETTINGS, autoescape=True)))
    return count
