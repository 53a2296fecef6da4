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
    newest = (
        select(_table.c.learner, func.max(_table.c.attempt).label("attempt"))
        .where(_table.c.assessment == assessment, hand_ins.COUNTS)
        .group_by(_table.c.learner)
        .subquery()
    )
    newer = newest.c.attempt.is_(None) | (_table.c.attempt > newest.c.attempt)
    query = select(*hand_ins.WITHOUT_DOCUMENT).outerjoin(newest, _table.c.learner == newest.c.learner)
    query = query.where(_table.c.assessment == assessment, ~hand_ins.COUNTS, newer)
    return [hand_ins.read_row(row) for row in connection.execute(query.order_by(_table.c.learner, _table.c.attempt))]


@job
def accept(
    connection: Connection, assessment: str, learners: Collection[str] | None, attempt: int | None, at: str
) -> list[HandIn]:
    """Let what waits count from this moment, of these learners or (None) of all; return what was accepted.

    Of each learner the last attempt that waits is accepted, whatever the clock said then, or the one with this number.
    """
    chosen: dict[str, HandIn] = {}
    for one in waiting(assessment)(connection):
        if (learners is None or one.learner in learners) and attempt in (None, one.attempt):
            chosen[one.learner] = one
    several = [chosen[learner] for learner in sorted(chosen)]
    _mark(connection, several, at)
    return [one._replace(accepted=at) for one in several]


@job
def withdraw(connection: Connection, assessment: str, learners: Collection[str]) -> list[HandIn]:
    """Take back the newest acceptance of each of these learners; return the hand-ins that wait again.

    Nothing is taken back of a learner who has no earlier hand-in that counts: what was graded would belong to none.
    """
    taken = []
    for learner in sorted(set(learners)):
        counting = [one for one in hand_ins.of(learner, assessment)(connection) if one.counts]
        if len(counting) > 1 and counting[-1].accepted is not None:
            taken.append(counting[-1])
    _mark(connection, taken, None)
    return [one._replace(accepted=None) for one in taken]


def _mark(connection: Connection, chosen: Sequence[HandIn], at: str | None) -> None:
    changes.note(connection, hand_ins.TOPIC)
    for one in chosen:
        connection.execute(update(_table).where(*hand_ins.is_(one)).values(accepted=at))
