"""What grading has published in the store: the terms of quizzes, and the results that were returned."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from nbcare.answers import times
from nbcare.store import results, terms
from nbcare.store.store import Store

SUMMARIES_KEPT = 20_000


@dataclass(frozen=True)
class Terms:
    """The terms of one quiz. Before grading has published any, every quiz that is released is open, and nothing is due."""

    open: bool = True
    due: str = ""
    attempts: int | None = None
    returned: bool | None = None

    def late(self, at: datetime) -> bool:
        """Return whether what is handed in at this moment is late."""
        return times.late(at, self.due)


@dataclass(frozen=True, slots=True)
class Result:
    """The summary of a returned result, for every page but its own."""

    full: bool
    passed: bool | None
    points: float | None
    max: float | None
    waiting: int = 0
    """Written answers that nobody has marked yet."""


class Published:
    """The terms of all quizzes, in memory; read again when grading has changed them."""

    def __init__(self, store: Store):
        self._store = store
        self._terms: dict[str, Terms] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read the terms again; raise StoreUnavailableError, and keep what was known."""
        found = self._store.read(terms.read())
        self._terms = {id: Terms(each.open, each.due, each.attempts, each.returned) for id, each in found.items()}

    def terms(self, assessment: str) -> Terms:
        """Return the terms of one quiz; one that is missing among others is closed."""
        return self._terms.get(assessment, Terms(open=False, returned=False)) if self._terms else Terms()


class Results:
    """The results of learners: their summaries in memory once they were asked for, the whole read on request."""

    def __init__(self, store: Store):
        self._store = store
        self._kept: OrderedDict[str, dict[str, Result]] = OrderedDict()
        self._guard, self._version = Lock(), 0

    def refresh(self) -> None:
        """Forget the summaries: results were returned or withdrawn."""
        with self._guard:
            self._kept.clear()
            self._version += 1

    def known(self, learner: str) -> dict[str, Result] | None:
        """Return a learner's results by quiz when they are in memory."""
        with self._guard:
            return self._kept.get(learner)

    def of(self, learner: str) -> dict[str, Result]:
        """Return the returned results of a learner, by quiz. May wait for the store."""
        kept = self.known(learner)
        if kept is not None:
            return kept
        version = self._version
        found = {id: _short(each.entry) for id, each in self._store.read(results.of(learner)).items()}
        with self._guard:
            if version == self._version:  # nothing was returned while this was read
                self._kept[learner] = found
                if len(self._kept) > SUMMARIES_KEPT:
                    self._kept.popitem(last=False)
        return found

    def whole(self, learner: str, assessment: str) -> dict[str, Any] | None:
        """Return one returned result with all that its page shows, if there is one."""
        found = self._store.read(results.find(learner, assessment))
        return found.entry if found else None


def _short(entry: dict[str, Any]) -> Result:
    # When it is not known, the key counts as shown: then nothing can be handed in with it.
    passed = entry.get("passed")
    return Result(
        entry.get("detail") != "objectives",
        passed if isinstance(passed, bool) else None,
        entry.get("points"),
        entry.get("max"),
        _not_marked(entry.get("written")),
    )


def _not_marked(written: Any) -> int:
    waiting = written.get("waiting") if isinstance(written, dict) else 0
    return waiting if isinstance(waiting, int) else 0
