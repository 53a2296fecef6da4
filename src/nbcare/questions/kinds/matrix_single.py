"""One column is right in each row: a point a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nbcare.questions import field_problems, text_lines
from nbcare.questions.item import Item, Words
from nbcare.questions.kind import Choice, Kind, Line, Problem
from nbcare.questions.reading import mark_each, one_of, parts
from nbcare.questions.rules import zero_one
from nbcare.questions.shapes import CHOICES, KEY_BY_ID, ROWS

Chosen = Mapping[str, str | None]
"""The column of each row."""


class MatrixSingleItem(Item):
    """Rows and columns, and the column of each row."""

    rows: Words
    columns: Words
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


def _printed(item: MatrixSingleItem) -> Iterator[str]:
    yield from text_lines.named("rows ", item["rows"])
    yield from text_lines.named("columns ", item["columns"])


KIND: Kind[MatrixSingleItem, Chosen, Chosen] = Kind(
    read=lambda item, response: parts(response, {row: one_of(item["columns"]) for row in item["rows"]}),
    points=lambda item, answer: zero_one(answer.items(), item["key"].items()),
    maximum=lambda item: len(item["key"]),
    marks=lambda item, answer: mark_each(answer, item["key"]),
    key=lambda item: dict(item["key"]),
    everything=lambda item: {row: list(item["columns"]) for row in item["rows"]},
    choices=lambda item: {row: Choice(text, text) for row, text in item["rows"].items()},
    lines=_lines,
    schema={
        "required": ["rows", "columns", "key"],
        "properties": {"rows": ROWS, "columns": CHOICES, "key": KEY_BY_ID},
    },
    seen=("rows", "columns"),
    printed=_printed,
    problems=_problems,
    plain_lists=lambda item: [("rows", item["rows"]), ("columns", item["columns"])],
    feedback_by_choice=False,
    place=5,
)
