"""Name the shapes of fields that several kinds take; content/schemas/bank.json holds them under these names."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict

JsonSchema = Mapping[str, object]

KindSchema = TypedDict(
    "KindSchema",
    {"required": list[str], "properties": Mapping[str, JsonSchema], "$defs": NotRequired[Mapping[str, JsonSchema]]},
)
"""The part of the bank's schema that one kind adds."""


def shape(name: str) -> dict[str, str]:
    """Refer to a shape of the bank's schema by its name."""
    return {"$ref": f"#/$defs/{name}"}


ID = shape("id")
IDS = shape("ids")
WORDS = shape("words")
CHOICES = shape("choices")
ROWS = shape("rows")
BLANKS = shape("blanks")
TABLE = shape("table")
KEY_BY_ID = shape("key-by-id")
KEYS_BY_ID = shape("keys-by-id")
