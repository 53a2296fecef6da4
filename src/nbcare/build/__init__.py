"""Make every notebook from the written files, byte for byte the same each time."""

import copy
import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import rwbase

from nbcare.build import assessment, cards, lesson, manifest
from nbcare.content import bank, cases
from nbcare.content import cards as written_cards
from nbcare.content import course as courses
from nbcare.content import evidence as evidences
from nbcare.content.items import all_items


def build(root: Path | str | None = None) -> list[Path]:
    """Write every made file that differs from its source; return the files written."""
    return [path for path, data in _made(courses.load(root)) if _write(path, data)]


def stale(root: Path | str | None = None) -> list[Path]:
    """Return the made files that are missing, differ from what their source makes, or have no source left."""
    made = _made(courses.load(root))
    differing = [path for path, data in made if not path.is_file() or path.read_bytes() != data]
    return differing + _orphans(courses.load(root), {path for path, _ in made})


def made(root: Path | str | None = None) -> list[tuple[Path, bytes]]:
    """Return every made file and its bytes, writing nothing; raise ContentError for what cannot be made."""
    return _made(courses.load(root))


def questions_of(notebook: NotebookNode) -> dict:
    """Return what stands beside a notebook in questions.json: its items as a learner may see them."""
    info = notebook.metadata["nbcare"]
    held: dict[str, dict] = {"ask": {}, "explore": {}, "unfold": {}}
    for cell in notebook.cells:
        data = cell.metadata.get("nbcare", {})
        if data.get("widget") in held:
            held[data["widget"]][data["id"]] = data["props"]
    told = {}
    for id, props in held["unfold"].items():
        told[id] = {**props, "steps": [step["id"] for step in props["steps"]]}
        held["ask"] |= {step["id"]: step for step in props["steps"]}
    return {
        "version": 1,
        "scope": info["slug"],
        "kind": info["kind"],
        "course": info["course"],
        "items": held["ask"],
        "explorers": held["explore"],
        "cases": told,
    }


def cards_folder(course: courses.Course) -> Path:
    """Return where the family cards lie, made and ready to print."""
    return course.root / "notebooks" / "cards"


def json_bytes(data: dict) -> bytes:
    """Return JSON as this project writes it: in the written order, which is the order of options and rows."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _made(course: courses.Course) -> list[tuple[Path, bytes]]:
    facts = evidences.load(course.root)
    items = all_items(course.root)
    bank.refuse_without_use(course.root, items)
    told = cases.load_all(course.root)
    modules = {m.slug: lesson.notebook(course, m, items, facts, told) for m in course.lessons}
    quizzes = {a.id: assessment.notebook(course, a, items, facts, told) for a in course.assessments}
    made = [(course.root / "notebooks" / f"{slug}.ipynb", _bytes(nb)) for slug, nb in modules.items()]
    made += [
        (cards_folder(course) / f"{card.id}.html", cards.page(course, card, facts))
        for card in written_cards.load(course.root).values()
    ]
    for id, nb in quizzes.items():
        folder = course.root / "assessments" / "source" / id
        made += [(folder / f"{id}.ipynb", _bytes(nb)), (folder / "questions.json", json_bytes(questions_of(nb)))]
    listing = manifest.path(course.root)
    return [*made, (listing, json_bytes(manifest.of(course, modules, quizzes)))] if listing else made


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
