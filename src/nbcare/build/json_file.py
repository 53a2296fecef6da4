"""JSON as this project writes it into made files."""

import json
from typing import Any


def json_bytes(data: dict[str, Any]) -> bytes:
    """Return data as JSON, keys in the order in which they were written: it is the order of options and rows."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
