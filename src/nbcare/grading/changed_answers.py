"""Tell from what was graded whose answers belong to questions that have changed since."""

from pathlib import Path
from typing import Any

from nbcare.answers import layout
from nbcare.content.course import Course
from nbcare.grading import asked_forms, earlier_answers
from nbcare.grading.asked_forms import TODAY, AskedForms
from nbcare.grading.marking import about_changes
from nbcare.questions.item import Item
from nbcare.questions.reading import is_empty


def sentences(course: Course, assessment: str, items: dict[str, Item]) -> dict[str, tuple[str, ...]]:
    """Return the remarks about each learner with such an answer; raise ContentError for a mistake in the course."""
    root, forms = layout.nbgrader_root(course.root), asked_forms.load(course, assessment, items)
    found = {}
    for folder in (root / layout.GRADED).glob(f"*/{assessment}"):
        learner = folder.parent.name
        if remarks := tuple(about_changes(_forms_of(root, learner, assessment, forms))):
            found[learner] = remarks
    return found


def _forms_of(root: Path, learner: str, assessment: str, forms: AskedForms) -> dict[str, str]:
    """Return which form of each item a learner's graded answers belong to."""
    earlier = earlier_answers.read(root, learner, assessment)
    graded = earlier.answers(assessment) if earlier else None
    if graded is None:
        return {}
    entries: dict[str, Any] = graded.raw.get("items", {}) if graded.items else {}
    given = (id for id in forms.items if not is_empty(graded.items.get(id)))
    return {id: form for id in given if (form := forms.form_of(id, entries.get(id))) != TODAY}
