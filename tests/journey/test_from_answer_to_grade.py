"""The whole way, as people go it: answer in JupyterLab, hand in, grade with nbgrader, read the feedback."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from courses import read_yaml
from hands import by_keyboard, by_mouse
from lab.conftest import opened, start, stop
from nbgrader.api import Gradebook
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.whole]

QUIZ = "retinoids-quiz"
PLAN = read_yaml((Path(__file__).parent / "answers.yaml").read_text())


def nbgrader(course, *words: str) -> subprocess.CompletedProcess:
    """Run a stock nbgrader command in the course's assessments."""
    command = [sys.executable, "-P", "-m", "nbgrader", *words]
    done = subprocess.run(command, cwd=course / "assessments", capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def answer(chromium, lab, way: str) -> dict:
    """Answer the quiz one way and hand it in; return the receipt's words and what the page complained of."""
    page = chromium.new_page()
    trouble = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    opened(page, lab, QUIZ)
    items = json.loads((lab.course / "state" / "nbgrader" / "release" / QUIZ / "questions.json").read_text())["items"]
    give = by_mouse if way == "mouse" else by_keyboard
    for id, planned in PLAN[way].items():
        question = page.locator(f"[data-item={id}]")
        give(question, items[id], planned["response"])
        expect(question.locator(".nbc-status")).to_have_attribute("data-state", "saved")
    expect(page.locator(".nbc-question", has_text="Why").locator(".nbc-feedback")).to_have_count(0)
    panel = page.locator(".nbc-hand-in")
    if way == "mouse":
        panel.get_by_role("button", name="Hand in").click()
    else:
        for _ in range(40):
            if page.evaluate("document.activeElement.closest('.nbc-hand-in') !== null"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(panel.locator(".nbc-receipt dl")).to_be_visible()
    receipt = panel.locator(".nbc-receipt").inner_text()
    page.close()
    return {"receipt": receipt, "trouble": trouble}


@pytest.fixture(scope="module")
def graded(chromium, tmp_path_factory, opened_course):
    """A course in which two learners handed in, graded, with feedback: what each step left behind."""
    folder = tmp_path_factory.mktemp("journey")
    course = Path(shutil.copytree(opened_course, folder / "course"))
    handed_in = {}
    for way in ("mouse", "keyboard"):
        lab = start(course, "start", folder / f"{way}.txt", "--learner", f"nurse-{way}")
        lab.learner = f"nurse-{way}"
        try:
            handed_in[way] = answer(chromium, lab, way)
        finally:
            stop(lab.process)
    run = nbgrader(course, "autograde", QUIZ)
    nbgrader(course, "generate_feedback", QUIZ)
    return {"course": course, "handed_in": handed_in, "run": run.stdout + run.stderr}


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_learner_gets_a_receipt_and_meets_no_error(graded, way):
    """Does handing in end with a receipt for this learner, without a complaint of the page?"""
    assert f"nurse-{way}" in graded["handed_in"][way]["receipt"] and "8 of 8" in graded["handed_in"][way]["receipt"]
    assert graded["handed_in"][way]["trouble"] == []


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_what_was_handed_in_is_what_was_answered(graded, way):
    """Is each answer in the submission the one that was given?"""
    path = graded["course"] / "state" / "nbgrader" / "submitted" / f"nurse-{way}" / QUIZ / "responses.json"
    stored = {id: entry["response"] for id, entry in json.loads(path.read_text())["items"].items()}
    planned = {id: answer["response"] for id, answer in PLAN[way].items()}
    as_set = {id: set(r) if isinstance(r, list) else r for id, r in stored.items()}
    assert as_set == {id: set(r) if isinstance(r, list) else r for id, r in planned.items()}


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_score_is_the_one_worked_by_hand(graded, way):
    """Does the gradebook hold, item by item, the points worked by hand?"""
    with Gradebook(f"sqlite:///{graded['course'] / 'state' / 'nbgrader' / 'gradebook.db'}", "nbcare") as book:
        submission = book.find_submission(QUIZ, f"nurse-{way}")
        grades = {grade.name: grade for notebook in submission.notebooks for grade in notebook.grades}
        points = {id: grade.auto_score for id, grade in grades.items()}
        waiting = {id for id, grade in grades.items() if grade.needs_manual_grade}
    assert points == {id: answer["points"] for id, answer in PLAN[way].items()}
    assert sum(p for p in points.values() if p is not None) == PLAN["totals"][way] and waiting == {"retinoids-q08"}


def test_the_run_ends_with_a_table_of_what_happened(graded):
    """Does the instructor see each learner's outcome at the end of the run?"""
    assert "nurse-mouse" in graded["run"] and "nurse-keyboard" in graded["run"]


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_feedback_page_explains_and_asks_no_other_host(graded, chromium, way):
    """Does the page show points, answers and reasons, with the learner's own words as text?"""
    path = graded["course"] / "state" / "nbgrader" / "feedback" / f"nurse-{way}" / QUIZ / f"{QUIZ}.html"
    page = chromium.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    text = page.locator("body").inner_text()
    assert asked == [path.as_uri()] and page.title() != "x"
    assert page.locator("script").count() == 0
    assert "constipation" in text.lower() and PLAN[way]["retinoids-q08"]["response"] in " ".join(text.split())
    page.close()


def test_who_passed_follows_points_and_critical_items(graded, tmp_path):
    """Is one learner passed, and the other not, because of points and of a critical item?"""
    table = tmp_path / "passed.csv"
    words = [sys.executable, "-m", "nbcare", "--course", str(graded["course"]), "results", QUIZ, "--csv", str(table)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    rows = {row["learner"]: row for row in csv.DictReader(table.open())}
    assert rows["nurse-keyboard"]["points"] == "20" and rows["nurse-mouse"]["points"] == "15"
    assert "not passed" in rows["nurse-mouse"]["result"] and "retinoids-q06" in str(rows["nurse-mouse"])
    assert rows["nurse-keyboard"]["result"].startswith("passed")
