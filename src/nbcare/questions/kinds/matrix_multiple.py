"""Choose in each column the rows that belong there; a wrong choice costs within its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nbcare.questions import field_problems, text_lines
from nbcare.questions.item import Item, Words
from nbcare.questions.kind import Choice, Kind, Line, Problem
from nbcare.questions.reading import mark_set, parts, some_of
from nbcare.questions.rules import plus_minus
from nbcare.questions.shapes import KEYS_BY_ID, ROWS

Sets = Mapping[str, tuple[str, ...]]
Lists = Mapping[str, list[str]]


class MatrixMultipleItem(Item):
    """Rows and columns, and the rows that belong to each column."""

    rows: Words
    columns: Words
    key: dict[str, list[str]]


def _points(item: MatrixMultipleItem, answer: Sets) -> int:
    """Floor each column on its own, then add."""
    return sum(plus_minus(answer.get(column, ()), item["key"].get(column, ())) for column in item["columns"])


def _marks(item: MatrixMultipleItem, answer: Sets) -> dict[str, str]:
    marks: dict[str, str] = {}
    for column in item["columns"]:
        marks |= mark_set(item["rows"], answer.get(column, ()), item["key"].get(column, ()), f"{column}.")
    return marks


def _choices(item: MatrixMultipleItem) -> dict[str, Choice]:
    return {
        f"{column}.{row}": Choice(text, f"{text}: {label}")
        for row, text in item["rows"].items()
        for column, label in item["columns"].items()
    }


def _lines(item: MatrixMultipleItem, response: Lists) -> list[Line]:
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


def _printed(item: MatrixMultipleItem) -> Iterator[str]:
    yield from text_lines.named("rows ", item["rows"])
    yield from text_lines.named("columns ", item["columns"])


KIND: Kind[MatrixMultipleItem, Sets, Lists] = Kind(
    read=lambda item, response: parts(response, {column: some_of(item["rows"]) for column in item["columns"]}),
    points=_points,
    maximum=lambda item: sum(len(ids) for ids in item["key"].values()),
    marks=_marks,
    key=lambda item: {column: list(ids) for column, ids in item["key"].items()},
    everything=lambda item: {column: list(item["rows"]) for column in item["columns"]},
    choices=_choices,
    lines=_lines,
    schema={
        "required": ["rows", "columns", "key"],
        "properties": {"rows": ROWS, "columns": ROWS, "key": KEYS_BY_ID},
    },
    seen=("rows", "columns"),
    printed=_printed,
    problems=_problems,
    plain_lists=lambda item: [("rows", item["rows"]), ("columns", item["columns"])],
    points_tell=True,
    place=6,
)
