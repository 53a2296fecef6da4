"""Read tests/data/scoring-vectors.json, the one list that Python and JavaScript both obey."""

from __future__ import annotations

import json
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "scoring-vectors.json"


def read() -> tuple[dict, list[dict]]:
    """Give the items by name, and the vectors with their responses spelt out."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    for vector in data["vectors"]:
        # A very long text stands in the file as [character, times].
        if "repeat" in vector:
            character, times = vector.pop("repeat")
            vector["response"] = character * times
    return data["items"], data["vectors"]
