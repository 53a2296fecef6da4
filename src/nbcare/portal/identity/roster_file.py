"""Read the list of learners that an organiser writes: `id,pin[,name]` as CSV, however a spreadsheet saved it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from nbcare.errors import ContentError
from nbcare.portal.identity import roster_cells, roster_csv
from nbcare.portal.identity.roster_cells import AS_TEXT
from nbcare.portal.identity.roster_csv import HeaderError, Row

MOST_SAID = 20
"""Mistakes that are listed at once; a list of thousands may have one in each line."""
LONG_ENOUGH = 6
"""Digits of a PIN that is not easy to guess."""


class RosterError(ContentError):
    """Mistakes in the list of learners, each with its line; `others` are those after the first."""

    def __init__(self, file: str, id: str, problem: str, repair: str = "", others: tuple[RosterError, ...] = ()):
        super().__init__(file, id, problem, repair)
        self.others = others

    def __str__(self) -> str:
        lines = [super().__str__(), *map(str, self.others[: MOST_SAID - 1])]
        more = len(self.others) + 1 - MOST_SAID
        return "\n".join([*lines, f"{self.file}: {more} more mistakes like these"] if more > 0 else lines)


def read(source: Path, say: Callable[[str], None] = print) -> dict[str, tuple[str, str]]:
    """Return PIN and name of each id of a CSV file; raise RosterError. What is taken but may be a slip is said."""
    try:
        content = source.read_bytes()
    except OSError as error:
        raise RosterError(
            source.name, "", f"cannot be read: {error.strerror or error}", "name the CSV file with id,pin[,name]"
        ) from None
    return rows(source.name, content, say)


def rows(file: str, content: bytes, say: Callable[[str], None] = print) -> dict[str, tuple[str, str]]:
    """Return PIN and name of each id of a CSV; raise RosterError, which names every line that has a mistake."""
    try:
        found = _decoded(file, content, say)
    except HeaderError as error:
        raise RosterError(file, f"line {error.line}", error.problem, error.repair) from None
    if not found:
        raise RosterError(file, "", "lists nobody", "write one learner a line below the header")
    if mistakes := [RosterError(file, f"line {line}", *words) for line, words in _mistakes(found)]:
        first = mistakes[0]
        raise RosterError(file, first.id, first.problem, first.repair, tuple(mistakes[1:]))
    if short := sum(0 < roster_cells.digits_of(row.pin) < LONG_ENOUGH for row in found):
        say(f"{file}: {short} PINs have fewer than six digits and are easy to guess. Six digits are better.")
    return {row.id: (row.pin, roster_cells.clean_name(row.name)) for row in found}


def _decoded(file: str, content: bytes, say: Callable[[str], None]) -> list[Row]:
    """Return the rows of a list; where only names can have wrong letters, that is said and stops nothing."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return list(roster_csv.rows(content.decode("utf-16", "replace")))
    try:
        return list(roster_csv.rows(content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        found = list(roster_csv.rows(content.decode("cp1252", "replace")))
    if odd := [row for row in found if not (row.id + row.pin).isascii()]:
        raise RosterError(file, f"line {odd[0].line}", "is not UTF-8", "save the file as CSV UTF-8")
    say(f"{file}: is not UTF-8. Look at the names; where letters are wrong, save it as CSV UTF-8 and give it again.")
    return found


def _mistakes(found: list[Row]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield each mistake, with its line: what is wrong, and the repair."""
    places: dict[str, int] = {}
    longest = max(roster_cells.digits_of(row.pin) for row in found)
    for row in found:
        if row.problem:
            yield row.line, (row.problem, "write one learner a line, and a name with a comma or semicolon in quotes")
            continue
        if problem := roster_cells.id_problem(row.id):
            yield row.line, problem
        if row.id in places:
            same = f"the id {row.id} stands in line {places[row.id]}, too"
            yield row.line, (same, "give each learner an id of their own")
        places.setdefault(row.id, row.line)
        if problem := roster_cells.pin_problem(row.id, row.pin) or _lost_zeros(row, longest):
            yield row.line, problem


def _lost_zeros(row: Row, longest: int) -> tuple[str, str] | None:
    """Return what is wrong with a PIN of fewer digits than others: 012345 in a spreadsheet becomes 12345."""
    if not 0 < (digits := roster_cells.digits_of(row.pin)) < longest:
        return None
    lost = f"the PIN of {row.id} has {digits} digits, others have {longest}: zeros at its beginning may be lost"
    return lost, f"{AS_TEXT}; or give all PINs the same number of digits"
