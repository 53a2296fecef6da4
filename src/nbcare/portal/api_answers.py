"""Save an answer and move a case on, for a page of the portal."""

from typing import Any

from nbcare.answers import service
from nbcare.answers.errors import ResponseRefusedError
from nbcare.answers.messages import OpenedReply, Request
from nbcare.answers.store import ResponseStore
from nbcare.portal.api_replies import SHUT, STATUS, Answer, not_opened, refused, why_shut
from nbcare.portal.learner_page import LearnerPage
from nbcare.questions.props import Answerable, CaseInFile


class _UnknownError(ResponseRefusedError):
    """The page has no such question."""


def save(learner_page: LearnerPage, message: Request) -> Answer:
    """Save one answer."""
    nonce, item = message.get("nonce"), message.get("item")
    if why := why_shut(learner_page):
        return refused(why, SHUT[why], {"nonce": nonce, "item": item})
    store, known = learner_page.store, {**learner_page.page.items, **learner_page.page.explorers}

    def props_of(id: Any) -> Answerable:
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
        return not_opened("unknown-item", "this page has no such case", named)
    if why := why_shut(learner_page):
        return not_opened(why, SHUT[why], named)
    if way == "begin_again" and case.get("use") != "practice":
        return not_opened("refused", "only a practice case begins again", named)
    store = learner_page.store
    moving = service.move(getattr(store, way), case, message)
    if moving.message["type"] == "not-opened":
        return {**moving.message, "code": moving.why}, STATUS[moving.why]
    return _opened(learner_page, store, case, moving.message), 200


def _opened(learner_page: LearnerPage, store: ResponseStore, case: CaseInFile, reply: OpenedReply) -> OpenedReply:
    """Add the state of a case's questions, and of a graded one the steps that were not in the page before."""
    saved, seed, opened = service.read(store), store.seed, reply["opened"]
    steps = [learner_page.page.question(id, lambda: seed) for id in case["steps"]]
    whole: OpenedReply = {**reply, "items": {step["id"]: service.state(step, saved) for step in steps}}
    if case.get("use") == "graded":
        whole["steps"] = steps[:opened]
        if opened <= len(steps):
            whole["step"] = steps[opened - 1]
    return whole
