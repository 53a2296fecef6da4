"""The list of learners who may log in, with salt and hash of their PIN."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from nbcare.store import changes, tables, upsert
from nbcare.store.job import job
from nbcare.store.values import name

TOPIC = "roster"
SETTINGS = "roster-"
"""How the names of settings begin that are about the list as a whole."""
REPLACED = f"{SETTINGS}replaced"
"""The setting with salt and hash of PINs that a list gave, by id, where another was given by hand since then."""
_table = tables.roster


class Entry(NamedTuple):
    """One learner: the name if the organiser gave one, salt and hash of the PIN, and whether she is still listed.

    `digits` says whether the PIN is of digits only; None when nobody knows.
    """

    name: str
    salt: str
    hash: str
    listed: bool = True
    digits: bool | None = None


@job
def replace(connection: Connection, entries: Mapping[str, Entry]) -> None:
    """Put a new list in the place of the old one, in one step; who is not in it stays known and is listed no more."""
    changes.note(connection, TOPIC)
    connection.execute(update(_table).values(listed=False))
    rows = [{"learner": name(id, "the learner"), **entry._asdict(), "listed": True} for id, entry in entries.items()]
    upsert.put(connection, _table, rows)


@job
def find(connection: Connection, learner: str) -> Entry | None:
    """Return a learner who is or was listed."""
    columns = select(*(_table.c[field] for field in Entry._fields))
    row = connection.execute(columns.where(_table.c.learner == learner)).one_or_none()
    return None if row is None else Entry(*row)


@job
def listed(connection: Connection) -> dict[str, Entry]:
    """Return everybody who may log in, by id."""
    rows = connection.execute(select(_table).where(_table.c.listed).order_by(_table.c.learner))
    return {row.learner: Entry(row.name, row.salt, row.hash, row.listed, row.digits) for row in rows}


@job
def known(connection: Connection) -> dict[str, Entry]:
    """Return everybody who is or was listed, by id."""
    rows = connection.execute(select(_table).order_by(_table.c.learner))
    return {row.learner: Entry(row.name, row.salt, row.hash, row.listed, row.digits) for row in rows}


@job
def put(connection: Connection, entries: Mapping[str, Entry]) -> None:
    """Add learners to the list, or give those in it another name or PIN; the others stay as they are."""
    changes.note(connection, TOPIC)
    upsert.put(
        connection, _table, [{"learner": name(id, "the learner"), **each._asdict()} for id, each in entries.items()]
    )


@job
def rename(connection: Connection, learner: str, shown: str) -> bool:
    """Give a listed learner another name, and leave the PIN to whoever changes it meanwhile; return whether there was one."""
    changes.note(connection, TOPIC)
    who = update(_table).where(_table.c.learner == learner, _table.c.listed)
    return connection.execute(who.values(name=shown)).rowcount > 0


@job
def unlist(connection: Connection, learners: Sequence[str]) -> None:
    """Take learners off the list; they stay known."""
    changes.note(connection, TOPIC)
    connection.execute(update(_table).where(_table.c.learner.in_(learners)).values(listed=False))
