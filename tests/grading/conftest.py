"""What the grading tests share: the small course with its quiz generated."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import made  # noqa: E402


@pytest.fixture(scope="session")
def generated(tmp_path_factory) -> Path:
    """The small course after `nbgrader generate_assignment`; copy it before changing it."""
    root = made.make_course(tmp_path_factory.mktemp("made") / "course")
    made.quickly(root, "generate_assignment", made.QUIZ)
    return root


@pytest.fixture
def small(generated: Path, tmp_path: Path) -> Path:
    """A copy of the small course to hand in to."""
    return Path(shutil.copytree(generated, tmp_path / "course"))
