"""Put a hand-in into the store that was brought as a file, or through nbgrader's exchange."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from nbcare.answers import files, times
from nbcare.answers.submissions import TakenByAnotherError
from nbcare.content.course import Course
from nbcare.questions.typed import is_answer
from nbcare.store import hand_ins, results, taking_over
from nbcare.store.hand_ins import HandIn
from nbcare.store.handing_in import Judged
from nbcare.store.job import Job


def keep(
    course: Course,
    learner: str,
    assessment: str,
    at: datetime,
    responses: bytes,
    release: str,
    *,
    late: bool = False,
    held: str | None = None,
) -> Job[HandIn]:
    """Return the job that adds a hand-in to the store; what it returns says whether it counts, and why not.

    `responses` is the content of a responses.json; `held` says why it waits for a person. It waits as well when the same
    answers are another learner's. The job raises TakenByAnotherError for answers with another seed.
    """
    document, moment = files.parse(responses), times.iso(at)
    graded = course.assessment(assessment).items
    items = document["items"] if isinstance(document.get("items"), dict) else {}
    answered = sum(isinstance(items.get(id), dict) and is_answer(items[id].get("response")) for id in graded)
    hash, judged = files.receipt_of(document), Judged(answered, len(graded), late)

    def add(connection: Connection) -> HandIn:
        if not taking_over.begin(learner, assessment, document["seed"], release, moment)(connection):
            # Who has only opened the quiz in the portal may hand in a file: it carries the seed that it was answered by.
            earlier = hand_ins.of(learner, assessment)(connection)
            if earlier and document["seed"] not in _seeds(connection, earlier):
                raise TakenByAnotherError(learner, assessment, earlier[-1].hash)
        others = hand_ins.others_with(learner, assessment, document["seed"], hash)(connection)
        after = results.any_of(assessment)(connection)
        why = "; ".join(filter(None, (held, _same_as(others)))) or None
        return taking_over.hand_in(
            learner, assessment, document, hash, judged, release, moment, after_results=after, held=why
        )(connection)

    return add


def _same_as(others: Sequence[str]) -> str:
    return f"these are the answers of {', '.join(others)} too, with the same seed" if others else ""


def _seeds(connection: Connection, several: Sequence[HandIn]) -> set[object]:
    documents = (hand_ins.document(one.learner, one.assessment, one.attempt)(connection) for one in several)
    return {document.get("seed") for document in documents if document is not None}
