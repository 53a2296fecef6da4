"""`nbcare new explorer` writes a skeleton that builds and whose test passes as it stands."""

import os
import shutil
import subprocess
import sys

import pytest
from courses import ROOT, copy_course

from nbcare.authoring import new_explorer
from nbcare.content import course
from nbcare.errors import ContentError

# Its own tests, the rules of loading that ask about every explorer, and the costliest of those that every explorer passes.
LOADING = "well_formed or one_schema or placeholder or lists_what_it_cites or text_form or only_a_prediction"
TRIED = f"test_window or (test_loading and ({LOADING})) or (retinoids-window and (axe or sideways or saved or keys))"
IGNORED = ("__pycache__", ".venv", ".git")


@pytest.fixture
def checkout(tmp_path):
    """A copy of the course together with its program and the explorers' tests."""
    to = copy_course(tmp_path / "checkout")
    for name in ("src", "tests/explorers", "tests/vendor"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns(*IGNORED))
    helpers = ("accessibility", "browsers", "conftest", "courses", "quick")
    for name in (*(f"tests/{helper}.py" for helper in helpers), "pyproject.toml"):
        shutil.copy(ROOT / name, to / name)
    return to


def _run(checkout, *words):
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src"), "NBCARE_COURSE": str(checkout)}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=checkout, env=environment, capture_output=True, text=True, timeout=3000
    )


@pytest.mark.browser
@pytest.mark.whole
def test_the_skeleton_builds_and_its_tests_pass(checkout):
    """Can an author begin with something that works, from command to page?"""
    made = _run(checkout, "nbcare", "new", "explorer", "retinoids-window")
    assert made.returncode == 0 and made.stdout.count("Wrote ") == 4, made.stderr
    lesson = checkout / "lessons/retinoids.md"
    lesson.write_text(
        lesson.read_text(encoding="utf-8").replace('explore("retinoids-dish")', 'explore("retinoids-window")'),
        encoding="utf-8",
    )
    built = _run(checkout, "nbcare", "build")
    assert built.returncode == 0 and "retinoids-window" in (checkout / "notebooks/retinoids.ipynb").read_text(
        encoding="utf-8"
    ), built.stderr
    checked = _run(checkout, "nbcare", "check")
    assert "retinoids-window" not in checked.stdout, checked.stdout
    tried = _run(
        checkout,
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/explorers/test_window.py",
        "tests/explorers/test_loading.py",
        "tests/explorers/test_every_explorer.py",
        "-k",
        TRIED,
    )
    assert tried.returncode == 0, tried.stdout


@pytest.mark.parametrize(
    ("id", "says"),
    [
        ("Retinoids-Window", "not plain"),
        ("../retinoids-window", "not plain"),
        ("insulin-window", "the modules are start-here, retinoids"),
        ("retinoids", "does not begin with a module"),
        ("retinoids-dish", "is there already"),
        ("retinoids-calendar", "choose another id"),
    ],
)
def test_a_name_that_cannot_be_is_refused(id, says):
    """Does a slip in the name write anything?"""
    with pytest.raises(ContentError, match=says):
        new_explorer.write(course.load(ROOT), id)


def test_a_course_without_its_program_is_told(course_copy):
    """Does somebody with the course alone learn why there is no module to write?"""
    with pytest.raises(ContentError, match="holds no program"):
        new_explorer.write(course.load(course_copy), "retinoids-window")


def test_nothing_is_written_when_one_file_is_there(checkout):
    """Is half a skeleton ever left behind?"""
    schema = checkout / "src/nbcare/content/schemas/explorers/window.json"
    schema.write_text("{}", encoding="utf-8")
    with pytest.raises(ContentError, match="window.json is there already"):
        new_explorer.write(course.load(checkout), "retinoids-window")
    assert not (checkout / "assets/explorers/retinoids-window.yaml").exists()
