"""Take an answer in and say what became of it: the same words under a kernel and in the portal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbcare.answers.store import (
    Conflict,
    ResponseRefusedError,
    ResponsesDamagedError,
    ResponseStore,
    Saved,
    StepLockedError,
)
from nbcare.questions import case_steps
from nbcare.questions.shape import misfit

REFUSED, LOCKED, DAMAGED, DISK = "refused", "step-locked", "damaged", "disk"

Props = Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """What the page is told; of a refusal, its kind for the host that passes it on; of a saved answer, all that are on disk."""

    message: dict[str, Any]
    why: str = ""
    saved: Mapping[str, Any] = field(default_factory=dict)


def read(store: ResponseStore) -> dict[str, dict[str, Any]]:
    """Return the saved answers; a damaged file is kept aside, and a new one begun. Raise OSError when the disk refuses."""
    try:
        return store.read()
    except ResponsesDamagedError:
        return store.read()


def state(props: Props, saved: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is on disk for one question, as its page wants to hear it."""
    entry = saved.get(props["id"], {"response": None, "revision": 0})
    told = {"response": entry["response"], "revision": entry["revision"]}
    if misfit(props, told["response"]):
        told["response"] = None
    if props.get("earlier") in saved:
        told["earlier"] = saved[props["earlier"]]["response"]
    return told


def case_state(case: str, steps: Iterable[Props], saved: Mapping[str, Any]) -> dict[str, Any]:
    """Return how far a case is opened, and what is on disk for each of its questions."""
    steps = list(steps)
    items = {step["id"]: state(step, saved) for step in steps}
    return {"opened": case_steps.opened(saved, case, [step["id"] for step in steps]), "items": items}


def save(store: ResponseStore, asked: Callable[[Any], Props], message: Mapping[str, Any], item: Any) -> Reply:
    """Save one answer; `asked` returns the props of the item a message names, or raises ResponseRefusedError."""
    reply = {"nonce": message.get("nonce"), "item": item}
    try:
        result = _stored(store, asked(message.get("item")), message)
    except ResponseRefusedError as error:
        return Reply(
            {**reply, "type": "refused", "reason": str(error)},
            LOCKED if isinstance(error, StepLockedError) else REFUSED,
        )
    except ResponsesDamagedError as error:
        # The damaged file is out of the way: the page's next attempt begins a new one.
        return Reply({**reply, "type": "refused", "reason": str(error), "again": True}, DAMAGED)
    except OSError as error:
        return Reply({**reply, "type": "refused", "reason": not_written(error), "again": True}, DISK)
    if isinstance(result, Conflict):
        return Reply({**reply, "type": "conflict", "revision": result.revision, "response": result.response})
    return Reply({**reply, "type": "saved", "revision": result.revision, "at": result.at}, saved=result.answers)


def move(step: Callable[[str, int, str], int], case: Props, message: Mapping[str, Any]) -> Reply:
    """Open the next step of a case, or begin it again: `step` is the store's way to do it."""
    reply, saw = {"nonce": message.get("nonce"), "case": case["id"]}, message.get("saw")
    try:
        if type(saw) is not int:
            raise ResponseRefusedError("the page does not say which step it shows")
        return Reply({**reply, "type": "opened", "opened": step(case["id"], saw, str(case.get("shown", "")))})
    except (ResponseRefusedError, ResponsesDamagedError) as error:
        return Reply(
            {**reply, "type": "not-opened", "reason": str(error)},
            DAMAGED if isinstance(error, ResponsesDamagedError) else REFUSED,
        )
    except OSError as error:
        return Reply({**reply, "type": "not-opened", "reason": not_written(error)}, DISK)


def unanswered(counted: Iterable[str], saved: Mapping[str, Any]) -> list[str]:
    """Return the ids of the counted questions that have no saved answer."""
    return [id for id in counted if saved.get(id, {}).get("response") is None]


def not_written(error: OSError) -> str:
    """Say in one sentence that the disk refused, and nothing of where the file lies."""
    return f"The computer could not write the file: {error.strerror or 'another program is using it'}."


def _stored(store: ResponseStore, props: Props, message: Mapping[str, Any]) -> Saved | Conflict:
    response, saw = message.get("response"), message.get("saw")
    if problem := misfit(props, response):
        raise ResponseRefusedError(problem)
    if type(saw) is not int or saw < 0:
        raise ResponseRefusedError("the answer does not say which answer it follows")
    return store.save(props["id"], response, saw, str(props.get("shown", "")))
