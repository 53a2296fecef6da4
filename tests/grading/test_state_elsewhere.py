"""nbgrader's own words, typed in assessments/, work on a state that lies anywhere."""

import ntpath
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import made
import pytest
from nbgrader import coursedir, utils
from traitlets.config import Config

from nbcare.grading.configuration import configure

PENALTY = """
from nbgrader.plugins import LateSubmissionPlugin


class TakeSomeOff(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 2.5


get_config().AssignLatePenalties.plugin_class = TakeSomeOff
"""
"""What an instructor may add to nbgrader's configuration."""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory) -> tuple[Path, Path]:
    """A course whose state lies in another folder, outside of the course's; both were made by nbgrader's commands."""
    place = tmp_path_factory.mktemp("elsewhere")
    root, state = made.make_course(place / "course"), place / "state with a space"
    where = {"NBCARE_STATE": str(state)}
    made.quickly(root, "generate_assignment", made.QUIZ, **where)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBCARE_STATE", str(state))
        made.put(root, "ann", made.answers(made.HONEST))
    for words in (("autograde",), ("generate_feedback",)):
        made.quickly(root, *words, made.QUIZ, **where)
    return root, state


def test_each_step_is_made_in_the_state(elsewhere):
    """Are release, graded copy, feedback and gradebook there, and nothing in the course's folder?"""
    root, state = elsewhere
    for path in (
        f"release/{made.QUIZ}/{made.QUIZ}.ipynb",
        f"autograded/ann/{made.QUIZ}/{made.QUIZ}.ipynb",
        f"feedback/ann/{made.QUIZ}/{made.QUIZ}.html",
        "gradebook.db",
    ):
        assert (state / "nbgrader" / path).is_file()
    assert sorted(path.name for path in (root / "assessments").iterdir()) == ["bank", "nbgrader_config.py", "source"]
    assert not (root / "state").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange refuses to run on Windows")
def test_the_exchange_and_the_results_too(elsewhere):
    """Do releasing to learners and returning results reach the state's exchange and store?"""
    root, state = elsewhere
    where = {"NBCARE_STATE": str(state)}
    made.quickly(root, "release_assignment", made.QUIZ, **where)
    made.quickly(root, "release_feedback", made.QUIZ, **where)
    assert (state / f"exchange/made/outbound/{made.QUIZ}/{made.QUIZ}.ipynb").is_file()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBCARE_STATE", str(state))
        assert made.result(root, "ann")["points"] == 8


def test_in_the_state_itself_the_words_work_as_well(elsewhere, tmp_path):
    """May an instructor type them where formgrader's JupyterLab opens, in a course that holds its state?"""
    root = Path(shutil.copytree(elsewhere[0], tmp_path / "course"))
    shutil.copytree(elsewhere[1], root / "state")
    done = made.quickly(root, "autograde", made.QUIZ, "--force", cwd=root / "state/nbgrader")
    assert "1 submission, 0 wait" in done.stdout


def test_a_late_penalty_that_is_set_in_the_state_counts(small):
    """Does an instructor's own setting hold that stands where no release changes it?"""
    with (small / "state/nbgrader/nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(PENALTY)
    with made.gradebook(small) as gradebook:
        gradebook.update_or_create_assignment(made.QUIZ, duedate="2026-01-01 00:00:00 UTC")
    made.put(small, "ann", made.answers(made.HONEST))
    made.quickly(small, "autograde", made.QUIZ)
    with made.gradebook(small) as gradebook:
        assert gradebook.find_submission(made.QUIZ, "ann").late_submission_penalty == 2.5


def test_a_mistake_in_the_course_stops_nbgrader(small):
    """Does nbgrader end in one sentence, in place of going on with its own settings, which run what was handed in?"""
    (small / "course.yaml").write_text("course: [", encoding="utf-8")
    done = made.quickly(small, "autograde", made.QUIZ, check=False)
    assert done.returncode != 0 and "course.yaml" in done.stderr and "Traceback" not in done.stderr


def test_the_paths_hold_with_a_drive_letter(small, monkeypatch):
    """On Windows: does nbgrader find and read a path below C:, as far as that can be tried on another system?"""
    c = Config()
    configure(c, small / "assessments")
    names = [name for name in c.CourseDirectory if name.endswith("_directory")]
    assert names == [], "nbgrader knows an absolute folder by its first separator only, so each is named from the root"
    windows = SimpleNamespace(path=ntpath, sep="\\", getcwd=lambda: "C:\\course")
    for module in (coursedir, utils):
        monkeypatch.setattr(module, "os", windows)
    structure = r"{nbgrader_step}\{student_id}\{assignment_id}"  # as os.path.join makes it there
    directory = coursedir.CourseDirectory(root=r"C:\course\state\nbgrader", directory_structure=structure)
    path = directory.format_path("submitted", "ann", made.QUIZ)
    assert path == rf"C:\course\state\nbgrader\submitted\ann\{made.QUIZ}"
    pattern = directory.format_path("submitted", "(?P<student_id>.*)", "(?P<assignment_id>.*)", escape=True)
    found = re.match(pattern, path)
    assert found and found.groupdict() == {"student_id": "ann", "assignment_id": made.QUIZ}
