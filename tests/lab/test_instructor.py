"""What an instructor meets after `make teach`: formgrader, offline, with the learner's words as text."""

import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

from nbcare.answers.submissions import place_submission
from nbcare.content.course import load

from .conftest import start, stop

pytestmark = pytest.mark.browser

QUIZ = "retinoids-quiz"
SCRIPT = "<script>document.title='ran'</script> **bold** $x$"


def responses(course) -> bytes:
    """Return one learner's saved answers: a text with a script, and one click."""
    import json

    items = {"retinoids-q07": "d", "retinoids-q08": SCRIPT}
    entries = {id: {"response": r, "revision": 1, "shown": "", "at": "2026-11-22T10:00:00Z"} for id, r in items.items()}
    return json.dumps(
        {"version": 1, "assessment": QUIZ, "course": load(course).release, "seed": "0", "items": entries}
    ).encode()


@pytest.fixture(scope="module")
def teaching(tmp_path_factory, opened_course):
    """The instructor's JupyterLab over a course with one graded submission."""
    from datetime import UTC, datetime

    folder = tmp_path_factory.mktemp("teach")
    course = Path(shutil.copytree(opened_course, folder / "course"))
    (course / "state/settings.yaml").write_text("version: 1\ntime_zone: America/New_York\n", encoding="utf-8")
    place_submission(course, "ann", QUIZ, responses(course), datetime.now(UTC))
    command = [sys.executable, "-P", "-m", "nbgrader", "autograde", QUIZ]
    done = subprocess.run(command, cwd=course / "assessments", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    lab = start(course, "teach", folder / "log.txt")
    yield lab
    stop(lab.process)


@pytest.fixture
def instructor(chromium, teaching):
    """A browser that writes down each request to another host."""
    page = chromium.new_page()
    page.request.get(f"{teaching.base}/lab?token={teaching.token}")  # logs in, as opening JupyterLab does
    page.foreign = []
    page.on(
        "request",
        lambda request: (
            page.foreign.append(request.url)
            if request.url.startswith("http") and not request.url.startswith(teaching.base)
            else None
        ),
    )
    yield page
    page.close()


def test_formgrader_lists_the_submission_and_asks_no_other_host(instructor, teaching):
    """Does the instructor's list come up without the internet?"""
    instructor.goto(f"{teaching.base}/formgrader/gradebook/{QUIZ}/{QUIZ}")
    expect(instructor.get_by_text("Submission #1")).to_be_visible(timeout=120_000)
    assert instructor.foreign == []


def test_a_written_answer_is_graded_by_hand_in_formgrader(instructor, teaching):
    """Can a person read the answer as text, give points and leave a comment that stays?"""
    instructor.goto(f"{teaching.base}/formgrader/gradebook/{QUIZ}/{QUIZ}")
    instructor.get_by_text("Submission #1").click()
    expect(instructor.get_by_text(SCRIPT)).to_be_visible(timeout=120_000)
    assert instructor.title() != "ran" and instructor.foreign == []
    # Before formgrader has fetched the grades, its boxes take words and do nothing with them.
    instructor.wait_for_function("formgrader.grades?.loaded && formgrader.comments?.loaded")
    points = instructor.locator("input.score").last
    points.fill("3")
    with instructor.expect_response(
        lambda answer: "/formgrader/api/grade/" in answer.url and answer.request.method == "PUT"
    ):
        points.press("Tab")
    comment = instructor.locator("textarea.comment").last
    comment.fill("Plain words. Name the blood test as well.")
    with instructor.expect_response(
        lambda answer: "/formgrader/api/comment/" in answer.url and answer.request.method == "PUT"
    ):
        comment.press("Tab")
    instructor.reload()
    expect(instructor.locator("input.score").last).to_have_value("3", timeout=120_000)
    expect(instructor.locator("textarea.comment").last).to_have_value("Plain words. Name the blood test as well.")
    for words in (["generate_feedback", QUIZ, "--force"],):
        subprocess.run(
            [sys.executable, "-P", "-m", "nbgrader", *words],
            cwd=teaching.course / "assessments",
            check=True,
            capture_output=True,
        )
    page = (teaching.course / "state" / "nbgrader" / "feedback" / "ann" / QUIZ / f"{QUIZ}.html").read_text()
    assert "Name the blood test as well." in page and SCRIPT not in page


def test_jupyterlab_itself_comes_up_with_formgrader_in_its_menu(instructor, teaching):
    """Are nbgrader's tools where an instructor looks for them?"""
    instructor.goto(f"{teaching.base}/lab?token={teaching.token}")
    expect(instructor.get_by_role("menuitem", name="Nbgrader")).to_be_visible(timeout=120_000)
    assert instructor.foreign == []


def test_a_due_date_is_entered_and_shown_in_the_zone_of_the_course(instructor, teaching):
    """Does an instructor see which zone counts, get the hour that was entered, and learn why an hour is refused?"""
    instructor.goto(f"{teaching.base}/formgrader/manage_assignments")
    expect(instructor.get_by_text("Due dates are in the time zone of the course: America/New_York")).to_be_visible()
    row = instructor.get_by_role("row", name=QUIZ, exact=False).filter(has=instructor.get_by_text(QUIZ, exact=True))
    row.locator(".edit a").click()
    form = instructor.get_by_role("dialog")
    expect(form.get_by_label("Time zone")).to_have_value("America/New_York")
    form.get_by_label("Due date").fill("2027-03-14T02:30")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("02:30 on 14 March 2027 does not exist in America/New_York")
    form.get_by_label("Due date").fill("2026-12-01T17:00")
    form.get_by_role("button", name="Save").click()
    expect(row.locator(".duedate")).to_have_text("2026-12-01 17:00:00 EST")
    assert instructor.foreign == []


@pytest.mark.whole
def test_killing_the_command_ends_its_jupyterlab(tmp_path, opened_course):
    """Is the port free, and no server left, after the command alone was killed, as `kill` does to `make teach`?"""
    course = Path(shutil.copytree(opened_course, tmp_path / "course"))
    lab = start(course, "teach", tmp_path / "log.txt")
    family = psutil.Process(lab.process.pid).children(recursive=True)
    assert family
    lab.process.kill()
    lab.process.wait()
    _, alive = psutil.wait_procs(family, timeout=120)
    stop(lab.process)
    assert alive == []
