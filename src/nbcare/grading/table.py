"""Print a table that people read, and write one that a spreadsheet cannot be tricked by."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

# A spreadsheet takes a cell that begins like this for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def aligned(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the rows under their header, in columns; the last column may be of any length."""
    table = [list(map(visible, header)), *(list(map(visible, row)) for row in rows)]
    widths = [max(len(row[n]) for row in table) for n in range(len(header))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
    )


def count(number: int, one: str, several: str) -> str:
    """Return a number with what it counts: `1 page`, `2 pages`."""
    return f"{number} {one if number == 1 else several}"


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the rows as CSV in which no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(value: object) -> object:
    """Return a cell that a spreadsheet shows as text."""
    if isinstance(value, (int, float)) or value is None:
        return value
    text = visible(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def visible(value: object) -> str:
    """Return text without characters that move a terminal's cursor, hide what follows or cannot be written."""
    text = "" if value is None else str(value)
    # unicodedata: Cc are control characters, Cf invisible ones such as a change of direction,
    # Cs what Python makes of a file name that is not UTF-8.
    return "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Cs"} else " " for c in text)


def number(points: float) -> str:
    """Write points without a needless decimal."""
    return f"{points:g}"
