"""A written answer: never scored by a machine, only told apart from a blank one."""

from __future__ import annotations

from typing import Any

from nbcare.questions.scoring.kind import Item, Kind
from nbcare.questions.scoring.result import InvalidResponseError, Status
from nbcare.questions.scoring.shape import is_empty

LONGEST = 20_000
"""Characters in a written answer."""

SPACE = " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What JavaScript's trim() takes away; Python's strip() differs, and both must agree."""


def _read(item: Item, response: Any) -> str | None:
    if is_empty(response):
        return None
    if not isinstance(response, str):
        raise InvalidResponseError("the response must be text")
    if len(response) > LONGEST:
        raise InvalidResponseError(f"the text is longer than {LONGEST} characters")
    return response if response.strip(SPACE) else None


text = Kind(
    read=_read,
    points=lambda item, answer: 0,
    maximum=lambda item: item["points"],
    marks=lambda item, answer: {},
    key=lambda item: "A written answer.",
    everything=lambda item: "A written answer. " * 100,
    status=Status.MANUAL,
)
