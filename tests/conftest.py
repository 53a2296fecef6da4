"""What all tests share: the repository, a copy of the course to spoil, and one browser a worker."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import browsers  # noqa: E402
from hypothesis import settings  # noqa: E402
from courses import ROOT, copy_course  # noqa: E402

# A test never fails for being slow: machines are busy.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository itself: read it, never write to it."""
    return ROOT


@pytest.fixture
def course_copy(tmp_path: Path) -> Path:
    """A copy of the course's written and made files, to change at will."""
    return copy_course(tmp_path / "course")


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all browser tests of a worker."""
    from playwright.sync_api import sync_playwright

    path = browsers.find()
    if path is None:
        pytest.fail("no Chromium found: set NBCARE_CHROMIUM, or run the tests with -m 'not browser'")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=browsers.QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def _quiet_home(tmp_path_factory):
    """Keep Jupyter, IPython and git away from the tester's own settings."""
    home = tmp_path_factory.mktemp("home")
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        os.environ[name] = str(home / name.lower())
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    yield
