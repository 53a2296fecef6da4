"""Log-ins that last, by the hash of their token: the token itself is in the browser only."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from nbcare.store import changes, tables, upsert
from nbcare.store.job import job
from nbcare.store.values import name

TOPIC = "sessions"
_table = tables.sessions


class Session(NamedTuple):
    """One log-in: its learner, when it began and was last seen (seconds since 1970), and a mark of the PIN it used."""

    learner: str
    began: float
    seen: float
    mark: str = ""


@job
def begin(connection: Connection, token_hash: str, session: Session, of_one_learner: int) -> None:
    """Begin a log-in; beyond `of_one_learner` log-ins of the same learner, the oldest end."""
    changes.note(connection, TOPIC)
    row = {"token_hash": name(token_hash, "the token"), **session._asdict()}
    upsert.put(connection, _table, [row | {"learner": name(session.learner, "the learner")}])
    # The one that begins is the youngest, even when the clock was set back.
    others = select(_table.c.token_hash).where(_table.c.learner == session.learner, _table.c.token_hash != token_hash)
    kept = others.order_by(_table.c.began.desc(), _table.c.token_hash).limit(max(0, of_one_learner - 1)).subquery()
    connection.execute(
        delete(_table).where(
            _table.c.learner == session.learner,
            _table.c.token_hash != token_hash,
            _table.c.token_hash.not_in(select(kept.c.token_hash)),
        )
    )


@job
def find(connection: Connection, token_hash: str) -> Session | None:
    """Return a log-in; None for one that ended or never was. Whether it has lasted too long is for the caller to say."""
    columns = select(_table.c.learner, _table.c.began, _table.c.seen, _table.c.mark)
    row = connection.execute(columns.where(_table.c.token_hash == token_hash)).one_or_none()
    return None if row is None else Session(*row)


@job
def all_of(connection: Connection, learner: str) -> dict[str, Session]:
    """Return a learner's log-ins by the hash of their token, the oldest first."""
    query = select(_table).where(_table.c.learner == learner).order_by(_table.c.began, _table.c.token_hash)
    return {row.token_hash: Session(row.learner, row.began, row.seen, row.mark) for row in connection.execute(query)}


@job
def see(connection: Connection, moments: Mapping[str, float]) -> None:
    """Note when log-ins were last seen, by the hash of their token; an earlier moment changes nothing.

    This is not counted as a change: it ends no log-in and begins none, so that nobody else has to read them again.
    """
    if not moments:
        return
    later = update(_table).where(_table.c.token_hash == bindparam("hash"), _table.c.seen < bindparam("moment"))
    rows = [{"hash": hash, "moment": moment} for hash, moment in sorted(moments.items())]
    connection.execute(later.values(seen=bindparam("moment")), rows)


@job
def end(connection: Connection, token_hash: str) -> bool:
    """End a log-in for good; return whether there was one."""
    changes.note(connection, TOPIC)
    return connection.execute(delete(_table).where(_table.c.token_hash == token_hash)).rowcount > 0


@job
def end_all_of(connection: Connection, learner: str) -> int:
    """End every log-in of a learner; return how many there were."""
    changes.note(connection, TOPIC)
    return connection.execute(delete(_table).where(_table.c.learner == learner)).rowcount


@job
def forget(connection: Connection, began_before: float, seen_before: float, began_after: float) -> int:
    """End the log-ins that began or were last seen before these moments, or began after one; return how many there were."""
    changes.note(connection, TOPIC)
    old = or_(_table.c.began < began_before, _table.c.seen < seen_before, _table.c.began > began_after)
    return connection.execute(delete(_table).where(old)).rowcount
