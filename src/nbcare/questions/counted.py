"""Say which questions of a page count: the one rule for progress, hand-in and the list of pages."""

from collections.abc import Mapping

from nbcare.questions.props import Props


def counted(items: Mapping[str, Props]) -> list[str]:
    """Return the ids of the questions that make up the score, or all of a module's own."""
    graded = [id for id, props in items.items() if props.get("use") == "graded"]
    return graded or [id for id, props in items.items() if props.get("moment") != "before"]
