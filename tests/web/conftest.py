"""The portal as a learner meets it: real pages, a real server that can go away and come back, a browser."""

import shutil
import sys
from pathlib import Path

import browsers
import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # served stands beside the tests

import graded_case  # noqa: E402
from courses import copy_course  # noqa: E402
from learners_browser import Nurse  # noqa: E402
from served import CASE_QUIZ, PAGES, Server  # noqa: E402

from nbcare.build import course_files  # noqa: E402
from nbcare.content import course as courses  # noqa: E402
from nbcare.pages import page_set  # noqa: E402
from nbcare.store import results as returned  # noqa: E402
from nbcare.store import terms  # noqa: E402
from nbcare.store.results import Result  # noqa: E402
from nbcare.store.terms import Terms  # noqa: E402


@pytest.fixture(scope="session")
def course_root(made_once, tmp_path_factory) -> Path:
    """A course with a graded case in one quiz, released, its pages made; each worker has its own."""
    return Path(shutil.copytree(made_once("portal-course", _make_course), tmp_path_factory.mktemp("portal") / "course"))


def _make_course(root: Path) -> None:
    graded_case.add(copy_course(root), CASE_QUIZ, "side-effects")
    course_files.build(root)
    shutil.copytree(root / "assessments/source", root / "state/nbgrader/release")
    page_set.make(courses.load(root), root / PAGES)


@pytest.fixture(scope="session")
def shared_server(course_root) -> Server:
    """One server for all tests that leave it alone; each test is a learner of its own."""
    made = Server(course_root)
    yield made
    made.end()


@pytest.fixture
def server(course_root) -> Server:
    """A server that the test may stop."""
    made = Server(course_root)
    yield made
    made.end()


@pytest.fixture
def publish(shared_server):
    """Publish terms of quizzes, as grading does; taken back after the test."""

    def write(**given) -> None:
        shared_server.change(
            terms.replace(
                {id.replace("_", "-"): Terms(**{"open": True, "returned": False} | each) for id, each in given.items()}
            )
        )

    yield write
    shared_server.change(terms.replace({}))


@pytest.fixture
def results(shared_server):
    """Return results to a learner, as grading does."""

    def write(learner: str, **assessments) -> None:
        entries = {id.replace("_", "-"): each for id, each in assessments.items()}
        shared_server.change(returned.put([Result(learner, id, each["at"], each) for id, each in entries.items()]))

    return write


@pytest.fixture
def nurse_factory(chromium, shared_server, request):
    """Make learners: nurse_factory(width=…, dark=…, touch=…, server=…, learner=…)."""
    contexts = []

    def make(
        width: int = 1280,
        dark: bool = False,
        touch: bool = False,
        server: Server | None = None,
        learner: str = "",
        zoom: int = 1,
        timezone_id: str | None = None,
    ) -> Nurse:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            device_scale_factor=zoom,
            timezone_id=timezone_id,
        )
        context.set_default_timeout(browsers.PATIENCE)
        contexts.append(context)
        name = learner or f"n{abs(hash((request.node.nodeid, len(contexts)))) % 10**9}"
        return Nurse(context.new_page(), server or shared_server, name)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def nurse(nurse_factory) -> Nurse:
    """One learner, logged in; a script error fails the test."""
    made = nurse_factory()
    made.log_in()
    yield made
    assert made.errors == []
