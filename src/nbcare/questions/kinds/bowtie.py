"""The bow-tie: two actions, one condition, two parameters, a point a slot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypedDict, cast

from nbcare.questions import field_problems, text_lines
from nbcare.questions.item import Item, Words
from nbcare.questions.kind import Choice, ChoiceSet, Kind, Line, Problem
from nbcare.questions.reading import mark_set, one_of, parts, some_of
from nbcare.questions.rules import zero_one
from nbcare.questions.shapes import CHOICES, ID, IDS

Slot = Literal["actions", "conditions", "parameters"]
_PAIRS: tuple[Slot, Slot] = ("actions", "parameters")
_PAIR_SIZE = 2
_SLOTS: dict[Slot, str] = {"actions": "Action", "conditions": "Condition", "parameters": "Parameter"}
"""The three lists, and what one token of each is."""


class Placed(TypedDict, total=False):
    """The tokens in their places, as a key, a response or an answer names them; None where a place was left open."""

    actions: Sequence[str] | None
    condition: str | None
    parameters: Sequence[str] | None


class BowtieItem(Item):
    """The tokens of the three lists, and those that are right."""

    actions: Words
    conditions: Words
    parameters: Words
    key: Placed


def _read(item: BowtieItem, response: object) -> Placed:
    readers: dict[str, Callable[[object], Sequence[str] | None]] = {
        pair: some_of(item[pair], most=_PAIR_SIZE) for pair in _PAIRS
    }
    given = parts(response, readers | {"condition": one_of(item["conditions"])})
    return cast(Placed, {"actions": (), "parameters": (), "condition": None} | given)


def _points(item: BowtieItem, answer: Placed) -> int:
    given, right = _by_slot(answer), _by_slot(item["key"])
    return sum(zero_one(given[slot], right[slot]) for slot in _SLOTS)


def _by_slot(placed: Placed) -> dict[Slot, list[str]]:
    """Give the tokens in each of the three lists."""
    condition = placed.get("condition")
    return {
        "actions": list(placed.get("actions") or ()),
        "conditions": [condition] if condition else [],
        "parameters": list(placed.get("parameters") or ()),
    }


def _marks(item: BowtieItem, answer: Placed) -> dict[str, str]:
    given, right = _by_slot(answer), _by_slot(item["key"])
    marks: dict[str, str] = {}
    for slot in _SLOTS:
        marks |= mark_set(item[slot], given[slot], right[slot], f"{slot}.")
    return marks


def _key(item: BowtieItem) -> Placed:
    right = _by_slot(item["key"])
    return {"actions": right["actions"], "condition": right["conditions"][0], "parameters": right["parameters"]}


def _everything(item: BowtieItem) -> dict[str, list[str]]:
    return {
        "actions": list(item["actions"]),
        "condition": list(item["conditions"]),
        "parameters": list(item["parameters"]),
    }


def _choices(item: BowtieItem) -> dict[str, Choice]:
    return {
        f"{slot}.{id}": Choice(text, f"{name}: {text}")
        for slot, name in _SLOTS.items()
        for id, text in item[slot].items()
    }


def _lines(item: BowtieItem, response: Placed) -> list[Line]:
    given = _by_slot(response)
    return [
        Line(name, item[slot][id], f"{slot}.{id}", f"{slot}.{id}")
        for slot, name in _SLOTS.items()
        for id in dict.fromkeys(given[slot])
    ]


def _problems(item: BowtieItem) -> Iterator[Problem]:
    right = _by_slot(item["key"])
    for pair in _PAIRS:
        yield from field_problems.among(right[pair], f"key.{pair}", item[pair], pair)
    yield from field_problems.among(right["conditions"], "key.condition", item["conditions"], "conditions")


def _printed(item: BowtieItem) -> Iterator[str]:
    for slot in _SLOTS:
        yield from text_lines.named(f"{slot} ", item[slot])


def _claims(item: BowtieItem) -> Iterator[tuple[str, str]]:
    right = sorted(line.element for line in _lines(item, item["key"]))
    yield from ((f"option {id}", _choices(item)[id].written) for id in right)


def _choice_sets(item: BowtieItem) -> Iterator[ChoiceSet]:
    right = _by_slot(item["key"])
    for slot in _SLOTS:
        yield ChoiceSet(slot, item[slot], frozenset(right[slot]), item.get("shuffle", True))


_TWO_IDS = IDS | {"minItems": _PAIR_SIZE, "maxItems": _PAIR_SIZE}

KIND: Kind[BowtieItem, Placed, Placed] = Kind(
    read=_read,
    points=_points,
    maximum=lambda item: 2 * _PAIR_SIZE + 1,
    marks=_marks,
    key=_key,
    everything=_everything,
    choices=_choices,
    lines=_lines,
    schema={
        "required": ["actions", "conditions", "parameters", "key"],
        "properties": {
            "actions": CHOICES,
            "conditions": CHOICES,
            "parameters": CHOICES,
            "key": {
                "type": "object",
                "required": ["actions", "condition", "parameters"],
                "additionalProperties": False,
                "properties": {"actions": _TWO_IDS, "condition": ID, "parameters": _TWO_IDS},
            },
        },
    },
    seen=("actions", "conditions", "parameters"),
    printed=_printed,
    problems=_problems,
    claims=_claims,
    choice_sets=_choice_sets,
    place=12,
)
