"""A hand-in as a file, which a learner passes on: read and checked."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbcare.answers import files, times
from nbcare.answers.files import UnreadableError
from nbcare.answers.learners import SHAPE, may_enter
from nbcare.answers.submit import VERSION
from nbcare.grading.found_files import Found, hint

RELEASE = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")
"""What the number of a release looks like."""


@dataclass(frozen=True)
class HandIn:
    """One valid hand-in file, without its answers: a class of them would fill the memory."""

    file: Found
    learner: str
    assessment: str
    at: datetime
    seed: str
    hash: str
    release: str

    @property
    def name(self) -> str:
        """Return the file's path for people."""
        return self.file.name

    def responses(self) -> bytes:
        """Return the answers; raise UnreadableError when the file has changed since it was read."""
        data = _parsed(self.file)
        responses = data.get("responses") if isinstance(data, dict) else None
        if files.receipt_of(responses) != self.hash:
            raise UnreadableError("it changed while it was read; collect again")
        return files.encode(responses)


def read(file: Found, assessments: set[str], handed_in: Path) -> HandIn:
    """Return what a hand-in file says, or raise UnreadableError with the reason, or OSError.

    `handed_in` is the folder with what each learner handed in before.
    """
    data = _parsed(file)
    if not isinstance(data, dict) or not isinstance(data.get("responses"), dict):
        raise UnreadableError("it is not a hand-in file")
    if type(data.get("version")) is not int or data["version"] != VERSION:
        raise UnreadableError(f"its version is {_short(data.get('version'))}, this course reads version {VERSION}")
    if not isinstance(data.get("course"), str) or not RELEASE.fullmatch(data["course"]):
        raise UnreadableError("it names no release of this course")
    quiz = data.get("assessment")
    if not isinstance(quiz, str) or quiz not in assessments:
        raise UnreadableError(f"this course has no quiz {_short(quiz)}")
    if data["responses"].get("assessment") != quiz:
        raise UnreadableError(f"it says {quiz}, and the answers in it belong to another")
    if not isinstance(data.get("learner"), str) or not may_enter(data["learner"], handed_in):
        raise UnreadableError(f"{_short(data.get('learner'))} is not a learner id: {SHAPE}")
    seed = data["responses"].get("seed")
    if not isinstance(seed, str) or not seed:
        raise UnreadableError("the answers in it have no seed, which the course gives to every file; ask for it again")
    at = times.parse_timestamp(data["at"]) if isinstance(data.get("at"), str) else None
    if at is None:
        raise UnreadableError("it does not say when it was handed in")
    # A time in the future is a mistake, and would win over every later hand-in.
    at = min(at, times.now())
    return HandIn(file, data["learner"], quiz, at, seed, files.receipt_of(data["responses"]), data["course"])


def _parsed(file: Found) -> object:
    try:
        return files.parse(file.read())
    except UnreadableError as error:
        why = hint(file.name)
        raise UnreadableError(f"{error}; {why}" if why else str(error)) from None


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"
