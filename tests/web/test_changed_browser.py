"""A quiz whose question was changed while a nurse was answering it: the portal asks her again, and says why."""

import shutil

import pytest
import yaml
from served import PAGES, QUIZ, Server

from nbcare.build import course_files
from nbcare.content import course as courses
from nbcare.pages import page_set

pytestmark = [pytest.mark.browser, pytest.mark.whole]


@pytest.fixture
def own(course_root, tmp_path):
    """A portal of a course that the test may change."""
    server = Server(shutil.copytree(course_root, tmp_path / "course"))
    yield server
    server.end()


def swap(root) -> str:
    """Swap two options of the first single question of the quiz, and the key with them; release it. Return its id."""
    listed = next(each.items for each in courses.load(root).assessments if each.id == QUIZ)
    bank = root / "assessments/bank/retinoids.yaml"
    data = yaml.safe_load(bank.read_text(encoding="utf-8"))
    item = next(each for each in data["items"] if each["kind"] == "single" and each["id"] in listed)
    (one, first), (other, second) = list(item["options"].items())[:2]
    item["options"] |= {one: second, other: first}
    item["key"] = {one: other, other: one}.get(item["key"], item["key"])
    bank.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    course_files.build(root)
    shutil.copytree(root / "assessments/source", root / "state/nbgrader/release", dirs_exist_ok=True)
    page_set.make(courses.load(root), root / PAGES)
    return item["id"]


def test_a_question_that_changed_is_asked_again_in_the_portal(own, nurse_factory):
    """Is nothing shown as her choice that she did not read, in the quiz, in the list and in the review?"""
    nurse = nurse_factory(server=own, learner="nurse-21")
    page = nurse.page
    nurse.log_in(f"/quiz/{QUIZ}")
    single = page.locator(".nbc-kind-single").first
    item = single.get_attribute("data-item")
    nurse.choose(item)
    nurse.wait_bar("All answers saved")
    own.stop()
    assert swap(own.root) == item
    own.start()
    nurse.choose(item, 1)  # the page is still the one from before
    page.locator(f"#q-{item} .nbc-status", has_text="Reload the page").wait_for()
    nurse.goto(f"/quiz/{QUIZ}")
    note = page.locator(f"#q-{item} .nbc-changed")
    note.get_by_text("has changed since you answered it").wait_for()
    assert page.locator(f"#q-{item} input:checked").count() == 0
    assert own.saved("nurse-21", QUIZ, item) is not None, "the earlier answer is kept"
    page.get_by_role("button", name="Review").first.click()
    row = page.locator(".nbp-answer", has_text="changed since you answered")
    row.wait_for()
    assert "given before this question changed" in row.inner_text() and nurse.axe() == []
    nurse.choose(item, 1)
    nurse.wait_bar("All answers saved")
    assert page.locator(f"#q-{item} .nbc-changed:visible").count() == 0 and nurse.errors == []
