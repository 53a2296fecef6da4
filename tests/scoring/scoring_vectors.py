"""Read tests/data/scoring-vectors*.json, the one list that Python and JavaScript both obey; a later kind has a file of its own."""

from __future__ import annotations

import json
from pathlib import Path

FILES = sorted((Path(__file__).parents[1] / "data").glob("scoring-vectors*.json"))


def read() -> tuple[dict, list[dict]]:
    """Give the items by name, and the vectors with their responses spelt out."""
    items: dict = {}
    vectors: list[dict] = []
    for file in FILES:
        data = json.loads(file.read_text(encoding="utf-8"))
        assert not items.keys() & data["items"].keys(), file
        items |= data["items"]
        vectors += data["vectors"]
    for vector in vectors:
        # A very long text stands in the file as [character, times].
        if "repeat" in vector:
            character, times = vector.pop("repeat")
            vector["response"] = character * times
    return items, vectors
