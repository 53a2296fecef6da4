"""The portal as a learner meets it: real pages, a real server that can go away and come back, a browser."""

import json
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
def publish(course_root):
    """Publish terms of quizzes, as grading does; taken back after the test."""
    path = course_root / "state/nbgrader/published.json"

    def write(**terms) -> None:
        path.write_text(
            json.dumps(
                {
                    "version": 1,
                    "at": "2026-11-20T08:00:00Z",
                    "assessments": {
                        id.replace("_", "-"): {"open": True, "due": "", "attempts": None, "returned": False} | each
                        for id, each in terms.items()
                    },
                }
            )
        )

    yield write
    path.unlink(missing_ok=True)


@pytest.fixture
def results(course_root):
    """Return results to a learner, as grading does."""

    def write(learner: str, **assessments) -> None:
        folder = course_root / "state/nbgrader/results"
        folder.mkdir(exist_ok=True)
        (folder / f"{learner}.json").write_text(
            json.dumps(
                {
                    "version": 1,
                    "learner": learner,
                    "assessments": {id.replace("_", "-"): each for id, each in assessments.items()},
                }
            )
        )

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
    ) -> Nurse:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            device_scale_factor=zoom,
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
