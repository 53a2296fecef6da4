"""Name the shapes of fields that several kinds take; content/schemas/bank.json holds them under these names."""


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
