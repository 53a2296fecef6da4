"""Hand a quiz in, and begin a new attempt at it, for a page of the portal."""

from collections.abc import Sequence

from nbcare.answers import reviewed, service, times
from nbcare.answers.messages import Receipt, Request
from nbcare.answers.stored_hand_ins import AlreadyHandedInError, receipt_of
from nbcare.answers.stored_hand_ins import hand_in as hand_in_saved
from nbcare.answers.submit import HandInRefusedError
from nbcare.portal import attempts
from nbcare.portal.api_replies import SHUT, Answer, changed, refused, require_open
from nbcare.portal.learner_page import LearnerPage
from nbcare.store import handing_in
from nbcare.store.errors import UnstorableError
from nbcare.store.hand_ins import HandIn

_NOT_RELEASED = "This quiz is not released yet. Nothing was handed in; your answers are still here."


class _NotAllowedError(Exception):
    """The policy allows no further attempt."""


def hand_in(learner_page: LearnerPage, message: Request) -> Answer:
    """Hand in the saved answers; a repeated request gets the first one's reply."""
    require_open(learner_page)
    nonce, kept, page = str(message.get("nonce") or ""), learner_page.attempts, learner_page.page
    if nonce and nonce == kept.nonce and kept.locked:
        return _handed_in(learner_page, nonce, kept.receipts[-1])
    if not page.graded:
        return refused("closed", "A module is not handed in.", {"nonce": nonce})
    if attempts.shown(kept, learner_page.result):
        return refused("handed-in", SHUT["handed-in"], {"nonce": nonce})
    if not learner_page.released:
        return refused("refused", _NOT_RELEASED, {"nonce": nonce})
    try:
        check = reviewed.unchanged(message.get("reviewed"), page.counted, page.steps)
        id, release = learner_page.learner.id, page.course
        job = hand_in_saved(id, page.slug, nonce or None, page.counted, release, once=True, check=check)
        receipt = receipt_of(learner_page.write(job))
    except AlreadyHandedInError:
        # Decided within the transaction: another portal may have got the same request, or another window its own.
        return refused("handed-in", SHUT["handed-in"], {"nonce": nonce})
    except reviewed.ChangedSinceError as error:
        return changed(error, nonce)
    except (HandInRefusedError, UnstorableError) as error:
        return refused("refused", str(error), {"nonce": nonce})
    except OSError as error:
        return refused("disk", service.not_written(error), {"nonce": nonce}, again=True)
    return _handed_in(learner_page, nonce, receipt)


def reopen(learner_page: LearnerPage, message: Request) -> Answer:
    """Begin a new attempt, when the policy allows one."""
    nonce, terms, result = message.get("nonce"), learner_page.terms, learner_page.result

    def allow(earlier: Sequence[HandIn]) -> None:
        if not attempts.may_reopen(attempts.of(earlier), terms, result):
            raise _NotAllowedError

    page = learner_page.page
    job = handing_in.reopen(learner_page.learner.id, page.slug, allow, page.course, times.iso(times.now()))
    try:
        if attempts.shown(learner_page.attempts, result) or learner_page.write(job) is None:
            raise _NotAllowedError
    except _NotAllowedError:
        if not learner_page.attempts.receipts:
            return refused("not-handed-in", "Nothing is handed in yet.", {"nonce": nonce})
        return refused("attempts", "There is no further attempt at this quiz.", {"nonce": nonce})
    except OSError as error:
        return refused("disk", service.not_written(error), {"nonce": nonce}, again=True)
    return {"type": "reopened", "nonce": nonce, "quiz": learner_page.quiz()}, 200


def _handed_in(learner_page: LearnerPage, nonce: str, receipt: Receipt) -> Answer:
    return {"type": "handed-in", "nonce": nonce, "receipt": receipt, "quiz": learner_page.quiz()}, 200
