"""What the widgets of a page say to the server, and what they hear: the very messages that a kernel sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nbcare.answers import service, submit, times
from nbcare.answers.store import ResponseRefusedError, ResponseStore
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

Told = tuple[dict[str, Any], int]


class _UnknownError(ResponseRefusedError):
    """Say that a page has no such question."""


class State(Inside):
    """GET /api/<scope>."""

    async def get(self, scope: str) -> None:
        """Answer with seed, answers and terms."""
        learner_page = self.portal.learner_page(self.learner, scope)
        _see(learner_page)
        self.tell(await self.portal.learners.work(self.learner, learner_page.state))


class Move(Inside):
    """POST /api/<scope>/<save|open|again|hand-in|reopen>."""

    async def post(self, scope: str, what: str) -> None:
        """Do what the page asks, on disk, then answer."""
        learner_page, message = self.portal.learner_page(self.learner, scope), self.sent()
        root = self.portal.root
        jobs: dict[str, Callable[[], Told]] = {
            "save": lambda: save(learner_page, message),
            "open": lambda: move(learner_page, message, "open_step"),
            "again": lambda: move(learner_page, message, "begin_again"),
            "hand-in": lambda: hand_in(learner_page, message, root),
            "reopen": lambda: reopen(learner_page, message),
        }
        try:
            told = await self.portal.learners.work(self.learner, jobs[what])
        except OSError as error:
            errors.log.error("%s of %s in %s: %s", what, self.learner.id, scope, error)
            told = _unwritten(what, message, error)
        self.tell(*told)


def save(learner_page: LearnerPage, message: dict[str, Any]) -> Told:
    """Save one answer."""
    item = message.get("item")
    if why := _shut(learner_page):
        return _refused({"nonce": message.get("nonce"), "item": item}, why, SHUT[why])
    store, known = learner_page.store, {**learner_page.page.items, **learner_page.page.explorers}

    def asked(id: Any) -> dict[str, Any]:
        if id not in known:
            raise _UnknownError("this page has no such question")
        return learner_page.page.asked(id, lambda: store.seed)

    reply = service.save(store, asked, message, item)
    if reply.why:
        code = "unknown-item" if reply.why == service.REFUSED and item not in known else reply.why
        return reply.message | {"code": code}, STATUS[code]
    if reply.message["type"] == "conflict":
        return reply.message, 409
    return reply.message | {"progress": learner_page.progress(reply.saved)}, 200


def move(learner_page: LearnerPage, message: dict[str, Any], way: str) -> Told:
    """Open the next step of a case, or begin it again."""
    nothing = {"nonce": message.get("nonce"), "case": message.get("case")}
    case = learner_page.page.cases.get(message.get("case") or "")
    if case is None:
        return _not_opened(nothing, "unknown-item", "this page has no such case")
    if why := _shut(learner_page):
        return _not_opened(nothing, why, SHUT[why])
    if way == "begin_again" and case.get("use") != "practice":
        return _not_opened(nothing, "refused", "only a practice case begins again")
    store = learner_page.store
    reply = service.move(getattr(store, way), case, message)
    if reply.why:
        return reply.message | {"code": reply.why}, STATUS[reply.why]
    return reply.message | _opened(learner_page, store, case, reply.message["opened"]), 200


def hand_in(learner_page: LearnerPage, message: dict[str, Any], root: Any) -> Told:
    """Hand in what is saved; a request that comes a second time hears what the first one heard."""
    _see(learner_page)
    nonce, kept, terms = str(message.get("nonce") or ""), learner_page.attempts, learner_page.terms
    if nonce and nonce == kept.nonce and kept.locked:
        return _handed_in(learner_page, nonce, kept.receipts[-1])
    if not learner_page.page.graded:
        return _refused({"nonce": nonce}, "closed", "A module is not handed in.")
    if why := _shut(learner_page):
        return _refused({"nonce": nonce}, why, SHUT[why])
    more = {"attempt": len(kept.receipts) + 1, "late": terms.late(times.now())}
    try:
        service.read(learner_page.store)  # a file that was lost meanwhile is written again before it is handed in
        receipt = submit.submit(
            learner_page.path, learner_page.page.slug, learner_page.learner.id, root, learner_page.page.counted, more
        )
        attempts.write(learner_page.path, attempts.handed_in(kept, receipt, nonce))
    except submit.HandInRefusedError as refused:
        return _refused({"nonce": nonce}, "refused", str(refused))
    except OSError as error:
        return _refused({"nonce": nonce, "again": True}, "disk", service.not_written(error))
    return _handed_in(learner_page, nonce, receipt)


def reopen(learner_page: LearnerPage, message: dict[str, Any]) -> Told:
    """Begin a new attempt, when the policy allows one."""
    nonce, kept = message.get("nonce"), learner_page.attempts
    if kept.receipts and kept.open and not attempts.locked(kept, learner_page.result):
        return {"type": "reopened", "nonce": nonce, "quiz": learner_page.quiz()}, 200
    if not kept.receipts:
        return _refused({"nonce": nonce}, "not-handed-in", "Nothing is handed in yet.")
    if not attempts.may_reopen(kept, learner_page.terms, learner_page.result):
        return _refused({"nonce": nonce}, "attempts", "There is no further attempt at this quiz.")
    try:
        attempts.write(learner_page.path, attempts.reopened(kept))
    except OSError as error:
        return _refused({"nonce": nonce, "again": True}, "disk", service.not_written(error))
    return {"type": "reopened", "nonce": nonce, "quiz": learner_page.quiz()}, 200


def _see(learner_page: LearnerPage) -> None:
    if not learner_page.terms.open:
        raise errors.closed(learner_page.page.title)


def _shut(learner_page: LearnerPage) -> str:
    """Return why no answer is taken, or nothing."""
    if not learner_page.page.graded:
        return ""
    if not learner_page.terms.open:
        return "closed"
    return "handed-in" if attempts.locked(learner_page.attempts, learner_page.result) else ""


def _opened(learner_page: LearnerPage, store: ResponseStore, case: dict[str, Any], opened: int) -> dict[str, Any]:
    """Return the state of a case's questions, and of a graded one the steps that were not in the page before."""
    saved, seed = service.read(store), store.seed
    steps = [learner_page.page.asked(id, lambda: seed) for id in case["steps"]]
    told: dict[str, Any] = {"items": {step["id"]: service.state(step, saved) for step in steps}}
    if case.get("use") == "graded":
        told["steps"] = steps[:opened]
        if opened <= len(steps):
            told["step"] = steps[opened - 1]
    return told


def _handed_in(learner_page: LearnerPage, nonce: str, receipt: dict[str, Any]) -> Told:
    return {"type": "handed-in", "nonce": nonce, "receipt": receipt, "quiz": learner_page.quiz()}, 200


def _refused(reply: dict[str, Any], code: str, reason: str) -> Told:
    return {**reply, "type": "refused", "code": code, "reason": reason}, STATUS[code]


def _unwritten(what: str, message: dict[str, Any], error: OSError) -> Told:
    """Say that the disk refused, so that the page keeps its answer and tries again."""
    told, words = {"nonce": message.get("nonce"), "again": True}, service.not_written(error)
    if what in ("open", "again"):
        return _not_opened({**told, "case": message.get("case")}, "disk", words)
    return _refused({**told, "item": message.get("item")} if what == "save" else told, "disk", words)


def _not_opened(reply: dict[str, Any], code: str, reason: str) -> Told:
    return {**reply, "type": "not-opened", "code": code, "reason": reason}, STATUS[code]
