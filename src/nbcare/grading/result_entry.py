"""What a learner gets back for one quiz, as the portal shows it to that learner only."""

from datetime import datetime

from nbcare.answers import times
from nbcare.answers.learners import KNOWN
from nbcare.answers.returned import Detail, ItemSurroundings, ResultEntry, ResultItem
from nbcare.grading.learner_result import NotReturnableError, Returned
from nbcare.grading.review_shapes import ReviewedItem
from nbcare.questions import scoring
from nbcare.store.results import Result

FULL: Detail = "full"
OBJECTIVES: Detail = "objectives"


def check(returned: Returned) -> None:
    """Raise NotReturnableError for a result that nobody could see."""
    if not KNOWN.fullmatch(returned.learner):
        raise NotReturnableError("the folder's name is no learner's id")


def result(returned: Returned, at: datetime | None = None) -> Result:
    """Return one quiz's result as the store keeps it."""
    at = at or times.now()
    return Result(returned.learner, returned.quiz.assessment.id, times.iso(at), entry(returned, at))


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
        "detail": FULL if returned.shows_answers else OBJECTIVES,
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
    if returned.undecided:
        entry["undecided"] = True
    if returned.shows_answers:
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
