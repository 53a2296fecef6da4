"""Tokens of an identity provider that were logged out here, by their hash: rejected, whatever the provider says."""

from sqlalchemy import Connection, delete, select

from nbcare.store import changes, tables, upsert
from nbcare.store.job import job
from nbcare.store.values import name

TOPIC = "ended_tokens"
_table = tables.ended_tokens


@job
def end(connection: Connection, token_hash: str, at: float) -> None:
    """Reject a token from now on; `at` is in seconds since 1970."""
    changes.note(connection, TOPIC)
    upsert.insert_missing(connection, _table, [{"token_hash": name(token_hash, "the token"), "ended": at}])


@job
def has(connection: Connection, token_hash: str) -> bool:
    """Return whether a token was ended."""
    return connection.execute(select(_table.c.ended).where(_table.c.token_hash == token_hash)).one_or_none() is not None


@job
def since(connection: Connection, at: float) -> dict[str, float]:
    """Return the tokens that were ended at a moment or later, and when."""
    query = select(_table.c.token_hash, _table.c.ended).where(_table.c.ended >= at)
    return {row.token_hash: row.ended for row in connection.execute(query)}


@job
def forget(connection: Connection, ended_before: float) -> int:
    """Forget the tokens that were ended before a moment; return how many there were."""
    changes.note(connection, TOPIC)
    return connection.execute(delete(_table).where(_table.c.ended < ended_before)).rowcount
