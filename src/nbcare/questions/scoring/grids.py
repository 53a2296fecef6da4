"""Kinds answered part by part: grouping, matrix_single, matrix_multiple."""

from __future__ import annotations

from typing import Any

from nbcare.questions.scoring.kind import Item, Kind
from nbcare.questions.scoring.rules import plus_minus, zero_one
from nbcare.questions.scoring.shape import id_set, mark_each, mark_set, one_id, parts

Sets = dict[str, tuple[str, ...]]


def _choices(item: Item) -> dict[str, list[str]]:
    """Give the choices of each group, or of each column."""
    if item["kind"] == "grouping":
        return {group: list(body["options"]) for group, body in item["groups"].items()}
    return {column: list(item["rows"]) for column in item["columns"]}


def _read_sets(item: Item, response: Any) -> Sets:
    choices = _choices(item)
    grouped = item["kind"] == "grouping"
    given = parts(response, choices, "group" if grouped else "column")
    what = "option" if grouped else "row"
    return {part: id_set(ids, choices[part], what) for part, ids in given.items()}


def _points_by_part(item: Item, answer: Sets) -> int:
    """Floor each group or column on its own, then add."""
    key = item["key"]
    return sum(plus_minus(answer.get(part, ()), key.get(part, ())) for part in _choices(item))


def _mark_sets(item: Item, answer: Sets) -> dict[str, str]:
    marks: dict[str, str] = {}
    for part, ids in _choices(item).items():
        marks |= mark_set(ids, answer.get(part, ()), item["key"].get(part, ()), f"{part}.")
    return marks


grouping = matrix_multiple = Kind(
    read=_read_sets,
    points=_points_by_part,
    maximum=lambda item: sum(len(ids) for ids in item["key"].values()),
    marks=_mark_sets,
    key=lambda item: {part: list(ids) for part, ids in item["key"].items()},
    everything=_choices,
)


def _read_rows(item: Item, response: Any) -> dict[str, str | None]:
    given = parts(response, item["rows"], "row")
    return {row: one_id(column, item["columns"], "column") for row, column in given.items()}


matrix_single = Kind(
    read=_read_rows,
    points=lambda item, answer: zero_one(answer.items(), item["key"].items()),
    maximum=lambda item: len(item["key"]),
    marks=lambda item, answer: mark_each(answer, item["key"]),
    key=lambda item: dict(item["key"]),
    everything=lambda item: {row: list(item["columns"]) for row in item["rows"]},
)
