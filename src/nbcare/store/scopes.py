"""A learner's work on one module or quiz: its lock, its seed, and when it began."""

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from nbcare.store import many_rows, tables
from nbcare.store.job import job
from nbcare.store.many_rows import Key
from nbcare.store.store import Store
from nbcare.store.upsert import insert_missing
from nbcare.store.values import name


class Begun(NamedTuple):
    """How a learner began a module or quiz: `seed` deals options and variants, 32 hexadecimal digits."""

    seed: str
    release: str
    at: str
    handed_in: bool


@job
def find(connection: Connection, learner: str, scope: str) -> Begun | None:
    """Return how a learner began, None when she has not yet."""
    columns = tables.scopes.c
    query = select(columns.seed, columns.release, columns.begun, columns.handed_in)
    row = connection.execute(query.where(columns.learner == learner, columns.scope == scope)).one_or_none()
    return None if row is None else Begun(*row)


@job
def begin(connection: Connection, learner: str, scope: str, release: str, at: str) -> Begun:
    """Return how a learner began; the first time, begin now. Two that ask at the same time get the same seed."""
    key = name(learner, "the learner"), name(scope, "the scope")
    lock(connection, [key], {key: (release, at)})
    begun = find(*key)(connection)
    assert begun is not None  # it was locked a moment ago
    return begun


def lock(connection: Connection, keys: Sequence[Key], begun: dict[Key, tuple[str, str]]) -> dict[Key, bool]:
    """Keep other programs from changing these scopes until the end; return whether each is handed in.

    One that is missing begins with the release and the moment in `begun`.
    """
    found = many_rows.lock_scopes(connection, keys)
    missing = sorted(set(keys) - found.keys())
    if missing:
        insert_missing(
            connection,
            tables.scopes,
            [
                {
                    "learner": key[0],
                    "scope": key[1],
                    "seed": secrets.token_hex(16),
                    "release": begun[key][0],
                    "begun": begun[key][1],
                    "handed_in": False,
                }
                for key in missing
            ],
        )
        found |= many_rows.lock_scopes(connection, missing)
    return found


def seed(store: Store, learner: str, scope: str, release: str, at: str) -> str:
    """Return the seed of a learner's module or quiz, 32 hexadecimal digits; it is made the first time, and once."""
    begun = store.read(find(learner, scope)) or store.write(begin(learner, scope, release, at))
    return begun.seed


@job
def learners(connection: Connection, scope: str) -> dict[str, bool]:
    """Return who has begun a module or quiz, and whether it is handed in."""
    columns = tables.scopes.c
    rows = connection.execute(select(columns.learner, columns.handed_in).where(columns.scope == scope))
    return {learner: bool(handed_in) for learner, handed_in in rows}
