"""A hand-in as a file, which a learner passes on: read and checked."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbcare.answers import files, times
from nbcare.answers.files import UnreadableError
from nbcare.answers.learners import SHAPE, may_enter
from nbcare.answers.submissions import seed
from nbcare.answers.submit import VERSION

RELEASE = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")
"""What the number of a release looks like."""


@dataclass(frozen=True)
class HandIn:
    """One valid hand-in file."""

    file: Path
    learner: str
    assessment: str
    at: datetime
    responses: bytes
    release: str


def read(file: Path, assessments: set[str], handed_in: Path) -> HandIn:
    """Return a hand-in file's content, or raise UnreadableError with the reason.

    `handed_in` is the folder with what each learner handed in before.
    """
    data = files.parse(files.read_bytes(file))
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
    if not seed(files.encode(data["responses"])):
        raise UnreadableError("the answers in it have no seed, which the course gives to every file; ask for it again")
    at = times.parse_timestamp(data["at"]) if isinstance(data.get("at"), str) else None
    if at is None:
        raise UnreadableError("it does not say when it was handed in")
    # A time in the future is a mistake, and would win over every later hand-in.
    at = min(at, times.now())
    return HandIn(file, data["learner"], data["assessment"], at, files.encode(data["responses"]), data["course"])


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"
