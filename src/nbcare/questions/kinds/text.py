"""A written answer: never scored by a machine, only told apart from a blank one."""

from __future__ import annotations

from nbcare.questions.item import Item
from nbcare.questions.kind import Kind, Line, no_choices
from nbcare.questions.result import InvalidResponseError, Status
from nbcare.questions.shapes import WORDS

LONGEST = 20_000
"""Characters in a written answer."""

SPACE = " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What JavaScript's trim() takes away; Python's strip() differs, and both must agree."""


class TextItem(Item):
    """A written answer: what a person pays for, and how many points."""

    rubric: str | list[str] | dict[str, str]
    points: int


def _read(item: TextItem, response: object) -> str | None:
    if response is None:
        return None
    if not isinstance(response, str):
        raise InvalidResponseError("the answer must be text")
    if len(response) > LONGEST:
        raise InvalidResponseError("the text is too long")
    return response if response.strip(SPACE) else None


_RUBRIC = {
    "anyOf": [
        WORDS,
        {"type": "array", "minItems": 1, "items": WORDS},
        {"type": "object", "minProperties": 1, "additionalProperties": WORDS},
    ]
}

KIND: Kind[TextItem, str | None, str] = Kind(
    read=_read,
    points=lambda item, answer: 0,
    maximum=lambda item: item["points"],
    marks=lambda item, answer: {},
    key=lambda item: "A written answer.",
    everything=lambda item: "A written answer. " * 100,
    choices=no_choices,
    lines=lambda item, response: [Line("", str(response), "", "")],
    schema={
        "required": ["rubric", "points"],
        "properties": {"rubric": _RUBRIC, "points": {"type": "integer", "minimum": 1}},
    },
    seen=(),
    printed=lambda item: (),
    status=Status.MANUAL,
    place=15,
)
