"""Turn a list of graded items into nbgrader's source notebook, which holds no key."""

from nbformat import NotebookNode

from nbcare import questions, scoring
from nbcare.build import cells, lesson, pages
from nbcare.course import Assessment, Course
from nbcare.errors import ContentError
from nbcare.evidence import Evidence, References
from nbcare.widgets import text_form


def notebook(course: Course, assessment: Assessment, items: dict[str, dict], evidence: Evidence) -> NotebookNode:
    """Return the source notebook: one cell an item, graded from the bank, and the hand-in."""
    references = References()
    head = cells.markdown(f"{assessment.id}-title", pages.quiz_head(course, assessment), **cells.locked(f"{assessment.id}-title", "markdown"))
    start = lesson.setup(assessment.id)
    start.metadata.update(cells.locked(f"{assessment.id}-setup", "code"))
    body = [head, start]
    for number, id in enumerate(assessment.items, start=1):
        body += _item(assessment, number, _graded_item(course, assessment, items, id), evidence, references)
    total = len(assessment.items)
    body.append(
        cells.widget(
            f"{assessment.id}-hand-in",
            "hand_in()",
            "hand_in",
            {"id": f"{assessment.id}-hand-in", "assessment": assessment.id, "total": total},
            text_form.hand_in(assessment.id, 0, total),
            **cells.locked(f"{assessment.id}-hand-in", "code"),
        )
    )
    return cells.notebook(body, kind="assessment", slug=assessment.id, course=course.release)


def _graded_item(course: Course, assessment: Assessment, items: dict[str, dict], id: str) -> dict:
    item = items.get(id)
    if item is None or item["use"] != "graded":
        raise ContentError("course.yaml", f"{assessment.id} {id}", "is not a graded item of a bank", "write it in assessments/bank/ with use: graded, or take it off the list")
    return item


def _item(assessment: Assessment, number: int, item: dict, evidence: Evidence, references: References) -> list[NotebookNode]:
    props = questions.public(item, evidence, references)
    props |= {"number": number, "of": len(assessment.items)}
    points = scoring.maximum(item)
    by_hand = item["kind"] == "text"
    grading = cells.locked(f"{item['id']}-ask", "code") if by_hand else cells.graded(item["id"], points)
    made = [cells.widget(item["id"], f'ask("{item["id"]}")', "ask", props, text_form.question(props, None), **grading)]
    if by_hand:
        answer = cells.markdown(f"{item['id']}-answer", cells.ANSWER_PLACE, **cells.written(item["id"], points))
        answer.metadata.update(editable=True, nbcare={"widget": "answer", "id": item["id"]})
        made.append(answer)
    return made
