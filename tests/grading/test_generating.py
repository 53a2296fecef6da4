"""Several assignments generated in one process, as `nbcare start` does it."""

import json
import os
import subprocess
import sys

import made


def test_what_can_be_generated_is_and_the_rest_is_named(tmp_path):
    """Are quizzes released as nbgrader releases them, with the course's settings, though one of them has no source?"""
    root = made.make_course(tmp_path / "course")
    command = [sys.executable, "-P", "-m", "nbcare.grading.generating", "no-such-quiz", made.QUIZ, made.OTHER]
    surroundings = os.environ | {"PYTHONPATH": str(made.ROOT / "src")}
    done = subprocess.run(command, cwd=root / "assessments", env=surroundings, capture_output=True, text=True)
    assert done.returncode == 1
    assert (
        "no-such-quiz could not be opened; the modules work without it." in done.stderr
        and "Traceback" not in done.stderr
    )
    for quiz in (made.QUIZ, made.OTHER):
        released = root / "state/nbgrader/release" / quiz
        notebook = json.loads((released / f"{quiz}.ipynb").read_text())
        assert {path.name for path in released.iterdir()} == {f"{quiz}.ipynb", "questions.json"}
        assert not any(
            "nbgrader" in cell["metadata"] and cell["metadata"]["nbgrader"].get("points")
            for cell in notebook["cells"]
            if cell["cell_type"] == "code"
        )
    with made.gradebook(root) as gradebook:
        assert gradebook.find_assignment(made.QUIZ).max_score == made.MOST
