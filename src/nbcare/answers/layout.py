"""Name the folders and files of assessments/, nbgrader's course root."""

from pathlib import Path

RESPONSES = "responses.json"
TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
REPORT = "autograde-report.csv"
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
    return assessments / "release" / assessment / f"{assessment}.ipynb"


def submitted(assessments: Path) -> Path:
    """Return the folder with a folder for each learner who has handed in."""
    return assessments / "submitted"


def submission(assessments: Path, learner: str, assessment: str) -> Path:
    """Return where nbgrader looks for one learner's submission."""
    return submitted(assessments) / learner / assessment


def graded(assessments: Path, learner: str, assessment: str) -> Path:
    """Return where nbgrader keeps one learner's graded submission."""
    return assessments / "autograded" / learner / assessment


def set_aside(assessments: Path, learner: str, assessment: str) -> Path:
    """Return the folder for quarantined files of one submission."""
    return assessments / "set-aside" / learner / assessment


def results(assessments: Path, learner: str) -> Path:
    """Return the path of one learner's returned results."""
    return assessments / RESULTS / f"{learner}.json"


def earlier(assessments: Path, learner: str, assessment: str) -> Path:
    """Return the folder of one learner's superseded submissions."""
    return assessments / "earlier" / learner / assessment
