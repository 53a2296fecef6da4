"""Every notebook runs in a real kernel and prints what it is committed with."""

import json
import shutil
import subprocess
import sys

import pytest

from nbcare.content import course
from nbcare.notebook import workspace


@pytest.fixture(scope="module")
def laid_out(root, tmp_path_factory):
    """The learner's folder, with the quiz as it is released."""
    from courses import copy_course

    copy = copy_course(tmp_path_factory.mktemp("notebooks") / "course")
    loaded = course.load(copy)
    for assessment in loaded.assessments:
        made = copy / "assessments" / "source" / assessment.id
        shutil.copytree(made, copy / "state" / "nbgrader" / "release" / assessment.id)
    return workspace.lay_out(loaded)


def nbval(folder):
    """Run nbval over the notebooks below a folder."""
    words = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        "/dev/null",
        "--rootdir",
        str(folder),
    ]
    return subprocess.run(
        [*words, *map(str, sorted(folder.rglob("*.ipynb")))], cwd=folder, capture_output=True, text=True
    )


def test_every_notebook_prints_what_it_is_committed_with(laid_out):
    """Does each cell give the same words as in the committed notebook, question by question?"""
    done = nbval(laid_out)
    assert done.returncode == 0, done.stdout[-4000:]
    cells = sum(
        cell["cell_type"] == "code"
        for path in laid_out.rglob("*.ipynb")
        for cell in json.loads(path.read_text())["cells"]
    )
    assert f"{cells} passed" in done.stdout and cells > 30


@pytest.mark.parametrize("break_it", ["lost question", "changed option"])
def test_a_broken_widget_fails_the_notebook(laid_out, tmp_path, break_it):
    """Would nbval notice a widget that is missing, or that shows something else?"""
    folder = tmp_path / "start-here"
    shutil.copytree(laid_out / "start-here", folder)
    (folder / "responses.json").unlink(missing_ok=True)
    questions = json.loads((folder / "questions.json").read_text())
    item = questions["items"]["start-here-p01"]
    if break_it == "lost question":
        del questions["items"]["start-here-p01"]
    else:
        item["options"][next(iter(item["options"]))] = "another answer"
    (folder / "questions.json").write_text(json.dumps(questions))
    done = nbval(folder)
    assert done.returncode == 1 and "1 failed" in done.stdout
