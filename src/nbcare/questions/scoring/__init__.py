"""Score a response to an item by the NGN rules: pure functions, whole points, no Jupyter."""

from __future__ import annotations

from typing import Any

from nbcare.questions.scoring.blanks import cloze, drag_cloze, rationale, table_cloze
from nbcare.questions.scoring.bow_tie import bowtie
from nbcare.questions.scoring.choices import (
    highlight,
    multiple,
    order,
    select_n,
    single,
)
from nbcare.questions.scoring.grids import grouping, matrix_multiple, matrix_single
from nbcare.questions.scoring.kind import Item, Kind
from nbcare.questions.scoring.number import numeric
from nbcare.questions.scoring.result import InvalidResponseError, Score, Status, UnknownKindError
from nbcare.questions.scoring.shape import is_blank, is_empty
from nbcare.questions.scoring.written import text

__all__ = ["KINDS", "Score", "Status", "UnknownKindError", "everything", "key_response", "marks", "maximum", "score"]

KINDS: dict[str, Kind] = {
    "single": single,
    "multiple": multiple,
    "select_n": select_n,
    "grouping": grouping,
    "matrix_single": matrix_single,
    "matrix_multiple": matrix_multiple,
    "cloze": cloze,
    "table_cloze": table_cloze,
    "drag_cloze": drag_cloze,
    "rationale": rationale,
    "highlight": highlight,
    "bowtie": bowtie,
    "order": order,
    "numeric": numeric,
    "text": text,
}


def _kind(item: Item) -> Kind:
    name = item.get("kind")
    if not isinstance(name, str) or name not in KINDS:
        raise UnknownKindError(f"{item.get('id', 'item')}: no scoring rule for kind {name!r}")
    return KINDS[name]


def _read(kind: Kind, item: Item, response: Any) -> Any:
    return kind.read(item, None if is_empty(response) else response)


def score(item: Item, response: Any) -> Score:
    """Score any response whatever its shape; only an unknown kind raises."""
    kind = _kind(item)
    most = kind.maximum(item)
    try:
        answer = _read(kind, item, response)
    except InvalidResponseError as refused:
        return Score(0, most, Status.INVALID, str(refused))
    if is_blank(answer):
        return Score(0, most, Status.UNANSWERED)
    return Score(kind.points(item, answer), most, kind.status)


def marks(item: Item, response: Any) -> dict[str, str]:
    """Mark each element right, wrong, missed or nothing; a refused response counts as blank."""
    kind = _kind(item)
    try:
        answer = _read(kind, item, response)
    except InvalidResponseError:
        answer = kind.read(item, None)
    return kind.marks(item, answer)


def maximum(item: Item) -> int:
    """Give the most points that an item can earn."""
    return _kind(item).maximum(item)


def key_response(item: Item) -> Any:
    """Give the response that is right throughout (for `text`, any written answer)."""
    return _kind(item).key(item)


def everything(item: Item) -> Any:
    """Give the response of someone who chooses all there is."""
    return _kind(item).everything(item)
