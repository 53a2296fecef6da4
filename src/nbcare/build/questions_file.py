"""questions.json, which lies beside each notebook: the questions, explorers and cases that its cells show."""

from typing import Any, TypedDict, cast

from nbformat import NotebookNode

from nbcare.questions.props import CaseInFile, CaseProps, ExplorerProps, Props


class Questions(TypedDict):
    """The props of a page's questions, explorers and cases by id; a case lists the ids of its steps."""

    items: dict[str, Props]
    explorers: dict[str, ExplorerProps]
    cases: dict[str, CaseInFile]


class QuestionsFile(Questions):
    """questions.json, version 1; `course` is the release."""

    version: int
    scope: str
    kind: str
    course: str


def questions_of(notebook: NotebookNode) -> QuestionsFile:
    """Return the content of questions.json, which lies beside a notebook: its items as a learner may see them."""
    info = notebook.metadata["nbcare"]
    items: dict[str, Props] = _of_call(notebook, "ask")
    explorers: dict[str, ExplorerProps] = _of_call(notebook, "explore")
    unfolded: dict[str, CaseProps] = _of_call(notebook, "unfold")
    cases: dict[str, CaseInFile] = {}
    for id, props in unfolded.items():
        cases[id] = cast(CaseInFile, {**props, "steps": [step["id"] for step in props["steps"]]})
        items |= {step["id"]: step for step in props["steps"]}
    return {
        "version": 1,
        "scope": info["slug"],
        "kind": info["kind"],
        "course": info["course"],
        "items": items,
        "explorers": explorers,
        "cases": cases,
    }


def _of_call(notebook: NotebookNode, word: str) -> dict[str, Any]:
    """Return the props that the cells of one call hold, by id; the word says of which shape they are."""
    found = [cell.metadata.get("nbcare", {}) for cell in notebook.cells]
    return {data["id"]: data["props"] for data in found if data.get("widget") == word}
