"""Write what was handed in from the store into submitted/, where nbgrader looks for it.

The store is what counts. A folder that is lost or damaged is made again; one that came another way, from nbgrader's
exchange or by hand, is left alone as long as it is newer.
"""

import errno
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from nbcare.answers import files, layout, placing, submissions, times
from nbcare.answers.course_store import open_course_store
from nbcare.content.course_root import course_of
from nbcare.errors import DISK_FULL, ContentError, file_sentence
from nbcare.grading import made_files
from nbcare.grading.run import NotReadyError
from nbcare.store import hand_ins
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.hand_ins import HandIn
from nbcare.store.store import Store

_FOR_ALL = {*DISK_FULL, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}
"""The numbers of an OSError after which no other learner's folder could be written either."""


@dataclass(frozen=True)
class Written:
    """The learners whose folder changed, and for each one whose folder could not be written a sentence that says why."""

    changed: list[str] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)


def write(store: Store, root: Path, assessment: str) -> Written:
    """Write the hand-ins of a released quiz that count, each learner's newest; a folder in which that fails stops no other.

    Raises OSError when nobody's can be written (a full disk), and StoreUnavailableError when the store cannot be read.
    """
    notebook, written = layout.released(root, assessment), Written()
    placing.mend_all(root, assessment)  # of those who hand in beside the store
    for one, document, earlier in _newest(store, assessment) if notebook.is_file() else ():
        try:
            if _place(root, notebook, one, document.encode("ascii"), earlier):
                written.changed.append(one.learner)
        except OSError as error:
            if error.errno in _FOR_ALL:
                raise
            written.left_out[one.learner] = _left_out(one, error)
    return written


def bring_hand_ins(root: Path, assessment: str) -> dict[str, str]:
    """Write the hand-ins of the course that nbgrader's course root belongs to; raise NotReadyError when that fails.

    Returns the learners that are left out, each with a sentence that says why.
    """
    try:
        with open_course_store(course_of(root)) as store:
            return write(store, root, assessment).left_out
    except (ContentError, StoreUnavailableError) as error:
        raise NotReadyError(f"what was handed in could not be read ({error})") from None
    except OSError as error:
        raise NotReadyError(f"what was handed in could not be written ({file_sentence(error)})") from None


def write_all(store: Store, root: Path) -> list[str]:
    """Write the hand-ins of every released quiz; return a line about each learner that is left out."""
    quizzes = sorted(each.stem for each in root.glob("release/*/*.ipynb") if each.stem == each.parent.name)
    left_out = [(quiz, write(store, root, quiz).left_out) for quiz in quizzes]
    return [
        f"{quiz}, {learner}: {sentence}"
        for quiz, learners in left_out
        for learner, sentence in sorted(learners.items())
    ]


def _left_out(one: HandIn, error: OSError) -> str:
    folder = f"{layout.SUBMITTED}/{one.learner}/{one.assessment}"
    return (
        f"The hand-in of {one.at} could not be written to {folder} ({error.strerror}) and is not graded; it is safe in the"
        " store. Move away what stands there, or give the folder to this account, and grade again."
    )


def _newest(store: Store, assessment: str) -> Iterator[tuple[HandIn, str, frozenset[str]]]:
    """Yield each learner's newest hand-in that counts, with its document, and the hashes of all her hand-ins."""
    for _, several in groupby(hand_ins.of_assessment(store, assessment), key=lambda pair: pair[0].learner):
        newest: tuple[HandIn, str] | None = None
        hashes = set()
        for one, document in several:
            hashes.add(one.hash)
            if one.counts:
                newest = one, document
        if newest is not None:
            yield (*newest, frozenset(hashes))


def _place(root: Path, notebook: Path, one: HandIn, document: bytes, known: frozenset[str]) -> bool:
    """Write one learner's folder unless it is as it should be; return whether it changed."""
    place, at = layout.submission(root, one.learner, one.assessment), times.parse(one.at)
    if place.is_symlink() or place.parent.is_symlink():
        return False  # grading reports it, and nothing is written to where it leads
    stamp = times.timestamp(at or times.now())
    if os.path.lexists(place) and not _prepare(root, place, one, (document, stamp), known):
        return False
    place.mkdir(parents=True, exist_ok=True)
    for name, content in ((layout.RESPONSES, document), (layout.TIMESTAMP, stamp.encode())):
        made_files.put(place / name, content)
    if not (place / layout.SECRET).is_file():
        made_files.put(place / layout.SECRET, secrets.token_hex(64).encode())
    made_files.link(notebook, place / notebook.name)
    return True


def _prepare(root: Path, place: Path, one: HandIn, wanted: tuple[bytes, str], known: frozenset[str]) -> bool:
    """Prepare an existing folder for a hand-in, whose document and time are `wanted`; return whether to write it."""
    at, standing = times.parse(one.at), made_files.answers(place)
    # Not so after a run that was killed while it wrote.
    whole = all(os.path.lexists(place / name) for name in (layout.SECRET, f"{one.assessment}.ipynb"))
    if (standing, made_files.text(place / layout.TIMESTAMP)) == wanted:
        return not whole
    hash = "" if standing is None else files.receipt(standing)
    if hash == one.hash and _same_second(root, one, at):
        return not whole  # the same answers, written in another way by an earlier release
    if standing is not None and hash not in known:
        if _newer(root, one, at):
            return False
        submissions.keep_earlier(root, one.learner, one.assessment, place)
    if _newer(root, one, at):
        _let_grade_again(root, one)
    return True


def _newer(root: Path, one: HandIn, at: datetime | None) -> bool:
    """Return whether the submission in submitted/ is newer than a hand-in."""
    placed = submissions.placed_at(root, one.learner, one.assessment)
    return placed is not None and at is not None and placed > at


def _let_grade_again(root: Path, one: HandIn) -> None:
    """Let an older hand-in be graded that counts again: nbgrader grades only what is newer than what it graded."""
    graded = layout.graded(root, one.learner, one.assessment) / layout.TIMESTAMP
    if graded.is_file() and not graded.is_symlink():
        made_files.put(graded, times.timestamp(datetime.fromtimestamp(0, UTC)).encode())


def _same_second(root: Path, one: HandIn, at: datetime | None) -> bool:
    placed = submissions.placed_at(root, one.learner, one.assessment)
    return placed is not None and at is not None and placed.replace(microsecond=0) == at
