"""JSON as this project writes it into made files."""

import json
from collections.abc import Mapping


def json_bytes(data: Mapping[str, object]) -> bytes:
    """Return data as JSON, keys in the order in which they were written: it is the order of options and rows."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
