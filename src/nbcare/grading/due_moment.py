"""Read a due date as a person enters it: day and hour by the clocks of the course, across each change of the clocks."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

EARLIEST, LATEST = 2000, 2199
"""The years that a due date may have; anything else is a slip."""
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?")
_MOST_HOURS = 14


class DueDateError(Exception):
    """What was entered names no moment, or two; the message says why, and what to enter."""


def read(written: str, place: str, zone: ZoneInfo) -> datetime:
    """Return a moment in UTC from local time, such as `2026-12-01T17:00`, and a place.

    The place is a zone's name or a distance from UTC, such as `-0500`; nothing means the zone of the course.
    Raises DueDateError for what is no date or zone, an hour that the clocks leave out, and one that they show twice.
    """
    try:
        local = datetime.fromisoformat(written)
    except ValueError:
        raise DueDateError(f"{written!r} is no day and hour. Enter both.") from None
    if not EARLIEST <= local.year <= LATEST:
        raise DueDateError(f"The year {local.year} is no year of a due date. Correct it.")
    where = _place(place, zone)
    if local.tzinfo is None and isinstance(where, ZoneInfo):
        _refuse_change(local, where)
    return (local if local.tzinfo else local.replace(tzinfo=where)).astimezone(UTC)


def place_of(at: datetime, zone: ZoneInfo) -> str:
    """Return what to show beside a due date for its place: the zone, or in an hour that comes twice which of the two."""
    local = at.astimezone(zone)
    return f"{local:%z}" if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset() else zone.key


def _place(written: str, zone: ZoneInfo) -> tzinfo:
    named = written.strip()
    if not named or named == zone.key:
        return zone
    if found := _OFFSET.fullmatch(named):
        sign, hours, minutes = found[1], int(found[2]), int(found[3] or 0)
        if hours <= _MOST_HOURS and minutes < 60:
            return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1))
    try:
        return ZoneInfo(named)
    except (KeyError, ValueError, OSError):
        raise DueDateError(
            f"{written!r} is no time zone. Enter {zone.key}, the zone of this course, or a distance from UTC such as -0500."
        ) from None


def _refuse_change(local: datetime, zone: ZoneInfo) -> None:
    """Refuse an hour at which the clocks change."""
    before, after = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if before.utcoffset() == after.utcoffset():
        return
    hour = f"{local:%H:%M} on {local.day} {local:%B %Y}"
    if before.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise DueDateError(
            f"{hour} does not exist in {zone.key}: the clocks go forward over it. Enter an earlier or a later hour."
        )
    raise DueDateError(
        f"{hour} comes twice in {zone.key}: the clocks go back. Enter another hour, or as the time zone"
        f" {before:%z} for the first time or {after:%z} for the second."
    )
