"""Compare, in one run on one machine, stock autograde with hidden tests and autograde from saved answers.

Run it with: .venv/bin/python tests/bench/autograde.py [submissions]
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "grading"))

import made  # noqa: E402

QUESTIONS = 8


def main(submissions: int) -> None:
    """Time both and print a table."""
    with tempfile.TemporaryDirectory() as place:
        stock = _stock(Path(place) / "stock", submissions)
        ours = _ours(Path(place) / "ours", submissions)
        start = _timed(lambda: made.nbgrader(Path(place) / "ours", "--version"))
    print(f"nbgrader autograde, {submissions} submissions of {QUESTIONS} questions, whole command")
    for name, (wall, cpu) in (("stock, Execute with hidden tests", stock), ("from saved answers", ours)):
        print(f"  {name:<34} {wall:6.1f} s   {wall / submissions:5.2f} s a submission   {cpu:6.1f} s of CPU")
    print(f"  {'nbgrader starting, in both':<34} {start[0]:6.1f} s   {'':27}{start[1]:6.1f} s of CPU")
    print(f"  {'ratio':<34} {stock[0] / ours[0]:6.1f}     {'':27}{stock[1] / ours[1]:6.1f}")
    without = [(a - b) / (c - b) for a, b, c in zip(stock, start, ours, strict=True)]
    print(f"  {'ratio without the start':<34} {without[0]:6.1f}     {'':27}{without[1]:6.1f}")


def _stock(root: Path, submissions: int) -> tuple[float, float]:
    source = root / "source/quiz"
    source.mkdir(parents=True)
    cells = []
    for n in range(QUESTIONS):
        cells.append(_cell(f"a{n}", f"answer = {n}\n", grade=False, solution=True))
        hidden = f"### BEGIN HIDDEN TESTS\nassert answer == {n}\n### END HIDDEN TESTS"
        cells.append(_cell(f"t{n}", hidden, grade=True, solution=False, points=1))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), source / "quiz.ipynb")
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'stock'\n", encoding="utf-8"
    )
    path = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    made.nbgrader(root, "generate_assignment", "quiz", cwd=root, **path)
    for n in range(submissions):
        shutil.copytree(root / "release/quiz", root / f"submitted/learner{n:02}/quiz")
    return _timed(lambda: made.nbgrader(root, "autograde", "quiz", cwd=root, **path))


def _ours(root: Path, submissions: int) -> tuple[float, float]:
    made.make_course(root)
    made.nbgrader(root, "generate_assignment", made.QUIZ)
    for n in range(submissions):
        made.put(root, f"learner{n:02}", made.answers(made.HONEST))
    return _timed(lambda: made.nbgrader(root, "autograde", made.QUIZ))


def _cell(id: str, source: str, **grading) -> nbformat.NotebookNode:
    about = {
        "grade_id": id,
        "schema_version": 3,
        "locked": grading["grade"],
        "task": False,
        "cell_type": "code",
        **grading,
    }
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": about})


def _timed(work) -> tuple[float, float]:
    """Return seconds by the clock and of CPU; on a busy machine only the second means much."""
    wall, cpu = time.perf_counter(), _children()
    work()
    return time.perf_counter() - wall, _children() - cpu


def _children() -> float:
    used = os.times()
    return used.children_user + used.children_system


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
