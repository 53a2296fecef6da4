"""What the portal's tests share: a small course, and the portal that serves it to one person or to a class."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "widgets"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import portal_served as served  # noqa: E402

from nbcare.portal.identity import Learner  # noqa: E402
from nbcare.portal.identity.laptop import Laptop  # noqa: E402


@pytest.fixture
def course(tmp_path):
    """A course with one module and one quiz, whose pages are made."""
    return served.course(tmp_path / "course")


@pytest.fixture
def portal(course):
    """The portal of a laptop."""
    with served.running(
        course, lambda port, store: Laptop(Learner(served.ALONE), port, store, course / "state")
    ) as server:
        yield server


@pytest.fixture
def me(portal):
    """The browser of the one learner of a laptop."""
    return portal.learner_in()
