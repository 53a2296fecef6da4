"""The bow-tie: two actions, one condition, two parameters, a point a slot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nbcare.questions import field_problems, text_lines
from nbcare.questions.kind import Choice, ChoiceSet, Item, Kind, Line, Problem
from nbcare.questions.reading import mark_set, one_of, parts, some_of
from nbcare.questions.rules import zero_one
from nbcare.questions.shapes import CHOICES, ID, IDS

_PAIRS = ("actions", "parameters")
_PAIR_SIZE = 2
_SLOTS = {"actions": "Action", "conditions": "Condition", "parameters": "Parameter"}
"""The three lists, and what one token of each is."""


def _read(item: Item, response: Any) -> dict[str, Any]:
    readers = {pair: some_of(item[pair], most=_PAIR_SIZE) for pair in _PAIRS}
    given = parts(response, readers | {"condition": one_of(item["conditions"])})
    return {"actions": (), "parameters": (), "condition": None} | given


def _points(item: Item, answer: dict[str, Any]) -> int:
    pairs = sum(zero_one(answer[pair], item["key"][pair]) for pair in _PAIRS)
    return pairs + zero_one([answer["condition"]], [item["key"]["condition"]])


def _by_slot(response: Mapping[str, Any]) -> dict[str, list[str]]:
    """Give the tokens in each of the three lists."""
    condition = response.get("condition")
    return {
        "actions": list(response.get("actions") or ()),
        "conditions": [condition] if condition else [],
        "parameters": list(response.get("parameters") or ()),
    }


def _marks(item: Item, answer: dict[str, Any]) -> dict[str, str]:
    given, right = _by_slot(answer), _by_slot(item["key"])
    marks: dict[str, str] = {}
    for slot in _SLOTS:
        marks |= mark_set(item[slot], given[slot], right[slot], f"{slot}.")
    return marks


def _key(item: Item) -> dict[str, Any]:
    key = item["key"]
    return {"actions": list(key["actions"]), "condition": key["condition"], "parameters": list(key["parameters"])}


def _everything(item: Item) -> dict[str, Any]:
    return {
        "actions": list(item["actions"]),
        "condition": list(item["conditions"]),
        "parameters": list(item["parameters"]),
    }


def _choices(item: Item) -> dict[str, Choice]:
    return {
        f"{slot}.{id}": Choice(text, f"{name}: {text}")
        for slot, name in _SLOTS.items()
        for id, text in item[slot].items()
    }


def _lines(item: Item, response: Mapping[str, Any]) -> list[Line]:
    given = _by_slot(response)
    return [
        Line(name, item[slot][id], f"{slot}.{id}", f"{slot}.{id}")
        for slot, name in _SLOTS.items()
        for id in dict.fromkeys(given[slot])
    ]


def _problems(item: Item) -> Iterator[Problem]:
    for pair in _PAIRS:
        yield from field_problems.among(item["key"][pair], f"key.{pair}", item[pair], pair)
    yield from field_problems.among([item["key"]["condition"]], "key.condition", item["conditions"], "conditions")


def _printed(item: Item) -> Iterator[str]:
    for slot in _SLOTS:
        yield from text_lines.named(f"{slot} ", item[slot])


def _claims(item: Item) -> Iterator[tuple[str, str]]:
    right = sorted(line.element for line in _lines(item, item["key"]))
    yield from ((f"option {id}", _choices(item)[id].written) for id in right)


def _choice_sets(item: Item) -> Iterator[ChoiceSet]:
    right = _by_slot(item["key"])
    for slot in _SLOTS:
        yield ChoiceSet(slot, item[slot], frozenset(right[slot]), item.get("shuffle", True))


_TWO_IDS = IDS | {"minItems": _PAIR_SIZE, "maxItems": _PAIR_SIZE}

KIND = Kind(
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
