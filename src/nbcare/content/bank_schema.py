"""The schema of a bank's items."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from nbcare.content import validation
from nbcare.content.json_schema import Draft202012Validator
from nbcare.questions.scoring import KINDS

_COMMON = Path(__file__).with_name("schemas") / "bank.json"


def schema() -> dict[str, Any]:
    """Build the schema of a bank: what all items share, from schemas/bank.json, and the part of each kind."""
    whole: dict[str, Any] = json.loads(_COMMON.read_text(encoding="utf-8"))
    shapes, item = whole["$defs"], whole["$defs"]["item"]
    item["properties"]["kind"]["enum"] = list(KINDS)
    item["allOf"] = []
    for name, kind in KINDS.items():
        part = {key: value for key, value in kind.schema.items() if key != "$defs"}
        names = {"anyOf": [{"$ref": "#/$defs/common-name"}, {"enum": list(kind.schema["properties"])}]}
        shapes |= {**kind.schema.get("$defs", {}), name: {**part, "propertyNames": names}}
        is_kind = {"required": ["kind"], "properties": {"kind": {"const": name}}}
        item["allOf"].append({"if": is_kind, "then": {"$ref": f"#/$defs/{name}"}})
    return whole


@cache
def validator() -> Draft202012Validator:
    """Make the validator of a bank."""
    return validation.strict(schema())
