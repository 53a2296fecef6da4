"""Take answers and hand-ins over that were not made here: of an earlier release, or brought as a file."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from nbcare.store import hand_ins, handing_in, scopes, tables, upsert
from nbcare.store.hand_ins import HandIn
from nbcare.store.handing_in import Judged
from nbcare.store.job import job
from nbcare.store.values import encode, name


@job
def begin(connection: Connection, learner: str, scope: str, seed: str, release: str, at: str) -> bool:
    """Let a learner's module or quiz begin with a seed that was made elsewhere; return False when she has begun here."""
    row = {
        "learner": name(learner, "the learner"),
        "scope": name(scope, "the scope"),
        "seed": name(seed, "the seed"),
        "release": release,
        "begun": name(at, "the moment"),
        "handed_in": False,
    }
    upsert.insert_missing(connection, tables.scopes, [row])
    begun = scopes.find(learner, scope)(connection)
    return begun is not None and begun.seed == seed


@job
def put_answers(
    connection: Connection, learner: str, scope: str, release: str, entries: Mapping[str, Mapping[str, Any]]
) -> None:
    """Put answers with their revisions, each as the only one that is known of its history.

    An entry holds `response`, `revision`, `shown` and `at`, and where they are known `opened`, `seconds` and `sure`. One
    that stands here already stays.
    """
    rows = [
        {
            "learner": learner,
            "scope": scope,
            "item": name(item, "the item"),
            "revision": entry["revision"],
            "response": encode(entry["response"]),
            "shown": entry["shown"],
            "at": entry["at"],
            "opened": entry.get("opened"),
            "seconds": entry.get("seconds"),
            "sure": entry.get("sure"),
        }
        for item, entry in entries.items()
    ]
    upsert.insert_missing(connection, tables.answers, rows)
    upsert.insert_missing(connection, tables.answer_history, [{**row, "release": release} for row in rows])


@job
def hand_in(
    connection: Connection,
    learner: str,
    assessment: str,
    document: Mapping[str, Any],
    hash: str,
    judged: Judged,
    release: str,
    at: str,
    nonce: str | None = None,
    reopened: str | None = None,
    after_results: bool = False,
    held: str | None = None,
) -> HandIn:
    """Add a hand-in that was made elsewhere; one of the same hash and moment is there already, and is returned.

    `held` says why it waits for a person, None where it does not.
    """
    scopes.lock(connection, [(learner, assessment)], {(learner, assessment): (release, at)})
    earlier = hand_ins.of(learner, assessment)(connection)
    for each in earlier:
        if each.hash == hash and each.at == at:
            return each
    made = HandIn(
        learner=learner,
        assessment=assessment,
        attempt=len(earlier) + 1,
        nonce=nonce or None,
        at=at,
        hash=hash,
        **judged._asdict(),
        after_results=after_results,
        accepted=None,
        release=release,
        reopened=reopened,
        held=held,
    )
    return handing_in.add(connection, made, encode(document))
