"""Items as they were released, with every key they had: from them an old answer can be marked by what was asked."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from nbcare.store import changes, tables, upsert
from nbcare.store.job import job
from nbcare.store.values import encode, name

TOPIC = "released_items"
_table = tables.released_items


class ReleasedItem(NamedTuple):
    """One form of an item: `shown` is the hash of what a learner sees of it, `content` the whole item, which is JSON.

    An item whose key is mended keeps its hash: it has one form more.
    """

    assessment: str
    item: str
    shown: str
    content: Any
    release: str
    at: str


@job
def keep(connection: Connection, items: Sequence[ReleasedItem]) -> None:
    """Keep items; what is known by quiz, item and hash stays, and gets one form more where its content is another one."""
    changes.note(connection, TOPIC)
    for each in items:
        _keep(connection, each)


@job
def find(connection: Connection, assessment: str, item: str, shown: str) -> ReleasedItem | None:
    """Return the newest form of an item with this hash, if it was released with it."""
    row = _row(connection, assessment, item, shown)
    return None if row is None else list(_forms(row))[-1]


@job
def of(connection: Connection, assessment: str) -> list[ReleasedItem]:
    """Return every form of every item of a quiz: by item, by the moment a hash was first released, the newest form last."""
    query = select(_table).where(_table.c.assessment == assessment)
    rows = connection.execute(query.order_by(_table.c.item, _table.c.at, _table.c.shown))
    return [form for row in rows for form in _forms(row)]


def _keep(connection: Connection, item: ReleasedItem) -> None:
    ids = {field: name(getattr(item, field), f"the {field}") for field in ("assessment", "item", "shown")}
    row = _row(connection, item.assessment, item.item, item.shown)
    forms = [] if row is None else list(_forms(row))
    if forms and encode(forms[-1].content) == encode(item.content):
        return
    first = forms[0] if forms else item
    content = [{"content": each.content, "release": each.release, "at": each.at} for each in (*forms, item)]
    upsert.put(connection, _table, [ids | {"content": encode(content), "release": first.release, "at": first.at}])


def _row(connection: Connection, assessment: str, item: str, shown: str) -> Row[Any] | None:
    where = _table.c.assessment == assessment, _table.c.item == item, _table.c.shown == shown
    return connection.execute(select(_table).where(*where)).one_or_none()


def _forms(row: Row[Any]) -> Iterator[ReleasedItem]:
    """Yield the forms that one row keeps, oldest first; the row's own release and moment are those of the first."""
    kept = json.loads(row.content)
    # An item is a mapping: such a row was written when a row kept one form only.
    for each in kept if isinstance(kept, list) else [{"content": kept, "release": row.release, "at": row.at}]:
        yield ReleasedItem(row.assessment, row.item, row.shown, each["content"], each["release"], each["at"])
