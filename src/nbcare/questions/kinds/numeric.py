"""A number with a unit, for all learners or for the variant that each was dealt: one point for both together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypedDict

from nbcare.questions import units
from nbcare.questions.kind import Choice, Kind, Line, Problem
from nbcare.questions.number import EDGES, LONGEST, allowance, exact, read_number
from nbcare.questions.numeric_item import NumericItem, Variant
from nbcare.questions.reading import is_empty, shown
from nbcare.questions.result import InvalidResponseError
from nbcare.questions.shapes import ID, WORDS, JsonSchema, shape
from nbcare.questions.typed import AS_TYPED, is_typed
from nbcare.questions.typed import LONGEST as LONGEST_TYPED
from nbcare.questions.variants import dealing, wording

_PARTS = {"value", "unit", "variant", AS_TYPED}
_OTHER_NUMBERS = "the answer is to other numbers than the question's"


class Given(TypedDict, total=False):
    """What a learner gives: the number and its unit as they were written, and the variant that was asked."""

    value: str
    unit: str
    variant: str


@dataclass(frozen=True)
class Measured:
    """Hold what the learner gave, and what holds the key that it is compared with: the variant, or the item itself."""

    value: Fraction
    unit: str
    key_holder: NumericItem | Variant


def _read(item: NumericItem, response: object) -> Measured | None:
    if response is None:
        return None
    given = _given(item, response)
    variant = _read_variant(item, given)
    unit = _read_unit(item, given.get("unit", ""))
    if not given.get("value", "").strip(EDGES):
        return None
    return Measured(read_number(given["value"]), unit, variant or item)


def _given(item: NumericItem, response: object) -> dict[str, str]:
    """Give the parts that are not empty; a variant is one only where the item has variants.

    What was only typed stands in the place of a value, and is never read as one.
    """
    if not isinstance(response, dict) or not set(response) <= _PARTS or {"value", AS_TYPED} <= set(response):
        raise InvalidResponseError("the answer must be a value and a unit")
    given = {name: part for name, part in response.items() if not is_empty(part)}
    if "variant" in given and not item.get("variants"):
        raise InvalidResponseError("the answer must be a value and a unit")
    if not all(isinstance(given.get(name, ""), str) for name in ("value", "unit", AS_TYPED)):
        raise InvalidResponseError("value and unit must be text")
    if len(given.get(AS_TYPED, "")) > LONGEST_TYPED:
        raise InvalidResponseError("the number is too long")
    return given


def _read_variant(item: NumericItem, given: Mapping[str, str]) -> Variant | None:
    if "variant" not in given:
        # Said before the unit and the number: to other numbers, neither of them can be right.
        if given.get("value", "").strip(EDGES) and dealing.asks_by_variant(item):
            raise InvalidResponseError(_OTHER_NUMBERS)
        return None
    for each in item.get("variants", ()):
        if each["id"] == given["variant"]:
            return each
    raise InvalidResponseError(_OTHER_NUMBERS)


def _offered(item: NumericItem) -> set[str]:
    return {units.canonical(each) for each in ("", item.get("unit", ""), *item.get("units", ()))}


def _read_unit(item: NumericItem, unit: str) -> str:
    given = units.canonical(unit[: LONGEST + 1])
    if len(unit) > LONGEST or (given not in _offered(item) and not units.is_known(given)):
        raise InvalidResponseError(f"there is no unit {shown(unit)}")
    return given


def _lacks(item: NumericItem, response: Given) -> str:
    """Ask for a number, and for a unit that the question offers; what was only typed is kept with its unit.

    Grading takes a unit without a number for no answer, and another unit that there is for a wrong one: an answers
    file from an earlier version of the course may hold both. A page that is open has no reason to save either.
    """
    if not is_typed(response) and not isinstance(response.get("value"), str):
        return "value and unit must be text"
    unit = response.get("unit") or ""
    if units.canonical(unit) not in _offered(item):
        return f"there is no unit {shown(unit)}"
    if is_typed(response):
        return ""
    try:
        read_number(response["value"])
    except InvalidResponseError as refused:
        return str(refused)
    return ""


def _marks(item: NumericItem, answer: Measured | None) -> dict[str, str]:
    """Mark the value and the unit, and which feedback a wrong one calls for."""
    if answer is None or "key" not in answer.key_holder:
        return {"value": "missed", "unit": "missed", "low": "", "high": ""}
    key = exact(answer.key_holder["key"])
    distance = answer.value - key
    near = abs(distance) <= allowance(item, key)
    return {
        "value": "right" if near else "wrong",
        "unit": "right" if answer.unit == units.canonical(item["unit"]) else "wrong",
        "low": "wrong" if not near and distance < 0 else "",
        "high": "wrong" if not near and distance > 0 else "",
    }


def _points(item: NumericItem, answer: Measured | None) -> int:
    marks = _marks(item, answer)
    return int(marks["value"] == marks["unit"] == "right")


def _key(item: NumericItem) -> Given:
    """Give the key, of the first variant where the item has no key of its own."""
    if "key" in item:
        return {"value": _written(item["key"]), "unit": item["unit"]}
    first = item["variants"][0]
    return {"value": _written(first["key"]), "unit": item["unit"], "variant": first["id"]}


def _written(key: float) -> str:
    return format(Decimal(repr(key)), "f")


def _choices(item: NumericItem) -> dict[str, Choice]:
    """List the three errors; no author wrote words for them."""
    words = {"low": "Too low", "high": "Too high", "unit": "Another unit"}
    return {id: Choice("", each) for id, each in words.items()}


def _lines(item: NumericItem, response: Given | float) -> list[Line]:
    """Say the number that was given, or the number that is the key."""
    if isinstance(response, dict) and is_typed(response):
        text = f"“{response.get(AS_TYPED) or response.get('unit') or ''}” (not a number)"
    elif isinstance(response, dict):
        text = f"{response.get('value', '')} {response.get('unit', '')}".strip()
    else:
        text = f"{dealing.plain_number(response)} {item.get('unit', '')}".strip()
        text = f"{text}: {item['worked']}" if "worked" in item else text
    return [Line("", text, "", "value")]


def _right(item: NumericItem, response: object) -> list[Line]:
    key = item.get("key")
    if isinstance(response, dict):
        named = response.get("variant")
        key = next((each["key"] for each in item.get("variants", ()) if each["id"] == named), key)
    return [] if key is None else _lines(item, key)


def _printed(item: NumericItem) -> Iterator[str]:
    offered = sorted({item.get("unit", ""), *item.get("units", ())} - {""})
    yield f"one number in {' or '.join(offered) or 'no unit'}"
    yield from filter(None, [dealing.rounding(item)])


def _problems(item: NumericItem) -> Iterator[Problem]:
    tolerance = item["tolerance"]
    variants = item.get("variants", ())
    distances = [tolerance.get("absolute"), tolerance.get("relative")] if isinstance(tolerance, dict) else [tolerance]
    numbers: list[tuple[str, float]] = [
        ("key", item.get("key", 0)),
        *(("tolerance", each) for each in distances if each is not None),
        *((f"variants.{each['id']}.key", each["key"]) for each in variants),
        *wording.figures(item),
    ]
    for field, number in numbers:
        if not math.isfinite(number):
            yield f"{field}: {number} is not a finite number", "write a plain number"
    if isinstance(tolerance, dict) and tolerance.get("relative", 0) >= 1:
        # From there on 0 is right for every key, and so is a number with the wrong sign.
        problem = f"tolerance.relative: {tolerance['relative']:g} is {tolerance['relative']:.0%} of the key, so that 0 would be right"
        yield problem, "write the share of the key: 0.05 for 5 %"
    for each, times in Counter(each["id"] for each in variants).items():
        if times > 1:
            yield f"variants: {each} stands {times} times", "give each variant its own id"
    yield from wording.findings(item)


_FIGURE, _FIGURES, _NAME, _DISTANCE = shape("figure"), shape("figures"), shape("parameter-name"), shape("distance")

_SHAPES: dict[str, JsonSchema] = {
    "variant": {
        "type": "object",
        "required": ["id", "parameters", "key"],
        "additionalProperties": False,
        "properties": {
            "id": ID,
            "parameters": {"type": "object", "additionalProperties": {"type": ["string", "number"]}},
            "key": {"type": "number"},
        },
    },
    "distance": {"type": "number", "minimum": 0},
    "figure": {"type": "number", "minimum": -1000000000, "maximum": 1000000000},
    "figures": {"type": "array", "minItems": 1, "maxItems": 2000, "items": _FIGURE},
    "parameter-name": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,31}$"},
    "parameter": {
        "if": {"type": "array"},
        "then": _FIGURES,
        "else": {
            "type": "object",
            "additionalProperties": False,
            "dependentRequired": {"from": ["to", "step"], "to": ["from", "step"], "step": ["from", "to"]},
            "properties": {
                "label": WORDS,
                "unit": {"type": "string", "maxLength": LONGEST},
                "values": _FIGURES,
                "from": _FIGURE,
                "to": _FIGURE,
                "step": _FIGURE | {"exclusiveMinimum": 0},
            },
        },
    },
}

_TOLERANCE = {
    "if": {"type": "object"},
    "then": {
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {"absolute": _DISTANCE, "relative": _DISTANCE},
    },
    "else": _DISTANCE,
}

_COMBINATION = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": _NAME,
    "additionalProperties": _FIGURE,
}

_FIELDS: dict[str, JsonSchema] = {
    "unit": {"type": "string", "maxLength": LONGEST},
    "units": {"type": "array", "uniqueItems": True, "items": WORDS},
    "tolerance": _TOLERANCE,
    "key": {"type": "number"},
    "variants": {"type": "array", "minItems": 1, "maxItems": 2000, "items": shape("variant")},
    "parameters": {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 8,
        "propertyNames": _NAME,
        "additionalProperties": shape("parameter"),
    },
    "combinations": {"type": "array", "minItems": 1, "maxItems": 2000, "items": _COMBINATION},
    "where": WORDS,
    "formula": WORDS,
    "round": {
        "type": "object",
        "required": ["rule", "to"],
        "additionalProperties": False,
        "properties": {
            "rule": {"enum": ["half-up", "half-even", "down", "up"]},
            "to": _FIGURE | {"exclusiveMinimum": 0},
        },
    },
    "limits": {
        "type": "object",
        "required": ["from", "to"],
        "additionalProperties": False,
        "properties": {"from": _FIGURE, "to": _FIGURE},
    },
}

KIND: Kind[NumericItem, Measured | None, Given] = Kind(
    read=_read,
    points=_points,
    maximum=lambda item: 1,
    marks=_marks,
    key=_key,
    everything=lambda item: _key(item) | {"value": "0 1 2 3"},
    choices=_choices,
    lines=_lines,
    schema={"required": ["unit", "tolerance"], "properties": _FIELDS, "$defs": _SHAPES},
    seen=(),
    printed=_printed,
    problems=_problems,
    lacks=_lacks,
    right=_right,
    also_seen=dealing.asked,
    prints_values=True,
    feedback_by_choice=False,
    unprinted=("variant",),
    place=14,
)
