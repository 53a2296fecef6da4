"""Name the folders and files of a course's state: all that a run makes."""

from pathlib import Path

from nbcare.content.course_root import state_folder

# nbgrader's own names.
SUBMITTED, GRADED = "submitted", "autograded"
RESPONSES = "responses.json"
TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
REPORT = "autograde-report.csv"
# Held while a class is graded: two runs at once would each undo the other's work.
GRADING_LOCK = ".grading.lock"


def nbgrader_root(course_root: Path) -> Path:
    """Return what nbgrader calls its course root: the folder of release/, submitted/, autograded/ and the gradebook."""
    return state_folder(course_root) / "nbgrader"


def workspace(course_root: Path) -> Path:
    """Return the folder of the learners' pages and answers."""
    return state_folder(course_root) / "workspace"


def pages(course_root: Path) -> Path:
    """Return the folder of the pages that are made for the portal."""
    return state_folder(course_root) / "pages"


def exchange(course_root: Path) -> Path:
    """Return the folder of nbgrader's exchange."""
    return state_folder(course_root) / "exchange"


def gradebook(root: Path) -> Path:
    """Return the file of nbgrader's gradebook, unless another one is named."""
    return root / "gradebook.db"


def backups(root: Path) -> Path:
    """Return the folder with the latest copies of the gradebook."""
    return root / "backups"


def released(root: Path, assessment: str) -> Path:
    """Return the path of the released notebook."""
    return root.joinpath("release", assessment, f"{assessment}.ipynb")


def grading_lock(root: Path) -> Path:
    """Return the file that is locked while a class is graded; its folder is made."""
    root.mkdir(parents=True, exist_ok=True)
    return root / GRADING_LOCK


def of_class(root: Path) -> list[Path]:
    """Return what a class leaves in nbgrader's course root; the rest belongs to the course."""
    folders = ("release", SUBMITTED, GRADED, "feedback", "earlier", "set-aside", "backups")
    names = (*folders, REPORT, "grades.csv", *(f"gradebook.db{end}" for end in ("", "-wal", "-shm", "-journal")))
    return [root / name for name in names]


def submitted(root: Path) -> Path:
    """Return the folder with a folder for each learner who has handed in."""
    return root / SUBMITTED


def submission(root: Path, learner: str, assessment: str) -> Path:
    """Return where nbgrader looks for one learner's submission."""
    return root.joinpath(SUBMITTED, learner, assessment)


def graded(root: Path, learner: str, assessment: str) -> Path:
    """Return where nbgrader keeps one learner's graded submission."""
    return root.joinpath(GRADED, learner, assessment)


def being_graded(root: Path, learner: str, assessment: str) -> Path:
    """Return where a graded submission is made; the dot hides it from nbgrader until it is whole."""
    return root.joinpath(GRADED, learner, f".{assessment}.grading")


def feedback(root: Path, learner: str, assessment: str) -> Path:
    """Return the folder with one learner's feedback page."""
    return root.joinpath("feedback", learner, assessment)


def set_aside(root: Path, learner: str, assessment: str) -> Path:
    """Return the folder for quarantined files of one submission."""
    return root.joinpath("set-aside", learner, assessment)


def earlier(root: Path, learner: str, assessment: str) -> Path:
    """Return the folder of one learner's superseded submissions."""
    return root / "earlier" / learner / assessment
