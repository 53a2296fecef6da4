"""What all tests share: the repository, a copy of the course to spoil, and one browser a worker."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

sys.path.insert(0, str(Path(__file__).resolve().parent))

import browsers  # noqa: E402
from courses import ROOT, copy_course  # noqa: E402
from hypothesis import settings  # noqa: E402
from quick import is_quick  # noqa: E402

import nbcare.content.json_schema  # noqa: E402, F401  (before another package imports jsonschema with all its grammars)

# A test never fails for being slow: machines are busy. Nor does it fail by chance: the same examples are tried each time,
# and new ones are looked for on purpose, with NBCARE_CHANCE=1.
settings.register_profile("untimed", deadline=None, derandomize="NBCARE_CHANCE" not in os.environ)
settings.load_profile("untimed")

# What the tests are started from does not matter: another course, a proxy for the network, a shell that ignores Ctrl+C.
FOREIGN = (
    "NBCARE_COURSE",
    "NBCARE_LEARNER",
    "NBCARE_STATE",
    *(f"{kind}_proxy" for kind in ("http", "https", "ftp", "all")),
)
for name in (*FOREIGN, *map(str.upper, FOREIGN)):
    os.environ.pop(name, None)
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:  # as below nohup
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

TOGETHER = "tests/lab/pages/"
"""The folder whose test files share open pages, so that they all run on one worker."""


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks: which tests are quick follows from what they do."""
    config.addinivalue_line("markers", "quick: starts no other program; `make quick` runs it")
    config.addinivalue_line("markers", "whole: takes long, as a hub does; `make test-whole` and CI run it")


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the quick tests, and those that need a hub. Begin with the files that take a JupyterLab each: at the end, one worker would be waited for."""
    for item in items:
        if is_quick(item):
            item.add_marker("quick")
        elif item.nodeid.startswith("tests/hub/"):
            item.add_marker("whole")
    items.sort(key=lambda item: not item.nodeid.startswith(("tests/lab/", "tests/journey/")))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """Run each test file on one worker, and all files of `TOGETHER` on the same one."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduler(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return TOGETHER if file.startswith(TOGETHER) else file

    return Scheduler(config, log)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository itself: read it, never write to it."""
    return ROOT


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Make a folder once for all workers: made_once(name, make) returns what make(folder) filled. Copy it, never write to it."""
    own = tmp_path_factory.getbasetemp()
    everybody = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def once(name: str, make: Callable[[Path], object]) -> Path:
        folder = everybody / "made-once" / name
        folder.parent.mkdir(exist_ok=True)
        with FileLock(f"{folder}.lock"):
            if not folder.exists():
                half = folder.with_name(f"{name}.half")
                shutil.rmtree(half, ignore_errors=True)  # of a worker that failed
                make(half)
                half.rename(folder)
        return folder

    return once


@pytest.fixture(scope="session")
def opened_course(made_once) -> Path:
    """The course after its first start has opened the quizzes, made once for all workers: copy it."""
    return made_once("opened-course", _open)


def _open(to: Path) -> None:
    from nbcare.content import course as courses
    from nbcare.notebook import first_forms

    first_forms.open_all(courses.load(copy_course(to)))


@pytest.fixture
def course_copy(tmp_path: Path) -> Path:
    """A copy of the course's written and made files, to change at will."""
    return copy_course(tmp_path / "course")


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all browser tests of a worker."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=browsers.PATIENCE)
    path = browsers.find()
    if path is None:
        pytest.fail("no Chromium found: set NBCARE_CHROMIUM, or run the tests with -m 'not browser'")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=browsers.QUIET)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _own_course():
    """Let no test go on with the course that a command of another one has set."""
    before = {name: os.environ.get(name) for name in FOREIGN[:3]}
    yield
    for name, value in before.items():
        os.environ.pop(name, None)
        os.environ |= {name: value} if value is not None else {}


@pytest.fixture(autouse=True)
def _own_umask():
    """Let no test go on with the umask that nbgrader's configuration has set: it is the process's."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


@pytest.fixture(scope="session", autouse=True)
def _quiet_home(tmp_path_factory):
    """Keep Jupyter, IPython and git away from the tester's own settings."""
    home = tmp_path_factory.mktemp("home")
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        os.environ[name] = str(home / name.lower())
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    yield
