"""Turn a list of graded items into nbgrader's source notebook, which holds no key."""

from collections.abc import Iterator

from nbformat import NotebookNode

from nbcare.build import boilerplate, cells, lesson
from nbcare.content import learner_view
from nbcare.content.cases import Case
from nbcare.content.course import Assessment, Course
from nbcare.content.evidence import Evidence, References
from nbcare.errors import ContentError
from nbcare.questions import plain_text, scoring
from nbcare.questions.item import Item
from nbcare.questions.props import HandInProps, Props


def notebook(
    course: Course, assessment: Assessment, items: dict[str, Item], evidence: Evidence, cases: dict[str, Case]
) -> NotebookNode:
    """Return the source notebook: one graded cell an item, each case in a cell before its items, and the hand-in."""
    head = cells.markdown(
        f"{assessment.id}-title",
        boilerplate.quiz_head(course, assessment),
        **cells.locked(f"{assessment.id}-title", "markdown"),
    )
    start = lesson.setup(assessment.id)
    start.metadata.update(cells.locked(f"{assessment.id}-setup", "code"))
    body = [head, start]
    for widget in _widgets(course, assessment, items, evidence, cases):
        body += widget
    body.append(_hand_in(assessment))
    return cells.notebook(body, kind="assessment", slug=assessment.id, course=course.release)


def _widgets(
    course: Course, assessment: Assessment, items: dict[str, Item], evidence: Evidence, cases: dict[str, Case]
) -> Iterator[list[NotebookNode]]:
    """Yield the cells of each item; those of a case come after the one cell that shows it whole."""
    references = References()
    shown: dict[str, Props] = {}
    for number, id in enumerate(assessment.items, start=1):
        props = learner_view.public(_graded_item(assessment, items, id), evidence, references)
        shown[id] = props | {"number": number, "of": len(assessment.items)}
    for id, props in shown.items():
        case = cases[props["case"]] if "case" in props else None
        if case and id == next(iter(case.items)):
            steps = [shown[step] for step in case.items]
            yield [
                cells.unfolding(learner_view.case(case, steps), **cells.locked(f"{assessment.id}-{case.id}", "code"))
            ]
        yield _item(items[id], props)


def _hand_in(assessment: Assessment) -> NotebookNode:
    id, total = f"{assessment.id}-hand-in", len(assessment.items)
    props: HandInProps = {"id": id, "assessment": assessment.id, "total": total}
    return cells.widget(
        id, "hand_in()", "hand_in", props, plain_text.hand_in(assessment.id, 0, total), **cells.locked(id, "code")
    )


def _graded_item(assessment: Assessment, items: dict[str, Item], id: str) -> Item:
    item = items.get(id)
    if item is None or item["use"] != "graded":
        raise ContentError(
            "course.yaml",
            f"{assessment.id} {id}",
            "is not a graded item of a bank",
            "write it in assessments/bank/ with use: graded, or take it off the list",
        )
    if "case" in item and item["case"] not in assessment.cases:
        raise ContentError(
            "course.yaml",
            f"{assessment.id} {id}",
            f"is a step of the case {item['case']}",
            "list the whole case by its id, not a step of it",
        )
    return item


def _item(item: Item, props: Props) -> list[NotebookNode]:
    points = scoring.maximum(item)
    by_hand = scoring.by_hand(item)
    grading = cells.locked(f"{item['id']}-ask", "code") if by_hand else cells.graded(item["id"], points)
    if "case" in props:
        made = [cells.step(item["id"], props["case"], **grading)]
    else:
        made = [
            cells.widget(item["id"], f'ask("{item["id"]}")', "ask", props, plain_text.question(props, None), **grading)
        ]
    if by_hand:
        answer = cells.markdown(f"{item['id']}-answer", cells.ANSWER_PLACE, **cells.written(item["id"], points))
        answer.metadata.update(editable=True, nbcare={"widget": "answer", "id": item["id"]})
        made.append(answer)
    return made
