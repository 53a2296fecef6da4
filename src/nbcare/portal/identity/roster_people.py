"""Tell a nurse with a new PIN or a corrected name from another person who got a former learner's id.

Only ids with work of their own matter: the learner who gets such an id sees the answers, hand-ins and results under it.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

from nbcare.answers import layout
from nbcare.errors import ContentError
from nbcare.portal.identity import pins, roster_import
from nbcare.portal.identity.roster_import import Listed
from nbcare.store import class_rows, roster, settings
from nbcare.store.roster import Entry
from nbcare.store.store import Store

ALIKE = 0.8
"""From which likeness on, 0 to 1, a name with the same PIN is a corrected one."""
MOST_SAID = 10


class SameIdError(ContentError):
    """Ids of a list stand for other people, who have work here; `ids` are those."""

    def __init__(self, file: str, ids: Mapping[str, str]):
        super().__init__(file, "", f"{len(ids)} ids of other people, who have answers here")
        self.ids = ids

    def __str__(self) -> str:
        lines = [f"  {id}: {why}" for id, why in list(self.ids.items())[:MOST_SAID]]
        more = len(self.ids) - MOST_SAID
        first = next(iter(self.ids))
        return "\n".join(
            [
                f"{self.file}: these ids have answers here, and may now stand for another person. Nothing was changed.",
                *lines,
                *([f"  and {more} more"] if more > 0 else []),
                "A new class: run `nbcare archive`. It puts the former class's work aside. Then give this list again.",
                f"The same nurse: `nbcare learner rename {first} NAME` or `nbcare learner pin {first}`, then `nbcare serve`.",
                "One other person: give her an id that nobody had.",
            ]
        )


def refuse_others(file: str, listed: Listed, store: Store, root: Path) -> None:
    """Raise SameIdError when an id with work would go to another person; `root` is nbgrader's course root."""
    before, working = store.read(roster.known()), with_work(store, root)
    unclear = {
        id: before[id]
        for id in listed
        if id in before and id in working and not same_name(before[id].name, listed[id][1])
    }
    replaced: dict[str, dict[str, str]] = json.loads(store.read(settings.find(roster.REPLACED)) or "{}")
    same = roster_import.with_same_pins(listed, store) if unclear else set()
    with ThreadPoolExecutor(os.cpu_count() or 1, "nbcare-roster") as pool:

        def same_pin(id: str) -> bool:
            return id in same or _fits(listed[id][0], unclear[id], replaced.get(id))

        fits = dict(zip(unclear, pool.map(same_pin, unclear), strict=True))
    others = {id: why for id, entry in unclear.items() if (why := _another(entry.name, listed[id][1], fits=fits[id]))}
    if others:
        raise SameIdError(file, others)


def with_work(store: Store, root: Path) -> set[str]:
    """Return the ids with answers, hand-ins or results, those that nbgrader's folders hold among them."""
    folder = layout.submitted(root)
    collected = {path.name for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set()
    return store.read(class_rows.with_work()) | collected


def same_name(before: str, now: str) -> bool:
    """Return whether two names have the same words; case, accents and order apart."""
    words = _words(before)
    return bool(words) and words == _words(now)


def _another(before: str, now: str, *, fits: bool) -> str:
    """Return why an id may stand for another person; nothing when it does not. `fits`: the PIN is as before."""
    was, is_ = _words(before), _words(now)
    if not was or not is_:
        return "" if fits else "has another PIN, and no two names to compare"
    close = (
        was <= is_ or is_ <= was or SequenceMatcher(None, " ".join(sorted(was)), " ".join(sorted(is_))).ratio() >= ALIKE
    )
    return "" if fits and close else f"was {before}, is now {now}"


def _words(name: str) -> frozenset[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return frozenset(re.findall(r"\w+", plain))


def _fits(pin: str, entry: Entry, of_list: dict[str, str] | None) -> bool:
    """Return whether a PIN is the one that counts, or the one of an earlier list that was replaced by hand."""
    return pins.fits(pin, {"salt": entry.salt, "hash": entry.hash}) or bool(of_list and pins.fits(pin, of_list))
