"""One column is right in each row: a point a row."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import field_problems, matrix, one_per_place
from nbcare.questions.kind import Choice, Kind, Line, Problem
from nbcare.questions.matrix import MatrixItem
from nbcare.questions.one_per_place import Chosen
from nbcare.questions.reading import one_of, parts
from nbcare.questions.shapes import CHOICES, KEY_BY_ID, ROWS


class MatrixSingleItem(MatrixItem):
    """A matrix, and the column of each row."""

    key: dict[str, str]


def _lines(item: MatrixSingleItem, response: Chosen) -> list[Line]:
    return [
        Line(text, item["columns"][column], row, row)
        for row, text in item["rows"].items()
        if (column := response.get(row))
    ]


def _problems(item: MatrixSingleItem) -> Iterator[Problem]:
    yield from field_problems.among(item["key"], "key", item["rows"], "rows")
    yield from field_problems.every(item["rows"], "key", item["key"], "row")
    for row, column in item["key"].items():
        yield from field_problems.among([column], f"key.{row}", item["columns"], "columns")


KIND: Kind[MatrixSingleItem, Chosen, Chosen] = Kind(
    read=lambda item, response: parts(response, {row: one_of(item["columns"]) for row in item["rows"]}),
    points=one_per_place.points,
    maximum=one_per_place.maximum,
    marks=one_per_place.marks,
    key=one_per_place.key,
    everything=lambda item: {row: list(item["columns"]) for row in item["rows"]},
    choices=lambda item: {row: Choice(text, text) for row, text in item["rows"].items()},
    lines=_lines,
    schema={
        "required": ["rows", "columns", "key"],
        "properties": {"rows": ROWS, "columns": CHOICES, "key": KEY_BY_ID},
    },
    seen=("rows", "columns"),
    printed=matrix.printed,
    problems=_problems,
    plain_lists=matrix.lists,
    feedback_by_choice=False,
    place=5,
)
