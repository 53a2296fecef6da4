"""List the cells that may run by themselves when a notebook is opened, and the course's pages."""

import hashlib
from pathlib import Path
from typing import NotRequired, TypedDict

import nbformat
from nbformat import NotebookNode

from nbcare.content.course import Course
from nbcare.frontend import STATIC


class ManifestPage(TypedDict):
    """One page: a module has `minutes`, a quiz its `module`."""

    slug: str
    title: str
    kind: str
    minutes: NotRequired[int]
    module: NotRequired[str]


class Manifest(TypedDict):
    """manifest.json, version 1: `course` is the release, `cells` are the hashes of the course's own code cells."""

    version: int
    course: str
    title: str
    cells: list[str]
    pages: list[ManifestPage]


_REPOSITORY = Path(__file__).resolve().parents[3]


def path(root: Path) -> Path | None:
    """Return where the package lists its own course's cells; None for a course that lies elsewhere."""
    return STATIC / "manifest.json" if root == _REPOSITORY else None


def read(course: Course) -> Manifest:
    """Return the manifest of the notebooks as they lie on the disk."""
    modules = {m.slug: course.root / "notebooks" / f"{m.slug}.ipynb" for m in course.lessons}
    quizzes = {a.id: course.root / "assessments" / "source" / a.id / f"{a.id}.ipynb" for a in course.assessments}
    opened = [{id: nbformat.read(file, as_version=4) for id, file in files.items()} for files in (modules, quizzes)]
    return of(course, *opened)


def of(course: Course, modules: dict[str, NotebookNode], quizzes: dict[str, NotebookNode]) -> Manifest:
    """Return the hash of each course cell, and title and kind of each page in the course's order."""
    notebooks = [*modules.values(), *quizzes.values()]
    cells = {fingerprint(c.source) for nb in notebooks for c in nb.cells if c.cell_type == "code"}
    pages: list[ManifestPage] = [
        {"slug": m.slug, "title": m.title, "kind": "module", "minutes": m.minutes} for m in course.modules
    ]
    pages += [{"slug": a.id, "title": a.title, "kind": "assessment", "module": a.module} for a in course.assessments]
    return {"version": 1, "course": course.release, "title": course.title, "cells": sorted(cells), "pages": pages}


def fingerprint(source: str) -> str:
    """Return the SHA-256 of a cell's source, in hexadecimal."""
    return hashlib.sha256(source.encode()).hexdigest()
