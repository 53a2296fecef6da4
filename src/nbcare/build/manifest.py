"""List the cells that may run by themselves when a notebook is opened, and the course's pages."""

import hashlib
from pathlib import Path

from nbformat import NotebookNode

from nbcare.course import Course


def path(root: Path) -> Path:
    """Return where the lab extension reads the manifest: in this package, or beside a course that is elsewhere."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "labextensions" / "nbcare" / "static" / "manifest.json"
    return inside if root == package.parents[1] else root / "notebooks" / "manifest.json"


def of(course: Course, modules: dict[str, NotebookNode], quizzes: dict[str, NotebookNode]) -> dict:
    """Return the hash of each course cell, and title and kind of each page in the course's order."""
    notebooks = [*modules.values(), *quizzes.values()]
    cells = {fingerprint(c.source) for nb in notebooks for c in nb.cells if c.cell_type == "code"}
    pages = [{"slug": m.slug, "title": m.title, "kind": "module", "minutes": m.minutes} for m in course.modules]
    pages += [{"slug": a.id, "title": a.title, "kind": "assessment"} for a in course.assessments]
    return {"version": 1, "course": course.release, "title": course.title, "cells": sorted(cells), "pages": pages}


def fingerprint(source: str) -> str:
    """Return the SHA-256 of a cell's source, in hexadecimal."""
    return hashlib.sha256(source.encode()).hexdigest()
