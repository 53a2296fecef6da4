"""Compare the answers of a submission with those that the run before graded: nbgrader deletes them when it regrades."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from nbcare.answers import files, layout, times
from nbcare.answers.files import UnreadableError
from nbcare.answers.submitted_answers import Submission, parse_submission
from nbcare.grading.asked_forms import TODAY, AskedForms
from nbcare.grading.variants import which
from nbcare.questions.reading import is_empty

Given = tuple[object, str, str]
"""A response, the variant of the question that it names, and the form of the question that it answers."""


class Answer(Enum):
    """How the answer to an item compares with the one that was graded before."""

    SAME = "same"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Earlier:
    """What stands in a learner's graded folder: the responses.json and its hand-in's time.

    `content` is None when there was no such file, and when it cannot be opened any more (`lost`).
    """

    content: bytes | None
    at: datetime | None
    lost: bool = False

    @property
    def held_answers(self) -> bool:
        """Return whether anything was handed in then, readable or not."""
        return self.lost or bool(self.content and self.content.strip())

    def is_older(self, at: datetime | None) -> bool:
        """Return whether the learner has handed in again since, by nbgrader's own rule."""
        return at is not None and self.at is not None and at > self.at

    def answers(self, assessment: str) -> Submission | None:
        """Return the answers as they were graded; None when they cannot be read."""
        if self.lost:
            return None
        try:
            return parse_submission(self.content, assessment)
        except UnreadableError:
            return None


def read(root: Path, learner: str, assessment: str) -> Earlier | None:
    """Return what the run before graded; None when the learner was never graded."""
    folder = layout.graded(root, learner, assessment)
    if not folder.is_dir():
        return None
    try:
        at = times.parse_timestamp((folder / layout.TIMESTAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        at = None
    try:
        return Earlier(files.read_bytes(folder / layout.RESPONSES), at)
    except FileNotFoundError:
        return Earlier(None, at)
    except (OSError, UnreadableError):
        return Earlier(None, at, lost=True)


def compare(
    forms: AskedForms, id: str, now: Given | None, earlier: Earlier | None, at: datetime | None, assessment: str
) -> Answer:
    """Compare one item's answer, or None when it cannot be read, with the earlier one.

    The same words to another form of the question are another answer.
    `at` is when the submission was handed in. What cannot be compared is another answer if it was handed in again.
    """
    if earlier is None:
        return Answer.UNKNOWN
    before = earlier.answers(assessment)
    if before is None or now is None:
        return Answer.CHANGED if earlier.is_older(at) else Answer.UNKNOWN
    response, entries = before.items.get(id), before.raw.get("items", {})
    form = TODAY if is_empty(response) else forms.form_of(id, entries.get(id))
    variant = which(forms.item(id, form), response, before.raw.get("seed")).id
    return Answer.SAME if _text(now) == _text((response, variant, form)) else Answer.CHANGED


def _text(answer: Given) -> str:
    return json.dumps(answer, sort_keys=True)
