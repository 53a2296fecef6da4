"""Read the body of a request, bounded in size and depth and of the expected type."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from nbcare.answers import files
from nbcare.portal.errors import HttpProblemError

LARGEST = 256 * 1024
"""Largest accepted body, in bytes."""
DRAINED = 8 * 1024 * 1024
"""Largest body, in bytes, that is read and dropped so that its sender gets a response; beyond it the connection is closed."""
LONGEST_NAME = 200


class Body:
    """Collect the chunks of one body; drop them all once it is too large."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, part: bytes) -> None:
        """Add a chunk."""
        self._size += len(part)
        if self._size > LARGEST:
            self._parts.clear()
        else:
            self._parts.append(part)

    def whole(self) -> bytes:
        """Return the body; raise HttpProblemError when it was too large."""
        if self._size > LARGEST:
            raise _too_large()
        return b"".join(self._parts)


def check_length(length: str) -> None:
    """Raise HttpProblemError for a Content-Length beyond the limit; the server itself refuses one that is no number."""
    if length.isascii() and length.isdigit() and not is_read(length):
        raise _too_large()


def is_read(length: str) -> bool:
    """Return whether a body with this Content-Length is read to its end."""
    return length.isascii() and length.isdigit() and len(length) <= 12 and int(length) <= DRAINED


def _too_large() -> HttpProblemError:
    return HttpProblemError(413, "too-large", f"A request may hold {LARGEST // 1024} KB at most.")


def json_object(content: bytes, kind: str) -> dict[str, Any]:
    """Return the JSON object of a body with this Content-Type; raise HttpProblemError."""
    if kind.partition(";")[0].strip().lower() != "application/json":
        raise HttpProblemError(415, "content-type", "Send application/json.")
    try:
        sent = files.parse(content)
    except files.UnreadableError as problem:
        raise HttpProblemError(400, "json", f"The request cannot be read: {problem}.") from None
    if not isinstance(sent, dict):
        raise HttpProblemError(400, "json", "The request must be a JSON object.")
    for name in ("nonce", "item", "case", "shown"):
        if not isinstance(sent.get(name, ""), str | None) or len(sent.get(name) or "") > LONGEST_NAME:
            raise HttpProblemError(400, "json", f"{name}: a short text is wanted.")
    return sent


def form(content: bytes, kind: str) -> dict[str, str]:
    """Return the fields of a form, the last of each name; raise HttpProblemError."""
    if kind.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise HttpProblemError(415, "content-type", "Send the form of the page.")
    try:
        fields = parse_qs(content.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:
        raise HttpProblemError(400, "form", "The form cannot be read.") from None
    return {name: values[-1] for name, values in fields.items()}
