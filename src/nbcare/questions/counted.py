"""Say which questions of a page count: the one rule for progress, hand-in and the list of pages."""

from collections.abc import Mapping
from typing import Any


def counted(items: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the ids of the questions that make up the score, or all of a module's own."""
    graded = [id for id, props in items.items() if props.get("use") == "graded"]
    return graded or [id for id, props in items.items() if props.get("moment") != "before"]
