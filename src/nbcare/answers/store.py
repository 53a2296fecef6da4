"""Keep a learner's answers in responses.json: locked, atomic, bounded; read the answers that were handed in."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from filelock import FileLock

from nbcare.answers import times
from nbcare.answers.files import (
    FILE_BYTES,
    MAX_ITEMS,
    UnreadableError,
    bounds_problem,
    encode,
    parse,
    read_bytes,
    replace,
)
from nbcare.answers.messages import Entry, ResponsesFile
from nbcare.questions import case_steps

__all__ = [
    "Conflict",
    "ResponseRefusedError",
    "ResponseStore",
    "ResponsesDamagedError",
    "Saved",
    "StepLockedError",
    "Submission",
    "UnreadableError",
    "read_submission",
]

VERSION = 1
LOCK_SECONDS = 20


class ResponsesDamagedError(Exception):
    """The answers file could not be read and was moved aside, to `kept`."""

    def __init__(self, path: Path, reason: str, kept: Path):
        super().__init__(f"{path.name}: {reason}; kept aside as {kept.name}")
        self.reason, self.kept = reason, kept


class ResponseRefusedError(ValueError):
    """An answer is not stored; the message is the reason."""


class StepLockedError(ResponseRefusedError):
    """The answer belongs to a step of a case that is locked already, or not open yet."""


@dataclass(frozen=True)
class Saved:
    """An answer that was saved, and all saved answers."""

    revision: int
    at: str
    answers: Mapping[str, Entry] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Conflict:
    """The newer answer on disk, which the page that tried to save had not seen."""

    revision: int
    response: Any


@dataclass(frozen=True)
class Submission:
    """Handed-in answers by item id, and the problems found in the file."""

    items: dict[str, Any]
    raw: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


class ResponseStore:
    """Read and save the answers of one learner to one assessment."""

    def __init__(
        self,
        path: Path | str,
        assessment: str,
        course: str,
        known: Mapping[str, str],
        cases: case_steps.Cases | None = None,
    ):
        self.path = Path(path)
        self.assessment, self.course, self.known, self.cases = assessment, course, known, cases or {}
        self._latest: bytes | None = None  # the file as it last was on disk: open pages have shown it as saved
        self._lock = FileLock(self.path.with_name(f".{self.path.name.removesuffix('.json')}.lock"), LOCK_SECONDS)

    @property
    def seed(self) -> str:
        """Return the random seed of option order and variants, made once for each file."""
        with self._lock:
            return self._load()["seed"]

    def read(self) -> dict[str, Entry]:
        """Return the saved answers of the known items: response, revision, shown, at."""
        with self._lock:
            data = self._load()
        return self._known(data)

    def save(self, item_id: str, response: Any, saw: int, shown: str) -> Saved | Conflict:
        """Save an answer, unless another one was saved since revision `saw`."""
        self._refuse(item_id, response)
        with self._lock:
            data = self._load()
            if problem := case_steps.why_locked(data["items"], self.cases, item_id):
                raise StepLockedError(problem)
            old = _entry(data["items"].get(item_id))
            if old["revision"] != saw:
                # The same answer twice is a retry whose acknowledgement was lost.
                if old["response"] == response and old["revision"] > saw:
                    return Saved(old["revision"], old["at"], self._known(data))
                return Conflict(old["revision"], old["response"])
            self._put(data, item_id, response, shown)
            entry = data["items"][item_id]
        return Saved(entry["revision"], entry["at"], self._known(data))

    def opened(self, case: str) -> int:
        """Return how many steps of a case are opened; one more than it has when it is finished."""
        with self._lock:
            return case_steps.opened(self._load()["items"], case, self.cases[case])

    def open_step(self, case: str, saw: int, shown: str) -> int:
        """Lock the step that is open and open the next, unless somebody did since `saw` were opened; return how many are."""
        with self._lock:
            data = self._load()
            now = case_steps.opened(data["items"], case, self.cases[case])
            if saw == now <= len(self.cases[case]):
                now += 1
                self._put(data, case, {"opened": now}, shown)
            return now

    def begin_again(self, case: str, saw: int, shown: str) -> int:
        """Clear the answers of a case and go back to its first step, unless somebody did since `saw` were opened."""
        with self._lock:
            data = self._load()
            if saw != (now := case_steps.opened(data["items"], case, self.cases[case])):
                return now
            for id in self.cases[case]:
                if id in data["items"]:
                    data["items"][id] = _next(data["items"][id], None, _entry(data["items"][id])["shown"])
            self._put(data, case, {"opened": 1}, shown)
            return 1

    def _known(self, data: ResponsesFile) -> dict[str, Entry]:
        return {id: _entry(data["items"][id]) for id in self.known if id in data["items"]}

    def _put(self, data: ResponsesFile, id: str, response: Any, shown: str) -> None:
        data["items"][id] = _next(data["items"].get(id), response, shown)
        self._write(data)

    def _refuse(self, item_id: str, response: Any) -> None:
        if item_id not in self.known or item_id in self.cases:
            raise ResponseRefusedError(f"there is no question {item_id} here")
        if problem := bounds_problem(response):
            raise ResponseRefusedError(problem)

    def _load(self) -> ResponsesFile:
        """Return the file's content. A file lost while the course runs is written again; without one, a new one begins."""
        try:
            content = read_bytes(self.path)
            if content.strip():
                data = self._checked(parse(content))
                self._latest = content
                return data
        except FileNotFoundError:
            pass
        except UnreadableError as error:
            damaged = self._keep_aside(str(error))
            if self._latest is None:
                raise damaged from None
        return self._begun() if self._latest is None else self._restored(self._latest)

    def _restored(self, latest: bytes) -> ResponsesFile:
        replace(self.path, latest)
        return cast(ResponsesFile, parse(latest))

    def _begun(self) -> ResponsesFile:
        data: ResponsesFile = {
            "version": VERSION,
            "assessment": self.assessment,
            "course": self.course,
            "seed": secrets.token_hex(16),
            "items": {},
        }
        self._write(data)
        return data

    def _checked(self, data: Any) -> ResponsesFile:
        _check_envelope(data)
        if data.get("assessment") != self.assessment:
            raise UnreadableError(f"it holds the answers to {data.get('assessment')!r}, not to {self.assessment!r}")
        if not isinstance(data.get("seed"), str) or not data["seed"]:
            raise UnreadableError("it has no seed")
        return cast(ResponsesFile, data)

    def _write(self, data: ResponsesFile) -> None:
        if len(data["items"]) > MAX_ITEMS:
            raise ResponseRefusedError(f"more than {MAX_ITEMS} answers")
        content = encode(data)
        if len(content) > FILE_BYTES:
            raise ResponseRefusedError("the answers together are too long")
        replace(self.path, content)
        self._latest = content

    def _keep_aside(self, reason: str) -> ResponsesDamagedError:
        stem, time = self.path.name.removesuffix(".json"), times.in_file_name(times.now())
        for count in range(1000):
            kept = self.path.with_name(f"{stem}.damaged-{time}{f'-{count}' if count else ''}.json")
            if not os.path.lexists(kept):
                break
        os.rename(self.path, kept)
        return ResponsesDamagedError(self.path, reason, kept)


def read_submission(path: Path | str, assessment: str) -> Submission:
    """Read handed-in answers; raise UnreadableError when a person has to look at the file."""
    try:
        content = read_bytes(Path(path))
    except FileNotFoundError:
        return Submission({}, problems=["no responses.json was handed in"])
    except OSError as error:
        raise UnreadableError(f"it cannot be opened: {error.strerror}") from error
    if not content.strip():
        return Submission({}, problems=["responses.json is empty"])
    data = parse(content)
    _check_envelope(data)
    if data.get("assessment") != assessment:
        return Submission({}, data, [f"these are the answers to {data.get('assessment')!r}, not to {assessment!r}"])
    items, problems = {}, []
    for id, entry in data["items"].items():
        if isinstance(entry, dict) and "response" in entry:
            items[id] = entry["response"]
        else:
            problems.append(f"{id}: the entry holds no response")
    return Submission(items, data, problems)


def _check_envelope(data: Any) -> None:
    if not isinstance(data, dict) or not isinstance(data.get("items"), dict):
        raise UnreadableError("it is not a file of answers")
    version = data.get("version")
    if type(version) is not int or version != VERSION:
        raise UnreadableError(f"its version is {version!r}, this course reads version {VERSION}")
    if len(data["items"]) > MAX_ITEMS:
        raise UnreadableError(f"it holds more than {MAX_ITEMS} answers")


def _entry(entry: Any) -> Entry:
    """Normalise a stored entry; a malformed one counts as unanswered."""
    whole = entry if isinstance(entry, dict) else {}
    revision = whole.get("revision")
    return {
        "response": whole.get("response"),
        "revision": revision if type(revision) is int and revision >= 0 else 0,
        "shown": _text(whole.get("shown")),
        "at": _text(whole.get("at")),
    }


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _next(old: Any, response: Any, shown: str) -> Entry:
    """Return the entry that follows an old one."""
    return {"response": response, "revision": _entry(old)["revision"] + 1, "shown": shown, "at": _now()}


def _now() -> str:
    return times.iso(times.now())
