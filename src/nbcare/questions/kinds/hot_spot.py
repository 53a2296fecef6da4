"""Choose one or more places on a picture; a wrong place costs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Literal, TypedDict

from nbcare.questions import field_problems, text_lines
from nbcare.questions.item import PicturedItem
from nbcare.questions.kind import Choice, Kind, Line, Problem
from nbcare.questions.reading import id_set, mark_set
from nbcare.questions.rules import plus_minus
from nbcare.questions.shapes import ID, IDS, WORDS

_WHOLE = 100
"""Places are measured in per cent of the picture's width and height, from its upper left corner."""
_SIDES: tuple[tuple[Literal["x", "y"], Literal["width", "height"]], ...] = (("x", "width"), ("y", "height"))


class Spot(TypedDict):
    """One place on the picture: its words, its upper left corner and its size."""

    label: str
    x: float
    y: float
    width: float
    height: float


class HotSpotItem(PicturedItem):
    """A picture with places, of which the key names the right ones."""

    spots: dict[str, Spot]
    key: list[str]


def _lines(item: HotSpotItem, response: list[str]) -> list[Line]:
    return [Line("", item["spots"][id]["label"], id, id) for id in dict.fromkeys(response)]


def _choices(item: HotSpotItem) -> dict[str, Choice]:
    return {id: Choice(spot["label"], spot["label"]) for id, spot in item["spots"].items()}


def _overlap(one: Spot, other: Spot) -> bool:
    """Tell whether two places share more than an edge."""
    return all(
        one[start] < other[start] + other[length] and other[start] < one[start] + one[length]
        for start, length in _SIDES
    )


def _problems(item: HotSpotItem) -> Iterator[Problem]:
    spots = item["spots"]
    yield from field_problems.among(item["key"], "key", spots, "spots")
    for id, spot in spots.items():
        for start, length in _SIDES:
            # Written so that a number which is none at all is caught as well.
            if not spot[start] + spot[length] <= _WHOLE:
                yield f"spots.{id}: {start} and {length} lead out of the picture", f"keep their sum within {_WHOLE}"
    for first, second in combinations(spots, 2):
        if _overlap(spots[first], spots[second]):
            yield f"spots: {first} and {second} overlap", "move or shrink one of the two"


def _printed(item: HotSpotItem) -> Iterator[str]:
    yield f"Picture: {text_lines.plain(item['alt'])}"
    yield from text_lines.named("", {id: spot["label"] for id, spot in item["spots"].items()})


def _claims(item: HotSpotItem) -> Iterator[tuple[str, str]]:
    yield "alt", item["alt"]


_START = {"type": "number", "minimum": 0, "maximum": _WHOLE}
_LENGTH = {"type": "number", "exclusiveMinimum": 0, "maximum": _WHOLE}
_SPOTS = {
    "type": "object",
    "minProperties": 2,
    "propertyNames": ID,
    "additionalProperties": {
        "type": "object",
        "required": ["label", "x", "y", "width", "height"],
        "additionalProperties": False,
        "properties": {"label": WORDS, "x": _START, "y": _START, "width": _LENGTH, "height": _LENGTH},
    },
}

KIND: Kind[HotSpotItem, tuple[str, ...], list[str]] = Kind(
    read=lambda item, response: id_set(response, item["spots"]),
    points=lambda item, answer: plus_minus(answer, item["key"]),
    maximum=lambda item: len(item["key"]),
    marks=lambda item, answer: mark_set(item["spots"], answer, item["key"]),
    key=lambda item: list(item["key"]),
    everything=lambda item: list(item["spots"]),
    choices=_choices,
    lines=_lines,
    schema={
        "required": ["image", "alt", "spots", "key"],
        "properties": {"image": WORDS, "alt": WORDS, "spots": _SPOTS, "key": IDS},
    },
    seen=("image", "alt", "spots"),
    printed=_printed,
    problems=_problems,
    passage=lambda item: [item["alt"]],
    claims=_claims,
    points_tell=True,
    any_number=True,
    place=16,
)
