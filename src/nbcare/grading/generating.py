"""Generate several assignments in one process: nbgrader's seconds of imports are paid once, not once a quiz.

Run in the folder of the assessments, with their ids: python -P -m nbcare.grading.generating retinoids-quiz
"""

import sys
from collections.abc import Mapping
from typing import Any

from nbgrader.apps import NbGraderAPI, NbGraderApp
from nbgrader.coursedir import CourseDirectory


def main(assessments: list[str]) -> int:
    """Generate each; report every failure on the error output, and return how many there were."""
    app = NbGraderApp()
    app.load_config_file()
    api = NbGraderAPI(CourseDirectory(config=app.config), config=app.config)
    failed = 0
    for assessment in assessments:
        print(f"Opening {assessment} …", flush=True)
        done = api.generate_assignment(assessment, force=False)
        if not done["success"]:
            failed += 1
            print(f"{assessment} could not be opened; the modules work without it. {_reason(done)}", file=sys.stderr)
    return failed


def _reason(done: Mapping[str, Any]) -> str:
    """Return nbgrader's exception, and below it the end of its log."""
    raised, log = (str(done.get(name) or "").strip() for name in ("error", "log"))
    return "\n".join(filter(None, [raised.rpartition("\n")[2], log[-2000:]]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
