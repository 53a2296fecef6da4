"""The API of a page's widgets: the same messages as over a Jupyter kernel, as HTTP requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from nbcare.answers import service, submit, times
from nbcare.answers.errors import ResponseRefusedError
from nbcare.answers.messages import (
    NotOpenedReply,
    OpenedReply,
    PortalReply,
    Props,
    Receipt,
    RefusedReply,
    Request,
)
from nbcare.answers.store import ResponseStore
from nbcare.portal import attempts, errors
from nbcare.portal.handler import Inside
from nbcare.portal.learner_page import LearnerPage

STATUS = {
    "unknown-item": 404,
    "refused": 422,
    "step-locked": 409,
    "handed-in": 409,
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


class _UnknownError(ResponseRefusedError):
    """The page has no such question."""


class State(Inside):
    """GET /api/<scope>."""

    async def get(self, scope: str) -> None:
        """Respond with seed, saved answers and terms."""
        learner_page = self.portal.learner_page(self.learner, scope)
        _see(learner_page)
        self.send_json(await self.portal.learners.work(self.learner, learner_page.state))


class Move(Inside):
    """POST /api/<scope>/<save|open|again|hand-in|reopen>."""

    async def post(self, scope: str, what: str) -> None:
        """Do the named job off the event loop, then respond."""
        learner_page, message = self.portal.learner_page(self.learner, scope), cast(Request, self.json_body())
        root = self.portal.root
        jobs: dict[str, Callable[[], Answer]] = {
            "save": lambda: save(learner_page, message),
            "open": lambda: move(learner_page, message, "open_step"),
            "again": lambda: move(learner_page, message, "begin_again"),
            "hand-in": lambda: hand_in(learner_page, message, root),
            "reopen": lambda: reopen(learner_page, message),
        }
        try:
            answer = await self.portal.learners.work(self.learner, jobs[what])
        except OSError as error:
            errors.log.error("%s of %s in %s: %s", what, self.learner.id, scope, error)
            answer = _unwritten(what, message, error)
        self.send_json(*answer)


def save(learner_page: LearnerPage, message: Request) -> Answer:
    """Save one answer."""
    nonce, item = message.get("nonce"), message.get("item")
    if why := _shut(learner_page):
        return _refused(why, SHUT[why], {"nonce": nonce, "item": item})
    store, known = learner_page.store, {**learner_page.page.items, **learner_page.page.explorers}

    def props_of(id: Any) -> Props:
        if id not in known:
            raise _UnknownError("this page has no such question")
        return learner_page.page.props_for(id, lambda: store.seed)

    saving = service.save(store, props_of, message, item)
    reply = saving.message
    if reply["type"] == "refused":
        code = "unknown-item" if saving.why == service.REFUSED and item not in known else saving.why
        return {**reply, "code": code}, STATUS[code]
    if reply["type"] == "conflict":
        return reply, 409
    return {**reply, "progress": learner_page.progress(saving.saved)}, 200


def move(learner_page: LearnerPage, message: Request, way: str) -> Answer:
    """Open the next step of a case, or begin it again."""
    named: Request = {"nonce": message.get("nonce"), "case": message.get("case")}
    case = learner_page.page.cases.get(message.get("case") or "")
    if case is None:
        return _not_opened("unknown-item", "this page has no such case", named)
    if why := _shut(learner_page):
        return _not_opened(why, SHUT[why], named)
    if way == "begin_again" and case.get("use") != "practice":
        return _not_opened("refused", "only a practice case begins again", named)
    store = learner_page.store
    moving = service.move(getattr(store, way), case, message)
    if moving.message["type"] == "not-opened":
        return {**moving.message, "code": moving.why}, STATUS[moving.why]
    return _opened(learner_page, store, case, moving.message), 200


def hand_in(learner_page: LearnerPage, message: Request, root: Any) -> Answer:
    """Hand in the saved answers; a repeated request gets the first one's reply."""
    _see(learner_page)
    nonce, kept, terms = str(message.get("nonce") or ""), learner_page.attempts, learner_page.terms
    if nonce and nonce == kept.nonce and kept.locked:
        return _handed_in(learner_page, nonce, kept.receipts[-1])
    if not learner_page.page.graded:
        return _refused("closed", "A module is not handed in.", {"nonce": nonce})
    if why := _shut(learner_page):
        return _refused(why, SHUT[why], {"nonce": nonce})
    more: submit.ReceiptDetails = {"attempt": len(kept.receipts) + 1, "late": terms.late(times.now())}
    try:
        service.read(learner_page.store)  # a file that was lost meanwhile is written again before it is handed in
        receipt = submit.submit(
            learner_page.path, learner_page.page.slug, learner_page.learner.id, root, learner_page.page.counted, more
        )
        attempts.write(learner_page.path, attempts.handed_in(kept, receipt, nonce))
    except submit.HandInRefusedError as refused:
        return _refused("refused", str(refused), {"nonce": nonce})
    except OSError as error:
        return _refused("disk", service.not_written(error), {"nonce": nonce}, again=True)
    return _handed_in(learner_page, nonce, receipt)


def reopen(learner_page: LearnerPage, message: Request) -> Answer:
    """Begin a new attempt, when the policy allows one."""
    nonce, kept = message.get("nonce"), learner_page.attempts
    if kept.receipts and kept.open and not attempts.locked(kept, learner_page.result):
        return {"type": "reopened", "nonce": nonce, "quiz": learner_page.quiz()}, 200
    if not kept.receipts:
        return _refused("not-handed-in", "Nothing is handed in yet.", {"nonce": nonce})
    if not attempts.may_reopen(kept, learner_page.terms, learner_page.result):
        return _refused("attempts", "There is no further attempt at this quiz.", {"nonce": nonce})
    try:
        attempts.write(learner_page.path, attempts.reopened(kept))
    except OSError as error:
        return _refused("disk", service.not_written(error), {"nonce": nonce}, again=True)
    return {"type": "reopened", "nonce": nonce, "quiz": learner_page.quiz()}, 200


def _see(learner_page: LearnerPage) -> None:
    if not learner_page.terms.open:
        raise errors.closed(learner_page.page.title)


def _shut(learner_page: LearnerPage) -> str:
    """Return why answers are not accepted, as a code; an empty string when they are."""
    if not learner_page.page.graded:
        return ""
    if not learner_page.terms.open:
        return "closed"
    return "handed-in" if attempts.locked(learner_page.attempts, learner_page.result) else ""


def _opened(learner_page: LearnerPage, store: ResponseStore, case: Props, reply: OpenedReply) -> OpenedReply:
    """Add the state of a case's questions, and of a graded one the steps that were not in the page before."""
    saved, seed, opened = service.read(store), store.seed, reply["opened"]
    steps: list[Props] = [learner_page.page.props_for(id, lambda: seed) for id in case["steps"]]
    whole: OpenedReply = {**reply, "items": {step["id"]: service.state(step, saved) for step in steps}}
    if case.get("use") == "graded":
        whole["steps"] = steps[:opened]
        if opened <= len(steps):
            whole["step"] = steps[opened - 1]
    return whole


def _handed_in(learner_page: LearnerPage, nonce: str, receipt: Receipt) -> Answer:
    return {"type": "handed-in", "nonce": nonce, "receipt": receipt, "quiz": learner_page.quiz()}, 200


def _refused(code: str, reason: str, named: Request, again: bool = False) -> Answer:
    reply: RefusedReply = {"type": "refused", "code": code, "reason": reason, "nonce": named.get("nonce")}
    if "item" in named:
        reply["item"] = named["item"]
    if again:
        reply["again"] = True
    return reply, STATUS[code]


def _not_opened(code: str, reason: str, named: Request, again: bool = False) -> Answer:
    reply: NotOpenedReply = {"type": "not-opened", "code": code, "reason": reason, "nonce": named.get("nonce")}
    reply["case"] = named.get("case")
    if again:
        reply["again"] = True
    return reply, STATUS[code]


def _unwritten(what: str, message: Request, error: OSError) -> Answer:
    """Return the reply for a failed write, which lets the page keep its answer and retry."""
    nonce, reason = message.get("nonce"), service.not_written(error)
    if what in ("open", "again"):
        return _not_opened("disk", reason, {"nonce": nonce, "case": message.get("case")}, again=True)
    named: Request = {"nonce": nonce, "item": message.get("item")} if what == "save" else {"nonce": nonce}
    return _refused("disk", reason, named, again=True)
