"""Write and read moments: ISO 8601 in UTC in every file of ours, nbgrader's own form where nbgrader reads them."""

import re
from datetime import UTC, datetime, tzinfo

_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,9})?( ?(UTC|Z|[+-]\d\d:?\d\d))?")


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def iso(at: datetime) -> str:
    """Write a moment as in `2026-11-30T08:15:00Z`; one without a zone is UTC."""
    return _in_utc(at).strftime("%Y-%m-%dT%H:%M:%SZ")


def in_words(at: datetime, zone: tzinfo = UTC) -> str:
    """Write a moment for people, as in `30 November 2026, 08:15 UTC`, in a zone that it names."""
    return at.astimezone(zone).strftime("%d %B %Y, %H:%M %Z")


def in_table(at: datetime, zone: tzinfo) -> str:
    """Write a moment as in `2026-11-30 08:15 UTC`, by which the lines of a table can be sorted."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")


def in_file_name(at: datetime) -> str:
    """Write a moment as in `20261130T081500Z`, which every system takes in a file's name."""
    return _in_utc(at).strftime("%Y%m%dT%H%M%SZ")


def parse(text: str) -> datetime | None:
    """Read an ISO 8601 moment; one without a zone is UTC. None when it is anything else."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def late(at: datetime, due: str) -> bool:
    """Return whether a moment is later than a due date; never where none is set."""
    end = parse(due)
    return end is not None and at > end


def timestamp(at: datetime) -> str:
    """Write a moment the way nbgrader's exchange does."""
    return _in_utc(at).strftime("%Y-%m-%d %H:%M:%S.%f UTC")


def parse_timestamp(text: str) -> datetime | None:
    """Read nbgrader's timestamp; None when it is anything else.

    The shape is checked first: nbgrader's own reader takes the third word for the name of a
    time zone, which may be the path of any file.
    """
    text = text.strip()
    if not _TIMESTAMP.fullmatch(text):
        return None
    at = parse(re.sub(r" ?(UTC|Z)$", "+00:00", text).replace(" +", "+").replace(" -", "-"))
    try:
        return None if at is None else at.astimezone(UTC)
    except OverflowError:
        return None


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
