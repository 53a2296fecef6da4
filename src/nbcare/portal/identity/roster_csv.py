"""Take a CSV of learners apart into rows, whatever a spreadsheet put around them: `sep=;`, columns more, quotes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from nbcare.portal.identity.roster_cells import clean

_SEPARATORS = ";,\t|"
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)


class HeaderError(ValueError):
    """The columns cannot be told apart: the number of the line, what is wrong, and the repair."""

    def __init__(self, line: int, problem: str, repair: str):
        super().__init__(problem)
        self.line, self.problem, self.repair = line, problem, repair


class Row(NamedTuple):
    """One learner as the list has it; `problem` says why its cells belong to no columns."""

    line: int
    id: str
    pin: str
    name: str
    problem: str = ""


def rows(text: str) -> Iterator[Row]:
    """Yield each learner of a list; raise HeaderError."""
    lines = io.StringIO(text, newline="").readlines()
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    named = _SEPARATOR_LINE.fullmatch(lines[first]) if first < len(lines) else None
    first += named is not None
    header_line = lines[first] if first < len(lines) else ""
    delimiter, header = _header(first + 1, header_line, named[1] if named else _SEPARATORS)
    for line, cells in _records(lines, first + 1, delimiter):
        if any(cells):
            yield _row(line, cells, header, delimiter)


def _header(line: int, text: str, separators: str) -> tuple[str, list[str]]:
    """Return what separates the columns, and their names."""
    for delimiter in separators:
        names = [clean(name).lower() for name in next(csv.reader([text.strip("\r\n")], delimiter=delimiter), [])]
        if "id" in names and "pin" in names:
            for name in ("id", "pin", "name"):
                if names.count(name) > 1:
                    raise HeaderError(line, f"the header has two columns {name}", "leave one of them")
            return delimiter, names
    raise HeaderError(line, "the header names no columns id and pin", "write id,pin or id,pin,name as the first line")


def _records(lines: list[str], first: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each record with the number of its line; a quotation mark too many costs nobody a line."""
    while first < len(lines):
        reader, taken = csv.reader(lines[first:], delimiter=delimiter, strict=True), 0
        try:
            for record in reader:
                if any(delimiter in line for line in lines[first + taken + 1 : first + reader.line_num]):
                    break  # a quotation mark that was not closed would take the next learner for a part of the name
                yield first + taken + 1, [clean(cell) for cell in record]
                taken = reader.line_num
            else:
                return
        except csv.Error:
            pass
        first += taken
        plain = next(csv.reader([lines[first].strip("\r\n")], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
        yield first + 1, [clean(cell.replace('"', "")) for cell in plain]
        first += 1


def _row(line: int, cells: list[str], header: list[str], delimiter: str) -> Row:
    """Return a record by the names of its columns; a name in the last one may hold what separates them."""
    beyond = [cell for cell in cells[len(header) :] if cell]
    last = max(place for place, name in enumerate(header) if name)
    problem = ""
    if beyond and header[last] == "name":
        cells = [*cells[:last], f"{delimiter} ".join(filter(None, [*cells[last : len(header)], *beyond]))]
    elif beyond or len(cells) <= max(header.index("id"), header.index("pin")):
        problem = f"has {len(cells)} fields, the header has {len(header)}"
    fields = dict(zip(header, cells, strict=False))
    return Row(line, fields.get("id", ""), fields.get("pin", ""), fields.get("name", ""), problem)
