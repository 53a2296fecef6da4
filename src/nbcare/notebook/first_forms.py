"""Open the first form of each quiz that has never been opened: a course has its quizzes from the first start on.

Run by the portal in a process of its own, which stays small: python -P -m nbcare.notebook.first_forms COURSE
"""

import os
import subprocess
import sys
from pathlib import Path

from nbcare.answers import layout
from nbcare.build import local_pages
from nbcare.content import course as courses
from nbcare.content.course import Course
from nbcare.errors import ContentError

FIRST_FORM = "A"


def open_all(course: Course) -> None:
    """Have nbgrader generate the first forms that were never generated; another form waits for the instructor."""
    root = layout.nbgrader_root(course.root)
    first = [each.id for each in course.assessments if each.form == FIRST_FORM]
    closed = [id for id in first if not layout.released(root, id).is_file()]
    if closed:
        local_pages.refresh(course)
        # nbgrader logs each of its steps; an error is reported in our own words.
        environment = os.environ | {"NBCARE_COURSE": str(course.root), "NBCARE_STATE": str(course.state)}
        subprocess.run([sys.executable, "-P", "-m", "nbcare.grading.generating", *closed], cwd=root, env=environment)


def main(root: Path) -> int:
    """Open the quizzes of the course in this folder; print in one sentence what is wrong with it."""
    try:
        open_all(courses.load_local(root))
    except ContentError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
