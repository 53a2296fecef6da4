"""Validate written files against their JSON Schemas, and describe each difference in an author's words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from nbcare.content.json_schema import Draft202012Validator, ValidationError, extend
from nbcare.content.reserved_names import PATTERN, is_reserved
from nbcare.content.yaml_files import ChangedFloat, ChangedInt, Document
from nbcare.errors import ContentError

_TYPES = {
    "string": "text",
    "array": "a list",
    "object": "a mapping",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}
# What a file lists: the field that names an entry, or None when its name in the mapping does.
_ENTRIES = {
    "items": "id",
    "modules": "slug",
    "assessments": "id",
    "terms": "term",
    "facts": None,
    "sources": None,
    "pitfalls": None,
    "readings": None,
}
_CHANGED = "changed"
"""What is wrong with a number where text may stand, and that is not printed as it was written."""
_LONGEST = 60
"""How many characters of a wrong value a message repeats."""


@dataclass(frozen=True)
class Finding:
    """One difference: its entry (or nothing, for the file), the problem, the repair, and the path of the part in the data."""

    id: str
    problem: str
    repair: str
    path: tuple[str | int, ...] = ()


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the validator of one of the package's schemas, by name."""
    text = resources.files("nbcare.content").joinpath("schemas", f"{name}.json").read_text("utf-8")
    return strict(json.loads(text))


def strict(schema: dict[str, Any]) -> Draft202012Validator:
    """Make the validator of a schema; 2.0 is no whole number here, because points are integers."""
    whole = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    return extend(Draft202012Validator, {"type": _type}, type_checker=whole)(schema)


def _type(validator: Any, wanted: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    """Hold a value to its type; refuse a number that may be text and would be printed otherwise than it was written."""
    if "string" in wanted and isinstance(value, (ChangedInt, ChangedFloat)):
        yield ValidationError(f"{value.written} is changed", validator=_CHANGED, validator_value=wanted, instance=value)
    else:
        yield from Draft202012Validator.VALIDATORS["type"](validator, wanted, value, schema)


def check(
    document: Document, held_against: Draft202012Validator, file: str, error: type[ContentError] = ContentError
) -> None:
    """Raise the error for the most telling difference from a schema, with its line; do nothing when there is none."""
    for finding in findings(document.data, held_against):
        raise error(file, finding.id, finding.problem, finding.repair, document.line(finding.path))


def findings(data: Any, held_against: Draft202012Validator) -> Iterator[Finding]:
    """Yield what differs from a schema, the most telling difference first."""
    for error in sorted(held_against.iter_errors(data), key=_telling):
        problem, repair = _say(_inner(error))
        yield Finding(_entry_id(data, error), problem, repair, _path(_inner(error)))


def _inner(error: ValidationError) -> ValidationError:
    """Return the most telling difference of a part that may take several forms."""
    if error.validator not in ("anyOf", "oneOf") or not error.context or "propertyNames" in error.absolute_schema_path:
        return error
    if any(each.validator == "required" and not each.relative_path for each in error.context):
        return error
    deepest = max(error.context, key=lambda each: len(each.relative_path))
    return _inner(deepest) if deepest.relative_path else error


def _telling(error: ValidationError) -> tuple[bool, list[str], bool, int, bool, list[str]]:
    """Put the earliest entry first, and in it the kind and whole fields before details."""
    path = [part if isinstance(part, str) else f"{part:06}" for part in error.absolute_path]
    details = path[2:] if path[:1] and path[0] in _ENTRIES else path
    return (
        len(path) > 1,
        path[:2],
        details != ["kind"],
        len(details),
        "propertyNames" not in error.absolute_schema_path,
        details,
    )


def _in_entry(path: list[str | int]) -> bool:
    return len(path) > 1 and path[0] in _ENTRIES


def _entry_id(data: Any, error: ValidationError) -> str:
    path = list(error.absolute_path)
    if not _in_entry(path):
        named = data.get("id") if isinstance(data, dict) else None
        return named if isinstance(named, str) else ""
    if isinstance(path[1], str):
        return path[1]
    entry, field = data[path[0]][path[1]], _ENTRIES[path[0]]
    named = entry.get(field) if isinstance(entry, dict) else None
    return named if isinstance(named, str) else f"{path[0].removesuffix('s')} {path[1] + 1}"


def _path(error: ValidationError) -> tuple[str | int, ...]:
    """Return where the difference stands: a name that is wrong stands below the mapping that has it."""
    path = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        return (*path, error.instance)
    return (*path, min(_unknown(error))) if error.validator == "additionalProperties" else path


def _unknown(error: ValidationError) -> list[str]:
    return sorted(set(error.instance) - set(error.schema.get("properties", ())))


def _say(error: ValidationError) -> tuple[str, str]:
    path = list(error.absolute_path)
    field = ".".join(map(str, path[2:] if _in_entry(path) else path))
    place = f"{field}: " if field else ""
    if "propertyNames" in error.absolute_schema_path:
        return _say_name(error, place)
    if error.validator in ("required", "dependentRequired"):
        missing = _missing(error)
        return f"{place}{missing} is missing", f"add {missing}"
    if error.validator == "additionalProperties":
        return f"{place}unknown field {', '.join(_unknown(error))}", "correct the name or remove it"
    if error.validator == _CHANGED:
        written = error.instance.written
        return f"{place}{written} is read as the number {error.instance}", f'put it in quotes: "{written}"'
    if error.validator == "type":
        return _say_type(error, place)
    return _say_value(error, place)


def _missing(error: ValidationError) -> str:
    wanted: list[str] = list(error.validator_value)
    if error.validator == "dependentRequired":
        wanted = [name for each, names in error.validator_value.items() if each in error.instance for name in names]
    # More than one may be missing, and each is an error of its own.
    named = [name for name in wanted if name not in error.instance and f"'{name}'" in error.message]
    return named[0] if named else next(name for name in wanted if name not in error.instance)


def _say_name(error: ValidationError, place: str) -> tuple[str, str]:
    if error.validator == "pattern":
        repair = "begin with a letter; use letters, digits, - and _ only, 32 at most"
        return f"{place}{error.instance!r} cannot be an id", _like(error) or repair
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
    if "string" in wanted and isinstance(value, (int, float)):
        return (f"{where}must be {words}, but YAML reads it as the number or date {value}", "put it in quotes")
    return f"{where}must be {words}, not {_short(value)}", f"write {words}"


def _say_value(error: ValidationError, place: str) -> tuple[str, str]:
    value, limit = _short(error.instance), error.validator_value
    if error.validator in ("pattern", "minLength") and not error.instance.strip():
        return f"{place}is empty", "write text"
    if "exhibit" in place and error.validator == "anyOf":
        return f"{place}needs text, a table, or an image with alt", "add one of them"
    if error.validator == "pattern" and PATTERN in limit and is_reserved(error.instance):
        return f"{place}{value} cannot name a folder on Windows, which keeps it for itself", "take another word"
    if error.validator == "pattern" and _like(error):
        return f"{place}{value} is not as this field is written", _like(error)
    problem, repair = {
        "pattern": (
            f"{value} is not a proper id",
            "begin with a letter; use letters, digits and dashes (small letters in item ids)",
        ),
        "enum": (
            f"{value} is not one of {', '.join(map(str, limit)) if isinstance(limit, list) else ''}",
            "choose one of them",
        ),
        "const": (f"must be {_short(limit)}, not {value}", f"write {_short(limit)}"),
        "minimum": (f"{value} is too small", f"write {limit} or more"),
        "maximum": (f"{value} is too large", f"write {limit} or less"),
        "exclusiveMinimum": (f"{value} is too small", f"write more than {limit}"),
        "exclusiveMaximum": (f"{value} is too large", f"write less than {limit}"),
        "minLength": (f"{value} is too short", f"write at least {limit} letters"),
        "maxLength": (f"{value} is too long", f"write at most {limit} letters"),
        "uniqueItems": (f"{value} names something twice", "keep one of the two"),
        "minItems": (f"needs at least {limit}", "add what is missing"),
        "maxItems": (f"takes at most {limit}", "remove what is too many"),
        "minProperties": (f"needs at least {limit}", "add what is missing"),
        "maxProperties": (f"takes only {limit}", "remove what is too many"),
    }.get(error.validator, (f"{value} is not accepted", _model(error)))
    return place + problem, repair


def _like(error: ValidationError) -> str:
    """Return the example that a schema gives for a field, as advice."""
    example = next(iter(error.schema.get("examples", ())), None)
    return f"write it like {example}" if example is not None else ""


def _model(error: ValidationError) -> str:
    """Return where an author finds how a part is written."""
    return (
        "see docs/bank-format.md"
        if list(error.absolute_path)[:1] == ["items"]
        else "compare with another one of its kind"
    )


def _short(value: Any) -> str:
    """Return a value as its author wrote it, cut when it is long."""
    words = {None: "nothing", True: "yes", False: "no"}
    text = words[value] if value is None or isinstance(value, bool) else repr(value)
    if isinstance(value, dict):
        text = "a mapping"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
