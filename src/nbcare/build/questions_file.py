"""questions.json, which lies beside each notebook: the questions, explorers and cases that its cells show."""

from typing import Any, TypedDict

from nbformat import NotebookNode


class Questions(TypedDict):
    """The props of a page's questions, explorers and cases by id; a case lists the ids of its steps."""

    items: dict[str, dict[str, Any]]
    explorers: dict[str, dict[str, Any]]
    cases: dict[str, dict[str, Any]]


class QuestionsFile(Questions):
    """questions.json, version 1; `course` is the release."""

    version: int
    scope: str
    kind: str
    course: str


def questions_of(notebook: NotebookNode) -> QuestionsFile:
    """Return what stands beside a notebook in questions.json: its items as a learner may see them."""
    info = notebook.metadata["nbcare"]
    by_call: dict[str, dict[str, dict[str, Any]]] = {"ask": {}, "explore": {}, "unfold": {}}
    for cell in notebook.cells:
        data = cell.metadata.get("nbcare", {})
        if data.get("widget") in by_call:
            by_call[data["widget"]][data["id"]] = data["props"]
    cases: dict[str, dict[str, Any]] = {}
    for id, props in by_call["unfold"].items():
        cases[id] = {**props, "steps": [step["id"] for step in props["steps"]]}
        by_call["ask"] |= {step["id"]: step for step in props["steps"]}
    return {
        "version": 1,
        "scope": info["slug"],
        "kind": info["kind"],
        "course": info["course"],
        "items": by_call["ask"],
        "explorers": by_call["explore"],
        "cases": cases,
    }
