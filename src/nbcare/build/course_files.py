"""Make every file that is made from a course's written ones, byte for byte the same each time."""

import copy
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import rwbase

from nbcare.build import assessment, cards, lesson, manifest
from nbcare.build.json_file import json_bytes
from nbcare.build.questions_file import questions_of
from nbcare.content import bank, cases
from nbcare.content import cards as written_cards
from nbcare.content import course as courses
from nbcare.content import evidence as evidences
from nbcare.content.evidence.local import BLANK
from nbcare.content.items import all_items


def build(root: Path | str | None = None) -> list[Path]:
    """Write every made file that differs from its source; return the files written."""
    return [path for path, data in _made(courses.load(root)) if _write(path, data)]


def stale(root: Path | str | None = None) -> list[Path]:
    """Return the made files that are missing, differ from what their source makes, or have no source left."""
    course = courses.load(root)
    made = _made(course)
    differing = [path for path, data in made if not path.is_file() or path.read_bytes() != data]
    return differing + _orphans(course, {path for path, _ in made})


def made(root: Path | str | None = None) -> list[tuple[Path, bytes]]:
    """Return every made file and its bytes, writing nothing; raise ContentError for what cannot be made."""
    return _made(courses.load(root))


def notebooks_of(course: courses.Course, local: Mapping[str, str]) -> list[tuple[Path, bytes]]:
    """Return every made notebook and card with its bytes, printing a hospital's own settings; see content/evidence/local."""
    return _notebooks(course, local)[0]


def _made(course: courses.Course) -> list[tuple[Path, bytes]]:
    made, modules, quizzes = _notebooks(course, BLANK)
    listing = manifest.path(course.root)
    return [*made, (listing, json_bytes(manifest.of(course, modules, quizzes)))] if listing else made


def _notebooks(
    course: courses.Course, local: Mapping[str, str]
) -> tuple[list[tuple[Path, bytes]], dict[str, NotebookNode], dict[str, NotebookNode]]:
    facts = evidences.load(course.root, local)
    items = all_items(course.root)
    bank.refuse_without_use(course.root, items)
    every_case = cases.load_all(course.root)
    modules = {m.slug: lesson.notebook(course, m, items, facts, every_case) for m in course.lessons}
    quizzes = {a.id: assessment.notebook(course, a, items, facts, every_case) for a in course.assessments}
    made = [(course.root / "notebooks" / f"{slug}.ipynb", _bytes(nb)) for slug, nb in modules.items()]
    made += [
        (cards.folder(course) / f"{card.id}.html", cards.page(course, card, facts))
        for card in written_cards.load(course.root).values()
    ]
    for id, nb in quizzes.items():
        folder = course.root / "assessments" / "source" / id
        made += [(folder / f"{id}.ipynb", _bytes(nb)), (folder / "questions.json", json_bytes(questions_of(nb)))]
    return made, modules, quizzes


def _bytes(notebook: NotebookNode) -> bytes:
    nbformat.validate(notebook)
    # nbformat's own writer sorts all keys, and with them the rows and columns of a question.
    return json_bytes(rwbase.split_lines(copy.deepcopy(notebook)))


def _write(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def _orphans(course: courses.Course, made: set[Path]) -> list[Path]:
    folders = (course.root / "notebooks", course.root / "assessments" / "source")
    return sorted(
        p
        for folder in folders
        for p in folder.rglob("*")
        if p.is_file() and p not in made and ".ipynb_checkpoints" not in p.parts
    )
