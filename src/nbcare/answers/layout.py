"""Name the folders of assessments/, nbgrader's course root, and the shapes of what stands in them."""

from pathlib import Path

RESPONSES = "responses.json"
TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
REPORT = "autograde-report.csv"
# What grading writes for the portal: the one for all, and the folder with a file for each learner.
PUBLISHED = "published.json"
RESULTS = "results"


def assessments(course_root: Path) -> Path:
    """Return nbgrader's course root."""
    return Path(course_root) / "assessments"


def released(assessments: Path, assessment: str) -> Path:
    """Return where nbgrader keeps the notebook that learners were given."""
    return assessments / "release" / assessment / f"{assessment}.ipynb"


def submitted(assessments: Path) -> Path:
    """Return the folder with a folder for each learner who has handed in."""
    return assessments / "submitted"


def submission(assessments: Path, learner: str, assessment: str) -> Path:
    """Return where nbgrader looks for one learner's submission."""
    return submitted(assessments) / learner / assessment


def set_aside(assessments: Path, learner: str, assessment: str) -> Path:
    """Return where files of a submission are kept that grading must not touch."""
    return assessments / "set-aside" / learner / assessment


def results(assessments: Path, learner: str) -> Path:
    """Return where the results stand that one learner was given back."""
    return assessments / RESULTS / f"{learner}.json"


def earlier(assessments: Path, learner: str, assessment: str) -> Path:
    """Return where the submissions are kept that a later one took the place of."""
    return assessments / "earlier" / learner / assessment
