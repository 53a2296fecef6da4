"""A real JupyterHub with the portal behind it, and learners who log in at it."""

import shutil
import sys
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))

import running  # noqa: E402
from courses import copy_course  # noqa: E402
from person import MODULE, QUIZ, Person  # noqa: E402


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


@pytest.fixture(scope="session")
def hub(tmp_path_factory):
    """A hub that was started with the documented configuration."""
    folder = tmp_path_factory.mktemp("hub")
    started = running.start(folder, small_course(folder / "course"))
    yield started
    running.stop(started)


@pytest.fixture
def person(hub):
    """Log somebody in anew: for a test that ends the log-in."""

    def make(name: str) -> Person:
        someone = Person(hub, name)
        someone.log_in()
        return someone

    return make


@pytest.fixture(scope="session")
def everybody(hub):
    """Anna and Ben, logged in once for all tests."""
    people = {name: Person(hub, name) for name in ("anna", "ben")}
    for someone in people.values():
        someone.log_in()
    return people


@pytest.fixture
def anna(everybody):
    """A learner."""
    return everybody["anna"].copy()


@pytest.fixture
def ben(everybody):
    """Another learner."""
    return everybody["ben"].copy()
