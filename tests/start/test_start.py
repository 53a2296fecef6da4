"""What JupyterLab is started with, for a learner and for an instructor."""

import json
import os
from pathlib import Path

import pytest

from nbcare import cli
from nbcare.answers.course_store import has_store
from nbcare.notebook import start


@pytest.fixture
def started(monkeypatch):
    """The command, folder and environment JupyterLab would be started with."""
    seen = {}

    class Done:
        returncode = 0
        stderr = ""

    def run(command, cwd=None, env=None, **_):
        seen.setdefault("runs", []).append((command, cwd, env or {}))
        return Done

    monkeypatch.setattr(start.subprocess, "run", run)
    return seen


def test_a_learner_sees_only_the_workspace(started, course_copy):
    """Is JupyterLab's root the learner's own folder, without terminals?"""
    assert cli.main(["--course", str(course_copy), "start", "--lab", "--no-browser", "--learner", "anna"]) == 0
    command, cwd, environment = started["runs"][-1]
    assert cwd == course_copy / "state" / "workspace" / "learners" / "anna"
    assert f"--ServerApp.root_dir={cwd}" in command and "--ServerApp.terminals_enabled=False" in command
    assert environment["NBCARE_LEARNER"] == "anna" and environment["NBCARE_COURSE"] == str(course_copy)


def generated(started) -> list[list[str]]:
    """Return the quizzes of each run that generates some."""
    return [
        command[command.index("nbcare.grading.generating") + 1 :]
        for command, _, _ in started["runs"]
        if "nbcare.grading.generating" in command
    ]


def test_a_quiz_is_generated_once(started, course_copy):
    """Does the first start open every first form in one run, and a later one leave what is open as the instructor left it?"""
    cli.main(["--course", str(course_copy), "start", "--lab", "--no-browser"])
    (first,) = generated(started)
    assert "retinoids-quiz" in first and len(first) > 1 and not [id for id in first if id.endswith("-b")]
    for id in first:
        released = course_copy / "state" / "nbgrader" / "release" / id
        released.mkdir(parents=True)
        for name in (f"{id}.ipynb", "questions.json"):
            (released / name).write_bytes((course_copy / "assessments" / "source" / id / name).read_bytes())
    started["runs"].clear()
    cli.main(["--course", str(course_copy), "start", "--lab", "--no-browser"])
    assert generated(started) == []


@pytest.mark.parametrize("role", ["learner", "instructor"])
def test_no_file_beside_a_notebook_is_taken_for_a_module(role, tmp_path):
    """Do JupyterLab and its kernels start with Python's safe path?"""
    assert "-P" in start.arguments(tmp_path, role, "/lab", 8888, True)
    assert start.settings(tmp_path, role)["PYTHONSAFEPATH"] == "1"


def test_an_instructors_jupyterlab_loads_no_widgets(tmp_path):
    """Are the two extensions off that would run a script saved in a submission?"""
    folder = start.settings(tmp_path, "instructor")["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0]
    config = json.loads(Path(folder, "labconfig/page_config.json").read_text(encoding="utf-8"))
    assert config["nbcareRole"] == "instructor"
    assert config["disabledExtensions"] == {"@jupyter-widgets/jupyterlab-manager": True, "anywidget": True}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["start", "nowhere", "--no-browser"], "There is no page 'nowhere'"),
        (["start", "--lab", "--no-browser", "--learner", "../x"], "is not a learner id"),
    ],
)
def test_a_mistake_is_answered_in_a_sentence(started, course_copy, capsys, words, says):
    """Is a mistyped page or id explained, with exit status 2 and without a traceback?"""
    assert cli.main(["--course", str(course_copy), *words]) == 2
    assert says in capsys.readouterr().err


def test_a_course_that_is_not_there_is_said_plainly(tmp_path, capsys, monkeypatch):
    """Is `nbcare` outside a course answered with what to do?"""
    monkeypatch.setenv("NBCARE_COURSE", str(tmp_path))
    assert cli.main(["check"]) == 2
    assert "holds no course.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["start", "--lab"], ["start"]])
def test_the_store_is_there_before_any_notebook(started, course_copy, monkeypatch, command):
    """Does JupyterLab, started alone first, keep the answers where the portal will look for them?"""
    monkeypatch.setattr("nbcare.portal.laptop.run", lambda *_: 0)
    assert cli.main(["--course", str(course_copy), *command, "--no-browser"]) == 0
    assert has_store(course_copy)


def test_a_start_with_a_damaged_store_says_so(started, course_copy, capsys):
    """Is a store that cannot be read told in a sentence, and JupyterLab not begun with other answers?"""
    (course_copy / "state").mkdir(exist_ok=True)
    (course_copy / "state/store.db").write_bytes(b"not a database" * 1000)
    assert cli.main(["--course", str(course_copy), "start", "--lab", "--no-browser"]) == 2
    assert "store.db: it is damaged" in capsys.readouterr().err and "runs" not in started
