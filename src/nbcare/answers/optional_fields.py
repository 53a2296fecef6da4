"""Check what a page may tell of an answer beside the answer itself: when it was opened, for how long, how sure."""

from collections.abc import Mapping
from typing import Any

from nbcare.answers import times
from nbcare.answers.messages import OptionalFields

LONGEST_SECONDS = 24 * 60 * 60
"""Seconds on one item beyond which a page was forgotten, or its clock was changed."""
SURE = range(1, 4)
"""How sure a learner says she is: 1 for unsure, 2 for in between, 3 for sure."""
_EARLIEST, _LATEST = 1970, 9000
_LONGEST_MOMENT = 40


def optional_fields(source: Mapping[str, Any]) -> OptionalFields:
    """Return `opened`, `seconds` and `sure` of a message or an entry, each only where it is sound; never raise an error.

    The answer is what counts: a page with a strange clock, or a file that somebody changed, must not cost it.
    """
    fields: OptionalFields = {}
    if opened := _moment(source.get("opened")):
        fields["opened"] = opened
    seconds, sure = source.get("seconds"), source.get("sure")
    if isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 <= seconds <= LONGEST_SECONDS:
        fields["seconds"] = seconds
    if type(sure) is int and sure in SURE:
        fields["sure"] = sure
    return fields


def _moment(value: Any) -> str:
    """Return a moment as every file of ours writes it; an empty string for what is none."""
    at = times.parse(value) if isinstance(value, str) and len(value) <= _LONGEST_MOMENT else None
    # Near the ends of the calendar a moment cannot be written in another zone.
    return times.iso(at) if at is not None and _EARLIEST <= at.year <= _LATEST else ""
