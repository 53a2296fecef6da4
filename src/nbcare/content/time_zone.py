"""Find the time zone of this machine, by the name that the IANA database, browsers and nbgrader know it by."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

LOCAL_TIME, TIME_ZONE = Path("/etc/localtime"), Path("/etc/timezone")
"""Where Linux and macOS keep the zone: a link into the database, and on some Linux systems a file with the name."""
_DATABASE = "zoneinfo/"
_COMPARED_WEEKS = 104
# Of zones with equal clocks, the name that most readers know; any other zone of the database comes after these.
_WELL_KNOWN = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Istanbul",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)


def machine_zone() -> ZoneInfo:
    """Return the zone of this machine's clock; UTC where it keeps the time of no zone in the database.

    The name is what the system has. Where it has none that the database knows, as on Windows, it is that of a zone
    whose clocks show the same time all through this year and the next.
    """
    for name in _names():
        if found := _known(name):
            return found
    return _equal(time.tzname, time.timezone, time.altzone, datetime.now(UTC).year)


def _names() -> Iterator[str]:
    """Yield the names that this machine may have for its zone; the first one that the database knows counts."""
    if "TZ" in os.environ:
        # Nothing else counts then, not even where it holds no name but rules, such as EST5EDT,M3.2.0,M11.1.0.
        yield _below(os.environ["TZ"].removeprefix(":")) or "UTC"
        return
    if os.name == "nt":
        return  # the two files may belong to another system there
    with contextlib.suppress(OSError):
        yield _below(os.readlink(LOCAL_TIME))
    with contextlib.suppress(OSError, UnicodeDecodeError):
        yield TIME_ZONE.read_text(encoding="utf-8").strip()


def _below(path: str) -> str:
    """Return the name of a zone that is given by its file in the database, such as /usr/share/zoneinfo/Asia/Tokyo."""
    return path.rpartition(_DATABASE)[2]


def _known(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=8)
def _equal(_names: tuple[str, str], _standard: int, _summer: int, year: int) -> ZoneInfo:
    """Return a zone whose clocks show what this machine's do; the arguments say when to look anew."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    moments = [first + timedelta(weeks=week) for week in range(_COMPARED_WEEKS)]
    here = [moment.astimezone().utcoffset() for moment in moments]
    for name in (*_WELL_KNOWN, *sorted(available_timezones())):
        zone = _known(name)
        if zone and all(moment.astimezone(zone).utcoffset() == at for moment, at in zip(moments, here, strict=True)):
            return zone
    return ZoneInfo("UTC")
