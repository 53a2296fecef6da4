"""Write a site's files into a folder, all or none, and remove what a former site left."""

import json
import os
import re
import shutil
from pathlib import Path

from nbcare.answers.files import replace_by
from nbcare.errors import ContentError

MARKER = "nbcare-site.json"
"""The marker of a site's folder; lists the files that belong to the site."""
_STAGE = ".nbcare-site.new"
_NEW_FOLDER = "name a new or an empty folder"
# The course's own folders: a site in one of them would be taken for its content, or released to learners.
_COURSES = frozenset("notebooks lessons assessments assets src tests docs deploy state .git .venv".split())
# Names that a site has; whatever else a marker lists is not ours to remove.
_OURS = re.compile(r"(?:cards/|static/)?[A-Za-z0-9][A-Za-z0-9._-]*")


def refuse(out: Path, course: Path) -> None:
    """Raise ContentError, in one sentence, when this is no place for a site."""
    place, course = out.resolve(), course.resolve()
    inside = place.relative_to(course).parts if place.is_relative_to(course) else None
    if inside == () or course.is_relative_to(place) or (inside and inside[0] in _COURSES):
        raise _wrong(out, "belongs to the course itself", _NEW_FOLDER)
    try:
        if any(part.exists() and not part.is_dir() for part in (place, *place.parents)):
            raise _wrong(out, "is a file, or lies below one", "name a folder")
        if place.is_dir() and _former(place) is None and any(each.name != _STAGE for each in place.iterdir()):
            raise _wrong(out, "holds other files, and no site", _NEW_FOLDER)
    except OSError as error:
        raise _unwritable(out, error) from None


def write(out: Path, files: dict[str, bytes]) -> None:
    """Write the files and take away what a former site left; raise ContentError when that cannot be done, with nothing changed.

    Every byte is on the disk before the first file takes its place; from then on there are only renames. Files that
    are not the site's, such as a learner's hand-in, stay.
    """
    new = not out.exists()
    try:
        former = set(_former(out) or ())
        if foreign := next((name for name in files if name not in former and os.path.lexists(out / name)), None):
            raise _wrong(out, f"holds a {foreign} that is not the site's", "move it away")
        _stage(out, files)
        _place(out, files, former)
    except OSError as error:
        raise _unwritable(out, error) from None
    finally:
        shutil.rmtree(out / _STAGE, ignore_errors=True)
        if new and out.is_dir() and not any(out.iterdir()):
            out.rmdir()


def _stage(out: Path, files: dict[str, bytes]) -> None:
    stage = out / _STAGE
    shutil.rmtree(stage, ignore_errors=True)
    for name, content in files.items():
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).write_bytes(content)


def _place(out: Path, files: dict[str, bytes], former: set[str]) -> None:
    # Listed first, so that a run that is killed here leaves nothing that the next one would take for another's.
    _mark(out, former | set(files))
    # What pages use comes before them: a page that is opened meanwhile finds its script.
    for name in sorted(files, key=lambda name: ("/" not in name, name)):
        (out / name).parent.mkdir(exist_ok=True)
        replace_by(out / _STAGE / name, out / name)
    for name in sorted(former - set(files)):
        (out / name).unlink(missing_ok=True)
    for part in ("cards", "static"):
        if (out / part).is_dir() and not any((out / part).iterdir()):
            (out / part).rmdir()
    _mark(out, set(files))


def _mark(out: Path, names: set[str]) -> None:
    text = json.dumps({"version": 1, "made_by": "nbcare site", "files": sorted(names)}, indent=1) + "\n"
    (out / _STAGE).mkdir(exist_ok=True)
    (out / _STAGE / MARKER).write_text(text, encoding="utf-8", newline="\n")
    replace_by(out / _STAGE / MARKER, out / MARKER)


def _former(out: Path) -> list[str] | None:
    """Return the file names of a former site; None when there is no site here."""
    try:
        found = json.loads((out / MARKER).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    listed = found.get("files") if isinstance(found, dict) and found.get("version") == 1 else None
    if not isinstance(listed, list):
        return None
    return [name for name in listed if isinstance(name, str) and _OURS.fullmatch(name)]


def _wrong(out: Path, problem: str, repair: str) -> ContentError:
    return ContentError(str(out), "", problem, repair)


def _unwritable(out: Path, error: OSError) -> ContentError:
    return _wrong(
        out,
        f"cannot be written ({error.strerror or error})",
        "name a folder that you may write to, with room for 20 MB",
    )
