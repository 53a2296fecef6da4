"""The schema that a bank's items are held against."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from nbcare.content import validation
from nbcare.content.json_schema import Draft202012Validator

SCHEMA = Path(__file__).with_name("schemas") / "bank.json"


@cache
def validator() -> Draft202012Validator:
    """Make the validator of a bank."""
    return validation.strict(json.loads(SCHEMA.read_text(encoding="utf-8")))
