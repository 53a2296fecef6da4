"""Copies of the course for tests that change it."""

import shutil
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = (
    "course.yaml",
    "lessons",
    "assets",
    "assessments/bank",
    "assessments/cases",
    "assessments/former-hashes.json",
    "assessments/nbgrader_config.py",
    "assessments/source",
    "notebooks",
)


def read_yaml(text: str) -> Any:
    """Read YAML with the parser in C, ten times as fast: a worker reads before it knows which tests are its own."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (both are safe)


def copy_course(to: Path) -> Path:
    """Copy the course (not the code) to a new folder."""
    to.mkdir(parents=True)
    for name in WRITTEN:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        else:
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, to / name)
    return to


def without_quizzes(root: Path, *but: str) -> None:
    """Take the quizzes out of a copy, all but some: its first start need not open them, which takes seconds each."""
    data = yaml.safe_load((root / "course.yaml").read_text(encoding="utf-8"))
    kept = [quiz for quiz in data["assessments"] if quiz["id"] in but]
    (root / "course.yaml").write_text(
        yaml.safe_dump(data | {"assessments": kept}, sort_keys=False, allow_unicode=True), encoding="utf-8"
    )
