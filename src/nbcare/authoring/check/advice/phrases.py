"""The word lists, patterns and limits of the item-writing advice, read from phrases.yaml."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

from nbcare.content import yaml_files


@cache
def data() -> dict[str, Any]:
    """Return phrases.yaml as it stands."""
    text = resources.files(__name__.rpartition(".")[0]).joinpath("phrases.yaml").read_text(encoding="utf-8")
    phrases: dict[str, Any] = yaml_files.parsed(text, "phrases.yaml").data
    return phrases


def limit(name: str) -> float:
    """Return one of the limits."""
    limits: dict[str, float] = data()["limits"]
    return limits[name]


@cache
def pattern(name: str, capitals: bool = False) -> re.Pattern[str]:
    """Return the patterns of one name as one; it ignores case unless `capitals` is set."""
    written = data()[name]
    parts = [written] if isinstance(written, str) else written
    return re.compile(
        "|".join(f"(?:{part})" for part in parts) if len(parts) > 1 else parts[0], 0 if capitals else re.IGNORECASE
    )


def found(name: str, text: str, capitals: bool = False) -> str:
    """Return the first words of a text that match a name's patterns, or an empty string."""
    match = pattern(name, capitals).search(" ".join(text.split()))
    return match[0].strip() if match else ""
