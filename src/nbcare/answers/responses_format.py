"""The format of responses.json, version 1: its envelope and its entries."""

from typing import Any

from nbcare.answers import times
from nbcare.answers.files import MAX_ITEMS, UnreadableError
from nbcare.answers.messages import Entry, OptionalFields
from nbcare.answers.optional_fields import optional_fields

VERSION = 1


def check_envelope(data: Any) -> None:
    """Raise UnreadableError for what is no file of answers, or one of another version."""
    if not isinstance(data, dict) or not isinstance(data.get("items"), dict):
        raise UnreadableError("it is not a file of answers")
    version = data.get("version")
    if type(version) is not int or version != VERSION:
        raise UnreadableError(f"its version is {version!r}, this course reads version {VERSION}")
    if len(data["items"]) > MAX_ITEMS:
        raise UnreadableError(f"it holds more than {MAX_ITEMS} answers")


def entry(stored: Any) -> Entry:
    """Normalise a stored entry; a malformed one counts as unanswered."""
    whole = stored if isinstance(stored, dict) else {}
    revision = whole.get("revision")
    found: Entry = {
        "response": whole.get("response"),
        "revision": revision if type(revision) is int and revision >= 0 else 0,
        "shown": _text(whole.get("shown")),
        "at": _text(whole.get("at")),
    }
    return {**found, **optional_fields(whole)}


def next_entry(stored: Any, response: Any, shown: str, more: OptionalFields | None = None) -> Entry:
    """Return the entry that follows a stored one; `more` is what its page told of how the answer was given."""
    revision = entry(stored)["revision"] + 1
    following: Entry = {"response": response, "revision": revision, "shown": shown, "at": times.iso(times.now())}
    return {**following, **(more or {})}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
