"""Take a list of learners into the store, with hashed PINs only, while the portal serves.

A PIN is hashed slowly on purpose, so a list of thousands takes its time. What did not change is not hashed again: the
list is cut into groups by id, and of each group one slow hash is kept, over all its PINs together. Whoever reads the
store cannot try the PINs of a group one by one, because all of them have to be right at the same time.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from nbcare.errors import ContentError
from nbcare.portal.identity import pins
from nbcare.portal.identity.roster_cells import only_digits
from nbcare.store import roster, settings
from nbcare.store.roster import Entry
from nbcare.store.store import Store

GROUPS = 64
"""Into how many groups a list is cut: of 3,000 learners some 47 are in one, and one more nurse hashes 47 PINs anew."""
SMALLEST_GROUP = 8
"""Learners below which a group has no hash of its own: the PINs of two or three could be tried together."""
TOGETHER = 32
"""How many hashed PINs are written to the store at once."""
_KEPT = f"{roster.SETTINGS}groups"
_LIST = f"{roster.SETTINGS}list"
"""The setting with one slow hash over the list that was taken last."""

Listed = Mapping[str, tuple[str, str]]
"""PIN and name by id."""


@dataclass(frozen=True)
class Progress:
    """How far an import is: learners who can log in, all who are listed, and the seconds it will still take."""

    ready: int
    total: int
    seconds_left: float


def was_taken(listed: Listed, store: Store) -> bool:
    """Return whether this very list was taken last: what was changed one by one since then is to stay."""
    kept = store.read(settings.find(_LIST))
    return pins.fits(_as_text(listed), json.loads(kept)) if kept else False


def with_same_pins(listed: Listed, store: Store) -> set[str]:
    """Return the ids that certainly have the PINs of the last list, of a long one by a few slow hashes."""
    groups = _groups(listed)
    return {id for number in _current(groups, _kept_groups(store)) for id in groups[number]}


def take(listed: Listed, store: Store, report: Callable[[Progress], None]) -> None:
    """Make the store's list of learners this one: who is missing in it cannot log in any more.

    Whoever's PIN is known already can log in at once, the others as soon as theirs is hashed. `report` is called after
    each step.
    """
    store.write(settings.put(_LIST, ""))
    before, groups = store.read(roster.known()), _groups(listed)
    kept = _kept_groups(store)
    current = _current(groups, kept)
    known = {id: before[id] for id in listed if id in before}
    # At once: names, and who is not listed any more. A PIN that was changed is hashed below.
    store.write(roster.replace({id: _renamed(entry, *listed[id]) for id, entry in known.items()}))
    current = {number for number in current if known.keys() >= groups[number].keys()}
    # Before any PIN is changed: when this is interrupted, an earlier list does not count as taken still.
    _keep_groups(store, {number: kept[number] for number in current})
    waiting = [id for number, rows in groups.items() if number not in current for id in rows]
    _hash(waiting, listed, known, store, report)
    _keep_groups(
        store, {number: kept.get(number) if number in current else _group_hash(groups[number]) for number in groups}
    )
    store.write(settings.put(_LIST, json.dumps(pins.hashed(_as_text(listed)))))


def _hash(
    waiting: list[str], listed: Listed, known: Mapping[str, Entry], store: Store, report: Callable[[Progress], None]
) -> None:
    """Hash the PINs of these learners on all processors, and let them log in as they are ready."""
    ready, begun = len(listed) - len(waiting), time.monotonic()
    replaced: dict[str, dict[str, str]] = json.loads(store.read(settings.find(roster.REPLACED)) or "{}")
    report(Progress(ready, len(listed), 0.0))

    def entry(id: str) -> tuple[str, Entry]:
        (pin, name), old = listed[id], known.get(id)
        if old and pins.fits(pin, {"salt": old.salt, "hash": old.hash}):
            return id, _renamed(old, pin, name)._replace(listed=True)
        if old and id in replaced and pins.fits(pin, replaced[id]):
            return id, old._replace(name=name, listed=True)  # the PIN that was given by hand is newer
        replaced.pop(id, None)
        fresh = pins.hashed(pin)
        return id, Entry(name, fresh["salt"], fresh["hash"], digits=only_digits(pin))

    with ThreadPoolExecutor(os.cpu_count() or 1, "nbcare-roster") as pool:
        made = pool.map(entry, waiting)  # goes on while some are written
        try:
            for first in range(0, len(waiting), TOGETHER):
                store.write(roster.put(dict(islice(made, TOGETHER))))
                done = min(first + TOGETHER, len(waiting))
                left = (time.monotonic() - begun) / done * (len(waiting) - done)
                report(Progress(ready + done, len(listed), left))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    store.write(settings.put(roster.REPLACED, json.dumps(replaced)))


def _renamed(entry: Entry, pin: str, name: str) -> Entry:
    return entry._replace(name=name, digits=only_digits(pin))


def _current(groups: Mapping[int, Mapping[str, str]], kept: Mapping[int, dict[str, str]]) -> set[int]:
    """Return the groups in which no PIN has changed."""
    with ThreadPoolExecutor(os.cpu_count() or 1, "nbcare-roster") as pool:
        fit = pool.map(lambda number: _fits(groups[number], kept.get(number)), groups)
        return {number for number, fits in zip(groups, fit, strict=True) if fits}


def _as_text(listed: Listed) -> str:
    return json.dumps(sorted((id, *row) for id, row in listed.items()))


def _groups(listed: Listed) -> dict[int, dict[str, str]]:
    """Return the PINs by id, in groups that an id never leaves."""
    groups: dict[int, dict[str, str]] = {}
    for id in sorted(listed):
        number = int.from_bytes(hashlib.sha256(id.encode()).digest()[:4], "big") % GROUPS
        groups.setdefault(number, {})[id] = listed[id][0]
    return groups


def _group_hash(group: Mapping[str, str]) -> dict[str, str] | None:
    return pins.hashed(json.dumps(sorted(group.items()))) if len(group) >= SMALLEST_GROUP else None


def _fits(group: Mapping[str, str], kept: dict[str, str] | None) -> bool:
    return kept is not None and len(group) >= SMALLEST_GROUP and pins.fits(json.dumps(sorted(group.items())), kept)


def _kept_groups(store: Store) -> dict[int, dict[str, str]]:
    text = store.read(settings.find(_KEPT))
    return {int(number): kept for number, kept in json.loads(text or "{}").items() if kept}


def _keep_groups(store: Store, hashes: Mapping[int, dict[str, str] | None]) -> None:
    store.write(settings.put(_KEPT, json.dumps({str(number): each for number, each in hashes.items() if each})))


class NoRosterError(ContentError):
    """There is no list of learners yet."""


def require(store: Store) -> None:
    """Raise NoRosterError when nobody is listed."""
    if not store.read(roster.listed()):
        raise NoRosterError(
            "nbcare serve",
            "",
            "there is no list of learners yet",
            "run: nbcare serve --roster learners.csv (its first line is id,pin or id,pin,name)",
        )
