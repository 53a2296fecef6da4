"""Hold a bank against its JSON Schema, and say what differs in an author's words."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nbcare.content.json_schema import Draft202012Validator, ValidationError, extend
from nbcare.questions.scoring import KINDS

_COMMON = Path(__file__).with_name("schemas") / "bank.json"

_TYPES = {
    "string": "text",
    "array": "a list",
    "object": "a mapping",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


@dataclass(frozen=True)
class Finding:
    """Name the item (or nothing, for the file), what is wrong, and what to do."""

    id: str
    problem: str
    repair: str


def schema() -> dict[str, Any]:
    """Build the schema of a bank: what all items share, from schemas/bank.json, and the part of each kind."""
    whole = json.loads(_COMMON.read_text(encoding="utf-8"))
    shapes, item = whole["$defs"], whole["$defs"]["item"]
    item["properties"]["kind"]["enum"] = list(KINDS)
    item["allOf"] = []
    for name, kind in KINDS.items():
        part = {key: value for key, value in kind.schema.items() if key != "$defs"}
        names = {"anyOf": [{"$ref": "#/$defs/common-name"}, {"enum": list(part["properties"])}]}
        shapes |= {**kind.schema.get("$defs", {}), name: {**part, "propertyNames": names}}
        is_kind = {"required": ["kind"], "properties": {"kind": {"const": name}}}
        item["allOf"].append({"if": is_kind, "then": {"$ref": f"#/$defs/{name}"}})
    return whole


@cache
def validator() -> Draft202012Validator:
    """Make the validator of a bank."""
    return strict(schema())


def strict(schema: dict[str, Any]) -> Draft202012Validator:
    """Make the validator of a schema; 2.0 is no whole number here, because points are integers."""
    whole = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    return extend(Draft202012Validator, type_checker=whole)(schema)


def findings(data: Any, held_against: Draft202012Validator | None = None) -> Iterator[Finding]:
    """Yield what differs from the schema, a bank's unless told otherwise; the most telling difference first."""
    for error in sorted((held_against or validator()).iter_errors(data), key=_telling):
        yield Finding(_item_id(data, error), *_say(error))


def _telling(error: ValidationError) -> tuple:
    """Put the earliest item first, and in it the kind and whole fields before details."""
    path = [part if isinstance(part, str) else f"{part:06}" for part in error.absolute_path]
    details = path[2:] if path[:1] == ["items"] else path
    return (
        len(path) > 1,
        path[:2],
        details != ["kind"],
        len(details),
        "propertyNames" not in error.absolute_schema_path,
        details,
    )


def _item_id(data: Any, error: ValidationError) -> str:
    path = list(error.absolute_path)
    if path[:1] != ["items"] or len(path) < 2:
        return ""
    item = data["items"][path[1]]
    named = item.get("id") if isinstance(item, dict) else None
    return named if isinstance(named, str) else f"item {path[1] + 1}"


def _field(error: ValidationError) -> str:
    path = [str(part) for part in error.absolute_path]
    return ".".join(path[2:] if path[0:1] == ["items"] and len(path) > 1 else path)


def _say(error: ValidationError) -> tuple[str, str]:
    field = _field(error)
    place = f"{field}: " if field else ""
    if "propertyNames" in error.absolute_schema_path:
        return _say_name(error, place)
    if error.validator == "required":
        missing = next(name for name in error.validator_value if name not in error.instance)
        return f"{place}{missing} is missing", f"add {missing}"
    if error.validator == "additionalProperties":
        extra = set(error.instance) - set(error.schema.get("properties", ()))
        return f"{place}unknown field {', '.join(sorted(extra))}", "correct the name or remove it"
    if error.validator == "type":
        return _say_type(error, place)
    return _say_value(error, place)


def _say_name(error: ValidationError, place: str) -> tuple[str, str]:
    if error.validator == "pattern":
        return (
            f"{place}{error.instance!r} cannot be an id",
            "begin with a letter; use letters, digits, - and _ only, 32 at most",
        )
    return f"{place}unknown field {error.instance}", "correct the name or remove it"


def _say_type(error: ValidationError, place: str) -> tuple[str, str]:
    wanted = error.validator_value
    wanted = [wanted] if isinstance(wanted, str) else wanted
    words = " or ".join(_TYPES[each] for each in wanted)
    value, where = error.instance, place or ("" if error.absolute_path else "the file: ")
    if "string" in wanted and isinstance(value, bool):
        return (
            f"{where}must be {words}, but YAML reads yes, no, on, off, true and false as a yes/no value",
            'put it in quotes, for example "no"',
        )
    if "string" in wanted and isinstance(value, (int, float, datetime.date)):
        return (f"{where}must be {words}, but YAML reads it as the number or date {value}", "put it in quotes")
    return f"{where}must be {words}, not {_short(value)}", f"write {words}"


def _say_value(error: ValidationError, place: str) -> tuple[str, str]:
    value, limit = _short(error.instance), error.validator_value
    if error.validator == "pattern" and not error.instance.strip():
        return f"{place}is empty", "write text"
    if "exhibit" in place and error.validator == "anyOf":
        return f"{place}needs text, a table, or an image with alt", "add one of them"
    said = {
        "pattern": (
            f"{value} is not a proper id",
            "begin with a letter; use letters, digits and dashes (small letters in item ids)",
        ),
        "enum": (f"{value} is not one of {', '.join(limit) if isinstance(limit, list) else ''}", "choose one of them"),
        "const": (f"must be {limit}, not {value}", f"write {limit}"),
        "minimum": (f"{value} is too small", f"write {limit} or more"),
        "uniqueItems": (f"{value} names something twice", "keep one of the two"),
        "minItems": (f"needs at least {limit}", "add what is missing"),
        "maxItems": (f"takes at most {limit}", "remove what is too many"),
        "minProperties": (f"needs at least {limit}", "add what is missing"),
        "maxProperties": (f"takes only {limit}", "remove what is too many"),
    }.get(error.validator, (f"{value} is not accepted", "see docs/bank-format.md"))
    return place + said[0], said[1]


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"
