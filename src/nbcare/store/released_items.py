"""Items as they were released, with their key: an old answer is marked by what was asked."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from nbcare.store import changes, tables, upsert
from nbcare.store.job import job
from nbcare.store.values import encode, name

TOPIC = "released_items"
_table = tables.released_items


class ReleasedItem(NamedTuple):
    """One item of a quiz by the hash of what a learner sees of it; `content` is the whole item, which is JSON."""

    assessment: str
    item: str
    shown: str
    content: Any
    release: str
    at: str


@job
def keep(connection: Connection, items: Iterable[ReleasedItem]) -> None:
    """Keep items; one that is known by quiz, item and hash stays as it was first released."""
    changes.note(connection, TOPIC)
    upsert.insert_missing(connection, _table, [_values(each) for each in items])


@job
def find(connection: Connection, assessment: str, item: str, shown: str) -> ReleasedItem | None:
    """Return an item as it was released with this hash, if it was."""
    where = _table.c.assessment == assessment, _table.c.item == item, _table.c.shown == shown
    row = connection.execute(select(_table).where(*where)).one_or_none()
    return None if row is None else _item(row)


@job
def of(connection: Connection, assessment: str) -> list[ReleasedItem]:
    """Return every item of a quiz in every form it was released in: by item, and by moment."""
    query = select(_table).where(_table.c.assessment == assessment)
    return [_item(row) for row in connection.execute(query.order_by(_table.c.item, _table.c.at, _table.c.shown))]


def _values(item: ReleasedItem) -> dict[str, str]:
    ids = {field: name(getattr(item, field), f"the {field}") for field in ("assessment", "item", "shown")}
    return ids | {"content": encode(item.content), "release": item.release, "at": item.at}


def _item(row: Row[Any]) -> ReleasedItem:
    return ReleasedItem(row.assessment, row.item, row.shown, json.loads(row.content), row.release, row.at)
