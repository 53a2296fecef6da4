"""The course that a hub's portal serves in the tests."""

import shutil
from pathlib import Path

import yaml
from courses import copy_course
from person import MODULE, QUIZ


def small_course(to: Path) -> Path:
    """Copy the course with two modules and one quiz, which is released."""
    root = copy_course(to)
    data = yaml.safe_load((root / "course.yaml").read_text(encoding="utf-8"))
    data["modules"] = [module for module in data["modules"] if module["slug"] in ("start-here", MODULE)]
    data["assessments"] = [quiz for quiz in data["assessments"] if quiz["id"] == QUIZ]
    (root / "course.yaml").write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    # The source holds no key: learners get it as it is.
    shutil.copytree(root / "assessments/source" / QUIZ, root / "state/nbgrader/release" / QUIZ)
    return root
