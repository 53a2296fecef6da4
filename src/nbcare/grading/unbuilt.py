"""Compare a quiz's source notebook with the bank that it is made from, and with what was graded before."""

import nbformat
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry

from nbcare.build import local_pages
from nbcare.build.questions_file import questions_of
from nbcare.content import evidence as evidences
from nbcare.content import learner_view, shown_hash
from nbcare.content.course import Course
from nbcare.content.evidence import References
from nbcare.content.evidence.local import read_local
from nbcare.content.items import all_items
from nbcare.questions import scoring


def source(course: Course, assessment: str) -> NotebookNode:
    """Read the source notebook of a quiz; raise OSError or ValueError when it cannot be read."""
    path = local_pages.source(course) / assessment / f"{assessment}.ipynb"
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def differing(course: Course, assessment: str, notebook: NotebookNode) -> list[str]:
    """Return the questions that the bank asks or pays otherwise than the source notebook; raise ContentError.

    What decides the points alone, a key, is in no notebook: it makes no difference here.
    """
    items, evidence = all_items(course.root), evidences.load(course.root, read_local(course.state))
    listed = [id for id in course.assessment(assessment).items if id in items]
    asked = {id: shown_hash.of(learner_view.public(items[id], evidence, References())) for id in listed}
    bank = {id: (asked[id], float(scoring.maximum(items[id]))) for id in listed}
    props = {id: shown_hash.of(props) for id, props in questions_of(notebook)["items"].items()}
    made = {id: (props.get(id, ""), points) for id, points in _points(notebook).items()}
    return sorted(id for id in bank | made if bank.get(id) != made.get(id))


def graded_otherwise(notebook: NotebookNode, db_url: str, course: str, assessment: str) -> tuple[int, list[str]]:
    """Return how many graded submissions stand against other cells, and which; nothing where the quiz may change.

    It is nbgrader's own rule, asked before it deletes the release.
    """
    with Gradebook(db_url, course) as gradebook:
        try:
            known = gradebook.find_notebook(assessment, assessment)
        except MissingEntry:
            return 0, []
        before = {cell.name for cell in (*known.grade_cells, *known.solution_cells, *known.source_cells)}
        submissions = len(known.submissions)
    now = {cell.metadata.nbgrader["grade_id"] for cell in notebook.cells if _is_nbgraders(cell)}
    return (submissions, sorted(before ^ now)) if submissions and before != now else (0, [])


def _points(notebook: NotebookNode) -> dict[str, float]:
    return {
        cell.metadata.nbgrader["grade_id"]: float(cell.metadata.nbgrader["points"])
        for cell in notebook.cells
        if utils.is_grade(cell)
    }


def _is_nbgraders(cell: NotebookNode) -> bool:
    return any(test(cell) for test in (utils.is_grade, utils.is_solution, utils.is_locked, utils.is_task))


def is_quiz(course: Course, assessment: str) -> bool:
    """Return whether nbgrader's assignment of this name is a quiz of the course, and not one of the instructor's own."""
    return any(each.id == assessment for each in course.assessments)
