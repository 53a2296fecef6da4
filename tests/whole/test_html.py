"""The Nu HTML checker finds no error in a page of the site or the portal."""

import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from courses import ROOT, copy_course
from needs import not_run

from nbcare.content import course as courses
from nbcare.pages import page_set
from nbcare.site import static_course
from nbcare.store import results
from nbcare.store.results import Result

sys.path.insert(0, str(ROOT / "tests" / "web"))  # the served portal stands there

pytestmark = pytest.mark.needs("node", "java")
JAR = "node_modules/vnu-jar/build/dist/vnu.jar"
PAGES = ("", "login", "results", "results/retinoids-quiz", "module/families", "quiz/retinoids-quiz", "nothing-here")


@pytest.fixture(scope="module")
def checker(tmp_path_factory) -> Path:
    """The checker that package-lock.json names."""
    if (ROOT / JAR).is_file():
        return ROOT / JAR
    to = tmp_path_factory.mktemp("checker")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, to)
    words = [shutil.which("npm"), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    installed = subprocess.run(words, cwd=to, capture_output=True, text=True)
    if installed.returncode:
        not_run(f"npm ci failed: {installed.stderr.strip()[-500:]}")
    return to / JAR


@pytest.fixture(scope="module")
def course_root(tmp_path_factory) -> Path:
    """A course in which every quiz is released."""
    root = copy_course(tmp_path_factory.mktemp("html") / "course")
    shutil.copytree(root / "assessments/source", root / "state/nbgrader/release")
    return root


def _errors(checker: Path, folder: Path) -> list[str]:
    # A page's own policy forbids what lies beside it on a disk: a warning that no server would bring about.
    words = ["java", "-jar", str(checker), "--skip-non-html", "--errors-only", "--format", "gnu", str(folder)]
    return subprocess.run(words, capture_output=True, text=True).stderr.splitlines()


def test_the_site_has_no_error(checker, course_root, tmp_path):
    """Is each page of the site, each card included, valid HTML?"""
    static_course.write(courses.load(course_root), tmp_path / "site")
    assert len(list((tmp_path / "site").rglob("*.html"))) > 12
    assert _errors(checker, tmp_path / "site") == []


def test_the_portal_has_no_error(checker, course_root, tmp_path):
    """Is each kind of page of the portal valid HTML?"""
    from returned import FULL
    from served import COOKIE, Server

    page_set.make(courses.load(course_root), course_root / "state/pages")
    server = Server(course_root)
    try:
        server.change(results.put([Result("anna", "retinoids-quiz", FULL["at"], FULL)]))
        for path in PAGES:
            asked = urllib.request.Request(f"{server.address}/{path}", headers={"Cookie": f"{COOKIE}=anna"})
            try:
                with urllib.request.urlopen(asked) as reply:
                    text = reply.read()
            except urllib.error.HTTPError as error:
                text = error.read()
            assert (b"nbp-login-card" in text) == (path == "login")
            (tmp_path / f"{path.replace('/', '-') or 'home'}.html").write_bytes(text)
    finally:
        server.end()
    assert _errors(checker, tmp_path) == []


def test_an_error_is_found(checker, tmp_path):
    """Would the tests above notice a link with a quote in its fragment?"""
    (tmp_path / "bad.html").write_text(
        "<!doctype html><html lang=en><title>x</title><p><a href='#\"x\"'>x</a></p></html>"
    )
    assert len(_errors(checker, tmp_path)) == 1
