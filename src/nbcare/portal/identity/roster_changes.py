"""Change the list of learners one by one, while the course is served: a forgotten PIN, a nurse who came or left.

A portal notices within a second; nobody else is logged out. A PIN is returned once, to be handed over, and kept as a
hash only.
"""

from __future__ import annotations

import json
import re
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from nbcare.errors import ContentError
from nbcare.portal.identity import pins, roster_cells, roster_people
from nbcare.store import devices, roster, settings
from nbcare.store.roster import Entry
from nbcare.store.store import Store

PIN_DIGITS = 6
_PLACE = "nbcare learner"


class LearnerError(ContentError):
    """A learner cannot be changed like this: the id, why, and what to do."""


class Slip(NamedTuple):
    """What a nurse is handed: her id, her name if she has one, and her PIN."""

    id: str
    name: str
    pin: str


def add(store: Store, root: Path, id: str, name: str) -> Slip:
    """List a new learner, or one who had left, and give her a PIN; `root` is nbgrader's course root.

    Raises LearnerError for an id that cannot be given out, is listed, or was another person's with work of her own.
    """
    if problem := roster_cells.id_problem(id):
        raise LearnerError(_PLACE, id[:40], *problem)
    before, shown = store.read(roster.find(id)), roster_cells.clean_name(name)
    if before and before.listed:
        raise LearnerError(_PLACE, id, "is listed already", "for a new PIN: nbcare learner pin " + id)
    former = before and id in roster_people.with_work(store, root) and not roster_people.same_name(before.name, shown)
    if before and former:
        who = before.name or "somebody without a name"
        raise LearnerError(
            _PLACE, id, f"was the id of {who}, whose answers would be seen", "give another id, or write the same name"
        )
    return _put(store, {id: shown})[0]


def new_pins(store: Store, ids: Sequence[str]) -> list[Slip]:
    """Give listed learners new PINs; their log-ins end. Raises LearnerError for an id that is not listed, with nothing changed."""
    entries = {id: _listed(store, id) for id in dict.fromkeys(ids)}
    slips = _put(store, {id: entry.name for id, entry in entries.items()})
    # A list that still has the forgotten PIN must not bring it back.
    of_list = {id: {"salt": entry.salt, "hash": entry.hash} for id, entry in entries.items()}
    replaced = of_list | json.loads(store.read(settings.find(roster.REPLACED)) or "{}")
    store.write(settings.put(roster.REPLACED, json.dumps(replaced)))
    return slips


def rename(store: Store, id: str, name: str) -> str:
    """Give a listed learner another name, and return it as it is shown; her PIN and log-ins stay. Raises LearnerError."""
    shown = roster_cells.clean_name(name)
    if not store.write(roster.rename(id, shown)):
        raise _not_listed(id)
    return shown


def remove(store: Store, ids: Sequence[str]) -> None:
    """Let learners log in no more; their answers and results stay. Raises LearnerError, with nothing changed."""
    for id in ids:
        _listed(store, id)
    store.write(roster.unlist(ids))
    for id in ids:
        store.write(devices.forget_learner(id))


def next_id(known: Iterable[str]) -> str:
    """Return an id that follows those of a list, such as n41 after n40; nothing when they are not numbered."""
    numbered = [match for id in known if (match := re.fullmatch(r"(.*?)(\d{1,6})", id))]
    if not numbered:
        return ""
    [(stem, _)] = Counter(match[1] for match in numbered).most_common(1)
    last = max((match[2] for match in numbered if match[1] == stem), key=int)
    following = f"{stem}{int(last) + 1:0{len(last)}}"
    return "" if roster_cells.id_problem(following) else following


def _put(store: Store, names: dict[str, str]) -> list[Slip]:
    slips = [Slip(id, name, _new_pin()) for id, name in names.items()]
    hashes = [pins.hashed(slip.pin) for slip in slips]
    entries = {
        slip.id: Entry(slip.name, hash["salt"], hash["hash"], digits=True)
        for slip, hash in zip(slips, hashes, strict=True)
    }
    store.write(roster.put(entries))
    return slips


def _listed(store: Store, id: str) -> Entry:
    entry = store.read(roster.find(id))
    if entry is None or not entry.listed:
        raise _not_listed(id)
    return entry


def _not_listed(id: str) -> LearnerError:
    return LearnerError(_PLACE, id[:40], "is not on the list", "look for the id: nbcare learner list")


def _new_pin() -> str:
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"
