"""`nbcare grade`: what it prints, the copy that it keeps, and that a run which is stopped leaves the gradebook as it was."""

import errno
import io
import os
import shutil
import signal
import sqlite3

import made
import pytest
from both_ways import differences, gradebook_rows, in_bulk, twin
from filelock import FileLock

from nbcare.answers import files, layout
from nbcare.grading import backups, gradebook
from nbcare.grading.bulk import graded_folder, storing, summary
from nbcare.grading.bulk.graded_folder import GradedFolder
from nbcare.grading.bulk.progress import ProgressLine
from nbcare.grading.report import Report, Row
from nbcare.grading.settling import Settling

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a command runs in a fork of the test here")


@pytest.fixture
def handed_in(small):
    """Two learners who were graded, and a third who has handed in since."""
    for learner in ("ann", "ben"):
        made.put(small, learner, made.answers(made.HONEST))
    in_bulk(small)
    made.put(small, "cem", made.answers(made.RIGHT | {"signs-q08": "Words."}))
    return small


@pytest.fixture
def unchanged(handed_in):
    """The course before a run; afterwards its gradebook has to be the same, and nothing may wait in a folder."""
    before = gradebook_rows(handed_in)
    yield handed_in
    assert gradebook_rows(handed_in) == before
    assert list((handed_in / "state/nbgrader/autograded").glob("*/.*")) == []


def copies(root) -> list:
    return sorted((root / "state/nbgrader/backups").glob("gradebook-*.db"), key=lambda path: path.stat().st_mtime_ns)


def test_the_table_is_printed_and_written(handed_in):
    """Does a small class's table name everybody, and the file that holds the same?"""
    done = in_bulk(handed_in)
    assert "signs-quiz: 3 submissions, 1 waits for a person, 0 could not be graded" in done.stdout
    assert "Graded in an earlier run and not handed in again since." in done.stdout
    assert "The same table: " in done.stdout and done.stdout.strip().endswith("autograde-report.csv")
    assert done.stderr == ""


def test_of_a_large_class_only_who_needs_a_person_is_printed(tmp_path, capsys):
    """Is a table of hundreds cut to the lines that somebody has to look at, with the rest in the file?"""
    report = Report(tmp_path, made.QUIZ)
    for n in range(200):
        report.rows[f"n{n:03}"] = Row(f"n{n:03}", 8, 17, 8, 0, int(n in (7, 9)))
        report.finish(f"n{n:03}")
    assert summary.show(report)
    printed = capsys.readouterr().out
    assert "200 submissions, 2 wait for a person" in printed and "The whole table: " in printed
    assert [line.split()[0] for line in printed.splitlines() if line.startswith("n0")] == ["n007", "n009"]
    assert len((tmp_path / "autograde-report.csv").read_text().splitlines()) == 201


def test_a_fault_in_one_submission_ends_with_1_and_grades_the_others(small):
    """Does the class get its points when one learner's folder cannot be written, and does the command say so?"""
    for learner in ("ann", "ben", "cem"):
        made.put(small, learner, made.answers(made.HONEST))
    (small / "state/nbgrader/autograded").mkdir()
    (small / "state/nbgrader/autograded/ben").write_text("in the way")
    done = in_bulk(small, check=False)
    assert done.returncode == 1 and "1 could not be graded" in done.stdout and "Could not be graded (" in done.stdout
    assert {key[1] for key in gradebook_rows(small) if key[0] == "student"} == {"ann", "cem"}


@pytest.mark.parametrize("name", [os.fsdecode(b"caf\xed"), "x" * 129], ids=["no text", "too long"])
def test_a_folder_whose_name_the_gradebook_cannot_hold_stops_nobody(small, name):
    """Is a learner's folder with an impossible name left out and told, and does everybody else get points?"""
    made.put(small, "ann", made.answers(made.HONEST))
    shutil.copytree(small / "state/nbgrader/submitted/ann", small / "state/nbgrader/submitted" / name)
    done = in_bulk(small, check=False)
    assert done.returncode == 1 and "2 submissions" in done.stdout and "the folder's name" in done.stdout
    assert {key[1] for key in gradebook_rows(small) if key[0] == "student"} == {"ann"}


def test_a_plugin_that_fails_costs_only_its_learner(small):
    """Does a late penalty that cannot be worked out leave the others their points, and that learner's rows alone?"""
    with (small / "assessments/nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(
            "from nbgrader.plugins import BasePlugin\n"
            "class Fails(BasePlugin):\n    def late_submission_penalty(self, *about):\n        raise ValueError('no rule')\n"
            "get_config().AssignLatePenalties.plugin_class = Fails\n"
        )
    with made.gradebook(small) as opened:
        opened.update_or_create_assignment(made.QUIZ, duedate="2026-10-01 00:00:00 UTC")
    import hostile_class

    hostile_class.late(small, "ann")
    hostile_class.twice(small, "ben")
    done = in_bulk(small, check=False)
    assert done.returncode == 1 and "Could not be graded (no rule)" in done.stdout
    assert {key[1] for key in gradebook_rows(small) if key[0] == "student"} == {"ben"}
    assert not (small / "state/nbgrader/autograded/ann" / made.QUIZ).exists()


def test_a_copy_is_kept_from_before_each_run_the_last_ten(handed_in):
    """Can the gradebook of before a run be taken from backups/, and does the folder not grow for ever?"""
    assert len(copies(handed_in)) == 1
    in_bulk(handed_in)
    newest = copies(handed_in)[-1]
    known = [row[0] for row in sqlite3.connect(newest).execute("select id from student order by id")]
    assert known == ["ann", "ben"], "the copy is from before the run"
    for _ in range(12):
        backups.make(handed_in / "state/nbgrader")
    assert len(copies(handed_in)) == 10


def test_autograde_keeps_a_copy_too(handed_in):
    """Does nbgrader's own command leave a way back?"""
    made.quickly(handed_in, "autograde", made.QUIZ)
    assert len(copies(handed_in)) == 2


def stop(*_) -> None:
    """Press Ctrl+C."""
    os.kill(os.getpid(), signal.SIGINT)


def die(*_) -> None:
    """Be killed: nothing is put in order."""
    os._exit(9)


@pytest.mark.parametrize(
    ("holder", "name"), [(GradedFolder, "prepare"), (storing, "_settle")], ids=["marking", "storing"]
)
def test_ctrl_c_leaves_the_gradebook_as_it_was(unchanged, monkeypatch, holder, name):
    """Does Ctrl+C end with one sentence and 130, before and while rows are written?"""
    monkeypatch.setattr(holder, name, stop)
    done = in_bulk(unchanged, "--force", check=False)
    assert (done.returncode, done.stderr) == (130, "Stopped. The gradebook is as it was.\n")


def test_ctrl_c_after_the_points_are_stored_says_so(handed_in, monkeypatch):
    """Is nobody told that nothing happened when the points are in the gradebook already?"""
    monkeypatch.setattr(GradedFolder, "put_in_place", stop)
    done = in_bulk(handed_in, check=False)
    assert done.returncode == 130 and "Stopped after the points were stored" in done.stderr
    assert ("student", "cem") in gradebook_rows(handed_in)


@pytest.mark.parametrize(
    ("holder", "name"),
    [(graded_folder, "_write"), (storing, "_settle"), (GradedFolder, "put_in_place")],
    ids=["marking", "storing", "notebooks"],
)
def test_a_run_that_was_killed_is_made_good_by_the_next(handed_in, tmp_path, monkeypatch, holder, name):
    """Does the next run leave what one that was not killed leaves, wherever the first ended, and rows never in part?"""
    before, whole = gradebook_rows(handed_in), twin(handed_in, tmp_path / "whole")
    in_bulk(whole)
    with monkeypatch.context() as patched:
        patched.setattr(holder, name, die)
        assert in_bulk(handed_in, check=False).returncode == 9
    assert gradebook_rows(handed_in) in (before, gradebook_rows(whole))
    in_bulk(handed_in)
    assert [each for each in differences(handed_in, whole) if not each.startswith("line")] == []


def test_a_full_disk_stops_the_run(unchanged, monkeypatch):
    """Does a full disk end the run with one sentence, not with a line for each learner?"""

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(graded_folder, "_write", full)
    done = in_bulk(unchanged, check=False)
    assert done.returncode == 1
    assert (
        done.stderr == "Nothing was graded: the disk is full; make room, and grade again. The gradebook is as it was.\n"
    )


def test_a_full_disk_under_the_gradebook_stops_the_run(unchanged, monkeypatch):
    """Does SQLite's own error undo every row, and name the gradebook?"""

    def limited(connection, record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    monkeypatch.setattr(gradebook, "_wait", limited)
    monkeypatch.setattr(storing, "BATCH", 1)
    for n in range(40):
        made.put(unchanged, f"n{n}", made.answers(made.HONEST))
    done = in_bulk(unchanged, check=False)
    assert (
        done.returncode == 1 and "state/nbgrader/gradebook.db: cannot be used: database or disk is full" in done.stderr
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_state_that_may_only_be_read_is_one_sentence(unchanged, monkeypatch, number):
    """Does a run that cannot even take its lock name the file, and the repair, and say that nothing was graded?"""

    class Refused(FileLock):
        def __enter__(self):
            if self.lock_file.endswith(layout.GRADING_LOCK):
                raise OSError(number, os.strerror(number), self.lock_file)
            return super().__enter__()

    monkeypatch.setattr(files, "FileLock", Refused)
    done = in_bulk(unchanged, check=False)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and layout.GRADING_LOCK in done.stderr
    assert done.stderr.startswith("Nothing was graded: ") and "let this account read and write there" in done.stderr
    assert done.stderr.endswith("The gradebook is as it was.\n")


def test_a_table_that_cannot_be_written_does_not_hide_that_the_points_are_stored(handed_in):
    """Is the table printed all the same, and does nobody grade again what is graded?"""
    report = handed_in / "state/nbgrader" / layout.REPORT
    report.unlink()
    report.mkdir()
    done = in_bulk(handed_in, check=False)
    assert done.returncode == 1 and "cem" in done.stdout
    assert done.stderr.startswith("The points are stored, but the table could not be written: ")
    assert str(report) in done.stderr and done.stderr.count("\n") == 1
    assert ("student", "cem") in gradebook_rows(handed_in)


def test_a_disk_that_fails_after_the_points_are_stored_says_so(handed_in, monkeypatch):
    """Is nobody told that nothing happened when the progress line is what fails?"""

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Settling, "report", full)
    done = in_bulk(handed_in, check=False)
    assert done.returncode == 1 and done.stderr.startswith("Stopped after the points were stored (No space left")
    assert ("student", "cem") in gradebook_rows(handed_in)


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (1, "signs-quiz: 1 submission, 1 waits for a person, 0 could not be graded"),
        (2, "signs-quiz: 2 submissions, 2 wait for a person, 0 could not be graded"),
    ],
)
def test_one_is_told_as_one(tmp_path, rows, head):
    """Does the head of the table speak of one submission and of several as people do?"""
    report = Report(tmp_path, made.QUIZ)
    for n in range(rows):
        report.rows[f"n{n}"] = Row(f"n{n}", 8, 17, 8, 0, 1)
    assert head in report.text()


def test_a_locked_gradebook_stops_the_run(unchanged, monkeypatch):
    """Is a gradebook that another program keeps locked named in one sentence?"""
    monkeypatch.setattr(gradebook, "PATIENCE_SECONDS", 0)
    other = sqlite3.connect(unchanged / "state/nbgrader/gradebook.db", isolation_level=None)
    other.execute("begin immediate")
    done = in_bulk(unchanged, check=False)
    other.execute("rollback")
    other.close()
    assert done.returncode == 1 and "database is locked" in done.stderr and done.stderr.count("\n") == 1


def test_a_damaged_gradebook_is_named(small):
    """Is a file that is no database told in one sentence?"""
    made.put(small, "ann", made.answers(made.HONEST))
    (small / "state/nbgrader/gradebook.db").write_bytes(b"no database" * 1000)
    done = in_bulk(small, check=False)
    assert done.returncode == 1 and "file is not a database" in done.stderr and done.stderr.count("\n") == 1


def test_two_runs_do_not_grade_at_once(unchanged):
    """Is a second run refused as long as the first one goes on?"""
    with FileLock(unchanged / "state/nbgrader" / layout.GRADING_LOCK):
        done = in_bulk(unchanged, check=False)
    assert done.returncode == 1 and done.stderr.startswith("Another program is grading")


def test_without_a_submission_nothing_is_graded(small):
    """Is a quiz that nobody has handed in told apart from one that is graded?"""
    done = in_bulk(small, check=False)
    assert done.returncode == 1 and "nobody has handed in signs-quiz yet" in done.stderr


def test_a_bank_that_differs_from_the_gradebook_is_refused(unchanged):
    """Does the repair stand in the refusal, as with autograde?"""
    bank = unchanged / "assessments/bank/signs.yaml"
    bank.write_text(bank.read_text(encoding="utf-8").replace("points: 4", "points: 5"), encoding="utf-8")
    done = in_bulk(unchanged, check=False)
    assert done.returncode == 1 and "run: nbcare build, then: nbcare generate signs-quiz --force" in done.stderr


class Terminal(io.StringIO):
    """A terminal that remembers what was written."""

    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_of_a_terminal():
    """Is the line written over, with the time that is left, and cleared at the end?"""
    line = ProgressLine(out := Terminal())
    line.start("signs-quiz: marking")
    line(5, 10)
    line.end()
    shown = out.getvalue()
    assert "\n" not in shown and shown.startswith("\rsigns-quiz: marking: 5 of 10, ") and shown.endswith("\r")


def test_progress_says_nothing_into_a_file():
    """Does a log file hold no line that is written over?"""
    line = ProgressLine(out := io.StringIO())
    line.start("marking")
    line(5, 10)
    line.end()
    assert out.getvalue() == ""
