"""Save an answer and move a case on, for a page of the portal."""

from typing import Any, cast

from nbcare.answers import response_store as stores
from nbcare.answers import service
from nbcare.answers.errors import ResponseRefusedError, StepLockedError
from nbcare.answers.messages import OpenedReply, RefusedReply, Request, SavedReply
from nbcare.answers.optional_fields import optional_fields
from nbcare.answers.response_store import ResponseStore
from nbcare.portal.api_replies import SHUT, STATUS, Answer, not_opened, refused, why_shut
from nbcare.portal.learner_page import LearnerPage
from nbcare.questions import case_steps
from nbcare.questions.props import Answerable, CaseInFile
from nbcare.questions.variants.dealing import asks_by_variant
from nbcare.store.save import Answers, Conflict, Guard


class _UnknownError(ResponseRefusedError):
    """The page has no such question."""


class _ShutError(ResponseRefusedError):
    """Answers are not accepted any more; the message is the code of the reason."""


async def save(learner_page: LearnerPage, message: Request) -> Answer:
    """Save one answer: the reply comes after the store has committed it, together with all that arrived with it."""
    nonce, item = message.get("nonce"), message.get("item")
    if learner_page.page.graded and not learner_page.terms.open:
        return refused("closed", SHUT["closed"], {"nonce": nonce, "item": item})
    try:
        props = await _props(learner_page, item)
        await _require_open_step(learner_page, props["id"])
        response, saw = service.checked(props, message)
        shown, more = str(props.get("shown", "")), optional_fields(message)
        job = learner_page.store.saving(props["id"], response, saw, shown, more, await _guard(learner_page))
        outcome = await learner_page.commit(job)
    except _ShutError as shut:
        return refused(str(shut), SHUT[str(shut)], {"nonce": nonce, "item": item})
    except (ResponseRefusedError, OSError) as error:
        saving = service.refused(error, nonce, item)
        code = "unknown-item" if isinstance(error, _UnknownError) else saving.why
        return cast(RefusedReply, {**saving.message, "code": code}), STATUS[code]
    if isinstance(outcome, Conflict):
        return service.saved(stores.Conflict(outcome.revision, outcome.response), nonce, item).message, 409
    reply = cast(SavedReply, service.saved(stores.Saved(outcome.revision, outcome.at), nonce, item).message)
    # Counted from what the store has at hand: to make whole entries of all answers would cost as much as the save.
    return {**reply, "progress": learner_page.progress(outcome.answers)}, 200


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


async def _props(learner_page: LearnerPage, item: Any) -> Answerable:
    """Return the props of a question in the learner's variant; a seed that is not known yet is read off the event loop."""
    page = learner_page.page
    if item not in page.items and item not in page.explorers:
        raise _UnknownError("this page has no such question")
    if item in page.items and asks_by_variant(page.items[item]) and not learner_page.store.knows_seed:
        await learner_page.work(lambda: learner_page.store.seed)
    return page.props_for(item, lambda: learner_page.store.seed)


async def _require_open_step(learner_page: LearnerPage, item: str) -> None:
    """Raise StepLockedError for a step of a case that is not open, before its answer is looked at.

    What is wrong with an answer names the options of its question, which the page does not have yet.
    """
    store = learner_page.store
    if any(item in steps for steps in store.cases.values()):
        problem = await learner_page.work(lambda: case_steps.why_locked(store.read(), store.cases, item))
        if problem:
            raise StepLockedError(problem)


async def _guard(learner_page: LearnerPage) -> Guard | None:
    """Return the check, within the transaction, that a quiz takes answers still; a module always does."""
    if not learner_page.page.graded:
        return None
    result = await learner_page.known_result()
    shown = result is not None and result.full

    def guard(answers: Answers, handed_in: bool) -> None:
        if handed_in or shown:
            raise _ShutError("handed-in")

    return guard


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
