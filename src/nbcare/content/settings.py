"""Read state/settings.yaml: what a hospital decides for itself about running the course."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from nbcare.content import validation, yaml_files
from nbcare.content.time_zone import machine_zone
from nbcare.content.yaml_files import Document
from nbcare.errors import ContentError

FILE = "settings.yaml"
NAME = f"state/{FILE}"
"""How the file is called in messages, wherever the state lies."""
IDLE_MINUTES = 15
_DATABASE = re.compile(r"sqlite:///\S+|postgresql\+psycopg://\S+")
_MISTAKE = "is no database that the course can use"
_REPAIR = "write postgresql+psycopg://USER:PASSWORD@HOST/NAME, or leave it empty for a file in the state"


@dataclass(frozen=True)
class Settings:
    """The settings of one hospital.

    `time_zone`: the zone of the course, in which people read and enter times; None: that of this machine.
    `pass_percent`: the share of points that passes every quiz; None: the one in course.yaml.
    `idle_minutes`: after how many minutes without use a page covers itself and its log-in ends.
    `store`, `gradebook`: the addresses of databases; None: the files in the state.
    """

    time_zone: ZoneInfo | None = None
    pass_percent: int | None = None
    idle_minutes: int = IDLE_MINUTES
    store: str | None = None
    gradebook: str | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone of the course."""
        return self.time_zone or machine_zone()


def read_settings(state: Path) -> Settings:
    """Return the settings of a state; raise ContentError with file, setting and repair for one that cannot be used."""
    path = state / FILE
    if not path.is_file():
        return Settings()
    document = yaml_files.read(path, NAME)
    validation.check(document, validation.validator("settings"), NAME)
    data = document.data
    return Settings(
        _zone(data.get("time_zone"), document),
        data.get("pass_percent"),
        data.get("idle_minutes") or IDLE_MINUTES,
        _database("store", document),
        _database("gradebook", document),
    )


def _zone(name: str | None, document: Document) -> ZoneInfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a name that is a folder of the database raises OSError
        repair = "write a name of the IANA database, such as Europe/Berlin or America/New_York, or leave it empty"
        raise ContentError(
            NAME, "time_zone", f"{name!r} is no time zone", repair, document.line(["time_zone"])
        ) from None


def _database(name: str, document: Document) -> str | None:
    address = document.data.get(name)
    if address and not _DATABASE.fullmatch(address):
        # The address may hold a password: it is not repeated.
        raise ContentError(NAME, name, _MISTAKE, _REPAIR, document.line([name]))
    return address or None
