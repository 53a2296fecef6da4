"""Read the files that grading publishes for the portal: the terms of quizzes and the returned results."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from nbcare.answers import files, layout, times
from nbcare.portal.errors import log

VERSION = 1
SUMMARIES_KEPT = 4096


@dataclass(frozen=True)
class Terms:
    """The terms of one quiz. Without a published.json every quiz that is released is open, and nothing is due."""

    open: bool = True
    due: str = ""
    attempts: int | None = None
    returned: bool | None = None

    def late(self, at: datetime) -> bool:
        """Return whether what is handed in at this moment is late."""
        due = times.parse(self.due)
        return due is not None and at > due


@dataclass(frozen=True)
class Result:
    """The summary of a returned result, for every page but its own."""

    full: bool
    passed: bool | None
    points: float | None
    max: float | None
    waiting: int = 0
    """Written answers that nobody has marked yet."""


class Published:
    """state/nbgrader/published.json, read again when it changes; a damaged one changes nothing."""

    def __init__(self, root: Path):
        self._path = layout.nbgrader_root(root) / layout.PUBLISHED
        self._seen: files.Stamp | None = None
        self._terms: dict[str, Terms] | None = None

    def terms(self, assessment: str) -> Terms:
        """Return the terms of one quiz; one that the file does not list is closed."""
        self._refresh()
        return Terms() if self._terms is None else self._terms.get(assessment, Terms(open=False, returned=False))

    def _refresh(self) -> None:
        seen = files.stamp(self._path)
        if seen == self._seen:
            return
        self._seen = seen
        if seen == files.ABSENT:
            self._terms = None
            return
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            _check_version(data)
            self._terms = {id: _terms(entry) for id, entry in data["assessments"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            log.error("%s cannot be read (%s); what was known before goes on", self._path, error)


class Results:
    """state/nbgrader/results/<learner>.json: summaries cached in memory, the whole read on request."""

    def __init__(self, root: Path):
        self._folder = layout.nbgrader_root(root) / layout.RESULTS
        self._kept: OrderedDict[str, tuple[files.Stamp, dict[str, Result]]] = OrderedDict()
        self._guard = Lock()

    def of(self, learner: str) -> dict[str, Result]:
        """Return the returned results of a learner, by quiz."""
        seen = files.stamp(self._folder / f"{learner}.json")
        if seen == files.ABSENT:
            return {}
        with self._guard:
            kept = self._kept.get(learner)
        if kept is not None and kept[0] == seen:
            return kept[1]
        short = {id: _short(entry) for id, entry in self._read(learner).items() if isinstance(entry, dict)}
        with self._guard:
            self._kept[learner] = seen, short
            self._kept.move_to_end(learner)
            if len(self._kept) > SUMMARIES_KEPT:
                self._kept.popitem(last=False)
        return short

    def whole(self, learner: str, assessment: str) -> dict[str, Any] | None:
        """Return one returned result with all that its page shows, if there is one."""
        entry = self._read(learner).get(assessment)
        return entry if isinstance(entry, dict) else None

    def _read(self, learner: str) -> dict[str, Any]:
        path = self._folder / f"{learner}.json"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            _check_version(data)
            if data["learner"] != learner or not isinstance(data["assessments"], dict):
                raise ValueError("it belongs to somebody else")
            return data["assessments"]
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.error("%s cannot be read (%s); it counts as absent", path, error)
            return {}


def _terms(entry: dict[str, Any]) -> Terms:
    due, attempts = entry.get("due") or "", entry.get("attempts")
    if due and times.parse(due) is None:
        raise ValueError(f"{due!r} is no time")
    if attempts is not None and (type(attempts) is not int or attempts < 1):
        raise ValueError(f"{attempts!r} is no number of attempts")
    return Terms(entry["open"] is True, due, attempts, entry.get("returned") is True)


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


def _check_version(data: Any) -> None:
    if data["version"] != VERSION:
        raise ValueError(f"its version is {data['version']!r}, not {VERSION}")
