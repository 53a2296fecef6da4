"""Fill the blanks of a table from lists: a point a blank."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import blanks, text_lines
from nbcare.questions.blanks import BlanksItem, Filled
from nbcare.questions.kind import Kind
from nbcare.questions.shapes import BLANKS, KEY_BY_ID, TABLE


def _claims(item: BlanksItem) -> Iterator[tuple[str, str]]:
    """Give every cell, with the key filled in."""
    texts, table = blanks.right_texts(item), item["table"]
    for number, text in enumerate(table["columns"], 1):
        yield f"table columns {number}", text
    for row, cells in enumerate(table["rows"], 1):
        for number, cell in enumerate(cells, 1):
            yield f"table rows {row} {number}", blanks.filled(cell, texts)


def _printed(item: BlanksItem) -> Iterator[str]:
    yield from text_lines.table(item["table"])
    yield from blanks.printed_options(item)


KIND: Kind[BlanksItem, Filled, Filled] = Kind(
    read=blanks.read,
    points=blanks.points,
    maximum=blanks.maximum,
    marks=blanks.marks,
    key=blanks.key,
    everything=blanks.everything,
    choices=blanks.choices,
    lines=blanks.lines,
    schema={
        "required": ["table", "blanks", "key"],
        "properties": {"table": TABLE, "blanks": BLANKS, "key": KEY_BY_ID},
    },
    seen=("table", "blanks"),
    printed=_printed,
    problems=blanks.problems,
    passage=blanks.passage,
    claims=_claims,
    choice_sets=blanks.choice_sets,
    place=8,
)
