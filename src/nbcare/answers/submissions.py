"""Place a submission where nbgrader finds it, atomically, and keep the one it replaces."""

import os
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

from nbcare.answers import files, layout, placing, times
from nbcare.answers.files import UnreadableError, rename
from nbcare.answers.learners import KNOWN

LONGEST_NAME = 128
"""Characters of a folder's name in nbgrader's gradebook."""


class NotReleasedError(Exception):
    """The assessment has no released notebook yet; the message names the command that makes it."""

    def __init__(self, assessment: str) -> None:
        super().__init__(f"{assessment} has not been released; run: nbcare generate {assessment}")


class TakenByAnotherError(Exception):
    """Another folder's answers were handed in under this id, so these are refused."""

    def __init__(self, learner: str, assessment: str, receipt: str) -> None:
        super().__init__(
            f"Under the id {learner} other answers to {assessment} were handed in before, not from this folder (receipt {receipt})."
            " If both are the same person's, hand in from where the first came from; if not, give one of them another id."
        )


def place_submission(course_root: Path, learner: str, assessment: str, responses: bytes, at: datetime) -> Path:
    """Write one submission beside the others as a whole; return its folder."""
    root = layout.nbgrader_root(course_root)
    notebook = layout.released(root, assessment)
    if not notebook.is_file():
        raise NotReleasedError(assessment)
    place = layout.submission(root, learner, assessment)
    placing.mend(root, learner, assessment)
    refuse_another(place, learner, assessment, responses)
    place.parent.mkdir(parents=True, exist_ok=True)
    filling = placing.filling(place)
    # mkdir applies the account's umask: to read it would change it for every thread of the portal.
    filling.mkdir()
    try:
        shutil.copyfile(notebook, filling / notebook.name)
        (filling / layout.RESPONSES).write_bytes(responses)
        (filling / layout.TIMESTAMP).write_text(times.timestamp(at), encoding="utf-8")
        (filling / layout.SECRET).write_text(secrets.token_hex(64), encoding="utf-8")
        files.sync_files(filling)
        placing.put_in_place(root, learner, assessment, filling, earlier_place(root, learner, assessment))
    except BaseException:
        shutil.rmtree(filling, ignore_errors=True)
        raise
    return place


def seed(responses: bytes) -> str:
    """Return the seed of a file of answers, which is different in each folder; an empty string when it has none."""
    try:
        data = files.parse(responses)
    except UnreadableError:
        return ""
    found = data.get("seed") if isinstance(data, dict) else None
    return found if isinstance(found, str) else ""


def refuse_another(place: Path, learner: str, assessment: str, responses: bytes) -> None:
    """Raise TakenByAnotherError when that folder holds answers that these cannot be told to continue.

    They continue those with the same seed. Answers without a seed continue none: they may be anybody's. Standing ones that
    cannot be read are of no use to a person, and are replaced.
    """
    try:
        standing = files.read_bytes(place / layout.RESPONSES)
        files.parse(standing)
    except (OSError, UnreadableError):
        return
    if standing != responses and not (seed(responses) and seed(responses) == seed(standing)):
        raise TakenByAnotherError(learner, assessment, files.receipt(standing))


def is_submission(folder: Path) -> bool:
    """Return whether a place below submitted/ is a learner's: named by an id, and with a part of a submission in it.

    A link, and a file in the folder's place, count as well: grading says what is wrong with them.
    """
    if not KNOWN.fullmatch(folder.parent.name):
        return False
    if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
        return True
    parts = (layout.RESPONSES, layout.TIMESTAMP, layout.SECRET, f"{folder.name}.ipynb")
    return any(os.path.lexists(folder / part) for part in parts)


def foreign(root: Path) -> list[str]:
    """Return the names in submitted/ that are nobody's: of a folder without any submission, or with a name that is no id.

    A name that no gradebook could hold is not among them: grading reports it in a line of its own.
    """
    try:
        places = sorted(layout.submitted(root).iterdir())
    except OSError:
        return []
    return [
        place.name
        for place in places
        if place.is_dir() and _can_be_printed(place.name) and not any(map(is_submission, _inside(place)))
    ]


def _can_be_printed(name: str) -> bool:
    return name.isprintable() and len(name) <= LONGEST_NAME and not name.startswith(".")


def _inside(place: Path) -> list[Path]:
    try:
        return [each for each in place.iterdir() if not each.name.startswith(".")]
    except OSError:
        return [place / "unreadable"]  # it may hold anything: grading says that it cannot be read


def placed_at(root: Path, learner: str, assessment: str) -> datetime | None:
    """Return when the current submission was handed in; None when there is none."""
    try:
        return times.parse_timestamp(
            (layout.submission(root, learner, assessment) / layout.TIMESTAMP).read_text(encoding="utf-8")
        )
    except (OSError, ValueError):
        return None


def complete(root: Path, learner: str, assessment: str) -> None:
    """Add the files that nbgrader requires and a submission lacks: notebook, timestamp, secret."""
    folder = layout.submission(root, learner, assessment)
    notebook = layout.released(root, assessment)
    if not os.path.lexists(folder / layout.TIMESTAMP):
        # Before anything is added: the learner's own last change is when this was handed in.
        _add(folder / layout.TIMESTAMP, times.timestamp(_last_change(folder)).encode())
    if not os.path.lexists(folder / notebook.name):
        _add(folder / notebook.name, notebook.read_bytes())
    # Without it nbgrader's release_feedback stops for the whole class.
    if not os.path.lexists(folder / layout.SECRET):
        _add(folder / layout.SECRET, secrets.token_hex(64).encode())


def complete_submissions(root: Path) -> None:
    """Complete each submission of every released assessment: nbgrader overlooks a folder without a notebook."""
    root = Path(root)
    nobodys = set(foreign(root))
    for notebook in root.glob("release/*/*.ipynb"):
        if notebook.stem != notebook.parent.name:
            continue
        placing.mend_all(root, notebook.stem)
        for folder in root.glob(f"submitted/*/{notebook.stem}"):
            if (
                not folder.is_dir()
                or folder.is_symlink()
                or folder.parent.is_symlink()
                or folder.parent.name.startswith(".")
                or folder.parent.name in nobodys
            ):
                continue
            try:
                complete(root, folder.parent.name, notebook.stem)
            except OSError:
                continue  # one folder that cannot be written must not stop the others; autograde reports it


def keep_earlier(root: Path, learner: str, assessment: str, place: Path) -> Path | None:
    """Move a submission aside before another one replaces it; return where it is now, None when there was none."""
    if not os.path.lexists(place):
        return None
    kept = earlier_place(root, learner, assessment)
    kept.parent.mkdir(parents=True, exist_ok=True)
    rename(place, kept)
    return kept


def earlier_place(root: Path, learner: str, assessment: str) -> Path:
    """Return where the current submission is kept once another one replaces it: a free name, after its time."""
    at = placed_at(root, learner, assessment) or times.now()
    return free(layout.earlier(root, learner, assessment) / at.strftime("%Y%m%dT%H%M%S.%fZ"))


def _add(path: Path, content: bytes) -> None:
    """Add a file whole or not at all: a half one would be taken for the learner's."""
    files.replace(path, content, durable=False, private=False, lone_writer=False)


def free(path: Path) -> Path:
    """Return the path, or the first free numbered one beside it."""
    candidate, n = path, 2
    while os.path.lexists(candidate):
        candidate, n = path.with_name(f"{path.name}-{n}"), n + 1
    return candidate


def _last_change(folder: Path) -> datetime:
    changes = [e.stat(follow_symlinks=False).st_mtime for e in os.scandir(folder) if e.is_file(follow_symlinks=False)]
    return datetime.fromtimestamp(max(changes, default=times.now().timestamp()), UTC)
