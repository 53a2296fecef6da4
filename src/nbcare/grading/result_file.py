"""Write what a learner gets back into assessments/results/<learner>.json, which the portal shows to that learner only."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import cast

from filelock import FileLock

from nbcare.answers import files, layout, times
from nbcare.answers.files import FILE_BYTES, UnreadableError
from nbcare.answers.learners import KNOWN
from nbcare.answers.returned import Detail, ItemSurroundings, ResultEntry, ResultItem, ResultsFile
from nbcare.answers.submissions import free
from nbcare.grading.learner_result import NotReturnableError, Returned
from nbcare.grading.review_shapes import ReviewedItem
from nbcare.questions import scoring

VERSION = 1
LOCK_SECONDS = 20
FULL: Detail = "full"
OBJECTIVES: Detail = "objectives"


def put(root: Path, returned: Returned, at: datetime | None = None) -> str:
    """Put one quiz's result in the place of the one before; return a remark for the instructor, or nothing."""
    path = layout.results(root, returned.learner)
    if not KNOWN.fullmatch(returned.learner):
        raise NotReturnableError("the folder's name is no learner's id")
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with FileLock(path.parent / ".lock", LOCK_SECONDS):
        data, remark = _standing(path, returned.learner)
        data["assessments"][returned.quiz.assessment.id] = entry(returned, at or times.now())
        content = files.encode(data, indent=None)
        if len(content) > FILE_BYTES:
            raise NotReturnableError(f"{path.name} would be larger than {FILE_BYTES // 1_000_000} MB")
        # Made durable for all learners together, by sync.
        files.replace(path, content, durable=False)
    return remark


def sync() -> None:
    """Sync what was put to disk, once for a class: one learner after the other would take minutes."""
    if hasattr(os, "sync"):  # Windows has none; there it is done by the system some seconds later
        os.sync()


def entry(returned: Returned, at: datetime) -> ResultEntry:
    """Return one quiz's result as the portal shows it: without an answer as long as the learner may try again."""
    assessment, most = returned.quiz.assessment, returned.judged.max
    points = sum(objective["points"] for objective in returned.objectives)
    entry: ResultEntry = {
        "title": assessment.title,
        "at": times.iso(at),
        "handed_in": returned.head["handed_in_at"],
        # Of the questions that count for passing; while some wait, what is given so far.
        "points": points,
        "max": most,
        "percent": int(100 * points / most) if most else 100,
        "penalty": returned.penalty,
        "pass_percent": assessment.pass_percent,
        "passed": returned.passed,
        "critical_missed": returned.missed,
        "detail": OBJECTIVES if returned.may_try_again else FULL,
        "objectives": returned.objectives,
        "waiting": returned.waiting,
    }
    if written := [item for item in returned.items if scoring.by_hand(item)]:
        known = [item["points"] for item in written if item["points"] is not None]
        entry["written"] = {
            "points": sum(known) if known else None,
            "max": sum(item["max"] for item in written),
            "waiting": len(written) - len(known),
        }
    if not returned.may_try_again:
        entry["items"] = [_item(item) for item in returned.items]
    return entry


def _item(item: ReviewedItem) -> ResultItem:
    result: ResultItem = {
        "id": item["id"],
        "number": item["number"],
        "kind": item["kind"],
        "stem": item["stem"],
        "why": item["why"],
        "sources": item["sources"],
        "points": item["points"],
        "max": item["max"],
        "critical": item["critical"],
        "objective": item["objective"],
        "comment": item["comment"],
        **_beside(item),
        "given": [
            {"place": line["place"], "text": line["text"], "look": line["mark"] or "plain"} for line in item["given"]
        ],
        "right": [{"place": line["place"], "text": line["text"]} for line in item["right"]],
        "said": " ".join([item["said"], *item["remarks"]]).strip(),
        "feedback": [
            {"text": choice["feedback"], "for": choice["text"], "look": choice["mark"] or "plain"}
            for choice in item["choices"]
        ],
    }
    return result


def _beside(item: ReviewedItem) -> ItemSurroundings:
    """Return the step, the passage and the chart of an item that has them."""
    found: ItemSurroundings = {}
    if item["step"]:
        found["step"] = item["step"]
    if item["passage"]:
        found["passage"] = item["passage"]
    if item["exhibits"]:
        found["exhibits"] = item["exhibits"]
    return found


def _standing(path: Path, learner: str) -> tuple[ResultsFile, str]:
    """Return what the learner got back so far; a file that cannot be read is kept aside."""
    empty: ResultsFile = {"version": VERSION, "learner": learner, "assessments": {}}
    if not os.path.lexists(path):
        return empty, ""
    try:
        data = files.parse(files.read_bytes(path))
        if isinstance(data, dict) and data.get("version") == VERSION and isinstance(data.get("assessments"), dict):
            if data.get("learner") != learner:
                # Two ids that differ in their capitals only are one file on some systems.
                raise NotReturnableError(f"{path.name} holds the results of {json.dumps(data.get('learner'))}")
            return cast(ResultsFile, data), ""
        reason = "it has another shape"
    except UnreadableError as error:
        reason = str(error)
    kept = free(path.with_name(f"{path.name}.damaged"))
    os.rename(path, kept)
    return (
        empty,
        f"the results before could not be read ({reason}) and were kept as {kept.name}; return the other quizzes again",
    )
