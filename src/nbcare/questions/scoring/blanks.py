"""Kinds answered in blanks: cloze, table_cloze, drag_cloze, rationale."""

from __future__ import annotations

from typing import Any

from nbcare.questions.scoring.kind import Item, Kind
from nbcare.questions.scoring.result import InvalidResponseError
from nbcare.questions.scoring.rules import rationale as pay_pairs
from nbcare.questions.scoring.rules import zero_one
from nbcare.questions.scoring.shape import mark_each, one_id, parts

Filled = dict[str, str | None]


def choices(item: Item) -> dict[str, list[str]]:
    """Give the option or token ids that each blank takes."""
    if item["kind"] == "drag_cloze":
        return {blank: list(item["tokens"]) for blank in item["key"]}
    return {blank: list(body["options"]) for blank, body in item["blanks"].items()}


def _read(item: Item, response: Any) -> Filled:
    allowed = choices(item)
    what = "token" if item["kind"] == "drag_cloze" else "option"
    given = parts(response, allowed, "blank")
    return {blank: one_id(value, allowed[blank], what) for blank, value in given.items()}


cloze = table_cloze = drag_cloze = Kind(
    read=_read,
    points=lambda item, answer: zero_one(answer.items(), item["key"].items()),
    maximum=lambda item: len(item["key"]),
    marks=lambda item, answer: mark_each(answer, item["key"]),
    key=lambda item: dict(item["key"]),
    everything=choices,
)


def shares_effects(item: Item) -> bool:
    """Tell whether a triad's two effects are chosen from one and the same list."""
    lists = [item["blanks"][effect]["options"] for effect in item["effects"]]
    return len(lists) == 2 and lists[0] == lists[1]


def _read_rationale(item: Item, response: Any) -> Filled:
    answer = _read(item, response)
    effects = [answer.get(effect) for effect in item["effects"]]
    if shares_effects(item) and effects[0] is not None and effects[0] == effects[1]:
        raise InvalidResponseError("the same effect is chosen twice")
    return answer


def _mark_rationale(item: Item, answer: Filled) -> dict[str, str]:
    """Mark each blank; a shared pair of effects is right in either order."""
    marks = mark_each(answer, item["key"])
    if shares_effects(item):
        right = [item["key"][effect] for effect in item["effects"]]
        for effect in item["effects"]:
            if answer.get(effect) is not None:
                marks[effect] = "right" if answer[effect] in right else "wrong"
    return marks


def _points_rationale(item: Item, answer: Filled) -> int:
    marks = _mark_rationale(item, answer)
    effects_right = sum(marks[effect] == "right" for effect in item["effects"])
    return pay_pairs(marks[item["cause"]] == "right", effects_right)


rationale = Kind(
    read=_read_rationale,
    points=_points_rationale,
    maximum=lambda item: len(item["effects"]),
    marks=_mark_rationale,
    key=lambda item: dict(item["key"]),
    everything=choices,
)
