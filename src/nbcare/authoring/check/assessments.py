"""Rules: an assessment names items that exist and are graded, and a case whole."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error


def every_named_item_is_graded(content: Content) -> Iterator[Finding]:
    """Find assessments that name an item that is missing or is practice."""
    items = content.items
    for assessment in content.course.assessments:
        for id in assessment.items:
            if id not in items:
                yield error(
                    "course.yaml", assessment.id, f"its item {id} is in no bank", "correct the id, or write the item"
                )
            elif items[id]["use"] != "graded":
                where = "case" if "case" in items[id] else "item"
                yield error(
                    "course.yaml",
                    assessment.id,
                    f"its item {id} is not graded",
                    f"write 'use: graded' in the {where}, or name another",
                )


def every_case_is_named_whole(content: Content) -> Iterator[Finding]:
    """Find assessments that name a step of a case in place of the case."""
    items = content.items
    for assessment in content.course.assessments:
        for id in assessment.items:
            case = items[id].get("case") if id in items else None
            if case and case not in assessment.cases:
                yield error(
                    "course.yaml",
                    assessment.id,
                    f"its item {id} is a step of the case {case}",
                    f"name the case: {case}",
                )
