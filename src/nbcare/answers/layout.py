"""Name the folders and files of assessments/, nbgrader's course root."""

from pathlib import Path

# nbgrader's own names.
SUBMITTED, GRADED = "submitted", "autograded"
RESPONSES = "responses.json"
TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
REPORT = "autograde-report.csv"
# Held while a class is graded: two runs at once would each undo the other's work.
GRADING_LOCK = ".grading.lock"
# What grading writes for the portal: the terms of all quizzes, and a folder with one file for each learner.
PUBLISHED = "published.json"
RESULTS = "results"


def assessments(course_root: Path) -> Path:
    """Return nbgrader's course root."""
    return Path(course_root) / "assessments"


def gradebook(assessments: Path) -> Path:
    """Return the file of nbgrader's gradebook, unless another one is named."""
    return assessments / "gradebook.db"


def backups(assessments: Path) -> Path:
    """Return the folder with the latest copies of the gradebook."""
    return assessments / "backups"


def released(assessments: Path, assessment: str) -> Path:
    """Return the path of the released notebook."""
    return assessments.joinpath("release", assessment, f"{assessment}.ipynb")


def submitted(assessments: Path) -> Path:
    """Return the folder with a folder for each learner who has handed in."""
    return assessments / SUBMITTED


def submission(assessments: Path, learner: str, assessment: str) -> Path:
    """Return where nbgrader looks for one learner's submission."""
    return assessments.joinpath(SUBMITTED, learner, assessment)


def graded(assessments: Path, learner: str, assessment: str) -> Path:
    """Return where nbgrader keeps one learner's graded submission."""
    return assessments.joinpath(GRADED, learner, assessment)


def being_graded(assessments: Path, learner: str, assessment: str) -> Path:
    """Return where a graded submission is made; the dot hides it from nbgrader until it is whole."""
    return assessments.joinpath(GRADED, learner, f".{assessment}.grading")


def feedback(assessments: Path, learner: str, assessment: str) -> Path:
    """Return the folder with one learner's feedback page."""
    return assessments.joinpath("feedback", learner, assessment)


def set_aside(assessments: Path, learner: str, assessment: str) -> Path:
    """Return the folder for quarantined files of one submission."""
    return assessments.joinpath("set-aside", learner, assessment)


def results(assessments: Path, learner: str) -> Path:
    """Return the path of one learner's returned results."""
    return assessments / RESULTS / f"{learner}.json"


def earlier(assessments: Path, learner: str, assessment: str) -> Path:
    """Return the folder of one learner's superseded submissions."""
    return assessments / "earlier" / learner / assessment
