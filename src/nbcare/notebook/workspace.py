"""Lay out the folder a learner works in: a copy of each page, its questions, and never a touched answer."""

from pathlib import Path

import nbformat

from nbcare.answers import layout
from nbcare.answers.files import rewrite
from nbcare.answers.learners import SHAPE, WorkspaceError, learner_folder, learners_folder, may_enter
from nbcare.build import local_pages
from nbcare.build.json_file import json_bytes
from nbcare.build.questions_file import questions_of
from nbcare.content.course import Course

__all__ = ["WorkspaceError", "folder", "lay_out"]


def folder(course: Course, learner: str | None) -> Path:
    """Return one learner's folder; learners who share a machine have one each. Raise WorkspaceError for a new id that is none."""
    if learner is not None and not may_enter(learner, learners_folder(course.root)):
        raise WorkspaceError(f"{learner!r} is not a learner id: {SHAPE}")
    return learner_folder(course.root, learner)


def lay_out(course: Course, learner: str | None = None) -> Path:
    """Copy every page that is open into the learner's folder; return it. Answers stay as they are."""
    place = folder(course, learner)
    local_pages.refresh(course)
    made = local_pages.notebooks(course)
    for module in course.lessons:
        notebook = made / f"{module.slug}.ipynb"
        questions = questions_of(nbformat.read(notebook, as_version=4))
        _put(place / module.slug, notebook, json_bytes(dict(questions)))
        _put_cards(made / "cards", notebook, place / module.slug)
    for assessment in course.assessments:
        notebook = layout.released(layout.nbgrader_root(course.root), assessment.id)
        if notebook.is_file():
            _put(place / assessment.id, notebook, notebook.with_name("questions.json").read_bytes())
    return place


def _put_cards(made: Path, notebook: Path, folder: Path) -> None:
    """Lay the cards that a page links beside it."""
    text = notebook.read_text(encoding="utf-8")
    for card in sorted(made.glob("*.html")):
        if f"](cards/{card.name})" in text:
            (folder / "cards").mkdir(exist_ok=True)
            rewrite(folder / "cards" / card.name, card.read_bytes())


def _put(folder: Path, notebook: Path, questions: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rewrite(folder / notebook.name, notebook.read_bytes())
    rewrite(folder / "questions.json", questions)
