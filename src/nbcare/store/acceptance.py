"""Hand-ins that came after results were returned: they wait until an instructor lets them count."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select, update

from nbcare.store import changes, hand_ins, tables
from nbcare.store.hand_ins import HandIn
from nbcare.store.job import job

_table = tables.hand_ins


@job
def waiting(connection: Connection, assessment: str) -> list[HandIn]:
    """Return the hand-ins of a quiz that do not count yet, and are newer than the one that does: by learner and attempt."""
    counting = (
        select(_table.c.learner, func.max(_table.c.attempt).label("attempt"))
        .where(_table.c.assessment == assessment, _table.c.after_results.is_(False) | _table.c.accepted.is_not(None))
        .group_by(_table.c.learner)
        .subquery()
    )
    newer = counting.c.attempt.is_(None) | (_table.c.attempt > counting.c.attempt)
    flagged = _table.c.assessment == assessment, _table.c.after_results, _table.c.accepted.is_(None), newer
    query = select(*hand_ins.WITHOUT_DOCUMENT).outerjoin(counting, _table.c.learner == counting.c.learner)
    rows = connection.execute(query.where(*flagged).order_by(_table.c.learner, _table.c.attempt))
    return [hand_ins.read_row(row) for row in rows]


@job
def accept(
    connection: Connection, assessment: str, learners: Collection[str] | None, attempt: int | None, at: str
) -> list[HandIn]:
    """Let what waits count from this moment, of these learners or (None) of all; return what was accepted.

    Of each learner the newest that waits is accepted, or the one with this number.
    """
    chosen = {
        one.learner: one
        for one in waiting(assessment)(connection)
        if (learners is None or one.learner in learners) and attempt in (None, one.attempt)
    }
    _mark(connection, list(chosen.values()), at)
    return [one._replace(accepted=at) for one in chosen.values()]


@job
def withdraw(connection: Connection, assessment: str, learners: Collection[str]) -> list[HandIn]:
    """Take back that hand-ins of these learners were accepted; return those that wait again."""
    of_quiz = _table.c.assessment == assessment, _table.c.accepted.is_not(None)
    query = select(*hand_ins.WITHOUT_DOCUMENT).where(*of_quiz).order_by(_table.c.learner, _table.c.attempt)
    chosen = [hand_ins.read_row(row) for row in connection.execute(query)]
    chosen = [one for one in chosen if one.learner in learners]
    _mark(connection, chosen, None)
    return [one._replace(accepted=None) for one in chosen]


def _mark(connection: Connection, chosen: Sequence[HandIn], at: str | None) -> None:
    changes.note(connection, hand_ins.TOPIC)
    for one in chosen:
        connection.execute(update(_table).where(*hand_ins.is_(one)).values(accepted=at))
