"""The course in Firefox and in two WebKits: every way that a nurse goes, once."""

import sys
from pathlib import Path

import other_browsers
import pytest
import yaml
from at_browser import Nurse
from courses import ROOT, copy_course

sys.path.insert(0, str(ROOT / "tests/web"))

import gallery  # noqa: E402
from served import PAGES, Server  # noqa: E402

from nbcare.content import course as courses  # noqa: E402
from nbcare.pages import page_set  # noqa: E402
from nbcare.portal.identity import pins  # noqa: E402
from nbcare.portal.identity.roster import Roster  # noqa: E402
from nbcare.site import static_course  # noqa: E402
from nbcare.store import hand_ins, roster  # noqa: E402

PIN = "246813"
QUIZ = "retinoids-quiz"
GALLERY = "/module/gallery"
ITEM = "gallery-p01"
EMPTY = "return [...document.querySelectorAll('.nbp-widget[data-cell]')].filter((one) => !one.firstElementChild).map((one) => one.dataset.cell)"
NAMES = ("firefox", "webkit", "wpe")
BROWSERS = [pytest.param(name, marks=pytest.mark.needs(name)) for name in NAMES]
LEARNERS = [f"{name}-{test}" for name in NAMES for test in ("modules", "kinds", "quiz", "gone", "back")]


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A course whose gallery is a module, with one quiz released, and its pages made."""
    root = copy_course(tmp_path_factory.mktemp("other-browsers") / "course")
    path = root / "course.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["modules"].append(data.pop("gallery"))
    data["assessments"] = [each for each in data["assessments"] if each["id"] == QUIZ]
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    released = root / "state/nbgrader/release" / QUIZ
    released.parent.mkdir(parents=True)
    (root / "assessments/source" / QUIZ).rename(released)
    page_set.make(courses.load(root), root / PAGES)
    return root


def _listed(store) -> Roster:
    if not store.read(roster.listed()):
        store.write(roster.replace({id: roster.Entry("", **pins.hashed(PIN)) for id in LEARNERS}))
    return Roster(store)


@pytest.fixture
def server(course):
    made = Server(course, _listed)
    yield made
    made.end()


@pytest.fixture(params=BROWSERS)
def driver(request, tmp_path):
    """A browser that nobody has used before."""
    profile = tmp_path / "profile"
    profile.mkdir()
    with other_browsers.running(request.param, profile) as made:
        yield made


@pytest.fixture
def nurse(driver, server, request) -> Nurse:
    made = Nurse(driver, server.address)
    made.browser = request.node.callspec.params["driver"]
    return made


def test_every_module_shows_all_of_its_widgets(nurse):
    """Does a nurse who logs in find every picture and question of every module in its place?"""
    nurse.go("/")
    nurse.log_in(f"{nurse.browser}-modules", PIN)
    modules = nurse.driver.execute_script(
        "return [...document.querySelectorAll('a[href*=\"/module/\"]')].map((link) => link.pathname)"
    )
    for path in sorted(set(modules)):
        nurse.go(path)
        assert nurse.driver.execute_script(EMPTY) == []


def test_every_kind_saves_and_restores(nurse, server):
    """Is each kind of question answered by hand, saved for good, and shown again by a new page?"""
    nurse.go(GALLERY)
    nurse.log_in(f"{nurse.browser}-kinds", PIN)
    nurse.mounted()
    given = {id: gallery.ANSWERS[id]["full"]["response"] for id in gallery.SINGLES}
    items = gallery.items()
    for id, response in given.items():
        nurse.answer(items[id], response)
    nurse.driver.refresh()
    nurse.mounted()
    assert {id: nurse.shown(items[id]) for id in given} == given
    assert {id: server.saved(f"{nurse.browser}-kinds", "gallery", id) for id in given} == given


def test_a_quiz_is_answered_looked_at_and_handed_in(nurse, server):
    """Does a nurse get from the first page to a receipt, and does the store hold what she answered?"""
    nurse.go("/")
    nurse.log_in(f"{nurse.browser}-quiz", PIN)
    nurse.go(f"/quiz/{QUIZ}")
    nurse.answer(nurse.item("retinoids-q07"), "b")
    nurse.press_words("Review and hand in")
    nurse.press_words("Hand in …")
    nurse.press_words("Hand in now")
    nurse.see("Receipt number")
    nurse.driver.refresh()
    nurse.mounted()
    nurse.see("Receipt number")
    assert server.read(hand_ins.document(f"{nurse.browser}-quiz", QUIZ, 1))["items"]["retinoids-q07"]["response"] == "b"


def test_an_answer_waits_while_the_server_is_gone(nurse, server):
    """Does the page say NOT SAVED, keep the answer, and send it when the server is back?"""
    nurse.go(GALLERY)
    nurse.log_in(f"{nurse.browser}-gone", PIN)
    server.stop()
    nurse.press(f'[data-item="{ITEM}"] .nbc-option', 1)
    nurse.see("NOT SAVED", ".nbp-bar")
    server.start()
    nurse.saved(ITEM)
    assert server.saved(f"{nurse.browser}-gone", "gallery", ITEM)


def test_back_after_logging_out_shows_nothing_of_the_learner(nurse, server):
    """Is the last nurse's page gone when the next one goes back to it, and is a click there nobody's answer?"""
    nurse.go(GALLERY)
    nurse.log_in(f"{nurse.browser}-back", PIN)
    nurse.answer(gallery.items()[ITEM], "c")
    nurse.press("header .nbp-logout button")
    nurse.until("return document.querySelector('#pin')")
    nurse.driver.back()
    nurse.until("return document.querySelector('#pin')")
    assert server.saved(f"{nurse.browser}-back", "gallery", ITEM) == "c"


@pytest.fixture(scope="module")
def site(course, tmp_path_factory) -> Path:
    """The course as files."""
    out = tmp_path_factory.mktemp("site")
    static_course.write(courses.load(course), out)
    return out


def test_the_course_on_a_stick_keeps_answers_and_deletes_them(driver, site):
    """Do the files work without a server, restore an answer, and take it away when somebody begins anew?"""
    nurse = Nurse(driver, site.as_uri())
    nurse.go("/gallery.html")
    nurse.answer(gallery.items()[ITEM], "c")
    nurse.driver.refresh()
    nurse.mounted()
    assert nurse.shown(gallery.items()[ITEM]) == "c"
    nurse.go("/index.html")
    nurse.press("#nbs-anew")
    nurse.press("dialog button[value='yes']")
    nurse.see("All answers are deleted", "#nbs-done")
    nurse.go("/gallery.html")
    assert nurse.shown(gallery.items()[ITEM]) is None
