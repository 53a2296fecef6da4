"""Make the notebooks that a course runs with: the course's own, or the same with this hospital's numbers in them.

What is committed prints lines to write on and the course's own pass mark. A hospital that has set its own gets its own
copies, in the state: the committed notebooks are never changed by a run.
"""

import shutil
from pathlib import Path

from nbcare.answers import files, layout
from nbcare.build import course_files
from nbcare.content import course as courses
from nbcare.content.course import Course
from nbcare.content.evidence import local
from nbcare.content.settings import read_settings

FOLDER = "notebooks"
MADE_FROM = ".made-from.json"
CONFIGURATION = "nbgrader_config.py"
_LOCK = ".local-pages.lock"
_LOCK_SECONDS = 120


def notebooks(course: Course) -> Path:
    """Return the folder of the modules' notebooks, and of the cards in it, that learners get to see."""
    own = course.state / FOLDER
    return own if (own / MADE_FROM).is_file() else course.root / "notebooks"


def source(course: Course) -> Path:
    """Return the folder of the source notebooks in nbgrader's course root, one folder a quiz."""
    return layout.nbgrader_root(course.root) / "source"


def refresh(course: Course) -> None:
    """Bring the notebooks of the state up to date; raise ContentError for a setting that cannot be used."""
    printed = local.read_local(course.state)
    own = printed != local.BLANK or read_settings(course.state).pass_percent is not None
    course.state.mkdir(parents=True, exist_ok=True)
    with files.lock(course.state / _LOCK, _LOCK_SECONDS):
        if own:
            _make(course, printed)
        else:
            shutil.rmtree(course.state / FOLDER, ignore_errors=True)
            _copy_sources(course)
        _copy_configuration(course)


def _make(course: Course, printed: dict[str, str]) -> None:
    """Make notebooks, cards and sources with the hospital's own numbers, unless they are as new as what they come from."""
    folder, stamps = course.state / FOLDER, files.encode(_stamps(course))
    if (folder / MADE_FROM).is_file() and (folder / MADE_FROM).read_bytes() == stamps:
        return
    places = {course.root / "notebooks": folder, course.root / "assessments" / "source": source(course)}
    made = course_files.notebooks_of(courses.load_local(course.root), printed)
    for path, content in made:
        own = next(to / path.relative_to(of) for of, to in places.items() if path.is_relative_to(of))
        own.parent.mkdir(parents=True, exist_ok=True)
        files.rewrite(own, content)
    files.rewrite(folder / MADE_FROM, stamps)


def _copy_sources(course: Course) -> None:
    """Copy the committed source notebooks: nbgrader wants them in its own course root."""
    committed = course.root / "assessments" / "source"
    for path in sorted(committed.glob("*/*")):
        if path.is_file():
            copy = source(course) / path.relative_to(committed)
            copy.parent.mkdir(parents=True, exist_ok=True)
            files.rewrite(copy, path.read_bytes())


def _copy_configuration(course: Course) -> None:
    """Give nbgrader's course root its configuration; later it is the hospital's own, to add settings to."""
    committed = course.root / "assessments" / CONFIGURATION
    copy = layout.nbgrader_root(course.root) / CONFIGURATION
    if committed.is_file() and not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        files.rewrite(copy, committed.read_bytes())


def _stamps(course: Course) -> list[list[str | int]]:
    """Return the stamps of all that the hospital's notebooks are made from."""
    committed = (course.root / "notebooks", course.root / "assessments" / "source")
    written = [course.root / courses.FILE, course.state / local.FILE, course.state / "settings.yaml"]
    found = [*written, *(path for folder in committed for path in sorted(folder.rglob("*")) if path.is_file())]
    return [[path.as_posix(), *files.stamp(path)] for path in found]
