"""Find the folder of the course, without reading it."""

import os
from pathlib import Path

from nbcare.errors import ContentError

FILE = "course.yaml"
STATE = "state"


class CourseError(ContentError):
    """A mistake in course.yaml, or no course was found."""


def shown(path: Path, root: Path | None = None) -> str:
    """Return a file's path as an author knows it: from the folder of its course, or as it was given."""
    for folder in (root,) if root else path.parents:
        if path.is_relative_to(folder) and (root or (folder / FILE).is_file()):
            return path.relative_to(folder).as_posix()
    return path.as_posix()


def state_folder(root: Path) -> Path:
    """Return the folder of all that running a course makes: $NBCARE_STATE, or `state` in the course's folder.

    The rest of the course's folder is content: a run reads it only, and the next release replaces it.
    """
    named = os.environ.get("NBCARE_STATE")
    return Path(named).resolve() if named else Path(root) / STATE


def course_of(folder: Path) -> Path:
    """Return the folder of the course that a folder belongs to: the nearest one upwards, or else $NBCARE_COURSE.

    A state that lies outside of its course's folder needs the variable. Raises CourseError when neither names one.
    """
    here = Path(folder).resolve()
    for above in (here, *here.parents):
        if (above / FILE).is_file():
            return above
    return find_root()


def find_root(start: Path | None = None) -> Path:
    """Return the folder of the course: $NBCARE_COURSE, or the nearest one upwards with a course.yaml."""
    named = os.environ.get("NBCARE_COURSE")
    if named and start is None:
        if (Path(named) / FILE).is_file():
            return Path(named).resolve()
        raise CourseError(FILE, "", f"NBCARE_COURSE is {named}, which holds no {FILE}", "set it to the course's folder")
    here = Path(start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder
    raise CourseError(FILE, "", f"no {FILE} in {here} or above it", "go into the course's folder, or set NBCARE_COURSE")
