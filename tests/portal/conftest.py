"""What the portal's tests share: a small course, and the portal that serves it to one person or to a class."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "widgets"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import portal_served as served  # noqa: E402

from nbcare.portal.identity import Learner, pins  # noqa: E402
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


@pytest.fixture
def clock():
    """A clock that changes only when a test sets it."""

    def now():
        return now.at

    now.at = 0.0
    return now


@pytest.fixture
def hashed(monkeypatch):
    """Hash cheaply, and note what is hashed: PINs, and whole groups of them as JSON."""
    monkeypatch.setattr(pins, "COST", 4)
    real, found = pins.hashed, []

    def hash(pin: str, salt: str | None = None) -> dict[str, str]:
        found.append(pin)
        return real(pin, salt)

    monkeypatch.setattr(pins, "hashed", hash)
    return found
