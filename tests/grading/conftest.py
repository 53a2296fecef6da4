"""What the grading tests share: the small course with its quiz generated."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import made  # noqa: E402


@pytest.fixture(scope="session")
def generated(made_once) -> Path:
    """The small course after `nbgrader generate_assignment`; copy it before changing it."""
    return made_once("small-course", _generate)


def _generate(to: Path) -> None:
    made.quickly(made.make_course(to), "generate_assignment", made.QUIZ)


@pytest.fixture
def small(generated: Path, tmp_path: Path) -> Path:
    """A copy of the small course to hand in to."""
    return Path(shutil.copytree(generated, tmp_path / "course"))
