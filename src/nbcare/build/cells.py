"""Make notebook cells that are the same, byte for byte, at every build."""

import hashlib
import re
from typing import Any

from nbformat import NotebookNode, v4

from nbcare.questions import plain_text
from nbcare.questions.props import CaseProps, WidgetProps
from nbcare.questions.variants import dealing

Metadata = dict[str, Any]
"""The metadata of a cell: nbformat lets each program keep there what it needs."""

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
ANSWER_PLACE = "*Your written answer is put here when it is graded.*"


def markdown(id: str, text: str, **metadata: Any) -> NotebookNode:
    """Return a locked Markdown cell."""
    cell: NotebookNode = v4.new_markdown_cell(
        text, id=cell_id(id), metadata={"editable": False, "deletable": False, **metadata}
    )
    return cell


def code(id: str, source: str, text: str | None = None, **metadata: Any) -> NotebookNode:
    """Return a locked code cell with its input hidden; `text` is the plain-text form it prints."""
    outputs = [] if text is None else [v4.new_output("display_data", data={"text/plain": text})]
    hidden = {"editable": False, "deletable": False, "jupyter": {"source_hidden": True}}
    cell: NotebookNode = v4.new_code_cell(source, id=cell_id(id), metadata={**hidden, **metadata}, outputs=outputs)
    return cell


def widget(id: str, source: str, word: str, props: WidgetProps, text: str, **metadata: Any) -> NotebookNode:
    """Return a code cell that shows a widget; pages are made from its metadata, never from its code."""
    if dealing.asks_by_variant(props):
        metadata["tags"] = ["nbval-ignore-output"]  # each learner's own numbers stand in it
    return code(id, source, text, nbcare={"widget": word, "id": props.get("id", id), "props": props}, **metadata)


def unfolding(props: CaseProps, **metadata: Any) -> NotebookNode:
    """Return the code cell that shows a whole case."""
    return widget(props["id"], f'unfold("{props["id"]}")', "unfold", props, plain_text.case(props), **metadata)


def step(id: str, case: str, **metadata: Any) -> NotebookNode:
    """Return a cell that shows nothing and stands for one item of a case: nbgrader keeps its points there."""
    return code(
        id,
        f"# {id} is a step of the case {case}: it is answered above.",
        nbcare={"widget": "step", "id": id},
        **metadata,
    )


def graded(id: str, points: int) -> Metadata:
    """Return nbgrader's metadata of a cell whose points are saved by the grading step."""
    return _nbgrader(id, grade=True, solution=False, locked=True, points=points, cell_type="code")


def written(id: str, points: int) -> Metadata:
    """Return nbgrader's metadata of a written answer, which waits for a person."""
    return _nbgrader(id, grade=True, solution=True, locked=False, points=points, cell_type="markdown")


def locked(id: str, cell_type: str) -> Metadata:
    """Return nbgrader's metadata of a cell that is put back when a learner changed it."""
    return _nbgrader(id, grade=False, solution=False, locked=True, cell_type=cell_type)


def notebook(cells: list[NotebookNode], **metadata: Any) -> NotebookNode:
    """Return a notebook of these cells for the Python kernel."""
    # A cell that prints something counts as run only with a number; nbval refuses it otherwise.
    for number, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), start=1):
        cell.execution_count = number
    info = {"kernelspec": dict(KERNEL), "language_info": {"name": "python"}, "nbcare": {"version": 1, **metadata}}
    made: NotebookNode = v4.new_notebook(cells=cells, metadata=info)
    return made


def cell_id(text: str) -> str:
    """Return a valid cell id, made of where the cell comes from."""
    slug = re.sub(r"[^a-zA-Z0-9-]+", "-", text).strip("-").lower() or "cell"
    if len(slug) <= 60:
        return slug
    return f"{slug[:50]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _nbgrader(
    id: str, *, grade: bool, solution: bool, locked: bool, cell_type: str, points: int | None = None
) -> Metadata:
    data = {"schema_version": 3, "grade_id": id, "grade": grade, "solution": solution, "locked": locked, "task": False}
    data["cell_type"] = cell_type
    if points is not None:
        data["points"] = points
    return {"nbgrader": data}
