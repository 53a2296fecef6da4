"""nbgrader's commands by words of ours: from any folder, with the course's settings, and without stray files."""

import shutil
import subprocess
import sys
from pathlib import Path

import made
import pytest

from nbcare import cli

pytestmark = pytest.mark.whole


@pytest.fixture
def elsewhere(small, tmp_path, monkeypatch):
    """The small course, while one stands in another folder."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("NBCARE_COURSE", str(small))
    return small


def test_a_quiz_is_generated_and_exported_from_anywhere(elsewhere, capfd):
    """Does each word do nbgrader's work in the course, and write a table where its name says?"""
    root = elsewhere / "state/nbgrader"
    released = root / "release" / made.QUIZ / f"{made.QUIZ}.ipynb"
    before = released.read_bytes()
    released.write_text("{}", encoding="utf-8")
    assert cli.main(["generate", made.QUIZ, "--force"]) == 0
    assert released.read_bytes() == before
    made.put(elsewhere, "ann", made.answers(made.HONEST))
    assert cli.main(["nbgrader", "autograde", made.QUIZ]) == 0
    assert cli.main(["export"]) == cli.main(["export", "--to", "mine.csv"]) == 0
    assert "ann" in (root / "grades.csv").read_text() and "ann" in Path("mine.csv").read_text()
    assert [each.name for each in Path.cwd().iterdir()] == ["mine.csv"]


def test_a_quiz_that_is_none_is_refused_in_a_sentence(elsewhere, capsys):
    """Is a mistyped quiz named, before nbgrader makes a folder of it?"""
    assert cli.main(["generate", "sings-quiz"]) == 2
    assert "is no assessment of this course" in capsys.readouterr().err
    assert not (elsewhere / "state/nbgrader/source/sings-quiz").exists()


def test_nbgrader_in_the_courses_folder_leaves_nothing_there(small):
    """Does nbgrader, typed in the folder where one stands, find the course and make no gradebook of its own?"""
    shutil.copy(made.ROOT / "nbgrader_config.py", small)
    before = {each.name for each in small.iterdir()}
    made.put(small, "ann", made.answers(made.HONEST))
    for words in (["autograde", made.QUIZ], ["export"]):
        command = [sys.executable, "-P", "-m", "nbgrader", *words]
        done = subprocess.run(command, cwd=small, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert "ann" in (small / "state/nbgrader/grades.csv").read_text()
    assert {each.name for each in small.iterdir()} - before <= {"__pycache__"}
