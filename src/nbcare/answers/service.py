"""Save an answer and return the reply to its page: the same under a kernel and in the portal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, cast

from nbcare.answers.errors import ResponseRefusedError, ResponsesDamagedError, StepLockedError
from nbcare.answers.messages import (
    CaseState,
    Entry,
    ItemState,
    MoveReply,
    NotOpenedReply,
    RefusedReply,
    Request,
    SaveReply,
)
from nbcare.answers.optional_fields import optional_fields
from nbcare.answers.response_store import Conflict, ResponseStore, Saved
from nbcare.content import shown_hash
from nbcare.questions import case_steps, scoring
from nbcare.questions.props import Answerable, CaseView, Props
from nbcare.questions.typed import is_answer
from nbcare.store.errors import StoreUnavailableError


class Answered(Protocol):
    """What is known of a saved answer, at the least its `response`."""

    def __getitem__(self, name: Literal["response"], /) -> Any:
        """Return the response."""


REFUSED, LOCKED, DAMAGED, DISK = "refused", "step-locked", "damaged", "disk"
_OUTDATED = "This question has changed since this page was opened. Reload the page, and answer it again."


@dataclass(frozen=True)
class Saving:
    """The reply to a page that saves; `why` is the kind of a refusal, `saved` all answers on disk after a success."""

    message: SaveReply
    why: str = ""
    saved: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True)
class Moving:
    """The reply to a page that opens a step of a case or begins it again; `why` is the kind of a refusal."""

    message: MoveReply
    why: str = ""


def read(store: ResponseStore) -> dict[str, Entry]:
    """Return the saved answers; a damaged file is kept aside and a new one begun. Raise OSError for a disk error."""
    try:
        return store.read()
    except ResponsesDamagedError:
        return store.read()


def state(props: Answerable, saved: Mapping[str, Entry]) -> ItemState:
    """Return what is on disk for one question; an answer to another question than is asked now counts as none."""
    entry = saved.get(props["id"])
    response = entry["response"] if entry else None
    shown = entry["shown"] if entry and response is not None else ""
    changed = not shown_hash.is_same(props, shown)
    state: ItemState = {
        "response": None if changed or scoring.problem(props, response) else response,
        "revision": entry["revision"] if entry else 0,
    }
    if changed:
        state["changed"] = True
    elif shown_hash.is_corrected(props, shown):
        state["corrected"] = True
    before = saved.get(str(props.get("earlier")))
    if before and shown_hash.is_same(props, before["shown"]):
        state["earlier"] = before["response"]
    return state


def case_state(case: str, steps: Iterable[Props], saved: Mapping[str, Entry]) -> CaseState:
    """Return how far a case is opened, and what is on disk for each of its questions."""
    steps = list(steps)
    items = {step["id"]: state(step, saved) for step in steps}
    return {"opened": case_steps.opened(saved, case, [step["id"] for step in steps]), "items": items}


def save(store: ResponseStore, props_of: Callable[[Any], Answerable], request: Request, item: Any) -> Saving:
    """Save one answer; `props_of` returns the props of the item a page names, or raises ResponseRefusedError."""
    nonce = request.get("nonce")
    try:
        props = props_of(request.get("item"))
        response, saw = checked(props, request)
        shown, more = str(props.get("shown", "")), optional_fields(request)
        return saved(store.save(props["id"], response, saw, shown, more), nonce, item)
    except (ResponseRefusedError, ResponsesDamagedError, OSError) as error:
        return refused(error, nonce, item)


def checked(props: Answerable, request: Request) -> tuple[Any, int]:
    """Return the response of a request and the revision it follows; raise ResponseRefusedError for what is not an answer."""
    response, saw = request.get("response"), request.get("saw")
    _refuse_outdated(props, request.get("shown"))
    if problem := scoring.problem(props, response):
        raise ResponseRefusedError(problem)
    if type(saw) is not int or saw < 0:
        raise ResponseRefusedError("the answer does not say which answer it follows")
    return response, saw


def _refuse_outdated(props: Answerable, shown: object) -> None:
    """Raise ResponseRefusedError for an answer from a page that was opened before the question changed."""
    if isinstance(shown, str) and not shown_hash.is_same(props, shown):
        raise ResponseRefusedError(_OUTDATED)


def saved(result: Saved | Conflict, nonce: Any, item: Any) -> Saving:
    """Return the reply about an answer that was saved, or that another one had come before."""
    if isinstance(result, Conflict):
        return Saving(
            {
                "nonce": nonce,
                "item": item,
                "type": "conflict",
                "revision": result.revision,
                "response": result.response,
            }
        )
    return Saving(
        {"nonce": nonce, "item": item, "type": "saved", "revision": result.revision, "at": result.at},
        saved=result.answers,
    )


def refused(error: ResponseRefusedError | ResponsesDamagedError | OSError, nonce: Any, item: Any) -> Saving:
    """Return the reply that an answer was not saved, and why; after an error of the disk the page may try again."""
    if isinstance(error, ResponseRefusedError):
        reason, why = str(error), LOCKED if isinstance(error, StepLockedError) else REFUSED
    elif isinstance(error, ResponsesDamagedError):
        # The damaged file is out of the way: the page's next attempt begins a new one.
        reason, why = str(error), DAMAGED
    else:
        reason, why = not_written(error), DISK
    message: RefusedReply = {"nonce": nonce, "item": item, "type": "refused", "reason": reason}
    if why in (DAMAGED, DISK):
        message["again"] = True
    return Saving(message, why)


def move(step: Callable[[str, int, str], int], case: CaseView, request: Request) -> Moving:
    """Open the next step of a case, or begin it again; `step` is the store's method for it."""
    nonce, saw = request.get("nonce"), request.get("saw")

    def refused(reason: str, why: str) -> Moving:
        message: NotOpenedReply = {"nonce": nonce, "case": case["id"], "type": "not-opened", "reason": reason}
        if why in (DAMAGED, DISK):
            message["again"] = True
        return Moving(message, why)

    try:
        if type(saw) is not int:
            raise ResponseRefusedError("the page does not say which step it shows")
        opened = step(case["id"], saw, str(case.get("shown", "")))
    except ResponseRefusedError as error:
        return refused(str(error), REFUSED)
    except ResponsesDamagedError as error:
        return refused(str(error), DAMAGED)
    except OSError as error:
        return refused(not_written(error), DISK)
    return Moving({"nonce": nonce, "case": case["id"], "type": "opened", "opened": opened})


def unanswered(
    counted: Iterable[str], saved: Mapping[str, Answered], items: Mapping[str, Props] | None = None
) -> list[str]:
    """Return the ids of the counted questions that have no saved answer, or, given their props, have changed since it."""
    known = items or {}
    return [
        id
        for id in counted
        if id not in saved or not is_answer(saved[id]["response"]) or _is_asked_anew(id, known, saved)
    ]


def _is_asked_anew(id: str, items: Mapping[str, Props], saved: Mapping[str, Answered]) -> bool:
    """Tell whether a question has changed since its answer, and can be answered again: a graded step that is locked cannot."""
    if id not in items or not _is_to_another(items[id], saved[id]):
        return False
    case = items[id].get("case")
    if not case or items[id].get("use") != "graded":
        return True
    steps = [each for each in items if items[each].get("case") == case]
    return steps.index(id) + 1 >= case_steps.opened(saved, case, steps)


def _is_to_another(props: Props, answer: Answered) -> bool:
    """Tell whether an answer belongs to a question that reads differently now."""
    shown = str(cast(Mapping[str, object], answer).get("shown") or "")
    # Where only responses are at hand, as when saving, there is nothing to compare, and no time for it.
    return bool(shown) and not shown_hash.is_among(shown_hash.hashes(props), shown)


def not_written(error: OSError) -> str:
    """Return a sentence for the learner about a failed write, without the path of the file."""
    if isinstance(error, StoreUnavailableError):
        return f"Your answer could not be kept. The course's database: {error.problem}."
    return f"The computer could not write the file: {error.strerror or 'another program is using it'}."
