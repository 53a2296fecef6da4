"""Score a response to an item by the NGN rules: pure functions, whole points, no Jupyter."""

from __future__ import annotations

from typing import TypeGuard

from nbcare.questions.item import OfKind, Question
from nbcare.questions.kind import AnyKind
from nbcare.questions.kinds import KINDS
from nbcare.questions.props import Answerable, ExplorerProps
from nbcare.questions.reading import is_blank, is_empty, one_id
from nbcare.questions.result import InvalidResponseError, Score, Status, UnknownKindError

__all__ = [
    "KINDS",
    "Score",
    "Status",
    "UnknownKindError",
    "by_hand",
    "everything",
    "key_response",
    "kind_of",
    "marks",
    "maximum",
    "problem",
    "score",
]


def kind_of(item: OfKind) -> AnyKind:
    """Give the kind of an item; raise UnknownKindError when there is none of its name."""
    name = item.get("kind")
    if not isinstance(name, str) or name not in KINDS:
        raise UnknownKindError(f"{item.get('id', 'item')}: no scoring rule for kind {name!r}")
    return KINDS[name]


def by_hand(item: OfKind) -> bool:
    """Tell whether a person gives an item's points; of a kind that is not known here, nobody says so."""
    kind = KINDS.get(item.get("kind", ""))
    return kind is not None and kind.by_hand


def _taken(response: object) -> object:
    """Take what holds nothing for no answer."""
    return None if is_empty(response) else response


def score(item: Question, response: object) -> Score:
    """Score any response whatever its shape; only an unknown kind raises."""
    kind = kind_of(item)
    most = kind.maximum(item)
    try:
        answer = kind.read(item, _taken(response))
    except InvalidResponseError as refused:
        return Score(0, most, Status.INVALID, str(refused))
    if is_blank(answer):
        return Score(0, most, Status.UNANSWERED)
    return Score(kind.points(item, answer), most, kind.status)


def problem(props: Answerable, response: object) -> str:
    """Say why a page may not save a response to what the learner saw, or nothing; None is the empty answer and fits.

    Two things hold: grading could read it (the kind's own `read`, which needs no key), and it lacks nothing that the
    page still has to ask for (`lacks`). Of an explorer, a prediction is one of its options.
    """
    if response is None:
        return ""
    try:
        if _predicts(props):
            one_id(response, props["prediction"]["options"])
            return ""
        kind = KINDS.get(props.get("kind", ""))
        if kind is None:
            return _unanswerable(props)
        kind.read(props, response)
    except InvalidResponseError as refused:
        return str(refused)
    return kind.lacks(props, response)


def _predicts(props: Answerable) -> TypeGuard[ExplorerProps]:
    return "prediction" in props


def _unanswerable(props: Answerable) -> str:
    if props.get("kind") == "explorer":
        return "this explorer asks for no prediction"
    return f"questions of kind {props.get('kind')!r} cannot be answered here"


def marks(item: Question, response: object) -> dict[str, str]:
    """Mark each element right, wrong, missed or nothing; a refused response counts as blank."""
    kind = kind_of(item)
    try:
        answer = kind.read(item, _taken(response))
    except InvalidResponseError:
        answer = kind.read(item, None)
    return kind.marks(item, answer)


def maximum(item: Question) -> int:
    """Give the most points that an item can earn."""
    return kind_of(item).maximum(item)


def key_response(item: Question) -> object:
    """Give the response that is right throughout (for `text`, any written answer)."""
    return kind_of(item).key(item)


def everything(item: Question) -> object:
    """Give the response of someone who chooses all there is."""
    return kind_of(item).everything(item)
