"""Hand a quiz in, and begin a new attempt at it, for a page of the portal."""

from pathlib import Path

from nbcare.answers import service, submit, times
from nbcare.answers.messages import Receipt, Request
from nbcare.portal import attempts
from nbcare.portal.api_replies import SHUT, Answer, refused, require_open, why_shut
from nbcare.portal.learner_page import LearnerPage


def hand_in(learner_page: LearnerPage, message: Request, root: Path) -> Answer:
    """Hand in the saved answers; a repeated request gets the first one's reply."""
    require_open(learner_page)
    nonce, kept, terms = str(message.get("nonce") or ""), learner_page.attempts, learner_page.terms
    if nonce and nonce == kept.nonce and kept.locked:
        return _handed_in(learner_page, nonce, kept.receipts[-1])
    if not learner_page.page.graded:
        return refused("closed", "A module is not handed in.", {"nonce": nonce})
    if why := why_shut(learner_page):
        return refused(why, SHUT[why], {"nonce": nonce})
    more: submit.ReceiptDetails = {"attempt": len(kept.receipts) + 1, "late": terms.late(times.now())}
    try:
        service.read(learner_page.store)  # a file that was lost meanwhile is written again before it is handed in
        receipt = submit.submit(
            learner_page.path, learner_page.page.slug, learner_page.learner.id, root, learner_page.page.counted, more
        )
        attempts.write(learner_page.path, attempts.handed_in(kept, receipt, nonce))
    except submit.HandInRefusedError as error:
        return refused("refused", str(error), {"nonce": nonce})
    except OSError as error:
        return refused("disk", service.not_written(error), {"nonce": nonce}, again=True)
    return _handed_in(learner_page, nonce, receipt)


def reopen(learner_page: LearnerPage, message: Request) -> Answer:
    """Begin a new attempt, when the policy allows one."""
    nonce, kept = message.get("nonce"), learner_page.attempts
    if kept.receipts and kept.open and not attempts.locked(kept, learner_page.result):
        return {"type": "reopened", "nonce": nonce, "quiz": learner_page.quiz()}, 200
    if not kept.receipts:
        return refused("not-handed-in", "Nothing is handed in yet.", {"nonce": nonce})
    if not attempts.may_reopen(kept, learner_page.terms, learner_page.result):
        return refused("attempts", "There is no further attempt at this quiz.", {"nonce": nonce})
    try:
        attempts.write(learner_page.path, attempts.reopened(kept))
    except OSError as error:
        return refused("disk", service.not_written(error), {"nonce": nonce}, again=True)
    return {"type": "reopened", "nonce": nonce, "quiz": learner_page.quiz()}, 200


def _handed_in(learner_page: LearnerPage, nonce: str, receipt: Receipt) -> Answer:
    return {"type": "handed-in", "nonce": nonce, "receipt": receipt, "quiz": learner_page.quiz()}, 200
