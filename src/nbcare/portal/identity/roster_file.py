"""Read the list of learners that an organiser writes, and keep it with hashed PINs only."""

from __future__ import annotations

import csv
import io
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from nbcare.answers import files
from nbcare.answers.learners import LEARNER, SHAPE
from nbcare.errors import ContentError
from nbcare.portal.identity import pins

FILE = "roster.json"
VERSION = 1
SHORTEST_PIN, LONGEST_PIN, LONGEST_NAME = 4, 64, 80
MOST = 5_000


class RosterError(ContentError):
    """A mistake in the list of learners, with its line."""


@dataclass(frozen=True)
class Entry:
    """One learner of the roster: salt and hash of the PIN, and the name if the organiser gave one."""

    name: str
    salt: str
    hash: str

    @property
    def kept(self) -> dict[str, str]:
        """Return what a PIN is compared with."""
        return {"salt": self.salt, "hash": self.hash}


def take(source: Path, folder: Path) -> dict[str, Entry]:
    """Read the organiser's CSV (`id,pin[,name]`), keep it hashed in `folder`, and return it; raise RosterError.

    The CSV is the whole list: who is not in it any more cannot log in. A PIN that stayed keeps its hash.
    """
    try:
        content = source.read_bytes()
    except OSError as error:
        raise RosterError(
            source.name, "", f"cannot be read: {error.strerror or error}", "name the CSV file with id,pin[,name]"
        ) from None
    listed, before = rows(source.name, content), _before(folder)

    def entry(id: str) -> Entry:
        (pin, name), old = listed[id], before.get(id)
        return Entry(name, **(old.kept if old and pins.fits(pin, old.kept) else pins.hashed(pin)))

    with ThreadPoolExecutor(2) as pool:
        entries = dict(zip(listed, pool.map(entry, listed), strict=True))
    folder.mkdir(parents=True, exist_ok=True)
    learners = {id: {"name": entry.name, **entry.kept} for id, entry in entries.items()}
    files.replace(folder / FILE, files.encode({"version": VERSION, "learners": learners}))
    os.chmod(folder / FILE, 0o600)
    return entries


def kept(folder: Path) -> dict[str, Entry]:
    """Return the roster of an earlier start; raise RosterError when there is none."""
    entries = _entries(folder)
    if not entries:
        raise RosterError(
            "nbcare serve",
            "",
            "there is no list of learners yet",
            "run: nbcare serve --roster learners.csv (its first line is id,pin or id,pin,name)",
        )
    return entries


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


def _before(folder: Path) -> dict[str, Entry]:
    """Return the existing roster; a damaged one counts as empty."""
    try:
        return _entries(folder)
    except RosterError:
        return {}


def _entries(folder: Path) -> dict[str, Entry]:
    try:
        data = files.parse(files.read_bytes(folder / FILE))
        if data["version"] != VERSION:
            return {}
        return {id: Entry(each["name"], each["salt"], each["hash"]) for id, each in data["learners"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, files.UnreadableError, KeyError, TypeError, AttributeError):
        raise RosterError(
            str(folder / FILE), "", "cannot be read", "run: nbcare serve --roster with the list of learners again"
        ) from None
