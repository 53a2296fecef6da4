"""Rule: an assessment names items that exist and are graded."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.check.content import Content
from nbcare.check.finding import Finding, error


def every_named_item_is_graded(content: Content) -> Iterator[Finding]:
    """Find assessments that name an item that is missing or is practice."""
    items = content.items
    for assessment in content.course.assessments:
        for id in assessment.items:
            if id not in items:
                yield error("course.yaml", assessment.id, f"its item {id} is in no bank", "correct the id, or write the item")
            elif items[id]["use"] != "graded":
                yield error("course.yaml", assessment.id, f"its item {id} is not graded", "write 'use: graded' in the item, or name another")
