"""Choose in each column the rows that belong there; a wrong choice costs within its column."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import field_problems, matrix, some_per_place
from nbcare.questions.kind import Choice, Kind, Line, Problem
from nbcare.questions.matrix import MatrixItem
from nbcare.questions.reading import parts, some_of
from nbcare.questions.shapes import KEYS_BY_ID, ROWS
from nbcare.questions.some_per_place import Chosen, Given


class MatrixMultipleItem(MatrixItem):
    """A matrix, and the rows that belong to each column."""

    key: dict[str, list[str]]


def _offered(item: MatrixMultipleItem) -> dict[str, list[str]]:
    """List the rows under each column."""
    return {column: list(item["rows"]) for column in item["columns"]}


def _choices(item: MatrixMultipleItem) -> dict[str, Choice]:
    return {
        f"{column}.{row}": Choice(text, f"{text}: {label}")
        for row, text in item["rows"].items()
        for column, label in item["columns"].items()
    }


def _lines(item: MatrixMultipleItem, response: Given) -> list[Line]:
    return [
        Line(text, label, f"{column}.{row}", f"{column}.{row}")
        for row, text in item["rows"].items()
        for column, label in item["columns"].items()
        if row in (response.get(column) or ())
    ]


def _problems(item: MatrixMultipleItem) -> Iterator[Problem]:
    yield from field_problems.among(item["key"], "key", item["columns"], "columns")
    for column, rows in item["key"].items():
        yield from field_problems.among(rows, f"key.{column}", item["rows"], "rows")
    yield from field_problems.some_key(item["key"])


KIND: Kind[MatrixMultipleItem, Chosen, Given] = Kind(
    read=lambda item, response: parts(response, {column: some_of(item["rows"]) for column in item["columns"]}),
    points=lambda item, answer: some_per_place.points(item, answer, item["columns"]),
    maximum=some_per_place.maximum,
    marks=lambda item, answer: some_per_place.marks(item, answer, _offered(item)),
    key=some_per_place.key,
    everything=_offered,
    choices=_choices,
    lines=_lines,
    schema={
        "required": ["rows", "columns", "key"],
        "properties": {"rows": ROWS, "columns": ROWS, "key": KEYS_BY_ID},
    },
    seen=("rows", "columns"),
    printed=matrix.printed,
    problems=_problems,
    plain_lists=matrix.lists,
    points_tell=True,
    place=6,
)
