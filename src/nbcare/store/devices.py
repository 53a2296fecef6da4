"""Browsers in which a learner has logged in, by the hash of their cookie: guessing elsewhere does not make them wait."""

from sqlalchemy import Connection, delete, or_, select

from nbcare.store import tables, upsert
from nbcare.store.job import job
from nbcare.store.values import name

_table = tables.devices


@job
def remember(connection: Connection, device_hash: str, learner: str, seen: float, of_one_learner: int) -> None:
    """Note that a learner logged in (`seen`: seconds since 1970); beyond `of_one_learner` devices the oldest is forgotten."""
    row = {"device_hash": name(device_hash, "the device"), "learner": name(learner, "the learner"), "seen": seen}
    upsert.put(connection, _table, [row])
    others = select(_table.c.device_hash).where(_table.c.learner == learner, _table.c.device_hash != device_hash)
    kept = others.order_by(_table.c.seen.desc(), _table.c.device_hash).limit(max(0, of_one_learner - 1)).subquery()
    connection.execute(
        delete(_table).where(
            _table.c.learner == learner,
            _table.c.device_hash != device_hash,
            _table.c.device_hash.not_in(select(kept.c.device_hash)),
        )
    )


@job
def learners(connection: Connection, device_hash: str) -> dict[str, float]:
    """Return who logged in on a device, and when last."""
    rows = connection.execute(select(_table.c.learner, _table.c.seen).where(_table.c.device_hash == device_hash))
    return {row.learner: row.seen for row in rows}


@job
def forget(connection: Connection, seen_before: float, seen_after: float) -> int:
    """Forget what was seen too long ago, or by a clock that was ahead; return how many there were."""
    odd = or_(_table.c.seen < seen_before, _table.c.seen > seen_after)
    return connection.execute(delete(_table).where(odd)).rowcount


@job
def forget_learner(connection: Connection, learner: str) -> int:
    """Forget every device of a learner; return how many there were."""
    return connection.execute(delete(_table).where(_table.c.learner == learner)).rowcount
