"""A small course, and what a run or an earlier release may have left in it."""

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from nbcare.content.course import Course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course without content: only its folder counts here."""
    root = tmp_path / "course"
    root.mkdir()
    (root / "course.yaml").write_text("version: 1\n")
    return Course(root, "plants", "Plants", "1.0.0", 80, (), ())


def write(folder: Path, files: dict[str, str]) -> None:
    """Write some files below a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


FILES = {
    "local.yaml": "version: 1\n",
    "workspace/learners/ann/retinoids/responses.json": "{}",
    "nbgrader/submitted/ann/quiz/responses.json": "answers",
    "pages/pages.json": "made",
    "notebooks/retinoids.ipynb": "made",
    "backups/older.zip": "old",
    "workspace/.jupyter/jupyterlab.log": "noise",
    "workspace/learners/ann/retinoids/.responses.lock": "",
}
KEPT = {name for name in FILES if name.startswith(("local", "workspace/learners", "nbgrader")) and "lock" not in name}


@pytest.fixture
def used(course):
    """The course after a while: answers, a hand-in, made pages, and a gradebook that is open."""
    write(course.state, FILES)
    gradebook = sqlite3.connect(course.state / "nbgrader" / "gradebook.db")
    gradebook.execute("pragma journal_mode = wal")
    gradebook.execute("create table grade (points)")
    gradebook.execute("insert into grade values (7)")
    gradebook.commit()
    yield course
    gradebook.close()


def points(state: Path) -> list[tuple[int]]:
    """Return what is in a state's gradebook."""
    with sqlite3.connect(state / "nbgrader" / "gradebook.db") as connection:
        return connection.execute("select points from grade").fetchall()


def rewrite(file: Path, fault: str) -> None:
    """Write an archive again, with one thing changed."""
    with zipfile.ZipFile(file) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(entries.pop("manifest.json"))
    if fault == "altered":
        entries["local.yaml"] = b"version: 1\nphone: '1'\n"
    elif fault == "newer":
        manifest["version"] = 2
    elif fault == "no folders":
        del manifest["folders"]
    elif fault == "other kind":
        manifest["kind"] = "former layout"
    elif fault == "leads out":
        entries["../out.txt"] = entries["local.yaml"]
        manifest["files"]["../out.txt"] = manifest["files"]["local.yaml"]
    with zipfile.ZipFile(file, "w") as new:
        for name, data in entries.items():
            new.writestr(name, data)
        new.writestr("manifest.json", json.dumps(manifest))
