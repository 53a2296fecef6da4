"""Hand-ins that came after results were returned: they wait until an instructor lets them count."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select, update

from nbcare.store import changes, hand_ins, tables
from nbcare.store.hand_ins import HandIn
from nbcare.store.job import job

_table = tables.hand_ins


@job
def waiting(connection: Connection, assessment: str) -> list[HandIn]:
    """Return by learner the newest hand-ins of a quiz that do not count yet."""
    newest = (
        select(_table.c.learner, func.max(_table.c.attempt).label("attempt"))
        .where(_table.c.assessment == assessment)
        .group_by(_table.c.learner)
        .subquery()
    )
    flagged = _table.c.assessment == assessment, _table.c.after_results, _table.c.accepted.is_(None)
    one = (_table.c.learner == newest.c.learner) & (_table.c.attempt == newest.c.attempt)
    query = select(*hand_ins.WITHOUT_DOCUMENT).join(newest, one).where(*flagged).order_by(_table.c.learner)
    return [hand_ins.read_row(row) for row in connection.execute(query)]


@job
def accept(connection: Connection, assessment: str, learners: Collection[str] | None, at: str) -> list[HandIn]:
    """Let what waits count from this moment, of these learners or (None) of all; return what was accepted."""
    changes.note(connection, hand_ins.TOPIC)
    chosen = [one for one in waiting(assessment)(connection) if learners is None or one.learner in learners]
    for one in chosen:
        connection.execute(update(_table).where(*hand_ins.is_(one)).values(accepted=at))
    return [one._replace(accepted=at) for one in chosen]
