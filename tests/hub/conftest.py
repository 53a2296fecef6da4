"""A real JupyterHub with the portal behind it, and learners who log in at it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import running  # noqa: E402
from hub_course import small_course  # noqa: E402
from person import Person  # noqa: E402


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
