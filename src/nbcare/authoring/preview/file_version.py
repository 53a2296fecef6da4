"""Notice by time and size that a file of the preview has been saved again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from nbcare.answers import files
from nbcare.frontend import KIT_PARTS, STATIC

PAGE = STATIC / "preview"


def content_version(root: Path, bank: Path) -> str:
    """Return a version that changes when the bank, the evidence, a lesson or course.yaml does."""
    return _version([bank, root / "course.yaml", *root.glob("assets/evidence/**/*.yaml"), *root.glob("lessons/*.md")])


def kit_version() -> str:
    """Return a version that changes when a module or style sheet of the page does."""
    return _version(path for folder in (*(STATIC / part for part in KIT_PARTS), PAGE) for path in folder.rglob("*.*"))


def _version(paths: Iterable[Path]) -> str:
    # An editor replaces a file by removing it first: then it is absent for a moment, which is one more version.
    stamps = [f"{path}|{files.stamp(path)}" for path in sorted(paths)]
    return hashlib.sha256("\n".join(stamps).encode()).hexdigest()[:16]
