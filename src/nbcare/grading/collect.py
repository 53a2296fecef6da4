"""Take hand-in files from a folder into the store and submitted/: no exchange needed, so it works on Windows too.

Every file is taken or named. They are read one at a time, twice: to choose each learner's newest, and to keep it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from nbcare.answers import layout, times
from nbcare.answers.course_store import open_course_store
from nbcare.answers.files import UnreadableError
from nbcare.answers.submissions import NotReleasedError, TakenByAnotherError, placed_at, refuse_another
from nbcare.content import course as courses
from nbcare.content.course import Course
from nbcare.content.settings import read_settings
from nbcare.errors import file_sentence
from nbcare.grading import hand_in_folders
from nbcare.grading.archive_files import Archives
from nbcare.grading.brought import keep
from nbcare.grading.found_files import PassedOver, found_in
from nbcare.grading.hand_in_file import HandIn, read
from nbcare.grading.in_time import Due, due_moments
from nbcare.store import hand_ins
from nbcare.store.errors import UnstorableError
from nbcare.store.store import Store

_SEVERAL = "several people's answers are named for {} (this one: receipt {}); take the files in one folder a person, each with an id of its own"
_SAME = "these are the answers of {} too, with the same seed"


@dataclass
class Collected:
    """The outcome for each file of a folder."""

    taken: list[HandIn] = field(default_factory=list)
    waiting: list[tuple[HandIn, str | None]] = field(default_factory=list)
    """Each with the reason why it waits for a person; None: it came after results were returned."""
    older: list[HandIn] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    unwritten: dict[str, str] = field(default_factory=dict)
    """By learner, why a folder in submitted/ could not be written; the hand-in itself is kept."""


def collect(course_root: Path, folder: Path) -> Collected:
    """Take in each learner's newest hand-in; leave every file where it is."""
    course, done, now = courses.load_local(course_root), Collected(), times.now()
    with Archives() as archives, open_course_store(course.root) as store:
        found = _read_all(course, folder, archives, done)
        seeds = {quiz: store.read(hand_ins.seeds(quiz)) for quiz in {one.assessment for one in found}}
        several = _chosen(found, seeds, done)
        same = _with_the_same_seed(several)
        due = {quiz: _due(course, quiz) for quiz in sorted({one.assessment for one in several})}
        for one in several:
            _take(course, store, one, done, _why_held(one, due[one.assessment], now, zone_of(course), same))
        _write(course, store, done)
    return done


def zone_of(course: Course) -> tzinfo:
    """Return the zone in which this course's times are written for people."""
    return read_settings(course.state).zone


def _read_all(course: Course, folder: Path, archives: Archives, done: Collected) -> list[HandIn]:
    handed_in, quizzes = layout.submitted(layout.nbgrader_root(course.root)), {a.id for a in course.assessments}
    read_so_far = []
    for found in found_in(folder, archives, zone_of(course)):
        if isinstance(found, PassedOver):
            if found.harmless:
                done.ignored.append(found.name)
            else:
                done.refused.append((found.name, found.reason))
            continue
        try:
            read_so_far.append(read(found, quizzes, handed_in))
        except (UnreadableError, OSError) as error:
            done.refused.append((found.name, getattr(error, "strerror", None) or str(error)))
    return read_so_far


def _chosen(several: Iterable[HandIn], seeds: Mapping[str, Mapping[str, str]], done: Collected) -> list[HandIn]:
    """Return the newest of each learner and quiz; of one id that several people's are named for, those that she began.

    `seeds` are those in the store, by quiz and learner. Where they tell nothing, all of them are refused.
    """
    by_learner, chosen = defaultdict(list), []
    for one in several:
        by_learner[one.learner, one.assessment].append(one)
    for (learner, quiz), theirs in by_learner.items():
        known = seeds.get(quiz, {}).get(learner) if len({one.seed for one in theirs}) > 1 else theirs[0].seed
        done.refused += [(one.name, _SEVERAL.format(learner, one.hash)) for one in theirs if one.seed != known]
        hers = sorted((one for one in theirs if one.seed == known), key=lambda one: one.at)
        if not hers:
            continue
        *older, newest = hers
        done.older += older
        chosen.append(newest)
    return chosen


def _with_the_same_seed(several: Iterable[HandIn]) -> dict[tuple[str, str], list[str]]:
    """Return the learners by quiz and seed."""
    learners = defaultdict(list)
    for one in several:
        learners[one.assessment, one.seed].append(one.learner)
    return learners


def _due(course: Course, quiz: str) -> Due:
    return due_moments(layout.nbgrader_root(course.root), course.name, quiz)


def _why_held(
    one: HandIn, due: Due, now: datetime, zone: tzinfo, same: dict[tuple[str, str], list[str]]
) -> tuple[bool, str | None]:
    """Return whether a hand-in is late, and why it waits for a person, if it does."""
    end = due.of(one.learner)
    others = [learner for learner in same[one.assessment, one.seed] if learner != one.learner]
    reasons = [
        due.doubt(one.learner, one.at, {"its file is of": one.file.at, "it is collected": now}, zone),
        _SAME.format(", ".join(others)) if others else None,
    ]
    return end is not None and one.at > end, "; ".join(filter(None, reasons)) or None


def _take(course: Course, store: Store, one: HandIn, done: Collected, judged: tuple[bool, str | None]) -> None:
    root, (late, held) = layout.nbgrader_root(course.root), judged
    earlier = store.read(hand_ins.of(one.learner, one.assessment))
    before = [times.parse(each.at) for each in earlier if each.counts]
    standing = placed_at(root, one.learner, one.assessment)
    if any(at is not None and at.replace(microsecond=0) >= one.at.replace(microsecond=0) for at in (*before, standing)):
        done.older.append(one)
        return
    try:
        if not layout.released(root, one.assessment).is_file():
            raise NotReleasedError(one.assessment)
        responses = one.responses()
        refuse_another(layout.submission(root, one.learner, one.assessment), one.learner, one.assessment, responses)
        job = keep(course, one.learner, one.assessment, one.at, responses, one.release, late=late, held=held)
        kept = store.write(job)
    except (NotReleasedError, TakenByAnotherError, UnreadableError, UnstorableError, OSError) as error:
        done.refused.append((one.name, str(error)))
        return
    if kept.counts:
        done.taken.append(one)
    else:
        done.waiting.append((one, kept.held))


def _write(course: Course, store: Store, done: Collected) -> None:
    """Bring what was taken to nbgrader; what cannot be is in the store, and is brought before the next grading."""
    for assessment in sorted({one.assessment for one in done.taken}):
        try:
            left_out = hand_in_folders.write(store, layout.nbgrader_root(course.root), assessment).left_out
        except OSError as error:
            left_out = {assessment: f"taken, and not yet brought to nbgrader: {file_sentence(error)}"}
        done.unwritten.update(left_out)
