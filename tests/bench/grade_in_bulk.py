"""Compare `nbcare grade` with `nbgrader autograde` on one class, in one run on one machine.

The class of `nbcare grade` has handed in at the portal: its time holds the sweep from the store into submitted/.

Run it with: .venv/bin/python tests/bench/grade_in_bulk.py [learners in bulk] [learners one by one] [folder]
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[1] / "grading")]

import made  # noqa: E402
from simulated_learners import hand_in, hand_in_at_the_portal, learners, quiz_of  # noqa: E402

# nbgrader as it is by itself: it opens the gradebook anew for each step, and reads the released notebook each time.
AS_NBGRADER_OPENS_IT = """
import sys
from contextlib import nullcontext
from nbconvert.exporters import NotebookExporter
from nbcare.answers import layout
from nbcare.grading import exporter
exporter.one_engine = nullcontext
def from_filename(self, filename, resources=None, **kwargs):
    if "/submitted/" in filename:
        filename = str(layout.released(self.run.root, self.run.report.assessment))
    return NotebookExporter.from_filename(self, filename, resources=resources, **kwargs)
exporter.ReleasedNotebookExporter.from_filename = from_filename
from nbgrader.apps.nbgraderapp import main
main()
"""


@dataclass(frozen=True)
class Used:
    """What one command took: seconds by the clock, seconds of CPU, and megabytes at its peak."""

    wall: float
    cpu: float
    megabytes: float

    def less(self, start: "Used") -> "Used":
        """Return what it took beyond starting."""
        return Used(self.wall - start.wall, self.cpu - start.cpu, self.megabytes)


def main(many: int, few: int, folder: str | None) -> None:
    """Time both and print a table."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        course = Path(place) / "course"
        made.make_course(course)
        made.nbgrader(course, "generate_assignment", made.QUIZ)
        small = Path(shutil.copytree(course, Path(place) / "small"))
        quiz = quiz_of(course, made.QUIZ)
        hand_in_at_the_portal(course, quiz, learners(quiz, many))
        hand_in(small, quiz, learners(quiz, few))
        before = Path(shutil.copytree(small, Path(place) / "before"))
        grade = ["-m", "nbcare", "--course", str(course), "grade", made.QUIZ]
        _print("start", 1, start := _used(course, "-m", "nbgrader", "--version"))
        one = _print(
            "autograde, as nbgrader opens it",
            few,
            _used(before, "-c", AS_NBGRADER_OPENS_IT, "autograde", made.QUIZ),
            start,
        )
        two = _print("autograde, one engine a run", few, _used(small, "-m", "nbgrader", "autograde", made.QUIZ), start)
        bulk = _print("nbcare grade, swept from the store", many, _used(course, *grade), start)
        _print("nbcare grade, nothing new", many, _used(course, *grade), start)
        _print("nbcare grade --force", many, _used(course, *grade, "--force"), start)
        bank = course / "assessments/bank/signs.yaml"
        bank.write_text(bank.read_text(encoding="utf-8").replace("key: b\n", "key: a\n", 1), encoding="utf-8")
        _print("nbcare grade --force, a key mended", many, _used(course, *grade, "--force"), start)
    print(
        f"CPU a submission: one engine {one / two:.1f} times as fast as before, in bulk {two / bulk:.0f} times as fast again"
    )


def _print(name: str, submissions: int, used: Used, start: Used | None = None) -> float:
    """Print a line, and return milliseconds of CPU a submission without starting."""
    each = used.less(start).cpu / submissions * 1000 if start else 0.0
    beyond = f"{each:8.2f} ms of CPU a submission" if start else ""
    print(
        f"{name:<38}{submissions:>7,}{used.wall:8.1f} s{used.cpu:8.1f} s of CPU{used.megabytes:7.0f} MB{beyond}",
        flush=True,
    )
    return each


def _used(course: Path, *words: str) -> Used:
    """Run Python with these words in assessments/, and measure it."""
    environment = os.environ | {"PYTHONPATH": str(made.ROOT / "src")}
    began = time.perf_counter()
    with (course / "log.txt").open("wb") as log:
        child = subprocess.Popen(
            [sys.executable, "-P", *words], cwd=course / "assessments", env=environment, stdout=log, stderr=log
        )
        _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit((course / "log.txt").read_text(encoding="utf-8", errors="replace")[-4000:])
    return Used(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    counts = [int(word) for word in sys.argv[1:3]]
    main(*(counts + [10_000, 200][len(counts) :]), sys.argv[3] if len(sys.argv) > 3 else None)
