"""What the API replies: its HTTP status codes, and why a request is refused."""

from nbcare.answers import service
from nbcare.answers.messages import NotOpenedReply, PortalReply, RefusedReply, Request
from nbcare.answers.reviewed import ChangedSinceError
from nbcare.portal import attempts, errors
from nbcare.portal.learner_page import LearnerPage

STATUS = {
    "unknown-item": 404,
    "refused": 422,
    "step-locked": 409,
    "handed-in": 409,
    "changed": 409,
    "closed": 403,
    "not-handed-in": 409,
    "attempts": 409,
    "damaged": 503,
    "disk": 507,
}
SHUT = {
    "handed-in": "This quiz is handed in. Its answers are not changed any more, unless you begin a new attempt.",
    "closed": errors.NOT_OPEN,
}

Answer = tuple[PortalReply, int]
"""A reply and its HTTP status."""


def require_open(learner_page: LearnerPage) -> None:
    """Raise HttpProblemError for a quiz that is not open yet."""
    if not learner_page.terms.open:
        raise errors.closed(learner_page.page.title)


def why_shut(learner_page: LearnerPage) -> str:
    """Return why answers are not accepted, as a code; an empty string when they are."""
    if not learner_page.page.graded:
        return ""
    if not learner_page.terms.open:
        return "closed"
    return "handed-in" if attempts.locked(learner_page.attempts, learner_page.result) else ""


def refused(code: str, reason: str, named: Request, again: bool = False) -> Answer:
    """Return a reply that nothing was written; `again` lets the page send the same once more."""
    reply: RefusedReply = {"type": "refused", "code": code, "reason": reason, "nonce": named.get("nonce")}
    if "item" in named:
        reply["item"] = named["item"]
    if again:
        reply["again"] = True
    return reply, STATUS[code]


def changed(error: ChangedSinceError, nonce: str) -> Answer:
    """Return a reply that nothing was handed in, as answers are not those that the page showed; it names them."""
    reply: RefusedReply = {"type": "refused", "code": "changed", "reason": str(error), "nonce": nonce}
    return {**reply, "changed": error.now}, STATUS["changed"]


def not_opened(code: str, reason: str, named: Request, again: bool = False) -> Answer:
    """Return a reply that no step of a case was opened."""
    reply: NotOpenedReply = {"type": "not-opened", "code": code, "reason": reason, "nonce": named.get("nonce")}
    reply["case"] = named.get("case")
    if again:
        reply["again"] = True
    return reply, STATUS[code]


def disk_refused(what: str, message: Request, error: OSError) -> Answer:
    """Return the reply for a failed write, which lets the page keep its answer and retry."""
    nonce, reason = message.get("nonce"), service.not_written(error)
    if what in ("open", "again"):
        return not_opened("disk", reason, {"nonce": nonce, "case": message.get("case")}, again=True)
    named: Request = {"nonce": nonce, "item": message.get("item")} if what == "save" else {"nonce": nonce}
    return refused("disk", reason, named, again=True)
