"""Move out of a submission whatever grading must not open, follow or copy."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from nbcare.answers import layout, times
from nbcare.answers.files import rename
from nbcare.answers.submissions import free

LARGEST = 2_000_000  # bytes; the store refuses a larger responses.json too
LARGEST_NOTEBOOK = 20_000_000  # bytes; kept as handed in, never read
# Left behind by the course's own programs; not worth reporting.
_OWN_TRACES = {".responses.lock", ".responses.json.tmp", ".ipynb_checkpoints", "receipt.json", ".hand-in.json"}


@dataclass(frozen=True)
class Moved:
    """One file that was set aside, and why."""

    name: str
    reason: str


def sweep(root: Path, learner: str, assessment: str) -> list[Moved]:
    """Leave only the regular, bounded files that a submission consists of; keep the rest elsewhere."""
    folder = layout.submission(root, learner, assessment)
    mode = folder.stat().st_mode
    if mode & 0o700 != 0o700:
        folder.chmod(mode | 0o700)
    moved = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        reason = _reason(entry, assessment)
        if reason is None:
            continue
        keep = layout.set_aside(root, learner, assessment)
        keep.mkdir(parents=True, exist_ok=True)
        # A rename takes a link or a pipe as it is: nothing is followed or opened.
        rename(entry.path, free(keep / entry.name))
        if entry.name not in _OWN_TRACES:
            moved.append(Moved(entry.name, reason))
    return moved


def was_set_aside(root: Path, learner: str, assessment: str) -> str | None:
    """Return why the answers of this submission cannot be read, if they were set aside."""
    kept = layout.set_aside(root, learner, assessment) / layout.RESPONSES
    if not os.path.lexists(kept) or os.path.lexists(layout.submission(root, learner, assessment) / layout.RESPONSES):
        return None
    found = kept.lstat()
    return _kind(found.st_mode) or f"is too large ({found.st_size / 1_000_000:.0f} MB)"


def _reason(entry: os.DirEntry[str], assessment: str) -> str | None:
    found = entry.stat(follow_symlinks=False)
    notebook = f"{assessment}.ipynb"
    if entry.name not in {notebook, layout.RESPONSES, layout.TIMESTAMP, layout.SECRET, "questions.json"}:
        return _kind(found.st_mode) or "is not part of a submission"
    if kind := _kind(found.st_mode):
        return kind
    if found.st_size > (LARGEST_NOTEBOOK if entry.name == notebook else LARGEST):
        return f"is too large ({found.st_size / 1_000_000:.0f} MB)"
    if entry.name == layout.TIMESTAMP and not _holds_a_moment(Path(entry.path)):
        return "holds no time"
    if entry.name == layout.SECRET and not _holds_a_word(Path(entry.path)):
        return "holds no secret"
    return None


def _kind(mode: int) -> str | None:
    if stat.S_ISLNK(mode):
        return "is a link to another place"
    if stat.S_ISDIR(mode):
        return "is a folder"
    return None if stat.S_ISREG(mode) else "is not a file"


def _holds_a_moment(path: Path) -> bool:
    try:
        return times.parse_timestamp(path.read_text(encoding="utf-8")) is not None
    except (OSError, ValueError):
        return False


def _holds_a_word(path: Path) -> bool:
    # nbgrader reads it as text in the middle of releasing the feedback of a whole class.
    try:
        return bool(path.read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return False
