"""Read the list of learners that an organiser writes: `id,pin[,name]` as CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from nbcare.answers.learners import LEARNER, SHAPE
from nbcare.errors import ContentError

SHORTEST_PIN, LONGEST_PIN, LONGEST_NAME = 4, 64, 80
MOST = 50_000


class RosterError(ContentError):
    """A mistake in the list of learners, with its line."""


def read(source: Path) -> dict[str, tuple[str, str]]:
    """Return PIN and name of each id of a CSV file; raise RosterError."""
    try:
        content = source.read_bytes()
    except OSError as error:
        raise RosterError(
            source.name, "", f"cannot be read: {error.strerror or error}", "name the CSV file with id,pin[,name]"
        ) from None
    return rows(source.name, content)


def rows(file: str, content: bytes) -> dict[str, tuple[str, str]]:
    """Return PIN and name of each id of a CSV; raise RosterError with the line's number."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RosterError(file, "", "is not UTF-8", "save it as CSV UTF-8") from None
    first = text.partition("\n")[0]
    lines = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in first and "," not in first else ",", strict=True
    )
    found: dict[str, tuple[str, str]] = {}
    places: dict[str, int] = {}
    try:
        header = [name.strip().lower() for name in next(lines, [])]
        if sorted(header) not in (["id", "pin"], ["id", "name", "pin"]):
            raise RosterError(file, "line 1", "the header is not id,pin or id,pin,name", "write it as the first line")
        for row in lines:
            if any(cell.strip() for cell in row):
                id, entry = _row(file, lines.line_num, row, header)
                if id in found:
                    raise RosterError(
                        file,
                        f"line {lines.line_num}",
                        f"the id {id} stands in line {places[id]}, too",
                        "give each learner an id of their own",
                    )
                found[id], places[id] = entry, lines.line_num
    except csv.Error as error:
        raise RosterError(
            file, f"line {lines.line_num}", f"cannot be read: {error}", "write one learner a line: id,pin[,name]"
        ) from None
    if not found:
        raise RosterError(file, "", "lists nobody", "write one learner a line below the header")
    if len(found) > MOST:
        raise RosterError(file, "", f"lists more than {MOST} learners", "run one portal for each group")
    return found


def _row(file: str, line: int, row: list[str], header: list[str]) -> tuple[str, tuple[str, str]]:
    cells, place = [cell.strip() for cell in row], f"line {line}"
    if len(cells) != len(header):
        raise RosterError(
            file,
            place,
            f"has {len(cells)} fields, the header has {len(header)}",
            "write one learner a line, with a comma between the fields",
        )
    fields = dict(zip(header, cells, strict=True))
    id, pin, name = fields["id"], fields["pin"], fields.get("name", "")
    if not LEARNER.fullmatch(id):
        raise RosterError(file, place, f"{id[:40]!r} is not a learner id", SHAPE)
    if not SHORTEST_PIN <= len(pin) <= LONGEST_PIN or not pin.isprintable():
        raise RosterError(
            file,
            place,
            f"the PIN of {id} is too short, too long or not printable",
            f"use {SHORTEST_PIN} to {LONGEST_PIN} characters; 6 digits are better",
        )
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise RosterError(
            file, place, f"the name of {id} is too long or not printable", f"use at most {LONGEST_NAME} characters"
        )
    return id, (pin, name)
